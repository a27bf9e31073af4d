"""Exports: the names that `from module import *` binds, read from the texts of modules. None too few where it says so; nothing is imported.

A module's own list is worked out where it is made of lists, of other modules' lists and of what the module binds; where it is made in
another way, it can still hold only what the module binds, and that is given instead.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.machinery import BuiltinImporter, ExtensionFileLoader, PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple, TypeGuard

from jupyter_mldebt.knowledge import exported
from jupyter_mldebt.magics import parse
from jupyter_mldebt.scopes import bound_names

_LARGEST, _MOST_MODULES = 2_000_000, 600
_OF_SYSTEMS = frozenset(("posix", "nt", "ce"))  # of which each system has its own


class Exports(NamedTuple):
    """What a star import binds.

    Parameters
    ----------
    names : its names, perhaps more
    is_complete : True where no name can be missing
    """

    names: frozenset[str]
    is_complete: bool


def exports(module: str, folder: str | None, paths: tuple[str, ...], consulted: set[str] | None = None) -> Exports | None:
    """The names that `from module import *` binds, None where the module can't be found.

    Parameters
    ----------
    module : its full name
    folder : where it is looked for first; what stands there may change at any time
    paths : where it is looked for then; these change only when something is installed
    consulted : takes the files of the folder that the answer depends on, also those that are not there
    """
    if folder is not None:
        if consulted is not None:
            consulted.update(candidates(module, folder))
        if is_in(module, folder):
            return _Reader(folder, paths, consulted).star(module)
    return _installed(module, paths, _stamps(paths))


def exports_of(source: str, module: str, folder: str, paths: tuple[str, ...], consulted: set[str] | None = None) -> Exports | None:
    """The names that a star import binds of a module of this text, perhaps more where it has a list of them; None where it can't be read."""
    try:
        text = _text_of(source, source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return _Reader(folder, paths, consulted)._bound(module, text, Path(folder, *module.split(".")))


def is_in(module: str, folder: str) -> bool:
    """True where the folder holds the source of the module."""
    return _file_of(module, (folder,)) is not None


def readable(path: str | Path) -> bool:
    """True for a file of a size that source has."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # a name that no file can have
        return False
    return S_ISREG(found.st_mode) and found.st_size <= _LARGEST


@lru_cache(maxsize=64)
def _installed(module: str, paths: tuple[str, ...], stamps: tuple[tuple[int, int], ...]) -> Exports | None:
    return _Reader(None, paths).star(module)


def _stamp(path: str | Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _stamps(paths: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple([_stamp(path) for path in paths])


def candidates(module: str, folder: str, suffix: str = ".py") -> tuple[str, ...]:
    """The files that may be the module in a folder."""
    parts = module.split(".")
    relative = os.path.join(folder, *parts)
    return (os.path.join(relative, f"__init__{suffix}"), relative + suffix) if all(parts) else ()


def _file_of(module: str, paths: Sequence[str], suffix: str = ".py") -> Path | None:
    return next((Path(path) for folder in paths for path in candidates(module, folder, suffix) if readable(path)), None)


class _Text(NamedTuple):
    """What the text of a module says of its names.

    Parameters
    ----------
    names : those that it binds
    stars : modules whose names it takes over, with the dots of relative imports in front
    modules : names that `import` binds to modules
    imported : names that `from` imports bind: (module, name there)
    values : expressions that names are made of
    has_list : True where it has an `__all__`
    is_listed : True where its `__all__` is made only of `values["__all__"]`
    is_plain : True where it binds no names that do not stand in it
    """

    names: frozenset[str]
    stars: tuple[str, ...]
    modules: dict[str, str]
    imported: dict[str, tuple[str, str]]
    values: dict[str, list[ast.expr]]
    has_list: bool
    is_listed: bool
    is_plain: bool


class _Reader:
    """Reads modules that take names from each other."""

    def __init__(self, folder: str | None, paths: tuple[str, ...], consulted: set[str] | None = None) -> None:
        self._folder = folder
        self._consulted = consulted
        self._installed = paths
        self._paths = (folder, *paths) if folder is not None else paths
        self._known: dict[str, Exports | None] = {}
        self._under_way: set[tuple[str, str]] = set()

    def _file(self, module: str, suffix: str = ".py") -> Path | None:
        if self._folder is not None and self._consulted is not None:
            self._consulted.update(candidates(module, self._folder, suffix))
        return _file_of(module, self._paths, suffix)

    def _is_elsewhere(self, module: str) -> bool:
        """True where the folder holds neither the source of the module nor its stub."""
        if self._folder is None:
            return False
        files = [path for suffix in (".py", ".pyi") for path in candidates(module, self._folder, suffix)]
        if self._consulted is not None:
            self._consulted.update(files)
        return not any(map(readable, files))

    def star(self, module: str) -> Exports | None:
        """The names that `from module import *` binds. A module that is being read gives what it gives to the one that it reads anyway."""
        if module not in self._known:
            if len(self._known) >= _MOST_MODULES:
                return None
            self._known[module] = Exports(frozenset(), True)
            self._known[module] = self._star(module)
        return self._known[module]

    def _star(self, module: str) -> Exports | None:
        compiled = _compiled(module)
        if compiled is not None:
            return Exports(compiled, True)
        if self._is_elsewhere(module):
            return _installed(module, self._installed, _stamps(self._installed))
        path = self._file(module)
        if path is not None and not _is_stubbed(path, _stamp(path)):
            return self._star_of(module, path)
        stub = self._file(module, ".pyi")
        return self._star_of(module, stub) if stub is not None else None

    def _star_of(self, module: str, path: Path) -> Exports:
        text = _read(path, _stamp(path), False)
        if text is None:
            return Exports(frozenset(), False)
        listed = self._value(module, "__all__") if text.is_listed else None
        if listed is not None:
            return Exports(listed, True)
        bound = self._bound(module, text, path)
        if text.has_list:
            return bound
        return Exports(frozenset(name for name in bound.names if not name.startswith("_")), bound.is_complete)

    def _bound(self, module: str, text: _Text, path: Path) -> Exports:
        """All names of a module, those that begin with an underscore too."""
        names = set(text.names)
        is_complete = text.is_plain
        if path.stem == "__init__":  # a submodule that anybody has imported is a name of its package
            names |= _submodules(path.parent, _stamp(path.parent))
            if self._consulted is not None:
                self._consulted.add(str(path.parent))
        for star in text.stars:
            source = _absolute(star, module, path)
            found, known = self.star(source), exported(source)
            names |= (found.names if found is not None else frozenset()) | (known or frozenset())
            is_complete &= known is not None or (found is not None and found.is_complete)
        return Exports(frozenset(names), is_complete)

    def _text(self, module: str, is_whole: bool = False) -> tuple[_Text, Path] | None:
        path = self._file(module) or self._file(module, ".pyi")
        text = _read(path, _stamp(path), is_whole) if path is not None else None
        return (text, path) if text is not None and path is not None else None

    def _value(self, module: str, name: str) -> frozenset[str] | None:
        """The texts in a list, set or the like that a module holds under a name; None where they can't be known."""
        found = self._text(module)
        if found is None:
            return _compiled(module) if name == "__all__" else None
        text, path = found
        if (module, name) in self._under_way:
            return frozenset()
        self._under_way.add((module, name))
        try:
            if name in text.imported:
                source, there = text.imported[name]
                return self._value(_absolute(source, module, path), there)
            if name == "__all__" and not text.is_listed or name not in text.values:
                return None
            return self._union(text.values[name], module, text, path)
        finally:
            self._under_way.discard((module, name))

    def _union(self, expressions: Iterable[ast.expr], module: str, text: _Text, path: Path) -> frozenset[str] | None:
        names: set[str] = set()
        for expression in expressions:
            found = self._texts(expression, module, text, path)
            if found is None:
                return None
            names |= found
        return frozenset(names)

    def _texts(self, node: ast.expr, module: str, text: _Text, path: Path) -> frozenset[str] | None:
        """The texts that the value of an expression holds, perhaps more; None where they can't be known."""

        def union(*nodes: ast.expr | None) -> frozenset[str] | None:
            return self._union([each for each in nodes if each is not None], module, text, path)

        match node:
            case ast.Constant(value=str(value)):
                return frozenset((value,))
            case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
                return union(*items)
            case ast.Dict(keys=keys):
                return union(*keys) if None not in keys else None
            case ast.Starred(value=value):
                return union(value)
            case ast.BinOp(left=left, op=ast.Add() | ast.BitOr(), right=right):
                return union(left, right)
            case ast.BinOp(left=left, op=ast.Sub() | ast.BitAnd()):
                return union(left)
            case ast.IfExp(body=body, orelse=orelse):
                return union(body, orelse)
            case ast.Name(id=name):
                return self._value(module, name)
            case ast.Attribute(value=value, attr="__dict__"):
                return self._names_in(value, module, text, path)
            case ast.Attribute(value=value, attr="__name__"):
                return frozenset((value.id,)) if isinstance(value, ast.Name) and value.id not in text.modules else None
            case ast.Attribute(value=value, attr=attr):
                source = self._module_of(value, module, text, path)
                if source is None:
                    return None
                found = self._value(source, attr)
                if found is None and attr == "__all__":  # it can hold only what the module binds
                    star = self.star(source)
                    return star.names if star is not None and star.is_complete else None
                return found
            case ast.Call(func=ast.Name(id="list" | "tuple" | "set" | "frozenset" | "sorted"), args=[value, *_]):
                return union(value)
            case ast.Call(func=ast.Name(id="list" | "tuple" | "set" | "frozenset"), args=[]):
                return frozenset()
            case ast.Call(func=ast.Name(id="dir" | "globals" | "locals" | "vars"), args=[]):
                bound = self._bound(module, text, path)
                return bound.names if bound.is_complete else None
            case ast.Call(func=ast.Name(id="dir" | "vars"), args=[value]):
                return self._names_in(value, module, text, path)
            case ast.Call(func=ast.Attribute(value=value, attr="keys" | "items" | "copy" | "difference"), args=_):
                return union(value)
            case ast.Call(func=ast.Attribute(value=value, attr="union"), args=others):
                return union(value, *others)
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(value)), attr="split"), args=[]):
                return frozenset(value.split())
            case (
                ast.ListComp(elt=elt, generators=[one])
                | ast.SetComp(elt=elt, generators=[one])
                | ast.GeneratorExp(elt=elt, generators=[one])
            ):
                target = one.target.elts[0] if isinstance(one.target, ast.Tuple) and one.target.elts else one.target
                if isinstance(elt, ast.Name) and isinstance(target, ast.Name) and elt.id == target.id:
                    return union(one.iter)
        return None

    def _names_in(self, node: ast.expr, module: str, text: _Text, path: Path) -> frozenset[str] | None:
        """All names of the module that an expression stands for."""
        source = self._module_of(node, module, text, path)
        found = self._text(source, is_whole=True) if source is not None else None
        if source is None or found is None:
            return None
        bound = self._bound(source, *found)
        return bound.names if bound.is_complete else None

    def _module_of(self, node: ast.expr, module: str, text: _Text, path: Path) -> str | None:
        if isinstance(node, ast.Attribute):
            above = self._module_of(node.value, module, text, path)
            return f"{above}.{node.attr}" if above is not None else None
        if isinstance(node, ast.Subscript) and ast.unparse(node) == "sys.modules[__name__]":
            return module
        if not isinstance(node, ast.Name):
            return None
        if node.id in text.modules:
            return text.modules[node.id]
        if node.id in text.imported:
            source, name = text.imported[node.id]
            full = _absolute(source, module, path)
            return f"{full}.{name}" if full else name
        # a submodule that another import of the package has brought
        return f"{module}.{node.id}" if path.stem == "__init__" and node.id not in text.names else None


