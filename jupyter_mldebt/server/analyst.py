"""The server's side of the analysis process: starts it when it is first needed, ends it when it overruns, starts it anew."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jupyter_mldebt
from jupyter_mldebt.server import frames

# Modules are looked for beside the package first, not in the folder of the server, where a notebook's own files lie.
HOME = Path(jupyter_mldebt.__file__).parent.parent


class Overrun(Exception):
    """The analysis took longer than it may."""


class Died(Exception):
    """The analysis process ended in the middle of a request."""


class Analyst:
    """One request at a time over the pipes of one long-lived process.

    Parameters
    ----------
    timeout : seconds that one request may take
    command : what starts the process
    """

    def __init__(self, timeout: float = 10.0, command: tuple[str, ...] = (sys.executable, "-m", "jupyter_mldebt.server.worker")) -> None:
        self.timeout = timeout
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = asyncio.Lock()
        # Popen and a thread, not asyncio's subprocesses: on Windows the server's event loop has none.
        self._thread = ThreadPoolExecutor(1, "mldebt-analyst")

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    async def ask(self, request: bytes) -> bytes:
        """Send one request, give its answer.

        Raises
        ------
        Overrun, Died : the process is gone then; the next request starts another
        """
        async with self._turn:
            exchange = asyncio.get_running_loop().run_in_executor(self._thread, self._exchange, request)
            try:
                return await asyncio.wait_for(asyncio.shield(exchange), self.timeout)
            except BaseException as error:
                while not exchange.done():  # more than once: the thread may be about to start the process
                    self._kill()
                    await asyncio.wait([exchange], timeout=0.1)
                self._kill()
                if isinstance(error, asyncio.TimeoutError):
                    raise Overrun from None
                if isinstance(error, (OSError, EOFError, ValueError)):
                    raise Died from error
                raise

    def stop(self) -> None:
        """End the process. A later request starts it again."""
        self._kill()

    def _exchange(self, request: bytes) -> bytes:
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        frames.write(process.stdin, request)  # type: ignore[arg-type]
        answer = frames.read(process.stdout)  # type: ignore[arg-type]
        if answer is None:
            raise EOFError("the analysis process ended")
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._kill()
            self._process = subprocess.Popen(self._command, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
