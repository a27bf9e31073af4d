"""The benchmark's command: measures, and prints one table, or JSON. usage: python -m bench --help"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bench import answers, gotchas, quality, sow, speed, truth
from bench.peers import PINNED, Peer, Unavailable, peer
from bench.sow import CHECKPOINTS
from bench.table import lines, share

EXAMPLES = Path(__file__).parent.parent / "examples"
PARTS = ("speed", "quality", "plants", "gotchas")
Json = dict[str, Any]
Measured = TypeVar("Measured")


class Bench:
    """One call of the command.

    Parameters
    ----------
    given : the command line
    """

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.corpus: Path = given.corpus or EXAMPLES
        self.results: Json = {}
        self.text: list[str] = []
        self.skipped: list[str] = []
        self.failed: list[str] = []
        self._peers: dict[str, Peer | None] = {}

    def run(self) -> int:
        """Measure what is asked for; returns the exit code."""
        if self.given.corpus is None:
            self.skip("everything on real notebooks: give CORPUS, a folder of them. What follows is the examples, and no benchmark")
        for part, measure in (("speed", self.speed), ("quality", self.quality), ("plants", self.plants), ("gotchas", self.gotchas)):
            if part in self.given.only:
                print(f"{part} ...", file=sys.stderr)
                try:
                    measure()
                except RuntimeError as error:
                    self.failed.append(f"{part}: {error}")
        if self.given.json:
            print(json.dumps(self.results | {"skipped": self.skipped, "failed": self.failed}, indent=2))
        else:
            print("\n".join(self.text))
        for reason in self.skipped:
            print(f"SKIPPED {reason}", file=sys.stderr)
        for reason in self.failed:
            print(f"FAILED {reason}", file=sys.stderr)
        return int(bool(self.failed))

    def skip(self, reason: str) -> None:
        if reason not in self.skipped:
            self.skipped.append(reason)

    def show(self, title: str, head: Sequence[str], rows: Sequence[Sequence[object]], *notes: str) -> None:
        self.text += ["", title, *lines(head, rows), *notes]

    def peer(self, name: str) -> Peer | None:
        """A peer, or None where it isn't wanted or can't be had, which is said."""
        if name not in self._peers:
            self._peers[name] = None
            if name not in self.given.peers:
                self.skip(f"{name}: not among --peers")
                return None
            try:
                self._peers[name] = found = peer(name)
                if found.version != PINNED[name]:
                    self.skip(f"{name} {PINNED[name]}: could not be had, {found.version} is measured in its place")
            except Unavailable as error:
                self.skip(f"{name}: {error}")
        return self._peers[name]

    # The parts

    def speed(self) -> None:
        every = sorted(str(file) for file in self.corpus.rglob("*.ipynb") if CHECKPOINTS not in file.parts)
        files = random.Random(self.given.seed).sample(every, min(self.given.files, len(every)))
        if len(files) < 1000 and self.given.corpus:
            self.skip(f"speed over a thousand notebooks: there are {len(files)}")
        ruff = self.peer("ruff")
        spent = speed.check(files, ruff)
        other = spent.get("ruff")
        start = speed.start()
        memory = speed.memory(files)
        sizes = {file: _code_cells(file) for file in every}
        edits = [speed.edit(file) for file in {max(sizes, key=lambda file: sizes[file]), *self.given.edit}]
        self.results["speed"] = {
            "files": len(files),
            "code_cells": sum(sizes[file] for file in files),
            **{name: run._asdict() for name, run in spent.items()},
            "peak_mb": memory,
            "start_cpu_ms": start,
            "edits": edits,
        }
        rows: list[Sequence[object]] = []
        for name in ("cold", "warm"):
            for clock in ("wall", "cpu"):
                ours, theirs = getattr(spent[name], clock), getattr(other, clock) if other else float("nan")
                ratio = f"{ours / theirs:.2f}" if other else "-"
                rows.append((f"check, {name}, {clock}", f"{ours:.2f} s", f"{theirs:.2f} s" if other else "-", ratio))
        rows.append(("largest memory, all processes", f"{memory:.0f} MB", "-", "-"))
        ours, bare = start.values()
        rows.append(("start: --help, CPU (ruff: python -c pass)", f"{ours:.0f} ms", f"{bare:.0f} ms", f"{ours / bare:.1f}"))
        title = f"Speed: {len(files)} notebooks, {self.results['speed']['code_cells']} code cells; smallest of {speed.TIMES}"
        self.show(title, ("", "nbcheck", f"ruff {ruff.version}" if ruff else "ruff", "ratio"), rows)
        for edit in edits:
            title = (
                f"One edited cell, {edit['code_cells']} code cells ({Path(edit['notebook']).name}); first check {edit['first']:.0f} ms CPU"
            )
            each = [(f"cell {e['cell']}, {name}", f"{e['smallest']:.1f}", f"{e['median']:.1f}") for name, e in edit["edits"].items()]
            self.show(title, ("", "smallest, ms CPU", "median"), each)

    def quality(self) -> None:
        if not (self.given.truth and self.given.corpus):
            self.skip("quality: give CORPUS, and TRUTH, what happened when its notebooks were executed (bench/truth.py tells the form)")
            return
        rows, notes = truth.load(self.corpus, self.given.truth)
        for note in notes:
            self.skip(f"some of the truth: {note}")
        if not rows:
            self.skip("quality: no notebook of the truth is in the corpus")
            return
        halves = {"all": rows, "half 0": [r for r in rows if not truth.half(r)], "half 1": [r for r in rows if truth.half(r)]}
        result = {
            tool: {name: {"names": quality.names(some, said), "edges": quality.edges(some, said)} for name, some in halves.items()}
            for tool, said in self.of_tools("quality", lambda ask: ask([row["file"] for row in rows]))
        }
        self.results["quality"] = result
        counts = ("missing", "found", "noted", "wrong", "latent", "arguable", "clean", "clean_reported", "clean_warnings")
        each = [(tool, part, *(own["names"][count] for count in counts)) for tool, parts in result.items() for part, own in parts.items()]
        self.show(f"Undefined names: {len(rows)} executed notebooks", ("", "", *(count.replace("_", " ") for count in counts)), each)
        figures = [(via, figure) for via in ("bind", "mutate") for figure in ("recall", "mean_recall", "precision")]
        figures += [("all", "recall"), ("all", "precision")]
        each = [
            (tool, part, *(own["edges"][via]["edges"] for via in ("bind", "mutate")), *(share(own["edges"][via][f]) for via, f in figures))
            for tool, parts in result.items()
            for part, own in parts.items()
            if any(figure["recall"] for figure in own["edges"].values())
        ]
        head = ("", "", "binds", "mutates", *(f"{via} {figure.replace('_recall', '')}" for via, figure in figures))
        self.show("Edges between cells (mean: recall as the mean over notebooks)", head, each)

    def of_tools(self, part: str, measure: Callable[[gotchas.Ask], Measured]) -> Iterator[tuple[str, Measured]]:
        """What is measured of us and of each peer that answers."""
        yield "nbcheck", measure(answers.of_nbcheck)
        for name in PINNED:
            tool = self.peer(name)
            if tool is not None:
                try:
                    yield f"{name} {tool.version}", measure(partial(answers.of_ruff if name == "ruff" else answers.of_peer, tool))
                except Unavailable as error:
                    self.skip(f"{part} of {name}: {error}")

    def plants(self) -> None:
        if not self.given.corpus:
            self.skip("plants: give CORPUS")
            return
        results = list(sow.sow(self.corpus, self.given.plants, self.given.seed))
        if len(results) < self.given.plants:
            self.skip(f"{self.given.plants - len(results)} plants: the corpus has no more notebooks that take one")
        self.results["plants"] = [asdict(result) | {"sources": None} for result in results]
        groups: list[tuple[str, Callable[[sow.Result], bool]]] = [
            ("all", lambda r: True),
            ("alone", lambda r: r.broken is None),
            ("beside a broken cell", lambda r: r.broken is not None),
            ("nothing above hides bindings", lambda r: not r.hidden),
        ]
        each = [_plants_row(name, [result for result in results if of(result)]) for name, of in groups]
        missed = [f"missed: `{r.name}` in cell {r.cell} of {r.path}: {_how(r)}" for r in results if r.found == "missed"]
        caused = [f"caused by a broken cell ({r.broken}) in {r.path}: {finding}" for r in results for finding in r.caused]
        crashed = [f"{r.path}: {crash}" for r in results for crash in r.crashes]
        head = ("", "planted", "error", "warning", "listed", "missed", "found", "or listed")
        self.show(f"Planted undefined names (seed {self.given.seed})", head, each, *missed, *caused)
        if crashed:
            self.failed.append(f"plants: internal errors: {'; '.join(crashed)}")

    def gotchas(self) -> None:
        if not self.given.gotchas:
            self.skip("gotchas: give GOTCHAS, a file of tricky cases (bench/gotchas.py tells the form)")
            return
        result = dict(self.of_tools("gotchas", partial(gotchas.wrong, self.given.gotchas)))
        self.results["gotchas"] = {tool: {"cases": count, "wrong": wrong} for tool, (count, wrong) in result.items()}
        each = [(tool, count - len(wrong), count) for tool, (count, wrong) in result.items()]
        self.show("Gotchas", ("", "right", "of"), each, *(f"nbcheck is wrong in: {case}" for case in result["nbcheck"][1]))


def _plants_row(name: str, results: Sequence[sow.Result]) -> tuple[object, ...]:
    times = Counter(result.found for result in results)
    at_cell = times["error"] + times["warning"]
    shares = (f"{100 * found / max(1, len(results)):.1f} %" for found in (at_cell, at_cell + times["listed"]))
    return name, len(results), times["error"], times["warning"], times["listed"], times["missed"], *shares


def _how(result: sow.Result) -> str:
    return "; ".join(
        filter(None, (result.way, result.broken and f"broken: {result.broken}", *(f"above: {what}" for what in result.hidden)))
    )


def _code_cells(file: str) -> int:
    return len(answers.code_of(file))


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    cli = argparse.ArgumentParser(prog="make bench", description="Speed and quality of nbcheck beside ruff, ipyflow and marimo.")
    cli.add_argument("corpus", nargs="?", type=_corpus, metavar="CORPUS", help="a folder of real notebooks (default: the examples)")
    cli.add_argument("--truth", type=_file, metavar="FILE", help="what happened when they were executed: bench/truth.py tells the form")
    cli.add_argument("--gotchas", type=_file, metavar="FILE", help="tricky cases: bench/gotchas.py tells the form")
    cli.add_argument("--only", type=_words(PARTS), default=PARTS, metavar="PARTS", help=f"some of {','.join(PARTS)}")
    cli.add_argument(
        "--peers", type=_words((*PINNED, "none")), default=tuple(PINNED), metavar="PEERS", help="some of ruff,ipyflow,marimo; none"
    )
    cli.add_argument("--files", type=int, default=1000, metavar="N", help="notebooks that are drawn to measure speed (default: 1000)")
    cli.add_argument("--edit", action="append", default=[], metavar="NOTEBOOK", help="edit this one too, besides the largest")
    cli.add_argument("--plants", type=int, default=200, metavar="N", help="names that are planted (default: 200)")
    cli.add_argument("--seed", type=int, default=1, metavar="N", help="what is drawn, and what is planted where (default: 1)")
    cli.add_argument("--json", action="store_true", help="print JSON in place of the table")
    return cli.parse_args(argv)


def _corpus(text: str) -> Path:
    if next(Path(text).rglob("*.ipynb"), None) is None:
        raise argparse.ArgumentTypeError(f"there are no notebooks below {text}")
    return Path(text)


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"{text} is no file")
    return Path(text)


def _words(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def words(text: str) -> tuple[str, ...]:
        found = tuple(text.split(","))
        if not set(found) <= set(known):
            raise argparse.ArgumentTypeError(f"{text!r} has more than {', '.join(known)}")
        return found

    return words


if __name__ == "__main__":
    sys.exit(Bench(_parse(sys.argv[1:])).run())
