"""The handbook of rules: the pages of the catalogue as Markdown files. `python -m jupyter_mldebt.handbook docs/rules` writes them.

What was found when somebody who did not write a rule judged its findings in real notebooks stands in `verdicts/CODE.jsonl` below the folder,
a line for each place, as `python -m bench.places` prints them; the share that is right is on the rule's page.
"""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from jupyter_mldebt.catalogue import ROOT, RuleInfo, manifest, page

VERDICTS = "verdicts"
STABLE = 0.9, 10  # the share of right findings from which on a rule is no preview, and of how many


def files(folder: Path) -> dict[str, str]:
    """Text of each file of the handbook by its name.

    Parameters
    ----------
    folder : where the handbook is, with the verdicts below it
    """
    return {"README.md": _index(folder), **{f"{info.code}.md": _page(info, folder) for info in manifest()}}


def judged(folder: Path, code: str) -> Counter[str]:
    """How often findings of a rule were judged right, wrong and unsure; empty where nobody did."""
    try:
        lines = (folder / VERDICTS / f"{code}.jsonl").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return Counter()
    return Counter(json.loads(line)["verdict"] for line in lines)


def write(folder: Path) -> None:
    """Write the handbook; pages of rules that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = files(folder)
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


def _index(folder: Path) -> str:
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
            "| code | name | severity | right | what it says |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| [{info.code}]({info.code}.md) | {info.name} | {info.severity} | {_share(judged(folder, info.code))} | {_summary(info)} |"
            for info in rules
        ]
    return "\n".join(lines) + "\n"


def _summary(info: RuleInfo) -> str:
    return info.summary.replace("|", "\\|") + "".join(f" *({trait})*" for trait in _traits(info))


def _page(info: RuleInfo, folder: Path) -> str:
    title, _ = family_title(info.family)
    facts = " · ".join([title, info.severity, *_traits(info)])
    return f"# {info.code} {info.name}\n\n{facts}\n\n{page(info)}\n{_precision(info, judged(folder, info.code))}"


_ASKED = f"a rule stays in preview below {100 * STABLE[0]:.0f} % right of at least {STABLE[1]}"


def _precision(info: RuleInfo, found: Counter[str]) -> str:
    if not found:
        why = "So far nobody who did not write it has judged what the rule says in real notebooks: it is in preview."
        return f"\n## Precision\n\n{why}\n" if info.preview else ""
    unsure = f", {found['unsure']} could not be decided" if found["unsure"] else ""
    least, most = STABLE
    weak = found["right"] < least * (found["right"] + found["wrong"]) or found["right"] + found["wrong"] < most
    return (
        f"\n## Precision\n\nOf findings in {found.total()} real notebooks, {found['right']} were judged right and {found['wrong']} wrong{unsure}, "
        f"by someone who did not write the rule and knew only this page and the notebook ([verdicts]({VERDICTS}/{info.code}.jsonl)). A true "
        "finding that nobody would want there, as in a lesson about it, counts as wrong."
        + (f" That is too little to trust it without a look: {_ASKED}." if weak else "")
        + "\n"
    )


def _share(found: Counter[str]) -> str:
    decided = found["right"] + found["wrong"]
    return f"{100 * found['right'] // decided} % of {decided}" if decided else ""


def _traits(info: RuleInfo) -> Iterator[str]:
    if info.preview:
        yield "preview"
    if info.fixable:
        yield "proposes a fix"


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]))
