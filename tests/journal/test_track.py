"""Messages and requests in, executions out: what no real kernel does at will."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from jupyter_mldebt.journal.journal import Journal
from jupyter_mldebt.journal.message import Message
from jupyter_mldebt.journal.request import Request
from jupyter_mldebt.journal.track import Track
from jupyter_mldebt.journal.writer import Writer

ONE, TWO = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


class Kernel:
    """Says what a kernel would, to one track or more."""

    def __init__(self, *tracks: Track, process: str = ONE) -> None:
        self.tracks, self.process, self.clock = tracks, process, time.time()

    def say(self, kind: str, request: str, **content: object) -> None:
        self.clock += 1
        for track in self.tracks:
            track.hear(Message(kind, request, "client", self.process, self.clock, **content))  # type: ignore[arg-type]

    def run(self, request: str, count: int | None, *, heard: bool = True, error: str | None = None) -> None:
        self.say("status", request, state="busy")
        if heard:
            self.say("execute_input", request, code=f"code of {request}", count=count)
        if error:
            self.say("error", request, error=error)
        self.say("status", request, state="idle")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def writer(file: Path) -> Writer:
    return Writer(file, 90, 2**26)


def ran(file: Path, kernel: str = "k") -> list[tuple[int, str, int | None, str]] | None:
    executions = Journal(file).executions(kernel)
    return None if executions is None else [(e.number, e.source, e.count, e.status) for e in executions]


def test_a_kernel_that_was_begun_without_us(file: Path, writer: Writer) -> None:
    track = Track("k", writer)
    Kernel(track).run("a", 8)
    writer.commit()
    assert ran(file) == [(7, "code of a", 8, "ok")]
    (epoch,) = Journal(file).timeline(kernel="k").epochs
    assert [(gap.before, gap.missing) for gap in epoch.gaps] == [(7, 7)]


def test_an_input_that_was_lost_is_known_from_its_request(file: Path, writer: Writer) -> None:
    """That it ran, and was not dropped from the queue, shows in the next count."""
    track = Track("k", writer)
    kernel = Kernel(track)
    for name in "abcde":
        track.ask(Request(name, f"asked {name}", f"cell {name}", "client"))
    kernel.run("a", 1)
    kernel.run("b", 2, heard=False)
    kernel.run("c", 3, heard=False, error="ValueError")
    kernel.run("d", 4)
    kernel.run("e", 4, heard=False)
    kernel.run("f", 7)
    writer.commit()
    assert ran(file) == [
        (0, "code of a", 1, "ok"),
        (1, "asked b", None, "ok"),
        (2, "asked c", None, "error"),
        (3, "code of d", 4, "ok"),
        (4, "asked e", None, "ok"),
        (6, "code of f", 7, "ok"),
    ]


def test_what_the_kernel_dropped_from_its_queue(file: Path, writer: Writer) -> None:
    track = Track("k", writer)
    kernel = Kernel(track)
    for name in "abc":
        track.ask(Request(name, f"asked {name}", f"cell {name}", "client"))
    kernel.run("a", 1, error="ValueError")
    kernel.run("b", None, heard=False)
    kernel.run("c", None, heard=False)
    kernel.run("d", 2)
    writer.commit()
    assert ran(file) == [
        (0, "code of a", 1, "error"),
        (1, "asked b", None, "aborted"),
        (2, "asked c", None, "aborted"),
        (3, "code of d", 2, "ok"),
    ]


def test_last_words_of_a_process_belong_to_it(file: Path, writer: Writer) -> None:
    track = Track("k", writer)
    old, new = Kernel(track), Kernel(track, process=TWO)
    old.run("a", 1)
    new.run("b", 1)
    old.run("c", 2)
    track.restart()  # told only now
    new.run("d", 2)
    writer.commit()
    assert ran(file) == [(0, "code of b", 1, "ok"), (1, "code of d", 2, "ok")]
    assert [[e.source for e in epoch.executions] for epoch in Journal(file).timeline(kernel="k").epochs] == [
        ["code of a", "code of c"],
        ["code of b", "code of d"],
    ]


def test_what_ended_its_process_before_its_input_was_out(file: Path, writer: Writer) -> None:
    track = Track("k", writer)
    old, new = Kernel(track), Kernel(track, process=TWO)
    for name in "ab":
        track.ask(Request(name, f"asked {name}", f"cell {name}", "client"))
    old.say("status", "a", state="busy")
    track.restart()
    new.run("b", 1)  # it had waited in the queue
    writer.commit()
    assert [[(e.source, e.cell, e.status) for e in epoch.executions] for epoch in Journal(file).timeline(kernel="k").epochs] == [
        [("asked a", "cell a", "error")],
        [("code of b", "cell b", "ok")],
    ]


def test_a_kernel_that_does_not_name_its_process(file: Path, writer: Writer) -> None:
    track = Track("k", writer)
    kernel = Kernel(track, process="")
    track.begin()
    kernel.run("a", 1)
    track.restart()
    writer.commit()
    assert ran(file) == []
    kernel.run("b", 1)
    track.end()
    writer.commit()
    assert ran(file) is None
    assert [[e.source for e in epoch.executions] for epoch in Journal(file).timeline(kernel="k").epochs] == [["code of a"], ["code of b"]]


def test_two_servers_that_hear_one_kernel_write_it_once(file: Path) -> None:
    writers = Writer(file, 90, 2**26), Writer(file, 90, 2**26)
    tracks = [Track(f"kernel of server {i}", writer) for i, writer in enumerate(writers)]
    tracks[1].ask(Request("a", "asked a", "cell", "client"))  # only one of them is told the cell
    for track, writer in zip(tracks, writers, strict=True):
        Kernel(track).run("a", 1)
        Kernel(track).run("b", 2, error="ValueError")
        writer.commit()
    (epoch,) = Journal(file).timeline(kernel="kernel of server 1").epochs
    assert [(e.number, e.source, e.cell, e.status) for e in epoch.executions] == [
        (0, "code of a", "cell", "ok"),
        (1, "code of b", None, "error"),
    ]


def test_an_epoch_goes_on_with_another_server(file: Path, writer: Writer) -> None:
    track = Track("k", writer)
    Kernel(track).run("a", 1)
    track.end()
    writer.commit()
    writer.close()
    assert ran(file) is None
    later = Writer(file, 90, 2**26)
    Kernel(Track("other id", later)).run("d", 4)
    later.commit()
    assert ran(file, "other id") == [(0, "code of a", 1, "ok"), (3, "code of d", 4, "ok")]


def test_a_count_that_was_set_back_is_no_gap(file: Path, writer: Writer) -> None:
    kernel = Kernel(Track("k", writer))
    for name, count in [("a", 1), ("b", 2), ("c", 1), ("d", 1)]:
        kernel.run(name, count)
    writer.commit()
    assert ran(file) == [(0, "code of a", 1, "ok"), (1, "code of b", 2, "ok"), (2, "code of c", 1, "ok"), (3, "code of d", 1, "ok")]


def test_requests_that_never_come_up_are_not_kept_for_ever(file: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jupyter_mldebt.journal.track.ASKED", 3)
    track = Track("k", writer)
    for name in "abcde":
        track.ask(Request(name, "", f"cell {name}", "client"))
    kernel = Kernel(track)
    for count, name in enumerate("abcde", 1):
        kernel.run(name, count)
    writer.commit()
    executions = Journal(file).executions("k")
    assert executions is not None and [e.cell for e in executions] == [None, None, "cell c", "cell d", "cell e"]
