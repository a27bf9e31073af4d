"""Small notebooks for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def document(cells: Sequence[str], counts: Mapping[int, int] | Sequence[int | None] | None = None, **changes: Any) -> dict[str, Any]:
    """A notebook of nbformat 4.5 with these code cells; `counts` are their execution counts."""
    given = dict(enumerate(counts)) if isinstance(counts, Sequence) else dict(counts or {})
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            {"cell_type": "code", "id": f"c{index}", "metadata": {}, "execution_count": given.get(index), "outputs": [], "source": source}
            for index, source in enumerate(cells)
        ],
        **changes,
    }


def text(cells: Sequence[str], counts: Mapping[int, int] | Sequence[int | None] | None = None, **changes: Any) -> str:
    """Its JSON."""
    return json.dumps(document(cells, counts, **changes))


def write(path: Path, cells: Sequence[str], counts: Mapping[int, int] | Sequence[int | None] | None = None, **changes: Any) -> Path:
    """Write it to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(cells, counts, **changes), encoding="utf-8")
    return path
