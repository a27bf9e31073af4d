"""Lesson: whether the page says of a cell that it is there to show an error, a deletion, or IPython's history."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from jupyter_mldebt.facts import CellFacts
from jupyter_mldebt.model import Notebook

# Words for errors that code raises, in the languages in which many notebooks are written. Patterns are compiled where they are first used.
_ERROR = r"""(?xi)
      \b(?:exceptions?|tracebacks?|raises?|raised|raising|throws?|thrown|fail(?:s|ed|ing|ures?)?|crash(?:es|ed)?|oops|invalid|illegal)\b
    | \b\w+(?:Error|Exception)\b
    | \b(?:an|gives?|giving|gets?|getting|got|sees?|produc\w+|caus\w+|generat\w+|results?\ in|leads?\ to|trigger\w*|returns?|with|without|avoid)
      \W+ (?:[\w'`]+\W+){0,3}? errors?\b
    | \berrors?\b \W+ (?:message|occur|will|becau|since|here|raise|is\ raised|if|when|as\ )
    | \berrors?\s*(?:[!.:;)]|$)
    | \b(?:do|does|did|is|are|was|will|wo|would|ca|can|could)(?:n['’]?t|\ not|not)\ (?:\w+\ )?
      (?:work|run|allowed|possible|supported|valid|defined|compile|iterable|callable|hashable|mutable|exist|add|change|modify|grow|assign
      |be\ (?:chang|modif|assign|add|us))
    | \b(?:went|goes|gone)\ wrong\b | \bbroken\b | \b(?:ca|could)n['’]?t\ (?:deal|handle|cope|be\ done)\b
    | \b(?:won't|wouldn't)\ work | \b(?:will|would|it)\ (?:break|complain)\w* | \bunhappy\b
    | \b(?:undefined|not\ defined|immutable|unhashable|incompatible)\b
    | \berror(?:es)?\b (?=.*\b(?:el|la|un|una|da|por|si|esto)\b) | \bexcepci(?:ó|o)n(?:es)?\b | \bfalla\w*
    | \berros?\b | \bexceç(?:ão|ões) | \bfalha\w*
    | \berreurs?\b | \béchou\w+ | \bne\ (?:fonctionne|marche)\ pas
    | \b(?:Fehler\w*|Ausnahmen?|fehl(?:schl\w+)?)\b | \berrore\b | \beccezion[ei]\b
    | \bhata\w* | \bxato\w* | \bbłąd\w* | \bwyjąt\w+ | \bkesalahan\b | \bgagal\b | \blỗi\b
    | ошибк | исключени | помилк | 错误 | 錯誤 | 异常 | 例外 | 报错 | 出错 | 抛出 | エラー | 오류 | 에러 | 예외
    """
# What is called an error and is none that code raises.
_FIGURES = r"""(?xi)
      \b(?:squared?|absolute|percent\w*|standard|train\w*|test\w*|validation|generali[sz]ation|predict\w+|forecast\w*|reconstruction|rounding
      |round-?off|relative|residual|measurement|sampling|model|average|mean|random|gaussian|normal|bayes|classification|estimation|numerical
      |truncation|approximation|oob|bag|type\ i+)(?:[-\ ]\w+)?[-\ ]errors?
    | \berrors?[-\ ](?:bars?|rates?|terms?|functions?|analysis|propagation|distribution|estimat\w+|metric\w*|ellips\w*|variance|bands?|margin)
    | \bmargin\ of\ error
    """
_ON_ERRORS = r"(?i)\b(?:errors|exceptions?|debug\w*|tracebacks?|try|except|raise|assert\w*)\b"
_DELETION = (
    r"(?i)`del\b|\bdel (?:statement|keyword|operator|command)|\bdelet\w+|\bremov\w+|\bunbind"
    r"|\bborra|\bsupprim|\blösch|\bapaga|удал|删除|刪除|削除|삭제"
)
_HISTORY = r"(?i)\bhistory\b|\bcach(?:e|ed|ing)\b|\b(?:In|Out)\s*\[|`_+\w*`|\bunderscores?\b|\bprevious outputs?\b"
_LOOKS_AT_ERRORS = frozenset(("debug", "tb", "xmode", "pdb"))

_HEADING = r"(?m)^[ \t]{0,3}(?:#{1,6}[ \t]+|<h[1-6]>)(.+)"
_NEAR = 600  # characters of a text above, and half as many of one below
_BETWEEN = 2  # cells between a text and the cell that it is about


def shows_error(notebook: Notebook, facts: Mapping[int, CellFacts], cell: int) -> bool:
    """Whether the error that the cell raised is one that the notebook wants to show.

    It is where the heading, the text above or below, or a comment at the margin of the cell speaks of an error, where the cell does nothing
    on its last line but raise it, and where the debugger or the traceback is looked at next.
    """
    known = facts.get(cell)
    if known is not None and known.tree is not None and known.tree.body and isinstance(known.tree.body[-1], ast.Raise):
        return True
    below = next((one.index for one in notebook.code_cells() if one.index > cell and one.source.strip()), cell)
    if any(magic.name in _LOOKS_AT_ERRORS for index in (cell, below) if index in facts for magic in facts[index].magics):
        return True
    if re.search(_ON_ERRORS, _heading(notebook, cell)):
        return True
    return bool(re.search(_ERROR, re.sub(_FIGURES, " ", _around(notebook, cell))))


def shows_deletion(notebook: Notebook, cell: int) -> bool:
    """Whether what stands around the cell speaks of deleting."""
    return bool(re.search(_DELETION, _around(notebook, cell)))


def shows_history(notebook: Notebook, cell: int) -> bool:
    """Whether what stands around the cell speaks of IPython's history."""
    return bool(re.search(_HISTORY, _around(notebook, cell)))


def _around(notebook: Notebook, cell: int) -> str:
    """The comments at the margin of the cell, the end of the text above it and the beginning of the text below."""
    comments = [line.partition("#")[2] for line in notebook.cells[cell].source.split("\n") if "#" in line and not line[:1].isspace()]
    above = next((one.source for one in notebook.cells[max(0, cell - 1 - _BETWEEN) : cell][::-1] if one.kind == "markdown"), "")
    below = next((one.source for one in notebook.cells[cell + 1 : cell + 2] if one.kind == "markdown"), "")
    return "\n".join((*comments, above[-_NEAR:], below[: _NEAR // 2]))


def _heading(notebook: Notebook, cell: int) -> str:
    """The nearest heading above the cell."""
    for one in reversed(notebook.cells[:cell]):
        if one.kind == "markdown" and (found := re.findall(_HEADING, one.source)):
            return str(found[-1])
    return ""
