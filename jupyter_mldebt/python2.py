"""What only Python 2 has: how its notebooks are told, and its built-in names."""

from __future__ import annotations

import re

from jupyter_mldebt.model import Notebook

NAMES = frozenset("basestring cmp execfile file long raw_input reduce reload unichr unicode xrange".split())

_KERNEL = re.compile(r"(python|py|pypy|kernel)[-_ ]?2(\D|7|$)", re.IGNORECASE)
_MESSAGES = (
    "Missing parentheses in call to",
    "multiple exception types must be parenthesized",
    "Lambda expression parameters cannot be parenthesized",
    "leading zeros in decimal integer literals",
)


def runs_it(notebook: Notebook) -> bool:
    """Whether the notebook's kernel is one of Python 2."""
    return notebook.language == "python2" or bool(_KERNEL.search(notebook.kernel or ""))


def tells_it(message: str) -> bool:
    """Whether a parser's message is one for code of Python 2."""
    return message.startswith(_MESSAGES)
