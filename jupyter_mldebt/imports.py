"""Imports: the first one of a file that surely fails, because the environment in which the notebook runs does not have the module.

Surely is a high bar, for nobody knows what another machine has: nothing is said where something may bring modules that is not read here, nor
by an environment that lacks a package which everybody installs and which is imported, for in that one it is not run.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.interpreter import Interpreter, stems
from jupyter_mldebt.knowledge import packages


class Stop(NamedTuple):
    """Where a file stops.

    Parameters
    ----------
    cell, statement, number : the import: its cell, its place among the statements there, and that of the module in the statement
    module : that is not there
    place : where it is not, in words: "in the environment of kernel python3"
    """

    cell: int
    statement: int
    number: int
    module: str
    place: str

    def cut(self, facts: Mapping[int, CellFacts]) -> dict[int, CellFacts]:
        """The facts of what runs before."""
        reached = {index: known for index, known in facts.items() if index < self.cell}
        last = facts[self.cell]
        operations = (*last.statements[: self.statement], last.statements[self.statement][: self.number])
        return {**reached, self.cell: replace(last, statements=operations, memo={})}


def stop(
    facts: Mapping[int, CellFacts],
    cells: Sequence[str],
    folders: Sequence[str],
    interpreter: Callable[[], Interpreter | None],
    consulted: set[str],
) -> Stop | None:
    """Where a file surely stops for want of a module, None where it may get to its end.

    Parameters
    ----------
    facts : of the cells of the file
    cells : texts of all cells of the notebook that runs it, and of the file
    folders : of the notebook and of the file
    interpreter : gives the Python in which the notebook runs, None where it is not known
    consulted : takes the files beside the notebook that the answer depends on
    """
    usual = packages() | sys.stdlib_module_names
    suspects = [found for found in _top_level(facts) if found[3] not in usual and not found[3].startswith("__")]
    if not suspects or any(re.search(_ELSEWHERE, text) for text in cells):
        return None
    environment = interpreter()
    if environment is None:
        return None
    if not all(map(environment.may_have, packages() & _imported([known.source for known in facts.values()]))):
        return None
    # For an environment that is but a guess, most of what the notebook imports has to speak: a server that only checks lacks the rest.
    wanted = packages() & _imported(cells)
    if environment.is_guess and sum(map(environment.may_have, wanted)) * 2 <= len(wanted):
        return None
    imported = _imported(cells)
    near = list(dict.fromkeys(place for folder in folders for place in _near(folder)))
    own = [os.path.join(folder, *file) for folder in folders for name in imported for file in ((f"{name}.py",), (name, "__init__.py"))]
    consulted.update(own)
    if any(re.search(_ELSEWHERE, _text(file)) for file in own if os.path.isfile(file)):
        return None
    for cell, statement, number, module in suspects:
        if environment.may_have(module):
            continue
        consulted.update(os.path.join(folder, name) for folder in near for name in (module, f"{module}.py"))
        if not any(module in stems(folder) for folder in near) and not any(_made(module).search(text) for text in cells):
            return Stop(cell, statement, number, module, environment.place)
    return None


def _top_level(facts: Mapping[int, CellFacts]) -> Iterator[tuple[int, int, int, str]]:
    """Modules that a run of the file imports on all its paths: cell, statement, number in it, first part of the name."""
    for index, known in facts.items():
        if known.tree is None or len(known.tree.body) != len(known.statements):
            continue
        for number, statement in enumerate(known.tree.body):
            if isinstance(statement, ast.Import):
                for position, alias in enumerate(statement.names):
                    yield index, number, position, alias.name.partition(".")[0]
            elif isinstance(statement, ast.ImportFrom) and not statement.level and statement.module:
                yield index, number, 0, statement.module.partition(".")[0]


# What brings modules at run time: other folders, hooks, installations, downloads, commands. Compiled where it is first used.
_ELSEWHERE = (
    r"(?m)\bsys\.(?:path|modules|meta_path)\w*|\bfrom\s+sys\s+import\b|\baddsitedir\b|\bPYTHONPATH\b|\bchdir\b|\bget_ipython\b"
    r"|\bpip3?\b|\bconda\b|\bmamba\b|\binstall\b|\bgit\s+clone\b|\burlretrieve\b|\bextractall\b|\bunpack_archive\b|\bos\.system\b"
    r"|^[ \t]*!|(?<![=!<>])=[ \t]*!(?!=)|^[ \t]*%{1,2}(?:cd|pushd|popd|uv|env|set_env|writefile|file|bash|sh|script|system|sx|sc|cython)\b"
    r"|\bimport\s+(?:clr|jpype|pyximport|import_ipynb|nbimporter)\b"
)
_IMPORTED = r"(?m)^[ \t]*(?:from[ \t]+(\w+)[\w.]*[ \t]+import\b|import[ \t]+([\w., \t]+))"


def _imported(texts: Iterable[str]) -> set[str]:
    """First parts of the names of all modules that texts import anywhere."""
    found = [match for text in texts for match in re.findall(_IMPORTED, text)]
    return {
        name.strip().partition(" ")[0].partition(".")[0] for one, several in found for name in (several.split(",") if several else (one,))
    }


def _made(module: str) -> re.Pattern[str]:
    """The module's name as that of a file, which the notebook may write or fetch."""
    return re.compile(rf"\b{module}\.py\b|[\"'/]{module}[\"'/]")


_ROOT = (".git", "pyproject.toml", "setup.py", "setup.cfg")
_UP = 5


def _near(folder: str) -> Iterable[str]:
    """Folders of a project that may be on the path: this one and those above up to the project's root, with their src."""
    at = os.path.abspath(folder)
    for _ in range(_UP):
        yield from (at, os.path.join(at, "src"))
        above = os.path.dirname(at)
        if above == at or any(os.path.exists(os.path.join(at, name)) for name in _ROOT):
            return
        at = above


def _text(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            return opened.read()
    except OSError:
        return ""
