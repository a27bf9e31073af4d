"""A comment tells nbcheck to ignore something that is not there.

## Why it matters

The code was mended and the comment stayed, or the code in the brackets is mistyped. Such a comment hides the next finding on its line,
which nobody has looked at. A comment is only judged where all rules that it could concern were run.

## Bad

```python
# %%
total = 3  # nbcheck: ignore[NBS001] comes from the console   # <- NBU001: # nbcheck: ignore[NBS001]
```

## Good

```python
# %%
total = 3
```

```python
# %%
total = price * 3  # nbcheck: ignore[NBS001] comes from the console
```

## When to ignore

While a rule is being tried out with `--select`; for good, take NBU001 out in the settings.

## References

- The same idea elsewhere: `unused-noqa` of ruff, `warn_unused_ignores` of mypy.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit, Idle

CODE = "NBU001"
SEVERITY = "warning"


def check(comment: Idle, context: Context) -> Iterator[Hit]:
    what = f"`{', '.join(comment.rules)}`" if comment.rules else "anything"
    where = "in this cell" if comment.whole_cell else "on this line"
    yield Hit(comment.place, f"this comment ignores {what}, but no such finding is {where}: remove it")
