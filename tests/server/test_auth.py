"""Nobody without a token gets anything, from any route with any verb."""

from __future__ import annotations

import pytest
from tornado.httpclient import HTTPClientError

ROUTES = [
    ("POST", ("check",)),
    ("POST", ("plan",)),
    ("POST", ("export",)),
    ("POST", ("run",)),
    ("GET", ("job", "ab")),
    ("DELETE", ("job", "ab")),
    ("GET", ("journal",)),
    ("PUT", ("journal",)),
    ("DELETE", ("journal",)),
    ("POST", ("gather",)),
    ("GET", ("rule", "NBS001")),
]


@pytest.mark.parametrize("auth", ["", "token wrong"])
@pytest.mark.parametrize("method, path", ROUTES)
async def test_no_or_wrong_token(jp_fetch, app, method, path, auth):
    with pytest.raises(HTTPClientError) as error:
        await jp_fetch("jupyter-mldebt", *path, method=method, headers={"Authorization": auth}, allow_nonstandard_methods=True)
    assert error.value.code == 403
    assert app.analyst.pid is None and app.planner.pid is None


async def test_event_stream(jp_ws_fetch, app):
    """What jobs tell, only who may read events gets to know: others are sent to the login."""
    with pytest.raises(HTTPClientError) as error:
        await jp_ws_fetch("api", "events", "subscribe", headers={"Authorization": ""})
    assert error.value.code in (302, 403)


async def test_base_url(jp_fetch, jp_base_url, http_server_client, jp_auth_header, app):
    """The routes stand below the server's base url, and only there."""
    assert jp_base_url != "/"
    for base, code in [(jp_base_url, 404), ("/", 404)]:
        with pytest.raises(HTTPClientError) as error:
            await http_server_client.fetch(f"{base}jupyter-mldebt/job/ab", headers=jp_auth_header)
        assert error.value.code == code
        ours = b"This export is not known" in error.value.response.body
        assert ours is (base == jp_base_url)


def test_every_route_and_verb_is_tried(app):
    """So that a route which is added cannot be forgotten above."""
    served = {
        (verb.upper(), pattern.removeprefix("/jupyter-mldebt/").partition("/(")[0] + ("/" if "(" in pattern else ""))
        for pattern, handler in (route[:2] for route in app.handlers)
        if pattern.startswith("/jupyter-mldebt/")
        for verb in ("get", "post", "put", "patch", "delete")
        if verb in vars(handler)
    }
    assert served == {(verb, path[0] + ("/" if path[1:] else "")) for verb, path in ROUTES}
