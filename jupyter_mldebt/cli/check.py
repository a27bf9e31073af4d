"""nbcheck check: findings over notebooks, and their fixes."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from jupyter_mldebt.cache import Cache
from jupyter_mldebt.catalogue import UnknownRule
from jupyter_mldebt.cli.checked import Checked
from jupyter_mldebt.cli.exits import FINDINGS, INTERNAL_ERROR, OK, WRONG_USE
from jupyter_mldebt.cli.options import WrongUse, complain, parser, positive, words
from jupyter_mldebt.cli.progress import Progress
from jupyter_mldebt.engine import Engine, read_bytes
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.project import check, collect, unhurried
from jupyter_mldebt.render import concise, full
from jupyter_mldebt.render.style import Style, style_of
from jupyter_mldebt.render.summary import Summary, many
from jupyter_mldebt.rule import SEVERITIES, Extra, FileReport
from jupyter_mldebt.settings import Resolver, Settings, SettingsError, interpreter_at

if TYPE_CHECKING:
    from jupyter_mldebt.render.html import HtmlReport

FORMATS = ("full", "concise", "json", "jsonl", "html")


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    given = _parse(argv)
    unhurried()
    changes: dict[str, object] = {
        "select": given.select,
        "extend_select": tuple(given.extend_select or ()),
        "ignore": given.ignore,
        "preview": given.preview or None,
        "fail_on": given.fail_on,
    }
    try:
        if given.python is not None:
            changes["python"] = interpreter_at(given.python, os.getcwd(), "--python")
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
    fixing = cli.add_argument_group("fixes", "a fix is safe where nothing changes but what it mends, as far as the dataflow tells")
    fixing.add_argument("--fix", action="store_true", help="write the safe fixes; the rest of a file stays byte for byte the same")
    fixing.add_argument("--unsafe-fixes", action="store_true", help="take the unsafe ones, too")
    fixing.add_argument(
        "--diff", action="store_true", help="show what --fix would change and write nothing; exit code 1 if that is anything"
    )
    output = cli.add_argument_group("output")
    output.add_argument("--output-format", "--format", choices=FORMATS, default="full", help="full (default), concise, json, jsonl or html")
    output.add_argument("--statistics", action="store_true", help="how often each rule had something to say, in place of the findings")
    output.add_argument("-q", "--quiet", action="store_true", help="only findings: no last line, no progress")
    ending = cli.add_argument_group("exit code")
    ending.add_argument("--fail-on", choices=SEVERITIES[::-1], help="the least severity that makes it 1 (default: warning)")
    ending.add_argument("--exit-zero", action="store_true", help="findings don't make it 1")
    work = cli.add_argument_group("work")
    work.add_argument(
        "--python",
        metavar="PATH",
        help="where the notebooks run: an interpreter, or the folder of an environment (default: that of their kernel, if it is known)",
    )
    work.add_argument("--stdin-filename", metavar="PATH", help="what standard input is called, for settings and messages")
    work.add_argument("--force-exclude", action="store_true", help="leave out what the settings exclude also where it is named")
    work.add_argument("--no-cache", action="store_true", help="neither read nor keep answers of earlier checks")
    work.add_argument("--cache-dir", metavar="DIR", help="where they are kept (default: $NBCHECK_CACHE_DIR, else the user's cache folder)")
    work.add_argument("-j", "--jobs", type=positive, metavar="N", help="processes (default: as many as are worth it)")
    return cli.parse_args(argv)


def _check(given: argparse.Namespace, resolver: Resolver) -> int:
    started = time.perf_counter()
    progress = Progress(sys.stderr, active=not given.quiet)
    # What is fixed on standard input goes to standard output, and what there is to say elsewhere.
    is_filter = given.fix and not given.diff and "-" in given.paths
    summary, style = Summary(unsafe=given.unsafe_fixes), style_of(sys.stderr if is_filter else sys.stdout)
    page = _page(given)
    show = page.add if page is not None else _printer(given, style)
    fix = _fixer(given, summary, progress, style)
    code = OK
    with contextlib.redirect_stdout(sys.stderr) if is_filter else contextlib.nullcontext():
        for item in _answers(given, resolver, progress):
            checked = fix(item)
            report = checked.answer.report
            summary.add(report)
            code = max(code, _verdict(report, checked.settings, given), INTERNAL_ERROR if checked.answer.crashes else OK)
            progress.clear()
            if not given.diff or report.error is not None:
                show(report, checked.notebook)
            for crash in checked.answer.crashes:
                complain(
                    "check", f"internal error: {crash.what} failed on {crash.path}: {crash.error}\nThis is a bug in nbcheck.\n{crash.trace}"
                )
        progress.clear()
        _end(given, summary, style, time.perf_counter() - started, page)
    if given.diff and summary.fixed:
        code = max(code, FINDINGS)
    return max(code, WRONG_USE) if summary.unwritten else code


def _answers(given: argparse.Namespace, resolver: Resolver, progress: Progress) -> Iterator[Checked]:
    """Each file's answer with the settings that hold for it, and a way to its text."""
    include: tuple[Extra, ...] = ("work", "preparation") if given.output_format == "html" else ()
    if "-" in given.paths:
        if given.paths != ["-"]:
            raise WrongUse("standard input (`-`) is checked alone, without other paths")
        path = given.stdin_filename or "-"
        data = sys.stdin.buffer.read()
        settings = resolver.of_file(path)
        yield Checked(Engine().answer(data, path, settings, include=include), settings, path, lambda: data)
        return
    jobs = collect(given.paths, resolver, force_exclude=given.force_exclude)
    progress.total = len(jobs)
    cache = None if given.no_cache else Cache(given.cache_dir, include)
    for job, answer in zip(jobs, check(jobs, workers=given.jobs, cache=cache, progress=progress.update, include=include), strict=True):
        yield Checked(answer, job.settings, job.path, partial(read_bytes, job.path))


