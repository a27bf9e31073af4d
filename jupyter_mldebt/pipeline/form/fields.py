"""Field: one parameter of the form, with the widget that fits it, and what is said beside it."""

from __future__ import annotations

import ast
import datetime
import glob
import html
import json
import math
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import ipywidgets as widgets

_EXACT = 2**53  # whole numbers beyond it are rounded on their way through the browser
_BETWEEN_CHOICES = re.compile(r"\s*(?:,|;|\||/|\bor\b)\s*")
_FILE_NAME = re.compile(r"[^\s:*?]*[^\s:*?./\\]\.[A-Za-z]\w{0,4}\Z")


class Field:
    """One parameter of the form: its editor, and what is said beside it.

    Parameters
    ----------
    parameter : as pipeline.yaml has it
    workdir : folder in which paths start
    given : ends of a slider (LOW, HIGH), a list of choices, or None
    changed : called when its value changes
    """

    def __init__(self, parameter: Mapping[str, Any], workdir: Path, given: Any, changed: Callable[[], None]) -> None:
        self.name, self.default, self.help = parameter["name"], parameter["default"], parameter.get("help") or ""
        self.editor = editor_of(self.name, self.default, self.help, workdir, given)
        self.editor.entry.description = self.name
        self.editor.entry.tooltip = f"{self.name}: {self.help + ', ' if self.help else ''}default {parameter['text']}"
        self.note = widgets.HTML()
        self.error = ""
        self._changed = changed
        self.editor.entry.observe(lambda change: self._look(), "value")
        self._look()

    @property
    def value(self) -> Any:
        """The parameter's value.

        Raises
        ------
        ValueError : what is entered is none; it says why
        """
        return self.editor.read(self.editor.entry.value)

    @value.setter
    def value(self, value: Any) -> None:
        self.editor.entry.value = self.editor.write(value)

    def align(self, room: int) -> None:
        """Give the name the room of so many characters."""
        self.editor.entry.style.description_width = f"{room}ch"
        if self.editor.entry is not self.editor.box:
            self.editor.entry.layout.width = f"calc({room}ch + 8em)"

    def _look(self) -> None:
        try:
            remark, self.error = self.editor.remark(self.value), ""
        except ValueError as error:
            remark = self.error = str(error)
        self.note.value = f"<b>✗ {html.escape(remark)}</b>" if self.error else dim(" · ".join(filter(None, (self.help, remark))))
        self._changed()


class Editor(NamedTuple):
    """How a parameter is edited.

    Parameters
    ----------
    box : what is shown
    entry : the widget of it that holds the value
    read : the parameter's value of the widget's; raises ValueError
    write : the widget's value of the parameter's
    remark : what is said of a value
    """

    box: Any
    entry: Any
    read: Callable[[Any], Any] = lambda value: value
    write: Callable[[Any], Any] = lambda value: value
    remark: Callable[[Any], str] = lambda value: ""


def editor_of(name: str, default: Any, help: str, workdir: Path, given: Any = None) -> Editor:
    """The editor that fits a parameter.

    Raises
    ------
    TypeError : what is given does not suit it
    """
    number = isinstance(default, (int, float)) and not isinstance(default, bool) and abs(default) < _EXACT
    if given is not None and not isinstance(given, list) and not (number and isinstance(given, tuple) and len(given) in (2, 3)):
        raise TypeError(f"{name} takes {'(LOW, HIGH) or ' if number else ''}a list of choices, not {given!r}")
    choices = given if isinstance(given, list) else choices_in(help, default)
    if choices:
        return _single(widgets.Dropdown(options=choices if default in choices else [default, *choices], value=default))
    if isinstance(default, bool):
        return _single(widgets.Checkbox(value=default))
    if number:
        return _slider(default, *(given or bounds_of(name, default)))
    if not isinstance(default, str):
        return _literal(default)
    with suppress(ValueError):
        if datetime.date.fromisoformat(default).isoformat() == default:
            return _date(default)
    text = _single(widgets.Text(value=default))
    if "://" not in default and (_FILE_NAME.match(default) or files_at(default, workdir)):
        return text._replace(remark=lambda path: _found(path, workdir))
    return text


