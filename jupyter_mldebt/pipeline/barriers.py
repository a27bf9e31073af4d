"""Where a notebook may not be cut: while a value is in use that can't go from one process to another."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence

from jupyter_mldebt.events import Binding, Read
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.knowledge import lookup
from jupyter_mldebt.pipeline.prologue import Replay
from jupyter_mldebt.pipeline.statements import calls_in, root, top_statements

KINDS = {
    "generator": "a generator",
    "file": "an open file",
    "excelfile": "an open file",
    "connection": "a connection",
    "cursor": "a connection",
    "executor": "a pool of workers",
    "queue": "a queue",
    "figure": "a figure",
    "axes": "part of a figure",
}
_MADE_BY = frozenset(
    "threading.Lock threading.RLock threading.Thread threading.Event threading.Condition threading.Semaphore threading.Timer "
    "socket.socket subprocess.Popen h5py.File netCDF4.Dataset cv2.VideoCapture cv2.VideoWriter smtplib.SMTP sqlalchemy.create_engine "
    "psycopg2.connect pymysql.connect mysql.connector.connect pyodbc.connect duckdb.connect pymongo.MongoClient boto3.client "
    "boto3.resource asyncio.create_task asyncio.ensure_future asyncio.new_event_loop asyncio.get_event_loop weakref.ref".split()
)
# modules whose objects belong to one process
_LIVE = frozenset({"ipywidgets", "tkinter", "threading", "multiprocessing", "socket", "asyncio"})
_HOLDER = "an object that holds an open file or connection"
_HISTORY = frozenset({"_", "__", "___", "Out", "In", "_oh", "_ih"})


def find(graph: Graph, cells: Sequence[int], together: Collection[str] = (), replay: Replay | None = None) -> dict[int, str]:
    """Cells before which nothing may be cut, with the reason for each.

    Parameters
    ----------
    graph : the notebook's dataflow in document order
    cells : the cells between which cuts are looked for
    together : names whose values were found not to be carriable when the pipeline ran
    replay : what a step can run again: with it, files that are only read don't hold cells together
    """
    place = {cell: position for position, cell in enumerate(cells)}
    spans: dict[str, list[tuple[int, int, str]]] = {}

    def bar(name: str, source: int, target: int, why: str) -> None:
        if source in place and target in place and place[source] < place[target]:
            spans.setdefault(name, []).append((place[source], place[target], why))

    found = _uncarriable(graph)
    for read in graph.trace.reads:
        for binding in read.bindings:
            if binding.cell != read.cell and (what := found.get(id(binding)) or ("of a kind" if binding.name in together else None)):
                since = binding.cell if binding.name in together or replay is None else _used_up(replay, binding, read, cells)
                bar(
                    binding.name,
                    since,
                    read.cell,
                    f"`{binding.name}` is {what} that can't be carried from one process to another",
                )
        if read.name in _HISTORY and not read.bindings and read.cell in place:
            start = cells[max(0, place[read.cell] - 1)] if read.name == "_" else cells[0]
            bar(read.name, start, read.cell, f"`{read.name}` is IPython's record of what ran before")
    for edge in graph.edges:
        if edge.via in ("draw", "file") and not (replay and edge.via == "file" and replay.reopening.kinds.get(edge.name) == "store"):
            what = "still being drawn" if edge.via == "draw" else f"{KINDS['file']} or a connection"
            bar(edge.name, edge.source, edge.target, f"`{edge.name}` is {what}")
    drawn = _first_figure(graph)
    if drawn in place and place[drawn] + 1 < len(cells):
        following = cells[place[drawn] + 1]
        bar("", drawn, following, "the first figure shows below the cell after it, as nothing said %matplotlib before")
    barriers: dict[int, str] = {}
    for begin, end, why in (joined for of_name in spans.values() for joined in _joined(of_name)):
        for cell in cells[begin + 1 : end + 1]:
            barriers.setdefault(cell, f"{why} (cell {cells[begin]} to cell {cells[end]})")
    return barriers


def _used_up(replay: Replay, binding: Binding, read: Read, cells: Sequence[int]) -> int:
    """The first cell from which on a reader must not be cut off, as a step could not open anew what the binding holds."""
    name = binding.name
    closes = any(
        event.how == "close" and name in event.names and (event.place.line, event.place.column) == (read.place.line, read.place.column)
        for event in replay.graph.mutations_of.get(read.cell, ())
    )
    for cell in (cell for cell in cells if binding.cell <= cell < read.cell):
        before = {earlier for earlier in cells if earlier <= cell}
        if name not in replay.before(before, [name]).names or (not closes and replay.reopening.is_held(name, before)):
            return cell
    return read.cell


def _joined(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans of one name that touch as one, with the reason that was found first."""
    result: list[tuple[int, int, str]] = []
    for begin, end, why in sorted(spans, key=lambda span: span[0]):  # in the order in which they were found, where they begin alike
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]), result[-1][2])
        else:
            result.append((begin, end, why))
    return result


