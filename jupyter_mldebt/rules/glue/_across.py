"""Copied cells across notebooks: what one repeats of the others, said once for each two of them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from jupyter_mldebt.clones import Clone, Difference, Fragment, Index, difference
from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.rule import Beside

Facts = Callable[[int, int], CellFacts | None]

_MOST_DIFFERENCES = 6
_MOST_LINES = 2  # that differ between cells
_COPY = 0.8  # share of what a notebook holds from which on it is a copy as a whole
_FEW = 3  # fragments, less of which make no notebook

_ROLE = re.compile(
    r"(?<=[\d_ -])(ex|exercises?|sol|soln|solutions?)$"
)  # of a notebook that is there twice, to be filled in and as it should be

_decode = msgspec.msgpack.Decoder(list[Fragment]).decode


class _Part(NamedTuple):
    """A fragment of one of the notebooks."""

    notebook: int
    fragment: Fragment


def repeats(notebooks: Sequence[tuple[str, bytes]], facts: Facts) -> Iterator[Beside]:
    """What notebooks repeat of those before them.

    Nothing is said of versions of one notebook, which bear the same name, or one that goes on behind it. Of one that as a whole is a copy of
    another that is said, and no more. What a notebook repeats of itself is left to the check of itself.

    Parameters
    ----------
    notebooks : path and fragments of each
    facts : of a cell of a notebook, None where it is not to be had
    """
    parts = [_Part(at, fragment) for at, (_, data) in enumerate(notebooks) for fragment in _decode(data)]
    index = Index([part.fragment for part in parts])
    of_notebook: dict[int, list[int]] = {}
    for number, part in enumerate(parts):
        of_notebook.setdefault(part.notebook, []).append(number)
    names = [_name(path) for path, _ in notebooks]
    for at, own in of_notebook.items():
        versions = {before for before in of_notebook if before < at and _are_versions(names[before], names[at])}
        alike: dict[int, dict[int, tuple[float, int]]] = {}  # by the other notebook, what is most alike there
        fresh = []
        for number in own:
            near = [(other, share) for other, share in index.alike(number) if parts[other].notebook <= at]
            if any(parts[other].notebook == at and other < number for other, _ in near):
                continue
            fresh.append(number)
            for other, share in near:
                before = parts[other].notebook
                if before < at and before not in versions:
                    there = alike.setdefault(before, {})
                    there[number] = max(there.get(number, (0.0, 0)), (share, -other))
        total = sum(parts[number].fragment.size for number in fresh)
        while alike:
            most = max(alike, key=lambda before: (sum(parts[number].fragment.size for number in alike[before]), -before))
            pairs = [(parts[number], parts[-other]) for number, (_, other) in alike.pop(most).items()]
            if len(pairs) >= _FEW and sum(part.fragment.size for part, _ in pairs) >= _COPY * total:
                yield _copy(pairs, len(fresh), notebooks)
                break
            yield from _repeats(pairs, notebooks, facts)
            taken = {id(part.fragment) for part, _ in pairs}
            alike = {
                before: left
                for before, there in alike.items()
                if (left := {number: one for number, one in there.items() if id(parts[number].fragment) not in taken})
            }


def _name(path: str) -> str:
    """A notebook's name without its folder, with a mark between its words and around them."""
    name = os.path.splitext(os.path.basename(path))[0].casefold()
    return f"_{re.sub('[_ -]+', '_', re.sub(_ROLE, '', name))}_"


def _are_versions(one: str, other: str) -> bool:
    """Whether by their names they are one notebook, and what became of it: `sales`, `sales_v2`, `Copy of sales`, `chap1ex`, `chap1soln`."""
    return one in other or other in one


def _copy(pairs: Sequence[tuple[_Part, _Part]], of: int, notebooks: Sequence[tuple[str, bytes]]) -> Beside:
    """Said of a notebook that as a whole repeats another."""
    (part, other), *_ = pairs
    message = f"most of this notebook repeats {_path(part, other, notebooks)}, {len(pairs)} of its {of} larger cells and functions"
    return Beside(part.notebook, part.fragment.head, message, ((other.notebook, other.fragment.head, "the first of them"),), "info")


def _repeats(pairs: Sequence[tuple[_Part, _Part]], notebooks: Sequence[tuple[str, bytes]], facts: Facts) -> Iterator[Beside]:
    """Said of parts of a notebook that repeat another."""
    from jupyter_mldebt.rules.glue.copied_cell import told

    for number, (part, other) in enumerate(pairs):
        here, there = facts(part.notebook, part.fragment.cell), facts(other.notebook, other.fragment.cell)
        how = difference(Clone(other.fragment, part.fragment), there, here) if here is not None and there is not None else None
        if how is not None and _is_close(how, bool(part.fragment.name and other.fragment.name)):
            rest = pairs[number + 1 :]
            more = f", and so do {len(rest)} more of its parts" if rest else ""
            message = (
                f"{_called(part)} repeats {_called(other)} of {_path(part, other, notebooks)}{told(how)}{more}: a module could serve both"
            )
            related = [(other.notebook, other.fragment.head, "the first of them")]
            related += [(at.notebook, at.fragment.head, f"repeats {_called(before)} there") for at, before in rest]
            yield Beside(part.notebook, part.fragment.head, message, tuple(related))
            return


def _is_close(how: Difference, are_functions: bool) -> bool:
    """Whether it is near enough to be a copy. Cells of different notebooks that share a frame and differ in more lines are often set-up."""
    return how.others <= (_MOST_DIFFERENCES if are_functions else _MOST_LINES) and len(how.varies) + how.others <= _MOST_DIFFERENCES


def _called(part: _Part) -> str:
    cell = f"cell {part.fragment.cell}"
    return f"`{part.fragment.name}` in {cell}" if part.fragment.name else cell


def _path(part: _Part, other: _Part, notebooks: Sequence[tuple[str, bytes]]) -> str:
    """The other notebook as seen from the folder of the part's."""
    return os.path.relpath(notebooks[other.notebook][0], os.path.dirname(notebooks[part.notebook][0])).replace(os.sep, "/")