def _absolute(name: str, module: str, path: Path) -> str:
    """The full name of a module that is imported as `name` in a module."""
    target = name.lstrip(".")
    level = len(name) - len(target)
    if not level:
        return target
    parts = module.split(".")
    parts = parts[: len(parts) - level + (path.stem == "__init__")]
    return ".".join([*parts, *([target] if target else [])])


@cache
def _compiled(module: str) -> frozenset[str] | None:
    """The names of a module that comes with the interpreter as machine code: importing it runs no code of anybody else's."""
    if module in _OF_SYSTEMS and module not in sys.builtin_module_names:
        return frozenset()
    if module not in sys.stdlib_module_names:
        return None
    found = BuiltinImporter.find_spec(module) or PathFinder.find_spec(module, [path for path in sys.path if path.endswith(_EXTENSIONS)])
    if found is None or found.origin != "built-in" and not isinstance(found.loader, ExtensionFileLoader):
        return None
    loaded = sys.modules.get(module)
    if loaded is None and found.loader is not None:
        try:
            loaded = module_from_spec(found)
            found.loader.exec_module(loaded)
        except ImportError:  # a library of the system is missing
            return None
    names = vars(loaded)
    return frozenset(names.get("__all__") or (name for name in names if not name.startswith("_")))


_EXTENSIONS = ("lib-dynload", "DLLs")


