"""What an export would make, told before anything runs; and defaults other than the notebook's, which a verification must not be misled by."""

from __future__ import annotations

import json

import pytest

from jupyter_mldebt.pipeline.export import ExportError, export, propose
from jupyter_mldebt.pipeline.plan import load
from jupyter_mldebt.pipeline.runner import run


def test_a_proposal_runs_and_writes_nothing(write):
    path = write("open('ran', 'w').write('x')\nsize = 3", "import requests\nrequests.post('http://127.0.0.1:9', data='a')", "print(size)")
    before = sorted(path.parent.iterdir())
    made = propose(path)
    assert "size" in {parameter.name for parameter in made.plan.parameters}
    assert [(effect.cell, effect.line) for effect in made.effects] == [(1, 2)]
    assert made.findings == ()
    assert sorted(path.parent.iterdir()) == before


def test_a_proposal_for_what_stands_on_the_screen(write):
    path = write("a = 1", "print(a)")
    document = json.loads(path.read_text())
    document["cells"][0]["source"] = "b = 2"
    made = propose(path, text=json.dumps(document).encode())
    assert [finding.code for finding in made.findings] == ["NBS001"]
    assert propose(path).findings == ()


def test_another_default_is_verified_with_the_notebooks_value(write):
    path = write("size = 3", "print('size', size)")
    events = []
    result = export(path, verify="once", parameters={"size": 5}, watch=events.append)
    assert result.verification is not None and result.verification.verified
    assert load(result.folder).parameters[0].default == 5
    done = run(result.folder)
    assert "size 5" in open(done.steps[-1].notebook).read()
    said = [(event.kind, event.step is None) for event in events if event.kind != "tick"]
    assert said[:2] == [("start", True), ("cell", True)]
    assert ("end", True) in said and said[-1] == ("end", False)
    assert max(event.cell for event in events) == max(event.cells for event in events) > 0


def test_a_default_of_none_is_the_notebooks_own(write):
    path = write("size = 3", "print('size', size)")
    result = export(path, verify="none", infer_parameters=False, parameters={"size": None})
    assert load(result.folder).parameters[0].default == 3


@pytest.mark.parametrize("value", ["many", True, [1]])
def test_a_default_of_another_type_is_refused(write, value):
    path = write("size = 3", "print('size', size)")
    with pytest.raises(ExportError, match="`size` must be of type int"):
        export(path, verify="none", parameters={"size": value})
    assert not (path.parent / f"{path.stem}-pipeline").exists()


def test_other_names_for_what_had_none(write):
    path = write("import random\nrandom.seed(7)\nrows = [random.random() for _ in range(4)]", "print(len(rows), sum(rows))")
    assert "seed" in propose(path).invented
    result = export(path, verify="once", names={"seed": "graine"})
    assert result.verification is not None and result.verification.verified
    assert "graine" in {parameter.name for parameter in load(result.folder).parameters}
    (only,) = load(
        export(path, verify="none", force=True, infer_parameters=False, parameters={"seed": 8}, names={"seed": "s"}).folder
    ).parameters
    assert (only.name, only.default) == ("s", 8)


@pytest.mark.parametrize("name", ["rows", "print", "class", "_s", "2nd", ""])
def test_names_that_are_taken(write, name):
    path = write("import random\nrandom.seed(7)\nrows = [random.random()]", "print(rows)")
    with pytest.raises(ExportError, match="`seed` can't be called"):
        export(path, verify="none", names={"seed": name})
    with pytest.raises(ExportError, match="`rows` can't be called"):
        export(path, verify="none", names={"rows": "lines"})
