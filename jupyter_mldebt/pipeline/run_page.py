"""Page: a run as one HTML file: the graph of steps, what became of each and when, and what it depends on."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from jupyter_mldebt.page import layout, template
from jupyter_mldebt.pipeline.outcome import RunResult
from jupyter_mldebt.pipeline.plan import Plan
from jupyter_mldebt.pipeline.records import Records, takes

_LONGEST_LABEL = 22


def write(file: Path, plan: Plan, result: RunResult, records: Records, environment: Mapping[str, str], seconds: float) -> None:
    """Write the page aside and rename it.

    Parameters
    ----------
    file : where it goes
    plan, result, records : the pipeline, what became of its run, and what is known of its steps
    environment : versions
    seconds : how long the run took
    """
    aside = file.with_name(f".{file.name}.part")
    aside.write_text(render(plan, result, records, environment, seconds), encoding="utf-8", errors="replace")
    os.replace(aside, file)


def render(plan: Plan, result: RunResult, records: Records, environment: Mapping[str, str], seconds: float) -> str:
    """The text of the page. All that comes from the notebook is escaped by the template."""
    by_name = {step.name: step for step in result.steps}
    steps = [
        {
            "plan": step,
            "result": by_name[step.name],
            "record": records.get(step.name),
            "link": quote(f"executed/{step.name}.ipynb") if by_name[step.name].notebook else None,
            "cells": f"{step.cells[0]}–{step.cells[-1]}" if len(step.cells) > 1 else str(step.cells[0]),
            "takes": sorted({name for names in step.consumes.values() for name in names}),
        }
        for step in plan.steps
    ]
    drawn = layout.arrange(layout.reduced({step.name: {*step.after, *takes(step)} for step in plan.steps}))
    text: str = template(Path(__file__).with_name("run_page.html")).render(
        plan=plan,
        run=result,
        steps=steps,
        counts={status: found for status in ("ok", "cached", "failed", "skipped") if (found := _count(result, status))},
        drawn=drawn,
        box=(layout.WIDTH, layout.HEIGHT),
        label=_label,
        arrows=[(layout.path(drawn, arrow), f"{arrow.start} → {arrow.end}", _names(plan, arrow)) for arrow in drawn.arrows],
        environment=environment,
        seconds=seconds,
        duration=duration,
        when=time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime()),
        log=quote(os.path.relpath(result.log, Path(result.report).parent).replace(os.sep, "/")) if result.log and result.report else None,
    )
    return text


def duration(seconds: float) -> str:
    """A time for people: `0.4 s`, `2 min 5 s`, `1 h 3 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _count(result: RunResult, status: str) -> int:
    return sum(step.status == status for step in result.steps)


def _names(plan: Plan, arrow: layout.Arrow) -> str:
    return ", ".join(plan.step(arrow.end).consumes.get(arrow.start, ()))


def _label(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1] + "…"
