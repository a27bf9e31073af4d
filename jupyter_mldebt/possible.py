"""Names that a text which does not parse may bind: those that stand where a target may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword
from unicodedata import normalize


def possible_names(code: str) -> Iterator[tuple[str, int]]:
    """Names that the text may bind, with their offsets, in the order of the text."""
    is_open = code.count('"""') % 2 or code.count("'''") % 2  # what is text then and what isn't can't be told
    bare = (_COMMENTS if is_open else _TEXT_AND_COMMENTS).sub(_blanked, code)
    starts = [found.start(found.lastindex or 0) for found in _TARGET.finditer(bare)]
    for pattern in _LISTS:
        for listed in pattern.finditer(bare):
            starts += [found.start() for found in _PLAIN_NAME.finditer(bare, *listed.span(1))]
    for start in sorted(starts):
        found = _PLAIN_NAME.match(bare, start)
        if found is not None and not iskeyword(found[0]) and found[0] not in ("print", "exec"):
            yield (found[0] if found[0].isascii() else normalize("NFKC", found[0])), start  # as Python does


def _blanked(found: re.Match[str]) -> str:
    """As many marks as the text has characters, on the same lines."""
    return "\n".join(["#" * len(line) for line in found[0].split("\n")])


_TEXT_AND_COMMENTS = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\#[^\n]*""", re.S
)
_COMMENTS = re.compile(r"#[^\n]*")
_PLAIN_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")
# in front of `=`, `+=`, `:=`, `in` or an annotation; behind `def`, `class`, `as`, and the comma of Python 2's `except`
_TARGET = re.compile(
    r"\b(?:def|class|as)[ \t]+([^\W\d]\w*)|^[ \t]*except\b[^:\n]*,[ \t]*([^\W\d]\w*)|^[ \t]*([^\W\d]\w*)(?=[ \t]*:[^=])"
    r"|(?<![\w.])([^\W\d]\w*)(?=[ \t]*(?:(?:[-+*/%@&|^:]|//|\*\*|<<|>>)?=(?!=)|in\b))",
    re.M,
)
# several at once: before `=` and between `for` and `in`, behind `as`, `import` and `global`
_LISTS = (
    re.compile(r"(?:^|;)[ \t]*(?=[^=\n]*,)([\w(\[*][\w \t,*()\[\].]*)=(?!=)", re.M),
    re.compile(r"\bfor\b([\w \t\n,*()\[\]]*?)\bin\b"),
    re.compile(r"\bas[ \t]*(\([^()]*\))"),
    re.compile(r"\b(?:import|global)\b[ \t]*(\([^()]*\)?|[\w.,* \t]*(?:\\[^\n]*\n[\w.,* \t]*)*)"),
)
