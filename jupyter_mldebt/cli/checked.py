"""Checked: a file that was checked, with what is needed to show or fix it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jupyter_mldebt.engine import Answer
from jupyter_mldebt.model import Notebook
from jupyter_mldebt.read import ReadError, read_text
from jupyter_mldebt.settings import Settings


class Checked(NamedTuple):
    """A file that was checked.

    Parameters
    ----------
    answer : what there is to say of it
    settings : those that hold for it
    path : as it was given, or as the walk came to it
    read : gives its text; raises ReadError where it went meanwhile
    """

    answer: Answer
    settings: Settings
    path: str
    read: Callable[[], bytes]

    def notebook(self) -> Notebook | None:
        """The notebook again, for its lines; None where it went meanwhile."""
        try:
            return read_text(self.read(), self.path)
        except ReadError:
            return None
