"""A name is read that nothing in the notebook defines.

## Why it matters

On a fresh kernel the cell raises `NameError`. It ran once because the kernel still held the name: from a cell that has since been
deleted or renamed, from a console, or from another notebook. Whoever restarts the kernel, schedules the notebook or reads it on another
machine meets the error, and the value that made the saved outputs can be gone for good.

The finding is an error where every fresh run stops there, and a warning where only some path of the cell, or a function that nothing in
the notebook calls, reads the name, or where that hangs on the machine (`if torch.cuda.is_available():`). It is a note where the
notebook's own constants spare the run that path, and where a cell is nothing but a word that stops a run, such as `stop`. Where a cell is
left to be filled in by the reader (`# YOUR CODE HERE` and no code, an empty cell in an exercise), or the error is there to be seen, as
the text around it says, the finding says so: a run ends there all the same. A name that is missing in several cells is explained at the
first of them. Nothing is said where a star import, `%run`, `exec` or a cell that cannot be parsed may define it unseen. A file that
`%run` runs defines nothing below the first `import` of a module that is not installed where the notebook runs, if that is known.

Where the name and what is read of it can only mean one import, as `np.linspace` and `train_test_split()` do, the fix adds it below the
notebook's first imports. It is unsafe where the notebook may run today without that package.

## Bad

```python
# %% In[4]
prices = [3.5, 4.25]
# %% In[5]
total = sum(prices) * rate  # <- NBS001: rate
```

```python
# %%
angles = np.linspace(0, 3.14)  # <- NBS001: np
# %%
heights = np.sin(angles)  # <- NBS001: np
```

```python
# %%
def area(radius):
    return pi * radius ** 2
# %%
area(2)  # <- NBS001: area(2)
```

```python
# %%
def report(rows):
    print(len(rows), cutoff)  # <- NBS001: cutoff
```

```python
# %%
# YOUR CODE HERE
# %%
entropy([1, 1])  # <- NBS001: entropy
```

## Good

```python
# %% In[4]
prices = [3.5, 4.25]
rate = 1.2
# %% In[5]
total = sum(prices) * rate
```

```python
# %%
import numpy as np
# %%
angles = np.linspace(0, 3.14)
# %%
heights = np.sin(angles)
```

```python
# %%
from helpers import *
# %%
area(2)
```

```python
# %%
try:
    spark
except NameError:
    spark = None
```

## When to ignore

When the place where the notebook runs provides the name, as Spark and Databricks kernels do: say so once in the settings instead, with
`provided = ["dbutils"]` below `[tool.nbcheck.names]`.

## References

- Pimentel, Murta, Braganholo, Freire: A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks. MSR 2019.
- Macke, Gong, Lee, Head, Xin, Parameswaran: Fine-Grained Lineage for Safer Notebook Interactions. VLDB 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jupyter_mldebt import python2
from jupyter_mldebt.context import Context, Hit
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place
from jupyter_mldebt.rule import Fix
from jupyter_mldebt.rules.hidden_state._missing import Failure, failures, filled_in
from jupyter_mldebt.scopes import bound_names

CODE = "NBS001"
SEVERITY = "error"


def check(graph: Graph, context: Context) -> Iterator[Hit]:
    for failure in failures(context, "never-defined"):
        name = failure.name
        related = []
        function = ""
        if failure.elsewhere:
            function = f"`{failure.read.function}`" if failure.read.function else "the function"
            related.append((failure.read.place, f"`{name}` is read here, in {function}"))
            told = f"{function} of {context.label(failure.read.place.cell)}, which is called here, reads `{name}`"
        else:
            told = f"`{name}` is read here"
        stopped = next((run for run in context.once(_stopped) if run.place.cell <= failure.cell and name in run.names), None)
        is_same = failure.first != failure.cell and (stopped is None or stopped.place.cell <= failure.first)
        if failure.hole is not None:
            consequence = f"nothing in the notebook defines it: {filled_in(failure, context)}"
            related.append((context.head(failure.hole), "left to be filled in"))
        elif stopped is not None:
            consequence = stopped.told
            related.append((stopped.place, f"this would define `{name}`"))
        elif name in python2.NAMES:
            consequence = "nothing in the notebook defines it: only Python 2 has it"
        elif failure.is_meant:
            consequence = "nothing in the notebook defines it: a run of all cells stops here, as is probably meant"
        elif failure.severity == "error":
            consequence = "nothing in the notebook defines it: on a fresh kernel this cell raises NameError"
        else:
            consequence = "nothing in the notebook defines it: where the code gets here, it raises NameError"
        message = f"{told}, but {consequence}"
        if is_same:
            inside = f", in {function}" if failure.elsewhere else ""
            message = f"`{name}` is still missing here{inside} (see {context.label(failure.first)})"
        yield Hit(
            failure.place,
            message,
            (name,),
            tuple(related),
            failure.severity,
            failure.confidence,
            fix(failure, context),
        )


class _Stopped(NamedTuple):
    """A %run whose file stops at an import: where, how that is said, and the names that the file would bind."""

    place: Place
    told: str
    names: frozenset[str]


def _stopped(context: Context) -> tuple[_Stopped, ...]:
    found = []
    for index, facts in context.facts.items():
        for magic in facts.magics:
            script = context.sources.script(magic.runs, "-i" in magic.args.split()) if context.sources and magic.runs else None
            if script is not None and script.stop is not None:
                module, place = script.stop.module, script.stop.place
                told = f"`%run {magic.runs}` stops at `import {module}` before it defines it: {module} is not installed {place}"
                names = frozenset().union(*(bound_names(known.tree.body)[0] for known in script.facts.values() if known.tree is not None))
                found.append(_Stopped(Place(index, magic.line, magic.column, magic.end_line, magic.end_column), told, names))
    return tuple(found)


def fix(failure: Failure, context: Context) -> Fix | None:
    """Add the import that is missing, where the name and what is read of it can only mean one."""
    if not context.wants_fixes:
        return None
    from jupyter_mldebt.rules.hidden_state._imports import missing_imports

    return context.once(missing_imports).get(failure.name)
