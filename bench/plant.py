"""Plants: undefined names that are put into real notebooks, in the ways in which they get there.

That a name is undefined is known without the engine: it is a word that stands nowhere else in the notebook, or its only binding is taken
away; and the read is one that every run reaches.
"""

from __future__ import annotations

import ast
import builtins
import copy
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from keyword import iskeyword
from typing import Any

from bench import breaks, snippets
from bench.plain import PROVIDED, plain_tree, tree_of
from bench.reached import WORD, bound_in, evaluated, may_bind, may_leave, reached, reads

PYTHON_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")
OPEN = re.compile(r"^\s*(%(pylab|run|load|store)\b|from\s+\S+\s+import\s*\(?\*)", re.M)
Json = dict[str, Any]


@dataclass
class Page:
    """A notebook while a name is planted in it.

    Parameters
    ----------
    path : where the notebook lies
    document : its JSON
    """

    path: str
    document: Json
    cells: list[Json] = field(init=False)

    def __post_init__(self) -> None:
        self.cells = self.document["cells"]
        for cell in self.cells:
            cell["source"] = "".join(cell["source"])

    @property
    def code(self) -> list[Json]:
        return [cell for cell in self.cells if cell.get("cell_type") == "code"]

    @property
    def words(self) -> set[str]:
        return {word for cell in self.cells for word in WORD.findall(cell["source"])}

    def insert(self, source: str, beside: Json, *, after: bool) -> Json:
        cell: Json = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
        self.cells.insert(self.index(beside) + after, cell)
        return cell

    def remove(self, cell: Json) -> None:
        del self.cells[self.index(cell)]

    def index(self, cell: Json) -> int:
        return next(number for number, other in enumerate(self.cells) if other is cell)

    def text(self) -> str:
        return json.dumps(self.document)


@dataclass(frozen=True)
class Plant:
    """A planted name.

    Parameters
    ----------
    page : the notebook with it
    way : how it got there
    name : the name
    cell : the cell that raises
    involved : cells that must stay as they are for that
    """

    page: Page
    way: str
    name: str
    cell: Json
    involved: tuple[Json, ...] = ()


# Names


def misspelt(name: str, taken: set[str], rng: random.Random) -> str:
    """The name as a hurried hand types it: a word that is not taken."""
    at = rng.randrange(len(name))
    tries = [
        name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
        name[:at] + name[at + 1 :],
        name[: at + 1] + name[at:],
        name + "s",
        name.swapcase(),
        name + "2",
        name + "_new",
        name + "_df",
    ]
    rng.shuffle(tries)
    free = (
        word
        for word in tries
        if len(word) > 1 and word[:2] != "__" and word.isidentifier() and not iskeyword(word) and word not in taken and word not in PROVIDED
    )
    return next(free, f"{name.strip('_')}_{len(taken)}")


def fresh(page: Page, rng: random.Random) -> str:
    """A misspelling of one of the notebook's own names."""
    names = sorted({node.id for cell in page.code if (tree := tree_of(cell["source"])) for node in reads(tree)} - PROVIDED)
    return misspelt(rng.choice(names or ["rows"]), page.words | _of_snippets(), rng)


@cache
def _of_snippets() -> set[str]:
    return set(WORD.findall(str([snippets.HERE, snippets.CELL, snippets.LATER, snippets.WITH, breaks.LINES])))


def replaced(source: str, node: ast.Name, name: str) -> str:
    lines = source.split("\n")
    line = lines[node.lineno - 1].encode()
    lines[node.lineno - 1] = (line[: node.col_offset] + name.encode() + line[node.end_col_offset :]).decode()
    return "\n".join(lines)


# The ways: each takes a page, which it may change, and returns a plant or None where the notebook is not made for it

Way = Callable[[Page, random.Random], Plant | None]


