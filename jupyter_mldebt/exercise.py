"""Exercise: the holes that a notebook leaves for its reader to fill, by their markers, and cells that are there to stop a run."""

from __future__ import annotations

import re
from itertools import takewhile

from jupyter_mldebt.model import Cell, Notebook

# What a comment says where code is to be written, in the languages in which many notebooks are written.
_MARKER = r"""(?xi)
    \# .* (?:
        \byour\ (?:\w+\ )?(?:code|solution|answer|implementation|work)\b | \b(?:code|solution|answer|implementation)s?\ (?:goes\ |go\ )?here\b
      | \b(?:write|add|insert|enter|put|type|paste|complete|fill|implement)\b .* \b(?:code|here|below|solution|function|method|class|blanks?)\b
      | \bfill[-\ ]?in\b | \bto[-\ ]?do\b | \bexercise\b
      | \b(?:v[ao]tre|ton)\ code\b | \btu\ código\b | \bseu\ código\b | \b(?:dein|Ihr)\ Code\b | \bil\ tuo\ codice\b
      | \bваш\ код\b | \bкод\ здесь\b | \btwój\ kod\b | 你的代码 | 代码写在 | 在此处?(?:填写|编写|添加) | コードを(?:書|記述|入力) | 코드를\ ?(?:작성|입력)
    )
    """
_YOURS = r"(?i)\b(?:put|write|add|insert|enter|place)\s+your\b"
_STUB = r"\s*(?:\w+\s*=\s*)?(?:pass|\.\.\.|None|return(?:\s+None)?|raise\s+NotImplementedError\b.*|_{2,}|\?{2,})\s*(?:#.*)?"
_ASSIGNMENT = (
    r"(?i)exercises?|home\s?work|assignments?|problem\s?sets?|quiz|\bhw\d*\b|\blab\s?\d|templates?|tasks?\b"
    r"|ejercicios?|exerc[ií]ci[oa]s?|exercices?|Übung|Aufgabe|esercizi|tarea|zadani|задани|упражнени|作业|練習|演習|课题|과제|실습|tugas"
)
_REACH = 3  # cells from a hole to one that reads what is missing
_STOPS = frozenset("stop halt end finish fin abort pause break here stophere enough error fail crash".split())


def hole(notebook: Notebook, cell: int, line: int) -> int | None:
    """The nearest cell at or above a line of a cell that is left to be filled in; None where none is near.

    It is one with a comment at its margin that asks for code, below which there is no more than a stub, for what is missing in a function
    defines nothing outside; one that nbgrader's metadata call an answer, with no
    more either; and in an exercise, by its file name or its texts, an empty cell right above. In the cell itself a blank line and
    nothing else stands between the comment and the line, or no line where the comment says whose code it is.
    """
    between = list(takewhile(_is_idle, reversed(notebook.cells[cell].source.split("\n")[: line - 1])))
    for number, text in enumerate(between):
        if re.search(_MARKER, text) and (not all(below.strip() for below in between[:number]) or re.search(_YOURS, text)):
            return cell
    above = [one for one in notebook.code_cells() if one.index < cell]
    if above and not above[-1].source.strip() and _is_exercise(notebook, above[-1].index):
        return above[-1].index
    return next((one.index for one in above[: -_REACH - 1 : -1] if _is_hole(one)), None)


def is_stop(source: str) -> bool:
    """Whether a cell is nothing but a word that is there to stop whoever runs all cells."""
    return re.sub(r"[\W_]|\d", "", source).lower() in _STOPS and source.strip().isidentifier()


def _is_hole(cell: Cell) -> bool:
    lines = cell.source.split("\n")
    return _asks(lines) or (cell.is_answer and all(_is_idle(line) or re.fullmatch(_STUB, line) for line in lines))


def _asks(lines: list[str]) -> bool:
    """Whether a comment asks for code and no more than a stub follows."""
    for number, line in enumerate(lines):
        if line.startswith("#") and re.search(_MARKER, line):
            below = [other for other in lines[number + 1 :] if not _is_idle(other)]
            if not below or re.fullmatch(_STUB, below[0]):
                return True
    return False


def _is_idle(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _is_exercise(notebook: Notebook, cell: int) -> bool:
    """Whether the file name, the title or the text above the cell speaks of an exercise."""
    name = re.split(r"[\\/]", notebook.path)[-1]
    texts = [one.source for one in notebook.cells if one.kind == "markdown"]
    above = [one.source for one in notebook.cells[max(0, cell - 2) : cell] if one.kind == "markdown"]
    return any(re.search(_ASSIGNMENT, text[:600]) for text in (re.sub(r"[_-]", " ", name), *texts[:1], *above))
