"""Time: how rows are known to have one, and which names of columns tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.values import UNKNOWN, Plain, Several, Value

_WHEN = re.compile(
    r"(?:.*[^a-z])?(?:date|dates|datetime|date_?time|timestamp|time_?stamp|date_?id|time_?id|ds|dt)(?:[^a-z].*)?|"
    r"(?:.*[^a-z])?(?:time|period)|(?:day|week|month|quarter|hour|year)s?",
    re.IGNORECASE,
)
# as an index of rows a year is a time, as a column that they are sorted by it may be that of a car
_MAY_BE_AGE = re.compile(r"(?:.*[^a-z])?(?:time|period|years?|days?|hours?|weeks?|months?|quarters?)", re.IGNORECASE)
# what only an index of times has
OF_INDEX = frozenset(
    "hour minute dayofweek day_of_week weekday dayofyear day_of_year weekofyear month year quarter day date time strftime day_name "
    "month_name to_period to_timestamp tz_localize tz_convert is_month_start is_month_end normalize freq".split()
)


def is_time(name: object) -> bool:
    """True where a column of that name says when the row was."""
    return isinstance(name, str) and _WHEN.fullmatch(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())) is not None


def is_moment(name: object) -> bool:
    """The same where a span or an age is no answer."""
    return is_time(name) and isinstance(name, str) and (name.lower() == "time" or not _MAY_BE_AGE.fullmatch(name.strip()))


def is_read_by_time(named: Named) -> bool:
    """True where a reader is told to parse dates and to take a column as index."""
    return _is_told(named.get("parse_dates")) and _is_told(named.get("index_col"))


def _is_told(value: Value | None) -> bool:
    return value is not None and not (
        isinstance(value, Plain) and (value.literal is None or value.literal is False) and value is not UNKNOWN
    )


def is_put_in_time(name: str, arguments: Sequence[Value], named: Named) -> bool:
    """True where a method of a table sorts its rows by time, or makes a time their index."""
    if name == "set_index":
        return any(map(is_time, _names(named.get("keys", arguments[0] if arguments else UNKNOWN))))
    if name in ("sort_values", "sort", "orderBy"):
        keys = [key for value in (named.get("by", UNKNOWN), *arguments) for key in _names(value)]
        return any(map(is_moment, keys))
    return False


def is_grouped_by_time(arguments: Sequence[Value], named: Named) -> bool:
    """True where the groups are moments, and nothing else."""
    keys = _names(named.get("by", arguments[0] if arguments else UNKNOWN))
    return bool(keys) and all(map(is_moment, keys))


def _names(value: Value) -> list[object]:
    if isinstance(value, Several):
        return [name for item in value.items for name in _names(item)]
    return [value.literal] if isinstance(value, Plain) and value.literal is not None else []
