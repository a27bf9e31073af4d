"""Places in real notebooks at which a rule says something, drawn at random, for somebody to judge who did not write the rule.

usage: nbcheck check CORPUS --preview --output-format json > report.json
       python -m bench.places report.json CORPUS CODE [--most N] [--seed N] [--repos FILE] > places.md

CORPUS, by its whole path, holds repositories as `owner+name`, and packages as `name-version`; FILE, with lines `owner/name@commit`, says at
which commit. At most one place a notebook is shown, with the cell concerned and those that the finding speaks of; then follow lines for the
verdicts, as docs/rules/verdicts keeps them: `verdict` is to become right, wrong or unsure, `reason` one sentence.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mldebt.catalogue import find
from jupyter_mldebt.read import ReadError, read_file
from jupyter_mldebt.rule import Finding

_MOST_LINES = 40


class _File(msgspec.Struct):
    path: str
    findings: list[Finding]


class _Report(msgspec.Struct):
    files: list[_File]


def places(report: Path, code: str, seed: int) -> Iterator[tuple[Path, Finding]]:
    """A finding of the rule from each notebook that has any, in an order that the seed decides."""
    draw = random.Random(seed)
    files = sorted(msgspec.json.decode(report.read_bytes(), type=_Report).files, key=lambda file: file.path)
    draw.shuffle(files)
    for file in files:
        found = [one for one in file.findings if one.code == code]
        if found:
            yield Path(file.path), draw.choice(found)


def source_of(top: str, commits: Mapping[str, str]) -> tuple[str, str]:
    """Repository and commit of a folder of the corpus, or package and version."""
    if "+" in top:
        name = top.replace("+", "/", 1)
        return name, commits.get(name.lower(), "")
    name, _, version = top.rpartition("-")
    return name, version


def verdict(file: Path, corpus: Path, finding: Finding, commits: Mapping[str, str]) -> dict[str, Any]:
    """The line in which somebody writes what they think of a finding."""
    top, *rest = file.relative_to(corpus).parts
    repository, commit = source_of(top, commits)
    return {
        "repository": repository,
        "commit": commit,
        "path": "/".join(rest),
        "cell": finding.cell.index if finding.cell else None,
        "line": finding.range.start.line if finding.range else None,
        "verdict": "",
        "reason": "",
    }


def shown(file: Path, finding: Finding) -> str:
    """What a finding says, and the cells that it speaks of with their lines numbered."""
    try:
        cells = read_file(str(file)).cells
    except ReadError as error:
        return str(error)
    marked = {(finding.cell.index, finding.range.start.line)} if finding.cell and finding.range else set()
    marked |= {(other.cell.index, other.range.start.line) for other in finding.related if other.cell and other.range and not other.path}
    parts = [
        f"{finding.severity}: {finding.message}",
        *(
            f"- {f'{other.path}, ' if other.path else ''}cell {other.cell.index}: {other.message}"
            for other in finding.related
            if other.cell
        ),
    ]
    for index in sorted({cell for cell, _ in marked}):
        lines = cells[index].source.split("\n")
        wanted = {
            at
            for at in range(len(lines))
            if len(lines) <= _MOST_LINES or any(abs(at + 1 - line) < 12 for cell, line in marked if cell == index)
        }
        text = "\n".join(f"{'>' if (index, at + 1) in marked else ' '}{at + 1:4} {lines[at][:160]}" for at in sorted(wanted))
        parts.append(f"\ncell {index} [{cells[index].execution_count}]\n```\n{text}\n```")
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.places", description=(__doc__ or "").partition("usage")[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("code")
    parser.add_argument("--most", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repos", type=Path)
    args = parser.parse_args()
    code = find(args.code).code
    told = args.repos.read_text(encoding="utf-8").split() if args.repos else []
    commits = {name.lower(): commit for name, _, commit in (part.partition("@") for part in told) if commit}
    lines = []
    for number, (file, finding) in enumerate(places(args.report, code, args.seed), 1):
        if number > args.most:
            break
        print(f"\n## {number}. {file}\n\n{shown(file, finding)}")
        lines.append(json.dumps(verdict(file, args.corpus, finding, commits), ensure_ascii=False))
    print("\n# Verdicts\n\n```\n" + "\n".join(lines) + "\n```")
    return 0


if __name__ == "__main__":
    sys.exit(main())
