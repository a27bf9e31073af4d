"""Reports as JSON: the contract of report.schema.json."""

from __future__ import annotations

import msgspec

from jupyter_mldebt.rule import FileReport

# A document for many files is HEAD, the entries with commas between, TAIL: it need not be held in memory.
HEAD, TAIL = b'{"version":1,"files":[', b"]}\n"

_encoder = msgspec.json.Encoder()


def line(report: FileReport) -> bytes:
    """One file entry and a line feed."""
    return encode(report) + b"\n"


def encode(report: FileReport) -> bytes:
    """One file entry. Halves of surrogate pairs, which a broken notebook may hold and UTF-8 can't, become replacement marks."""
    try:
        return _encoder.encode(report)
    except UnicodeEncodeError:
        return _encoder.encode(_sound(msgspec.to_builtins(report)))


def _sound(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, dict):
        return {key: _sound(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_sound(item) for item in value]
    return value
