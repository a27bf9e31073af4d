"""Stale cells beside ipyflow's waiting and ready ones, in the scripted sessions of tests/live. usage: python -m bench.stale --help

Each session runs on a kernel of ours and on ipyflow's, which is asked as its front end asks it. Where the two mark different cells, a fresh run of the
document decides: a cell is out of date where its outputs, or the values of the names in its text, are others there than after its last run.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import uuid4

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

from bench.peers import Peer, Unavailable, peer
from bench.table import lines
from jupyter_mldebt.execution import Execution
from jupyter_mldebt.model import Cell
from tests.live.kernel import Kernel, bound
from tests.live.sessions import FOLDER, Case, Desk, cases

Seen = Mapping[str, Any]  # outputs of a run, and the values of names after it


class _Specs(KernelSpecManager):
    """The kernel of a peer's environment."""

    python = ""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(
            argv=[self.python, "-m", "ipyflow.kernel", "-f", "{connection_file}"], language="python", display_name=kernel_name
        )


class Ipyflow(Kernel):
    """ipyflow's kernel with the comm that its front end opens.

    Parameters
    ----------
    tool : where it is installed
    """

    def __init__(self, tool: Peer) -> None:
        specs = _Specs()
        specs.python = tool.python
        super().__init__(KernelManager(kernel_name="ipyflow", kernel_spec_manager=specs))
        self._comm = ""

    def restart(self) -> None:
        self._comm = ""
        super().restart()

    def marked(self, page: Iterable[Cell]) -> set[str]:
        """The cells that wait or are ready, by its answer to the page as it stands."""
        cells = {cell.id: {"index": index, "content": cell.source, "type": cell.kind} for index, cell in enumerate(page)}
        told: list[dict[str, Any]] = []
        if not self._comm:
            self._comm = uuid4().hex
            told += self._tell(
                "comm_open", {"interface": "jupyterlab", "cell_metadata_by_id": cells, "cell_parents": {}, "cell_children": {}}
            )
        told += self._tell("comm_msg", {"type": "notify_content_changed", "cell_metadata_by_id": cells})
        told += self._tell("comm_msg", {"type": "compute_exec_schedule", "cell_metadata_by_id": cells, "is_reactively_executing": False})
        answer = [data for data in told if data.get("type") == "compute_exec_schedule"][-1]
        if not answer["success"]:
            raise RuntimeError(f"ipyflow gave no answer: {answer}")
        return {*answer["waiting_cells"], *answer["ready_cells"]}

    def _tell(self, kind: str, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Send a message of the comm, and give what comes back on it until the kernel is idle."""
        message = self.client.session.msg(kind, {"comm_id": self._comm, "target_name": "ipyflow", "data": data})
        self.client.shell_channel.send(message)
        told = []
        while True:
            found = self.client.get_iopub_msg(timeout=60)
            if found["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if found["msg_type"] == "comm_msg":
                told.append(found["content"]["data"])
            elif found["msg_type"] == "status" and found["content"]["execution_state"] == "idle":
                return told


class Observed(Kernel):
    """A kernel that notes what each run of a cell left.

    Parameters
    ----------
    names : of which values are noted where they stand in the cell's text
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.names = frozenset(names)
        self.left: dict[str | None, Seen] = {}

    def execute(self, source: str, cell: str | None, interrupted: bool = False) -> Execution:
        done = super().execute(source, cell, interrupted)
        words = self.names & set(re.findall(r"\w+", source))
        self.left[cell] = {"outputs": self.shown[cell], **self.values(sorted(words))}
        return done


class Difference(NamedTuple):
    """A cell that only one of the two marks.

    Parameters
    ----------
    steps : what was done until then
    cell : its id
    by : who marks it
    out_of_date : by the fresh run; None where that did not come to it
    """

    steps: str
    cell: str
    by: str
    out_of_date: bool | None

    @property
    def right(self) -> str:
        if self.out_of_date is None:
            return "undecided"
        return self.by if self.out_of_date else {"ours": "theirs", "theirs": "ours"}[self.by]


class Result(NamedTuple):
    """One session.

    Parameters
    ----------
    title : of it
    looks : how often the two were compared
    apart : how often not, because an edited cell had not been run, of whose readers ipyflow says nothing
    marks : cells that both marked, and whether the fresh run agreed
    differences : where they were not one
    """

    title: str
    looks: int
    apart: int
    marks: Counter[str]
    differences: list[Difference]

    @property
    def verdict(self) -> str:
        if not self.looks:
            return "no equivalent"
        who = {difference.right for difference in self.differences}
        return "agreed" if not who else who.pop() if len(who) == 1 else "each in part"


def compare(case: Case, ours: Observed, theirs: Ipyflow, fresh: Observed) -> Result:
    """One session on both kernels."""
    texts = [cell.source for cell in case.cells] + [step.partition(" | ")[2].replace("\\n", "\n") for step in case.steps]
    ours.names = fresh.names = frozenset().union(*map(bound, texts))
    desks = []
    for kernel in (ours, theirs):
        kernel.restart()
        desks.append(Desk(list(case.cells), execute=kernel.execute, restart=kernel.restart, check_status=False))
    ours.left.clear()
    desk, other = desks
    theirs.marked(other.page)
    steps: list[str] = []
    looks = apart = 0
    differences: list[Difference] = []
    marks: Counter[str] = Counter()
    for step in case.steps:
        if step.startswith("=> if "):
            continue
        if not step.startswith("=> "):
            steps.append(step)
            for each in desks:
                each.do(step)
            theirs.marked(other.page)  # its front end asks after each run and each change
            continue
        report = desk.look().report()
        if report.state == "unknown" or "(no kernel)" in step:
            continue
        if report.edited:
            apart += 1
            continue
        looks += 1
        ran = {execution.cell for execution in desk.ran if execution.cell} & {cell.id for cell in desk.page if cell.kind == "code"}
        marked = {"ours": set(report.stale), "theirs": theirs.marked(other.page) & ran}
        old = out_of_date(desk.page, ours, fresh)
        for cell in sorted(marked["ours"] & marked["theirs"]):
            marks[str(old.get(cell))] += 1
        for by, not_by in (("ours", "theirs"), ("theirs", "ours")):
            differences += [Difference(" / ".join(steps), cell, by, old.get(cell)) for cell in sorted(marked[by] - marked[not_by])]
    return Result(case.title, looks, apart, marks, differences)


def out_of_date(page: Iterable[Cell], ours: Observed, fresh: Observed) -> dict[str, bool]:
    """Whether each cell's last run left something else than a fresh run of the document; without the cells that that does not come to."""
    fresh.restart()
    found: dict[str, bool] = {}
    for cell in page:
        if cell.kind == "code" and cell.source.strip() and cell.id is not None:
            done = fresh.execute(cell.source, cell.id)
            if cell.id in ours.left:
                found[cell.id] = fresh.left[cell.id] != ours.left[cell.id]
            if done.status == "error" and "raises-exception" not in cell.tags:
                break
    return found


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m bench.stale", description="Stale cells, beside ipyflow's waiting and ready ones.")
    cli.add_argument("--only", default="", metavar="WORDS", help="sessions whose title has these words")
    cli.add_argument("--json", action="store_true", help="print JSON")
    given = cli.parse_args()
    try:
        tool = peer("ipyflow")
    except Unavailable as error:
        print(f"SKIPPED {error}", file=sys.stderr)
        return 0
    every = [case for file in sorted(FOLDER.glob("*.txt")) for case in cases(file.stem) if given.only in case.title]
    with Observed() as ours, Ipyflow(tool) as theirs, Observed() as fresh:
        results = [compare(case, ours, theirs, fresh) for case in every]
    if given.json:
        print(json.dumps([result._asdict() | {"verdict": result.verdict} for result in results], indent=2))
        return 0
    verdicts = Counter(result.verdict for result in results)
    counted = [(name, verdicts[name]) for name in ("agreed", "ours", "theirs", "each in part", "undecided", "no equivalent")]
    looks, apart = (sum(getattr(result, what) for result in results) for what in ("looks", "apart"))
    cells = Counter((difference.by, difference.right) for result in results for difference in result.differences)
    both: Counter[str] = sum((result.marks for result in results), Counter())
    print("\n".join(lines((f"{len(results)} sessions, ipyflow {tool.version}", "sessions"), counted)))
    print(f"{looks} looks compared; {apart} more while an edited cell had not been run")
    print(f"cells marked by both: {both['True']} out of date, {both['False']} not, {both['None']} not reached by the fresh run")
    for by in ("ours", "theirs"):
        told = ", ".join(f"{count} {right} right" for (who, right), count in sorted(cells.items()) if who == by)
        print(f"cells marked by {by} alone: {told or 'none'}")
    for result in results:
        for difference in result.differences:
            print(f"{difference.right:>9} right, {difference.by} marks {difference.cell}: {result.title}: {difference.steps}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
