"""NBS001: how much a missing name weighs, by where it is read."""

from __future__ import annotations

import pytest

from jupyter_mldebt.catalogue import find

from .blocks import notebook_of, run

SET = "def start():\n    global config\n    config = {}\n    return config['a']"
GUARD = "def size(x):\n    if x is None:\n        return unknown\n    return len(x)"


@pytest.mark.parametrize(
    ("cells", "severities"),
    [
        ([SET], []),
        ([SET.replace("    config = {}\n", "")], ["warning"]),
        ([GUARD, "import sys\nsize(sys.argv)"], ["warning"]),
        ([GUARD.replace("if x is None:\n        return unknown", "print(unknown)"), "size([1])"], ["error"]),
        (["def size(x):\n    if x is None:\n        return 0\n    return unknown", "size([1])"], ["error"]),
    ],
)
def test_weight(cells: list[str], severities: list[str]) -> None:
    assert [finding.severity for finding in run(find("NBS001"), notebook_of(cells))] == severities


@pytest.mark.parametrize("comment", ["# Put your logic here", "    # write your code here and store it in rows"])
def test_a_comment_that_asks_for_code_is_named_right_above_the_line(comment: str) -> None:
    (finding,) = run(find("NBS001"), notebook_of([f"for n in range(3):\n{comment}\n    print(rows)"]))
    assert "left to be filled in" in finding.message
    (finding,) = run(find("NBS001"), notebook_of(["for n in range(3):\n    # show what there is here\n    print(rows)"]))
    assert "left to be filled in" not in finding.message
