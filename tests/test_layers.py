"""The layers: a later one may import an earlier one, never the other way. Held by reading the imports, run or not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import jupyter_mldebt

PACKAGE = Path(jupyter_mldebt.__file__).parent
NAME = "jupyter_mldebt"

# From the bottom up. Those of one row don't import each other.
ROWS = (
    {"_version", "model", "possible", "operations", "interpreter", "tree", "execution", "page"},
    {"rule", "read", "magics", "events", "python2", "text"},
    {"scopes", "knowledge", "heap", "edit"},
    {"conditions", "shell"},
    {"compiler"},
    {"facts"},
    {"exports", "imports"},
    {"sources"},
    {"environment"},
    {"calls"},
    {"flow"},
    {"graph"},
    {"history", "statements", "queries", "settled", "lesson", "exercise"},
    {"kinds", "live", "provenance", "clones", "preparation"},
    {"glue"},
    {"context"},
    {"rules"},
    {"catalogue"},
    {"settings", "suppress", "handbook"},
    {"engine"},
    {"cache", "render", "fixes", "beside"},
    {"project"},
    {"pipeline", "journal"},
    {"server", "cli"},
    {"__main__"},
)
CARRIED = (PACKAGE / "pipeline" / "handover.py", *sorted((PACKAGE / "pipeline" / "form").glob("*.py")))  # copied into each pipeline
LEVEL = {part: level for level, row in enumerate(ROWS) for part in row}


def parts() -> list[str]:
    """The modules and packages directly below the package."""
    modules = [path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"]
    return sorted([*modules, *(path.parent.name for path in PACKAGE.glob("*/__init__.py"))])


def files(part: str) -> list[Path]:
    single = PACKAGE / f"{part}.py"
    return [single] if single.is_file() else sorted((PACKAGE / part).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """What a file imports of the package, below its name: ("pipeline", "plan", "Plan"). Imports for type checkers count too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 1 and path in CARRIED:
            continue
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where they lead"
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in found:
            first, *rest = name.split(".")
            if first == NAME and rest and rest[0] != "__version__":
                yield tuple(rest)


def test_every_part_has_its_layer() -> None:
    """A part that is missing here needs a row above; one that is gone is taken out."""
    assert set(parts()) - LEVEL.keys() == set()
    assert LEVEL.keys() - set(parts()) <= {"_version"}


@pytest.mark.parametrize("part", parts())
def test_a_part_imports_only_from_below(part: str) -> None:
    wrong = {
        f"{path.relative_to(PACKAGE)} imports {'.'.join(found)}"
        for path in files(part)
        for found in imports(path)
        if found[0] != part and LEVEL[found[0]] >= LEVEL[part]
    }
    assert wrong == set()


def test_only_who_begins_with_a_notebook_knows_the_engine_among_the_pipeline() -> None:
    above = {part for part, level in LEVEL.items() if level > LEVEL["graph"] and part not in ("statements", "queries", "pipeline")}
    for path in files("pipeline"):
        if path.stem not in ("export", "fresh"):
            assert {found[0] for found in imports(path)} & above == set(), path.name
            is_user = path.stem == "contract"  # which exports as anybody does
            assert is_user or ("pipeline", "export") not in {found[:2] for found in imports(path)}, path.name


def test_a_plan_knows_nothing_of_the_pipeline_and_targets_know_only_the_plan() -> None:
    assert [found for found in imports(PACKAGE / "pipeline" / "plan.py") if found[0] == "pipeline"] == []
    targets = sorted((PACKAGE / "pipeline" / "targets").glob("*.py"))
    assert targets
    for path in targets:
        assert {found[1] for found in imports(path) if found[0] == "pipeline"} <= {"plan", "targets"}, path.name


@pytest.mark.parametrize("path", CARRIED, ids=lambda path: path.stem)
def test_what_an_exported_pipeline_carries_along_imports_nothing_of_ours(path: Path) -> None:
    assert list(imports(path)) == []
