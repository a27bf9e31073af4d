"""Whether the kind of work that the classifier sees in a statement is what somebody else sees who did not write it.

usage: python -m bench.kinds draw CORPUS [--notebooks 30] [--statements 10] [--seed N] > statements.jsonl
       python -m bench.kinds score CORPUS LABELS [--draw N]

`draw` takes notebooks at random, at most one of a repository, and statements of each at random (no imports); somebody fills in `label`.
`score` prints the share on which both agree, Cohen's kappa (Educational and Psychological Measurement 20, 1960), and the confusion table.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.places import source_of
from bench.table import lines
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.glue import GLUE, Work
from jupyter_mldebt.read import ReadError, read_file
from jupyter_mldebt.statements import simple

KINDS = (*GLUE, "plot", "feature", "split", "fit", "predict", "evaluate", "display", "define", "compute")


def statements(file: Path) -> Iterator[dict[str, Any]]:
    """The simple statements of a notebook with their cell, line, text and kind; none where it cannot be read or is not Python."""
    try:
        graph = Engine().graph(read_file(str(file)))
    except (ReadError, RecursionError):
        return
    for cell in graph.order:
        facts = graph.facts[cell]
        if facts.tree is None:
            continue
        for node, kind in zip(simple(facts.tree.body), Work(graph, cell).kinds(), strict=True):
            if kind != "import":
                line, column, last, _ = facts.span(node)
                text = "\n".join(facts.source.split("\n")[line - 1 : last])
                yield {"cell": cell, "line": line, "column": column, "text": text, "kind": kind}


def drawn(corpus: Path, notebooks: int, each: int, seed: int) -> Iterator[dict[str, Any]]:
    """Statements without their kinds, to be labelled."""
    draw = random.Random(seed)
    folders = sorted(folder for folder in corpus.iterdir() if folder.is_dir())
    draw.shuffle(folders)
    for folder in folders:
        files = sorted(folder.rglob("*.ipynb"))
        draw.shuffle(files)
        for file in files:
            found = list(statements(file))
            if len(found) >= 2 * each:
                break
        else:
            continue
        repository, _ = source_of(folder.name, {})
        for one in sorted(draw.sample(found, each), key=lambda one: (one["cell"], one["line"], one["column"])):
            del one["kind"]
            yield {"repository": repository, "path": str(file.relative_to(corpus)), **one, "label": ""}
        notebooks -= 1
        if not notebooks:
            return


def compared(corpus: Path, labels: Path, draw: int | None) -> Iterator[tuple[str, str]]:
    """Label and kind of each labelled statement, or of those of one draw."""
    seen: dict[str, dict[tuple[int, int, int], str]] = {}
    for line in labels.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if draw is not None and one.get("draw") != draw:
            continue
        if one["path"] not in seen:
            seen[one["path"]] = {(s["cell"], s["line"], s["column"]): s["kind"] for s in statements(corpus / one["path"])}
        kind = seen[one["path"]].get((one["cell"], one["line"], one["column"]))
        if kind is not None:
            yield one["label"], kind


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.kinds", description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw")
    draw.add_argument("corpus", type=Path)
    draw.add_argument("--notebooks", type=int, default=30)
    draw.add_argument("--statements", type=int, default=10)
    draw.add_argument("--seed", type=int, default=1)
    score = commands.add_parser("score")
    score.add_argument("corpus", type=Path)
    score.add_argument("labels", type=Path)
    score.add_argument("--draw", type=int, metavar="N", help="only the labels of this draw")
    given = parser.parse_args()
    if given.command == "draw":
        for one in drawn(given.corpus, given.notebooks, given.statements, given.seed):
            print(json.dumps(one, ensure_ascii=False))
        return 0
    pairs = list(compared(given.corpus, given.labels, given.draw))
    if not pairs:
        print("no labelled statement was found again", file=sys.stderr)
        return 2
    counted, said, seen = Counter(pairs), Counter(label for label, _ in pairs), Counter(kind for _, kind in pairs)
    same = sum(label == kind for label, kind in pairs) / len(pairs)
    chance = sum(said[kind] * seen[kind] for kind in KINDS) / len(pairs) ** 2
    glue = sum((label in GLUE) == (kind in GLUE) for label, kind in pairs) / len(pairs)
    print(f"{len(pairs)} statements: the same kind {100 * same:.1f} %, kappa {(same - chance) / (1 - chance):.2f}; ", end="")
    print(f"glue or not alike {100 * glue:.1f} %\n")
    used = [kind for kind in KINDS if said[kind] or seen[kind]]
    rows = [(label, *(counted[label, kind] or "" for kind in used), said[label]) for label in used]
    print(*lines(("label \\ seen as", *used, "all"), rows), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
