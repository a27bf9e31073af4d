"""nbcheck rule: a rule's page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from jupyter_mldebt import catalogue
from jupyter_mldebt.cli.exits import OK, WRONG_USE
from jupyter_mldebt.cli.options import complain, parser
from jupyter_mldebt.render.full import COLOURS
from jupyter_mldebt.render.style import Style, style_of

_CODE = re.compile(r"(`+)(.+?)\1")


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    cli = parser("rule", "Explain a rule.")
    cli.add_argument("rule", metavar="CODE", help="code or name: NBS002 or used-before-definition")
    cli.add_argument("--format", "--output-format", choices=("text", "json"), default="text", help="text (default) or json")
    given = cli.parse_args(argv)
    try:
        info = catalogue.find(given.rule)
    except catalogue.UnknownRule as error:
        complain("rule", error)
        return WRONG_USE
    if given.format == "json":
        import json

        from jupyter_mldebt.cli.rules import described

        sys.stdout.write(json.dumps(described(info) | {"page": catalogue.page(info)}, indent=2) + "\n")
    else:
        for line in _page(info, style_of(sys.stdout)):
            sys.stdout.write(line + "\n")
    return OK


def _page(info: catalogue.RuleInfo, style: Style) -> Iterator[str]:
    """The page with headings, code and lists set off for a terminal."""
    traits = [
        style(info.severity, COLOURS[info.severity]),
        *(["preview"] if info.preview else []),
        *(["proposes a fix"] if info.fixable else []),
    ]
    yield f"{style(info.code, 'bold')} {style(info.name, 'bold')} ({', '.join(traits)})"
    yield ""
    is_code = False
    for line in catalogue.page(info).split("\n"):
        if line.lstrip().startswith("```"):
            is_code = not is_code
            if not style.colour:
                yield line
        elif is_code or line.startswith("    "):
            yield style(line, "cyan") if style.colour else line
        elif line.startswith("#"):
            yield style(line.lstrip("# "), "bold", "green") if style.colour else line
        else:
            yield _CODE.sub(lambda found: style(found[2], "cyan"), line) if style.colour else line
