"""The local target: run.py, which runs the steps one after the other with nothing but papermill, and a form for it in a notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jupyter_mldebt.pipeline.plan import Plan
from jupyter_mldebt.pipeline.targets import Capability

_FORM = Path(__file__).parent.parent / "form"
_SCRIPT = '''"""Runs the steps of the pipeline one after the other: python run.py [-p NAME=VALUE]... [-f FILE] [--to FOLDER] [--workdir FOLDER]"""

import argparse
import ast
import json
import logging
import os
from pathlib import Path

import papermill

logging.getLogger("papermill").setLevel(logging.ERROR)  # it warns of the folders, which no cell of parameters names
FOLDER = Path(__file__).resolve().parent
WORKDIR = {workdir}  # folder of the notebook, from this folder: relative paths of data start there
KERNEL = {kernel}
PARAMETERS = {parameters}
STEPS = {steps}


def run(values, to=FOLDER, workdir=FOLDER / WORKDIR, kernel=KERNEL):
    """Run all steps; the executed notebooks, and what goes between steps, are written below the folder `to`."""
    executed = Path(to).resolve() / "executed"
    executed.mkdir(parents=True, exist_ok=True)
    values = {{**values, "_pipeline": str(FOLDER), "_artifacts": str(executed.parent / "artifacts")}}
    for step, names in STEPS.items():
        print(f"{{step}} ...", flush=True)
        papermill.execute_notebook(
            str(FOLDER / "steps" / f"{{step}}.ipynb"),
            str(executed / f"{{step}}.ipynb"),
            {{name: values[name] for name in names if name in values}},
            kernel_name=kernel,
            cwd=os.fspath(workdir),
            progress_bar=False,
            extra_arguments=["--log-level=ERROR"],  # of the kernel
        )
    print("all steps are done", flush=True)


def value_of(name, text):
    """The value of a parameter that is given as text."""
    is_text = isinstance(PARAMETERS[name], str) and text != "None"
    return typed(name, text if is_text else ast.literal_eval({{"true": "True", "false": "False", "null": "None"}}.get(text, text)))


def typed(name, value):
    """The value in the type that the parameter has in the notebook."""
    kind = type(PARAMETERS[name])
    if kind is int and type(value) is float and value.is_integer():
        return int(value)
    if value is not None and type(value) is not kind and not {{type(value), kind}} <= {{int, float}}:
        raise ValueError(value)
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("-f", "--parameters-file", type=Path, metavar="FILE", help="a JSON object of parameters")
    parser.add_argument("--to", type=Path, default=FOLDER, help="where the executed notebooks go, in a folder `executed`")
    parser.add_argument("--workdir", type=Path, default=FOLDER / WORKDIR)
    parser.add_argument("--kernel", default=KERNEL)
    args = parser.parse_args()
    values = {{}}
    if args.parameters_file:
        try:
            values = dict(json.loads(args.parameters_file.read_text(encoding="utf-8")).items())
        except (OSError, ValueError, AttributeError) as error:
            parser.error(f"{{args.parameters_file}} is no file with a JSON object: {{error}}")
    texts = dict(text.split("=", 1) if "=" in text else (text, "") for text in args.parameter)
    if unknown := sorted({{*values, *texts}} - set(PARAMETERS)):
        parser.error(f"the pipeline has no parameter {{', '.join(unknown)}}")
    for name, given in {{**values, **texts}}.items():
        try:
            values[name] = value_of(name, given) if name in texts else typed(name, given)
        except (ValueError, SyntaxError):
            parser.error(f"{{name}} must be of type {{type(PARAMETERS[name]).__name__}}, not {{given!r}}")
    run(values, args.to, args.workdir, args.kernel)


if __name__ == "__main__":
    main()
'''
_ABOUT = """# {name}: run the pipeline

Run the cell below (Shift+Enter), set the parameters, press **Run**. Each run goes into a folder of its own below `runs`, so that nothing is overwritten. \
The form needs ipywidgets (`pip install ipywidgets`); everything else here goes without."""
_SHOW = """from form import Form

form = Form()  # Form(NAME=(LOW, HIGH)) gives a slider its ends, Form(NAME=[ONE, OTHER]) offers a choice
form"""


class Local:
    """Steps in order, one process each, on this machine."""

    name = "local"
    capability = Capability()

    def render(self, plan: Plan) -> dict[str, str]:
        taken = {step.name: [*step.parameters, *(("_pipeline", "_artifacts") if plan.joins(step) else ())] for step in plan.steps}
        steps = "".join(f"    {name!r}: {names!r},\n" for name, names in taken.items())
        defaults = "".join(f"    {parameter.name!r}: {parameter.default!r},\n" for parameter in plan.parameters)
        script = _SCRIPT.format(
            workdir=repr(plan.notebook.rpartition("/")[0] or "."),
            kernel=repr(plan.kernel),
            parameters="{\n" + defaults + "}" if defaults else "{}",
            steps="{\n" + steps + "}",
        )
        form = {f"form/{file.name}": file.read_text(encoding="utf-8") for file in sorted(_FORM.glob("*.py"))}
        return {"run.py": script, "run.ipynb": _notebook(plan), **form}


def _notebook(plan: Plan) -> str:
    """The notebook with the form, as JupyterLab writes it."""
    about = {"cell_type": "markdown", "id": "about", "metadata": {}, "source": _ABOUT.format(name=plan.name).splitlines(keepends=True)}
    shown: dict[str, Any] = {"cell_type": "code", "execution_count": None, "id": "form", "metadata": {}, "outputs": []}
    document = {
        "cells": [about, {**shown, "source": _SHOW.splitlines(keepends=True)}],
        "metadata": {
            "kernelspec": {"display_name": plan.kernel, "language": "python", "name": plan.kernel},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


TARGET = Local()
