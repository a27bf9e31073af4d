"""What made a result, gathered from a session: no more than needed, and on a new kernel it gives the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from jupyter_mldebt.execution import Execution
from jupyter_mldebt.pipeline.gather import Ungatherable, gather, notebook
from jupyter_mldebt.pipeline.verify import seen

# the texts as they ran, the last one's result is wanted; `kept` is what a person would keep of them
SESSIONS: dict[str, tuple[list[str], list[int]]] = {
    "names": (["a = 1", "b = 5", "c = a + 1", "print(c)"], [0, 2, 3]),
    "a former text of a cell": (["x = 1", "y = x + 1", "x = 10", "print(y)"], [0, 1, 3]),
    "run again": (["x = 1", "x = x + 1", "x = x + 1", "print(x)"], [0, 1, 2, 3]),
    "changed in place": (["rows = []", "rows.append(1)", "other = [2]", "other.append(3)", "print(rows)"], [0, 1, 4]),
    "through an alias": (["rows = [3, 1]", "same = rows", "same.sort()", "print(rows)"], [0, 1, 2, 3]),
    "functions": (["def f(n):\n    return n * k", "k = 3", "k = 4", "def g():\n    pass", "print(f(2))"], [0, 2, 4]),
    "random numbers": (
        ["import random", "random.seed(3)", "a = random.random()", "b = [random.random() for _ in range(3)]", "print(random.random())"],
        [0, 1, 2, 3, 4],
    ),
    "no random numbers": (["import random", "random.seed(3)", "a = random.random()", "print(1 + 1)"], [3]),
    "files": (["open('a.txt', 'w').write('one')", "open('b.txt', 'w').write('two')", "print(open('a.txt').read())"], [0, 2]),
    "a program's files": (["!echo three > c.txt", "x = 1", "print(open('c.txt').read())"], [0, 2]),
    "settings": (["import decimal", "decimal.getcontext().prec = 4", "x = 1", "print(decimal.Decimal(1) / 3)"], [0, 1, 3]),
    "an error that did half": (["x = 1", "x = 2\n1 / 0", "print(x)"], [1, 2]),
    "magics": (["%%capture got\nprint('inside')", "y = 2", "print(got.stdout)"], [0, 2]),
    "the result of a class": (["class A:\n    size = 2", "class B(A):\n    pass", "unused = A()", "B().size"], [0, 1, 3]),
}
HARD = {"a former text of a cell", "random numbers", "a program's files", "settings", "an error that did half"}


def session(*texts: str) -> list[Execution]:
    return [Execution(number, text, f"c{number}", "lab", number + 1) for number, text in enumerate(texts)]


@pytest.mark.parametrize("name", SESSIONS)
def test_what_is_kept(name):
    texts, kept = SESSIONS[name]
    ran = session(*texts)
    if "error" in name:
        ran[1] = Execution(1, texts[1], "c1", "lab", 2, "error", error="ZeroDivisionError")
    assert [execution.number for execution in gather(ran, len(texts) - 1).executions] == kept


class Kernel:
    """A real kernel in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.manager, self.client = start_new_kernel(kernel_name="python3", cwd=str(folder))

    def run(self, text: str) -> tuple[str, list[dict[str, Any]]]:
        """How it ended, and what it showed."""
        outputs: list[dict[str, Any]] = []

        def hook(message: dict[str, Any]) -> None:
            if message["msg_type"] in ("stream", "execute_result", "display_data", "error"):
                outputs.append({"output_type": message["msg_type"], **message["content"]})

        reply = self.client.execute_interactive(text, output_hook=hook, timeout=60, allow_stdin=False)
        return reply["content"]["status"], outputs

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("names", [HARD, pytest.param(sorted(SESSIONS.keys() - HARD), marks=pytest.mark.long)], ids=["hard", "all others"])
def test_on_a_new_kernel_it_gives_the_same(tmp_path, names):
    """Each session on two kernels: as it ran, and as it was gathered."""
    for place, name in enumerate(sorted(names)):
        texts = SESSIONS[name][0]
        first = Kernel(tmp_path / f"ran{place}")
        try:
            ran = []
            for number, text in enumerate(texts):
                status, shown = first.run(text)
                ran.append(Execution(number, text, f"c{number}", "lab", number + 1, status))
        finally:
            first.close()
        made = notebook(gather(ran, len(texts) - 1), "session.ipynb", "python3")
        second = Kernel(tmp_path / f"new{place}")
        try:
            found = [second.run(cell["source"])[1] for cell in made["cells"] if cell["cell_type"] == "code"]
        finally:
            second.close()
        assert seen(shown) and seen(found[-1]) == seen(shown), name


def test_the_notebook_is_valid_and_says_what_it_is():
    import nbformat

    ran = session("x = 1", "y = 2", "print(x)")
    made = notebook(gather(ran, 2), "analysis.ipynb", "python3")
    nbformat.validate(nbformat.from_dict(json.loads(json.dumps(made))))
    assert [cell["source"] for cell in made["cells"][1:]] == ["x = 1", "print(x)"]
    assert "analysis.ipynb" in made["cells"][0]["source"] and "2 executions" in made["cells"][0]["source"]


def test_what_may_make_a_difference_is_said():
    ran = session("x = 1", "print(x, Out[1])")
    assert any("history" in note for note in gather(ran, 1).notes)
    lost = [Execution(4, "x = 1"), Execution(5, "print(x)")]
    assert any("not recorded" in note for note in gather(lost, 5).notes)
    cut = [Execution(0, "x = 1\nwhile True: x += 1", status="error", error="KeyboardInterrupt"), Execution(1, "print(x)")]
    assert any("interrupted" in note for note in gather(cut, 1).notes)
    assert any("no recorded execution" in note for note in gather(session("print(nowhere)"), 0).notes)
    assert gather(session("x = 1", "print(x)"), 1).notes == ()


def test_what_did_not_run_can_not_be_gathered():
    with pytest.raises(Ungatherable, match="execution 7"):
        gather(session("x = 1"), 7)
    with pytest.raises(Ungatherable):
        gather([Execution(0, "x = 1", status="aborted")], 0)


def test_failed_ones_are_marked_so_that_a_run_goes_on():
    ran = [Execution(0, "x = 2\n1 / 0", status="error"), Execution(1, "print(x)")]
    assert notebook(gather(ran, 1), "a", "python3")["cells"][1]["metadata"] == {"tags": ["raises-exception"]}
