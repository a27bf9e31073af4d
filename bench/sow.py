"""Sowing: plants names in the notebooks of a corpus, asks the engine for each, and says which it finds.

Every other plant gets a broken cell beside it, which must neither hide the plant nor be the cause of other findings.
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench import breaks
from bench.answers import UNDEFINED
from bench.plain import tree_of
from bench.plant import WAYS, Json, Page, Plant
from bench.reached import may_bind
from jupyter_mldebt.engine import Engine
from jupyter_mldebt.rule import Finding
from jupyter_mldebt.settings import Settings

CHECKPOINTS = ".ipynb_checkpoints"
BROKEN = "NBR010"
LISTED = "NBS011"  # names that only a place which can't be read may define
OF_COUNTS = "NBO"  # a cell that is put in was never run, which is then said rightly
STAR = re.compile(r"^\s*from\s+(\S+)\s+import\s*\(?\*", re.M)
# Where one of these stands, what the notebook binds may not be known without running it.
HIDES = {
    "%run": re.compile(r"^\s*%(run|load|store)\b", re.M),
    "exec": re.compile(r"\bexec(file)?\s*\(|\bglobals\s*\(\)\s*(\.update\b|\[.*\]\s*=[^=])"),
}


def pages(corpus: Path, rng: random.Random) -> Iterator[Page]:
    """The corpus's Python notebooks with three or more code cells that can be parsed, each text once, in a drawn order."""
    files = sorted(file for file in corpus.rglob("*.ipynb") if CHECKPOINTS not in file.parts)
    rng.shuffle(files)
    seen: set[str] = set()
    for file in files:
        try:
            document = json.loads(file.read_bytes())
            language = document["metadata"].get("language_info", {}).get("name", "python")
            page = Page(str(file), document)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if "jupytext" in document["metadata"] and "kernelspec" not in document["metadata"]:
            continue  # of a script in a language that is not said
        digest = hashlib.sha256(page.text().encode()).hexdigest()
        kernel = document["metadata"].get("kernelspec", {}).get("name", "python")
        if digest in seen or language != "python" or "python" not in kernel or document.get("nbformat") != 4:
            continue
        seen.add(digest)
        if sum(bool((tree := tree_of(cell["source"])) and tree.body) for cell in page.code) >= 3:
            yield page


def plant(page: Page, rng: random.Random) -> Plant | None:
    """A name planted in the page in a way that is drawn."""
    for _ in range(6):
        way = rng.choices(list(WAYS), list(WAYS.values()))[0]
        planted = way(Page(page.path, copy.deepcopy(page.document)), rng)
        if planted is not None:
            return planted
    return None


def broken(plant: Plant, rng: random.Random) -> tuple[Page, Json, str] | None:
    """The plant's page with a cell beside the plant that can't be parsed, that cell, and how it was broken."""
    page = copy.deepcopy(plant.page)
    target = page.cells[plant.page.index(plant.cell)]
    involved = [plant.page.index(cell) for cell in plant.involved]
    for _ in range(20):
        way, line = rng.choice(list(breaks.LINES.items()))
        place = rng.choice(["cell above", "cell below", "first line", "last line"])
        if place.startswith("cell"):
            cell = page.insert(line, target, after=place == "cell below")
            how = f"{way}, in a new {place}"
        else:
            at = page.index(target)
            code = [
                n for n, cell in enumerate(page.cells) if cell.get("cell_type") == "code" and n not in involved and cell["source"].strip()
            ]
            near = min(code, key=lambda n: (abs(n - at), n > at), default=None)
            if near is None or may_bind(page.cells[near]["source"], plant.name) or page.cells[near]["source"].startswith("%%"):
                continue
            cell = page.cells[near]
            before = cell["source"]
            cell["source"] = "\n".join([line, before] if place == "first line" else [before, line])
            how = f"{way}, as {place} of cell {near}"
        if tree_of(cell["source"]) is None:
            return page, cell, how
        if place.startswith("cell"):
            page.remove(cell)
        else:
            cell["source"] = before
    return None


