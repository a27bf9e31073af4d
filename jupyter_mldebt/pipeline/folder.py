"""The pipeline's folder on disk: written aside, renamed into place, and never over anything that the export did not write."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from jupyter_mldebt.pipeline.edits import VERIFIED, Conflict, Merged, PlanEdits, merge, of_plan, same
from jupyter_mldebt.pipeline.plan import FILE, PlanError
from jupyter_mldebt.pipeline.steps import HANDOVER

ASIDE = ".nbcheck-export-"
MANIFEST = ".nbcheck-manifest.json"
_VERSION = 2
_OF = "of"  # says whose place an export has that was moved away
RUNS = ".nbcheck-run"  # what a run leaves for the next one
_KEPT = ("executed", "artifacts", "logs", RUNS)
_FORM_RUNS = "runs"  # what the form's runs leave, a folder each
_PAGE = "RUN.html"
_MADE_BY_RUNS = frozenset({*_KEPT, _FORM_RUNS, _PAGE, "__pycache__", ".pytest_cache", ".ipynb_checkpoints"})
IGNORED = "".join(f"/{name}/\n" for name in (*_KEPT, _FORM_RUNS)) + f"/{_PAGE}\n__pycache__/\n"


def of(notebook: str | Path, chosen: str | Path | None = None) -> Path:
    """The pipeline's folder: the chosen one, or `<name>-pipeline` beside the notebook."""
    return Path(chosen) if chosen is not None else Path(notebook).parent / f"{Path(notebook).stem}-pipeline"


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A folder beside the target to write into; it is gone afterwards unless `put` has moved it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f"{ASIDE}{os.getpid()}-", dir=target.parent))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write(folder: Path, files: Mapping[str, str], generated: Mapping[str, str] | None = None, edits: PlanEdits | None = None) -> None:
    """Write files, by name relative to the folder, and what the next export has to know of them.

    Parameters
    ----------
    folder : where they go
    files : their texts
    generated : what the export made, where a file has more than that: what a person changed
    edits : what a person changed in the plan, which the export has taken over
    """
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    made = generated if generated is not None else files
    known = {name: _Written(_digest(made[name]), None if _is_ours(name) else made[name]) for name in sorted(made)}
    manifest = msgspec.json.format(msgspec.json.encode(_Manifest(_VERSION, known, edits or PlanEdits())), indent=1)
    (folder / MANIFEST).write_bytes(manifest + b"\n")


def check(target: Path) -> None:
    """See whether an export may take the place of what is there.

    Raises
    ------
    PlanError : it is no export
    """
    _restore(target)
    if not target.exists():
        return
    if not target.is_dir():
        raise PlanError(f"{target} is a file, not a folder")
    if any(target.iterdir()) and _manifest(target) is None:
        raise PlanError(f"{target} is not empty and no export of nbcheck's: give another folder with -o")


def edited(target: Path) -> tuple[str, ...]:
    """Files of an export that a person changed, removed or added."""
    earlier = Earlier(target)
    return tuple(sorted({*(name for name in earlier.written if earlier.is_edited(name)), *_added(target, earlier.written)}))


class _Written(msgspec.Struct, frozen=True):
    """A file as an export wrote it: its digest, and its text where a person may edit it."""

    digest: str
    text: str | None = None


class _Manifest(msgspec.Struct, frozen=True):
    version: int
    files: dict[str, _Written]
    edits: PlanEdits = PlanEdits()


class Earlier:
    """What the last export into a folder left there, and what a person made of it.

    Parameters
    ----------
    target : the pipeline's folder

    """

    def __init__(self, target: Path) -> None:
        self._target = target
        known = _manifest(target) if target.is_dir() else None
        self.written = known.files if known is not None else {}
        self._known = known.edits if known is not None else PlanEdits()

    def edits(self) -> PlanEdits:
        """What was changed in the plan.

        Raises
        ------
        PlanError : pipeline.yaml was edited so that it can't be read
        """
        base, mine = self.written.get(FILE), self.text(FILE)
        if base is None or base.text is None or mine is None or mine == base.text:
            return self._known
        return of_plan(base.text, mine, self._known)

    def text(self, name: str) -> str | None:
        """A file as it is there now; None where there is none."""
        try:
            return (self._target / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def is_edited(self, name: str) -> bool:
        """Whether a file that was written is no longer what it was, or gone."""
        now, then = self.text(name), self.written[name]
        if now is None:
            return True
        return not same(name, now, then.text) if then.text is not None else _digest(now) != then.digest

    def merge(self, name: str, new: str) -> Merged:
        """What the new export writes, with what a person changed."""
        now, then = self.text(name), self.written.get(name)
        if then is None:
            return Merged(new, None, () if now is None or now == new else (Conflict(name, "the file, which is not the last export's"),))
        if now is None or name in VERIFIED or not self.is_edited(name):
            return Merged(new, None)
        if then.text is not None:
            return merge(name, then.text, now, new)
        return Merged(now, "kept", () if _digest(new) == then.digest else (Conflict(name, "the file"),))

    def gone(self, names: Collection[str]) -> Iterator[tuple[str, Conflict | None]]:
        """Files that the new export no longer has, with what stands against that."""
        for name in sorted(self.written.keys() - names):
            if self.text(name) is not None:
                yield name, Conflict(name, "the file, which the export no longer has") if self.is_edited(name) else None


def put(made: Path, target: Path) -> None:
    """Move what was written aside into place; the old folder stays whole if anything fails.

    Files that a person added stay, and so do the steps that have run: a run knows by itself which of them are still good.
    """
    old = Path(tempfile.mkdtemp(prefix=f"{ASIDE}{os.getpid()}-", dir=target.parent)) / "old" if target.exists() else None
    if old is not None:
        for name in _added(target, Earlier(target).written):
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            if not (made / name).exists():
                shutil.copy2(target / name, made / name)
        (old.parent / _OF).write_text(target.name, encoding="utf-8")
        os.replace(target, old)
    try:
        os.replace(made, target)
        if old is not None:
            for name in (_FORM_RUNS, *(_KEPT if (old / RUNS).is_dir() else ())):
                with suppress(OSError):  # it is not there, or it runs again
                    os.replace(old / name, target / name)
    except OSError:
        if old is not None:
            os.replace(old, target)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old.parent, ignore_errors=True)


def _restore(target: Path) -> None:
    """Put back an export that one which was killed had just moved away."""
    for told in target.parent.glob(f"{ASIDE}*/{_OF}"):
        with suppress(OSError):
            if told.read_text(encoding="utf-8") == target.name and not target.exists():
                os.replace(told.parent / "old", target)
                shutil.rmtree(told.parent, ignore_errors=True)


def _added(target: Path, written: Collection[str]) -> Iterator[str]:
    """Files that neither an export nor a run made."""
    for folder, folders, files in os.walk(target):
        folders[:] = [name for name in folders if name not in _MADE_BY_RUNS]
        for name in files:
            if name in _MADE_BY_RUNS:
                continue
            relative = (Path(folder) / name).relative_to(target).as_posix()
            if relative not in written and relative != MANIFEST:
                yield relative


def _manifest(target: Path) -> _Manifest | None:
    try:
        found = msgspec.json.decode((target / MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.version == _VERSION else None


def _is_ours(name: str) -> bool:
    """Whether a file is the same in all exports, or made anew by each: nobody merges it."""
    return name in VERIFIED or name == f"{HANDOVER}.py" or name.startswith("form/")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
