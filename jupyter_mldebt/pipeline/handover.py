"""Gives names, and the state of the process, from one step of a pipeline to the next. Copied into each pipeline; needs cloudpickle only.

A step begins with `begin(folder, home)` and `load(...)`, and ends with `save(...)`. What a step saves is one file: a pickle of the state
(random numbers, display settings, working directory), then a pickle of the names, together, so that names of one object stay so.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import pathlib
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import cloudpickle

_START = os.getcwd()
_HOME = pathlib.Path(__file__).absolute().parent
_NUMBERS_AT_START = random.getstate()
_folder = pathlib.Path()
_before: dict[str, Any] = {}  # the state in which the step's own code began
_brought: dict[str, Any] = {}  # globals that came with what was loaded


class CannotCarry(Exception):
    """A name that a later step needs has a value that can't be written to a file."""


class StateChanged(Exception):
    """A step changed what it was taken to leave alone, so that steps which don't wait for it would have missed that."""


def begin(folder: str | None = None, home: str = "../..") -> None:
    """Say where the steps leave what they make; before the notebook's own code can change the working directory.

    Parameters
    ----------
    folder : of what they make, as seen from the folder of the notebook; else that of the run, or `artifacts` beside this file
    home : the folder of the notebook, as seen from that of the steps: where a step is opened by hand there, it goes home first
    """
    global _folder, _START
    if os.path.realpath("..") == os.path.realpath(_HOME):
        os.chdir(home)
        _START = os.getcwd()
    _folder = pathlib.Path(folder or _globals().get("_artifacts") or _HOME / "artifacts").absolute()
    _before.update(_state())


def save(
    step: str, names: Iterable[str] = (), *, offers: Iterable[str] = (), classes: Iterable[str] = (), keeps: Iterable[str] = ()
) -> None:
    """Write what the step hands on.

    Parameters
    ----------
    step : the step that ends here
    names : globals that later steps need; those that are not bound are left out
    offers : globals that are left out also where they can't be pickled
    classes : classes that each later step defines for itself: their instances then belong to the class of that step
    keeps : channels of the state that the step must not have changed

    Raises
    ------
    CannotCarry : names the globals whose values can't be pickled
    StateChanged : names the parts of the state that are not as they were
    """
    _check(step, frozenset(keeps))
    main, known, needed = _globals(), frozenset(classes), list(names)
    values = {name: main[name] for name in [*needed, *offers] if name in main}
    try:
        data = _pickled(values, known)
    except Exception:
        failures = {name: why for name, value in values.items() if (why := _failure(value, known))}
        if lost := {name: why for name, why in failures.items() if name in needed}:
            told = "; ".join(
                f"`{name}` ({type(main[name]).__module__}.{type(main[name]).__qualname__}): {why}" for name, why in lost.items()
            )
            raise CannotCarry(f"step {step} can't hand on {told}") from None
        data = _pickled({name: value for name, value in values.items() if name not in failures}, known)
    _folder.mkdir(parents=True, exist_ok=True)
    aside = _folder / f"{step}.pkl.part"
    aside.write_bytes(_pickled(_state(), known) + data)
    os.replace(aside, _folder / f"{step}.pkl")


