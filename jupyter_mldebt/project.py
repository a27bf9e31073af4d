"""Many notebooks: which files a check is about, and their answers, in this process or in several, from the cache or fresh."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jupyter_mldebt.cache import Cache, lasting_stamp
from jupyter_mldebt.engine import Answer, Crash, Engine, failed, read_bytes
from jupyter_mldebt.read import ReadError
from jupyter_mldebt.rule import Extra, FileReport
from jupyter_mldebt.settings import Resolver, Settings

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from pathspec import GitIgnoreSpec

WALKED = (".ipynb",)
_NEVER_WALKED = frozenset({"node_modules", "site-packages", "__pycache__", "__pypackages__"})

# Below this, starting processes costs more than it saves.
_FEW_FILES = 24
_FEW_BYTES = 6_000_000
_CHUNK_FILES = 64
_LARGE_BYTES = 1_000_000

# Trees and graphs make so many objects that the collector would take a fifth of the time, and leave hardly anything to it; see `unhurried`.
_COLLECTION_FILES = 5000


class Job(NamedTuple):
    """One file to check.

    Parameters
    ----------
    path : as it was given, or as the walk came to it
    settings : those that hold for it
    """

    path: str
    settings: Settings


def collect(paths: Iterable[str], resolver: Resolver, *, force_exclude: bool = False) -> list[Job]:
    """The files that a check of these paths is about, each once, in a fixed order.

    A folder is walked: notebooks only, nothing hidden, nothing that .gitignore or the settings leave out. A file that is named is checked
    whatever it is called (unless `force_exclude` and the settings exclude it), and one that does not exist is a job too: its answer says so.

    Raises
    ------
    jupyter_mldebt.settings.SettingsError
    jupyter_mldebt.catalogue.UnknownRule
    """
    _real.cache_clear()
    seen: set[str] = set()
    jobs = []
    for given in paths:
        for path in _walk(given, resolver) if os.path.isdir(given) else (given,):
            known_as = _identity(path)
            if known_as not in seen:
                seen.add(known_as)
                settings = resolver.of_file(path)
                if not (force_exclude and settings.excludes(path)):
                    jobs.append(Job(path, settings))
    return jobs


def check(
    jobs: Sequence[Job],
    *,
    workers: int | None = None,
    cache: Cache | None = None,
    progress: Callable[[int], None] | None = None,
    include: Collection[Extra] = (),
) -> Iterator[Answer]:
    """The answers, in the order of the jobs.

    Parameters
    ----------
    jobs : what to check
    workers : processes; None for as many as there are cores, where the work is worth it
    cache : where answers with what `include` says are kept; None for nowhere
    progress : told how many files are done
    include : what else the reports are to have
    """
    found = _each(jobs, workers, cache, progress, include)
    if len(jobs) > 1 and any(
        info.across for settings in {id(job.settings): job.settings for job in jobs}.values() for info in settings.rules
    ):
        from jupyter_mldebt.beside import laid_beside

        yield from laid_beside(jobs, list(found))
    else:
        yield from found


def _each(
    jobs: Sequence[Job],
    workers: int | None,
    cache: Cache | None,
    progress: Callable[[int], None] | None,
    include: Collection[Extra],
) -> Iterator[Answer]:
    """The answers of the files one by one, as for `check`."""
    answers: dict[int, Answer] = {}
    missing: list[tuple[int, int]] = []
    for index, job in enumerate(jobs):
        kept = None
        if cache is not None:
            kept = cache.get(job.path, job.settings, printable(job.path))
        if kept is not None:
            answers[index] = kept
        else:
            missing.append((index, _size(job.path)))
    total = sum(size for _, size in missing)
    if workers is None:
        workers = _cores() if len(missing) > _FEW_FILES or total > _FEW_BYTES else 1
    workers = min(workers, len(missing))
    if workers > 1:
        fresh = _in_processes(jobs, missing, workers, cache, include)
    else:
        checker = _Checker(cache, include)
        fresh = ((index, checker.check(jobs[index])) for index, _ in missing)
    reached = 0
    for done, (index, answer) in enumerate(fresh, start=len(answers) + 1):
        answers[index] = answer
        if progress:
            progress(done)
        while reached in answers:
            yield answers.pop(reached)
            reached += 1
    while reached in answers:
        yield answers.pop(reached)
        reached += 1


def unhurried() -> None:
    """For a process that does nothing but check: what the parser warns of is not shown, garbage is collected between files, and what is
    loaded by now never looked at."""
    warnings.simplefilter("ignore")
    gc.freeze()
    gc.disable()


def printable(path: str) -> str:
    """The path as a report can hold it: a name that is no UTF-8 on disk gets replacement marks."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class _Checker:
    """An engine that keeps its answers in the cache."""

    def __init__(self, cache: Cache | None, include: Collection[Extra]) -> None:
        self._engine = Engine(keep=2_000_000)
        self._cache, self._include = cache, include
        self._since_collection = 0

    def check(self, job: Job) -> Answer:
        shown = printable(job.path)
        seen = lasting_stamp(job.path) if self._cache is not None else ""
        try:
            data = read_bytes(job.path)
        except ReadError as error:
            return Answer(FileReport(shown, "unknown", str(error), ()))
        answer = self._engine.answer(data, job.path, job.settings, include=self._include)
        self._collect()
        if shown != job.path:
            answer = msgspec.structs.replace(answer, report=msgspec.structs.replace(answer.report, path=shown))
        if self._cache is not None and not answer.crashes and answer.others is not None:
            self._cache.put(job.path, seen, data, job.settings, answer)
        return answer

    def _collect(self) -> None:
        """Where nobody collects garbage by itself, do it now and then."""
        self._since_collection += 1
        if self._since_collection >= _COLLECTION_FILES and not gc.isenabled():
            self._since_collection = 0
            gc.collect()


