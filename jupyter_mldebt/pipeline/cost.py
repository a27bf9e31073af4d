"""How long a notebook takes, by the times that its file records, and what that makes of a verification."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

KERNEL = 2.0  # seconds that a kernel takes to start
# by what records them, in the metadata of a cell: Jupyter itself (JupyterLab's setting recordTiming), the ExecuteTime extension
_SPANS = (
    ("execution", "iopub.execute_input", "shell.execute_reply"),
    ("execution", "iopub.status.busy", "iopub.status.idle"),
    ("ExecuteTime", "start_time", "end_time"),
)


def recorded(notebook: Path) -> float | None:
    """Seconds that the notebook's cells took when they ran last; None where the file does not say it for half of them at the least."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
        times = [_of_cell(cell.get("metadata") or {}) for cell in code]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    known = [seconds for seconds in times if seconds is not None]
    return sum(known) if known and len(known) * 2 >= len(code) else None


def _of_cell(metadata: Mapping[str, Any]) -> float | None:
    duration = (metadata.get("papermill") or {}).get("duration")
    if isinstance(duration, (int, float)):
        return float(duration)
    elapsed = (metadata.get("executionInfo") or {}).get("elapsed")  # Colab, in milliseconds
    if isinstance(elapsed, (int, float)):
        return elapsed / 1000
    for key, start, end in _SPANS:
        found = metadata.get(key) or {}
        try:
            return max(0.0, (_time(found[end]) - _time(found[start])).total_seconds())
        except (KeyError, TypeError, ValueError):
            continue
    return None


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def shown(seconds: float) -> str:
    """A duration for people."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
