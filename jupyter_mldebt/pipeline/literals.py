"""Literals inside statements that are worth a parameter: seeds, paths, sizes, thresholds, settings of models, arguments of the notebook's functions.

Each is taken out: it gets a name, which is bound to it on a line of its own above its statement, and stands as that name where it was.
"""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from jupyter_mldebt.events import Binding, Mutation, Read
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.model import Notebook, Place
from jupyter_mldebt.pipeline.statements import TopStatement, calls_in, now_and_later, opens, root, top_statements
from jupyter_mldebt.text import span_of

GOOD, FAIR, POOR, ASKED = range(4)  # worth: a setting; a number that says how much; a value of a demonstration; only for who asks for it
MANY = 3  # settings of one kind; more of them are a demonstration, those aside that much depends on
MUCH = 0.2
LONGEST_TEXT, LONGEST_LIST = 200, 20  # more is data

# arguments by position of library functions, by the last part of the function's name
_POSITIONS: dict[str, tuple[str, ...]] = {
    "seed": ("seed",), "manual_seed": ("seed",), "set_seed": ("seed",), "RandomState": ("seed",), "default_rng": ("seed",),
    "linspace": ("start", "stop", "num"), "logspace": ("start", "stop", "num"), "randint": ("low", "high", "size"),
    "rand": ("rows", "columns"), "randn": ("rows", "columns"), "uniform": ("low", "high", "size"), "normal": ("mean", "deviation", "size"),
    "nlargest": ("n",), "nsmallest": ("n",), "sample": ("n",),
    "quantile": ("q",), "percentile": ("", "q"), "rolling": ("window",), "shift": ("periods",), "sleep": ("",),
}  # fmt: skip
_LOADS = frozenset({"load", "path"})
_PATH_METHODS = frozenset({"imread", "Path", "load_workbook", "PdfReader", "PdfFileReader", "glob", "listdir"})
# keywords that say how the code works, not what it works on
_STRUCTURE = frozenset(
    "axis axes level ddof ndim ndmin verbose verbosity n_jobs workers num_workers figsize fontsize s alpha color colors c cmap linewidth lw marker "
    "markersize ms linestyle ls label labels title xlabel ylabel legend loc rotation width height dpi zorder edgecolor facecolor palette hue "
    "style kind orient ax nrows ncols sharex sharey x y data sep end delimiter encoding header index_col skiprows names usecols dtype engine "
    "mode how on left_on right_on by key file indent format decimals digits default maxsplit stacklevel timeout max_rows max_columns "
    "precision errors prefix suffixes columns index origin padx pady row column text font layout description options value orientation "
    "elev azim aspect pad labelpad shrink ha va order inplace line_width name monitor max_workers bgcolor background".split()
)
_COSMETIC = frozenset({"plot", "display"})
_SEEDS = frozenset({"random_state", "seed", "random_seed"})
_COUNTS = ("(size=…)", "(n_samples=…)", "(num=…)", "(periods=…)")
_BOUNDS = frozenset({"start", "stop", "low", "high"})
_LEADS = re.compile(r"\w+://|[\w./\\~ -]*\.\w{1,5}\Z|[.~]?/")
_GLOBAL = frozenset({"seed", "manual_seed", "set_seed"})  # what these seed is there once, whoever calls them
_CONTROLS = re.compile(r"ipywidgets\.|interact(?:ive|_manual)?\Z|\w*(?:Slider|BoundedIntText|BoundedFloatText)\Z")
_LONGEST_CODE = 40


@dataclass(frozen=True)
class Literal:
    """A literal that may be taken out.

    Parameters
    ----------
    top, span : where it stands
    call : the call whose argument it is, its place as text; empty where it is none
    value : what it is
    worth : GOOD, FAIR or POOR
    kind : what is like it: literals of one kind have one word for it
    names : what to call it: the first that nothing else is called
    key : literals of one key and value are one parameter
    code : where it stands, in short
    acts : whether something shown depends on it; what doesn't goes with others of its key
    """

    top: TopStatement
    span: tuple[int, int, int, int]
    call: str
    value: object
    worth: int
    kind: str
    names: tuple[str, ...]
    key: str
    code: str
    acts: bool


