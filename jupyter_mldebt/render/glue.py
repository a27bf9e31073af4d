"""The share of glue of a notebook and its preparation graph: as JSON, as text, and the graph as Mermaid and Graphviz."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jupyter_mldebt.glue import GLUE, OTHERS, WORDS
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.render.graph import dot_text, mermaid_text
from jupyter_mldebt.render.style import Style, columns, plain
from jupyter_mldebt.rule import GlueReport, Measure, Node, PreparationReport, WorkReport

_BAR = 24
_NAME = 32
_MERMAID = {"input": "[({})]", "table": "[{}]", "join": "{{{{{}}}}}", "file": "[/{}/]", "fit": "([{}])"}
_DOT = {"input": "cylinder", "table": "box", "join": "hexagon", "file": "note", "fit": "ellipse"}


def encode(report: GlueReport, indent: int = 0) -> bytes:
    """One document, as report.schema.json has it (GlueReport)."""
    encoded = msgspec.json.encode(report)
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded) + b"\n"


def text(report: GlueReport, notebook: Notebook, style: Style, *, blocks: bool = False) -> Iterator[str]:
    """Lines for a person.

    Parameters
    ----------
    blocks : whether the bars may be drawn with block characters
    """
    filled, rest = ("█", "░") if blocks else ("#", ".")

    def bar(share: float, width: int = _BAR) -> str:
        full = min(width, round(share * width))
        return style(filled * full, "yellow") + style(rest * (width - full), "dim")

    yield style(plain(report.path), "bold")
    work, preparation = report.work, report.preparation
    if work is None or preparation is None:
        return
    if not work.statements:
        yield "  no statements that can be read"
        return
    yield f"  {_percent(work)} % of {_many(work.statements, 'statement')} are glue"
    yield ""
    for kinds, what in ((GLUE, "glue"), (OTHERS, "")):
        for kind in kinds:
            if number := work.kinds.get(kind):
                yield f"  {WORDS.get(kind, kind):<16} {number:>5}  {bar(number / work.statements)}  {style(what, 'dim')}".rstrip()
    yield ""
    labels = {cell.cell.index: notebook.cells[cell.cell.index].label for cell in work.cells}
    widest = max(map(len, labels.values()))
    for cell in work.cells:
        of = f"{cell.glue} of {cell.statements}"
        parts = ", ".join(f"{WORDS.get(kind, kind)} {cell.kinds[kind]}" for kind in GLUE if kind in cell.kinds)
        yield f"  {labels[cell.cell.index]:<{widest}}  {bar(cell.glue / cell.statements)}  {of:>9}  {parts}".rstrip()
    if preparation.nodes:
        yield ""
        yield from _preparation(preparation, notebook, style)


def counted(measure: Measure) -> list[str]:
    """What the measure is made of, in words."""
    return [
        _many(number, *words)
        for number, words in (
            (measure.inputs, ("input",)),
            (measure.joins, ("join",)),
            (measure.files, ("intermediate file",)),
            (measure.branches, ("branch", "branches")),
            (measure.overwritten, ("overwritten table",)),
        )
        if number
    ]


def _preparation(preparation: PreparationReport, notebook: Notebook, style: Style) -> Iterator[str]:
    goal = "the first fit" if preparation.nodes[-1].kind == "fit" else f"`{plain(preparation.nodes[-1].name)}`"
    yield f"  {style(f'preparation up to {goal}', 'bold')}: {', '.join(counted(preparation.measure))}; measure {preparation.measure.total}"
    made_of: dict[int, list[int]] = {}
    for edge in preparation.edges:
        made_of.setdefault(edge.target, []).append(edge.source)
    widths = [
        max(columns(_cut(plain(node.name))) for node in preparation.nodes),
        max(len(_label(node, notebook)) for node in preparation.nodes),
    ]
    for node in preparation.nodes:
        name = _cut(plain(node.name))
        padded = name + " " * (widths[0] - columns(name))
        origin = " <- " + ", ".join(str(source + 1) for source in sorted(made_of[node.id])) if node.id in made_of else ""
        how = ", ".join(dict.fromkeys(plain(step.how) for step in node.steps))
        how = _cut(how, max(20, style.width - sum(widths) - len(origin) - 19))
        yield f"  {node.id + 1:>3}  {node.kind:<5}  {padded}  {_label(node, notebook):<{widths[1]}}  {how}{origin}".rstrip()


def mermaid(report: GlueReport, notebook: Notebook) -> str:
    """The preparation graph as a Mermaid flow chart."""
    preparation = report.preparation
    assert preparation is not None
    lines = ["flowchart TD", f"    %% {' '.join(report.path.split())}"]
    lines += [f"    n{node.id}{_MERMAID[node.kind].format(mermaid_text(_title(node, notebook)))}" for node in preparation.nodes]
    lines += [f"    n{edge.source} -->|{mermaid_text(edge.how)}| n{edge.target}" for edge in preparation.edges]
    return "\n".join(lines) + "\n"


def dot(report: GlueReport, notebook: Notebook) -> str:
    """The preparation graph as a Graphviz digraph."""
    preparation = report.preparation
    assert preparation is not None
    lines = [f"digraph {dot_text(report.path)} {{", '    node [fontname="monospace"];']
    lines += [f"    n{node.id} [shape={_DOT[node.kind]}, label={dot_text(_title(node, notebook))}];" for node in preparation.nodes]
    lines += [f"    n{edge.source} -> n{edge.target} [label={dot_text(edge.how)}];" for edge in preparation.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _title(node: Node, notebook: Notebook) -> str:
    return f"{node.name} ({_label(node, notebook)})"


def _label(node: Node, notebook: Notebook) -> str:
    return notebook.cells[node.cell.index].label


def _percent(work: WorkReport) -> int:
    return work.glue * 100 // work.statements


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _cut(name: str, most: int = _NAME) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"
