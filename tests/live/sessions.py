"""Sessions as lines of text: cells, what somebody does with them, and what must be said after each step.

A file of cases holds any number of

    === what it shows
    # %% a
    x = 1
    # %% b
    print(x)
    ---
    run a b
    => valid
    edit a | x = 2
    => drifted; edited a; stale b

`# %% a` begins a code cell of that id, `# %% m [markdown]` another one, `tags=...` gives it tags. Steps: `run a b` (`run a !` where it fails,
`run a ^C` where it is interrupted), `edit a | text`, `delete a`, `undo` (of the last deletion), `insert c after a | text`, `move a after b` (`first`
for the top), `kind a markdown`, `restart`, `console | text`, `client a | text` (another client runs that as its cell a: a second window of this
notebook, or another notebook that has its kernel). In texts `\\n` is a line end. `=>` says all that is answered: the state, then what is not
empty of `never`, `edited`, `stale` (ids) and `orphaned` (id.name). `=> if a: stale b c; fails d.x` is what would follow if the cell ran now.

Behind the state, `(no kernel)` says that a kernel does not decide it the same way, for a reason that stands in a comment: a line from `#` on,
below the steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.facts import facts_of
from jupyter_mldebt.live.answer import Live, Watch
from jupyter_mldebt.model import Cell, CellKind, Notebook
from jupyter_mldebt.rule import LiveReport

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One session.

    Parameters
    ----------
    title : what it shows
    cells : at its begin
    steps : the lines below `---`
    """

    title: str
    cells: tuple[Cell, ...]
    steps: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """The cases of one file."""
    blocks = re.split(r"^=== ", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    return [_case(block) for block in blocks]


def _case(block: str) -> Case:
    title, _, text = block.partition("\n")
    above, _, below = text.partition("\n---\n")
    cells = []
    for head, body in re.findall(r"^# %% (.*)\n((?:(?!# %% ).*\n?)*)", above + "\n", flags=re.M):
        name, *words = head.split()
        kind: CellKind = "markdown" if "[markdown]" in words else "code"
        tags = tuple(tag for word in words if word.startswith("tags=") for tag in word[5:].split(","))
        cells.append(Cell(len(cells), name, kind, body.rstrip("\n"), tags=tags))
    return Case(title, tuple(cells), tuple(line for line in below.split("\n") if line.strip() and not line.startswith("#")))


@dataclass
class Desk:
    """Somebody at a notebook: the page, what ran, and what was seen of the page before.

    Parameters
    ----------
    page : the cells
    ran : executions since the last restart
    execute : runs a text on a kernel, interrupted or not, and tells how it ended; None: as the steps say
    restart : starts the kernel anew
    check_status : whether each run must end as the steps say
    """

    page: list[Cell]
    ran: list[Execution] = field(default_factory=list)
    execute: Callable[[str, str | None, bool], Execution] | None = None
    restart: Callable[[], None] | None = None
    check_status: bool = True
    watch: Watch = field(default_factory=Watch)
    deleted: list[tuple[int, Cell]] = field(default_factory=list)

    @property
    def document(self) -> Notebook:
        return Notebook("case.ipynb", tuple(replace_index(cell, index) for index, cell in enumerate(self.page)))

    def at(self, name: str) -> int:
        return next(index for index, cell in enumerate(self.page) if cell.id == name)

    def look(self, *asked: str) -> Live:
        """What is said of it now."""
        self.watch.executions, self.watch.what_if = tuple(self.ran), asked
        return self.watch.look(self.document, facts_of)

    def do(self, step: str) -> None:
        """Carry out a step."""
        words, _, text = step.partition(" | ")
        text = text.replace("\\n", "\n")
        match words.split():
            case ["run", *names]:
                for name, mark in re.findall(r"(\w+)(?: ([!^]C?))?", " ".join(names)):
                    self._run(self.page[self.at(name)].source, name, mark)
            case ["console", *mark]:
                self._run(text, None, "".join(mark))
            case ["client", name, *mark]:
                self._run(text, name, "".join(mark), client="another")
            case ["edit", name]:
                self._put(name, source=text)
            case ["kind", name, kind]:
                self._put(name, kind=kind)
            case ["delete", name]:
                self.deleted.append((self.at(name), self.page.pop(self.at(name))))
            case ["undo"]:
                self.page.insert(*self.deleted.pop())
            case ["insert", name, *where]:
                self.page.insert(self._place(where), Cell(0, name, "code", text))
            case ["move", name, *where]:
                cell = self.page.pop(self.at(name))
                self.page.insert(self._place(where), cell)
            case ["restart"]:
                self.ran.clear()
                if self.restart is not None:
                    self.restart()
            case _:
                raise AssertionError(f"unknown step: {step}")

    def _put(self, name: str, **fields: str) -> None:
        cell = self.page[self.at(name)]
        self.page[self.at(name)] = Cell(**{**{key: getattr(cell, key) for key in cell.__struct_fields__}, **fields})

    def _place(self, where: list[str]) -> int:
        return 0 if where == ["first"] else self.at(where[1]) + 1

    def _run(self, source: str, name: str | None, mark: str, client: str = "") -> None:
        error = "KeyboardInterrupt" if mark == "^C" else None
        done = Execution(len(self.ran), source, name, client, status="error" if mark else "ok", error=error)
        if self.execute is not None:
            real = self.execute(source, name, mark == "^C")
            assert not self.check_status or (real.status, real.error == "KeyboardInterrupt") == (done.status, mark == "^C"), (
                f"{source!r} ended with {real}"
            )
            done = replace(real, number=len(self.ran), client=client)
        self.ran.append(done)


def replace_index(cell: Cell, index: int) -> Cell:
    return Cell(**{**{key: getattr(cell, key) for key in cell.__struct_fields__}, "index": index})


def said(report: LiveReport) -> str:
    """An answer as a line of text."""
    parts = [str(report.state)]
    for word, names in (("never", report.never_run), ("edited", report.edited), ("stale", report.stale)):
        parts += [" ".join((word, *names))] if names else []
    parts += [" ".join(("orphaned", *(f"{reader}.{name}" for reader, name in report.orphaned)))] if report.orphaned else []
    return "; ".join(parts)


def foreseen(report: LiveReport, name: str) -> str:
    """What is said of a cell that might run, as a line of text."""
    assert isinstance(report.what_if, dict)
    found = report.what_if[name]
    parts = [" ".join(("stale", *found.stale))] if found.stale else []
    parts += [" ".join(("fails", *(f"{cell}.{missing}" for cell, missing in found.fails)))] if found.fails else []
    return f"if {name}: {'; '.join(parts)}".rstrip()


class Answer(NamedTuple):
    """What is said after a step, and what must be.

    Parameters
    ----------
    steps : so far, for the message
    said, expected : as lines of text
    live : all that is said
    by_kernel : whether a kernel decides the state the same way
    """

    steps: str
    said: str
    expected: str
    live: Live
    by_kernel: bool


def replay(case: Case, desk: Desk) -> Iterator[Answer]:
    """Carry out the steps, and look where something is expected."""
    so_far: list[str] = []
    for step in case.steps:
        if not step.startswith("=> "):
            so_far.append(step)
            desk.do(step)
            continue
        expected = step.removeprefix("=> ").replace(" (no kernel)", "")
        if expected.startswith("if "):
            name = expected[3:].partition(":")[0]
            live = desk.look(name)
            yield Answer(" / ".join(so_far), foreseen(live.report(), name), expected, live, False)
        else:
            live = desk.look()
            yield Answer(" / ".join(so_far), said(live.report()), expected, live, "(no kernel)" not in step)
