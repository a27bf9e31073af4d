"""Whether leaks are found that somebody has planted in real notebooks who did not write the rules.

usage: python -m bench.leaks FOLDER [--missed]

FOLDER holds, for each kind of leak, KIND.jsonl with a line a notebook (`n`, `cells`, `trick`), and KIND/NN.original.ipynb and
KIND/NN.planted.ipynb. A leak is found where the rule says something of the planted notebook that it does not say of the original.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.table import lines
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.rule import Finding
from jupyter_mldebt.settings import Settings

_SETTINGS = Settings(select=("NBL",), preview=True)


def findings(file: Path) -> list[Finding]:
    """What the family says of a notebook."""
    return list(Engine().check_file(str(file), _SETTINGS).findings)


def judged(folder: Path, kind: str) -> Iterator[tuple[dict[str, object], list[Finding], list[Finding]]]:
    """Each plant with what is said of the original, and what is said of the planted notebook beside that."""
    for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
        plant = json.loads(line)
        stem = folder / kind / f"{int(plant['n']):02}"
        before = findings(stem.with_name(f"{stem.name}.original.ipynb"))
        known = {(finding.code, finding.fingerprint) for finding in before}
        after = findings(stem.with_name(f"{stem.name}.planted.ipynb"))
        yield plant, before, [finding for finding in after if (finding.code, finding.fingerprint) not in known]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.leaks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", action="store_true", help="name those that are missed, and what is said of the originals")
    given = parser.parse_args()
    rows, notes = [], []
    for file in sorted(given.folder.glob("*.jsonl")):
        kind, found, other, planted, said = file.stem, 0, 0, 0, 0
        for plant, before, new in judged(given.folder, kind):
            planted += 1
            said += any(finding.code == kind for finding in before)
            notes += [f"{kind} {plant['n']} original: {finding.message}" for finding in before if finding.code == kind]
            if any(finding.code == kind for finding in new):
                found += 1
                continue
            other += bool(new)
            codes = " ".join(sorted({finding.code for finding in new}))
            notes.append(f"{kind} {plant['n']}: cells {plant['cells']}: {plant['trick']}{f' ({codes})' if codes else ''}")
            notes += [f"{kind} {plant['n']} original: {finding.message}" for finding in before if finding.code == kind]
        rows.append((kind, planted, found, other, said))
    print(*lines(("kind", "planted", "found", "as another kind", "originals with a finding of it"), rows), sep="\n")
    if given.missed:
        print("", *notes, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