# Several processes. A chunk is a list of (index of the job, path, index of its settings).

_Chunk = list[tuple[int, str, int]]
_worker: tuple[_Checker, list[Settings]] | None = None


def _in_processes(
    jobs: Sequence[Job], missing: list[tuple[int, int]], workers: int, cache: Cache | None, include: Collection[Extra]
) -> Iterator[tuple[int, Answer]]:
    from concurrent.futures import as_completed

    settings: list[Settings] = []
    numbers: dict[int, int] = {}
    for index, _ in missing:
        one = jobs[index].settings
        if id(one) not in numbers:
            numbers[id(one)] = len(settings)
            settings.append(one)
    # The large ones first, so that none is left at the end, then folder by folder.
    missing.sort(key=lambda item: (item[1] < _LARGE_BYTES, jobs[item[0]].path))
    chunks = _chunks([(index, jobs[index].path, numbers[id(jobs[index].settings)]) for index, _ in missing], workers)
    lost: _Chunk = []
    pool = _pool(workers, settings, cache, include)
    try:
        with _uninterrupted():
            futures: dict[Future[list[tuple[int, Answer]]], _Chunk] = {pool.submit(_check_chunk, chunk): chunk for chunk in chunks}
        for future in as_completed(futures):
            try:
                yield from future.result()
            except Exception:  # the process died, and takes the chunks under way with it
                lost += futures[future]
    finally:
        pool.shutdown(wait=not lost, cancel_futures=True)
    yield from _one_by_one(sorted(lost), settings, cache, include)


def _one_by_one(chunk: _Chunk, settings: list[Settings], cache: Cache | None, include: Collection[Extra]) -> Iterator[tuple[int, Answer]]:
    """Each file alone, so that one which ends its process is known and the others are answered."""
    pool = None
    for entry in chunk:
        pool = pool or _pool(1, settings, cache, include)
        try:
            with _uninterrupted():
                future = pool.submit(_check_chunk, [entry])
            yield from future.result()
        except Exception as error:
            pool.shutdown(wait=False)
            pool = None
            shown = printable(entry[1])
            yield (
                entry[0],
                failed(shown, Crash(shown, "process", "the process that analysed this file died", f"{type(error).__name__}: {error}\n")),
            )
    if pool:
        pool.shutdown()


def _pool(workers: int, settings: list[Settings], cache: Cache | None, include: Collection[Extra]) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    given = settings, cache.folder if cache else None, tuple(include)
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_start, initargs=given)


def _context() -> BaseContext:
    """A fork brings the loaded modules along; where it is not safe, or not to be had, a new Python starts."""
    import multiprocessing
    import sys
    import threading

    may_fork = sys.platform.startswith("linux") and threading.active_count() == 1
    return multiprocessing.get_context("fork" if may_fork else "spawn")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep an interrupt back while processes are made: one that has not come as far as `_start` would show a traceback."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(settings: list[Settings], folder: str | None, include: Collection[Extra]) -> None:
    """Make the worker; it goes when its parent does, also when that is killed."""
    import signal
    import threading
    from multiprocessing import parent_process

    global _worker
    signal.signal(signal.SIGINT, _interrupted)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    unhurried()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    _worker = (_Checker(Cache(folder, include) if folder else None, include), settings)


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


