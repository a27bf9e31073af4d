"""README.md and the test of a pipeline's folder."""

from __future__ import annotations

from jupyter_mldebt.pipeline.header import setters
from jupyter_mldebt.pipeline.plan import Plan
from jupyter_mldebt.pipeline.verify import Verification

TEST = '''"""The pipeline runs on its defaults."""

import subprocess
import sys
from pathlib import Path


def test_the_pipeline_runs():
    folder = Path(__file__).resolve().parent.parent
    subprocess.run([sys.executable, str(folder / "run.py")], check=True)
'''


def render(plan: Plan, verification: Verification | None) -> str:
    """The text of README.md."""
    parts = [
        f"# {plan.name}: pipeline",
        f"Made from `{plan.notebook}` by `nbcheck export`. {_count(len(plan.steps), 'step')}, each a notebook for papermill.",
        _verified(verification),
        "## Steps",
        f"```mermaid\n{mermaid(plan)}\n```",
        _table(
            ("step", "what", "cells", "hands on"),
            [
                (
                    f"[{step.name}]({step.notebook})",
                    step.title,
                    f"{step.cells[0]} to {step.cells[-1]}",
                    _names((*step.produces, *step.offers)),
                )
                for step in plan.steps
            ],
        ),
        "## Parameters",
        _table(
            ("name", "type", "default", ""),
            [(f"`{p.name}`", p.type, f"`{p.text}`", p.help or setters(plan, p.name)) for p in plan.parameters],
        )
        if plan.parameters
        else "None.",
        "## Run it",
        "```bash\npip install -r requirements.txt\npython run.py"
        + (f" -p {plan.parameters[0].name}=VALUE" if plan.parameters else "")
        + "\n```",
        "or open [run.ipynb](run.ipynb): a form for the parameters, with a button that runs the steps, a bar for each, and their outputs. "
        "It needs ipywidgets. Each of its runs goes into a folder of its own below `runs`, until you delete it.",
        "or `nbcheck run .`, which runs only the steps that something has changed for, and shows the run in `RUN.html`. "
        "Steps run in the folder of the notebook, so that relative paths of data keep working; executed notebooks are written "
        "to `executed`"
        + (", what goes between steps to `artifacts` (pickles: load only your own)." if any(map(plan.joins, plan.steps)) else "."),
    ]
    parts += [
        "## Change it",
        "What is edited here is kept by the next `nbcheck export` of the notebook. To let a step have one more value of an earlier one, use it in "
        f"`{plan.notebook}` and export again: that adds it to what the one hands on and the other takes.",
    ]
    if plan.notes:
        parts += ["## Notes", "\n".join(f"- {note}" for note in plan.notes)]
    return "\n\n".join(parts) + "\n"


def mermaid(plan: Plan) -> str:
    """The graph of steps; arrows carry the names that cross."""
    ids = {step.name: f"s{number}" for number, step in enumerate(plan.steps, 1)}
    lines = ["flowchart LR", *(f'  {ids[step.name]}["{_quoted(step.name)}"]' for step in plan.steps)]
    for step in plan.steps:
        for source in step.after:
            names = (*step.consumes.get(source, ()), *step.wants.get(source, ()))
            label = f'|"{_quoted(", ".join(names[:3]) + (" …" if len(names) > 3 else ""))}"|' if names else ""
            lines.append(f"  {ids[source]} -->{label} {ids[step.name]}")
    return "\n".join(lines)


def _verified(verification: Verification | None) -> str:
    if verification is None:
        return "It was not verified: `nbcheck export` was told not to."
    counts = {
        verdict: sum(cell.verdict == verdict for cell in verification.cells)
        for verdict in ("same", "different", "nondeterministic", "error")
    }
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    if verification.verified and not said:
        return "**Run to its end**, with nothing to compare: no cell of the notebook has an output."
    if verification.verified:
        outputs = "the outputs that the notebook's file holds" if verification.saved else "what a fresh run of the notebook gives"
        return f"**Verified**: the pipeline was run and gave {outputs} ({said}; [VERIFIED.html](VERIFIED.html) has each cell)."
    return f"**Not verified**: {'; '.join(verification.reasons)} ({said or 'no cell has outputs'}; [VERIFIED.html](VERIFIED.html) has each cell)."


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _quoted(text: str) -> str:
    return text.replace('"', "'")
