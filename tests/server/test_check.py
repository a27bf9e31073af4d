"""POST check: answers of the contract for good documents, one sentence for every other."""

from __future__ import annotations

import asyncio
import json

import pytest
from tornado.httpclient import HTTPClientError


@pytest.fixture
def check(jp_fetch, app):
    """Ask the route as the front end does; gives the status and the answer."""

    async def ask(body, **options):
        data = body if isinstance(body, (bytes, str)) else json.dumps(body)
        try:
            response = await jp_fetch("jupyter-mldebt", "check", method="POST", body=data, **options)
        except HTTPClientError as error:
            response = error.response
        return response.code, json.loads(response.body)

    return ask


def codes(report):
    return {finding["code"] for finding in report["findings"]}


async def test_findings_of_an_unsaved_document(check, notebook, valid, jp_root_dir):
    status, report = await check({"path": "not/saved.ipynb", "kernel": None, "notebook": notebook("x = 1", "print(y)")})
    assert status == 200
    valid(report, "FileReport")
    assert report["path"] == "not/saved.ipynb"
    [finding] = [f for f in report["findings"] if f["code"] == "NBS001"]
    assert finding["names"] == ["y"]
    assert finding["cell"] == {"index": 1, "id": "cell-1", "execution_count": None}
    assert finding["range"] == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}
    assert not list(jp_root_dir.rglob("*.ipynb"))


async def test_the_share_of_glue_and_the_preparation_where_they_are_asked_for(check, notebook, valid):
    document = notebook("import pandas as pd\na = pd.read_csv('a.csv')", "a = a.merge(pd.read_csv('b.csv'))")
    _, report = await check({"path": "a.ipynb", "notebook": document})
    assert "work" not in report and "preparation" not in report
    _, report = await check({"path": "a.ipynb", "notebook": document, "include": ["work"]})
    assert "preparation" not in valid(report, "FileReport")
    assert (report["work"]["statements"], report["work"]["glue"]) == (2, 2)
    assert [cell["cell"]["id"] for cell in report["work"]["cells"]] == ["cell-0", "cell-1"]
    _, report = await check({"path": "a.ipynb", "notebook": document, "include": ["work", "preparation"]})
    valid(report, "FileReport")
    assert [node["kind"] for node in report["preparation"]["nodes"]] == ["input", "input", "join"]
    status, _ = await check({"path": "a.ipynb", "notebook": document, "include": ["everything"]})
    assert status == 400


async def test_a_document_mended(check, notebook):
    for source, found in [("print(y)", True), ("y = 1\nprint(y)", False)]:
        _, report = await check({"path": "a.ipynb", "notebook": notebook("x = 1", source)})
        assert ("NBS001" in codes(report)) is found


async def test_cells_run_out_of_order_are_both_named(check, notebook):
    _, report = await check({"path": "a.ipynb", "notebook": notebook(("x = 1", 2), ("x = 2\nprint(x)", 1))})
    [finding] = [f for f in report["findings"] if f["code"] == "NBO001"]
    assert {finding["cell"]["id"], *(place["cell"]["id"] for place in finding["related"])} == {"cell-0", "cell-1"}


async def test_columns_are_code_points(check, notebook):
    _, report = await check({"path": "a.ipynb", "notebook": notebook("print('😀', y)")})
    [finding] = [f for f in report["findings"] if f["code"] == "NBS001"]
    assert finding["range"]["start"] == {"line": 1, "column": 11}


async def test_settings_of_the_project_hold(check, notebook, jp_root_dir):
    (jp_root_dir / "sub").mkdir()
    (jp_root_dir / "pyproject.toml").write_text('[tool.nbcheck]\nignore = ["NBS001"]\n')
    _, report = await check({"path": "sub/a.ipynb", "notebook": notebook("print(y)")})
    assert "NBS001" not in codes(report)


async def test_settings_that_are_wrong_are_said(check, notebook, valid, jp_root_dir):
    (jp_root_dir / "pyproject.toml").write_text('[tool.nbcheck]\nignoer = ["NBS001"]\n')
    status, refusal = await check({"path": "a.ipynb", "notebook": notebook("print(y)")})
    assert status == 422
    assert "ignoer" in valid(refusal, "Refusal")["message"]


