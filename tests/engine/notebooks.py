"""Cases as lines of text: a small notebook, and what its graph must say.

A file of cases holds any number of

    === what it shows (python 3.12) (order 2 0 1) (kernel pyspark) (language r) (installed numpy) (not run)
    x = 1
    # %%
    print(x, y)
    =>
    x: 0 -> 1
    missing: 1 y never-defined

`# %%` parts cells, `# %% [markdown]` and `# %% [raw]` begin one that is no code, `# %% file helper.py` a file that lies beside the notebook.
What stands below `=>` is compared with all edges, all missing names and all syntax problems of the graph; the lines that ask (`defines 0`,
`needs 1`, `mutates 1`, `slice 2`, `forward 0`, `live 1`, `reaching 3`, `depends`, `order`) only where they are written. `(python 3.12)`:
skipped on an older Python. `(order ...)`: linked in this order. `(kernel ...)`, `(language ...)`: what the notebook says of itself.
`(installed ...)`: it runs in an environment that has these packages, and none besides; without it nothing is known of its environment.
`(not run)`: IPython does not say the same as the case, or must not be asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_mldebt.events import Read
from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.graph import Graph, link
from jupyter_mldebt.interpreter import of_path
from jupyter_mldebt.model import Cell, CellKind, Notebook, Place
from jupyter_mldebt.queries import Cycle, backward_slice, dependences, forward_slice, live, reaching, topological_order
from jupyter_mldebt.sources import Sources

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One notebook and what must be said of it.

    Parameters
    ----------
    title : what it shows
    cells : kind and text of each cell
    files : texts of other files by name
    expected : lines
    python : the oldest Python that can parse it
    order : cells in the order in which they are linked; None: as they stand
    run : whether IPython is asked too
    kernel, language : of the notebook
    installed : packages of its environment; None where that is not known
    """

    title: str
    cells: tuple[tuple[CellKind, str], ...]
    files: dict[str, str] = field(default_factory=dict)
    expected: tuple[str, ...] = ()
    python: tuple[int, ...] = (3, 10)
    order: tuple[int, ...] | None = None
    run: bool = True
    kernel: str | None = None
    language: str = "python"
    installed: tuple[str, ...] | None = None


def cases(name: str) -> list[Case]:
    """The cases of one file."""
    blocks = re.split(r"^=== ", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    return [_case(block) for block in blocks]


def _case(block: str) -> Case:
    title, _, text = block.partition("\n")
    above, _, below = text.partition("\n=>\n")
    options = dict(re.findall(r"\((python|order|not|kernel|language|installed) ([^)]*)\)", title))
    cells: list[tuple[CellKind, str]] = []
    files: dict[str, str] = {}
    for head, body in re.findall(r"^# %%(.*)\n((?:(?!# %%(?: |\n)).*\n?)*)", f"# %%\n{above}\n", flags=re.M):
        body = body.removesuffix("\n")
        if head.startswith(" file "):
            files[head.removeprefix(" file ").strip()] = body
        else:
            cells.append(("markdown" if "[markdown]" in head else "raw" if "[raw]" in head else "code", body))
    return Case(
        title,
        tuple(cells),
        files,
        tuple(line for line in below.split("\n") if line.strip()),
        tuple(map(int, options.get("python", "3.10").split("."))),
        tuple(map(int, options["order"].split())) if "order" in options else None,
        options.get("not") != "run",
        options.get("kernel"),
        options.get("language", "python"),
        tuple(options["installed"].split()) if "installed" in options else None,
    )


def graph_of(cells: tuple[str, ...] | Case, folder: Path | None = None, order: tuple[int, ...] | None = None, **more: str) -> Graph:
    """The graph of a case, or of code cells with these texts."""
    known = None
    if isinstance(cells, Case):
        if cells.installed is not None:
            assert folder is not None
            known = of_path(str(environment(folder / ".environment", *cells.installed)))
        parts, order = cells.cells, cells.order
        more = {"language": cells.language} | ({"kernel": cells.kernel} if cells.kernel else {})
        for name, text in cells.files.items():
            assert folder is not None
            (folder / name).write_text(text, encoding="utf-8")
    else:
        parts = tuple(("code", text) for text in cells)
    notebook = Notebook("case.ipynb", tuple(Cell(index, None, kind, text) for index, (kind, text) in enumerate(parts)), **more)
    facts = {cell.index: facts_of(cell.source) for cell in notebook.code_cells()} if notebook.is_python else {}
    texts = [cell.source for cell in notebook.code_cells()]
    return link(notebook, facts, order=order, sources=Sources(folder, interpreter=lambda: (known, []), cells=texts))


def environment(folder: Path, *packages: str) -> Path:
    """An environment with these packages, as conda lays it out."""
    library = folder / "lib" / "python3.11"
    for package in packages:
        (library / "site-packages" / package).mkdir(parents=True, exist_ok=True)
    library.mkdir(parents=True, exist_ok=True)
    (library / "os.py").touch()
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "python").touch()
    return folder