def load(
    names: Mapping[str, Iterable[str]] | None = None,
    *,
    maybe: Mapping[str, Iterable[str]] | None = None,
    state: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Any, ...]:
    """Bind what earlier steps made, and put the process in the state in which they left it.

    Functions that are loaded bring the globals that they read. Where the step has bound one of them itself, by a parameter, an import
    or a copy of a definition, it keeps its own.

    Parameters
    ----------
    names : by the step that saved them, earlier steps first; where several have one, the last counts
    maybe : the same for names that are bound only if the step bound them, and could save them
    state : the channels of the state that are taken over, by the step that left them so

    Returns
    -------
    the values of `names`, each once, in their order

    Raises
    ------
    CannotCarry : what a step saved can't be read back, or is not there
    """
    needed = list(dict.fromkeys(name for wanted in (names or {}).values() for name in wanted))
    together: dict[str, list[str]] = {}
    for given in (names or {}, maybe or {}):
        for step, wanted in given.items():
            together.setdefault(step, []).extend(wanted)
    main = _globals()
    loaded: dict[str, Any] = {}
    own = {name: value for name, value in main.items() if name not in _brought or value is not _brought[name]}
    for step in sorted({*together, *(state or {})}):
        if not (_folder / f"{step}.pkl").exists():
            raise CannotCarry(f"step {step} has not run yet, or what it left in {_folder} was removed: run it first")
    for step, wanted in sorted(together.items()):
        with open(_folder / f"{step}.pkl", "rb") as file:
            try:
                cloudpickle.load(file)
                bundle = cloudpickle.load(file)
            except Exception as error:
                told = ", ".join(f"`{name}` (from step {step})" for name in wanted)
                raise CannotCarry(f"{told} can't be read back: {type(error).__name__}: {error}") from None
        loaded.update({name: bundle[name] for name in wanted if name in bundle})
    main.update(own)
    main.update(loaded)
    _brought.update({name: value for name, value in main.items() if name not in own or name in loaded})
    left: dict[str, Any] = {}
    for step, channels in (state or {}).items():
        with open(_folder / f"{step}.pkl", "rb") as file:
            left.update({part: value for part, value in cloudpickle.load(file).items() if _CHANNEL[part] in channels})
    _restore(left)
    _before.clear()
    _before.update(_state())
    if lost := [name for name in needed if name not in loaded]:
        told = " and ".join(step for step, wanted in (names or {}).items() if not set(wanted).isdisjoint(lost))
        raise CannotCarry(f"{', '.join(f'`{name}`' for name in lost)} should come from step {told}, which has not bound it")
    return tuple(loaded[name] for name in needed)


def _globals() -> dict[str, Any]:
    return vars(sys.modules["__main__"])


class _Globals:
    """Stands for the globals of the notebook in a pickle, so that functions see those of the step that loads them."""

    def __reduce__(self) -> tuple[Any, ...]:
        return vars, (sys.modules["__main__"],)


# objects of which a process has one: a value that holds one of them holds that of the step that loads it
_SINGLE = (
    ("random", "_inst"),
    ("numpy.random.mtrand", "_rand"),
    ("torch", "default_generator"),
    ("matplotlib", "rcParams"),
    ("os", "environ"),
    ("sys", "stdout"),
    ("sys", "stderr"),
)
_Base: Any = cloudpickle.Pickler


class _Pickler(_Base):  # type: ignore[misc]
    def __init__(self, file: io.BytesIO, classes: frozenset[str]) -> None:
        super().__init__(file, protocol=5)
        self.globals_ref[id(_globals())] = _Globals()
        self.classes = classes
        self.single = {id(getattr(sys.modules[module], name, None)): (module, name) for module, name in _SINGLE if module in sys.modules}

    def reducer_override(self, obj: Any) -> Any:
        if id(obj) in self.single and obj is not None:
            module, name = self.single[id(obj)]
            return getattr, (importlib.import_module(module), name)
        if isinstance(obj, type) and obj.__module__ == "__main__" and obj.__qualname__.partition(".")[0] in self.classes:
            found: Any = sys.modules["__main__"]
            for part in obj.__qualname__.split("."):
                found = getattr(found, part, None)
            if found is obj:
                return obj.__qualname__
        return super().reducer_override(obj)


def _pickled(value: object, classes: frozenset[str]) -> bytes:
    file = io.BytesIO()
    _Pickler(file, classes).dump(value)
    return file.getvalue()


def _failure(value: object, classes: frozenset[str]) -> str | None:
    try:
        _pickled(value, classes)
    except Exception as error:
        return (str(error).strip().splitlines() or [type(error).__name__])[0]
    return None


def _check(step: str, keeps: frozenset[str]) -> None:
    now = _state()
    changed = [
        part
        for part, channel in _CHANNEL.items()
        if channel in keeps and part in now and (part in _before or channel == "random") and not _same(_before.get(part), now[part])
    ]
    if changed:
        raise StateChanged(f"step {step} changed what other steps depend on that don't wait for it: {', '.join(changed)}")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    same = one == other
    return bool(same.all() if hasattr(same, "all") else same)


def _state() -> dict[str, Any]:
    """What the step leaves in the process beside its names; only of libraries that it has imported."""
    state: dict[str, Any] = {"os": os.path.relpath(os.getcwd(), _START)}
    for part, (module, get, _) in _PARTS.items():
        if module in sys.modules:
            with contextlib.suppress(Exception):  # settings that the library itself can't tell: the prologue has replayed them
                state[part] = get(sys.modules[module])
    return state


