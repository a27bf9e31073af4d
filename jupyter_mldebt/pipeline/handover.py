"""Gives names, and the state of the process, from one step of a pipeline to the next. Copied into each pipeline; needs cloudpickle only.

A step begins with `begin(folder)` and `load(...)`, and ends with `save(...)`. What a step saves is one file: a pickle of the state
(random numbers, display settings, working directory), then a pickle of the names, together, so that names of one object stay so.
"""

from __future__ import annotations

import importlib
import io
import os
import pathlib
import random
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import cloudpickle

_START = os.getcwd()
_folder = pathlib.Path()


class CannotCarry(Exception):
    """A name that a later step needs has a value that can't be written to a file."""


def begin(folder: str) -> None:
    """Say where the steps leave what they make; before the notebook's own code can change the working directory."""
    global _folder
    _folder = pathlib.Path(folder).absolute()


def save(step: str, names: Iterable[str] = (), *, offers: Iterable[str] = (), classes: Iterable[str] = ()) -> None:
    """Write what the step hands on.

    Parameters
    ----------
    step : the step that ends here
    names : globals that later steps need; those that are not bound are left out
    offers : globals that are left out also where they can't be pickled
    classes : classes that each later step defines for itself: their instances then belong to the class of that step

    Raises
    ------
    CannotCarry : names the globals whose values can't be pickled
    """
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


def load(names: Mapping[str, Iterable[str]], *, state: str | None = None) -> None:
    """Bind what earlier steps made, and put the process in the state in which the step before left it.

    Parameters
    ----------
    names : by the step that saved them, earlier steps first
    state : the step whose state is taken over
    """
    loaded: dict[str, Any] = {}
    for step, wanted in names.items():
        with open(_folder / f"{step}.pkl", "rb") as file:
            cloudpickle.load(file)
            bundle = cloudpickle.load(file)
        loaded.update({name: bundle[name] for name in wanted if name in bundle})
    _globals().update(loaded)
    if state is not None:
        with open(_folder / f"{state}.pkl", "rb") as file:
            _restore(cloudpickle.load(file))


def _globals() -> dict[str, Any]:
    return vars(sys.modules["__main__"])


class _Globals:
    """Stands for the globals of the notebook in a pickle, so that functions see those of the step that loads them."""

    def __reduce__(self) -> tuple[Any, ...]:
        return vars, (sys.modules["__main__"],)


_Base: Any = cloudpickle.Pickler


class _Pickler(_Base):  # type: ignore[misc]
    def __init__(self, file: io.BytesIO, classes: frozenset[str]) -> None:
        super().__init__(file, protocol=5)
        self.globals_ref[id(_globals())] = _Globals()
        self.classes = classes

    def reducer_override(self, obj: Any) -> Any:
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


def _state() -> dict[str, Any]:
    """What the step leaves in the process beside its names; only of libraries that it has imported."""
    state: dict[str, Any] = {"folder": os.path.relpath(os.getcwd(), _START), "random": random.getstate()}
    if numpy := sys.modules.get("numpy"):
        state["numpy"] = numpy.random.get_state(), numpy.get_printoptions(), numpy.geterr()
    if pandas := sys.modules.get("pandas"):
        state["pandas"] = _flat(pandas.options.d)
    if matplotlib := sys.modules.get("matplotlib"):
        state["matplotlib"] = {key: value for key, value in dict.items(matplotlib.rcParams) if not key.startswith("backend")}
        state["inline"] = _inline_settings()
        state["converters"] = "pandas.plotting._matplotlib" in sys.modules  # registers itself for dates when it is imported
    if sklearn := sys.modules.get("sklearn"):
        state["sklearn"] = sklearn.get_config()
    if torch := sys.modules.get("torch"):
        state["torch"] = torch.get_rng_state()
    return state


def _restore(state: dict[str, Any]) -> None:
    folder = os.path.join(_START, state["folder"])
    if os.path.abspath(folder) != os.getcwd():
        os.chdir(folder)
    if "numpy" in state:
        numpy = importlib.import_module("numpy")
        numbers, printing, errors = state["numpy"]
        numpy.random.set_state(numbers)
        numpy.set_printoptions(**{key: value for key, value in printing.items() if key != "override_repr"})
        numpy.seterr(**errors)
    if "pandas" in state:
        pandas = importlib.import_module("pandas")
        now = _flat(pandas.options.d)
        for key, value in state["pandas"].items():
            if key in now and now[key] != value:
                pandas.set_option(key, value)
    if "matplotlib" in state:
        matplotlib = importlib.import_module("matplotlib")
        if state["converters"]:
            importlib.import_module("pandas.plotting._matplotlib")
        if state["inline"] is not None:
            _apply_inline_settings(state["inline"])
        dict.update(matplotlib.rcParams, state["matplotlib"])
    if "sklearn" in state:
        importlib.import_module("sklearn").set_config(**state["sklearn"])
    if "torch" in state:
        importlib.import_module("torch").set_rng_state(state["torch"])
    random.setstate(state["random"])


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


def _apply_inline_settings(settings: dict[str, Any]) -> None:
    shell = _shell()
    if shell is None:
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