@lru_cache(maxsize=512)
def _read(path: Path, stamp: tuple[int, int], is_whole: bool) -> _Text | None:
    """What the text of a file says, None where it can't be read; `stamp` changes when the file does."""
    try:
        source = path.read_text(encoding="utf-8")
        return _text_of((None if is_whole else _lists_of(source)) or source, source)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(maxsize=64)
def _submodules(folder: Path, stamp: tuple[int, int]) -> frozenset[str]:
    try:
        names = {entry.name.partition(".")[0] for entry in folder.iterdir() if entry.suffix in ("", ".py", ".so", ".pyd")}
    except OSError:
        return frozenset()
    return frozenset(name for name in names if name.isidentifier())


@lru_cache(maxsize=512)
def _is_stubbed(path: Path, stamp: tuple[int, int]) -> bool:
    """True where the module takes its names from the stub beside it."""
    try:
        return stamp[1] < 20_000 and _STUBBED.search(path.read_bytes()) is not None
    except OSError:
        return False


def _lists_of(source: str) -> str | None:
    """The statements that make `__all__`, where they are all there is about it and hold nothing but literals: no need to parse the rest."""
    starts = [found.start() for found in _MENTION.finditer(source)]
    lists = [found[0] for start in starts if (found := _LITERAL.match(source, start))]
    return "\n".join(lists) if lists and len(lists) == len(starts) else None


