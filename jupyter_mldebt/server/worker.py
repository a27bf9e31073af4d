"""The analysis process: reads notebooks from stdin, answers file reports on stdout, until the server closes the pipe."""

from __future__ import annotations

import gc
import signal
import traceback
from collections import OrderedDict
from collections.abc import Callable

import msgspec

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.live.answer import Watch
from jupyter_mldebt.server import frames, pipes
from jupyter_mldebt.server.messages import Answer, Task
from jupyter_mldebt.settings import Resolver, SettingsError

_MOST_KERNELS = 20
_EACH_ALL = 50  # answers, before all garbage is collected


class Watches:
    """What is known of the kernels that were asked about last."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Watch] = OrderedDict()

    def of(self, task: Task) -> Watch | None:
        """The task's kernel with what has run on it; None where that is not known."""
        if task.executions is None:
            return None
        watch = self._known.setdefault(f"{task.kernel} {task.file}", Watch())
        self._known.move_to_end(f"{task.kernel} {task.file}")
        if len(self._known) > _MOST_KERNELS:
            self._known.popitem(last=False)
        watch.executions, watch.what_if, watch.related = task.executions, task.what_if, task.related
        return watch


def answer(engine: Engine, data: bytes, watches: Watches | None = None) -> Answer:
    """Check one notebook. Never raises: a notebook must not take the process with it."""
    try:
        task = msgspec.json.decode(data, type=Task)
        # A document is JSON whatever its file is (a paired script, say), and the engine goes by the suffix.
        name = task.file if task.file.endswith(".ipynb") else f"{task.file}.ipynb"
        watch = (watches or Watches()).of(task)
        report = engine.check_text(bytes(task.notebook), name, Resolver().of_file(name), watch, task.include)
        return Answer(msgspec.Raw(msgspec.json.encode(msgspec.structs.replace(report, path=task.path))))
    except SettingsError as error:
        return Answer(status=422, message=str(error))
    except (Exception, RecursionError) as error:
        traceback.print_exc()
        return Answer(status=500, message=f"Checking this notebook met a bug: {type(error).__name__}: {error}.")


def serve(answer: Callable[[bytes], Answer]) -> None:
    """Answer one request after the other until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which closes the pipe
    requests, answers = pipes.own()
    gc.disable()
    number = 0
    while (data := frames.read(requests)) is not None:
        frames.write(answers, msgspec.json.encode(answer(data)))
        number += 1
        rest(number)


def rest(number: int) -> None:
    """Collect garbage between two answers, and not while somebody waits for one: the young objects each time, all of them now and then.

    Parameters
    ----------
    number : of answers so far
    """
    gc.collect(2 if number % _EACH_ALL == 0 else 0)


def main() -> None:
    engine = Engine(fixes=False)  # the panel shows none, and they would cost as much as the analysis, at each key
    watches = Watches()
    serve(lambda data: answer(engine, data, watches))


if __name__ == "__main__":
    main()
