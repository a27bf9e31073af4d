"""nbcheck itself: help, version, unknown commands, what each command says of itself."""

from __future__ import annotations

import pkgutil

import pytest
from engine_shell.documents import write

from jupyter_mldebt import __version__, cli
from jupyter_mldebt.cli.main import COMMANDS

from .conftest import Nbcheck

PARTS = {"main", "exits", "options", "progress", "checked", "fix"}


def test_each_command_has_its_module_and_each_module_its_line_of_help(nbcheck: Nbcheck) -> None:
    assert {module.name for module in pkgutil.iter_modules(cli.__path__)} - PARTS == set(COMMANDS)
    done = nbcheck("--help")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ") and line.split()[0] in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(nbcheck: Nbcheck, command: str) -> None:
    done = nbcheck(command, "--help")
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith(f"usage: nbcheck {command}")


def test_version(nbcheck: Nbcheck) -> None:
    assert nbcheck("--version").stdout == f"nbcheck {__version__}\n"


def test_without_a_command_help_is_shown_and_the_call_is_wrong(nbcheck: Nbcheck) -> None:
    done = nbcheck()
    assert done.returncode == 2
    assert done.stdout.startswith("usage: nbcheck")


def test_an_unknown_command_gets_a_suggestion(nbcheck: Nbcheck) -> None:
    done = nbcheck("chekc")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'check'?" in done.stderr
    assert "`nbcheck --help`" in nbcheck("--frobnicate").stderr


def test_a_path_in_place_of_a_command_gets_one_too(nbcheck: Nbcheck, home: object) -> None:
    write(home / "a.ipynb", ["x = 1"])  # type: ignore[operator]
    assert "did you mean `nbcheck check a.ipynb`?" in nbcheck("a.ipynb").stderr


def test_options_are_not_to_be_shortened(nbcheck: Nbcheck) -> None:
    assert nbcheck("check", "--prev").returncode == 2
