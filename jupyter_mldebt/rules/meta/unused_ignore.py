"""A comment tells nbcheck to ignore something that is not there.

## Why it matters

The code was mended and the comment stayed, or the code in the brackets is mistyped. Such a comment hides the next finding on its line,
which nobody has looked at. A code that no rule has is named as such, with the one that was probably meant. A comment is only judged
where all rules that it could concern were run. The fix takes the comment out, or those of its rules that are not needed.

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
from jupyter_mldebt.rule import Edit, Fix, Position, Range
from jupyter_mldebt.rules._manifest import RULES

CODE = "NBU001"
SEVERITY = "warning"

_DIGITS = str.maketrans("OIL", "011")  # letters that are taken for digits


def check(comment: Idle, context: Context) -> Iterator[Hit]:
    unknown = [rule for rule in comment.rules if not _exists(rule)]
    mended = None if unknown else fix(comment, context)
    if unknown:
        yield Hit(comment.place, "this comment ignores " + ", ".join(_unknown(rule) for rule in unknown))
    idle = [rule for rule in comment.rules if rule not in unknown]
    if idle or not comment.rules:
        what = f"`{', '.join(idle)}`" if idle else "anything"
        where = "in this cell" if comment.whole_cell else "on this line"
        yield Hit(comment.place, f"this comment ignores {what}, but no such finding is {where}: remove it", fix=mended)


def fix(comment: Idle, context: Context) -> Fix | None:
    """Take out what is not needed: the comment with its reason, and its line where nothing else stands there."""
    place = comment.place
    lines = context.cell_at(place.cell).source.split("\n")
    line, text = lines[place.line - 1], context.text(place)
    if "#" in line[place.end_column :] or line.lstrip().startswith(("%", "!")):
        return None  # it can't be told what else the rest of the line is for
    listed = [rule.strip() for rule in text.partition("[")[2].rstrip("]").split(",")]
    kept = [rule for rule in listed if rule and rule not in comment.rules]
    start, end = Position(place.line, place.column), Position(place.line, place.end_column)
    if kept:
        title, text = "Ignore only what is there", f"{text.partition('[')[0]}[{', '.join(kept)}]"
    else:
        title, text = "Remove the comment", ""
        start, end = Position(place.line, len(line[: place.column].rstrip())), Position(place.line, len(line))
        if not start.column and place.line < len(lines):
            end = Position(place.line + 1, 0)
        elif not start.column and place.line > 1:
            start = Position(place.line - 1, len(lines[place.line - 2]))
    return Fix("safe", title, (Edit("replace", place.cell, Range(start, end), text),))


def _exists(rule: str) -> bool:
    return any(rule in row[:2] or row[0].startswith(rule) for row in RULES)


def _unknown(rule: str) -> str:
    from difflib import get_close_matches

    asked = rule[:3].upper() + rule[3:].upper().translate(_DIGITS)
    near = get_close_matches(asked, [row[0] for row in RULES], n=1, cutoff=0.5)
    return f"`{rule}`, which is no rule" + (f"; did you mean `{near[0]}`?" if near else "")
