"""One walk of one cell -> CellFacts: what it binds, reads, changes and calls, as operations. Pure; cached by content."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jupyter_mldebt.compiler import Compiler
from jupyter_mldebt.magics import NOTHING, PLACEHOLDER, Declared, Magic, attach, parse, translate
from jupyter_mldebt.operations import UNHIDDEN, Op
from jupyter_mldebt.possible import possible_names
from jupyter_mldebt.scopes import Scope, bound_names
from jupyter_mldebt.text import Span, Text
from jupyter_mldebt.tree import children


@dataclass(frozen=True)
class SyntaxProblem:
    """Why a cell does not parse.

    Parameters
    ----------
    message : of the parser
    line, column, end_line, end_column : place; line from 1, column in code points from 0
    needs_python : version whose syntax it is, where that is known ("3.12", or "2" for Python 2)
    """

    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    needs_python: str | None = None


@dataclass
class CellFacts:
    """What one cell's text says, whatever cell it is.

    Parameters
    ----------
    text : the cell's text, and where its nodes stand
    tree : Python's tree, with placeholders for magics; None where the cell does not parse
    problem : why it does not parse
    magics : uses of IPython syntax
    statements : operations of each top-level statement
    possible : names that a cell which does not parse may bind, with their places
    stars : modules of the star imports of such a cell, with their places
    memo : what others have worked out from this cell and keep with it, by their name
    opens : True where such a cell has an `exec`, whose names can not be known
    """

    text: Text
    tree: ast.Module | None
    problem: SyntaxProblem | None
    magics: tuple[Magic, ...]
    statements: tuple[tuple[Op, ...], ...] = ()
    possible: tuple[tuple[str, Span], ...] = ()
    stars: tuple[tuple[str, Span], ...] = ()
    opens: bool = False
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def source(self) -> str:
        return self.text.source

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to run: blank, or comments only."""
        return self.tree is not None and not self.tree.body

    @cached_property
    def nodes(self) -> dict[type[ast.AST], list[ast.AST]]:
        """Nodes by exact type in the order of the text, those that magics run included, placeholders left out."""
        filed: dict[type[ast.AST], list[ast.AST]] = {}
        if self.tree is not None:
            todo: list[ast.AST] = [*reversed(self.tree.body)]
            while todo:
                node = todo.pop()
                magic = getattr(node, "magic", None)
                if magic is not None:
                    todo += [*magic.setup, *magic.body, *magic.scoped][::-1]
                    continue
                filed.setdefault(type(node), []).append(node)
                below = children(node)
                below.reverse()
                todo += below
        return filed

    def span(self, node: ast.AST) -> Span:
        """Place of a node in the cell's own text."""
        return self.text.span(node)


_MODULE = Scope("module")


def facts_of(source: str, declared: Declared = NOTHING) -> CellFacts:
    """Facts of a cell's text. Nothing of it is run; a text that does not parse gives facts that say so.

    Parameters
    ----------
    source : text of a code cell of a Python notebook
    declared : what the user says of magics
    """
    magics: list[Magic] = []
    code, taken = _unindented(source)
    text, translated = Text(source, taken), code
    python: ast.Module | None = None
    try:
        try:
            tree = python = parse(code)
        except SyntaxError:
            translated, magics = translate(code, declared=declared)
            if not magics:
                raise
        else:
            if len(tree.body) == 1 and "\n" not in code.strip() and _may_be_automagic(tree.body[0]):
                translated, magics = translate(code, declared=declared)
        for magic in magics:
            if magic.problem is not None:
                raise magic.problem
        if magics:
            tree = parse(translated)
            attach(tree, magics, code)
        compiler = Compiler(text, declared)
        statements = compiler.statements(tree.body, _MODULE)
        if magics and magics[0].hidden_by:
            otherwise = compiler.block(python.body, _MODULE) if python is not None else ()
            statements = (((UNHIDDEN, magics[0].hidden_by, statements[0], otherwise),),)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return CellFacts(
            text,
            None,
            _problem(text, error),
            tuple(magics),
            possible=_possible(code if magics and magics[0].problem is not None else translated, magics, taken),
            stars=tuple((found[1] or "pylab", _place(Text(code), *found.span(), taken)) for found in _STAR.finditer(code)),
            opens=bool(_EXEC.search(code)),
        )
    return CellFacts(text, tree, None, tuple(magics), statements)


def _may_be_automagic(statement: ast.stmt) -> bool:
    """`ls`, `ls -l`, `cd ..`: what Python can read and IPython may take for a magic without its percent sign."""
    return isinstance(statement, ast.Expr) and isinstance(
        statement.value, (ast.Name, ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Tuple)
    )


