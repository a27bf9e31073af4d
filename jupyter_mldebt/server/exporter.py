"""The export process: what `nbcheck export --format json` does, with its progress told in lines, as there is no terminal."""

from __future__ import annotations

import sys

import msgspec

from jupyter_mldebt.pipeline.export import ExportError, ExportResult, export
from jupyter_mldebt.server.messages import PROGRESS


def main(notebook: str, folder: str) -> int:
    """Export a notebook with defaults; the ExportReport goes to stdout, a line for each thing that happens to stderr."""

    def say(line: str) -> None:
        print(f"{PROGRESS}{line}", file=sys.stderr, flush=True)

    try:
        result = export(notebook, folder, progress=say)
    except ExportError as error:
        result = ExportResult(1, notebook, folder, str(error), None)
    sys.stdout.buffer.write(msgspec.json.encode(result))
    return 0 if result.ok else 1


if __name__ == "__main__":
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(*sys.argv[1:]))
