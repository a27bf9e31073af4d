"""The handbook of rules: the pages of the catalogue as Markdown files. `python -m jupyter_mldebt.handbook docs/rules` writes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from jupyter_mldebt.catalogue import ROOT, RuleInfo, manifest, page


def files() -> dict[str, str]:
    """Text of each file of the handbook by its name."""
    return {"README.md": _index(), **{f"{info.code}.md": _page(info) for info in manifest()}}


def write(folder: Path) -> None:
    """Write the handbook; pages of rules that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = files()
    for old in folder.glob("*.md"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def family_title(family: str) -> tuple[str, str]:
    """Title of a family and what it is about: the docstring of its folder."""
    doc = ast.get_docstring(ast.parse((ROOT / family / "__init__.py").read_text(encoding="utf-8"))) or family
    title, _, about = doc.rstrip(".").partition(": ")
    return title, about


def _index() -> str:
    lines = [
        "# Rules",
        "",
        "Each rule has a code, which stays, and a name. `nbcheck rule CODE` shows its page on the command line. A finding may weigh",
        "less or more than the severity given here, which is the rule's own; its page says when.",
    ]
    for family, rules in groupby(manifest(), lambda info: info.family):
        title, about = family_title(family)
        lines += [
            "",
            f"## {title}",
            "",
            f"{about[:1].upper()}{about[1:]}.",
            "",
            "| code | name | severity | what it says |",
            "|---|---|---|---|",
        ]
        lines += [f"| [{info.code}]({info.code}.md) | {info.name} | {info.severity} | {_summary(info)} |" for info in rules]
    return "\n".join(lines) + "\n"


def _summary(info: RuleInfo) -> str:
    return info.summary.replace("|", "\\|") + "".join(f" *({trait})*" for trait in _traits(info))


def _page(info: RuleInfo) -> str:
    title, _ = family_title(info.family)
    facts = " · ".join([title, info.severity, *_traits(info)])
    return f"# {info.code} {info.name}\n\n{facts}\n\n{page(info)}\n"


def _traits(info: RuleInfo) -> Iterator[str]:
    if info.preview:
        yield "preview"
    if info.fixable:
        yield "proposes a fix"


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]))
