"""Project runs: which files, in this process or in several, from the cache or fresh."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mldebt import project
from jupyter_mldebt.cache import Cache
from jupyter_mldebt.engine import Answer
from jupyter_mldebt.project import Job, check, collect
from jupyter_mldebt.rule import FileReport
from jupyter_mldebt.settings import Resolver, Settings

from .documents import text, write
from .test_engine import sources


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*given: str) -> list[str]:
    return [job.path for job in collect(given, Resolver())]


def reports(answers: Iterable[Answer]) -> list[FileReport]:
    found = []
    for answer in answers:
        assert answer.crashes == ()
        found.append(answer.report)
    return found


def test_a_folder_is_walked_in_order_without_what_is_hidden(here: Path) -> None:
    for name in (
        "b.ipynb",
        "a/z.ipynb",
        "a/c.ipynb",
        "ü/n.ipynb",
        ".hidden/n.ipynb",
        "a/.ipynb_checkpoints/c.ipynb",
        "node_modules/x/n.ipynb",
    ):
        write(here / name, ["x = 1"])
    write(here / "env" / "n.ipynb", ["x = 1"])
    (here / "env" / "pyvenv.cfg").write_text("")
    (here / "._b.ipynb").write_bytes(b"\0\x05\x16\x07")
    (here / "script.py").write_text("# %%\nx = 1\n")
    assert paths(".") == ["a/c.ipynb", "a/z.ipynb", "b.ipynb", "ü/n.ipynb"]
    assert paths("a") == ["a/c.ipynb", "a/z.ipynb"]
    assert paths(str(here / "a")) == [str(here / "a" / "c.ipynb"), str(here / "a" / "z.ipynb")]
    assert paths("script.py", ".hidden") == ["script.py", ".hidden/n.ipynb"]


def test_gitignore_is_respected_but_not_for_files_that_are_named(here: Path) -> None:
    (here / ".git").mkdir()
    (here / ".gitignore").write_text("out/\n*.draft.ipynb\n!keep.draft.ipynb\n[\n# comment\n")
    (here / "sub").mkdir()
    (here / "sub" / ".gitignore").write_text("/local.ipynb\n!x.draft.ipynb\n")
    for name in (
        "a.ipynb",
        "a.draft.ipynb",
        "keep.draft.ipynb",
        "out/a.ipynb",
        "sub/local.ipynb",
        "sub/deep/local.ipynb",
        "sub/x.draft.ipynb",
    ):
        write(here / name, ["x = 1"])
    assert paths(".") == ["a.ipynb", "keep.draft.ipynb", "sub/deep/local.ipynb", "sub/x.draft.ipynb"]
    assert paths("sub") == ["sub/deep/local.ipynb", "sub/x.draft.ipynb"]
    write(here / "sub" / "b.draft.ipynb", ["x = 1"])
    assert "sub/b.draft.ipynb" not in paths("sub")
    assert paths("sub/b.draft.ipynb", "out/a.ipynb") == ["sub/b.draft.ipynb", "out/a.ipynb"]


def test_an_ignored_folder_that_is_named_is_walked(here: Path) -> None:
    (here / ".git").mkdir()
    (here / ".gitignore").write_text("build/\n*.draft.ipynb\n")
    write(here / "build" / "demo" / "a.ipynb", ["x = 1"])
    assert paths(".") == []
    assert paths("build/demo") == ["build/demo/a.ipynb"]


def test_outside_of_a_repository_the_folders_above_do_not_matter(here: Path) -> None:
    (here / ".gitignore").write_text("*.ipynb\n")
    write(here / "sub" / "a.ipynb", ["x = 1"])
    assert paths("sub") == ["sub/a.ipynb"]


def test_settings_exclude_files_and_folders(here: Path) -> None:
    (here / "nbcheck.toml").write_text("exclude = ['old/', '*_draft.ipynb']\n")
    for name in ("a.ipynb", "a_draft.ipynb", "old/a.ipynb", "new/old/a.ipynb"):
        write(here / name, ["x = 1"])
    assert paths(".") == ["a.ipynb"]
    assert paths("a_draft.ipynb") == ["a_draft.ipynb"]
    named = ["a.ipynb", "a_draft.ipynb", "old/a.ipynb"]
    assert [job.path for job in collect(named, Resolver(), force_exclude=True)] == ["a.ipynb"]


def test_each_file_once_however_it_is_spelled(here: Path) -> None:
    write(here / "a" / "n.ipynb", ["x = 1"])
    (here / "link").symlink_to("a")
    (here / "a" / "loop").symlink_to("..")
    assert paths("a/n.ipynb", "./a//n.ipynb", str(here / "a" / "n.ipynb"), "a", ".", "link/n.ipynb", "a/../a/n.ipynb") == ["a/n.ipynb"]


def test_what_does_not_exist_or_cannot_be_opened_is_an_answer(here: Path) -> None:
    (here / "broken.ipynb").symlink_to("nowhere")
    found = reports(check(collect(["missing.ipynb", ".", "bad\0name.ipynb"], Resolver())))
    assert [(report.path, report.error) for report in found[:2]] == [
        ("missing.ipynb", "no such file or directory"),
        ("broken.ipynb", "no such file or directory"),
    ]
    assert found[2].error


def test_several_processes_answer_as_one_and_in_order(here: Path) -> None:
    for number in range(60):
        write(
            here / f"n{number:02}.ipynb",
            ["print(missing)", f"x = {number}", "x = x + 1", "rows.append(x)"][number % 4 :],
            [2, 1, 3, 4][number % 4 :],
        )
    (here / "n07.ipynb").write_text("{")
    jobs = collect(["."], Resolver())
    serial = reports(check(jobs, workers=1))
    assert reports(check(jobs, workers=2)) == serial
    assert reports(check(jobs, workers=5)) == serial
    assert reports(check(jobs)) == serial
    assert [report.path for report in serial] == [f"n{number:02}.ipynb" for number in range(60)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs fork, so that the worker has the file that ends it")
def test_a_process_that_dies_costs_only_its_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        write(here / f"n{number:02}.ipynb", ["print(missing)"])
    real = project._Checker.check

    def deadly(self: project._Checker, job: Job) -> Answer:
        if job.path in ("n13.ipynb", "n27.ipynb"):
            os._exit(9)
        return real(self, job)

    monkeypatch.setattr(project._Checker, "check", deadly)
    monkeypatch.setattr(project, "_context", lambda: multiprocessing.get_context("fork"))
    answers = list(check(collect(["."], Resolver()), workers=2))
    assert [answer.report.path for answer in answers] == [f"n{number:02}.ipynb" for number in range(40)]
    dead = [answer for answer in answers if answer.report.error]
    assert [(answer.report.path, answer.crashes[0].what) for answer in dead] == [("n13.ipynb", "process"), ("n27.ipynb", "process")]
    assert all(len(answer.report.findings) == 1 for answer in answers if not answer.report.error)


def test_a_new_python_can_do_the_work_where_there_is_no_fork(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        write(here / f"n{number}.ipynb", ["print(missing)"])
    monkeypatch.setattr(project, "_context", lambda: multiprocessing.get_context("spawn"))
    jobs = collect(["."], Resolver())
    assert reports(check(jobs, workers=2)) == reports(check(jobs, workers=1))


# The cache.


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(sources, min_size=1, max_size=4), st.booleans())
def test_answers_from_the_cache_are_those_of_a_fresh_check(tmp_path: Path, contents: list[list[str]], preview: bool) -> None:
    cache = Cache(str(tmp_path / "cache"))
    chosen = Settings(preview=preview)
    path = tmp_path / "nb.ipynb"
    for cells in contents:  # the same file with other contents: no answer of an earlier one may come back
        path.write_text(text(cells), encoding="utf-8")
        jobs = [Job(str(path), chosen)]
        fresh = reports(check(jobs))
        assert reports(check(jobs, cache=cache)) == fresh
        assert reports(check(jobs, cache=cache)) == fresh


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_answer_is_found_again_and_under_the_path_as_it_is_spelled(here: Path) -> None:
    write(here / "a.ipynb", ["print(missing)"])
    cache = Cache(str(here / "cache"))
    reports(check([Job("a.ipynb", Settings())], cache=cache))
    (entry,) = entries(here / "cache")
    kept = msgspec.msgpack.decode(entry.read_bytes())
    kept[0]["findings"][0]["message"] = "from the cache"
    entry.write_bytes(msgspec.msgpack.encode(kept))
    (again,) = reports(check([Job("./a.ipynb", Settings())], cache=cache))
    assert (again.path, again.findings[0].message) == ("./a.ipynb", "from the cache")
    for other in (Settings(preview=True), Settings(select=("NBS001",))):
        assert "from the cache" not in [f.message for f in reports(check([Job("a.ipynb", other)], cache=cache))[0].findings]


def test_answers_with_more_in_them_are_kept_apart(here: Path) -> None:
    write(here / "a.ipynb", ["x = 1"])
    jobs = [Job("a.ipynb", Settings())]
    for include in ((), ("work",), ("preparation", "work"), ()):
        for _ in range(2):
            (report,) = reports(check(jobs, cache=Cache(str(here / "cache"), include), include=include))
            assert (report.work is not msgspec.UNSET, report.preparation is not msgspec.UNSET) == (
                "work" in include,
                "preparation" in include,
            )


def test_what_else_is_asked_for_comes_from_several_processes_too(here: Path) -> None:
    for name in "abcd":
        write(here / f"{name}.ipynb", ["import pandas as pd", "a = pd.read_csv('a.csv')\na = a.dropna()"])
    several, one = (reports(check(collect(["."], Resolver()), workers=workers, include=("work", "preparation"))) for workers in (2, 1))
    assert several == one and all(report.preparation.nodes and report.work.glue for report in one)


def test_a_file_is_read_again_only_where_its_stamp_has_changed(here: Path) -> None:
    notebook, cache = here / "a.ipynb", Cache(str(here / "cache"))
    jobs = [Job("a.ipynb", Settings())]

    def codes() -> list[str]:
        (report,) = reports(check(jobs, cache=cache))
        return [finding.code for finding in report.findings]

    write(notebook, ["print(missing)"])
    os.utime(notebook, (1e9, 1e9))
    assert codes() == ["NBS001"]
    size = notebook.stat().st_size
    notebook.write_bytes(b" " * size)  # nobody looks: neither size nor time tell of it
    os.utime(notebook, (1e9, 1e9))
    assert codes() == ["NBS001"]
    write(notebook, ["print(missing)"])
    os.utime(notebook, (1.1e9, 1.1e9))  # touched, as by a checkout: the content is what it was
    assert codes() == ["NBS001"]
    write(notebook, ["print('fine.')"])
    assert notebook.stat().st_size == size
    assert codes() == []  # written just now: no stamp is trusted
    write(notebook, ["print(missing)"])
    assert codes() == ["NBS001"]


@pytest.mark.parametrize("damage", [b"", b"\x00", b"no msgpack", b"\x92\x81"])
def test_a_damaged_entry_is_as_good_as_none(here: Path, damage: bytes) -> None:
    write(here / "a.ipynb", ["print(missing)"])
    cache, jobs = Cache(str(here / "cache")), [Job("a.ipynb", Settings())]
    fresh = reports(check(jobs, cache=cache))
    (entry,) = entries(here / "cache")
    whole = entry.read_bytes()
    entry.write_bytes(damage)
    assert reports(check(jobs, cache=cache)) == fresh
    assert entry.read_bytes() == whole


def test_an_answer_that_hangs_on_another_file_goes_with_it(here: Path) -> None:
    write(here / "a.ipynb", ["from helpers import *", "print(total)"])
    cache, jobs = Cache(str(here / "cache")), [Job(str(here / "a.ipynb"), Settings(select=("NBS001",)))]

    def both() -> list[FileReport]:
        cached = reports(check(jobs, cache=cache))
        assert cached == reports(check(jobs))
        return cached

    unknown = both()
    assert both() == unknown
    (here / "helpers.py").write_text("total = 1\n")
    assert [f.names for f in both()[0].findings] == []


def test_a_cache_that_cannot_be_written_is_no_hindrance(here: Path) -> None:
    write(here / "a.ipynb", ["print(missing)"])
    (here / "file").write_text("in the way")
    jobs = [Job("a.ipynb", Settings())]
    assert reports(check(jobs, cache=Cache(str(here / "file")))) == reports(check(jobs))


def test_what_other_versions_left_is_removed_in_time(here: Path) -> None:
    write(here / "a.ipynb", ["x = 1"])
    for name in ("0" * 24, "1" * 24, "somebody else's"):
        (here / "cache" / name).mkdir(parents=True)
    os.utime(here / "cache" / ("0" * 24), (0, 0))
    os.utime(here / "cache" / "somebody else's", (0, 0))
    reports(check([Job("a.ipynb", Settings())], cache=Cache(str(here / "cache"))))
    assert not (here / "cache" / ("0" * 24)).exists()
    assert (here / "cache" / ("1" * 24)).exists() and (here / "cache" / "somebody else's").exists()


def test_names_that_are_no_unicode_are_answered(here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.ipynb")
    try:
        (here / name).write_text(text(["print(missing)"]))
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    (report,) = reports(check(collect(["."], Resolver()), cache=Cache(str(here / "cache"))))
    assert report.path == "caf\ufffd.ipynb"
    assert [finding.code for finding in report.findings] == ["NBS001"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_pipe_among_the_notebooks_does_not_hold_the_walk_up(here: Path) -> None:
    os.mkfifo(here / "pipe.ipynb")
    write(here / "a.ipynb", ["x = 1"])
    done = subprocess.run(
        [sys.executable, "-c", "from jupyter_mldebt.project import *; print([j.path for j in collect(['.'], Resolver())])"],
        capture_output=True,
        text=True,
        timeout=30,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout.strip() == "['a.ipynb']", done.stderr
