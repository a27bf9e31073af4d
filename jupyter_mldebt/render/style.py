"""Style: colours and widths of a terminal."""

from __future__ import annotations

import os
import shutil
import unicodedata
from typing import TextIO

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36"}
TAB = 4


class Style:
    """Colours text, or leaves it alone.

    Parameters
    ----------
    colour : whether to colour
    width : columns of the terminal
    """

    def __init__(self, colour: bool = False, width: int = 100) -> None:
        self.colour = colour
        self.width = width

    def __call__(self, text: str, *names: str) -> str:
        """The text in these colours and weights."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"


def style_of(stream: TextIO) -> Style:
    """Colours on a terminal only, and not where NO_COLOR is set (no-color.org); FORCE_COLOR asks for them anywhere."""
    is_terminal = stream.isatty()
    colour = (is_terminal or bool(os.environ.get("FORCE_COLOR"))) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(colour, shutil.get_terminal_size((100, 24)).columns if is_terminal else 100)


def plain(text: str) -> str:
    """The text with tabs as blanks and control characters made visible, so that nothing of a notebook can steer the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def columns(text: str) -> int:
    """How many columns the text takes after `plain`."""
    if text.isascii():
        return len(text) + (TAB - 1) * text.count("\t")
    return sum(_columns(character) for character in text)


def _visible(character: str) -> str:
    if character == "\t":
        return " " * TAB
    if character < " ":
        return chr(0x2400 + ord(character))
    # Controls, surrogates and the marks that turn the direction of writing; joiners belong to emoji and scripts.
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cs", "Cf") and character not in "\u200c\u200d" else character


def _columns(character: str) -> int:
    if character == "\t":
        return TAB
    if unicodedata.combining(character) or character in "\u200b\u200c\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
