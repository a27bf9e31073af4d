"""The cell cannot be parsed, after IPython's own syntax is taken off.

## Why it matters

A fresh run stops here with `SyntaxError`. Such cells are left in the middle of an edit, hold notes or shell commands without a mark, or
were written for Python 2. What the cell would define is not known, so about names that it may bind the other rules are silent.

Syntax of a newer Python than the one that runs nbcheck is no error: it is noted, since the cell could not be looked at. In a notebook
written for Python 2 it is said once.

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

In a lesson about syntax errors: give the cell the tag `raises-exception`. Notes belong into a markdown cell.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.facts import SyntaxProblem
from jupyter_mldebt.model import Cell, Notebook, Place
from jupyter_mldebt.python2 import runs_it, tells_it

CODE = "NBR010"
SEVERITY = "error"


def check(notebook: Notebook, context: Context) -> Iterator[Hit]:
    old: list[tuple[Cell, SyntaxProblem]] = []
    for cell in notebook.code_cells():
        problem = context.facts[cell.index].problem if cell.index in context.facts else None
        if problem is None or "raises-exception" in cell.tags:
            continue
        if problem.needs_python == "2" or tells_it(problem.message):
            old.append((cell, problem))
        elif problem.needs_python:
            message = f"this cell needs Python {problem.needs_python} to be analysed; the rules say nothing of it"
            yield Hit(_place(cell, problem), message, severity="info")
        else:
            yield Hit(_place(cell, problem), f"{cell.label} cannot be parsed: {problem.message}")
    if old:
        cell, problem = old[0]
        more = f", and {len(old) - 1} more cell{'s are' if len(old) > 2 else ' is'}" if len(old) > 1 else ""
        yield Hit(
            _place(cell, problem),
            f"{cell.label} is written for Python 2{more}: no Python of today can run or analyse that",
            related=tuple((_place(other, its), "Python 2 as well") for other, its in old[1:6]),
            severity="info" if runs_it(notebook) else "error",
        )


def _place(cell: Cell, problem: SyntaxProblem) -> Place:
    return Place(cell.index, problem.line, problem.column, problem.end_line, problem.end_column)