def _fixer(given: argparse.Namespace, summary: Summary, progress: Progress, style: Style) -> Callable[[Checked], Checked]:
    """What carries out the fixes that were asked for."""
    if not (given.fix or given.diff):
        return lambda checked: checked
    from jupyter_mldebt.cli.fix import Fixer

    return Fixer(given, summary, progress, style).fix


def _verdict(report: FileReport, settings: Settings, given: argparse.Namespace) -> int:
    if report.error is not None:
        return WRONG_USE
    if given.exit_zero or given.diff:
        return OK
    least = SEVERITIES.index(settings.fail_on)
    return FINDINGS if any(SEVERITIES.index(finding.severity) >= least for finding in report.findings) else OK


def _printer(given: argparse.Namespace, style: Style) -> Callable[[FileReport, Callable[[], Notebook | None]], None]:
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
        return lambda report, _: _print(concise.render(report, style, unsafe=given.unsafe_fixes))
    return lambda report, notebook: _print(full.render(report, style, notebook, unsafe=given.unsafe_fixes))


def _page(given: argparse.Namespace) -> HtmlReport | None:
    """What collects the reports where one page is to be made of them."""
    if given.output_format != "html":
        return None
    from jupyter_mldebt.render.html import HtmlReport

    return HtmlReport(unsafe=given.unsafe_fixes)


def _end(given: argparse.Namespace, summary: Summary, style: Style, seconds: float, page: HtmlReport | None) -> None:
    if given.diff:
        if not given.quiet:
            complain("check", f"would fix {many(summary.fixed, 'problem')} in {many(summary.files, 'notebook')}")
    elif page is not None:
        _write(page.text(summary).encode("utf-8", "replace"))
    elif given.output_format == "json":
        from jupyter_mldebt.render import report as json

        _write((b"" if summary.files else json.HEAD) + json.TAIL)
    elif given.output_format != "jsonl":
        if given.statistics:
            _print(summary.statistics(style))
        if not given.quiet:
            # The time is for a person; what goes to a file is the same every time.
            _print(summary.lines(style, seconds if sys.stdout.isatty() else None, fixing=given.fix))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
