"""requirements.txt: what the imports resolve to where the kernel runs."""

from __future__ import annotations

from importlib.metadata import version

from jupyter_mldebt.pipeline.requirements import resolve


def test_imports_are_pinned_by_distribution(graph_of, tmp_path):
    (tmp_path / "helpers.py").write_text("")
    graph = graph_of("import yaml, os, helpers\ndef f():\n    import msgspec.json", "import no_such_module", "from . import sibling")
    found = resolve(graph, tmp_path, "python3")
    lines = found.text.splitlines()
    assert lines[0].startswith("# Python 3.")
    assert {f"PyYAML=={version('PyYAML')}", f"msgspec=={version('msgspec')}", f"papermill=={version('papermill')}"} <= set(lines)
    assert "# no_such_module: imported, but not installed where this was exported" in lines
    assert "helpers" not in found.text and "sibling" not in found.text
    assert f"# ipywidgets=={version('ipywidgets')}: for the form in run.ipynb, all else goes without" in lines
    assert found.has("cloudpickle") and not found.has("no_such_module")


def test_a_module_that_the_notebook_fetches_or_writes_is_no_requirement(graph_of, tmp_path):
    graph = graph_of(
        "from urllib.request import urlretrieve\nurlretrieve('https://example.org/src/fetched_one.py', 'fetched_one.py')\nimport fetched_one",
        "%%writefile written_one.py\nx = 1",
        "import written_one, lost_one, one",
    )
    text = resolve(graph, tmp_path, "python3").text
    assert "fetched_one" not in text and "written_one" not in text
    assert "# lost_one: imported" in text and "# one: imported" in text


def test_a_notebook_with_widgets_pins_them(graph_of, tmp_path):
    lines = resolve(graph_of("import ipywidgets"), tmp_path, "python3").text.splitlines()
    assert f"ipywidgets=={version('ipywidgets')}" in lines and not any("run.ipynb" in line for line in lines)
