"""nbcheck: takes the command line apart as far as the command, and imports only that one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from jupyter_mldebt import __version__
from jupyter_mldebt.cli.exits import INTERRUPTED, OK, PIPE_CLOSED, WRONG_USE

# Told here once, so that help imports no command; a test holds that each has its module.
COMMANDS = {
    "check": "find what will not run again, and technical debt, in notebooks",
    "graph": "show which cell gives which name to which",
    "glue": "show how much only carries data, and how data gets from the inputs to the first fit",
    "export": "make a pipeline of a notebook that gives the same outputs",
    "run": "run an exported pipeline",
    "verify": "run notebooks anew and compare with the outputs that they hold",
    "journal": "show, or delete, what was recorded of kernels' executions",
    "rule": "explain a rule",
    "rules": "list the rules",
}

_USAGE = """\
usage: nbcheck <command> [options]

Notebook-to-production hygiene for Jupyter.

commands:
{commands}

options:
  -h, --help     show this help; `nbcheck <command> --help` tells a command's options
  -V, --version  show the version

exit codes: 0 nothing to say, 1 findings, 2 wrong use or unreadable input, 3 an internal error
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run nbcheck.

    Parameters
    ----------
    argv : arguments without the program's name; those of the process if None

    Returns
    -------
    the exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong use or unreadable input, 3 an internal error
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        _silence()
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED


def _dispatch(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "--help"
    if command in ("-h", "--help", "help"):
        width = max(map(len, COMMANDS))
        sys.stdout.write(_USAGE.format(commands="\n".join(f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items())))
        return OK if arguments else WRONG_USE
    if command in ("-V", "--version"):
        sys.stdout.write(f"nbcheck {__version__}\n")
        return OK
    if command not in COMMANDS:
        sys.stderr.write(f"nbcheck: {_unknown(command)}\n")
        return WRONG_USE
    from importlib import import_module

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that can't show a character is no reason to stop
    try:
        return int(import_module(f"jupyter_mldebt.cli.{command}").main(arguments[1:]))
    except SystemExit as end:  # argparse: 0 after help, 2 after wrong use
        return end.code if isinstance(end.code, int) else WRONG_USE


def _unknown(command: str) -> str:
    from difflib import get_close_matches

    what = "option" if command.startswith("-") else "command"
    near = get_close_matches(command, COMMANDS, n=1)
    if near:
        return f"unknown {what} {command!r}; did you mean {near[0]!r}?"
    if what == "command" and os.path.exists(command):
        return f"unknown command {command!r}; did you mean `nbcheck check {command}`?"
    return f"unknown {what} {command!r}; `nbcheck --help` lists them"


def _silence() -> None:
    """Nobody reads any more: what is still buffered must not raise when the interpreter ends."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