class Rank(NamedTuple):
    """What a literal is worth, what is like it, and whose argument it is, as in Literal."""

    worth: int
    kind: str
    call: str = ""


class Lifted(msgspec.Struct, frozen=True):
    """A notebook whose literals are taken out.

    Parameters
    ----------
    notebook : with a line more for each
    origins : where each literal was, by its name
    added : by cell, the lines above which one was added, as the notebook had them before
    ranks : of each literal, by its name
    """

    notebook: Notebook
    origins: dict[str, Place] = {}
    added: dict[int, tuple[int, ...]] = {}
    ranks: dict[str, Rank] = {}

    def line(self, name: str, cell: int, line: int) -> int:
        """The line that a parameter's literal has in the notebook as it was."""
        if name in self.origins:
            return self.origins[name].line
        above = self.added.get(cell, ())
        return next(before for before in range(1, line + 1) if before + sum(other <= before for other in above) == line)


def lift(
    graph: Graph, *, skipped: Collection[Place] = (), only: Collection[str] | None = None, names: Mapping[str, str] | None = None
) -> Lifted:
    """Take literals out of the statements that something shown depends on.

    Parameters
    ----------
    graph : the notebook's dataflow in document order
    skipped : where literals stand that stay
    only : the only names that are wanted, None for all
    names : other names for what is taken out, by those that it would get
    """
    given = names or {}
    named = list(_named(graph, skipped))
    chosen = [(literal, given.get(name, name), first) for literal, name, first in named if only is None or name in only]
    places: dict[str, list[str]] = defaultdict(list)
    for literal, name, _ in named:
        places[given.get(name, name)].append(literal.code)
    files = {given.get(name, name) for literal, name, _ in named if literal.kind == "path"}  # these are told apart by what they are
    told = {name: _told(codes) for name, codes in places.items()}
    told |= _apart({name: text for name, text in told.items() if name not in files})
    cells = list(graph.notebook.cells)
    edits: dict[int, list[tuple[tuple[int, int, int, int], str]]] = {}
    above: dict[tuple[int, int], list[str]] = {}
    for literal, name, first in chosen:
        edits.setdefault(literal.top.cell, []).append((literal.span, name))
        if first:
            above.setdefault((literal.top.cell, literal.top.line), []).append(f"{name} = {literal.value!r}  # {told[name]}")
    for index, found in edits.items():
        lines = cells[index].source.split("\n")
        for (line, column, end_line, end_column), name in sorted(found, reverse=True):
            lines[line - 1 : end_line] = [lines[line - 1][:column] + name + lines[end_line - 1][end_column:]]
        for (cell, line), statements in sorted(above.items(), reverse=True):
            if cell == index:
                lines[line - 1 : line - 1] = statements
        cells[index] = msgspec.structs.replace(cells[index], source="\n".join(lines))
    origins = {name: Place(literal.top.cell, *literal.span) for literal, name, first in chosen if first}
    added = {index: tuple(line for (cell, line), names in above.items() if cell == index for _ in names) for index in edits}
    ranks = {name: Rank(literal.worth, literal.kind, literal.call) for literal, name, first in chosen if first}
    return Lifted(msgspec.structs.replace(graph.notebook, cells=tuple(cells)), origins, added, ranks)


def is_free(graph: Graph, name: str) -> bool:
    """Whether what is taken out may get a name."""
    return name.isidentifier() and not name.startswith("_") and name not in _words(graph)


def plain(value: object) -> bool:
    """Whether the value passes through JSON, YAML and papermill's translation unchanged."""
    if isinstance(value, str):
        return value.isprintable() and len(value) <= LONGEST_TEXT
    if isinstance(value, (bool, int)):
        return True
    if isinstance(value, float):
        return value == value and abs(value) != float("inf")
    return isinstance(value, list) and 0 < len(value) <= LONGEST_LIST and all(plain(item) and not isinstance(item, list) for item in value)


