"""Compiles the part of the engine that runs the cells abstractly to machine code, with mypyc. Without a compiler all works as well, slower.

usage: python scripts/compile.py [--required]   compile below jupyter_mldebt/ what is not up to date
       python scripts/compile.py --remove       go back to Python

The texts stay what is run wherever no compiled file for the running Python stands beside them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = "jupyter_mldebt"
# They are compiled together and share their classes. What works on Python's own syntax trees gets no quicker and stays out.
MODULES = ("operations", "events", "heap", "environment", "calls", "flow")
GROUP = "machine"
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX") or ".so"


def texts(root: Path) -> list[Path]:
    return [root / PACKAGE / f"{module}.py" for module in MODULES]


def made(root: Path) -> list[Path]:
    """The files that compiling gives: one with the code, and one for each module that says so to Python."""
    return [root / PACKAGE / f"{name}{SUFFIX}" for name in (f"{GROUP}__mypyc", *MODULES)]


def is_current(root: Path) -> bool:
    """True where nothing is to be compiled: each file is there and no text has changed since."""
    files = made(root)
    return all(file.exists() for file in files) and min(file.stat().st_mtime_ns for file in files) >= max(
        text.stat().st_mtime_ns for text in texts(root)
    )


def remove(root: Path) -> None:
    for module in (f"{GROUP}__mypyc", *MODULES):
        for file in (root / PACKAGE).glob(f"{module}.*"):
            if file.suffix in (".so", ".pyd"):
                file.unlink()


def build(root: Path, into: Path) -> list[Path]:
    """Compile the modules of the project at `root`; the files are made in the folder `into`.

    Raises
    ------
    Exception : of mypyc, setuptools or the compiler
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    os.chdir(root)
    # `make lint` has looked at the types; here only those of these modules count, and not all that others need is installed.
    options = ["--config-file=", "--follow-imports=silent", "--ignore-missing-imports"]
    paths = [str(text.relative_to(root)) for text in texts(root)]
    # Calls of a few large functions: what the highest level of optimisation adds is size.
    extensions = mypycify([*options, *paths], group_name=f"{PACKAGE}.{GROUP}", opt_level="2", debug_level="0", target_dir=str(into))
    command = build_ext(Distribution({"name": PACKAGE, "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(into / "lib"), str(into / "temp")
    command.ensure_finalized()
    command.run()
    return [into / "lib" / PACKAGE / file.name for file in made(root)]


def main() -> int:
    if "--remove" in sys.argv:
        remove(ROOT)
        return 0
    if is_current(ROOT):
        return 0
    print("Compiling the engine; this takes a minute or two ...", flush=True)
    remove(ROOT)
    with tempfile.TemporaryDirectory() as place:
        code = "import sys; sys.path.insert(0, sys.argv[1]); import compile as it; from pathlib import Path; "
        code += "it.build(Path(sys.argv[2]), Path(sys.argv[3]))"
        done = subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), str(ROOT), place], capture_output=True, text=True, errors="replace"
        )
        if done.returncode:
            said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
            print(*said[-12:], sep="\n")
            print("The engine could not be compiled (is there a C compiler, and Python's headers?): it runs as Python, at half the speed.")
            return int("--required" in sys.argv)
        for file in made(ROOT):  # the one with the code first: the others need it
            aside = file.with_name(f".{file.name}.part")
            shutil.copyfile(Path(place) / "lib" / PACKAGE / file.name, aside)
            os.replace(aside, file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