def _plain_cells(page: Page, rng: random.Random) -> list[tuple[Json, ast.Module]]:
    found = [(cell, tree) for cell in page.code if (tree := plain_tree(cell["source"])) and tree.body]
    rng.shuffle(found)
    return found


def misspelt_use(page: Page, rng: random.Random) -> Plant | None:
    for cell, tree in _plain_cells(page, rng):
        nodes = [node for node in reads(tree) if node.id not in PROVIDED]
        if nodes:
            return _misspell(page, cell, rng.choice(nodes), cell, "misspelt at its use", rng)
    return None


def misspelt_in_loop(page: Page, rng: random.Random) -> Plant | None:
    """In the body of a loop or in a comprehension: a run reaches it only where there is something to go over."""
    for cell, tree in _plain_cells(page, rng):
        loops = [node for node in tree.body if isinstance(node, ast.For)]
        inner = [node for loop in loops for node in reached(loop.body)]
        for node in reached(tree.body):
            inner += [
                part
                for child in ast.iter_child_nodes(node)
                if isinstance(child, ast.ListComp) and not child.generators[0].ifs
                for part in evaluated(child.elt)
            ]
        local = {name for loop in loops for name in bound_in(loop)}
        nodes = [
            node for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in PROVIDED | local
        ]
        if nodes:
            return _misspell(page, cell, rng.choice(nodes), cell, "misspelt in a loop or comprehension", rng)
    return None


def misspelt_in_function(page: Page, rng: random.Random) -> Plant | None:
    """In a function that a cell calls: that cell raises."""
    times = Counter(name for cell in page.code if (tree := tree_of(cell["source"])) for name in bound_in(tree))
    for cell, tree in _plain_cells(page, rng):
        for function in tree.body:
            if not isinstance(function, ast.FunctionDef) or function.decorator_list or times[function.name] != 1:
                continue
            if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function)):
                continue
            local = set(bound_in(function))
            nodes = [
                node
                for node in reached(function.body)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in local | PROVIDED
            ]
            caller = _first_caller(page, cell, function.name)
            if nodes and caller is not None:
                return _misspell(page, cell, rng.choice(nodes), caller, "misspelt in a called function", rng)
    return None


def _first_caller(page: Page, start: Json, function: str) -> Json | None:
    for cell in page.cells[page.index(start) :]:
        tree = tree_of(cell["source"]) if cell.get("cell_type") == "code" else None
        for node in reached(tree.body) if tree else ():
            match node:
                case ast.Call(func=ast.Name(id=name)) if name == function:
                    return cell
    return None


def _misspell(page: Page, cell: Json, node: ast.Name, target: Json, way: str, rng: random.Random) -> Plant:
    name = misspelt(node.id, page.words | _of_snippets(), rng)
    cell["source"] = replaced(cell["source"], node, name)
    return Plant(page, way, name, target, (cell, target))


def _only_definers(page: Page, rng: random.Random) -> Iterator[tuple[str, Json, ast.stmt, Json]]:
    """Names that one top-level statement of one cell binds and nothing else, with that cell, the statement, and a later cell that reads it."""
    if any(OPEN.search(cell["source"]) for cell in page.code):
        return  # the name may come from there too
    for cell, tree in _plain_cells(page, rng):
        later = [(other, tree_of(other["source"])) for other in page.cells[page.index(cell) + 1 :] if other.get("cell_type") == "code"]
        own = Counter(bound_in(tree))
        for statement in tree.body:
            if not isinstance(statement, ast.Assign | ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef):
                continue
            names = (
                {name for target in statement.targets for name in bound_in(target)}
                if isinstance(statement, ast.Assign)
                else ({statement.name} if isinstance(statement, ast.FunctionDef | ast.ClassDef) else set(bound_in(statement)))
            )
            for name in sorted(names - PROVIDED):
                if own[name] != 1 or any(other is not cell and may_bind(other["source"], name) for other in page.code):
                    continue
                for other, its in later:
                    if its and any(node.id == name for node in reads(its)):
                        yield name, cell, statement, other
                        break


