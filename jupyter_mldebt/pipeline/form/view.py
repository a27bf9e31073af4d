"""Form: fields for the parameters, buttons, and the run that is shown: a bar and a state for each step, and what its cells show."""

from __future__ import annotations

import atexit
import html
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import yaml

from .fields import Field, dim
from .runs import Cell, Look, Run

PIPELINE = Path(__file__).resolve().parent.parent
PULSE = 0.25  # seconds between two looks at a run
_COLOURS = {"running": "info", "done": "success", "failed": "danger", "stopped": "warning"}


class Form:
    """The form. `values`, `start()`, `cancel()` and `wait()` do by code what its fields and buttons do.

    Parameters
    ----------
    pipeline : its folder
    given : for parameters by name, the ends of a slider (LOW, HIGH), or a list of the values to choose from

    Raises
    ------
    TypeError : something is given that does not suit the parameter, or for a name that is none
    """

    def __init__(self, pipeline: str | Path = PIPELINE, /, **given: tuple[float, ...] | list[Any]) -> None:
        self.pipeline = Path(pipeline).resolve()
        plan = yaml.safe_load((self.pipeline / "pipeline.yaml").read_text(encoding="utf-8"))["plan"]
        if unknown := sorted(set(given) - {parameter["name"] for parameter in plan["parameters"]}):
            raise TypeError(f"the pipeline has no parameter {', '.join(unknown)}")
        self.run: Run | None = None
        self._runs: dict[int, Run] = {}
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self.run_button = widgets.Button(description="Run", icon="play", button_style="primary")
        self.cancel_button = widgets.Button(description="Cancel", icon="stop", tooltip="End the run and its kernels")
        self.reset_button = widgets.Button(description="Reset to defaults", icon="undo", layout=widgets.Layout(width="auto"))
        self.fields: dict[str, Field] = {}
        for parameter in plan["parameters"]:
            workdir = (self.pipeline / plan["notebook"]).parent.resolve()
            self.fields[parameter["name"]] = Field(parameter, workdir, given.get(parameter["name"]), self._allow)
        self.steps = {step["name"]: StepView(step["name"], step["title"]) for step in plan["steps"]}
        self.chooser = widgets.Dropdown(description="Shown", layout=widgets.Layout(width="auto"), tooltip="The run that is shown below")
        self.summary = widgets.HTML()
        self.results = widgets.Accordion([step.outputs for step in self.steps.values()])
        bars = _grid([(self.chooser, widgets.HTML()), *((step.bar, step.words) for step in self.steps.values())])
        self._below = widgets.VBox([bars, self.summary, self.results])
        self.box = widgets.VBox(
            [
                _grid([(field.editor.box, field.note) for field in self.fields.values()]),
                widgets.HBox([self.run_button, self.cancel_button, self.reset_button], layout=widgets.Layout(margin="0.5em 0")),
                self._below,
            ]
        )
        room = max(map(len, [*self.fields, *self.steps])) + 1
        for field in self.fields.values():
            field.align(room)
        for widget in (self.chooser, *(step.bar for step in self.steps.values())):
            widget.style.description_width = f"{room}ch"
        self.run_button.on_click(lambda button: self.start())
        self.cancel_button.on_click(lambda button: self.cancel())
        self.reset_button.on_click(lambda button: self.reset())
        self._list(Run.past(self.pipeline))
        self.chooser.observe(lambda change: self._show(), "value")
        self._allow()
        self._show()
        for run in self._runs.values():
            if run.running:  # it was started from the form that this one takes the place of
                self._follow(run)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return self.box._repr_mimebundle_(**options)

    @property
    def values(self) -> dict[str, Any]:
        """The value of each parameter.

        Raises
        ------
        ValueError : what is entered for one is no value
        """
        return {name: field.value for name, field in self.fields.items()}

    def reset(self) -> None:
        """Put the defaults back."""
        for field in self.fields.values():
            field.value = field.default

    def start(self) -> None:
        """Start a run in the background, with the values that are entered now."""
        with self._lock:
            if self.run is not None and self.run.running:
                return
            try:
                run = Run.start(self.pipeline, self.values)
            except (OSError, ValueError) as error:
                self._below.layout.display = None
                self.summary.value = f"<b>✗ The run can't start</b>: {html.escape(str(error))}"
                return
            atexit.register(run.cancel)
            self._list([*self._runs.values(), run])
            self._follow(run)

    def cancel(self) -> None:
        """End the run, if there is one."""
        if self.run is not None:
            self.run.cancel()

    def wait(self) -> None:
        """Return when the run has ended and is shown."""
        if self._thread is not None:
            self._thread.join()

    def _follow(self, run: Run) -> None:
        """Show a run while it goes on."""

        def follow() -> None:
            while run.running:
                self._show()
                time.sleep(PULSE)
            atexit.unregister(run.cancel)
            self._show(ended=True)
            self._allow()

        self.run = run
        self._allow()
        self._thread = threading.Thread(target=follow, daemon=True)
        self._thread.start()

    def _allow(self) -> None:
        """Let those buttons be pressed that can do something now."""
        with self._lock:
            running = self.run is not None and self.run.running
            self.run_button.disabled = running or any(field.error for field in self.fields.values())
            self.cancel_button.disabled = not running

    def _list(self, runs: Sequence[Run]) -> None:
        """Offer runs to be shown, and choose the last one."""
        self._runs = {run.number: run for run in runs}
        self.chooser.options = [(self._called(run), run.number) for run in reversed(runs)]
        self.chooser.index = 0 if runs else None

    def _called(self, run: Run) -> str:
        values = run.values
        changed = [f"{name} = {values[name]!r}" for name, field in self.fields.items() if values.get(name, field.default) != field.default]
        return f"Run {run.number}: {', '.join(changed) or 'defaults'}"

    def _show(self, ended: bool = False) -> None:
        """Show how far the chosen run is."""
        with self._lock:
            run = self._runs.get(self.chooser.value)
            self._below.layout.display = None if run else "none"
            if run is None:
                return
            live = run.running
            looks = {name: run.look(name) for name in self.steps}
            states = self._states(run, looks, live)
            for name, step in self.steps.items():
                step.show(looks[name], states[name])
            nothing = {name for name, step in self.steps.items() if states[name] == "done" and not step.shown}
            self.results.titles = [f"{name} (shows nothing)" if name in nothing else name for name in self.steps]
            self.results.layout.display = None if any(step.shown for step in self.steps.values()) else "none"
            self.summary.value = f"{self._summed_up(run, states, live)} {dim(f'Executed notebooks and log: runs/{run.number}')}"
            if ended:
                self._unfold(states)

    def _states(self, run: Run, looks: Mapping[str, Look | None], live: bool) -> dict[str, str]:
        """The state of each step, in a word."""
        states = {name: look.state if look else "waiting" if live else "not run" for name, look in looks.items()}
        if not live and not run.finished:  # it ended in the last step that had begun
            for name in [name for name, look in looks.items() if look][-1:]:
                states[name] = "failed" if states[name] == "failed" else "stopped"
        return states

    def _unfold(self, states: Mapping[str, str]) -> None:
        """Unfold the step that failed; else what is unfolded stays so, and where nothing is the last step that shows something."""
        showing = [number for number, step in enumerate(self.steps.values()) if step.shown]
        failed = [number for number, state in enumerate(states.values()) if state in ("failed", "stopped") and number in showing]
        if failed:
            self.results.selected_index = failed[0]
        elif showing and self.results.selected_index not in showing:
            self.results.selected_index = showing[-1]

    def _summed_up(self, run: Run, states: Mapping[str, str], live: bool) -> str:
        """What becomes of a run, in a sentence."""
        done = sum(state == "done" for state in states.values())
        if live:
            return f"Run {run.number}: {done} of {len(states)} steps done."
        if done == len(states):
            return f"<b>✓ Run {run.number} is done.</b>"
        stopped = next((name for name, state in states.items() if state in ("failed", "stopped")), None)
        at = f" in {stopped}" if stopped else ""
        if run.cancelled:
            return f"<b>Run {run.number} was cancelled{at}.</b>"
        errors = [cell for cell in self.steps[stopped].shown.values() if cell.error] if stopped else []
        if errors:
            return f"<b>✗ Run {run.number} failed{at}, {errors[-1].place}</b>: {html.escape(errors[-1].error)}."
        log = [html.escape(line) for line in run.log]
        why = f"<details><summary>{log[-1]}</summary><pre>{chr(10).join(log)}</pre></details>" if log else ""
        return f"<b>✗ Run {run.number} stopped{at}.</b>{why}"


