"""A real Jupyter server with the extension, one a test. The fixtures are pytest-jupyter's; they stay in this folder."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from pytest_jupyter.jupyter_server import *  # noqa: F403

SCHEMA = json.loads((Path(__file__).parents[2] / "schema" / "report.schema.json").read_text(encoding="utf-8"))


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            # A handler of ours without @authenticated fails every test; the terminals' own are not our business.
            item.add_marker(pytest.mark.filterwarnings("error:(?s).*jupyter-mldebt:jupyter_server.utils.JupyterServerAuthWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore:(?s)(?!.*jupyter-mldebt):jupyter_server.utils.JupyterServerAuthWarning"))


@pytest.fixture
def mldebt_config():
    """Overridden by tests that want other settings of the extension."""
    return {}


@pytest.fixture
def jp_server_config(mldebt_config):
    return {
        "ServerApp": {
            "jpserver_extensions": {"jupyter_mldebt": True},
            "allow_unauthenticated_access": False,
            "reraise_server_extension_failures": True,
        },
        "MLDebtApp": mldebt_config,
    }


@pytest.fixture
def app(jp_serverapp):
    """The extension, stopped when the test is over: pytest-jupyter does not do that."""
    app = jp_serverapp.web_app.settings["mldebt"]
    yield app
    app.analyst.stop()
    app.exports.stop()


@pytest.fixture
def valid():
    """Asserts that an answer is of a kind of the contract."""

    def check(answer, kind):
        jsonschema.validate(answer, {**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{kind}"}]}, cls=jsonschema.Draft202012Validator)
        return answer

    return check


@pytest.fixture
def notebook():
    """Makes a document: a source a code cell, or a pair of source and count."""

    def make(*cells, **metadata):
        made = []
        for i, cell in enumerate(cells):
            source, count = cell if isinstance(cell, tuple) else (cell, None)
            made.append({"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "outputs": [], "source": source, "execution_count": count})
        return {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}

    return make