def leads(text: str) -> bool:
    """Whether a text looks like a path or an address."""
    return _LEADS.match(text) is not None


def hides(graph: Graph, cell: int) -> bool:
    """Whether a cell may bind names that can't be known: what it binds unseen must not be bound before it."""
    return cell in graph.trace.opened or (opens(graph.facts[cell]) and cell not in graph.trace.brought)


def acting(graph: Graph) -> set[tuple[int, int]]:
    """Statements that something shown, written or drawn depends on, by cell and position (weak liveness, from the last statement to the first)."""
    where, shown = _Where(graph), _Shown(graph)
    reads: dict[tuple[int, int], set[str]] = {}
    binds: dict[tuple[int, int], set[str]] = {}
    sure: dict[tuple[int, int], set[str]] = {}
    for read in graph.trace.reads:
        reads.setdefault(where.of(read), set()).add(read.name)
    for binding in graph.trace.bindings:
        binds.setdefault(where.of(binding), set()).add(binding.name)
        if binding.certain and binding.kind == "assign":
            sure.setdefault(where.of(binding), set()).add(binding.name)
    for mutation in graph.trace.mutations:
        binds.setdefault(where.of(mutation), set()).update(mutation.names)
    found: set[tuple[int, int]] = set()
    wanted: set[str] = set()
    for cell in reversed(graph.order):
        tops = top_statements(cell, graph.facts[cell])
        for top in reversed(tops):
            at = (cell, top.line)
            if shown.by(top, last=top is tops[-1]) or binds.get(at, set()) & wanted:
                found.add(at)
                wanted = (wanted - sure.get(at, set())) | reads.get(at, set())
                if top.node is not None:
                    wanted |= now_and_later(top.node)[1]
    return found


class Reach:
    """How much of what the notebook shows depends on a statement: its forward slice (Horwitz, Reps, Binkley 1990), by statements.

    Parameters
    ----------
    graph : the notebook's dataflow
    """

    def __init__(self, graph: Graph) -> None:
        self._where = where = _Where(graph)
        cells = graph.notebook.cells
        self._shown = {cell for cell in graph.order if cells[cell].outputs} or set(graph.order)
        self._next: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
        changed: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for mutation in graph.trace.mutations:
            for name in mutation.names:
                changed[name].add(where.of(mutation))
        for read in graph.trace.reads:
            at = where.of(read)
            for made in (*map(where.of, read.bindings), *(change for change in changed[read.name] if change < at)):
                self._next[made].add(at)

    def of(self, cell: int, line: int) -> float:
        """The share of the cells with outputs that the statement reaches which stands in a line of a cell."""
        return len(self._shown & self._cells(cell, line)) / len(self._shown)

    def is_much(self, cell: int, line: int) -> bool:
        """Whether several cells with outputs depend on the statement, and no small part of them all."""
        return len(self._shown & self._cells(cell, line)) > MANY and self.of(cell, line) >= MUCH

    def _cells(self, cell: int, line: int) -> set[int]:
        start = cell, self._where.lines.get((cell, line), 0)
        seen, todo = {start}, [start]
        while todo:
            found = self._next[todo.pop()] - seen
            seen |= found
            todo += found
        return {at for at, _ in seen}


class _Where:
    """The top-level statement in which an event happens, by cell and first line."""

    def __init__(self, graph: Graph) -> None:
        self.lines = {
            (cell, line): top.line
            for cell in graph.order
            for top in top_statements(cell, graph.facts[cell])
            for line in range(top.line, top.end_line + 1)
        }

    def of(self, event: Read | Binding | Mutation) -> tuple[int, int]:
        place = (event.call_place if isinstance(event, Read) else None) or event.place  # what a function reads is read where it is called
        return event.cell, self.lines.get((event.cell, place.line), 0) if place.cell == event.cell else 0


