"""Short ways to write the tables of what library calls do.

A key of a table is a qualified name (`pandas.read_csv`) or `kind.method` (`frame.merge`; `unknown.append` for a receiver of unknown kind,
only where the name of the method tells enough). `returns="(figure, axes)"` is a tuple of these kinds. `view=True` on a function means that
its result shares the data of its first argument. Role "plot" is
drawing and all that sets it up or shows it; "define" makes what holds settings or is filled later.
"""

from __future__ import annotations

from jupyter_mldebt.knowledge.known import Known


def each(prefix: str, names: str, known: Known) -> dict[str, Known]:
    """The same for several names: `{prefix.name: known}`, names parted by blanks."""
    return {f"{prefix}.{name}": known for name in names.split()}