def lines_of(graph: Graph, asked: tuple[str, ...] = ()) -> list[str]:
    """What the graph says, as lines in the form of a case, those that ask answered."""
    lines = graph.lines()
    for line in asked:
        question, _, rest = line.partition(":")[0].partition(" ")
        if question in QUESTIONS:
            given = f"{question} {rest}".rstrip()
            lines += [f"{given}: {answer}".rstrip() for answer in QUESTIONS[question](graph, [*map(int, rest.split())])]
    return sorted(set(lines))


def _words(items: Iterable[object]) -> list[str]:
    return [" ".join(map(str, items))]


def _order(graph: Graph, present: list[int]) -> list[str]:
    try:
        return _words(topological_order(graph, present or None))
    except Cycle as cycle:
        return [str(cycle)]


# what may be asked below `=>`: the word, and its answers for the numbers behind it, a line each
QUESTIONS: dict[str, Callable[[Graph, list[int]], list[str]]] = {
    "defines": lambda graph, cells: _words(graph.defines(cells[0])),
    "needs": lambda graph, cells: _words(graph.needs(cells[0])),
    "mutates": lambda graph, cells: _words(graph.mutates(cells[0])),
    "slice": lambda graph, cells: _words(backward_slice(graph, cells)),
    "forward": lambda graph, cells: _words(forward_slice(graph, cells)),
    "live": lambda graph, cut: _words(live(graph, cut[0])),
    "reaching": lambda graph, cells: (
        [f"{name} <- {' '.join(map(str, found))}" for name, found in reaching(graph, cells[0]).items()] or [""]
    ),
    "depends": lambda graph, _: [str(found) for found in dependences(graph)] or [""],
    "order": _order,
}


def text_of(graph: Graph, place: Place) -> str:
    """The source text of a place."""
    source = next(cell.source for cell in graph.notebook.cells if cell.index == place.cell)
    lines = source.split("\n")[place.line - 1 : place.end_line]
    assert lines, f"{place} is outside its cell"
    assert place.column <= len(lines[0]) and place.end_column <= len(lines[-1]), f"{place} is outside its line"
    lines[-1] = lines[-1][: place.end_column]
    lines[0] = lines[0][place.column :]
    return "\n".join(lines)


def misplaced(graph: Graph) -> Iterator[str]:
    """Reads and bindings whose place does not hold exactly their name; what a magic, `exec` or `globals()` does stands where these do."""
    for event in (*graph.trace.reads, *graph.trace.bindings):
        text = text_of(graph, event.place)
        names = (event.name, re.sub(r"^_[^_].*?(?=__)", "", event.name))  # a private name as it is mangled, and as it is written
        if unicodedata.normalize("NFKC", text) not in names and not text.startswith(
            ("%", "!", "?", "exec(", "eval(", "get_ipython()", "globals()", "vars()", "locals()", "from ")
        ):
            if not (isinstance(event, Read) and _in_magic(graph, event.place)):
                yield f"{event.name} at {event.place}: {text!r}"


def _in_magic(graph: Graph, place: Place) -> bool:
    return any((m.line, m.column, m.end_line, m.end_column) == (place.line, place.column, place.end_line, place.end_column)
               for m in graph.facts[place.cell].magics)  # fmt: skip
