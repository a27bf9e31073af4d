"""Engine: one notebook -> what the rules say of it. Keeps the facts of cells by their text; the only caller of rules."""

from __future__ import annotations

import logging
import traceback
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from jupyter_mldebt import catalogue, suppress
from jupyter_mldebt.context import Context
from jupyter_mldebt.facts import CellFacts, facts_of
from jupyter_mldebt.graph import Graph, link
from jupyter_mldebt.history import Run, state
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.rule import FileReport, Finding
from jupyter_mldebt.settings import Settings

TOO_DEEP = "nested too deeply to be analysed"


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


class Engine:
    """Checks notebooks one at a time.

    The facts of a cell depend on nothing but its text, so equal cells share them and an edit costs only the cells that it touches.

    Parameters
    ----------
    keep : characters of cell text whose facts are kept, the least recently used go first (a character costs some 100 bytes)
    on_crash : told of internal errors; by default they are logged
    """

    def __init__(self, *, keep: int = 500_000, on_crash: Callable[[Crash], None] | None = None) -> None:
        self._keep = keep
        self._kept = 0
        self._facts: OrderedDict[str, CellFacts] = OrderedDict()
        self._on_crash = on_crash or _log

    def check_file(self, path: str, settings: Settings | None = None) -> FileReport:
        """Check a file. One that cannot be read gives a report with an error."""
        try:
            data = read_bytes(path)
        except ReadError as error:
            return FileReport(path, "unknown", str(error), ())
        return self.check_text(data, path, settings)

    def check_text(self, data: bytes | str, path: str, settings: Settings | None = None) -> FileReport:
        """Check the text of a file, saved or not; the suffix of `path` tells the format."""
        chosen = settings or Settings()
        try:
            return self._check(read_text(data, path), chosen)
        except ReadError as error:
            return FileReport(path, "unknown", str(error), ())
        except (RecursionError, MemoryError):
            return FileReport(path, "unknown", TOO_DEEP, ())
        except Exception as error:
            self._crash(path, "engine", error)
            return FileReport(path, "unknown", f"internal error: {_line(error)}", ())

    def facts(self, source: str) -> CellFacts:
        """Facts of a cell's text, remembered."""
        known = self._facts.get(source)
        if known is not None:
            self._facts.move_to_end(source)
            return known
        found = facts_of(source)
        self._facts[source] = found
        self._kept += len(source)
        while self._kept > self._keep and len(self._facts) > 1:
            forgotten, _ = self._facts.popitem(last=False)
            self._kept -= len(forgotten)
        return found

    def facts_in(self, notebook: Notebook) -> dict[int, CellFacts]:
        """Facts of the notebook's code cells by their index; none where it is not Python."""
        return {cell.index: self.facts(cell.source) for cell in notebook.code_cells()} if notebook.is_python else {}

    def graph(self, notebook: Notebook, *, recorded: bool = False) -> Graph:
        """The notebook's dataflow in document order, or in the order of its saved counts."""
        facts = self.facts_in(notebook)
        run = Run(notebook, facts)
        return link(notebook, facts, order=[index for index in run.order if index in facts] if recorded else None)

    def _check(self, notebook: Notebook, settings: Settings) -> FileReport:
        facts = self.facts_in(notebook)
        run = Run(notebook, facts)
        graph = link(notebook, facts)
        provide(graph, settings.names.provided)
        context = Context(notebook, facts, graph, run)
        rules = settings.rules_for(notebook.path)
        ignores = suppress.find(notebook, facts)
        raw = _first_of_each(finding for info in rules if info.code != suppress.UNUSED for finding in self._run(info, context))
        findings = suppress.apply(raw, ignores)
        findings += _unused(ignores, rules, context)
        asked = settings.severities
        laid_out = [_finished(finding, asked.get(finding.code), notebook) for finding in findings]
        verdict = state(run, graph, lambda: context.recorded) if facts else "unknown"
        return FileReport(notebook.path, verdict, None, tuple(sorted(_numbered(laid_out), key=_by_place)))

    def _run(self, info: catalogue.RuleInfo, context: Context) -> list[Finding]:
        """What one rule says; one that fails says nothing and is told."""
        try:
            return list(catalogue.load(info).run(context))
        except RecursionError:
            raise
        except Exception as error:
            self._crash(context.notebook.path, info.code, error)
            return []

    def _crash(self, path: str, what: str, error: Exception) -> None:
        self._on_crash(Crash(path, what, _line(error), "".join(traceback.format_exception(error))))


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
        raise ReadError("a directory, not a notebook") from None
    except PermissionError:
        raise ReadError("permission denied: the file can't be read") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"the file can't be read: {getattr(error, 'strerror', None) or error}") from None


def provide(graph: Graph, names: Iterable[str]) -> None:
    """Take the names as given by the place where the notebook runs: reading them fails only after a `del`."""
    provided = frozenset(names)
    if provided:
        for read in graph.trace.reads:
            if read.name in provided and read.missing in ("never-defined", "defined-later", "maybe-unbound"):
                read.missing = None


def _unused(ignores: Iterable[suppress.Ignore], rules: Iterable[catalogue.RuleInfo], context: Context) -> Iterator[Finding]:
    ran = {info.code: info.name for info in rules}
    regular = {info.code: info.name for info in catalogue.manifest() if not info.preview and info.code != suppress.UNUSED}
    info = next((info for info in rules if info.code == suppress.UNUSED), None)
    if info is None:
        return
    for ignore, idle in suppress.unused(ignores, ran, regular):
        what = f"`{', '.join(idle)}`" if idle else "anything"
        where = "in this cell" if ignore.whole_cell else "on this line"
        message = f"this comment ignores {what}, but no such finding is {where}: remove it"
        yield context.finding(info.code, info.name, info.severity, ignore.place, message)


def _first_of_each(findings: Iterable[Finding]) -> list[Finding]:
    """Each thing once: a rule that is shown several objects may say the same of each."""
    seen: dict[object, Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.cell, finding.range, finding.names, finding.message), finding)
    return list(seen.values())


def _finished(finding: Finding, severity: str | None, notebook: Notebook) -> Finding:
    """With the severity that the settings ask for, and with the fingerprint: of the rule, the names and the lines concerned, not their place."""
    text = ""
    if finding.cell is not None and finding.range is not None:
        lines = notebook.cells[finding.cell.index].source.split("\n")[finding.range.start.line - 1 : finding.range.end.line]
        text = "\n".join(line.strip() for line in lines)
    told = "\0".join((finding.code, *finding.names, text)).encode("utf-8", "surrogatepass")
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


def _log(crash: Crash) -> None:
    logging.getLogger("jupyter_mldebt").error("internal error: %s failed on %s: %s\n%s", crash.what, crash.path, crash.error, crash.trace)
