"""What the commands' options have in common."""

from __future__ import annotations

import argparse
import sys


class WrongUse(Exception):
    """The call contradicts itself; the message says how."""


class Help(argparse.HelpFormatter):
    """Help with room for the options' names."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=34)


def parser(command: str, description: str) -> argparse.ArgumentParser:
    """The parser of a command. Options are not to be shortened, so that a new one never breaks a script."""
    return argparse.ArgumentParser(f"nbcheck {command}", description=description, formatter_class=Help, allow_abbrev=False)


def words(text: str) -> list[str]:
    """A list with commas: `NBS001,NBS002`."""
    return [word for word in (part.strip() for part in text.split(",")) if word]


def positive(text: str) -> int:
    """A number of processes, seconds or the like."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number, 1 or more")
    return number


def assignment(text: str) -> tuple[str, str]:
    """A parameter and its value: `name=3`."""
    name, sign, value = text.partition("=")
    if not sign or not name.isidentifier():
        raise argparse.ArgumentTypeError(f"{text!r} must be NAME=VALUE")
    return name, value


def complain(command: str, message: object) -> None:
    """Tell on standard error what is wrong with the call."""
    sys.stderr.write(f"nbcheck {command}: {message}\n")
