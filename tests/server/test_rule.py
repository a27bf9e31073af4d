"""GET rule: the page of a rule."""

from __future__ import annotations

import json

import pytest
from tornado.httpclient import HTTPClientError


@pytest.mark.parametrize("name", ["NBS001", "undefined-name"])
async def test_a_page(jp_fetch, valid, name):
    answer = json.loads((await jp_fetch("jupyter-mldebt", "rule", name)).body)
    valid(answer, "RulePage")
    assert (answer["code"], answer["name"]) == ("NBS001", "undefined-name")
    assert "## Why it matters" in answer["page"]


async def test_a_rule_that_does_not_exist(jp_fetch, valid):
    with pytest.raises(HTTPClientError) as error:
        await jp_fetch("jupyter-mldebt", "rule", "NBS999")
    assert error.value.code == 404
    assert "NBS999" in valid(json.loads(error.value.response.body), "Refusal")["message"]
