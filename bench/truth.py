"""The truth about notebooks that were executed, a JSON line each: which names were missing, and which cell's value reached which reader.

Rows say `kind` ("github", or else a package), `source` and `path`, and `sha256` of the file that was run; the files lie below the corpus,
as `owner+name/path` or as `package-version/*/path`. `clean`: ran without any error; `assisted`: went on past errors, so that every missing
name was seen; `undefined`: missing names with their cell and kind; `quiet_cells`: ran with no name missing; `bound`: global names that the
run bound, or null; `edges`: [writer, reader, name, "bind" or "mutate", ...], or null; `facts`: by cell, those that ran.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def load(corpus: Path, truth: Path) -> tuple[list[Row], list[str]]:
    """Rows whose file is in the corpus as it was run, each with its `file`, and sentences about those that are not."""
    rows, left_out = [], Counter[str]()
    with truth.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] == "github":
                files = [corpus / row["source"].replace("/", "+") / row["path"]]
            else:
                files = [top / row["path"] for top in (corpus / row["source"].replace("==", "-")).glob("*/")]
            file = next((file for file in files if file.is_file()), None)
            if file is None:
                left_out["are not in the corpus"] += 1
            elif hashlib.sha256(file.read_bytes()).hexdigest() != row["sha256"]:
                left_out["are in the corpus in another version than was run"] += 1
            else:
                rows.append(row | {"file": str(file)})
    return rows, [f"{count} notebooks of the truth {why}" for why, count in left_out.items()]


def half(row: Row) -> int:
    """Which half of the repositories the row belongs to, 0 or 1: drawn by its name, so that it stays."""
    return int(hashlib.md5(row["source"].encode()).hexdigest(), 16) % 2
