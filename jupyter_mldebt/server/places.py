"""Contents paths, as the browser knows them, and places on the server's disk."""

from __future__ import annotations

import os
from pathlib import Path


class NoPlace(ValueError):
    """A path that leads out of the server's folder, or nowhere. The message is for a person."""


def place(root: str, path: str) -> Path:
    """Where a contents path is on disk. Nothing is read.

    Parameters
    ----------
    root : the contents manager's root folder
    path : contents path: slashes, relative to the root

    Raises
    ------
    NoPlace
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    strange = "\0" in path or (os.name == "nt" and ("\\" in path or ":" in path))
    if not parts or ".." in parts or strange:
        raise NoPlace(f"{path!r} is no path of a notebook on this server.")
    return Path(os.path.abspath(os.path.expanduser(root)), *parts)


def inside(root: str, path: str, notebook: Path) -> Path:
    """Where a folder that shall be written is on disk.

    Parameters
    ----------
    root, path : as for `place`
    notebook : where it is on disk; who reaches it through a link may write beside it

    Raises
    ------
    NoPlace : it is not below the root, also by its links
    """
    found = place(root, path)
    real = Path(os.path.realpath(found))
    homes = {os.path.realpath(os.path.expanduser(root)), os.path.realpath(notebook.parent)}
    if not any(real.is_relative_to(home) and str(real) != home for home in homes):
        raise NoPlace(f"{path!r} leads out of the folder that this server shows.")
    return found


def sibling(path: str, name: str) -> str:
    """Contents path of another file in the folder of `path`."""
    folder, _, _ = path.strip("/").rpartition("/")
    return f"{folder}/{name}" if folder else name
