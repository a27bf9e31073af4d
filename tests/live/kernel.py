"""A kernel as a front end uses it, and a fresh run of a document to hold what it says against."""

from __future__ import annotations

import ast
import re
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from queue import Empty
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

from jupyter_client.manager import KernelManager

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.model import Cell

Self = TypeVar("Self", bound="Kernel")
Shown = tuple[Any, ...]  # outputs of a cell, without counts and addresses


class Kernel:
    """A Python kernel of one's own, and what it showed below each cell.

    Parameters
    ----------
    manager : starts it; None: the kernel that is called python3
    folder : in which it runs; None: this one
    """

    def __init__(self, manager: KernelManager | None = None, folder: Path | None = None) -> None:
        self.manager = manager or KernelManager(kernel_name="python3")
        self.folder = folder
        self.shown: dict[str | None, Shown] = {}

    def __enter__(self: Self) -> Self:
        self.manager.start_kernel(cwd=str(self.folder) if self.folder else None)
        self._connect()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def _connect(self) -> None:
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def restart(self) -> None:
        self.client.stop_channels()
        self.manager.restart_kernel(now=True)
        self.shown.clear()
        self._connect()

    def execute(self, source: str, cell: str | None, interrupted: bool = False) -> Execution:
        """Run a text to its end, or interrupt it after a while."""
        timer = threading.Timer(1.5, self.manager.interrupt_kernel)
        if interrupted:
            timer.start()
        message = self._ask(
            "execute_request", {"code": source, "allow_stdin": False, "stop_on_error": False}, {"cellId": cell} if cell else {}
        )
        outputs: list[Any] = []
        while True:
            try:
                found = self.client.get_iopub_msg(timeout=60)
            except Empty:
                raise AssertionError(f"no end of {source!r}") from None
            if found["parent_header"].get("msg_id") != message:
                continue
            kind, content = found["msg_type"], found["content"]
            if kind == "status" and content["execution_state"] == "idle":
                break
            if kind == "stream":
                before = outputs.pop()[1] if outputs and outputs[-1][0] == content["name"] else ""
                outputs.append((content["name"], before + content["text"]))
            elif kind in ("execute_result", "display_data"):
                outputs.append((kind, content["data"].get("text/plain")))
            elif kind == "error":
                outputs.append((kind, content["ename"], content["evalue"]))
        reply = self._reply(message)
        timer.cancel()
        self.shown[cell] = tuple(_plain(part) for part in outputs)
        return Execution(0, source, cell, status=reply["status"], error=reply.get("ename"), count=reply.get("execution_count"))

    def _ask(self, kind: str, content: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
        """Send a request as a front end does; gives its id."""
        message = self.client.session.msg(
            kind, {"silent": False, "store_history": True, "user_expressions": {}, **content}, metadata=metadata
        )
        self.client.shell_channel.send(message)
        return str(message["header"]["msg_id"])

    def _reply(self, message: str) -> Any:
        while (found := self.client.get_shell_msg(timeout=60))["parent_header"].get("msg_id") != message:
            pass
        return found["content"]

    def values(self, names: Iterable[str]) -> Mapping[str, str | None]:
        """What the names hold, as text; None where they hold nothing."""
        asked = {name: name for name in names}
        told = self._reply(self.client.execute("", silent=True, user_expressions=asked))["user_expressions"]
        return {name: _plain(told[name]["data"].get("text/plain")) if told[name]["status"] == "ok" else None for name in asked}


class Judgement(NamedTuple):
    """What a fresh run gave otherwise: outputs of cells, values of names; nothing where it gave the same."""

    outputs: list[str]
    values: list[str]


def judge(page: Iterable[Cell], last: Mapping[str, Execution], live: Kernel, fresh: Kernel) -> Judgement:
    """Really run the document from the top on and compare, by the definition of the notebook's state.

    Parameters
    ----------
    page : the document's cells
    last : the last run of each cell by its id
    live, fresh : the kernel that was used, and another for the fresh run
    """
    cells = [cell for cell in page if cell.kind == "code" and cell.source.strip()]
    while cells and cells[-1].id not in last:
        cells.pop()
    fresh.restart()
    outputs: list[str] = []
    names: set[str] = set()
    lost: set[str] = set()
    for at, cell in enumerate(cells):
        done = fresh.execute(cell.source, cell.id)
        run = last.get(cell.id or "")
        if run is not None and run.source == cell.source:
            outputs += [cell.id or ""] if fresh.shown[cell.id] != live.shown[cell.id] else []
        if run is not None:
            names |= bound(cell.source)
        if done.status == "error" and "raises-exception" not in cell.tags:
            if run is None or run.status != "error":
                outputs.append(cell.id or "")
            lost = bound(cell.source).union(*(bound(other.source) for other in cells[at + 1 :]))
            break
    before, after = live.values(sorted(names - lost)), fresh.values(sorted(names - lost))
    return Judgement(outputs, [name for name in before if before[name] != after[name]])


def bound(source: str) -> set[str]:
    """Names that a text may bind."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return found | {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


_OF_ONE_RUN = re.compile(r"0x[0-9a-fA-F]+|[Cc]ell In\s*\[\d+\].*|ipykernel_\d+/\d+\.py")


def _plain(part: Any) -> Any:
    """A text without what only one run says, in whatever it is in."""
    if isinstance(part, str):
        return _OF_ONE_RUN.sub("", part)
    return tuple(map(_plain, part)) if isinstance(part, (tuple, list)) else part
