"""The graph of a notebook as JSON, Mermaid and Graphviz."""

from __future__ import annotations

import json
from typing import Any

from jupyter_mldebt.graph import Edge, Graph
from jupyter_mldebt.model import Cell

_UNDEFINED = ("never-defined", "defined-later", "deleted")
_VALUES = ("bind", "mutate")
_LABEL = 40


def document(path: str, graph: Graph | None, error: str | None = None) -> dict[str, Any]:
    """One document as report.schema.json has it (GraphReport); without a graph it says why."""
    if graph is None:
        return {"version": 1, "path": path, "error": error, "cells": [], "edges": [], "undefined": []}
    problems = {index: facts.problem for index, facts in graph.facts.items()}
    linked = frozenset(graph.order)
    cells = []
    for cell in graph.notebook.cells:
        problem = problems.get(cell.index)
        is_linked = cell.index in linked
        cells.append(
            {
                "index": cell.index,
                "id": cell.id,
                "kind": cell.kind,
                "defines": list(graph.defines(cell.index)) if is_linked else [],
                "reads": list(graph.needs(cell.index)) if is_linked else [],
                "mutates": list(graph.mutates(cell.index)) if is_linked else [],
                "parse_error": problem.message if problem else None,
            }
        )
    missing = {(read.cell, read.name): read.missing for read in graph.missing() if read.missing in _UNDEFINED and not read.guarded}
    return {
        "version": 1,
        "path": path,
        "error": None,
        "cells": cells,
        "edges": [_edge(edge, graph) for edge in graph.edges],
        "undefined": [{"index": index, "name": name, "kind": kind} for (index, name), kind in sorted(missing.items())],
    }


def _edge(edge: Edge, graph: Graph) -> dict[str, Any]:
    is_guess = edge.via != "bind" and (edge.source, edge.target, edge.name) in graph.trace.guessed
    return {
        "from": edge.source,
        "to": edge.target,
        "name": edge.name,
        "via": edge.via,
        "confidence": "medium" if is_guess else "high",
    }


def mermaid(path: str, graph: Graph) -> str:
    """A Mermaid flow chart, which GitHub and JupyterLab draw: an arrow from the cell that makes a value to the one that takes it."""
    lines = ["flowchart TD", f"    %% {' '.join(path.split())}"]
    lines += [f"    c{cell.index}[{mermaid_text(_title(cell))}]" for cell in _drawn(graph)]
    for (source, target, is_value), names in _arrows(graph).items():
        arrow = "-->" if is_value else "-.->"
        lines.append(f"    c{source} {arrow}|{mermaid_text(', '.join(names))}| c{target}")
    return "\n".join(lines) + "\n"


def dot(path: str, graph: Graph) -> str:
    """A Graphviz digraph."""
    lines = [f"digraph {dot_text(path)} {{", '    node [shape=box, fontname="monospace"];']
    lines += [f"    c{cell.index} [label={dot_text(_title(cell))}];" for cell in _drawn(graph)]
    for (source, target, is_value), names in _arrows(graph).items():
        style = "" if is_value else ", style=dashed"
        lines.append(f"    c{source} -> c{target} [label={dot_text(', '.join(names))}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _drawn(graph: Graph) -> list[Cell]:
    linked = set(graph.order)
    return [cell for cell in graph.notebook.cells if cell.index in linked and not graph.facts[cell.index].is_empty]


def _arrows(graph: Graph) -> dict[tuple[int, int, bool], list[str]]:
    """Names by writer, reader and whether a value crosses; the state of figures, files and settings is drawn dashed."""
    arrows: dict[tuple[int, int, bool], list[str]] = {}
    for edge in graph.edges:
        names = arrows.setdefault((edge.source, edge.target, edge.via in _VALUES), [])
        if edge.name not in names:
            names.append(edge.name)
    return arrows


def _title(cell: Cell) -> str:
    """The cell's label and its first line."""
    first = next((line.strip() for line in cell.source.split("\n") if line.strip()), "")
    return f"{cell.label}: {first if len(first) <= _LABEL else first[: _LABEL - 1] + '…'}"


def mermaid_text(text: str) -> str:
    """Quoted; what Mermaid would read as its own syntax or as HTML is written as entities."""
    safe = "".join(f"#{ord(character)};" if character in '"#<>&`;|' or not character.isprintable() else character for character in text)
    return f'"{safe}"'


def dot_text(text: str) -> str:
    return json.dumps("".join(character if character.isprintable() else "\ufffd" for character in text), ensure_ascii=False)
