"""Preparation: what becomes of a notebook's raw inputs up to the first fit of a model, as a graph, and how tangled that graph is.

"The system for preparing data in an ML-friendly format may become a jungle of scrapes, joins, and sampling steps, often with intermediate
files output" (Sculley et al.: Hidden Technical Debt in Machine Learning Systems, NIPS 2015). Read off the notebook's dataflow: nothing is run.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from jupyter_mldebt.events import Binding, Call, Mutation, Read
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import Known, lookup
from jupyter_mldebt.knowledge.learning import CROSS_VALIDATED, LEARN_NOTHING, LOADING, TRANSFORMERS
from jupyter_mldebt.model import Place
from jupyter_mldebt.rule import CellRef, Measure, Position, PreparationReport, Range
from jupyter_mldebt.rule import Node as NodeReport
from jupyter_mldebt.rule import NodeEdge as EdgeReport
from jupyter_mldebt.rule import Step as StepReport
from jupyter_mldebt.settled import Settled
from jupyter_mldebt.text import Span
from jupyter_mldebt.tree import walk

# An input is normal, and so is its table being changed: it is what ties tables together, or to the disk, that makes a jungle.
WEIGHTS = {"inputs": 2, "joins": 4, "files": 6, "branches": 4, "overwritten": 1}

Kind = Literal["input", "table", "join", "file", "fit"]
JOINS = frozenset(
    "merge join concat append merge_asof merge_ordered hstack vstack dstack column_stack row_stack concatenate combine_first "
    "concat_dataframes cat stack union".split()
)
_TIES = frozenset(("stack", "union", "join", "append", "cat"))  # joins only of what is known to be a table: they are other things, too
_TABLES = frozenset(("frame", "series", "array", "index", "pandas", "numpy", "polars", "torch", "tensorflow", "scipy", "dask", "pyspark"))
# What a value is not, that was made with data and holds none of its rows.
_NO_DATA = frozenset(
    "str bytes number bool none range slice function class module figure axes path connection cursor file random rng splitter".split()
)
_FRAMES = frozenset(("frame", "pandas", "polars", "dask", "pyspark"))
_CONTAINERS = frozenset(("list", "dict", "tuple", "set", "deque"))
_UNSURE = _CONTAINERS | {"unknown", "model", "generator"}
_ABOUT = frozenset(("columns", "shape", "dtypes", "dtype", "size", "ndim", "index", "name", "empty"))
_PLAIN_CHANGES = frozenset(("item", "attribute", "delete", "insert"))
_PATHS = frozenset(("path", "filename", "fname", "file", "path_or_buf", "filepath_or_buffer", "excel_writer", "io", "filepath"))
_NO_MODELS = {name for name, learns in TRANSFORMERS.items() if learns != "statistic"} | LEARN_NOTHING
_NO_MODELS |= {"ColumnTransformer", "FeatureUnion", "DataFrameMapper"}
_SOUNDS_NO_MODEL = re.compile(
    r"(^|_)(le|lb|ohe|sc|ss|mms?|enc|scale|scaler|encoder|imputer|imp|vectorizer|vect|tfidf|pca|tokenizer|transformer|poly)\d*(_|$)", re.I
)
# Loads what was trained elsewhere, or its parts: no data of this notebook.
_SOUNDS_TRAINED = re.compile(r"from_pretrained|saved_model|load_model|load_state|load_weights|torch\.hub|\.models?\.|applications")
_LONGEST = 60


@dataclass(slots=True)
class Step:
    """A statement that makes or changes data, and what it does: the last part of the name of its call, or a word."""

    place: Place
    how: str
    is_join: bool = False


@dataclass(eq=False, slots=True)
class Node:
    """Data on its way to a fit.

    Parameters
    ----------
    kind : input, table, join (a table made of several), file (written and read again), fit
    name : of the variable, the file, or the model
    place : where it is made
    steps : the statements that made it what it is, in order
    parents : what it is made of, each with what it went into
    overwritten : how often its name got a new value made of the old one
    is_known : True where its value is known to be a table or an array
    """

    kind: Kind
    name: str
    place: Place
    steps: list[Step]
    parents: dict[Node, str] = field(default_factory=dict)
    overwritten: int = 0
    is_known: bool = False


@dataclass(frozen=True)
class Preparation:
    """The preparation graph of a notebook.

    Parameters
    ----------
    nodes : each behind those that it is made of; empty where the notebook reads nothing
    measure : how tangled it is
    """

    nodes: tuple[Node, ...]
    measure: Measure

    def branches(self) -> list[Node]:
        """Where the sides of a join part: nodes of which both are made."""
        return _branches(self.nodes)


def preparation(graph: Graph) -> Preparation:
    """Follow the data from where it is read to the first fit; where there is none, to the table that takes most steps.

    Parameters
    ----------
    graph : the notebook's dataflow, in the order in which the cells run
    """
    nodes = _Run(graph).nodes()
    counts = {
        "inputs": sum(node.kind == "input" for node in nodes),
        "joins": sum(step.is_join for node in nodes for step in node.steps),
        "files": sum(node.kind == "file" for node in nodes),
        "branches": len(_branches(nodes)),
        "overwritten": sum(node.overwritten for node in nodes),
    }
    total = sum(WEIGHTS[part] * count for part, count in counts.items()) // 2
    return Preparation(nodes, Measure(**counts, depth=_depth(nodes), total=total))


def report(graph: Graph) -> PreparationReport:
    """The preparation graph as the report has it."""
    found = preparation(graph)
    numbers = {node: number for number, node in enumerate(found.nodes)}
    cells = {cell.index: CellRef(cell.index, cell.id, cell.execution_count) for cell in graph.notebook.cells}
    nodes = [
        NodeReport(
            number,
            node.kind,
            node.name,
            cells[node.place.cell],
            _range(node.place),
            tuple(StepReport(cells[step.place.cell], _range(step.place), step.how) for step in node.steps),
        )
        for node, number in numbers.items()
    ]
    edges = [EdgeReport(numbers[parent], numbers[node], how) for node in found.nodes for parent, how in node.parents.items()]
    return PreparationReport(tuple(nodes), tuple(edges), found.measure)


def _range(place: Place) -> Range:
    return Range(Position(place.line, place.column), Position(place.end_line, place.end_column))


# What a graph is asked.


def _ancestors(end: Node) -> frozenset[Node]:
    """The node and all that it is made of."""
    found = {end}
    todo = [end]
    for node in todo:
        more = [parent for parent in node.parents if parent not in found]
        found.update(more)
        todo += more
    return frozenset(found)


def _depth(nodes: Iterable[Node]) -> int:
    """Steps on the longest way."""
    depths: dict[Node, int] = {}
    for node in nodes:
        depths[node] = len(node.steps) + max((depths[parent] for parent in node.parents), default=0)
    return max(depths.values(), default=0)


def _branches(nodes: tuple[Node, ...]) -> list[Node]:
    """Where the sides of a join part: of each join the last node of which two of its sides are made."""
    numbers = {node: number for number, node in enumerate(nodes)}
    above: list[int] = []  # of each node, as bits by number: itself and all that it is made of
    found = set()
    for number, node in enumerate(nodes):
        once = twice = 0
        for parent in node.parents:
            side = above[numbers[parent]]
            twice |= once & side
            once |= side
        above.append(once | 1 << number)
        if node.kind == "join" and twice:
            found.add(nodes[twice.bit_length() - 1])
    return [node for node in nodes if node in found]


# Reading it off the dataflow.


@dataclass(slots=True)
class _Unit:
    """A simple statement, or the head of a compound one, with what happens where it runs."""

    cell: int
    node: ast.stmt
    top: int
    span: Span
    is_definition: bool
    reads: list[Read] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    mutations: list[Mutation] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    inner: list[Call] = field(default_factory=list)  # by the notebook's functions that it calls


class _Run:
    """Goes through the statements in the order in which they run."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._settled = Settled(graph)
        self._nodes: list[Node] = []
        self._held: dict[Binding, tuple[Node, ...]] = {}
        self._inputs: dict[object, Node] = {}
        self._put_in: dict[Binding, list[object]] = {}  # what was put into a container, one by one
        self._written: dict[str, tuple[tuple[Node, ...], Step]] = {}

    def nodes(self) -> tuple[Node, ...]:
        """The node of the first fit, or else the one that most steps have led to, behind all that it is made of."""
        end = self._fit()
        if end is None:
            made = [node for node in self._nodes if node.kind in ("table", "join")]
            made = [node for node in made if node.is_known] or made
            steps = self._steps_behind()
            end = max(made, key=lambda node: steps[node], default=None)
        if end is None:
            return ()
        behind = _ancestors(end)
        return (*(node for node in self._nodes if node in behind and node is not end), end)

    def _steps_behind(self) -> dict[Node, int]:
        """How many steps have led to each node."""
        behind: dict[Node, int] = {}  # as bits, one for each step
        used = 0
        for node in self._nodes:
            behind[node] = ((1 << len(node.steps)) - 1) << used
            used += len(node.steps)
            for parent in node.parents:
                behind[node] |= behind[parent]
        return {node: bits.bit_count() for node, bits in behind.items()}

    def _fit(self) -> Node | None:
        for cell in self._graph.order:
            latest: tuple[Node, ...] = ()
            top = -1
            for unit in self._units(cell):
                if unit.is_definition:
                    continue
                parents = self._parents(unit)
                latest = _united((latest if unit.top == top else (), parents))
                top = unit.top
                model = self._fitted(unit)
                if model is not None and (parents or latest):
                    return _made("fit", model, self._place(unit), "fit", parents or latest)
                self._follow(unit, parents)
        return None

    # what happens where

    def _units(self, cell: int) -> list[_Unit]:
        graph, facts = self._graph, self._graph.facts[cell]
        if facts.tree is None:
            return []
        units = [_Unit(cell, node, top, facts.span(node), is_definition) for node, top, is_definition in _statements(facts.tree.body)]
        units.sort(key=lambda unit: unit.span[:2])
        starts = [unit.span[:2] for unit in units]

        def at(place: Place | None) -> _Unit | None:
            if place is None or place.cell != cell:
                return None
            number = bisect_right(starts, (place.line, place.column))
            return units[number - 1] if number else None

        for read in graph.reads_of.get(cell, ()):
            here = at(read.call_place if read.function is not None else read.place)
            if here is not None and read.called:
                here.reads.append(read)
        for binding in graph.bindings_of.get(cell, ()):
            here = at(binding.place)
            if here is not None:
                here.bindings.append(binding)
        for call in graph.calls_of.get(cell, ()):
            here = at(call.place) if call.function is None else None
            if here is not None:
                here.calls.append(call)
        for unit in units:
            if not unit.is_definition:
                unit.inner = self._within(unit)
        for mutation in graph.mutations_of.get(cell, ()):
            if mutation.via != "mutate":
                continue
            here = at(mutation.place)
            if here is not None and not here.is_definition:
                here.mutations.append(mutation)
                continue
            names = frozenset(mutation.names)  # a function has changed what it was given
            for unit in units:
                if unit.inner and any(read.name in names for read in unit.reads):
                    unit.mutations.append(mutation)
                    break
        return units

    @cached_property
    def _functions(self) -> dict[str, tuple[list[Call], frozenset[str]]]:
        """By name of a function of the notebook: the calls in it, and the other functions that it reads."""
        calls: dict[str, dict[Place, Call]] = {}
        for call in self._graph.trace.calls:
            if call.function is not None:
                calls.setdefault(call.function, {}).setdefault(call.place, call)
        others: dict[str, set[str]] = {}
        for read in self._graph.trace.reads:
            if read.function is not None and _is_function(read):
                others.setdefault(read.function, set()).add(read.name)
        return {name: ([*calls.get(name, {}).values()], frozenset(others.get(name, ()))) for name in {**calls, **others}}

    def _within(self, unit: _Unit) -> list[Call]:
        """The calls that the notebook's functions make which a statement calls."""
        todo = list(dict.fromkeys(read.name for read in unit.reads if read.function is None and _is_function(read)))
        found: list[Call] = []
        for name in todo:
            calls, others = self._functions.get(name, ((), ()))
            found += calls
            todo += [other for other in others if other not in todo]
        return found

    def _place(self, unit: _Unit) -> Place:
        line, column, end_line, end_column = unit.span
        body = getattr(unit.node, "body", None)
        if isinstance(body, list) and body:  # of a compound statement, its first line
            end_line, end_column = line, len(self._graph.facts[unit.cell].text.line(line).rstrip())
        return Place(unit.cell, line, column, end_line, end_column)

    # what goes in

    def _parents(self, unit: _Unit) -> tuple[Node, ...]:
        """The data that a statement takes; to ask for its columns or its length takes none of it."""
        reads = [read for read in unit.reads if any(binding in self._held for binding in read.bindings)]
        if not reads:
            return ()
        about = _asked_about(unit.node, self._graph.facts[reads[0].place.cell].span) if len(reads) > 1 else frozenset()
        taken = [read for read in reads if (read.place.line, read.place.column) not in about] or reads
        return _united(self._held.get(binding, ()) for read in taken for binding in read.bindings)

    def _fitted(self, unit: _Unit) -> str | None:
        """What the statement calls the model that it fits; None where it fits none."""
        for call in (*unit.calls, *unit.inner):
            known = lookup(call.target)
            last = (call.target or "").rpartition(".")[2]
            if last in CROSS_VALIDATED or (last == "cv" and known is not None):
                return last
            if known is not None and known.role == "fit":
                what = self._class_of(call, unit)
                name = what or call.receiver or last
                if what in _NO_MODELS or (what is None and _SOUNDS_NO_MODEL.search(name)):
                    continue
                return name
        return None

    def _class_of(self, call: Call, unit: _Unit) -> str | None:
        """The class of the model whose method is called, as far as the text tells."""
        for read in unit.reads:
            if read.name == call.receiver and read.place.cell == call.place.cell == unit.cell:
                for binding in read.bindings:
                    if binding.qualified is not None and binding.kind != "import":
                        name = binding.qualified.rpartition(".")[2]
                        return name if name[:1].isupper() else None
        made = [other.target for other in unit.calls if other is not call and other.place.line == call.place.line and other.target]
        names = [target.rpartition(".")[2] for target in made if (lookup(target) or Known()).returns == "model"]
        return names[0] if names else None

    # what comes out

    def _follow(self, unit: _Unit, parents: tuple[Node, ...]) -> None:
        place = self._place(unit)
        loaded = self._loaded(unit, place)
        everything = _united((parents, loaded))
        if not everything:
            return
        self._note_files(unit, place, parents)
        joined = self._joins(unit, len(everything))
        changed = self._changed(unit)
        for mutation, bindings in changed:
            self._change(unit, mutation, bindings, everything, place, joined)
        bound = [binding for binding in unit.bindings if binding.value not in _NO_DATA and binding.kind in ("assign", "augmented")]
        for binding in unit.bindings:
            if binding.kind in ("loop", "with") and binding.value not in _NO_DATA:
                self._held[binding] = everything
        if bound:
            self._bind(unit, bound, everything, parents, place, joined)

    def _bind(
        self,
        unit: _Unit,
        bound: list[Binding],
        everything: tuple[Node, ...],
        parents: tuple[Node, ...],
        place: Place,
        joined: list[Step],
    ) -> None:
        value = getattr(unit.node, "value", None)
        # what is only put into a list or given another name stays what it is, and so does what was only read
        is_same = _holds_only_names(value) or (not parents and not joined) or all(binding.value == "model" for binding in bound)
        if is_same:
            for binding in bound:
                self._held[binding] = everything
                self._put_in[binding] = [*getattr(value, "elts", ()), *getattr(value, "values", ())]
            return
        names = list(dict.fromkeys(binding.name for binding in bound))
        own = [name for name in names if any(read.name == name and self._carries(read) for read in unit.reads)]
        steps = joined or [Step(place, self._how(unit))]
        node = self._next(", ".join(names), everything, place, steps, is_overwritten=bool(own))
        node.is_known |= any(binding.value not in _UNSURE for binding in bound)
        for binding in bound:
            self._held[binding] = (node,)

    def _change(
        self, unit: _Unit, mutation: Mutation, bindings: list[Binding], everything: tuple[Node, ...], place: Place, joined: list[Step]
    ) -> None:
        """A value is changed in place: a container gets one more, a table another version."""
        if all(binding.value in _CONTAINERS or binding.value == "model" for binding in bindings):
            for binding in bindings:
                if binding.value != "model":
                    self._held[binding] = _united((self._held.get(binding, ()), everything))
                    self._put_in.setdefault(binding, []).append(mutation)
            return
        old = _united(self._held.get(binding, ()) for binding in bindings)
        # of several that are read, those that are changed alike: a function changes the one that it is given
        sources = _united((old, everything))
        how = mutation.how if mutation.how not in _PLAIN_CHANGES else "item"
        is_overwritten = mutation.how not in _PLAIN_CHANGES and bool(old)
        node = self._next(bindings[0].name, sources, place, joined or [Step(place, how)], is_overwritten=is_overwritten)
        for binding in bindings:
            self._held[binding] = (node,)

    def _next(self, name: str, parents: tuple[Node, ...], place: Place, steps: list[Step], *, is_overwritten: bool) -> Node:
        """The node that comes of these; where it is the only one's next version, that one with more steps."""
        kind: Kind = "join" if any(step.is_join for step in steps) else "table"
        shown = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        if len(parents) == 1 and parents[0].name == shown and parents[0].kind in ("table", "join"):
            node = parents[0]
            node.steps += steps
        else:
            node = Node(kind, shown, place, list(steps), dict.fromkeys(parents, steps[0].how))
            self._nodes.append(node)
        node.overwritten += is_overwritten
        return node

    def _changed(self, unit: _Unit) -> list[tuple[Mutation, list[Binding]]]:
        """What the statement changes in place, each with the bindings that refer to it."""
        found: list[tuple[Mutation, list[Binding]]] = []
        seen: set[Binding] = set()
        for mutation in unit.mutations:
            bindings = [
                binding
                for read in unit.reads
                if read.name in mutation.names
                for binding in read.bindings
                if binding.value not in _NO_DATA and binding not in seen
            ]
            if bindings:
                seen.update(bindings)
                found.append((mutation, list(dict.fromkeys(bindings))))
        return found

    def _carries(self, read: Read) -> bool:
        return any(self._held.get(binding) and binding.value not in _CONTAINERS for binding in read.bindings)

    def _joins(self, unit: _Unit, count: int) -> list[Step]:
        """The calls that make one table of several, of which there can be one less than tables. A function that joins, however often, is
        one step: it has a name, and can be tested."""
        steps = [Step(call.place, last, True) for call in unit.calls if (last := _join(call, _TABLES)) and self._takes_several(call, unit)]
        if not steps and any(_join(call, _FRAMES) for call in unit.inner):
            steps = [Step(self._place(unit), self._how(unit), True)]
        return steps[: max(0, count - 1)]

    def _takes_several(self, call: Call, unit: _Unit) -> bool:
        """Whether a call that puts the items of a list together is given different tables: not those that a loop has made."""
        node = self._call_at(call)
        if node is None or not node.args or (call.target or "").partition(".")[0] in ("frame", "series"):
            return True
        given = node.args[0]
        if isinstance(given, (ast.ListComp, ast.GeneratorExp)):
            return False
        if isinstance(given, (ast.List, ast.Tuple)):
            return len(given.elts) > 1
        name = next((inner for inner in walk(given) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)), None)
        if name is None or len(node.args) > 1:
            return True
        span = self._graph.facts[call.place.cell].span(name)[:2]
        bindings = [binding for read in unit.reads if (read.place.line, read.place.column) == span for binding in read.bindings]
        return not bindings or any(len(self._put_in.get(binding, ())) > 1 for binding in bindings)

    def _how(self, unit: _Unit) -> str:
        """What a statement does in a word: the outermost call whose name is known."""
        value = getattr(unit.node, "value", None)
        if isinstance(value, ast.Call):
            if isinstance(value.func, ast.Attribute):
                return value.func.attr
            if isinstance(value.func, ast.Name):
                return value.func.id
        if isinstance(value, ast.Subscript):
            return "item"
        return "expression"

    # files

    def _loaded(self, unit: _Unit, place: Place) -> tuple[Node, ...]:
        """Nodes of the inputs that the statement reads, and of the files that were written before; a function that reads is one input."""
        found: dict[Node, None] = {}
        for call in unit.calls:
            if _loads(call.target):
                node = self._call_at(call)
                found[self._input(unit, call, place, self._paths(node, call.place.cell) if node is not None else [])] = None
        inner = next((call for call in unit.inner if _loads(call.target)), None)
        if inner is not None and not found:
            given = [path for node in walk(unit.node) if isinstance(node, ast.Call) for path in self._paths(node, unit.cell)]
            found[self._input(unit, inner, place, given)] = None
        return tuple(found)

    def _input(self, unit: _Unit, call: Call, place: Place, paths: list[str]) -> Node:
        last = (call.target or "").rpartition(".")[2]
        written = next((self._written[path] for path in paths if path in self._written), None)
        key: object = (paths[0] if paths else (place, call.place), written is None or written[1].place)
        node = self._inputs.get(key)
        if node is None:
            if written is not None:
                parents, step = written
                node = _made("file", _short(paths[0]), step.place, step.how, parents)
            else:
                bound = next((binding.name for binding in unit.bindings), last)
                node = _made("input", _short(paths[0]) if paths else bound, place, last)
            self._inputs[key] = node
            self._nodes.append(node)
        return node

    def _note_files(self, unit: _Unit, place: Place, parents: tuple[Node, ...]) -> None:
        for call in unit.calls:
            known = lookup(call.target)
            if known is None or known.role != "save" or not parents:
                continue
            node = self._call_at(call)
            if node is not None:
                step = Step(place, (call.target or "").rpartition(".")[2])
                for path in self._paths(node, call.place.cell):
                    self._written[path] = (parents, step)

    def _call_at(self, call: Call) -> ast.Call | None:
        facts = self._graph.facts.get(call.place.cell)
        wanted = (call.place.line, call.place.column, call.place.end_line, call.place.end_column)
        for node in facts.nodes.get(ast.Call, ()) if facts is not None else ():
            if isinstance(node, ast.Call) and facts is not None and facts.span(node) == wanted:
                return node
        return None

    def _paths(self, node: ast.Call, cell: int) -> list[str]:
        """What may be the path among the arguments: a text, or how one is put together."""
        given = [*node.args[:2], *(keyword.value for keyword in node.keywords if keyword.arg in _PATHS)]
        found = []
        for argument in given:
            value = self._settled.value(argument)
            if isinstance(value, str):
                found.append(value)
            elif isinstance(argument, (ast.BinOp, ast.JoinedStr)):
                found.append(self._text(argument, cell))
        return found

    def _text(self, node: ast.expr, cell: int) -> str:
        facts = self._graph.facts[cell]
        line, column, end_line, end_column = facts.span(node)
        lines = facts.source.split("\n")[line - 1 : end_line]
        lines[-1] = lines[-1][:end_column]
        lines[0] = lines[0][column:]
        return "".join(part.strip() for part in lines)


