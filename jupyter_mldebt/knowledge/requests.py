"""What requests does."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_FETCH = Known(role="load", returns="requests.Response", effect="net")
_METHODS = "delete get head options patch post put request"

CALLS: dict[str, Known] = {
    **each("requests", _METHODS, _FETCH),
    **each("requests", "Session session", Known(returns="requests.Session")),
    **each("requests.Session", _METHODS, _FETCH),
    **each("requests.Session", "close mount", Known(mutates=("self",))),
    "requests.Request": Known(),
    "requests.Response.json": Known(role="convert"),
    "requests.Response.raise_for_status": Known(),
    **each("requests.Response", "iter_content iter_lines", Known(role="load", returns="generator", mutates=("self",), effect="net")),
    "requests.Response.close": Known(mutates=("self",)),
    **each("requests.adapters", "HTTPAdapter", Known()),
    **each("requests.auth", "HTTPBasicAuth HTTPDigestAuth", Known()),
}
