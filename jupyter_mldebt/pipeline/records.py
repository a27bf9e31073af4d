"""Records of finished steps: what each ran with, read and made, and so why a step has to run again.

They are verifying traces (Mokhov, Mitchell and Peyton Jones, Build Systems à la Carte, 2018): a step is not run again where all that it
depended on and all that it made is as it was when it finished, by content.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mldebt.pipeline.plan import Plan, Step
from jupyter_mldebt.pipeline.steps import HANDOVER
from jupyter_mldebt.pipeline.witness import stamp

VERSION = 1
EXECUTED, ARTIFACTS = "executed", "artifacts"
_TICK = 2.0  # seconds: a file that was written just now may be written again within the same tick of the coarsest clock in use
_BLOCK = 1 << 20


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A file by its content, None where there was none, "" where it changed while it was used; the stamp spares reading it again."""

    digest: str | None
    stamp: str = ""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a step runs with.

    Parameters
    ----------
    source : digest of its code
    parameters : their values, as Python text
    environment : kernel, Python and packages, by name with their versions
    takes : digests of what earlier steps hand on, by step
    """

    source: str
    parameters: dict[str, str]
    environment: dict[str, str]
    takes: dict[str, str | None]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A step that finished.

    Parameters
    ----------
    terms : what it ran with
    reads, lists, writes : files, names in folders, and files, from the working directory, as far as its Python process told
    makes : its executed notebook and what it hands on, from the pipeline's folder
    outside : what it used that can't be known: the network, other programs
    seconds : how long it took
    finished : when, in UTC
    """

    version: int
    terms: Terms
    reads: dict[str, Seen]
    lists: dict[str, list[str]]
    writes: dict[str, str | None]
    makes: dict[str, str | None]
    outside: list[str]
    seconds: float
    finished: str