_is_checking = _is_interrupted = False


def _interrupted(*_: object) -> None:
    """Give up the chunk under way and all after it, but never die on the way: half an answer in the pipe lets the parent wait for ever."""
    global _is_interrupted
    _is_interrupted = True
    if _is_checking:
        raise KeyboardInterrupt


def _check_chunk(chunk: _Chunk) -> list[tuple[int, Answer]]:
    global _is_checking
    assert _worker is not None
    checker, settings = _worker
    _is_checking = True
    try:
        if _is_interrupted:
            raise KeyboardInterrupt
        return [(index, checker.check(Job(path, settings[number]))) for index, path, number in chunk]
    finally:
        _is_checking = False


def _chunks(entries: _Chunk, workers: int) -> Iterator[_Chunk]:
    """Neighbours together, which often have cells in common; ever fewer, so that no process is left with many at the end."""
    done = 0
    while done < len(entries):
        share = max(1, min((len(entries) - done) // (2 * workers), _CHUNK_FILES))
        yield entries[done : done + share]
        done += share


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# Which files.


def _walk(top: str, resolver: Resolver) -> Iterator[str]:
    yield from _walk_folder("" if top == "." else top, os.path.abspath(top), _ignores_above(os.path.abspath(top)), resolver)


def _walk_folder(shown: str, folder: str, ignores: list[tuple[str, GitIgnoreSpec]], resolver: Resolver) -> Iterator[str]:
    settings = resolver.of_folder(folder)
    own = _gitignore(folder)
    if own is not None:
        ignores = [*ignores, (folder, own)]
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield shown or os.curdir  # the answer says why it can't be walked
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            inside = entry.path + "/"
            if entry.name.startswith(".") or entry.name in _NEVER_WALKED or os.path.exists(os.path.join(entry.path, "pyvenv.cfg")):
                continue
            if not _is_ignored(inside, ignores) and not settings.excludes(inside):
                yield from _walk_folder(os.path.join(shown, entry.name), entry.path, ignores, resolver)
        elif entry.name.endswith(WALKED) and not entry.name.startswith("._") and _is_readable_kind(entry):
            if not _is_ignored(entry.path, ignores) and not settings.excludes(entry.path):
                yield os.path.join(shown, entry.name)


def _is_readable_kind(entry: os.DirEntry[str]) -> bool:
    """Files, and links that lead nowhere, which the answer tells; no pipes or sockets, which would never end, and no links to folders."""
    return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))


def _ignores_above(folder: str) -> list[tuple[str, GitIgnoreSpec]]:
    """The .gitignore files of the folders above, from the root of the git repository down; none outside of one.

    None where they ignore the folder itself: who names an ignored folder wants it checked.
    """
    found: list[tuple[str, GitIgnoreSpec]] = []
    at = folder
    while not os.path.exists(os.path.join(at, ".git")):
        above = os.path.dirname(at)
        if above == at:
            return []
        at = above
        spec = _gitignore(at)
        if spec is not None:
            found.insert(0, (at, spec))
    return [] if _is_ignored(folder + "/", found) else found


def _gitignore(folder: str) -> GitIgnoreSpec | None:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    kept = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            continue  # git passes over a pattern that is none
        kept.append(line)
    return GitIgnoreSpec.from_lines(kept)


def _is_ignored(path: str, ignores: list[tuple[str, GitIgnoreSpec]]) -> bool:
    """The deepest .gitignore with a matching pattern decides."""
    for folder, spec in reversed(ignores):
        verdict = spec.check_file(os.path.relpath(path, folder) + ("/" if path.endswith("/") else "")).include
        if verdict is not None:
            return verdict
    return False


def _identity(path: str) -> str:
    """The same for every spelling of a path."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.normcase(os.path.join(_real(folder), name))


@lru_cache(maxsize=4096)
def _real(folder: str) -> str:
    """`os.path.realpath` of an absolute path, which asks for each folder above it only once."""
    above, name = os.path.split(folder)
    path = os.path.join(_real(above), name) if name else folder
    return os.path.realpath(path) if os.path.islink(path) else path


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
