"""The table of all rules: how often they speak in real notebooks, how often they are right, and what they cost.

usage: python -m bench.rules CORPUS [--most N] [--seed N]

Findings per hundred notebooks and the share of notebooks with any; right of judged, by the verdicts under docs/rules/verdicts; CPU time a
notebook in the order in which the rules run, so that what several share is counted with the first of them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.table import lines
from jupyter_mldebt.catalogue import Rule, manifest
from jupyter_mldebt.context import Context
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.handbook import judged
from jupyter_mldebt.rule import Finding
from jupyter_mldebt.settings import Settings

PAGES = Path(__file__).resolve().parent.parent / "docs" / "rules"


class Clock:
    """CPU seconds spent in each rule."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def watch(self) -> None:
        """From now on, count what each rule takes."""
        run = Rule.run

        def timed(rule: Rule, context: Context) -> Iterator[Finding]:
            start = time.process_time()
            found = list(run(rule, context))
            self.seconds[rule.info.code] += time.process_time() - start
            return iter(found)

        Rule.run = timed  # type: ignore[method-assign, assignment]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--most", type=int, default=1000, metavar="N", help="how many notebooks, drawn at random (default: 1000)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    files = sorted(given.corpus.rglob("*.ipynb"))
    random.Random(given.seed).shuffle(files)
    engine, settings, clock = Engine(), Settings(preview=True), Clock()
    clock.watch()
    said: Counter[str] = Counter()
    speaking: Counter[str] = Counter()
    read = 0
    for file in files[: given.most]:
        report = engine.check_file(str(file), settings)
        if report.error is None:
            read += 1
            said.update(finding.code for finding in report.findings)
            speaking.update({finding.code for finding in report.findings})
    rows = []
    for info in manifest():
        verdicts = judged(PAGES, info.code)
        right, of = verdicts["right"], verdicts["right"] + verdicts["wrong"]
        rows.append(
            (info.code, info.name, info.severity, "preview" if info.preview else "stable", f"{100 * said[info.code] / read:.1f}",
             f"{100 * speaking[info.code] / read:.1f} %", f"{right} of {of}" if of else "", f"{1e6 * clock.seconds[info.code] / read:.0f}")
        )  # fmt: skip
    print(f"{read} notebooks\n")
    print(*lines(("rule", "", "severity", "", "findings a hundred", "notebooks with", "right", "µs a notebook"), rows), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