class _Shown:
    """Which statements show or do something that can be seen from outside; what is not known may."""

    def __init__(self, graph: Graph) -> None:
        self.facts = graph.facts
        self.targets = {(call.place.cell, span_of(call.place)): call.target for call in graph.trace.calls}
        self.functions: dict[str, list[tuple[int, ast.AST]]] = {}
        for cell, facts in graph.facts.items():
            for kind in (ast.FunctionDef, ast.AsyncFunctionDef):
                for node in facts.nodes.get(kind, ()):
                    self.functions.setdefault(node.name, []).append((cell, node))  # type: ignore[attr-defined]
        self.loud: set[str] = set()
        while found := {
            name
            for name, defined in self.functions.items()
            if name not in self.loud
            and any(self._does(cell, call, inside=True) for cell, node in defined for call in ast.walk(node) if isinstance(call, ast.Call))
        }:
            self.loud |= found

    def by(self, top: TopStatement, last: bool) -> bool:
        """Whether a statement does, given whether it is the last of its cell."""
        node = top.node
        if node is None or isinstance(node, (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Assert, ast.Raise)):
            return True
        if isinstance(node, ast.Expr):
            return last or any(self._does(top.cell, call) for call in calls_in(node))
        return any(root(call) in ("print", "display") for call in calls_in(node))

    def _does(self, cell: int, call: ast.Call, inside: bool = False) -> bool:
        """Whether a call may do more than to give a result; inside a function, what it changes is seen where the function is called."""
        if isinstance(call.func, ast.Name) and call.func.id in self.functions:
            return call.func.id in self.loud
        known = lookup(self.targets.get((cell, self.facts[cell].span(call))))
        if known is None or known.effect or known.state or known.calls or known.role in _COSMETIC:
            return True
        return bool(known.mutates) and not inside


def _told(places: list[str]) -> str:
    """Where a literal stood, in short: each call once."""
    calls = list(dict.fromkeys(places))
    if len(calls) == 1:
        return calls[0] + (f", {len(places)} times in the notebook" if len(places) > 1 else "")
    more = f" and {len(calls) - 2} more" if len(calls) > 2 else ""
    return ", ".join(calls[:2]) + more


def _apart(told: Mapping[str, str]) -> dict[str, str]:
    """What is told of names, numbered where it is the same of several: `1st DBSCAN(eps=…)`."""
    times, before = Counter(told.values()), Counter[str]()
    result = {}
    for name, text in told.items():
        before[text] += 1
        number = before[text]
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        is_loop = text.endswith(" in its loop")
        nth = f"{text.removesuffix('loop')}{number}{ending} loop" if is_loop else f"{number}{ending} {text}"
        result[name] = nth if times[text] > 1 else text
    return result


def _named(graph: Graph, skipped: Collection[Place]) -> list[tuple[Literal, str, bool]]:
    """The literals that may be taken out, each with its name, and whether it is the first of that name; in the order of the notebook."""
    found = [literal for literal in _found(graph) if Place(literal.top.cell, *literal.span) not in skipped]
    acts = {(literal.key, repr(literal.value)) for literal in found if literal.acts}
    found = _without_halves(graph, [literal for literal in found if (literal.key, repr(literal.value)) in acts])
    found.sort(key=lambda literal: (literal.top.cell, literal.span))
    calls: dict[tuple[str, str], set[str]] = defaultdict(set)
    for literal in found:
        calls[literal.key, repr(literal.value)].add(literal.code)
    several = {key for key, codes in calls.items() if len(codes) > 1}  # no name of one of them is that of all
    found = [
        replace(literal, names=literal.names[:1]) if literal.kind == "seed" and (literal.key, repr(literal.value)) in several else literal
        for literal in found
    ]
    firsts: dict[tuple[str, str], Literal] = {}
    for literal in found:
        firsts.setdefault((literal.key, repr(literal.value)), literal)
    names, worth = _names(firsts, _words(graph)), _worth(firsts, Reach(graph))
    result: list[tuple[Literal, str, bool]] = []
    for literal in found:
        key = literal.key, repr(literal.value)
        result.append((replace(literal, worth=worth[key]), names[key], literal is firsts[key]))
    return result


