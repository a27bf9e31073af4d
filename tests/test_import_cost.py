"""What a start costs: nothing heavy is imported before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from engine_shell.documents import write

HEAVY = {
    "IPython",
    "cloudpickle",
    "jinja2",
    "joblib",
    "jsonschema",
    "jupyter_client",
    "jupyter_server",
    "nbclient",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "parso",
    "rich",
    "tornado",
    "yaml",
}
# What even an analysis can do without until there is a reason: settings, a .gitignore, several processes, quoted patterns.
ON_DEMAND = {"concurrent", "multiprocessing", "pathspec", "tomllib", "tomli"}


def imported(folder: Path, *arguments: str) -> set[str]:
    """Every module that is loaded when a call of nbcheck ends, without those that Python itself loads for `-c`."""
    path = os.pathsep.join(filter(None, [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")]))
    code = "import sys; from jupyter_mldebt.cli.main import main; main(); print(*sorted(set(sys.modules) - before), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; before = set(sys.modules); {code}", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "NBCHECK_CACHE_DIR": str(folder / "cache")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def roots(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_almost_nothing(tmp_path: Path, arguments: list[str]) -> None:
    modules = imported(tmp_path, *arguments)
    ours = {module for module in modules if module.startswith("jupyter_mldebt")}
    assert ours <= {
        "jupyter_mldebt",
        "jupyter_mldebt._version",
        "jupyter_mldebt.cli",
        "jupyter_mldebt.cli.main",
        "jupyter_mldebt.cli.exits",
    }
    assert (
        roots(modules) & (HEAVY | ON_DEMAND | {"msgspec", "argparse", "ast", "re", "json", "inspect", "typing", "dataclasses", "pathlib"})
        == set()
    )


def test_check_imports_nothing_heavy(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", ["import pandas as pd\n%matplotlib inline", "df = pd.read_csv('a.csv')\n!ls", "print(missing)"])
    modules = imported(tmp_path, "check", "a.ipynb")
    assert "jupyter_mldebt.engine" in modules
    assert roots(modules) & (HEAVY | ON_DEMAND) == set()


def test_what_fixes_need_is_imported_where_there_is_something_to_fix(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", ["x = 1", "print(x)"])
    modules = imported(tmp_path, "check", "a.ipynb")
    of_rules = {f"jupyter_mldebt.rules.hidden_state.{name}" for name in ("_imports", "_moves", "_trial")}
    assert "jupyter_mldebt.rules.hidden_state.undefined_name" in modules
    assert not modules & {"jupyter_mldebt.edit", "jupyter_mldebt.fixes", "jupyter_mldebt.knowledge.aliases", "difflib", *of_rules}


def test_a_cell_that_does_not_parse_imports_nothing_heavy(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", ["x = = 1", "print(x)"])
    assert roots(imported(tmp_path, "check", "a.ipynb")) & HEAVY == set()


@pytest.mark.parametrize("arguments", [["rules"], ["rule", "NBS001"], ["graph", "a.ipynb"], ["export", "--help"], ["run", "--help"]])
def test_the_other_commands_keep_away_from_the_heaviest(tmp_path: Path, arguments: list[str]) -> None:
    write(tmp_path / "a.ipynb", ["x = 1"])
    assert roots(imported(tmp_path, *arguments)) & HEAVY == set()


def test_listing_the_rules_imports_no_rule(tmp_path: Path) -> None:
    assert {module for module in imported(tmp_path, "rules") if module.startswith("jupyter_mldebt.rules.")} <= {
        "jupyter_mldebt.rules._manifest"
    }


def test_only_the_rules_that_run_are_imported(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", ["x = 1"])
    rules = {
        module for module in imported(tmp_path, "check", "--select", "NBS001", "a.ipynb") if module.startswith("jupyter_mldebt.rules.")
    }
    assert "jupyter_mldebt.rules.hidden_state.undefined_name" in rules
    assert "jupyter_mldebt.rules.execution_order.out_of_order" not in rules
