"""Settings: what `[tool.nbcheck]` in pyproject.toml, or nbcheck.toml, says for a file. The nearest file above it wins."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Any, get_args

import msgspec

from jupyter_mldebt import catalogue
from jupyter_mldebt.interpreter import Interpreter, NoInterpreter, of_kernel, of_path
from jupyter_mldebt.knowledge import KINDS
from jupyter_mldebt.knowledge.known import Effect, Known, Role, State
from jupyter_mldebt.magics import Declared
from jupyter_mldebt.rule import SEVERITIES, Severity

__all__ = ["Magics", "Names", "Resolver", "Settings", "SettingsError", "load"]

FILES = ("nbcheck.toml", "pyproject.toml")


class SettingsError(ValueError):
    """Settings that cannot be followed. The message names the file and what to write instead."""


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[tool.nbcheck.names]`.

    Parameters
    ----------
    provided : names that the place where the notebooks run gives to every notebook (`spark`, `dbutils`, ...)
    """

    provided: tuple[str, ...] = ()


class Magics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[tool.nbcheck.magics]`: what magics do that are not known to everybody, by name without percent signs.

    Parameters
    ----------
    python : their line or body is Python that runs in the notebook
    binds : they bind the names that stand behind them
    opaque : they neither run Python nor bind anything
    """

    python: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    opaque: tuple[str, ...] = ()


_WORDS = {"role": get_args(Role), "state": get_args(State), "effect": get_args(Effect)}


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", dict=True):
    """What to check and how hard. Rules are named by code, by a prefix of codes, or by name.

    Parameters
    ----------
    select : rules that run; None for all that are not in preview
    extend_select : rules that run besides
    ignore : rules that don't
    preview : True to run rules in preview too
    fail_on : the least severity that makes the exit code 1
    exclude : patterns, as in .gitignore, of files that a walk leaves out
    per_file_ignores : pattern of files -> rules that don't run there
    severity : rule -> severity of its findings
    names : what is known of names
    magics : what is known of magics
    calls : what calls do of which the tables say nothing, or something else, by qualified name or `kind.method`
    python : the Python in which the notebooks run: an interpreter, or the folder of an environment
    max_copy : megabytes of a notebook's folder that a verification may copy
    root : folder to which the patterns are relative; where the settings were found
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fail_on: Severity = "warning"
    exclude: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    severity: dict[str, Severity] = {}
    names: Names = Names()
    magics: Magics = Magics()
    calls: dict[str, Known] = {}
    python: str | None = None
    max_copy: Annotated[int, msgspec.Meta(gt=0)] = 1024
    root: str = ""

    @cached_property
    def rules(self) -> tuple[catalogue.RuleInfo, ...]:
        """The rules that run, by code, where no pattern of `per_file_ignores` holds.

        Raises
        ------
        jupyter_mldebt.catalogue.UnknownRule
        """
        return catalogue.select(self.select, self.ignore, self.preview, self.extend_select)

    def rules_for(self, path: str) -> tuple[catalogue.RuleInfo, ...]:
        """The rules that run on a file."""
        spared = [rule for pattern, rules in self.per_file_ignores.items() if self._holds((pattern,), path) for rule in rules]
        if not spared:
            return self.rules
        unwanted = {info.code for info in catalogue.select(spared, preview=True)}
        return tuple(info for info in self.rules if info.code not in unwanted)

    def excludes(self, path: str) -> bool:
        """True where a walk leaves the file or folder out; a folder's path ends in a separator."""
        return bool(self.exclude) and self._holds(self.exclude, path)

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """The severity that the settings ask for, by code; the more specific entry wins."""
        found: dict[str, Severity] = {}
        for selector, severity in sorted(self.severity.items(), key=lambda item: len(item[0])):
            found.update((info.code, severity) for info in catalogue.select([selector], preview=True))
        return found

    @cached_property
    def declared(self) -> Declared:
        """What the settings say of magics."""
        return Declared(frozenset(self.magics.python), frozenset(self.magics.binds), frozenset(self.magics.opaque))

    def interpreter(self, kernel: str | None) -> tuple[Interpreter | None, list[str]]:
        """The Python in which a notebook with this kernel runs, None where it is not known; and the files that tell.

        Parameters
        ----------
        kernel : name of its kernelspec
        """
        if self.python is None:
            return of_kernel(kernel)
        try:
            return of_path(self.python), []
        except NoInterpreter:  # it has gone since the settings were read
            return None, [self.python]

    @cached_property
    def digest(self) -> str:
        """Of all that an answer depends on, the sources of the rules included."""
        from hashlib import blake2b

        told = msgspec.json.encode((self, [info.digest for info in self.rules]), order="sorted")
        return blake2b(told, digest_size=16).hexdigest()

    def changed(self, changes: Mapping[str, Any]) -> Settings:
        """The settings with those of the command line laid over: what is selected there is what runs."""
        if changes.get("select") is not None:
            changes = {"extend_select": (), "ignore": (), **changes}
        changes = {key: value for key, value in changes.items() if value is not None}
        extended = (*self.extend_select, *changes.get("extend_select", ())) if "select" not in changes else changes["extend_select"]
        return msgspec.structs.replace(self, **{**changes, "extend_select": extended}) if changes else self

    def _holds(self, patterns: tuple[str, ...], path: str) -> bool:
        relative = os.path.relpath(os.path.abspath(path), self.root or os.getcwd())
        if relative.startswith(os.pardir):
            return False
        return bool(_spec(patterns).match_file(relative + ("/" if path.endswith(("/", os.sep)) else "")))


class Resolver:
    """Finds the settings of a file: those of the nearest folder at or above its own which has any.

    Parameters
    ----------
    changes : what the command line says, laid over the settings of every file
    """

    def __init__(self, changes: Mapping[str, Any] | None = None) -> None:
        self._changes = dict(changes or {})
        self._found: dict[str, Settings] = {}

    def of_file(self, path: str) -> Settings:
        """The settings of a file.

        Raises
        ------
        SettingsError
        jupyter_mldebt.catalogue.UnknownRule
            where the command line names a rule that does not exist
        """
        return self.of_folder(os.path.dirname(os.path.abspath(path)))

    def of_folder(self, folder: str) -> Settings:
        """The settings of what stands in a folder, given by its absolute path; raises as `of_file` does."""
        found = self._found.get(folder)
        if found is None:
            own = _in_folder(folder)
            above = os.path.dirname(folder)
            if own is not None:
                found = own.changed(self._changes)
            elif above != folder:
                found = self.of_folder(above)
            else:
                found = Settings().changed(self._changes)
            _ = found.rules  # an unknown rule is told before anything runs
            self._found[folder] = found
        return found


def load(path: str) -> Settings | None:
    """The settings that one file holds, None where it is a pyproject.toml without `[tool.nbcheck]`.

    Raises
    ------
    SettingsError
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    whole = os.path.basename(path) == "nbcheck.toml"
    if not whole and b"nbcheck" not in data:
        return None
    table = _toml(path, data)
    if not whole:
        tool = table.get("tool")
        if not isinstance(tool, dict) or "nbcheck" not in tool:
            return None
        table = tool["nbcheck"]
    where = path if whole else f"{path}: [tool.nbcheck]"
    settings, root = _settings(table, where), os.path.dirname(os.path.abspath(path))
    python = interpreter_at(settings.python, root, f"{where}: python") if settings.python is not None else None
    return msgspec.structs.replace(settings, python=python, root=root)


def interpreter_at(path: str, folder: str, where: str) -> str:
    """The absolute path of an interpreter or of the folder of an environment.

    Parameters
    ----------
    path : as it is written
    folder : to which it is relative
    where : that says so

    Raises
    ------
    SettingsError
        where there is no Python
    """
    found = os.path.normpath(os.path.join(folder, os.path.expanduser(path)))
    try:
        of_path(found)
    except NoInterpreter as error:
        raise SettingsError(f"{where}: {error}") from error
    return found


def _in_folder(folder: str) -> Settings | None:
    for name in FILES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            settings = load(path)
            if settings is not None:
                return settings
    return None


def _toml(path: str, data: bytes) -> dict[str, Any]:
    try:
        import tomllib
    except ImportError:  # Python 3.10
        import tomli as tomllib  # type: ignore[no-redef, import-not-found, unused-ignore]
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error


def _settings(table: object, where: str) -> Settings:
    if not isinstance(table, dict):
        raise SettingsError(f"{where}: must be a table")
    known = [field.encode_name for field in msgspec.structs.fields(Settings) if field.name != "root"]
    _known_keys(table, known, where)
    for key, kind in (("names", Names), ("magics", Magics)):
        if isinstance(table.get(key), dict):
            _known_keys(table[key], kind.__struct_fields__, f"{where}: {key}")
    calls = table.get("calls")
    for target, entry in calls.items() if isinstance(calls, dict) else ():
        if isinstance(entry, dict):
            _known_keys(entry, Known.__struct_fields__, f"{where}: calls: {target}")
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {_plainly(str(error), table)}") from error
    groups = [settings.select or (), settings.extend_select, settings.ignore, settings.severity, *settings.per_file_ignores.values()]
    for selectors in groups:
        try:
            catalogue.select(list(selectors), preview=True)
        except catalogue.UnknownRule as error:
            raise SettingsError(f"{where}: {error}") from error
    for name in settings.names.provided:
        if not name.isidentifier():
            raise SettingsError(f"{where}: names: {name!r} is no name of Python")
    for name in (*settings.magics.python, *settings.magics.binds, *settings.magics.opaque):
        if not name.replace(".", "_").isidentifier():
            raise SettingsError(f"{where}: magics: {name!r} is no name of a magic" + ("; leave out the %" if name.startswith("%") else ""))
    for target, call in settings.calls.items():
        _call(target, call, f"{where}: calls: {target}")
    return settings


def _call(target: str, known: Known, where: str) -> None:
    """Refuse an entry that no call can follow."""
    if "." not in target or not all(part.isidentifier() for part in target.split(".")):
        raise SettingsError(f'{where}: no qualified name of a function, as "package.module.function", nor a method, as "frame.method"')
    if any(isinstance(which, str) and which != "self" for which in known.mutates):
        raise SettingsError(f'{where}: mutates: what it changes is "self", or positions of arguments from 0')
    kinds = [kind.strip() for kind in known.returns.strip("()").split(",")] if known.returns is not None else []
    for kind in kinds:
        if kind not in KINDS | {"self", "arg0"} and not ("." in kind and all(part.isidentifier() for part in kind.split("."))):
            raise SettingsError(f"{where}: returns: {_no(kind, KINDS, 'kind of value')}")


def _no(given: str, known: Iterable[str], what: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, list(known), n=1)
    return f"{given!r} is no {what}; " + (f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}")


def _known_keys(table: Mapping[str, object], known: Iterable[str], where: str) -> None:
    known = list(known)
    for key in table:
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key.replace("_", "-"), known, n=1)
            raise SettingsError(
                f"{where}: unknown key {key!r}; " + (f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}")
            )


def _plainly(message: str, table: Mapping[str, Any]) -> str:
    """msgspec's message in the words of TOML: `select: expected an array, got a string`."""
    what, _, at = message.partition(" - at `$")
    if what.startswith("Invalid enum value"):
        word = at.strip("`").rpartition(".")[2]
        what = _no(
            what.removeprefix("Invalid enum value").strip(" '"), _WORDS.get(word, SEVERITIES), word if word in _WORDS else "severity"
        )
    else:
        what = what[:1].lower() + what[1:].replace("`", "").replace("str", "string").replace("object", "table").replace(" | null", "")
    key = at.strip("`.")
    return f"{key}: {what}" if key else what


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise SettingsError(f"{', '.join(patterns)}: no pattern of files: {error}") from error