_MENTION = re.compile(r"__all__\b(?<!\w__all__)")
_ITEMS = r"""(?:\s|,|\#[^\n]*|"[^"\\\n]*"|'[^'\\\n]*')*"""
_LITERAL = re.compile(rf"^__all__(?:: *[\w.\[\]]+)? *\+?= *(?:\[{_ITEMS}\]|\({_ITEMS}\))(?=[ \t]*(?:\#|$))", re.M)


def _outline(source: str) -> str:
    """The text, line by line, without what stands in its functions and classes, most of what there is to parse: none of it binds names of
    the module. What works on `__all__` stays. A text that is taken apart wrongly does not parse."""
    lines = source.split("\n")
    kept: list[str] = []
    while len(kept) < len(lines):
        line = lines[len(kept)]
        found = _DEFINITION.match(line)
        if found is None:
            kept.append(line)
            continue
        end = len(kept) + 1
        while end < len(lines) and lines[end][:1] in _INDENTED:
            end += 1
        body = lines[len(kept) : end]
        if any("__all__" in inner for inner in body):
            kept += body
        else:
            kept += [f"{found[1]} {found[2]}{'' if found[1] == 'class' else '()'}: pass", *[""] * (len(body) - 1)]
    return "\n".join(kept)


_DEFINITION = re.compile(r"(?:async[ \t]+)?(def|class)[ \t]+([^\W\d]\w*)")
_INDENTED = ("", " ", "\t", "#", ")", "]", "}", "\r", "\f")
_QUOTED = re.compile(r"""#[^\n]*|\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|\"(?:[^"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'""", re.S)


def _indented(quoted: re.Match[str]) -> str:
    """A text in quotes, or a comment, none of whose lines but the first begins at the margin, as only statements of the module do then."""
    return quoted[0].replace("\n", "\n ")