_BEFORE_CODE = frozenset((" ", "\t", "\n", ">", "I"))
_INDENT = re.compile(r"(?:[ \t]*\n)*([ \t]+)(?=\S)")
_PROMPTS = (
    (re.compile(r">>>(?: |$)", re.M), re.compile(r"(?:>>>|\.\.\.)(?: |$)", re.M)),
    (re.compile(r"In \[\d+\]: "), re.compile(r"In \[\d+\]: |\s*\.{3,}: ?")),
)


def _unindented(source: str) -> tuple[str, dict[int, int]]:
    """The text without what IPython takes off its lines, the first line's indent and the prompts of a session; and how much that is."""
    code = source
    taken: dict[int, int] = {}
    if source[:1] not in _BEFORE_CODE:
        return code, taken
    indent = _INDENT.match(source)
    if indent:
        code, taken = _stripped(source, re.compile(re.escape(indent[1])))
    begin = len(code) - len(code.lstrip("\n"))
    for first, prompt in _PROMPTS:
        if first.match(code, begin):
            code, more = _stripped(code, prompt)
            taken = {line: taken.get(line, 0) + more.get(line, 0) for line in {**taken, **more}}
    return code, taken


def _stripped(source: str, prefix: re.Pattern[str]) -> tuple[str, dict[int, int]]:
    """The text without the prefix of its lines, and its length where a line has it."""
    lines = source.split("\n")
    taken = {number: found.end() for number, line in enumerate(lines, 1) if (found := prefix.match(line))}
    return "\n".join(line[taken.get(number, 0) :] for number, line in enumerate(lines, 1)), taken


_NEWER = (
    (re.compile(r"^\s*(?:async\s+)?def\s+\w+\s*\[|^\s*class\s+\w+\s*\[|^\s*type\s+\w+\s*(?:\[[^\]]*\])?\s*=", re.M), "3.12"),
    (re.compile(r"""\b[fF][rR]?(["'])(?:(?!\1).)*\{[^}]*\1"""), "3.12"),
    (re.compile(r"^\s*except\*", re.M), "3.11"),
    (re.compile(r"""(?<!\w)[tT][rR]?["']"""), "3.14"),
    (re.compile(r"^\s*except\s+[\w.]+(?:\s*,\s*(?:\w+\.)*[A-Z]\w*)+\s*:", re.M), "3.14"),
)
_PYTHON2 = re.compile(
    r"^\s*(?:print\s+(?![=(.\[])\S|exec\s+['\"\w]|raise\s+\w+\s*,)|^\s*except\s+\w+\s*,\s*\w+\s*:|<>|\b0\d+\b(?!\.)|`\w+`|\bur['\"]", re.M
)


def _problem(text: Text, error: BaseException) -> SyntaxProblem:
    if not isinstance(error, SyntaxError):
        message = str(error) if type(error) is ValueError else "the cell is nested too deeply or holds text that is no Unicode"
        return SyntaxProblem(message, 1, 0, 1, 0)
    line = min(max(1, error.lineno or 1), len(text.starts))
    there, off = text.line(line), text.taken.get(line, 0)
    column = min(max(0, (error.offset or 1) - 1) + off, len(there))
    end_column = len(there.rstrip())
    if error.end_lineno == line and (error.end_offset or 0) - 1 + off > column:
        end_column = min((error.end_offset or 1) - 1 + off, len(there))
    return SyntaxProblem(str(error.msg), line, column, line, max(end_column, column), _needed(text.source))


def _needed(source: str) -> str | None:
    """The version of Python whose syntax it may be, if it is not that of the running one."""
    for pattern, version in _NEWER:
        if tuple(map(int, version.split("."))) > sys.version_info[:2] and pattern.search(source):
            return version
    return "2" if _PYTHON2.search(source) else None


def _possible(code: str, magics: list[Magic], taken: Mapping[int, int]) -> tuple[tuple[str, Span], ...]:
    """Names that a cell which does not parse may bind, with their places."""
    names: dict[str, Span] = {}
    for magic in magics:
        bound = (*magic.binds, *magic.may_bind, *sorted(bound_names(magic.body)[0]))
        names.update(dict.fromkeys(bound, (magic.line, magic.column, magic.end_line, magic.end_column)))
    text = Text(code)
    for name, start in possible_names(code):
        if not PLACEHOLDER.match(name):
            names.setdefault(name, _place(text, start, start + len(name), taken))
    return tuple(names.items())


def _place(text: Text, start: int, end: int, taken: Mapping[int, int]) -> Span:
    """Where a part of one line stands in the cell's own text."""
    line, column = text.at(start)
    column += taken.get(line, 0)
    return line, column, line, column + end - start


_EXEC = re.compile(r"(?<![\w.])exec[ \t]*\(")
_STAR = re.compile(r"(?:^[ \t]*|(?<=[:;])[ \t]*)(?:from[ \t]+([\w.]+)[ \t]+import[ \t]*\*|%pylab\b)", re.M)