def _first_figure(graph: Graph) -> int | None:
    """The cell that draws first, where the inline backend only starts to show figures at the end of it."""
    for cell in graph.order:
        if any(magic.name in ("matplotlib", "pylab") for magic in graph.facts[cell].magics):
            return None
        if any(_draws(call.target or "") for call in graph.calls_of.get(cell, ())):
            return cell
    return None


def _draws(target: str) -> bool:
    owner, _, name = target.rpartition(".")
    if target.startswith(("matplotlib.pyplot.", "seaborn.")):
        known = lookup(target)
        return known is None or known.state is None
    return name in ("plot", "hist", "boxplot") and "." not in owner


def _uncarriable(graph: Graph) -> dict[int, str]:
    """What a binding, by its identity, is bound to where that can't be carried: by kind, or since it was made from such and may hold it."""
    found: dict[int, str] = {}
    names: dict[str, str] = {}

    def note(binding: Binding, what: str) -> None:
        found[id(binding)] = names[binding.name] = what

    for binding in graph.trace.bindings:
        if binding.value in KINDS:
            note(binding, KINDS[binding.value])
        elif binding.kind == "assign" and _is_live(binding.qualified):
            note(binding, f"an instance of {binding.qualified}")
    classes = _live_classes(graph)
    assigned = [
        (cell, top, top.node.value)
        for cell in graph.order
        for top in top_statements(cell, graph.facts[cell])
        if isinstance(top.node, ast.Assign)
    ]
    changed = bool(names or classes)
    while changed:
        changed = False
        for cell, top, value in assigned:
            what = _made(value, names, classes)
            for binding in graph.bindings_of.get(cell, ()) if what else ():
                inside = top.line <= binding.place.line <= top.end_line
                if inside and binding.value in ("unknown", "instance") and id(binding) not in found:
                    note(binding, what)
                    changed = True
    return found


def _is_live(qualified: str | None) -> bool:
    """Whether a call makes what belongs to one process."""
    made = qualified or ""
    return made in _MADE_BY or (made.partition(".")[0] in _LIVE and made.rpartition(".")[2][:1].isupper())


def _live_classes(graph: Graph) -> set[str]:
    """Classes of the notebook that are derived from such classes."""
    imported = {binding.name: (binding.qualified or "").partition(".")[0] for binding in graph.trace.bindings if binding.kind == "import"}
    classes: set[str] = set()
    for cell in graph.order:
        for node in graph.facts[cell].nodes.get(ast.ClassDef, ()):
            assert isinstance(node, ast.ClassDef)
            roots = {root(base) or "" for base in node.bases}
            if roots & classes or any(imported.get(name) in _LIVE for name in roots):
                classes.add(node.name)
    return classes


def _made(value: ast.expr, names: Mapping[str, str], classes: Collection[str]) -> str:
    """What an expression makes where that can't be carried: an instance, an object that holds what can't, a part of such an object."""
    if isinstance(value, (ast.Attribute, ast.Subscript)) or (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)):
        if names.get(root(value) or "") == _HOLDER:
            return _HOLDER
    kept = (KINDS["file"], KINDS["connection"], KINDS["generator"])
    for call in calls_in(value):
        name = _name(call.func)
        if name in classes and call is value:
            return f"an instance of {name}"
        if name[:1].isupper() and any(isinstance(argument, ast.Name) and names.get(argument.id) in kept for argument in call.args):
            return _HOLDER
    return ""


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