def _is_missed_first(name: str, definer: ast.AST | None, reader: Json) -> bool:
    """Whether the reader stops at this name, and not at another of the definer's."""
    gone, tree = set(bound_in(definer)) if definer else {name}, tree_of(reader["source"])
    return tree is not None and next((node.id for node in reads(tree) if node.id in gone), None) == name


KINDS = {ast.Assign: "assignment", ast.Import: "import", ast.ImportFrom: "import", ast.FunctionDef: "function", ast.ClassDef: "class"}


def definer_deleted(page: Page, rng: random.Random) -> Plant | None:
    for name, cell, statement, reader in _only_definers(page, rng):
        if not _is_missed_first(name, plain_tree(cell["source"]), reader):
            continue
        page.remove(cell)
        return Plant(page, f"cell with its {KINDS[type(statement)]} deleted", name, reader, (reader,))
    return None


def definer_moved(page: Page, rng: random.Random) -> Plant | None:
    for name, cell, _, reader in _only_definers(page, rng):
        if not _is_missed_first(name, plain_tree(cell["source"]), reader):
            continue
        page.remove(cell)
        page.cells.append(cell)
        return Plant(page, "cell that defines it moved to the end", name, reader, (cell, reader))
    return None


def definer_misspelt(page: Page, rng: random.Random) -> Plant | None:
    for name, cell, statement, reader in _only_definers(page, rng):
        if isinstance(statement, ast.Assign):
            node = next(node for node in ast.walk(statement) if isinstance(node, ast.Name) and node.id == name)
            cell["source"] = replaced(cell["source"], node, misspelt(name, page.words, rng))
            return Plant(page, "misspelt at its definition", name, reader, (cell, reader))
    return None


def statement_removed(page: Page, rng: random.Random) -> Plant | None:
    for name, cell, statement, reader in _only_definers(page, rng):
        if not _is_missed_first(name, statement, reader):
            continue
        lines = cell["source"].split("\n")
        first = min([statement.lineno, *(node.lineno for node in getattr(statement, "decorator_list", ()))])
        del lines[first - 1 : statement.end_lineno]
        cell["source"] = "\n".join(lines)
        if plain_tree(cell["source"]) is not None and not may_bind(cell["source"], name):
            return Plant(page, f"its {KINDS[type(statement)]} removed", name, reader, (cell, reader))
        return None
    return None


def import_shortened(page: Page, rng: random.Random) -> Plant | None:
    """`from math import cos, sin` becomes `from math import cos`."""
    for name, cell, statement, reader in _only_definers(page, rng):
        if isinstance(statement, ast.Import | ast.ImportFrom) and len(statement.names) > 1:
            statement = copy.deepcopy(statement)
            statement.names = [alias for alias in statement.names if (alias.asname or alias.name).partition(".")[0] != name]
            lines = cell["source"].split("\n")
            lines[statement.lineno - 1 : statement.end_lineno] = [ast.unparse(statement)]
            cell["source"] = "\n".join(lines)
            if plain_tree(cell["source"]) is None:
                return None
            return Plant(page, "taken out of an import", name, reader, (cell, reader))
    return None


def name_deleted(page: Page, rng: random.Random) -> Plant | None:
    for name, cell, _, reader in _only_definers(page, rng):
        gone = page.insert(f"del {name}", reader, after=False)
        return Plant(page, "deleted in a cell above", name, reader, (cell, gone, reader))
    return None


def snippet_here(page: Page, rng: random.Random) -> Plant | None:
    """In a cell of its own, or above or below the code of another."""
    way, text = rng.choice(list(snippets.HERE.items()))
    cell = _place(page, rng)
    if cell is None or not _as_meant(page, text):
        return None
    name = fresh(page, rng)
    return _put(page, cell, text.replace("NAME", name), f"snippet: {way}", name, rng)


