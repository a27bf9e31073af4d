"""Engine: one notebook -> what the rules say of it. Keeps the facts of cells by their text; the only caller of rules."""

from __future__ import annotations

import logging
import traceback
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jupyter_mldebt import catalogue, suppress
from jupyter_mldebt.context import Context, Idle
from jupyter_mldebt.facts import CellFacts, facts_of
from jupyter_mldebt.graph import Graph, link, recorded_order
from jupyter_mldebt.history import Run, state
from jupyter_mldebt.knowledge import declare
from jupyter_mldebt.magics import NOTHING, Declared
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.rule import Extra, FileReport, Finding, LiveReport
from jupyter_mldebt.settings import Settings
from jupyter_mldebt.sources import Sources

if TYPE_CHECKING:
    from jupyter_mldebt.live.answer import Live, Watch


class Crash(NamedTuple):
    """An internal error: a bug in nbcheck, never the notebook's fault.

    Parameters
    ----------
    path : the file that was checked
    what : code of the rule that failed, or the part of the engine
    error : the exception in one line
    trace : its traceback
    """

    path: str
    what: str
    error: str
    trace: str


class Answer(msgspec.Struct, frozen=True):
    """What is said of one file, and how it came about.

    Parameters
    ----------
    report : the file entry of the report
    crashes : internal errors on the way
    others : other files that the answer depends on; None where they are not all known, so that it holds only now
    sketches : by code, what rules keep of the notebook to lay it beside others
    """

    report: FileReport
    crashes: tuple[Crash, ...] = ()
    others: tuple[str, ...] | None = ()
    sketches: dict[str, bytes] = {}


