"""What the server and its processes tell each other: the analysis one message a frame, the export one line for each thing that happens."""

from __future__ import annotations

import msgspec

PROGRESS = "\x1e"  # begins a line of progress; what else stands on standard error may come from a kernel


class Task(msgspec.Struct):
    """One notebook to check.

    Parameters
    ----------
    path : contents path, which the report names
    file : where that is on the server's disk: settings are looked for above it
    notebook : the document's JSON
    """

    path: str
    file: str
    notebook: msgspec.Raw


class Answer(msgspec.Struct, omit_defaults=True):
    """The report's JSON, or one sentence that says why there is none and the HTTP status that fits it."""

    report: msgspec.Raw = msgspec.Raw()
    status: int = 200
    message: str = ""
