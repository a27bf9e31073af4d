"""VERIFIED.html: the notebook's outputs and those of its pipeline, cell by cell, as one file that needs no other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_mldebt.model import Notebook
from jupyter_mldebt.page import template
from jupyter_mldebt.pipeline.plan import Plan
from jupyter_mldebt.pipeline.verify import Verification, seen

_LONGEST_SOURCE, _LONGEST_OUTPUT = 30, 60  # lines
_MOST_PICTURES = 3  # of one cell, on each side
_PICTURES = ("image/png", "image/jpeg")

Outputs = Mapping[int, Sequence[Mapping[str, Any]]]


def render(plan: Plan, notebook: Notebook, verification: Verification, expected: Outputs, found: Outputs) -> str:
    """The text of the page. All that comes from the notebook is escaped by the template.

    Parameters
    ----------
    plan : the pipeline
    notebook : the source
    verification : what was found
    expected, found : outputs of the notebook and of the pipeline by cell; pictures are shown where they differ
    """
    steps = {index: step.name for step in plan.steps for index in step.cells}
    cells = [
        {
            "index": cell.index,
            "verdict": cell.verdict,
            "step": steps.get(cell.index, ""),
            "source": _cut(notebook.cells[cell.index].source, _LONGEST_SOURCE),
            "expected": _text(expected.get(cell.index, ())),
            "found": _text(found.get(cell.index, ())),
            "pictures": [_pictures(outputs.get(cell.index, ())) for outputs in (expected, found)] if cell.verdict == "different" else [],
        }
        for cell in verification.cells
    ]
    counts = {
        verdict: count
        for verdict in ("same", "different", "nondeterministic", "error")
        if (count := sum(cell.verdict == verdict for cell in verification.cells))
    }
    text: str = template(Path(__file__).with_name("verified_page.html")).render(
        plan=plan, verification=verification, cells=cells, counts=counts
    )
    return text


def _text(outputs: Sequence[Mapping[str, Any]]) -> str:
    """What a reader sees, as it is compared; of pictures and the like their kind."""
    parts = []
    for part in seen(outputs, rich=False):
        kind, _, rest = part.partition(":")
        parts.append(rest if kind == "text" else f"[{kind}]" if "/" in kind else part)
    return _cut("\n".join(parts), _LONGEST_OUTPUT)


def _pictures(outputs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Pictures as addresses that hold them."""
    found = []
    for output in outputs:
        data = output.get("data") or {}
        mime = next((mime for mime in _PICTURES if mime in data), None)
        if mime:
            text = data[mime] if isinstance(data[mime], str) else "".join(data[mime])
            found.append(f"data:{mime};base64,{re.sub(r'[^A-Za-z0-9+/=]', '', text)}")
    return found[:_MOST_PICTURES]


def _cut(text: str, most: int) -> str:
    lines = [line if len(line) <= 400 else line[:399] + "…" for line in text.split("\n")]
    return "\n".join(lines if len(lines) <= most else [*lines[: most - 1], f"… {len(lines) - most + 1} more lines"])