class Engine:
    """Checks notebooks one at a time.

    The facts of a cell depend on nothing but its text, so equal cells share them and an edit costs only the cells that it touches.

    Parameters
    ----------
    keep : characters of cell text whose facts are kept, the least recently used go first (a character costs some 100 bytes)
    fixes : False where the fixes that need a trial are not wanted
    """

    def __init__(self, *, keep: int = 500_000, fixes: bool = True) -> None:
        self._keep = keep
        self._fixes = fixes
        self._kept = 0
        self._facts: OrderedDict[tuple[str, Declared], CellFacts] = OrderedDict()

    def check_file(self, path: str, settings: Settings | None = None) -> FileReport:
        """Check a file. One that cannot be read gives a report with an error; internal errors are logged."""
        try:
            data = read_bytes(path)
        except ReadError as error:
            return FileReport(path, "unknown", str(error), ())
        return self.check_text(data, path, settings)

    def check_text(
        self,
        data: bytes | str,
        path: str,
        settings: Settings | None = None,
        watch: Watch | None = None,
        include: Collection[Extra] = (),
    ) -> FileReport:
        """Check the text of a file, saved or not; the suffix of `path` tells the format. Internal errors are logged.

        With a `watch` it is held against what ran on the kernel, too; `include` says what else the report is to have.
        """
        answer = self.answer(data, path, settings or Settings(), watch, include)
        for crash in answer.crashes:
            logging.getLogger(__name__).error("internal error: %s failed on %s: %s\n%s", crash.what, path, crash.error, crash.trace)
        return answer.report

    def answer(
        self, data: bytes | str, path: str, settings: Settings, watch: Watch | None = None, include: Collection[Extra] = ()
    ) -> Answer:
        """As `check_text`, with all that a caller may want to know besides."""
        try:
            return self._check(read_text(data, path), settings, watch, include)
        except ReadError as error:
            return Answer(FileReport(path, "unknown", str(error), ()))
        except (RecursionError, MemoryError):
            return Answer(FileReport(path, "unknown", "nested too deeply to be analysed", ()))
        except Exception as error:
            return failed(path, crash(path, "engine", error))

    def facts(self, source: str, declared: Declared = NOTHING) -> CellFacts:
        """Facts of a cell's text, remembered."""
        key = source, declared
        known = self._facts.get(key)
        if known is not None:
            self._facts.move_to_end(key)
            return known
        found = facts_of(source, declared)
        self._facts[key] = found
        self._kept += len(source)
        while self._kept > self._keep and len(self._facts) > 1:
            (forgotten, _), _ = self._facts.popitem(last=False)
            self._kept -= len(forgotten)
        return found

    def facts_in(self, notebook: Notebook, settings: Settings | None = None) -> dict[int, CellFacts]:
        """Facts of the notebook's code cells by their index; none where it is not Python."""
        declared = settings.declared if settings is not None else NOTHING
        return {cell.index: self.facts(cell.source, declared) for cell in notebook.code_cells()} if notebook.is_python else {}

    def graph(self, notebook: Notebook, settings: Settings | None = None, *, recorded: bool = False) -> Graph:
        """The notebook's dataflow in document order, or in the order of its saved counts."""
        facts = self.facts_in(notebook, settings)
        order = [index for index in recorded_order(notebook) if index in facts] if recorded else None
        return link(notebook, facts, order=order, sources=_sources(notebook, settings or Settings()))

    def _check(self, notebook: Notebook, settings: Settings, watch: Watch | None, include: Collection[Extra]) -> Answer:
        facts = self.facts_in(notebook, settings)
        run = Run(notebook, facts)
        sources = _sources(notebook, settings)
        graph = link(notebook, facts, sources=sources)
        crashes: list[Crash] = []
        live, told = self._live(notebook, settings, sources, watch, crashes)
        context = Context(notebook, facts, graph, run, sources=sources, wants_fixes=self._fixes, live=live)
        rules = settings.rules_for(notebook.path)
        ignores = suppress.find(notebook, facts)
        raw = _first_of_each(finding for info in rules if info.code != suppress.UNUSED for finding in _run(info, context, crashes))
        findings = suppress.apply(raw, ignores)
        sketches = _sketches(rules, context, ignores, crashes)
        findings += _unused(ignores, rules, context, crashes)
        asked = settings.severities
        finished = _numbered(_finished(finding, asked.get(finding.code), notebook) for finding in findings)
        report = FileReport(
            notebook.path,
            state(run, graph, lambda: context.recorded) if facts else "unknown",
            None,
            tuple(finished),
            told,
        )
        if include and report.error is None:
            report = _extended(report, context, include, crashes)
        context.let_go()
        return Answer(report, tuple(crashes), tuple(sorted(sources.consulted)), sketches)

    def _live(
        self, notebook: Notebook, settings: Settings, sources: Sources, watch: Watch | None, crashes: list[Crash]
    ) -> tuple[Live | None, LiveReport | msgspec.UnsetType]:
        """The notebook held against what ran on its kernel, and what the report says of that."""
        if watch is None or not notebook.is_python:
            return None, msgspec.UNSET
        try:
            live = watch.look(notebook, lambda source: self.facts(source, settings.declared), sources)
            return live, live.report()
        except (RecursionError, MemoryError):
            raise
        except Exception as error:
            crashes.append(crash(notebook.path, "live", error))
            return None, msgspec.UNSET


def _sources(notebook: Notebook, settings: Settings) -> Sources:
    declare(settings.calls)
    return Sources(
        Path(notebook.path).parent,
        provided=settings.names.provided,
        declared=settings.declared,
        interpreter=lambda: settings.interpreter(notebook.kernel),
        cells=[cell.source for cell in notebook.code_cells()],
    )


def failed(path: str, crash: Crash) -> Answer:
    """The answer for a file whose analysis broke down."""
    return Answer(FileReport(path, "unknown", f"internal error: {crash.error}", ()), (crash,), None)