def _worth(firsts: Mapping[tuple[str, str], Literal], reach: Reach) -> dict[tuple[str, str], int]:
    """What each is worth beside the others: arguments of one call as much as the best of them, one of many little, and seeds after the first."""
    many = Counter(literal.names[0] for literal in firsts.values() if literal.kind != "path")
    worth = {key: literal.worth for key, literal in firsts.items()}
    calls: dict[str, list[tuple[str, str]]] = defaultdict(list)
    seeds: list[tuple[str, str]] = []
    for key, literal in firsts.items():
        if literal.kind == "seed":
            seeds.append(key)
        elif many[literal.names[0]] > MANY and not reach.is_much(literal.top.cell, literal.top.line):
            worth[key] = POOR
        if literal.call:
            calls[literal.call].append(key)
    for keys in calls.values():
        one_of_many = any(worth[key] == POOR for key in keys)
        worth |= dict.fromkeys(keys, POOR if one_of_many else min(worth[key] for key in keys))
    best = min(seeds, key=worth.__getitem__, default=None)
    return worth | {key: POOR for key in seeds if key != best}


def _names(firsts: Mapping[tuple[str, str], Literal], used: Collection[str]) -> dict[tuple[str, str], str]:
    """A name for each: its shortest one, but where several have that, all of them longer ones; a number where these don't help, either."""
    level = dict.fromkeys(firsts, 0)
    while True:
        alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, literal in firsts.items():
            alike[literal.names[level[key]]].append(key)
        longer = [
            key for name, keys in alike.items() if len(keys) > 1 or name in used for key in keys if level[key] + 1 < len(firsts[key].names)
        ]
        if not longer:
            break
        for key in longer:
            level[key] += 1
    for keys in alike.values():
        for key in keys if len(keys) > 1 else ():
            level[key] = 0
    names: dict[tuple[str, str], str] = {}
    taken = set(used)
    for key, literal in firsts.items():
        names[key] = next(name for name in _numbered(literal.names[level[key]]) if name not in taken)
        taken.add(names[key])
    return names


def _without_halves(graph: Graph, found: list[Literal]) -> list[Literal]:
    """Without the paths that also stand where they would stay: who writes a file and who reads it must go on to mean the same."""
    texts = Counter(
        node.value  # type: ignore[attr-defined]
        for facts in graph.facts.values()
        for node in facts.nodes.get(ast.Constant, ())
        if isinstance(node.value, str)  # type: ignore[attr-defined]
    )
    taken = Counter(literal.value for literal in found if literal.kind == "path" and isinstance(literal.value, str))
    halves = {text for text, times in taken.items() if texts[text] > times}
    halves |= {text for text in taken if text.endswith((".npy", ".npz")) and texts[text[:-4]]}  # numpy adds the ending when it writes
    return [literal for literal in found if literal.kind != "path" or literal.value not in halves]


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _words(graph: Graph) -> set[str]:
    """Names that mean something in the notebook already."""
    words = set(dir(builtins)) | set(keyword.kwlist) | set(keyword.softkwlist)
    words |= {binding.name for binding in graph.trace.bindings} | {read.name for read in graph.trace.reads}
    words |= {name for names in graph.trace.brought.values() for name in names}
    for facts in graph.facts.values():
        if facts.tree is None:
            words |= set(re.findall(r"[^\W\d]\w*", facts.source))
        words |= {node.id for node in facts.nodes.get(ast.Name, ())}  # type: ignore[attr-defined]
        words |= {node.arg for node in facts.nodes.get(ast.arg, ())}  # type: ignore[attr-defined]
        words |= {name for magic in facts.magics for name in (*magic.reads, *magic.needs, *magic.binds)}
    return words


