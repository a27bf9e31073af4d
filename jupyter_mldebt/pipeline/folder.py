"""The pipeline's folder on disk: written aside, renamed into place, and never over anything that the export did not write."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from jupyter_mldebt.pipeline.plan import PlanError

ASIDE = ".nbcheck-export-"
MANIFEST = ".nbcheck-manifest.json"
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


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files, by name relative to the folder, and what they are by content."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    digests = {name: _digest(folder / name) for name in sorted(files)}
    (folder / MANIFEST).write_text(json.dumps({"version": 1, "files": digests}, indent=1) + "\n", encoding="utf-8")


def check(target: Path, *, force: bool) -> None:
    """See whether an export may take the place of what is there.

    Raises
    ------
    PlanError : it is no export, or a person edited it or added to it since and `force` is not set
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise PlanError(f"{target} is a file, not a folder")
    if not any(target.iterdir()):
        return
    written = _manifest(target)
    if written is None:
        raise PlanError(f"{target} is not empty and no export of nbcheck's: give another folder with -o")
    if force:
        return
    edited = sorted(name for name, digest in written.items() if not (target / name).is_file() or _digest(target / name) != digest)
    added = sorted(_added(target, written))
    if edited or added:
        what = " and ".join(part for part in (_listed("edited", edited), _listed("added", added)) if part)
        raise PlanError(f"{target} was changed by hand since it was exported ({what}): nothing was overwritten; --force replaces it")


def put(made: Path, target: Path) -> None:
    """Move what was written aside into place; the old folder stays whole if anything fails.

    Files that a person added stay, and so do the steps that have run: a run knows by itself which of them are still good.
    """
    old = Path(tempfile.mkdtemp(prefix=f"{ASIDE}{os.getpid()}-", dir=target.parent)) / "old" if target.exists() else None
    if old is not None:
        for name in _added(target, _manifest(target) or {}):
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            if not (made / name).exists():
                shutil.copy2(target / name, made / name)
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


def _added(target: Path, written: Mapping[str, str]) -> Iterator[str]:
    """Files that neither an export nor a run made."""
    for folder, folders, files in os.walk(target):
        folders[:] = [name for name in folders if name not in _MADE_BY_RUNS]
        for name in files:
            if name in _MADE_BY_RUNS:
                continue
            relative = (Path(folder) / name).relative_to(target).as_posix()
            if relative not in written and relative != MANIFEST:
                yield relative


def _manifest(target: Path) -> dict[str, str] | None:
    try:
        files = json.loads((target / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return files if isinstance(files, dict) else None


def _digest(file: Path) -> str:
    """What a file says; of a notebook its cells, for it was not edited where somebody has run it."""
    data = file.read_bytes()
    if file.suffix == ".ipynb":
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            cells = [(cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("tags")) for cell in json.loads(data)["cells"]]
            data = json.dumps(cells).encode()
    return hashlib.sha256(data).hexdigest()


def _listed(what: str, names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{what}: {', '.join(names[:3])}{more}" if names else ""
