"""A comment tells nbcheck to ignore something that is not there.

## Why it matters

The code was mended and the comment stayed, or the code in the brackets is mistyped. Such a comment hides the next finding on its line,
which nobody has looked at. A code that no rule has is named as such, with the one that was probably meant. A comment is only judged
where all rules that it could concern were run.

## Bad

```python
# %%
total = 3  # nbcheck: ignore[NBS001] comes from the console   # <- NBU001: # nbcheck: ignore[NBS001]
```

```python
# %%
total = gone * 3  # nbcheck: ignore[NBS0O1] comes from the console   # <- NBU001: # nbcheck: ignore[NBS0O1]
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
from jupyter_mldebt.rules._manifest import RULES

CODE = "NBU001"
SEVERITY = "warning"

_DIGITS = str.maketrans("OIL", "011")  # letters that are taken for digits


def check(comment: Idle, context: Context) -> Iterator[Hit]:
    unknown = [rule for rule in comment.rules if not _exists(rule)]
    if unknown:
        yield Hit(comment.place, "this comment ignores " + ", ".join(_unknown(rule) for rule in unknown))
    idle = [rule for rule in comment.rules if rule not in unknown]
    if idle or not comment.rules:
        what = f"`{', '.join(idle)}`" if idle else "anything"
        where = "in this cell" if comment.whole_cell else "on this line"
        yield Hit(comment.place, f"this comment ignores {what}, but no such finding is {where}: remove it")


def _exists(rule: str) -> bool:
    return any(rule in row[:2] or row[0].startswith(rule) for row in RULES)


def _unknown(rule: str) -> str:
    from difflib import get_close_matches

    asked = rule[:3].upper() + rule[3:].upper().translate(_DIGITS)
    near = get_close_matches(asked, [row[0] for row in RULES], n=1, cutoff=0.5)
    return f"`{rule}`, which is no rule" + (f"; did you mean `{near[0]}`?" if near else "")