class _Candidate(NamedTuple):
    """A literal of a statement, see Literal; `call` where it belongs with others of its call, `repeated` where it is evaluated again and again."""

    node: ast.expr
    worth: int
    kind: str
    names: tuple[str, ...]
    code: str
    key: str = ""
    call: ast.Call | None = None
    repeated: bool = False


class _Signature(NamedTuple):
    """A function of the notebook: where it is defined, and the names of its arguments."""

    place: str
    arguments: tuple[str, ...]


def _found(graph: Graph) -> Iterator[Literal]:
    acts = acting(graph)
    signatures: dict[str, _Signature] = {}
    times: Counter[str] = Counter()
    counts = Counter(binding.name for binding in graph.trace.bindings)
    joined = _joined(graph)
    for binding in graph.trace.bindings:
        if binding.kind in ("augmented", "loop"):  # a counter: where it begins is no setting
            counts[binding.name] = 0
    for name in _accumulators(graph):
        counts[name] = 0
    for cell in graph.order:
        facts = graph.facts[cell]
        if hides(graph, cell):
            return
        if any(magic.kind == "cell" for magic in facts.magics):
            continue
        targets = {span_of(call.place): call.target for call in graph.calls_of.get(cell, ()) if call.place.cell == cell}
        lines = facts.source.split("\n")
        for top in top_statements(cell, facts):
            if top.node is None or not lines[top.line - 1].startswith(top.text.split("\n")[0]):
                continue
            if isinstance(top.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                arguments = (*top.node.args.posonlyargs, *top.node.args.args)
                signatures[top.node.name] = _Signature(f"{cell}:{top.line}", tuple(argument.arg for argument in arguments))
            for found in _candidates(top.node, targets, facts.text.span, signatures, counts):
                try:
                    value = ast.literal_eval(found.node)
                except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                    continue
                span = facts.span(found.node)
                if plain(value) and span[0] == span[2] and not (found.repeated and isinstance(value, list)):
                    names = found.names
                    key = f"{cell} {span}" if isinstance(value, list) or not found.key else found.key  # two lists are two objects
                    if found.kind == "value":  # one of several that a name is bound to
                        if (cell, top.line) not in acts:
                            continue
                        times[names[0]] += 1
                        names = (f"{names[0]}_{times[names[0]]}",)
                    code = f"{found.code} in cell {cell} of the notebook" if found.kind == "value" else found.code
                    call = f"{cell} {facts.span(found.call)}" if found.call is not None else ""
                    is_count = found.code.startswith(("size of ", "rows of ")) or found.code.endswith(_COUNTS)
                    worth = ASKED if is_count and (id(found.call) in joined or _made(top.node) in joined) else found.worth
                    yield Literal(top, span, call, value, worth, found.kind, names, key, code, (cell, top.line) in acts)


def _joined(graph: Graph) -> set[int | str]:
    """Calls (by identity) and names that are put beside other values, as columns and axes are: other values may have to be as many."""
    found: set[int | str] = set()
    nodes = (node for facts in graph.facts.values() for kind in (ast.Call, ast.Dict) for node in facts.nodes.get(kind, ()))
    for node in nodes:
        parts = [*node.args, *(word.value for word in node.keywords)] if isinstance(node, ast.Call) else [*node.values]  # type: ignore[attr-defined]
        parts = [part for part in parts if not isinstance(part, ast.Constant)]
        if len(parts) > 1:
            found |= {id(part) for outer in parts for part in ast.walk(outer) if isinstance(part, ast.Call)}
            found |= {part.id for part in parts if isinstance(part, ast.Name)}
    return found


def _accumulators(graph: Graph) -> set[str]:
    """Names that are bound to something made of what they were, by arithmetic."""
    return {
        node.targets[0].id
        for facts in graph.facts.values()
        for node in facts.nodes.get(ast.Assign, ())
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
        if isinstance(node.value, ast.BinOp)
        if any(isinstance(part, ast.Name) and part.id == node.targets[0].id for part in ast.walk(node.value))
    }


def _candidates(
    statement: ast.stmt,
    targets: Mapping[tuple[int, int, int, int], str | None],
    span: Callable[[ast.AST], tuple[int, int, int, int]],
    signatures: Mapping[str, _Signature],
    counts: Mapping[str, int],
) -> Iterator[_Candidate]:
    """Literals of a statement; bodies of functions are left out."""
    made = _made(statement)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name):
        name = statement.targets[0].id
        if counts.get(name, 0) > 1 and not (isinstance(statement.value, ast.Constant) and statement.value.value == ""):
            worth = FAIR if counts[name] <= MANY and len(name) > 1 and _number(statement.value) not in (None, 0, 1, -1) else POOR
            yield _Candidate(statement.value, worth, "value", (name,), f"{name} = …")
    todo: list[tuple[ast.AST, bool]] = [(statement, False)]
    loops = {id(node.test) for node in ast.walk(statement) if isinstance(node, ast.While)}
    while todo:
        node, repeated = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.JoinedStr, ast.Assert)):
            continue
        inner = repeated or isinstance(node, (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp))
        todo += [(child, inner) for child in ast.iter_child_nodes(node)][::-1]
        if isinstance(node, ast.Call):
            yield from (found._replace(repeated=repeated) for found in _of_call(node, targets.get(span(node)), signatures, made))
        elif isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name) and isinstance(node.iter, ast.List):
            name = node.target.id
            worth = FAIR if len(name) > 1 else POOR
            yield _Candidate(node.iter, worth, "values", (f"{name}_values",), f"the values of `{name}` in its loop", repeated=repeated)
        elif isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name) and _is_range(node.iter):
            arguments = node.iter.args  # type: ignore[attr-defined]
            name = node.target.id
            names = (f"n_{name}",) if name.strip("_") else (*([f"n_{made}"] if made else []), "n_iterations")
            worth = FAIR if len(name) > 3 else POOR
            yield _Candidate(arguments[min(1, len(arguments) - 1)], worth, "range", names, f"for {name} in range(…)", repeated=repeated)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE)):
            if _number(node.comparators[0]) not in (None, 0, 1, -1) and (subject := _subject(node.left)):
                yield _of_comparison(node, subject, made, id(node) in loops)._replace(repeated=repeated)