@dataclass(frozen=True)
class Result:
    """What was said of one plant.

    Parameters
    ----------
    path, way, name, cell : where the name was planted, and how
    broken : which cell was broken, and how; None where none was
    found : "error" or "warning" at the cell, "listed" among names that may come from elsewhere, or "missed"
    alone : the same for the plant without the broken cell
    hidden : what in the cells above may define the name unseen
    caused : findings that only the broken cell brought
    crashes : internal errors
    sources : texts of the cells
    """

    path: str
    way: str
    name: str
    cell: int
    broken: str | None
    found: str
    alone: str
    hidden: tuple[str, ...]
    caused: tuple[str, ...]
    crashes: tuple[str, ...]
    sources: tuple[str, ...]


def sow(corpus: Path, count: int, seed: int) -> Iterator[Result]:
    """Plant `count` names, each in another notebook, and ask the engine for each."""
    rng = random.Random(seed)
    engine = Engine()
    done = 0
    for page in pages(corpus, rng):
        planted = plant(page, rng)
        if planted is None:
            continue
        result = _ask(engine, planted, rng if done % 2 else None)
        if result is not None:
            yield result
            done += 1
        if done == count:
            return


def _ask(engine: Engine, plant: Plant, rng: random.Random | None) -> Result | None:
    """What is said of the plant, beside a broken cell if there is a generator to draw one."""
    page, at = plant.page, plant.page.index(plant.cell)
    answer = engine.answer(page.text(), page.path, Settings())
    findings, crashes = answer.report.findings, answer.crashes
    alone = found = _verdict(findings, plant.name, at)
    how: str | None = None
    caused: tuple[str, ...] = ()
    if rng is not None:
        made = broken(plant, rng)
        if made is None:
            return None
        page, cell, how = made
        inserted = len(page.cells) - len(plant.page.cells)
        shift = page.index(cell) if inserted else len(page.cells)
        answer = engine.answer(page.text(), page.path, Settings())
        after, crashes = answer.report.findings, crashes + answer.crashes
        at += inserted and shift <= at
        found = _verdict(after, plant.name, at)
        before = {key for finding in findings for key in _keys(finding, lambda n: n + (inserted and n >= shift))}
        caused = tuple(
            f"{finding.code} cell {finding.cell.index if finding.cell else None}: {finding.message}"
            for finding in after
            if finding.code != BROKEN
            and not finding.code.startswith(OF_COUNTS)
            and not _keys(finding, lambda n: n) <= before
            and plant.name not in finding.names
        )
    above = [cell["source"] for cell in page.cells[: at + 1] if cell.get("cell_type") == "code"]
    hidden = [what for what, sign in HIDES.items() if any(map(sign.search, above))]
    hidden += [f"star import of {module}" for source in above for module in STAR.findall(source) if not _is_installed(module)]
    sources = tuple(cell["source"] for cell in page.cells)
    broke = tuple(f"{crash.what}: {crash.error}" for crash in crashes)
    return Result(page.path, plant.way, plant.name, at, how, found, alone, tuple(hidden), caused, broke, sources)


@cache
def _is_installed(module: str) -> bool:
    try:
        return module == "pylab" or importlib.util.find_spec(module) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def _verdict(findings: Iterable[Finding], name: str, cell: int) -> str:
    """The severity of the finding that names the planted name at its cell."""
    said = {f.severity for f in findings if f.code in UNDEFINED and name in f.names and f.cell is not None and f.cell.index == cell}
    if said:
        return "error" if "error" in said else "warning"
    return "listed" if any(f.code == LISTED and name in f.names for f in findings) else "missed"


def _keys(finding: Finding, shifted: Callable[[int], int]) -> set[tuple[str, str, int | None]]:
    """What the finding says, name by name, with the cell as it is counted after a change."""
    return {(finding.code, name, shifted(finding.cell.index) if finding.cell else None) for name in finding.names or ("",)}
