"""The planning process: what an export would make of a notebook, and what it costs; what made a result. Nothing is run or written."""

from __future__ import annotations

import traceback
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import msgspec

from jupyter_mldebt.pipeline import cost, folder
from jupyter_mldebt.pipeline.effects import Effect
from jupyter_mldebt.pipeline.export import ExportError, Proposal, propose
from jupyter_mldebt.pipeline.gather import Ungatherable, gather, notebook
from jupyter_mldebt.pipeline.plan import PlanError, listed, report
from jupyter_mldebt.pipeline.scratch import Scratch
from jupyter_mldebt.pipeline.targets import find, unable
from jupyter_mldebt.rule import Finding
from jupyter_mldebt.server.messages import Answer, GatherTask, PlanTask
from jupyter_mldebt.server.worker import serve

PATIENCE = 3.0  # seconds to see how much a verification would copy
MOST_OTHERS = 100  # parameters that nobody proposes; who wants more has a cell for them
FolderState = Literal["new", "export", "edited", "foreign"]


class Offer(msgspec.Struct, frozen=True):
    """A target, and why it can't run this plan."""

    name: str
    reasons: tuple[str, ...]


class Cost(msgspec.Struct, frozen=True):
    """Seconds that a verification takes by the times in the file, megabytes that it copies, and how many it may; None where that is not known."""

    full: float | None
    once: float | None
    copied: int | None
    limit: int


class Planned(msgspec.Struct, frozen=True):
    """An ExportProposal of the contract, but for what the server knows itself."""

    plan: dict[str, Any]
    others: list[dict[str, Any]]
    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...]
    tagged: bool
    invented: tuple[str, ...]
    unsaved: str | None
    folder_state: FolderState
    edited: tuple[str, ...]
    targets: tuple[Offer, ...]
    cost: Cost


def answer(data: bytes) -> Answer:
    """Plan one export, or gather what made one result. Never raises."""
    task = msgspec.json.decode(data, type=PlanTask | GatherTask)
    return _gathered(task) if isinstance(task, GatherTask) else _planned(task)


def _gathered(task: GatherTask) -> Answer:
    try:
        found = gather(task.executions, task.number)
        made = {
            "notebook": notebook(found, task.source, task.kernel),
            "executions": [execution.number for execution in found.executions],
            "notes": found.notes,
        }
        return Answer(msgspec.Raw(msgspec.json.encode(made)))
    except (Ungatherable, RecursionError) as error:
        return Answer(status=422, message=f"This can't be gathered: {error}.")
    except Exception as error:
        traceback.print_exc()
        return Answer(status=500, message=f"Gathering met a bug: {type(error).__name__}: {error}.")


def _planned(task: PlanTask) -> Answer:
    try:
        source, place = Path(task.file), Path(task.folder)
        made = propose(source if source.suffix == ".ipynb" else f"{source}.ipynb", place, text=bytes(task.notebook))
        offers = tuple(Offer(target.name, tuple(unable(target, made.plan))) for target in find().values())
        plan, others = report(made.plan), listed(made.others[:MOST_OTHERS])
        found = Planned(
            plan,
            others,
            made.findings,
            made.effects,
            made.tagged,
            made.invented,
            made.unsaved,
            *_state(place),
            offers,
            _cost(source, place, made),
        )
        return Answer(msgspec.Raw(msgspec.json.encode(found)))
    except (ExportError, RecursionError) as error:
        message = str(error).replace(f"{task.file}", Path(task.file).name)  # places on disk say nothing to who sees the browser
        return Answer(status=422, message=message or "This notebook is nested too deeply to be exported.")
    except Exception as error:
        traceback.print_exc()
        return Answer(status=500, message=f"Planning the export met a bug: {type(error).__name__}: {error}.")


def _state(place: Path) -> tuple[FolderState, tuple[str, ...]]:
    """Whether an export may go there, and which files of the one that is there were changed by hand."""
    if not place.exists():
        return "new", ()
    try:
        folder.check(place)
        edited = folder.edited(place)
    except PlanError:
        return "foreign", ()
    return "edited" if edited else "export", edited


def _cost(source: Path, place: Path, made: Proposal) -> Cost:
    seconds = cost.recorded(source)
    once_runs = 1 if made.unsaved is None else 2
    full, once = (None if seconds is None else round(runs * (seconds + cost.KERNEL), 1) for runs in (3, once_runs))
    return Cost(full, once, _copied(source, place, made), made.largest)


def _copied(source: Path, place: Path, made: Proposal) -> int | None:
    """Megabytes that a verification copies; None where the folder is so large that nobody can wait for that."""
    found: list[int] = []

    def look() -> None:
        try:
            found.append(sum(Scratch(source, place, largest=1 << 40, read_only=made.read_only).copied.values()) >> 20)
        except (PlanError, OSError):
            pass

    thread = Thread(target=look, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return found[0] if found else None


if __name__ == "__main__":
    serve(answer)