def _statements(body: Iterable[ast.stmt], top: int | None = None) -> Iterator[tuple[ast.stmt, int, bool]]:
    """Simple statements and the heads of compound ones, each with the number of its top-level statement, and whether it only defines."""
    for number, node in enumerate(body):
        at = number if top is None else top
        magic = getattr(node.value, "magic", None) if isinstance(node, ast.Expr) else None
        if magic is not None:
            yield from _statements(magic.body, at)
            continue
        is_definition = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        yield node, at, is_definition
        if not is_definition:
            for block in ("body", "handlers", "orelse", "finalbody", "cases"):
                for inner in getattr(node, block, ()):
                    yield from _statements(inner.body if isinstance(inner, (ast.ExceptHandler, ast.match_case)) else [inner], at)


def _asked_about(node: ast.stmt, span: object) -> frozenset[tuple[int, int]]:
    """Where names stand of whose values only the columns, the length and the like are asked for."""
    found = []
    for inner in walk(node):
        name: ast.expr | None = None
        if isinstance(inner, ast.Attribute) and inner.attr in _ABOUT:
            name = inner.value
        elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id == "len" and inner.args:
            name = inner.args[0]
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Load):
            found.append(span(name)[:2])  # type: ignore[operator]
    return frozenset(found)


def _holds_only_names(value: ast.expr | None) -> bool:
    """`a`, `[a, b]`, `{"a": a}`."""
    if isinstance(value, ast.Name):
        return True
    if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
        return all(isinstance(item, ast.Name) for item in value.elts)
    return isinstance(value, ast.Dict) and all(isinstance(item, ast.Name) for item in value.values)


def _join(call: Call, of: frozenset[str]) -> str | None:
    """The name of a call that joins tables."""
    root, _, last = (call.target or "").rpartition(".")
    root = root.partition(".")[0]
    return last if last in JOINS and (root in of or (of is _TABLES and last not in _TIES)) else None


def _is_function(read: Read) -> bool:
    return any(binding.kind == "function" for binding in read.bindings)


def _loads(target: str | None) -> bool:
    """Whether a call reads data from outside: what the tables say, or for want of them a name that says nothing else."""
    known = lookup(target)
    if known is not None:
        return known.role == "load" and known.returns not in ("model", "connection") and not _SOUNDS_TRAINED.search(target or "")
    return target is not None and target.rpartition(".")[2] in LOADING


def _made(kind: Kind, name: str, place: Place, how: str, parents: Iterable[Node] = ()) -> Node:
    return Node(kind, name, place, [Step(place, how)], dict.fromkeys(parents, how))


def _united(groups: Iterable[tuple[Node, ...]]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(node for group in groups for node in group))


def _short(path: str) -> str:
    """The last part of a path; of one that is put together, as far as it is a text."""
    name = path.rstrip("/'\"").replace("\\", "/").rpartition("/")[2].strip(" '\"") or path
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
