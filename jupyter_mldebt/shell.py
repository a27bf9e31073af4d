"""Calls that do what a magic does, `get_ipython().run_line_magic("run", "a.py")` and `exec(open("a.py").read())`, as that magic."""

from __future__ import annotations

import ast

from jupyter_mldebt.magics import HARMLESS, Declared, Magic, parse, translate

# methods of IPython's shell, and how what they are given is written in a cell
_FORMS = {
    "magic": "%{}",
    "run_line_magic": "%{} {}",
    "run_cell_magic": "%%{} {}\n{}",
    "run_cell": "{}",
    "system": "!{}",
    "getoutput": "!{}",
    "push": "",
}
_OPENERS = {"open": "read", "io.open": "read", "codecs.open": "read", "Path": "read_text", "pathlib.Path": "read_text"}


def is_shell(func: ast.Attribute) -> bool:
    """True for `get_ipython().run_line_magic` and the like."""
    if func.attr not in _FORMS or not isinstance(func.value, ast.Call):
        return False
    return isinstance(func.value.func, ast.Name) and func.value.func.id == "get_ipython"


def called(node: ast.Call, place: tuple[int, int, int, int], declared: Declared) -> Magic:
    """The magic that a call of the shell runs.

    Parameters
    ----------
    node : the call
    place : where it stands, as in Magic
    declared : what the user says of magics
    """
    assert isinstance(node.func, ast.Attribute)
    method = node.func.attr
    magic = Magic("line", "", "", *place)
    if method == "push":
        _push(node, magic)
        return magic
    given = [_literal(argument) for argument in node.args]
    text = _FORMS[method].format(*(part or "" for part in given), "", "", "")
    if method == "run_cell":
        magic.opens = not given or given[0] is None
        _body(text, magic)
    else:
        _, found = translate(text, declared=declared)
        magic = found[0] if found else magic
        magic.line, magic.column, magic.end_line, magic.end_column = place
        magic.opens |= (not given or None in given) and not text.startswith("!") and magic.name not in HARMLESS
    for inner in ast.walk(ast.Module([*magic.body, *magic.setup, *magic.scoped], [])):
        if hasattr(inner, "magic"):  # it stands in no line of the cell
            magic.opens = True
        if hasattr(inner, "lineno"):
            ast.copy_location(inner, node)
    if magic.opens:
        magic.body, magic.setup, magic.scoped = [], [], []
    return magic


def file_read_by(node: ast.expr) -> str | None:
    """The file whose text an expression is: `open("a.py").read()`, `Path("a.py").read_text()`, compiled or not; None for another one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "compile" and node.args:
        node = node.args[0]
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call)):
        return None
    opener = node.func.value
    is_name = isinstance(opener.func, (ast.Name, ast.Attribute))
    return _literal(opener.args[0]) if is_name and opener.args and _OPENERS.get(ast.unparse(opener.func)) == node.func.attr else None


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _push(node: ast.Call, magic: Magic) -> None:
    """`push({"a": 1})` binds the keys, `push("a b")` names that exist already."""
    first = node.args[0] if node.args else None
    names = [_literal(key) if key is not None else None for key in first.keys] if isinstance(first, ast.Dict) else [None]
    magic.binds = tuple(name for name in names if name is not None)
    magic.opens = None in names and _literal(first or node) is None


def _body(text: str, magic: Magic) -> None:
    code, magics = translate(text)
    try:
        magic.body = parse(code).body
    except (SyntaxError, ValueError, MemoryError):
        return
    magic.opens |= bool(magics)
