"""Stamps: when a notebook is saved, each cell's metadata tell which text gave its outputs, so that a check of the file alone sees edits."""

from __future__ import annotations

import logging
from typing import Any

from jupyter_mldebt.execution import digest
from jupyter_mldebt.journal.database import Unusable
from jupyter_mldebt.journal.journal import Journal
from jupyter_mldebt.journal.observer import Observer
from jupyter_mldebt.server.places import NoPlace, place

SPACE, KEY = "nbcheck", "ran"  # in a cell's metadata: {"nbcheck": {"ran": "12:3f9a0c51be07"}}, the count and the digest
PATIENCE = 0.3  # seconds for which a save waits until what ran last is in the journal


class Stamps:
    """Puts what the journal knows into notebooks that are saved.

    Parameters
    ----------
    journal, observer : what ran, and who is still writing it down
    log : where it is said that the journal can't be read
    """

    def __init__(self, journal: Journal, observer: Observer, log: logging.Logger | logging.LoggerAdapter[Any]) -> None:
        self._journal, self._observer, self._log = journal, observer, log

    def before_save(self, model: dict[str, Any], path: str, contents_manager: Any, **more: Any) -> None:
        """Stamp the cells of a notebook; a hook of Jupyter's contents manager. Whatever goes wrong, the notebook is saved."""
        if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
            return
        try:
            self._observer.settle(PATIENCE)
            last = self._journal.last_runs(str(place(contents_manager.root_dir, path)))
        except (Unusable, NoPlace) as error:
            self._log.warning("jupyter-mldebt: %s is saved without digests of what ran: %s", path, error)
            return
        for cell in model["content"].get("cells", ()):
            if cell.get("cell_type") != "code":
                continue
            run, count = last.get(cell.get("id", "")), cell.get("execution_count")
            if run is not None and count is not None and run.count == count:
                own = cell["metadata"].get(SPACE)
                cell["metadata"][SPACE] = {**(own if isinstance(own, dict) else {}), KEY: f"{count}:{digest(run.source)}"}
            elif count is None:
                self._clear(cell["metadata"])

    @staticmethod
    def _clear(metadata: dict[str, Any]) -> None:
        """A cell whose outputs were cleared has no run to tell of."""
        own = metadata.get(SPACE)
        if isinstance(own, dict) and own.pop(KEY, None) is not None and not own:
            del metadata[SPACE]