class Records:
    """The records of one pipeline.

    Parameters
    ----------
    folder : the pipeline's
    place : where the records are kept
    workdir : where the steps run
    plan : the pipeline's plan
    """

    def __init__(self, folder: Path, place: Path, workdir: Path, plan: Plan) -> None:
        self._folder, self._place, self._workdir, self._plan = folder, place, workdir, plan
        self._digests: dict[tuple[str, str], str | None] = {}
        self._order = {step.name: number for number, step in enumerate(plan.steps)}
        self._above: dict[str, set[str]] = {}  # the steps that each waits for, directly or not
        for step in plan.steps:
            needs = {*step.after, *takes(step)} & self._above.keys()
            self._above[step.name] = needs.union(*(self._above[need] for need in needs))
        self._found: dict[str, Record] = {}
        self._written: dict[str, dict[Path, str | None]] = {}
        for step in plan.steps:
            if (found := self._read(step.name)) is not None:
                self._know(step.name, found)

    def get(self, step: str) -> Record | None:
        return self._found.get(step)

    def tidy(self) -> None:
        """Remove what steps made that are no longer in the plan, and what a killed run left half written."""
        known = {step.name for step in self._plan.steps}
        for file in self._place.glob("*.json"):
            if file.stem not in known:
                for made in (file, self.executed(file.stem), self.artifact(file.stem)):
                    made.unlink(missing_ok=True)
        for pattern in (f"{EXECUTED}/.*.part.ipynb", f"{ARTIFACTS}/*.part"):
            for file in self._folder.glob(pattern):
                file.unlink(missing_ok=True)

    def executed(self, step: str) -> Path:
        return self._folder / EXECUTED / f"{step}.ipynb"

    def artifact(self, step: str) -> Path:
        return self._folder / ARTIFACTS / f"{step}.pkl"

    def terms(self, step: Step, parameters: Mapping[str, Any], environment: Mapping[str, str]) -> Terms:
        """What a step would run with now."""
        return Terms(
            source=_source(self._folder / step.notebook, self._folder / f"{HANDOVER}.py"),
            parameters={name: repr(parameters[name]) for name in step.parameters},
            environment=dict(environment),
            takes={name: self._digest(self.artifact(name)) for name in takes(step)},
        )

    def begin(self, step: str) -> None:
        """Forget a step before it is run: what it hands on must not be taken for what it is about to make."""
        self._found.pop(step, None)
        self._written.pop(step, None)
        self._file(step).unlink(missing_ok=True)
        self.artifact(step).unlink(missing_ok=True)

    def finish(self, step: str, terms: Terms, notes: Path, seconds: float) -> bool:
        """Keep the record of a step that finished; False where nobody knows what it read, so that it runs again next time.

        Parameters
        ----------
        step, terms : what ran, with what
        notes : what witness.py wrote
        seconds : how long it took
        """
        try:
            told = json.loads(notes.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        record = Record(
            version=VERSION,
            terms=terms,
            reads={path: self._seen(path, opened) for path, opened in told["reads"].items()},
            lists=told["lists"],
            writes={path: self._digest(self._at(path)) for path in told["writes"]},
            makes={path.relative_to(self._folder).as_posix(): self._digest(path) for path in (self.executed(step), self.artifact(step))},
            outside=told["outside"],
            seconds=seconds,
            finished=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        )
        aside = self._file(step).with_suffix(".part")
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1))
        os.replace(aside, self._file(step))
        self._know(step, record)
        return True

    def reasons(self, step: str, terms: Terms) -> tuple[str, ...]:
        """Why a step has to run, one phrase each; empty where it has not."""
        record = self._found.get(step)
        if record is None:
            return ("it has not run before" if not self.executed(step).exists() else "no finished run of it is known",)
        return tuple(self._changes(step, record, terms))

    def spoilt(self, may_run: set[str]) -> dict[str, str]:
        """Finished steps that have to run again because a later step changed a file of theirs in place, and that step may run again.

        Parameters
        ----------
        may_run : names of the steps that have to run, or may have to
        """
        found: dict[str, str] = {}
        for step in self._plan.steps:
            record = self._found.get(step.name)
            if step.name not in may_run or record is None:
                continue
            for path in (*record.reads, *record.writes):
                before, _ = self._writers(step.name, path)
                writer = before[-1] if before else None
                if writer is not None and self._digest(self._at(path)) != self._wrote(writer, path):
                    found[writer] = f"`{path}` is no longer as it left it, and {step.name} needs it so"
        return found

    def contested(self, step: str, among: Iterable[str]) -> tuple[str, str] | None:
        """A file that a step and another of these used, of which one wrote it and neither waits for the other; with that step.

        Parameters
        ----------
        step : the step
        among : other steps, finished ones count
        """
        mine = self._found.get(step)
        for other in self._order:
            record = self._found.get(other)
            if (
                mine is None
                or other == step
                or other not in among
                or record is None
                or other in self._above[step]
                or step in self._above[other]
            ):
                continue
            for writer, user in ((mine, record), (record, mine)):
                used = {self._at(path) for path in (*user.reads, *user.writes)}
                if path := next((path for path in sorted(writer.writes) if self._at(path) in used), None):
                    return path, other
        return None

    def _changes(self, step: str, record: Record, terms: Terms) -> Iterator[str]:
        then = record.terms
        if then.source != terms.source:
            yield "its code changed"
        for name in sorted(then.parameters.keys() | terms.parameters.keys()):
            if then.parameters.get(name) != terms.parameters.get(name):
                yield f"parameter `{name}`: {_short(then.parameters.get(name))} is now {_short(terms.parameters.get(name))}"
        for name in sorted(then.environment.keys() | terms.environment.keys()):
            if then.environment.get(name) != terms.environment.get(name):
                yield f"{name} {then.environment.get(name) or 'not installed'} is now {terms.environment.get(name) or 'not installed'}"
        for name in sorted(then.takes.keys() | terms.takes.keys()):
            if then.takes.get(name) != terms.takes.get(name):
                yield f"what {name} hands on changed"
        for path, seen in sorted(record.reads.items()):
            yield from self._input_changes(step, path, seen)
        for path, names in sorted(record.lists.items()):
            yield from self._list_changes(path, names)
        for path, digest in sorted(record.writes.items()):
            _, later = self._writers(step, path)
            left = {digest, self._wrote(later[-1], path)} if later else {digest}
            if self._digest(self._at(path)) not in left:
                yield f"`{path}`, which it wrote, {self._how(self._at(path))}"
        for path, digest in sorted(record.makes.items()):
            if self._digest(self._folder / path) != digest:
                yield f"{path}, which it made, {self._how(self._folder / path)}"

    def _input_changes(self, step: str, path: str, seen: Seen) -> Iterator[str]:
        before, later = self._writers(step, path)
        if seen.digest == "":
            yield f"`{path}` changed while it was read"
        elif later and self._digest(self._at(path)) == self._wrote(later[-1], path):
            if before and self._wrote(before[-1], path) != seen.digest:
                yield f"`{path}` changed"
        elif not (seen.stamp and stamp(str(self._at(path))) == seen.stamp) and self._digest(self._at(path)) != seen.digest:
            yield f"`{path}` {self._how(self._at(path)) if seen.digest is not None else 'is new'}"

    def _list_changes(self, path: str, names: list[str]) -> Iterator[str]:
        folder = self._at(path)
        try:
            now = set(os.listdir(folder))
        except OSError:
            now = set()
        prefix = str(folder).rstrip(os.sep) + os.sep
        made = {str(file) for written in list(self._written.values()) for file in written}  # other steps may finish meanwhile
        ours = {file.removeprefix(prefix).partition(os.sep)[0] for file in made if file.startswith(prefix)} | {".ipynb_checkpoints"}
        new, gone = sorted(now - set(names) - ours), sorted(set(names) - now - ours)
        for what, which in (("is new", new), ("is gone", gone)):
            if which:
                more = f" (and {len(which) - 1} more)" if len(which) > 1 else ""
                yield f"`{which[0]}`{more} {what} in the folder `{path}`"

    def _writers(self, step: str, path: str) -> tuple[list[str], list[str]]:
        """Finished steps before and after a step that wrote a file."""
        file, at = self._at(path), self._order[step]
        wrote = [name for name in self._order if file in self._written.get(name, ())]
        return [name for name in wrote if self._order[name] < at], [name for name in wrote if self._order[name] > at]

    def _wrote(self, step: str, path: str) -> str | None:
        return self._written[step][self._at(path)]

    def _know(self, step: str, record: Record) -> None:
        self._found[step] = record
        self._written[step] = {self._at(path): digest for path, digest in record.writes.items()}

    def _seen(self, path: str, opened: str) -> Seen:
        file = self._at(path)
        now = stamp(str(file))
        if now != opened:
            return Seen("")
        is_old = bool(now) and time.time() - max(file.stat().st_mtime, file.stat().st_ctime) > _TICK
        return Seen(self._digest(file), now if is_old else "")

    def _digest(self, file: Path) -> str | None:
        """Of a file's content, None where there is no file; read once for each version of it."""
        key = str(file), stamp(str(file))
        if key not in self._digests:
            self._digests[key] = _digest(file)
        return self._digests[key]

    def _how(self, file: Path) -> str:
        return "changed" if file.is_file() else "is gone"

    def _at(self, path: str) -> Path:
        return Path(os.path.normpath(self._workdir / path))

    def _file(self, step: str) -> Path:
        return self._place / f"{step}.json"

    def _read(self, step: str) -> Record | None:
        try:
            found = msgspec.json.decode(self._file(step).read_bytes(), type=Record)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None
        return found if found.version == VERSION else None


def takes(step: Step) -> tuple[str, ...]:
    """The steps from which a step loads something."""
    return tuple(sorted({*step.consumes, *step.wants, *step.state}))


def _source(notebook: Path, handover: Path) -> str:
    """Digest of a step's code: its cells, without outputs and prose, and the module that hands values on."""
    cells = [
        ["".join(cell["source"]), cell["metadata"].get("tags", []), cell["metadata"].get("nbcheck")]
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    return hashlib.sha256(json.dumps([cells, _digest(handover)]).encode()).hexdigest()


def _digest(file: Path) -> str | None:
    told = hashlib.sha256()
    try:
        with open(file, "rb") as data:
            while block := data.read(_BLOCK):
                told.update(block)
    except OSError:
        return None
    return told.hexdigest()


def _short(text: str | None) -> str:
    shown = text or "not set"
    return shown if len(shown) <= 40 else shown[:39] + "…"
