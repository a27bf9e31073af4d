"""nbcheck rules: all rules in a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from jupyter_mldebt import catalogue
from jupyter_mldebt.cli.exits import OK
from jupyter_mldebt.cli.options import parser
from jupyter_mldebt.render.full import COLOURS
from jupyter_mldebt.render.style import Style, style_of


def main(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    cli = parser("rules", "List the rules.")
    cli.add_argument(
        "--output-format", "--format", choices=("text", "json", "markdown"), default="text", help="text (default), json or markdown"
    )
    given = cli.parse_args(argv)
    if given.output_format == "json":
        import json

        sys.stdout.write(json.dumps([described(info) for info in catalogue.manifest()], indent=2) + "\n")
    else:
        lines = _markdown() if given.output_format == "markdown" else _table(style_of(sys.stdout))
        for line in lines:
            sys.stdout.write(line + "\n")
    return OK


def described(info: catalogue.RuleInfo) -> dict[str, object]:
    """A rule as JSON has it."""
    return {
        "code": info.code,
        "name": info.name,
        "family": info.family,
        "severity": info.severity,
        "preview": info.preview,
        "fixable": info.fixable,
        "summary": info.summary,
    }


def _table(style: Style) -> Iterator[str]:
    rules = catalogue.manifest()
    names = max((len(info.name) for info in rules), default=0)
    family = None
    for info in rules:
        if info.family != family:
            if family is not None:
                yield ""
            family = info.family
            yield style(family.replace("_", " "), "bold", "green")
        traits = "".join((" (preview)" if info.preview else "", " (proposes a fix)" if info.fixable else ""))
        severity = style(f"{info.severity:<7}", COLOURS[info.severity])
        yield f"  {style(info.code, 'bold')}  {info.name:<{names}}  {severity}  {info.summary}{traits}"


def _markdown() -> Iterator[str]:
    yield "| code | name | severity | what it says |"
    yield "|---|---|---|---|"
    for info in catalogue.manifest():
        summary = info.summary.replace("|", "\\|") + (" (preview)" if info.preview else "") + (" (proposes a fix)" if info.fixable else "")
        yield f"| {info.code} | {info.name} | {info.severity} | {summary} |"
