"""The cell cannot be parsed, after IPython's own syntax is taken off.

## Why it matters

A fresh run stops here with `SyntaxError`. Such cells are left in the middle of an edit, hold notes or shell commands without a mark, or
were written for Python 2. What the cell would define is not known, so about names that it may bind the other rules are silent.

Syntax of a newer Python than the one that runs nbcheck is no error: it is noted, since the cell was skipped. Code for Python 2 is told
once a notebook. It is an error where the notebook asks for a kernel of Python 3, and a note where its kernel is one of Python 2: there
the code fits, and what is out of date is the whole notebook.

## Bad

```python
# %%
total = (3 + 4  # <- NBR010
# %%
total
```

```python
# %%
print "one"  # <- NBR010
# %%
print "two"
```

```python
# %%
export PATH=$PATH:/opt/bin  # <- NBR010
```

## Good

```python
# %%
total = (3 + 4)
# %%
total
```

```python
# %%
%matplotlib inline
files = !ls
%time total = 3
len?
# %%
%%bash
for f in *.csv; do echo $f; done
# %%
await fetch()
```

## When to ignore

Where the error is intended, as in a lesson about syntax: give the cell the tag `raises-exception`, and nothing is said of it. Notes
belong into a markdown cell, shell commands behind `!` or `%%bash`.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.facts import SyntaxProblem
from jupyter_mldebt.model import Cell, Notebook, Place
from jupyter_mldebt.python2 import runs_it, tells_it

CODE = "NBR010"
SEVERITY = "error"

_SHELL = re.compile(r"\s*(export|alias|unset|source|sudo|cd|mkdir|chmod|curl|wget|echo|apt-get|brew|conda|git|pip3?) +[\w$~./-]")


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    old: list[tuple[Cell, SyntaxProblem]] = []
    for cell in notebook.code_cells():
        problem = context.facts[cell.index].problem if cell.index in context.facts else None
        if problem is None or "raises-exception" in cell.tags:
            continue
        if _SHELL.match(_line(cell, problem)):
            yield Hit(_place(cell, problem), f"{cell.label} cannot be parsed: shell commands need `!` or `%%bash`")
        elif problem.needs_python == "2" or tells_it(problem.message):
            old.append((cell, problem))
        elif problem.needs_python:
            message = f"this cell was skipped; run nbcheck with Python {problem.needs_python} or later to check it"
            yield Hit(_place(cell, problem), message, severity="info")
        else:
            yield Hit(_place(cell, problem), f"{cell.label} cannot be parsed: {problem.message}")
    if old:
        cell, problem = old[0]
        more = f", and so {'are' if len(old) > 2 else 'is'} {len(old) - 1} more cell{'s' if len(old) > 2 else ''}" if len(old) > 1 else ""
        fits = runs_it(notebook)
        why = "so is the notebook's kernel" if fits else "no Python of today can run or analyse that"
        yield Hit(
            _place(cell, problem),
            f"{cell.label} is written for Python 2{more}: {why}",
            related=tuple((_place(other, its), "Python 2 as well") for other, its in old[1:6]),
            severity="info" if fits else "error",
        )


def _line(cell: Cell, problem: SyntaxProblem) -> str:
    lines = cell.source.split("\n")
    return lines[problem.line - 1] if problem.line <= len(lines) else ""


def _place(cell: Cell, problem: SyntaxProblem) -> Place:
    return Place(cell.index, problem.line, problem.column, problem.end_line, problem.end_column)
