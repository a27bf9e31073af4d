"""A real Jupyter server with the extension, one a test. The fixtures are pytest-jupyter's; they stay in this folder."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import jsonschema
import pytest
from clients import Client
from pytest_jupyter.jupyter_server import *  # noqa: F403
from tornado.httpclient import HTTPClientError

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
def server_config():
    """Overridden by tests that want other settings of the server."""
    return {}


@pytest.fixture
def jp_server_config(mldebt_config, server_config):
    return {
        **server_config,
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
    app.planner.stop()
    app.jobs.stop()


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


@pytest.fixture
def saved(jp_root_dir, notebook):
    """Writes a notebook below the server's folder; gives its contents path."""

    def save(path, *cells):
        file = jp_root_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        document = notebook(*cells, kernelspec={"name": "python3", "display_name": "Python 3", "language": "python"})
        file.write_text(json.dumps(document), encoding="utf-8")
        return path

    return save


@pytest.fixture
def ask(jp_fetch, app, valid):
    """Ask a route; gives the status and the answer, which is of a kind of the contract, or a Refusal."""

    async def ask(method, *path, kind="Job", body=None, params=None):
        options = {"body": json.dumps(body)} if body is not None else {}
        if params:
            options["params"] = params
        try:
            response = await jp_fetch("jupyter-mldebt", *path, method=method, request_timeout=120, **options)
        except HTTPClientError as error:
            response = error.response
        answer = json.loads(response.body)
        return response.code, valid(answer, kind if response.code == 200 else "Refusal")

    return ask


@pytest.fixture
def end_of(ask):
    """Waits for the end of a job."""

    async def wait(job, seconds=120):
        for _ in range(seconds * 5):
            status, state = await ask("GET", "job", job["job"])
            assert status == 200
            if state["status"] != "running":
                return state
            await asyncio.sleep(0.2)
        raise AssertionError("the job did not end")

    return wait


@pytest.fixture
def events(jp_ws_fetch):
    """Opens the event stream as a browser does; what it gives awaits the next event of a job."""

    async def subscribe():
        socket = await jp_ws_fetch("api", "events", "subscribe")

        async def next_event():
            while True:
                event = json.loads(await asyncio.wait_for(socket.read_message(), 60))
                if event["schema_id"].startswith("https://schema.jupyter-mldebt.org/job/"):
                    return event

        return next_event

    return subscribe


@pytest.fixture
def opened(jp_fetch, saved):
    """Opens a notebook as JupyterLab does; gives the session, with its kernel."""

    async def start(path="a.ipynb", kind="notebook", **kernel):
        if kind == "notebook":
            saved(path, "x = 1")
        body = {"path": path, "name": path, "type": kind, "kernel": {"name": "python3", **kernel}}
        return json.loads((await jp_fetch("api", "sessions", method="POST", body=json.dumps(body), request_timeout=60)).body)

    return start


@pytest.fixture
def connect(jp_http_port, jp_base_url, jp_auth_header):
    """Connects a client to a kernel."""
    clients = []

    async def make(kernel, session="lab", new=True):
        url = f"ws://127.0.0.1:{jp_http_port}{jp_base_url}api/kernels/{kernel}/channels"
        clients.append(await Client.connect(url, jp_auth_header, session, new))
        return clients[-1]

    yield make
    for client in clients:
        client.socket.close()


@pytest.fixture
def journal(ask):
    """What the journal says: the answer of its route."""

    async def get(**asked):
        status, answer = await ask("GET", "journal", kind="Timeline", params=asked)
        assert status == 200, answer
        return answer

    return get


@pytest.fixture
def ran(journal):
    """What ran on a kernel since its start or restart."""

    async def get(kernel):
        epochs = (await journal(kernel=kernel))["epochs"]
        return epochs[-1]["executions"] if epochs and epochs[-1]["ended"] is None else None

    return get
