"""What the knowledge tables know of the libraries' calls in real notebooks. usage: python -m bench.known CORPUS [--top 10] [--unknown 50]

Of each call that the dataflow resolves to a library, by its qualified name or by the kind of its receiver, the tables know something or not.
Counted by occurrence; the libraries that are called most, and the unknown calls that occur most.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.table import lines
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.knowledge import OWNERS, lookup
from jupyter_mldebt.read import ReadError, read_file

# Kinds of Python's own objects, and what nobody can look up.
_OWN = frozenset(
    "builtins unknown function class instance method super partial generator str bytes number bool none list tuple dict set frozenset deque "
    "range slice iterator module regex".split()
)
# Whose objects the kinds are that no other library has a table for.
_KINDS = {**OWNERS, "path": "pathlib", "connection": "sqlite3", "rng": "random", "queue": "queue", "executor": "concurrent"}


def library(target: str) -> str | None:
    """The library of a call, one of Python's own among them; None for built-in functions, open files and what is not resolved."""
    root = target.partition(".")[0]
    return None if root in _OWN or root == "file" else _KINDS.get(root, root)


def calls(corpus: Path) -> Iterator[str]:
    """The targets of all resolved calls in the notebooks below a folder."""
    for path in sorted(corpus.rglob("*.ipynb")):
        try:
            graph = Engine().graph(read_file(str(path)))
        except (ReadError, RecursionError):
            continue
        yield from (call.target for call in graph.trace.calls if call.target)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.known", description=(__doc__ or "").partition("usage")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--top", type=int, default=10, metavar="N", help="how many libraries are listed (default: 10)")
    parser.add_argument("--unknown", type=int, default=50, metavar="N", help="how many unknown calls are listed (default: 50)")
    given = parser.parse_args()
    made: Counter[str] = Counter()
    known: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for target in calls(given.corpus):
        owner = library(target)
        if owner is not None:
            made[owner] += 1
            if lookup(target) is not None:
                known[owner] += 1
            else:
                unknown[target] += 1
    top = made.most_common(given.top)
    print(
        *lines(("library", "calls", "known", "share"), [(name, n, known[name], f"{100 * known[name] / n:.1f} %") for name, n in top]),
        sep="\n",
    )
    listed = {name for name, _ in top}
    rows = [(target, n) for target, n in unknown.most_common() if library(target) in listed][: given.unknown]
    print("", *lines(("unknown", "calls"), rows), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