def snippet_cell(page: Page, rng: random.Random) -> Plant | None:
    way, text = rng.choice(list(snippets.CELL.items()))
    cell = _place(page, rng)
    if cell is None or not _as_meant(page, text):
        return None
    name = fresh(page, rng)
    own = page.insert(text.replace("NAME", name), cell, after=True)
    return Plant(page, f"snippet: {way}", name, own, (own,))


def snippet_with(page: Page, rng: random.Random) -> Plant | None:
    (module, alias), texts = rng.choice(list(snippets.WITH.items()))
    way, text = rng.choice(list(texts.items()))
    for cell, tree in _plain_cells(page, rng):
        if any(isinstance(node, ast.Import) and any((a.name, a.asname) == (module, alias) for a in node.names) for node in tree.body):
            later = [other for other in page.code if page.index(other) > page.index(cell) and _takes_more(other["source"])]
            if later and _as_meant(page, text) and sum(may_bind(other["source"], alias) for other in page.code) == 1:
                name = fresh(page, rng)
                plant = _put(page, rng.choice(later), text.replace("NAME", name), f"snippet: {alias}, {way}", name, rng)
                return plant and Plant(page, plant.way, name, plant.cell, (*plant.involved, cell))
    return None


def snippet_later(page: Page, rng: random.Random) -> Plant | None:
    way, (definition, use) = rng.choice(list(snippets.LATER.items()))
    first = _place(page, rng)
    if first is None or not _as_meant(page, definition + "\n" + use):
        return None
    last = rng.choice([cell for cell in page.code if page.index(cell) >= page.index(first) and tree_of(cell["source"])])
    between = [cell["source"] for cell in page.code if page.index(first) < page.index(cell) <= page.index(last)]
    defined = set(bound_in(ast.parse(definition)))
    if any(OPEN.search(source) or may_bind(source, name) for source in between for name in defined):
        return None
    name = fresh(page, rng)
    user = page.insert(use.replace("NAME", name), last, after=True)
    definer = page.insert(definition.replace("NAME", name), first, after=True)
    return Plant(page, f"snippet: {way}", name, user, (definer, user))


def _place(page: Page, rng: random.Random) -> Json | None:
    return rng.choice([cell for cell in page.code if _takes_more(cell["source"])] or [None])


def _takes_more(source: str) -> bool:
    """Whether a line above or below the cell's code is a line of the program that is reached."""
    tree = tree_of(source)
    if (
        tree is None
        or not source.strip()
        or source.rstrip().endswith("\\")
        or (source.lstrip().startswith("%%") and not source.startswith(PYTHON_MAGICS))
    ):
        return False
    return not any(map(may_leave, tree.body)) and "__future__" not in source


def _as_meant(page: Page, text: str) -> bool:
    """Whether the built-ins that the text uses are Python's own in this notebook."""
    used = set(WORD.findall(text)) & set(dir(builtins))
    return not any(name in used for cell in page.code if (tree := tree_of(cell["source"])) for name in bound_in(tree))


def _put(page: Page, cell: Json, text: str, way: str, name: str, rng: random.Random) -> Plant | None:
    place = rng.choice(["above", "below", "own cell"])
    if place == "own cell" or cell["source"].startswith("%%"):
        cell = page.insert(text, cell, after=True)
    else:
        parts = [text, cell["source"]] if place == "above" else [cell["source"].rstrip("\n"), text]
        cell["source"] = "\n".join(parts)
    return Plant(page, way, name, cell, (cell,)) if tree_of(cell["source"]) else None


WAYS: dict[Way, int] = {
    misspelt_use: 4,
    misspelt_in_loop: 2,
    misspelt_in_function: 3,
    definer_deleted: 3,
    definer_moved: 2,
    definer_misspelt: 2,
    statement_removed: 3,
    import_shortened: 1,
    name_deleted: 2,
    snippet_here: 12,
    snippet_cell: 1,
    snippet_with: 2,
    snippet_later: 3,
}
