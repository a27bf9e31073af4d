"""nbcheck rule and nbcheck rules."""

from __future__ import annotations

import json

from jupyter_mldebt import catalogue

from .conftest import Nbcheck


def test_rule_shows_the_page(nbcheck: Nbcheck) -> None:
    for asked in ("NBS002", "used-before-definition"):
        done = nbcheck("rule", asked)
        assert done.returncode == 0
        assert done.stdout.startswith("NBS002 used-before-definition (error")
        assert catalogue.page(catalogue.find("NBS002")) in done.stdout
    coloured = nbcheck("rule", "NBS002", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[1;32mWhy it matters\x1b[0m" in coloured and "```" not in coloured


def test_rule_as_json(nbcheck: Nbcheck) -> None:
    told = json.loads(nbcheck("rule", "NBS001", "--format", "json").stdout)
    assert told["code"] == "NBS001" and told["page"].startswith(told["summary"].rstrip("."))


def test_an_unknown_rule_gets_a_suggestion(nbcheck: Nbcheck) -> None:
    done = nbcheck("rule", "undefned-name")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'undefined-name'?" in done.stderr


def test_rules_lists_all(nbcheck: Nbcheck) -> None:
    codes = [info.code for info in catalogue.manifest()]
    table = nbcheck("rules").stdout
    assert [line.split()[0] for line in table.splitlines() if line.startswith("  NB")] == codes
    assert [rule["code"] for rule in json.loads(nbcheck("rules", "--output-format", "json").stdout)] == codes
    markdown = nbcheck("rules", "--output-format", "markdown").stdout.splitlines()
    assert [line.split("|")[1].strip() for line in markdown[2:]] == codes
    assert len({line.replace("\\|", "").count("|") for line in markdown}) == 1