def read_bytes(path: str) -> bytes:
    """The bytes of a file.

    Raises
    ------
    jupyter_mldebt.read.ReadError
        the file cannot be opened
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise ReadError("no such file or directory") from None
    except IsADirectoryError:
        raise ReadError("a directory that can't be listed") from None
    except PermissionError:
        raise ReadError("permission denied: it can't be read") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"it can't be read: {getattr(error, 'strerror', None) or error}") from None


def _run(info: catalogue.RuleInfo, context: Context, crashes: list[Crash]) -> list[Finding]:
    """What one rule says; one that fails says nothing, and the failure is kept."""
    try:
        return list(catalogue.load(info).run(context))
    except (RecursionError, MemoryError):
        raise
    except Exception as error:
        crashes.append(crash(context.notebook.path, info.code, error))
        return []


def _extended(report: FileReport, context: Context, include: Collection[Extra], crashes: list[Crash]) -> FileReport:
    """The report with what else was asked for."""
    for extra in include:
        try:
            if extra == "work":
                from jupyter_mldebt import glue

                report = msgspec.structs.replace(report, work=glue.report(context.graph))
            else:
                from jupyter_mldebt import preparation

                report = msgspec.structs.replace(report, preparation=preparation.report(context.graph))
        except (RecursionError, MemoryError):
            raise
        except Exception as error:
            crashes.append(crash(report.path, extra, error))
    return report


def _sketches(
    rules: Iterable[catalogue.RuleInfo], context: Context, ignores: Collection[suppress.Ignore], crashes: list[Crash]
) -> dict[str, bytes]:
    """What rules keep of the notebook to lay it beside others. A comment that would silence what they may say then is in use."""
    kept = {}
    for info in rules:
        if info.across:
            try:
                found = catalogue.load(info).sketch(context.graph)
            except (RecursionError, MemoryError):
                raise
            except Exception as error:
                crashes.append(crash(context.notebook.path, info.code, error))
                continue
            if ignores:
                suppress.apply([context.finding(info.code, info.name, info.severity, one.place, "") for one in found], ignores)
            kept[info.code] = msgspec.msgpack.encode([one.data for one in found])
    return kept


def joined(
    report: FileReport, findings: Iterable[Finding], notebook: Notebook, facts: Mapping[int, CellFacts], settings: Settings
) -> FileReport:
    """The report with findings that came to light beside other notebooks.

    Parameters
    ----------
    report : of the notebook alone
    findings : the others
    notebook : the notebook
    facts : of the cells that they are about
    settings : those that hold for it
    """
    heard = suppress.apply(findings, suppress.find(notebook, facts))
    finished = _numbered(_finished(finding, settings.severities.get(finding.code), notebook) for finding in heard)
    return msgspec.structs.replace(report, findings=tuple(sorted((*report.findings, *finished), key=_by_place)))


def crash(path: str, what: str, error: Exception) -> Crash:
    """An internal error as it is told."""
    return Crash(path, what, _line(error), "".join(traceback.format_exception(error)))


def _unused(
    ignores: Iterable[suppress.Ignore], rules: Iterable[catalogue.RuleInfo], context: Context, crashes: list[Crash]
) -> list[Finding]:
    """What the rule about comments says, which can only run after the others."""
    last = next((info for info in rules if info.code == suppress.UNUSED), None)
    if last is None or not ignores:
        return []
    ran = {info.code: info.name for info in rules}
    regular = {info.code: info.name for info in catalogue.manifest() if not info.preview}
    idle = tuple(Idle(ignore.place, codes, ignore.whole_cell) for ignore, codes in suppress.unused(ignores, ran, regular))
    return _run(last, replace(context, idle=idle), crashes) if idle else []


def _first_of_each(findings: Iterable[Finding]) -> list[Finding]:
    """Each thing once: a rule that is shown several objects may say the same of each."""
    seen: dict[object, Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.cell, finding.range, finding.names, finding.message), finding)
    return list(seen.values())


def _finished(finding: Finding, severity: str | None, notebook: Notebook) -> Finding:
    """With the severity that the settings ask for, and the fingerprint: of the rule, the names and the text concerned, not its place."""
    text = ""
    if finding.cell is not None and finding.range is not None:
        lines = notebook.cells[finding.cell.index].source.split("\n")[finding.range.start.line - 1 : finding.range.end.line]
        text = "\n".join(line.strip() for line in lines)
    elsewhere = [Path(related.path).name for related in finding.related if related.path]
    told = "\0".join((finding.code, *finding.names, *elsewhere, text)).encode("utf-8", "surrogatepass")
    fingerprint = blake2b(told, digest_size=8).hexdigest()
    return msgspec.structs.replace(finding, severity=severity or finding.severity, fingerprint=fingerprint)


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Equal fingerprints told apart by their order in the notebook."""
    seen: dict[str, int] = {}
    for finding in sorted(findings, key=_by_place):
        times = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        yield finding if times == 1 else msgspec.structs.replace(finding, fingerprint=f"{finding.fingerprint}-{times}")


def _by_place(finding: Finding) -> tuple[object, ...]:
    place = finding.range.start if finding.range else None
    cell = finding.cell.index if finding.cell else -1
    return (cell, place.line if place else 0, place.column if place else 0, finding.code, finding.names, finding.message)


def _line(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
