"""nbcheck check: findings over notebooks."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from jupyter_mldebt.cache import Cache
from jupyter_mldebt.catalogue import UnknownRule
from jupyter_mldebt.cli.exits import FINDINGS, INTERNAL_ERROR, OK, WRONG_USE
from jupyter_mldebt.cli.options import WrongUse, complain, parser, positive, words
from jupyter_mldebt.cli.progress import Progress
from jupyter_mldebt.engine import Answer, Engine, read_bytes
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.project import check, collect, unhurried
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.render import concise, full
from jupyter_mldebt.render.style import Style, style_of
from jupyter_mldebt.render.summary import Summary
from jupyter_mldebt.rule import SEVERITIES, FileReport
from jupyter_mldebt.settings import Resolver, Settings, SettingsError

FORMATS = ("full", "concise", "json", "jsonl")

Load = Callable[[], Notebook | None]


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    given = _parse(argv)
    unhurried()
    changes = {
        "select": given.select,
        "extend_select": tuple(given.extend_select or ()),
        "ignore": given.ignore,
        "preview": given.preview or None,
        "fail_on": given.fail_on,
    }
    try:
        return _check(given, Resolver({key: tuple(value) if isinstance(value, list) else value for key, value in changes.items()}))
    except (SettingsError, UnknownRule, WrongUse) as error:
        complain("check", error)
        return WRONG_USE


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    cli = parser("check", "Find what will not run again, and technical debt, in notebooks.")
    cli.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="notebooks, `# %%%%` scripts, folders; `-` for standard input (default: .)"
    )
    rules = cli.add_argument_group("rules", "RULES are codes, prefixes of codes or names, with commas; `nbcheck rules` lists them")
    rules.add_argument("--select", action="extend", type=words, metavar="RULES", help="run only these")
    rules.add_argument("--extend-select", action="extend", type=words, metavar="RULES", help="run these besides")
    rules.add_argument("--ignore", action="extend", type=words, metavar="RULES", help="don't run these")
    rules.add_argument("--preview", action="store_true", help="run rules in preview too")
    output = cli.add_argument_group("output")
    output.add_argument("--output-format", "--format", choices=FORMATS, default="full", help="full (default), concise, json or jsonl")
    output.add_argument("--statistics", action="store_true", help="how often each rule had something to say, in place of the findings")
    output.add_argument("-q", "--quiet", action="store_true", help="only findings: no last line, no progress")
    ending = cli.add_argument_group("exit code")
    ending.add_argument("--fail-on", choices=SEVERITIES[::-1], help="the least severity that makes it 1 (default: warning)")
    ending.add_argument("--exit-zero", action="store_true", help="findings don't make it 1")
    work = cli.add_argument_group("work")
    work.add_argument("--stdin-filename", metavar="PATH", help="what standard input is called, for settings and messages")
    work.add_argument("--force-exclude", action="store_true", help="leave out what the settings exclude also where it is named")
    work.add_argument("--no-cache", action="store_true", help="neither read nor keep answers of earlier checks")
    work.add_argument("--cache-dir", metavar="DIR", help="where they are kept (default: $NBCHECK_CACHE_DIR, else the user's cache folder)")
    work.add_argument("-j", "--jobs", type=positive, metavar="N", help="processes (default: as many as are worth it)")
    return cli.parse_args(argv)


def _check(given: argparse.Namespace, resolver: Resolver) -> int:
    started = time.perf_counter()
    progress = Progress(sys.stderr, active=not given.quiet)
    summary, style = Summary(), style_of(sys.stdout)
    show = _printer(given, style)
    code = OK
    for answer, settings, notebook in _answers(given, resolver, progress):
        report = answer.report
        summary.add(report)
        code = max(code, _verdict(report, settings, given.exit_zero), INTERNAL_ERROR if answer.crashes else OK)
        progress.clear()
        show(report, notebook)
        for crash in answer.crashes:
            complain(
                "check", f"internal error: {crash.what} failed on {crash.path}: {crash.error}\nThis is a bug in nbcheck.\n{crash.trace}"
            )
    progress.clear()
    _end(given, summary, style, time.perf_counter() - started)
    return code


def _answers(given: argparse.Namespace, resolver: Resolver, progress: Progress) -> Iterator[tuple[Answer, Settings, Load]]:
    """Each file's answer with the settings that hold for it, and a way to its lines."""
    if "-" in given.paths:
        if given.paths != ["-"]:
            raise WrongUse("standard input (`-`) is checked alone, without other paths")
        path = given.stdin_filename or "-"
        data = sys.stdin.buffer.read()
        settings = resolver.of_file(path)
        yield Engine().answer(data, path, settings), settings, lambda: read_text(data, path)
        return
    jobs = collect(given.paths, resolver, force_exclude=given.force_exclude)
    progress.total = len(jobs)
    cache = None if given.no_cache else Cache(given.cache_dir)
    for job, answer in zip(jobs, check(jobs, workers=given.jobs, cache=cache, progress=progress.update), strict=True):
        yield answer, job.settings, partial(_notebook, job.path)


def _notebook(path: str) -> Notebook | None:
    """The notebook again, for its lines; None where it went meanwhile."""
    try:
        return read_text(read_bytes(path), path)
    except ReadError:
        return None


def _verdict(report: FileReport, settings: Settings, exit_zero: bool) -> int:
    if report.error is not None:
        return WRONG_USE
    least = SEVERITIES.index(settings.fail_on)
    return FINDINGS if not exit_zero and any(SEVERITIES.index(finding.severity) >= least for finding in report.findings) else OK


def _printer(given: argparse.Namespace, style: Style) -> Callable[[FileReport, Load], None]:
    """What prints one file's report in the format that was asked for; with JSON nothing else goes to standard output."""
    if given.output_format in ("json", "jsonl"):
        from jupyter_mldebt.render import report as json

        if given.output_format == "jsonl":
            return lambda report, _: _write(json.line(report))
        parts = iter((json.HEAD,))
        return lambda report, _: _write(next(parts, b",") + json.encode(report))
    if given.statistics:
        return lambda report, _: _print(concise.render(report, style) if report.error else ())
    if given.output_format == "concise":
        return lambda report, _: _print(concise.render(report, style))
    return lambda report, notebook: _print(full.render(report, style, notebook))


def _end(given: argparse.Namespace, summary: Summary, style: Style, seconds: float) -> None:
    if given.output_format == "json":
        from jupyter_mldebt.render import report as json

        _write((b"" if summary.files else json.HEAD) + json.TAIL)
    elif given.output_format != "jsonl":
        if given.statistics:
            _print(summary.statistics(style))
        if not given.quiet:
            # The time is for a person; what goes to a file is the same every time.
            _print([summary.line(style, seconds if sys.stdout.isatty() else None)])


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
