"""The local target: run.py, which runs the steps one after the other with nothing but papermill."""

from __future__ import annotations

from jupyter_mldebt.pipeline.plan import Plan
from jupyter_mldebt.pipeline.targets import Capability

_SCRIPT = '''"""Runs the steps of the pipeline one after the other: python run.py [-p NAME=VALUE]... [--workdir FOLDER]"""

import argparse
import os
from pathlib import Path

import papermill
import yaml

FOLDER = Path(__file__).resolve().parent
WORKDIR = {workdir}  # folder of the notebook, from this folder: relative paths of data start there
KERNEL = {kernel}
STEPS = {steps}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--workdir", type=Path, default=FOLDER / WORKDIR)
    parser.add_argument("--kernel", default=KERNEL)
    args = parser.parse_args()
    given = {{name: yaml.safe_load(value) for name, _, value in (text.partition("=") for text in args.parameter)}}
    unknown = sorted(set(given) - {{name for names in STEPS.values() for name in names}})
    if unknown:
        parser.error(f"the pipeline has no parameter {{', '.join(unknown)}}")
    executed = FOLDER / "executed"
    executed.mkdir(exist_ok=True)
    common = {{"_pipeline": str(FOLDER), "_artifacts": str(FOLDER / "artifacts")}}
    for step, names in STEPS.items():
        print(f"{{step}} ...", flush=True)
        papermill.execute_notebook(
            str(FOLDER / "steps" / f"{{step}}.ipynb"),
            str(executed / f"{{step}}.ipynb"),
            {{**{{name: given[name] for name in names if name in given}}, **common}},
            kernel_name=args.kernel,
            cwd=os.fspath(args.workdir),
            progress_bar=False,
        )


if __name__ == "__main__":
    main()
'''


class Local:
    """Steps in order, one process each, on this machine."""

    name = "local"
    capability = Capability()

    def render(self, plan: Plan) -> dict[str, str]:
        steps = "".join(f"    {step.name!r}: {list(step.parameters)!r},\n" for step in plan.steps)
        workdir = plan.notebook.rpartition("/")[0] or "."
        return {"run.py": _SCRIPT.format(workdir=repr(workdir), kernel=repr(plan.kernel), steps="{\n" + steps + "}")}


TARGET = Local()
