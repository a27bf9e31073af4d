"""Export: a notebook becomes a verified pipeline in a folder of its own. The one place that knows the engine and the pipeline's parts."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_mldebt.engine import Engine, read_bytes
from jupyter_mldebt.graph import Graph
from jupyter_mldebt.model import Place
from jupyter_mldebt.pipeline import (
    edits,
    effects,
    folder,
    literals,
    parameters,
    proposals,
    readme,
    requirements,
    runner,
    steps,
    verified_page,
)
from jupyter_mldebt.pipeline.carriers import CARRIER, REOPEN
from jupyter_mldebt.pipeline.edits import VERIFIED, Change, Merged, PlanEdits
from jupyter_mldebt.pipeline.effects import Effect
from jupyter_mldebt.pipeline.plan import FILE, Parameter, Plan, PlanError, dump, report
from jupyter_mldebt.pipeline.planner import make_plan
from jupyter_mldebt.pipeline.runner import Progress
from jupyter_mldebt.pipeline.scratch import ReadOnly, Scratch, read_only
from jupyter_mldebt.pipeline.targets import Target, find, unable
from jupyter_mldebt.pipeline.verify import (
    OutOfOrder,
    Reference,
    Unsaved,
    Verification,
    Watch,
    foretold,
    refer,
    renew,
    saved,
    settle,
    verify,
)
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.rule import FileReport, Finding
from jupyter_mldebt.settings import Resolver, Settings, SettingsError

GATE = ("NBS001", "NBS002", "NBS013", "NBR010")
Effort = Literal["full", "once", "none"]


class ExportError(PlanError):
    """Nothing was written; the message says why in one sentence, `findings`, `effects` or `changes` what stands in the way."""

    def __init__(
        self, message: str, findings: tuple[Finding, ...] = (), effects: tuple[Effect, ...] = (), changes: tuple[Change, ...] = ()
    ) -> None:
        super().__init__(message)
        self.findings = findings
        self.effects = effects
        self.changes = changes


class Proposal(msgspec.Struct, frozen=True):
    """What an export would make of a notebook.

    Parameters
    ----------
    plan : as far as it is known without running anything
    others : parameters that the pipeline could have, too
    findings : why a fresh run would fail
    effects : what a run of the notebook would do to the world outside
    tagged : the notebook's author says which its parameters are
    invented : names that were made up for literals
    unsaved : why the outputs that its file holds can't serve for a verification, None where they can
    largest : megabytes that a verification may copy
    read_only : tells of a file of the notebook's folder that no run writes it
    """

    plan: Plan
    others: tuple[Parameter, ...]
    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...]
    tagged: bool
    invented: tuple[str, ...]
    unsaved: str | None
    largest: int
    read_only: ReadOnly


class ExportResult(msgspec.Struct, frozen=True):
    """What became of an export, as the report's JSON has it."""

    version: int
    path: str
    folder: str
    error: str | None
    plan: dict[str, Any] | None
    files: tuple[str, ...] = ()
    verification: Verification | None = None
    effects: tuple[Effect, ...] = ()
    changes: tuple[Change, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True where it was written, and verified unless that was switched off."""
        return self.error is None and (self.verification is None or self.verification.verified)


def export(
    notebook_path: str | Path,
    out: str | Path | None = None,
    *,
    verify: Effort = "full",
    infer_parameters: bool = True,
    parameters: Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
    target: str = "local",
    force: bool = False,
    timeout: float | None = None,
    allow_effects: bool = False,
    max_copy: int | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> ExportResult:
    """Export a notebook to a pipeline. What a person changed in an earlier export to the same folder is kept.

    Parameters
    ----------
    notebook_path : the notebook
    out : the pipeline's folder; `<name>-pipeline` beside the notebook if None
    verify : "full" runs the notebook twice and the pipeline once, "once" the pipeline alone where the outputs that the notebook's file
        holds are those of a fresh run as far as its counts and dataflow tell, else each once, "none" nothing
    infer_parameters : propose literals as parameters where the notebook has no `parameters` cell
    parameters : names that shall be parameters, with their defaults; None for the notebook's own value
    names : other names for parameters that the export makes of literals, by those that it proposes
    target : the engine whose files are written
    force : go on in spite of findings that break a fresh run, and replace what was edited by hand
    timeout : seconds that one cell may take when it is verified
    allow_effects : verify also where the notebook sends, publishes, pays, writes to a database or deletes outside of its folder
    max_copy : megabytes of the notebook's folder that may be copied for the verification; what the settings say if None
    progress : told what happens, a line each
    watch : told of each cell and step that a verification runs, as events

    Raises
    ------
    ExportError : nothing was written
    """
    source = Path(notebook_path)
    place = folder.of(source, out)
    say = progress or (lambda line: None)
    with _told(source, place):
        return _export(
            source,
            place,
            verify,
            infer_parameters,
            parameters or {},
            names or {},
            target,
            force,
            timeout,
            allow_effects,
            max_copy,
            say,
            watch,
        )


def propose(notebook_path: str | Path, out: str | Path | None = None, *, text: bytes | None = None) -> Proposal:
    """What an export would make of a notebook. Nothing is run, nothing written.

    Parameters
    ----------
    notebook_path, out : as in `export`
    text : the notebook as it is on somebody's screen; what the file says if None

    Raises
    ------
    ExportError : no pipeline can be made of it
    """
    source = Path(notebook_path)
    place = folder.of(source, out)
    with _told(source, place):
        subject = _Subject(source, place, text, True, {}, folder.Earlier(place).edits())
        graph = subject.graph
        stops, tagged = subject.stops(), bool(parameters.of_author(graph))
        plan, others, invented = subject.plan(), subject.others(), subject.invented()
        return Proposal(
            plan, others, stops, effects.find(graph), tagged, invented, subject.saved()[1], subject.settings.max_copy, read_only(graph)
        )


@contextmanager
def _told(source: Path, place: Path) -> Iterator[None]:
    """Whatever goes wrong as an ExportError."""
    try:
        yield
    except ExportError:
        raise
    except (PlanError, ReadError) as error:
        raise ExportError(f"{source}: {error}" if isinstance(error, ReadError) else str(error)) from None
    except OSError as error:
        raise ExportError(f"{place} can't be written: {error}") from None


def _export(
    source: Path,
    place: Path,
    effort: Effort,
    infer: bool,
    chosen: Mapping[str, Any],
    names: Mapping[str, str],
    target_name: str,
    force: bool,
    timeout: float | None,
    allow_effects: bool,
    max_copy: int | None,
    say: Progress,
    watch: Watch | None,
) -> ExportResult:
    folder.check(place)
    earlier = folder.Earlier(place)
    planned = PlanEdits() if force else earlier.edits()
    target = find().get(target_name)
    if target is None:
        raise ExportError(f"there is no target {target_name}: there are {', '.join(find())}")
    subject = _Subject(source, place, None, infer, chosen, planned, names)
    if not force:
        _gate(subject.stops())
    outside = effects.find(subject.graph)
    scratch: Scratch | None = None
    reference: Reference | None = None
    if effort != "none":
        if outside and not allow_effects:
            raise ExportError(_refusal(outside), effects=outside)
        scratch = Scratch(source, place, largest=max_copy or subject.settings.max_copy, read_only=read_only(subject.graph))
        reference, why = subject.saved() if effort == "once" else (None, None)
        say(foretold(source, scratch, runs=0 if reference else 2 if effort == "full" else 1) + (f"; {why}" if why else ""))
    together: set[str] = set()
    in_order = False
    while True:
        plan = subject.plan(together, in_order)
        if reasons := unable(target, plan):
            raise ExportError("; ".join(reasons))
        say(f"{len(plan.steps)} steps, {len(plan.parameters)} parameters")
        for note in plan.notes:
            say(note)
        with folder.aside(place) as made:
            generated = _files(plan, *subject.lifted, subject.seen_from, target) | {"requirements.txt": subject.pinned(plan)}
            merged = {name: Merged(text, None) if force else earlier.merge(name, text) for name, text in generated.items()}
            _check_conflicts(place, earlier, merged, force)
            folder.write(made, {name: file.text for name, file in merged.items()})
            verification = None
            if scratch is not None:
                told: dict[str, Any] = {"timeout": timeout, "progress": say, "watch": watch}
                reference = reference or refer(source, plan.kernel, scratch, twice=effort == "full", **told)
                try:
                    verification, found = verify(made, plan, reference, scratch, parameters=subject.own_values(), **told)
                except OutOfOrder as error:
                    say(f"{error}: the steps wait for each other")
                    in_order = True
                    continue
                if reference.saved and not verification.verified and together.issuperset(verification.uncarried):
                    say("outputs are not those that the notebook's file holds: the notebook is run once, to see which of them a run gives")
                    reference = refer(source, plan.kernel, scratch, twice=False, **told)
                    verification = renew(verification, found, reference)
                if effort == "full":
                    verification = settle(verification, found, reference, source, plan.kernel, scratch, **told)
                if not together.issuperset(verification.uncarried):
                    together |= set(verification.uncarried)
                    say(f"can't be carried: {', '.join(verification.uncarried)}; the steps that share it are merged")
                    continue
                reopened = {crossing.name for crossing in plan.crossings if crossing.carrier == REOPEN}
                if not verification.verified and not together.issuperset(reopened):
                    together |= reopened
                    say(
                        f"not the notebook's outputs where {', '.join(sorted(reopened))} is opened again; the steps that share it are merged"
                    )
                    continue
                expected = reference.runs[0] if reference.runs else {}
                generated["VERIFIED.html"] = verified_page.render(plan, subject.notebook, verification, expected, found)
                generated["VERIFIED.json"] = msgspec.json.format(msgspec.json.encode(verification), indent=1).decode() + "\n"
            generated["README.md"] = readme.render(plan, verification)
            merged |= {
                name: Merged(generated[name], None) if force else earlier.merge(name, generated[name])
                for name in generated.keys() - merged.keys()
            }
            _check_conflicts(place, earlier, merged, force)
            folder.write(made, {name: file.text for name, file in merged.items()}, generated, planned)
            changes, others = _changes(earlier, merged), tuple(parameter.name for parameter in subject.others())
            folder.put(made, place)
        return ExportResult(
            1, str(source), str(place), None, report(plan), tuple(sorted(generated)), verification, outside, changes, others
        )


def _check_conflicts(place: Path, earlier: folder.Earlier, merged: Mapping[str, Merged], force: bool) -> None:
    """Refuse to overwrite what a person changed.

    Raises
    ------
    ExportError : with the differences
    """
    found = [conflict for file in merged.values() for conflict in file.conflicts]
    found += [conflict for _, conflict in earlier.gone({*merged, *VERIFIED, "README.md"}) if conflict is not None and not force]
    if found:
        told = ", ".join(f"{name} ({where})" for name, where in found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
        names = {conflict.file for conflict in found}
        raise ExportError(
            f"{place} was changed by hand where this export changes it too: {told}. Nothing was overwritten; undo or move these changes, "
            "or replace all that was changed there with --force",
            changes=_changes(earlier, {name: file for name, file in merged.items() if name in names}, names),
        )


def _changes(earlier: folder.Earlier, merged: Mapping[str, Merged], names: Collection[str] = ()) -> tuple[Change, ...]:
    """What becomes of the files of the last export; of those named where some are."""
    found = [
        edits.change(name, earlier.text(name), merged[name].text if name in merged else None, merged[name].what if name in merged else None)
        for name in sorted({*merged, *(name for name in earlier.written if earlier.text(name) is not None)})
        if earlier.written and (not names or name in names)
    ]
    return tuple(change for change in found if change is not None)


class _Subject:
    """A notebook that is to become a pipeline, with what is known of it before anything runs.

    Parameters
    ----------
    source, place : the notebook's file and the pipeline's folder
    text : the notebook, if it is not what the file says
    infer, chosen : as in `parameters.find`
    edits : what a person changed in the plan of an earlier export
    names : other names for parameters that are made of literals, by those that are proposed

    Raises
    ------
    ExportError, ReadError : it can't be read, or is in another language
    """

    def __init__(
        self,
        source: Path,
        place: Path,
        text: bytes | None,
        infer: bool,
        chosen: Mapping[str, Any],
        edits: PlanEdits,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.source, self.infer, self.edits, self._names = source, infer, edits, names or {}
        self._chosen = {self._names.get(name, name): value for name, value in chosen.items()}
        self.engine, self.settings = Engine(), _settings(source)
        self.text = read_bytes(str(source)) if text is None else text
        self.notebook = read_text(self.text, str(source))
        if not self.notebook.is_python:
            raise ExportError(f"{source} is a notebook in {self.notebook.language}: only Python can be exported")
        self.here = os.path.relpath(source.resolve(), place.resolve()).replace(os.sep, "/")
        self.seen_from = os.path.relpath(place.resolve(), source.resolve().parent).replace(os.sep, "/")

    @cached_property
    def graph(self) -> Graph:
        return self.engine.graph(self.notebook, self.settings)

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The chosen parameters, and those whose default was edited, where the notebook still has them."""
        if not self.edits.defaults:
            return self._chosen
        edited = {name: value for name, value in self.edits.defaults.items() if name in {parameter.name for parameter in self.possible}}
        return edited | {name: value for name, value in self._chosen.items() if value is not None or name not in edited}

    @cached_property
    def checked(self) -> FileReport:
        return self.engine.check_text(self.text, str(self.source), self.settings)

    @cached_property
    def kernel(self) -> tuple[str, str | None]:
        return runner.kernel_for(self.notebook.kernel)

    @cached_property
    def needed(self) -> requirements.Requirements:
        return requirements.resolve(self.graph, self.source.resolve().parent, self.kernel[0])

    def pinned(self, plan: Plan) -> str:
        """The text of requirements.txt: without what hands values on, where no step does."""
        lines = self.needed.text.splitlines(keepends=True)
        spared = () if _is_joined(plan) or CARRIER in requirements.imported(self.graph) else (f"{CARRIER}==",)
        return "".join(line for line in lines if not line.startswith(spared))

    @cached_property
    def lifted(self) -> tuple[Graph, literals.Lifted]:
        """The notebook with names for the literals inside statements that become parameters, and its dataflow.

        Raises
        ------
        ExportError : one of them can't have the name that it was given
        """
        for proposed, name in self._names.items():
            if not literals.is_free(self.graph, name) or list(self._names.values()).count(name) > 1:
                raise ExportError(f"`{proposed}` can't be called `{name}`: that has a meaning already, or is no name")
            if name not in self._all[1].origins:
                raise ExportError(f"`{proposed}` can't be called `{name}`: it is a name of the notebook itself, or no parameter")
        graph, lifted, skipped = self._all
        wanted = {*self.taken}
        if wanted >= lifted.origins.keys():
            return graph, lifted
        own = {name: proposal for proposal, name in self._names.items()}
        only = {own.get(name, name) for name in wanted}
        lifted = literals.lift(self.graph, skipped=skipped, only=only, names=self._names)
        return (self.engine.graph(lifted.notebook, self.settings) if lifted.origins else self.graph), lifted

    @cached_property
    def _all(self) -> tuple[Graph, literals.Lifted, frozenset[Place]]:
        """The notebook with names for all literals that could be parameters, its dataflow, and which of them could not."""
        skipped: frozenset[Place] = frozenset()
        while not parameters.of_author(self.graph):
            lifted = literals.lift(self.graph, skipped=skipped, names=self._names)
            made = self.engine.graph(lifted.notebook, self.settings) if lifted.origins else self.graph
            taken = {parameter.name for parameter in parameters.find(made)}
            lost = {place for name, place in lifted.origins.items() if name not in taken}
            if not lost:
                return made, lifted, skipped
            skipped |= lost
        return self.graph, literals.Lifted(self.graph.notebook), skipped

    @cached_property
    def possible(self) -> tuple[Parameter, ...]:
        """All parameters that the pipeline could have, their lines those of the notebook as it is."""
        graph, lifted, _ = self._all
        return self._placed(parameters.find(graph), lifted)

    @cached_property
    def taken(self) -> dict[str, Any]:
        """The parameters that it gets, with their defaults; None for the notebook's own."""
        if parameters.of_author(self.graph):
            return dict.fromkeys(parameter.name for parameter in self.possible) | self.chosen
        return dict.fromkeys(proposals.propose(self.possible, self._all[1], self.graph) if self.infer else ()) | self.chosen

    def others(self) -> tuple[Parameter, ...]:
        """Parameters that it could have and does not get."""
        return tuple(parameter for parameter in self.possible if parameter.name not in self.taken)

    def invented(self) -> tuple[str, ...]:
        """Names that were made up for literals, of all that it could have."""
        return tuple(self._all[1].origins)

    @staticmethod
    def _placed(found: Iterable[Parameter], lifted: literals.Lifted) -> tuple[Parameter, ...]:
        return tuple(msgspec.structs.replace(p, line=lifted.line(p.name, p.cell, p.line)) for p in found)

    @property
    def lifted_graph(self) -> Graph:
        return self.lifted[0]

    def stops(self) -> tuple[Finding, ...]:
        """What a fresh run can't get through.

        Raises
        ------
        ExportError : the notebook can't be checked
        """
        if self.checked.error:
            raise ExportError(f"{self.source}: {self.checked.error}")
        return tuple(finding for finding in self.checked.findings if finding.severity == "error")

    def saved(self) -> tuple[Reference | None, str | None]:
        """The outputs that the file holds, where they can serve as reference; else why not."""
        try:
            return saved(self.notebook, self.text, self.checked.state), None
        except Unsaved as why:
            return None, f"the outputs that its file holds can't tell, as {why}"

    def plan(self, together: Collection[str] = (), in_order: bool = False) -> Plan:
        """The plan, its lines those of the notebook as it is.

        Parameters
        ----------
        together, in_order : as in `make_plan`
        """
        (graph, lifted), (kernel, other) = self.lifted, self.kernel
        plan = make_plan(graph, self.here, infer=False, chosen=self.taken, kernel=kernel, together=together, in_order=in_order)
        placed = self._placed(plan.parameters, lifted)
        lacking = f"the kernel {kernel} lacks {CARRIER}, which steps hand on values with: pip install {CARRIER} in its environment"
        notes = [*([other] if other else []), *([lacking] if _is_joined(plan) and not self.needed.has(CARRIER) else [])]
        lost = [
            f"`{name}`, of which the default was edited, is no parameter any more"
            for name in self.edits.defaults
            if name not in self.chosen
        ]
        return self.edits.onto(msgspec.structs.replace(plan, parameters=placed, notes=(*plan.notes, *notes, *lost)))

    def own_values(self) -> dict[str, Any]:
        """What the notebook itself gives the parameters that were chosen."""
        found = parameters.find(self.lifted_graph, infer=False, chosen=dict.fromkeys(self.chosen))
        return {parameter.name: parameter.default for parameter in found if parameter.name in self.chosen}


def _is_joined(plan: Plan) -> bool:
    """Whether any step hands something on."""
    return any(map(plan.joins, plan.steps))


def _refusal(outside: tuple[Effect, ...]) -> str:
    """Why a notebook is not run for a verification, and what to do."""
    told = "; ".join(f"cell {effect.cell}, line {effect.line} {effect.what}" for effect in outside[:5])
    more = f"; and {len(outside) - 5} more" if len(outside) > 5 else ""
    return (
        f"a verification runs the notebook, and that would act outside of its folder: {told}{more}. Allow it with --allow-effects, "
        f"or export without running anything with --verify none"
    )


def _settings(source: Path) -> Settings:
    """The settings of the notebook's folder, with the rules that the gate goes by whatever else they say.

    Raises
    ------
    ExportError : the settings can't be followed
    """
    try:
        return Resolver({"select": GATE, "per_file_ignores": {}, "severity": {}}).of_file(str(source))
    except SettingsError as error:
        raise ExportError(str(error)) from None


def _gate(stops: tuple[Finding, ...]) -> None:
    """Refuse what a fresh run can't get through.

    Raises
    ------
    ExportError : with the findings
    """
    if stops:
        told = "; ".join(
            f"{finding.code} in cell {finding.cell.index if finding.cell else '?'}: {finding.message}" for finding in stops[:5]
        )
        more = f" (and {len(stops) - 5} more)" if len(stops) > 5 else ""
        raise ExportError(f"a fresh run would fail: {told}{more}; mend it, or go on with --force", stops)


def _files(plan: Plan, graph: Graph, lifted: literals.Lifted, seen_from: str, target: Target) -> dict[str, str]:
    files = {FILE: dump(plan), ".gitignore": folder.IGNORED, "tests/test_pipeline.py": readme.TEST}
    if _is_joined(plan):
        files[f"{steps.HANDOVER}.py"] = Path(__file__).with_name("handover.py").read_text(encoding="utf-8")
    return files | steps.render(plan, graph, seen_from, lifted.origins.keys()) | target.render(plan)