def _text_of(text: str, source: str) -> _Text:
    """What a text says of its names, or a part of it that has all of them does."""
    try:
        tree = parse(_outline(text))
    except SyntaxError:
        try:
            tree = parse(_outline(_QUOTED.sub(_indented, text)))
        except SyntaxError:
            tree = parse(text)
    names: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.Delete):
            names.difference_update(target.id for target in statement.targets if isinstance(target, ast.Name))
        elif _is_for_checkers(statement):
            names |= set().union(*bound_names(statement.orelse)[:2])
        else:
            names |= set().union(*bound_names((statement,))[:2])
    if "global" in source:
        names.update(name for line in _GLOBAL.findall(source) for name in _WORD.findall(line))
    stars: list[str] = []
    modules: dict[str, str] = {}
    imported: dict[str, tuple[str, str]] = {}
    values: dict[str, list[ast.expr]] = {}
    added = [source.count("\n", 0, found.start()) + 1 for found in _ADDED.finditer(source)]
    is_listed = True
    is_plain = not any(map(_DYNAMIC.search, _lines_with(_DYNAMIC_WORDS, source)))
    for statement in _top_level(tree.body):
        match statement:
            case ast.ImportFrom(module=module, names=aliases, level=level):
                for alias in aliases:
                    if alias.name == "*":
                        stars.append("." * level + (module or ""))
                    else:
                        imported[alias.asname or alias.name] = ("." * level + (module or ""), alias.name)
            case ast.Import(names=aliases):
                for alias in aliases:
                    first = alias.name.partition(".")[0]
                    modules[alias.asname or first] = alias.name if alias.asname else first
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if isinstance(target, ast.Name):
                        values.setdefault(target.id, []).append(value)
                    elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                        values.setdefault(target.value.id, []).append(target.slice)
                    else:
                        is_listed = is_listed and not _mentions_list(target)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) | ast.AugAssign(target=ast.Name(id=name), value=value):
                values.setdefault(name, []).append(value)
            case ast.Expr(
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append" | "extend" | "add" | "update"), args=[value])
            ):
                values.setdefault(name, []).append(value)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(), attr="remove" | "sort" | "discard"))) | ast.Delete():
                pass  # what is taken off the list is left on it here
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                is_listed = is_listed and not any(statement.lineno <= line <= (statement.end_lineno or 0) for line in added)
            case ast.Expr(value=ast.Call(func=ast.Name(id="exec" | "execfile"))):
                is_plain = False
            case _ if not hasattr(statement, "body") and not isinstance(statement, ast.Match):
                is_listed = is_listed and not _mentions_list(statement)
    is_plain = is_plain and (is_listed or "setattr(" not in source)
    has_list = "__all__" in values or "__all__" in imported or not is_listed
    return _Text(frozenset(names), tuple(stars), modules, imported, values, has_list, is_listed and has_list, is_plain)


def _lines_with(words: Iterable[str], source: str) -> Iterator[str]:
    """The lines that hold one of the words, each with the line before it: a pattern takes a thousand times as long to find none in a text."""
    for word in words:
        found = source.find(word)
        while found >= 0:
            end = source.find("\n", found)
            begin = source.rfind("\n", 0, max(0, source.rfind("\n", 0, found))) + 1
            yield source[begin : end if end >= 0 else len(source)]
            found = source.find(word, end) if end >= 0 else -1


def _mentions_list(node: ast.AST) -> bool:
    return any(isinstance(found, ast.Name) and found.id == "__all__" for found in ast.walk(node))


def _is_for_checkers(statement: ast.stmt) -> TypeGuard[ast.If]:
    """True for `if TYPE_CHECKING:`, whose body is never run."""
    return isinstance(statement, ast.If) and ast.unparse(statement.test).endswith("TYPE_CHECKING")


def _top_level(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run on import, those in if, try, with, match and loops included."""
    for statement in body:
        if _is_for_checkers(statement):
            yield from _top_level(statement.orelse)
            continue
        yield statement
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for part in ("body", "orelse", "finalbody"):
                yield from _top_level(getattr(statement, part, ()))
            for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
                yield from _top_level(part.body)


_WORD = re.compile(r"\w+")
_GLOBAL = re.compile(r"^[ \t]+global[ \t]+([\w, \t]+)", re.M)
_ADDED = re.compile(r"__all__\s*(?:\+=|=(?!=)|\[|\.(?:append|extend|insert))")
# names that are bound without standing in the text: through the module's dictionary, its entry in sys.modules, and members of an enumeration
_DYNAMIC = re.compile(
    r"(?<!list\()(?<!set\()(?<!sorted\()\bglobals\(\)\s*(?:[,)=]|\.(?:update|setdefault)\b)|=\s*globals\(\)$"
    r"|\b(?:globals|locals|vars)\(\)(?:\[[^\n]*\]\s*=(?!=)|\.update\b)"
    r"|(?<!dir\()\bsys\.modules\[__name__\]|\bimport_module\(__name__\)|\._convert_?\(",
    re.M,
)
_DYNAMIC_WORDS = (
    "globals()",
    "locals()",
    "vars()",
    "sys.modules[__name__]",
    "import_module(__name__)",
    "._convert",
)  # one is in each match
_STUBBED = re.compile(rb"\b__all__\b[^\n]*=[^\n]*\.attach_stub\(")