@pytest.mark.parametrize(
    "document",
    [
        3,
        [],
        {},
        {"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}},
        {"cells": [{"cell_type": "code", "source": 5, "outputs": "no", "metadata": []}], "metadata": 7, "nbformat": 4, "nbformat_minor": 5},
        {"cells": [None, {}, [[]]], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
        {"cells": [], "metadata": {}, "nbformat": 99, "nbformat_minor": "x"},
    ],
)
async def test_documents_of_wrong_types(check, notebook, valid, document):
    status, report = await check({"path": "a.ipynb", "notebook": document})
    assert status == 200
    valid(report, "FileReport")
    status, report = await check({"path": "a.ipynb", "notebook": notebook("print(y)")})
    assert status == 200 and "NBS001" in codes(report)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"path": "a.ipynb"}',
        b'{"path": 3, "notebook": {}}',
        b'{"path": "a.ipynb", "notebook": {"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}}",
    ],
)
async def test_bodies_that_are_no_request(check, valid, body):
    status, refusal = await check(body)
    assert status == 400
    valid(refusal, "Refusal")


@pytest.mark.parametrize("path", ["../a.ipynb", "a/../../b.ipynb", "", "/", "a\0.ipynb"])
async def test_paths_that_lead_elsewhere(check, notebook, valid, path):
    status, refusal = await check({"path": path, "notebook": notebook("print(y)")})
    assert status == 400
    valid(refusal, "Refusal")


class TestHostileCode:
    @pytest.fixture
    def mldebt_config(self):
        return {"timeout": 3.0}

    @pytest.mark.parametrize(
        "source",
        [
            "(" * 50_000,
            "x = " + "-" * 100_000 + "1",
            "a" + ".b" * 100_000,
            "[" * 20_000 + "]" * 20_000,
            "\0",
            "\ud800",
            "x = 1\n" * 100_000,
        ],
        ids=["parentheses", "signs", "attributes", "lists", "nul", "surrogate", "long"],
    )
    async def test_the_server_goes_on(self, check, notebook, source):
        """Whatever it answers: one sentence or a report, and the next request is answered."""
        status, answer = await check({"path": "a.ipynb", "notebook": notebook(source)}, request_timeout=60)
        assert status == 200 and isinstance(answer["findings"], list) or status >= 400 and answer["message"]
        status, report = await check({"path": "a.ipynb", "notebook": notebook("print(y)")})
        assert status == 200 and "NBS001" in codes(report)


class TestLimits:
    @pytest.fixture
    def mldebt_config(self):
        return {"max_body": 2000, "timeout": 1.0}

    async def test_a_huge_body(self, check, notebook, valid):
        status, refusal = await check({"path": "a.ipynb", "notebook": notebook("x = 1\n" * 1000)})
        assert status == 413
        assert "MiB" in valid(refusal, "Refusal")["message"]

    async def test_an_overrun_ends_the_process_and_the_next_request_works(self, check, notebook, valid, app):
        status, _ = await check({"path": "a.ipynb", "notebook": notebook("print(y)")})
        assert status == 200
        first = app.analyst.pid
        app.analyst.timeout = 0.0
        status, refusal = await check({"path": "a.ipynb", "notebook": notebook("print(z)")})
        assert status == 504
        assert "longer than" in valid(refusal, "Refusal")["message"]
        assert app.analyst.pid is None
        app.analyst.timeout = 10.0
        status, report = await check({"path": "a.ipynb", "notebook": notebook("print(y)")})
        assert status == 200 and "NBS001" in codes(report)
        assert app.analyst.pid not in (None, first)


async def test_a_process_that_died_is_started_again(check, notebook, app):
    await check({"path": "a.ipynb", "notebook": notebook("print(y)")})
    app.analyst._process.kill()
    app.analyst._process.wait()
    status, report = await check({"path": "a.ipynb", "notebook": notebook("print(y)")})
    assert status == 200 and "NBS001" in codes(report)


async def test_many_requests_at_once(check, notebook):
    answers = await asyncio.gather(*(check({"path": f"{i}.ipynb", "notebook": notebook(f"print(name{i})")}) for i in range(20)))
    for i, (status, report) in enumerate(answers):
        assert status == 200
        assert [f["names"] for f in report["findings"] if f["code"] == "NBS001"] == [[f"name{i}"]]