def _restore(state: dict[str, Any]) -> None:
    folder = os.path.abspath(os.path.join(_START, state.get("os", os.path.relpath(os.getcwd(), _START))))
    if folder != os.getcwd():
        os.chdir(folder)
    for part, (module, _, put) in _PARTS.items():
        if part in state:
            put(importlib.import_module(module), state[part])


def _put_options(pandas: Any, options: dict[str, Any]) -> None:
    now = _flat(pandas.options.d)
    for key, value in options.items():
        if key in now and now[key] != value:
            pandas.set_option(key, value)


def _printing(numpy: Any) -> dict[str, Any]:
    return {key: value for key, value in numpy.get_printoptions().items() if key != "override_repr"}


def _numbers(module: Any) -> Any:
    """The state of the generator, None where nobody seeded it nor drew from it: what a step hands on is then the same each time."""
    state = module.getstate()
    return None if state == _NUMBERS_AT_START else state


def _numbers_of_numpy(numpy: Any) -> Any:
    """The same for numpy, whose generator knows its own seed until it is given another."""
    with contextlib.suppress(Exception):
        now = numpy.random.mtrand._rand._bit_generator
        new = type(now)(now._seed_seq).state["state"]
        if now._seed_seq and new["pos"] == now.state["state"]["pos"] and (new["key"] == now.state["state"]["key"]).all():
            return None
    return numpy.random.get_state()


def _look(matplotlib: Any) -> dict[str, Any]:
    return {key: value for key, value in dict.items(matplotlib.rcParams) if not key.startswith("backend")}


def _flat(options: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in options.items():
        flat.update(_flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value})
    return flat


_INLINE = ("figure_formats", "print_figure_kwargs", "close_figures", "rc")


def _inline_settings() -> dict[str, Any] | None:
    """Settings of the inline backend, None where it draws nothing yet: it does so from the end of the first figure's cell on."""
    shell, backend = _shell(), sys.modules.get("matplotlib_inline.backend_inline")
    if shell is None or backend is None or backend.flush_figures not in shell.events.callbacks["post_execute"]:
        return None
    config = backend.InlineBackend.instance(parent=shell)
    return {name: getattr(config, name) for name in _INLINE if hasattr(config, name)}


def _apply_inline_settings(settings: dict[str, Any] | None) -> None:
    shell = _shell()
    if shell is None or settings is None:
        return
    if _inline_settings() is None:
        shell.run_line_magic("matplotlib", "inline")
    config = sys.modules["matplotlib_inline.backend_inline"].InlineBackend.instance(parent=shell)
    for name, value in settings.items():
        if getattr(config, name) != value:
            setattr(config, name, value)


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


# what is handed on, in the order in which it is put back: module, how to get it, how to put it
_PARTS: dict[str, tuple[str, Callable[[Any], Any], Callable[[Any, Any], object]]] = {
    # registers itself for dates when it is imported
    "converters": ("pandas.plotting._matplotlib", lambda module: None, lambda module, nothing: None),
    "inline": ("matplotlib", lambda module: _inline_settings(), lambda module, settings: _apply_inline_settings(settings)),
    "matplotlib": ("matplotlib", _look, lambda module, settings: dict.update(module.rcParams, settings)),
    "pandas": ("pandas", lambda module: _flat(module.options.d), _put_options),
    "sklearn": ("sklearn", lambda module: module.get_config(), lambda module, settings: module.set_config(**settings)),
    "numpy errors": ("numpy", lambda module: module.geterr(), lambda module, settings: module.seterr(**settings)),
    "numpy printing": ("numpy", _printing, lambda module, settings: module.set_printoptions(**settings)),
    "numpy.random": ("numpy", _numbers_of_numpy, lambda module, state: state and module.random.set_state(state)),
    "torch": ("torch", lambda module: module.get_rng_state(), lambda module, state: module.set_rng_state(state)),
    "random": ("random", _numbers, lambda module, state: state and module.setstate(state)),
}
# the channels in which the parts are handed on: a step may take each from another one
_CHANNEL = {
    "os": "display",
    **dict.fromkeys(("converters", "inline", "matplotlib"), "drawing"),
    **dict.fromkeys(("pandas", "sklearn", "numpy errors", "numpy printing"), "display"),
    **dict.fromkeys(("numpy.random", "torch", "random"), "random"),
}
CHANNELS = frozenset(_CHANNEL.values())