class StepView:
    """One step in the form: its bar, its state in words, and what its cells show."""

    def __init__(self, name: str, title: str) -> None:
        self.bar = widgets.IntProgress(description=name, layout=widgets.Layout(width="auto"), tooltip=title)
        self.words = widgets.HTML()
        self.outputs = widgets.VBox()
        self.shown: Mapping[int, Cell] = {}
        self._widgets: dict[int, tuple[Any, Any]] = {}

    def show(self, look: Look | None, state: str) -> None:
        """Show how far the step is; the state in a word."""
        look = look or Look(state, 0, 1, False, None, {})
        self.bar.max, self.bar.value, self.bar.bar_style = look.cells, look.done, _COLOURS.get(state, "")
        self.words.value = {
            "running": f"running cell {min(look.done + 1, look.cells)} of {look.cells}" if look.begun else "running: its kernel starts",
            "done": "✓ done" if look.seconds is None else f"✓ done, {look.seconds:.1f} s",
            "failed": "✗ failed",
            "stopped": "stopped",
        }.get(state, dim(state))
        if look.shown != self.shown:
            self.shown = look.shown
            self.outputs.children = [widget for number, cell in look.shown.items() for widget in self._cell(number, cell)]

    def _cell(self, number: int, cell: Cell) -> tuple[Any, Any]:
        """The caption of a cell, which unfolds its code, and its outputs; they are the same widgets in all runs."""
        if number not in self._widgets:
            self._widgets[number] = widgets.HTML(), widgets.Output()
        caption, output = self._widgets[number]
        caption.value = f"<details>{dim(cell.place, 'summary')}<pre>{html.escape(cell.source)}</pre></details>"
        output.outputs = cell.outputs
        return caption, output


def _grid(rows: Sequence[Sequence[Any]]) -> Any:
    """Rows of a widget with its name and a remark."""
    layout = widgets.Layout(grid_template_columns="minmax(0, 40em) minmax(9em, 1fr)", grid_gap="0 1em", align_items="center")
    return widgets.GridBox([widget for row in rows for widget in row], layout=layout)
