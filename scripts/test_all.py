"""Runs every check and every test of the project, goes on after a failure, and ends with one line of totals.

usage: python scripts/test_all.py [lint]
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NPM = ("npm", "--silent", "run")
LINT = [
    ("ruff check", ["ruff", "check", "."]),
    ("ruff format", ["ruff", "format", "--check", "."]),
    ("mypy", ["mypy"]),
    ("eslint, prettier", [*NPM, "lint"]),
    ("contract types current", [*NPM, "contract:check"]),
    ("tsc", [*NPM, "types"]),
    ("tsc ui-tests", ["npx", "tsc", "-p", "ui-tests"]),
]
OTHER_PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
ENGINE_TESTS = ("tests/engine", "tests/engine_shell", "tests/rules")
ENGINE_NEEDS = ("hypothesis", "jinja2", "jupyter_core", "mistune", "msgspec", "pathspec", "platformdirs", "pytest", "tomli")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# How runners close: pytest "3 failed, 5 passed in 1.2s", Jest "Tests: 1 failed, 5 passed, 6 total", Playwright "  5 passed (1.2m)".
CLOSING = re.compile(r"(=+ )?\d+ \w+(, \d+ \w+)* in [\d.]+|Tests: .*total$|\s+\d+ (passed|failed|skipped|flaky)( \(.*\))?$")
TOTALS = re.compile(r"(?<![\w.])(\d+) (passed|failed|errors?|skipped|flaky)\b")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Total:
    """Tests that passed, failed and were skipped, and the stages that failed."""

    def __init__(self) -> None:
        self.counts = {"passed": 0, "failed": 0, "skipped": 0}
        self.rows: list[str] = []

    def run(self, name: str, command: list[str], **environment: str) -> None:
        """Run one stage, show what it says, count its tests."""
        print(f"\n### {name}: {' '.join(command)}", flush=True)
        start, before, counted = time.monotonic(), dict(self.counts), False
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "NO_COLOR": "1", **environment},
        )
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            plain = COLOURS.sub("", line.rstrip())
            if CLOSING.match(plain):
                counted = True
                for number, what in TOTALS.findall(plain):
                    what = {"error": "failed", "errors": "failed", "flaky": "passed"}.get(what, what)
                    self.counts[what] += int(number)
        failed = process.wait() != 0
        if failed and self.counts["failed"] == before["failed"]:
            self.counts["failed"] += 1  # no test of its own says so
        ran = ", ".join(f"{self.counts[k] - before[k]} {k}" for k in self.counts if self.counts[k] > before[k]) if counted else ""
        self.rows.append(f"{'FAILED' if failed else 'ok':8}{name:28}{time.monotonic() - start:7.1f} s  {ran}")

    def skip(self, name: str, why: str) -> None:
        print(f"\n### SKIPPED: {name}: {why}", flush=True)
        self.rows.append(f"{'SKIPPED':8}{name:28}{'':9}  {why}")


def pythons() -> Iterator[tuple[str, str | None]]:
    """Each supported version but our own, with an interpreter if one is found."""
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in OTHER_PYTHONS:
        if version == own:
            continue
        candidates = [shutil.which(f"python{version}"), *map(str, sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True))]
        works = (c for c in candidates if c and subprocess.run([c, "-c", ""], capture_output=True).returncode == 0)
        yield version, next(works, None)


def engine_tests(total: Total) -> None:
    """The engine's and the rules' tests on the other Pythons, in small environments that are kept."""
    tests = [tests for tests in ENGINE_TESTS if (ROOT / tests).is_dir()]
    for version, python in pythons():
        name = f"engine on Python {version}"
        if python is None:
            total.skip(name, f"Python {version} not found")
            continue
        place = ROOT / "build" / "pythons" / version
        stamp = place / " ".join(("made", *ENGINE_NEEDS)).replace(" ", "-")
        if not stamp.exists():
            shutil.rmtree(place, ignore_errors=True)
            made = subprocess.run([python, "-m", "venv", str(place)]).returncode
            if made or subprocess.run([place / "bin" / "pip", "install", "--quiet", *ENGINE_NEEDS]).returncode:
                total.run(name, ["false"])
                continue
            stamp.touch()
        total.run(
            name, [str(place / "bin" / "python"), "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", *tests], PYTHONPATH=str(ROOT)
        )


def browser() -> str | None:
    """Chromium; from the system's packages where there is none and we may."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "chromium", "fonts-dejavu-core"]):
            subprocess.run(["apt-get", *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        found = shutil.which("chromium")
    return found


def ui_tests(total: Total) -> None:
    chromium = browser()
    if chromium is not None:
        total.run("Galata", ["npm", "--silent", "--prefix", "ui-tests", "test"], CHROMIUM=chromium)
    elif os.environ.get("CI") == "true":
        print("Chromium is needed: install the package chromium.")
        total.run("Galata", ["false"])
    else:
        total.skip("Galata", "Chromium not found: install the package chromium, or set CHROMIUM to the path of one")


def main() -> int:
    total = Total()
    for name, command in LINT:
        total.run(name, command)
    if sys.argv[1:] != ["lint"]:
        total.run("Jest", [*NPM, "test"])
        total.run("pytest", ["pytest", "-q", "-rs", "--timeout", "600"])
        engine_tests(total)
        ui_tests(total)
    print("\n" + "\n".join(row.rstrip() for row in total.rows))
    counts = total.counts
    print(f"\n{counts['passed']} passed, {counts['failed']} failed" + (f", {counts['skipped']} skipped" if counts["skipped"] else ""))
    return int(counts["failed"] > 0)


if __name__ == "__main__":
    sys.exit(main())