def _made(statement: ast.stmt) -> str:
    """The name that a statement gives to what it makes."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
    return target.id if isinstance(target, ast.Name) and len(target.id) > 1 and not target.id.startswith("_") else ""


def _of_comparison(node: ast.Compare, subject: str, made: str, loops: bool) -> _Candidate:
    """What values of a frame or an attribute are compared with; a plain name is mostly a counter or an exercise."""
    operator = ast.unparse(ast.Compare(ast.Name("x"), node.ops, [ast.Name("y")])).split()[1]
    side = "below" if operator.startswith("<") else "above"
    worth = POOR if loops or isinstance(node.left, (ast.Name, ast.Call)) else GOOD
    names = (f"{subject}_limit", f"{subject}_{side}", *([f"{made}_{subject}_{side}"] if made else []))
    return _Candidate(node.comparators[0], worth, "threshold", names, f"{_short(node.left, subject)} {operator} …", f"{subject} {operator}")


def _short(node: ast.expr, instead: str) -> str:
    """An expression as it stands in the code, or something shorter."""
    text = ast.unparse(node)
    return text if len(text) <= _LONGEST_CODE and "(" not in text else instead


def _of_call(node: ast.Call, target: str | None, signatures: Mapping[str, _Signature], made: str) -> Iterator[_Candidate]:
    function = node.func
    method = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    known = lookup(target)
    if known is not None and known.role in _COSMETIC:
        return
    code = _short(function, method)
    if isinstance(function, ast.Name) and method in signatures:
        place, arguments = signatures[method]
        given = [*zip(arguments, node.args, strict=False), *((word.arg, word.value) for word in node.keywords if word.arg)]
        for name, argument in given:
            names = (f"{method}_{name}", *([f"{made}_{name}"] if made else []))
            worth = GOOD if _is_text(argument) and leads(argument.value) else POOR  # type: ignore[attr-defined]
            yield _Candidate(argument, worth, method, names, f"{method}({name}=…)", f"{method}({name}) {place}")
        return
    if node.args and _is_text(node.args[0]) and _takes_a_path(function, method, target):
        yield _Candidate(node.args[0], GOOD, "path", (_slug(node.args[0].value),), f"{code}(…)", "path")  # type: ignore[attr-defined]
    for argument, name in zip(node.args, _POSITIONS.get(method, ()), strict=False):
        if name and _number(argument) is not None:
            if name == "seed":
                yield _Candidate(argument, GOOD, "seed", ("seed",), f"{code}(…)", "seed" if method in _GLOBAL else method)
            else:
                names = (f"{made}_{name}", f"{made}_{method}_{name}") if made else (f"{method}_{name}",)
                is_bound = name in _BOUNDS
                worth = ASKED if name == "num" else POOR if is_bound else FAIR  # other literals may have to agree with a length
                yield _Candidate(argument, worth, "size", names, f"{name} of {code}", call=None if is_bound else node)
    is_model = known is not None and known.returns == "model"
    estimator = is_model or (method[:1].isupper() and target is not None)
    labelled = any(word.arg == "labels" for word in node.keywords)
    control = _CONTROLS.match(target or "") or _CONTROLS.match(method)
    whose = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", method).lower()
    for keyword_ in node.keywords:
        name = keyword_.arg or ""
        longer = [f"{word}_{name}" for word in ((made, whose) if estimator else (whose, made)) if word]
        if name in _SEEDS and _number(keyword_.value) is not None:
            yield _Candidate(
                keyword_.value, FAIR if is_model else GOOD, "seed", (name, *longer), f"{code}({name}=…)", f"{name}="
            )  # half of a seed is none
        elif (
            name
            and name not in _STRUCTURE
            and not (labelled and name == "bins")
            and (_number(keyword_.value) is not None or (estimator and _is_text(keyword_.value)))
        ):
            worth = POOR if control else FAIR if len(name) < 2 or (_is_text(keyword_.value) and not is_model) else GOOD
            yield _Candidate(keyword_.value, worth, "setting", (name, *longer), f"{code}({name}=…)", f"{method}({name})", node)


def _takes_a_path(function: ast.expr, method: str, target: str | None) -> bool:
    """Whether the first argument of a call is the path of what it reads."""
    if method == "open":  # a path's own method takes the mode first
        return isinstance(function, ast.Name) or not (target or "unknown.").startswith(("path.", "unknown."))
    known = lookup(target)
    return (known is not None and known.role in _LOADS) or method in _PATH_METHODS or method.startswith("read_")


def _is_range(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range" and 0 < len(node.args) < 4


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 1


def _number(node: ast.expr) -> float | None:
    """The value of a number that is written out; bools are none."""
    inner = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
    if isinstance(inner, ast.Constant) and type(inner.value) in (int, float):
        return -inner.value if inner is not node else inner.value  # type: ignore[operator, return-value]
    return None


def _subject(node: ast.expr) -> str:
    """What a comparison is about, as part of a name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript):
        return _slug(node.slice.value) if _is_text(node.slice) else _subject(node.value)  # type: ignore[attr-defined]
    return _subject(node.func) if isinstance(node, ast.Call) else ""


def _slug(text: str) -> str:
    """A text as a name: the last part of a path or URL."""
    found = re.sub(r"\W+", "_", PurePosixPath(text.replace("\\", "/")).name).strip("_").lower()
    return found if found.isidentifier() else f"file_{found}" if found else "path"