def choices_in(help: str, default: Any) -> list[Any]:
    """The values that a comment lists, where the default is one of them: `linear, rbf or poly`, `one of: 5 | 10`."""
    listed = _BETWEEN_CHOICES.split(re.sub(r"(?i)^\s*(?:one of|either|choices|options)\b:?", "", help))
    words = [word.strip(" '\"`") for word in listed]
    if isinstance(default, (bool, list, dict)) or len(words) < 2 or not all(re.fullmatch(r"[\w.+-]+", word) for word in words):
        return []
    with suppress(ValueError):
        values = list(dict.fromkeys(type(default)(word) for word in words))
        return values if default in values else []
    return []


def bounds_of(name: str, default: float) -> tuple[float, float, float]:
    """Ends and step of the slider for a number: from about nothing to some three times as much."""
    whole = isinstance(default, int)
    if whole and re.search("seed|random_state", name.lower()):
        return 0, max(100, int(default)), 1
    if default == 0:
        return (0, 10, 1) if whole else (0.0, 1.0, 0.01)
    if whole and "year" in name.lower() and default > 1000:
        return default - 20, default + 20, 1
    top = _rounded_up(3 * abs(default))
    if whole:
        top = max(int(top), 10)
        step = max(1, top // 200)
        return (step if default > step else 0, top, step) if default > 0 else (-top, 0, step)
    top = 1.0 if 0.1 <= abs(default) <= 1 else top
    return (0.0, top, _rounded_up(top / 200)) if default > 0 else (-top, 0.0, _rounded_up(top / 200))


def _rounded_up(number: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50, ..."""
    exponent = math.floor(math.log10(number))
    return next(found for digit in (1, 2, 5, 10) if (found := float(f"{digit}e{exponent}")) >= number * (1 - 1e-9))


def _single(widget: Any) -> Editor:
    widget.layout.width = "auto"
    return Editor(widget, widget)


def _slider(default: float, low: float, high: float, step: float | None = None) -> Editor:
    """An entry, and beside it a slider; the entry takes numbers beyond the slider's ends and between its steps."""
    whole = isinstance(default, int)
    ends = {"min": min(low, default), "max": max(high, default), **({"step": step} if step else {})}
    slider = (widgets.IntSlider if whole else widgets.FloatSlider)(default, readout=False, **ends)
    slider.layout = widgets.Layout(flex="1 1 6em", width="auto", min_width="6em")
    entry = (widgets.IntText if whole else widgets.FloatText)(default, layout=widgets.Layout(flex="none"))

    def slid(change: Any) -> None:
        entry.value = change["new"]

    def entered(change: Any) -> None:
        with slider.hold_sync(), slider.hold_trait_notifications():  # at once: else the browser puts the old value between the new ends
            slider.min, slider.max, slider.value = min(low, change["new"]), max(high, change["new"]), change["new"]

    slider.observe(slid, "value")
    entry.observe(entered, "value")
    return Editor(widgets.HBox([entry, slider]), entry)


def _date(default: str) -> Editor:
    def read(value: datetime.date | None) -> str:
        if value is None:
            raise ValueError("give a date")
        return value.isoformat()

    write = datetime.date.fromisoformat
    return _single(widgets.DatePicker(value=write(default)))._replace(read=read, write=write)


def _literal(default: Any) -> Editor:
    """An entry for a value as Python writes it."""
    kind = type(default)

    def read(text: str) -> Any:
        try:
            value = ast.literal_eval(text.strip())
            json.dumps(value, allow_nan=False)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            value = None
        if type(value) is not kind:
            raise ValueError(f"give a {kind.__name__} as Python writes it, such as {default!r}")
        return value

    return _single(widgets.Text(value=repr(default)))._replace(read=read, write=repr)


def files_at(path: str, workdir: Path) -> int:
    """How many files and folders a path or a pattern leads to."""
    with suppress(OSError, ValueError):
        if path.strip():
            return int((workdir / path).exists()) or len(glob.glob(str(workdir / path)))
    return 0


def _found(path: str, workdir: Path) -> str:
    count = files_at(path, workdir)
    if count:
        return f"✓ {f'{count} ' if count > 1 else ''}found"
    return "⚠ no such file" + ("" if Path(path).is_absolute() else f" in {workdir}")


def dim(text: str, tag: str = "span") -> str:
    """Text that stands back, as HTML."""
    return f'<{tag} style="opacity: 0.75">{html.escape(text)}</{tag}>'
