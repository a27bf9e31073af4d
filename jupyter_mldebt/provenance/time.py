"""Time: how rows are known to have one, and which names of columns tell of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from jupyter_mldebt.provenance.columns import Columns
from jupyter_mldebt.provenance.scene import Named
from jupyter_mldebt.provenance.values import UNKNOWN, Plain, Several, Table, Value

_WHEN = re.compile(
    r"(?:.*[^a-z])?(?:date|dates|datetime|date_?time|timestamp|time_?stamp|date_?id|time_?id|ds|dt)(?:[^a-z].*)?|"
    r"(?:.*[^a-z])?(?:time|period)|(?:day|week|month|quarter|hour|year)s?",
    re.IGNORECASE,
)
# as an index of rows a year is a time, as a column that they are sorted by it may be that of a car
_MAY_BE_AGE = re.compile(r"(?:.*[^a-z])?(?:time|period|years?|days?|hours?|weeks?|months?|quarters?)", re.IGNORECASE)
# what only a series in time is given to
SERIAL = frozenset(
    "adfuller kpss acf pacf plot_acf plot_pacf seasonal_decompose STL ARIMA SARIMAX AutoReg ExponentialSmoothing SimpleExpSmoothing Holt "
    "auto_arima VAR VARMAX UnobservedComponents month_plot quarter_plot lag_plot autocorrelation_plot TimeseriesGenerator "
    "timeseries_dataset_from_array Prophet NeuralProphet".split()
)
# libraries of what is reckoned from prices, day by day
_INDICATORS = frozenset(("ta", "talib", "pandas_ta"))
# what gives series in time
SOURCES = frozenset(
    "DataReader get_data_yahoo get_data_fred get_data_quandl get_historical_data get_daily get_daily_adjusted get_intraday".split()
)
# methods that only an index of times allows
BY_INDEX = frozenset("asfreq between_time at_time tz_localize tz_convert to_period to_timestamp resample".split())
_PRICES = frozenset(("open", "high", "low", "close", "adj close", "adj_close"))
_BORN = re.compile(r"birth|born", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(?:[-/]\d{1,2}){0,2}(?:[ T]\d.*)?|\d{1,2}[-/]\d{1,2}[-/]\d{4}")
# what only an index of times has
OF_INDEX = frozenset(
    "hour minute dayofweek day_of_week weekday dayofyear day_of_year weekofyear month year quarter day date time strftime day_name "
    "month_name to_period to_timestamp tz_localize tz_convert is_month_start is_month_end normalize freq".split()
)


def is_time(name: object) -> bool:
    """True where a column of that name says when the row was."""
    if not isinstance(name, str) or _BORN.search(name):
        return False
    return _WHEN.fullmatch(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())) is not None


def is_moment(name: object) -> bool:
    """The same where a span or an age is no answer."""
    return is_time(name) and isinstance(name, str) and (name.lower() == "time" or not _MAY_BE_AGE.fullmatch(name.strip()))


def is_day(value: object) -> bool:
    """True for a day that is written out."""
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def is_read_by_time(named: Named) -> bool:
    """True where a reader is told to parse dates and to take a column as index, or one whose name is that of a time."""
    index = named.get("index_col")
    return _is_told(index) and (_is_told(named.get("parse_dates")) or any(map(is_time, _names(index or UNKNOWN))))


def _is_told(value: Value | None) -> bool:
    return value is not None and not (
        isinstance(value, Plain) and (value.literal is None or value.literal is False) and value is not UNKNOWN
    )


def is_put_in_time(owner: Table, name: str, arguments: Sequence[Value], named: Named) -> bool:
    """True where a method of a table sorts its rows by time, or makes a time their index."""
    if name == "set_index":
        key = named.get("keys", arguments[0] if arguments else UNKNOWN)
        return any(is_time(one) or holds_time(owner, one) for one in _names(key)) or is_times(key)
    if name in ("sort_values", "sort", "orderBy"):
        keys = [key for value in (named.get("by", UNKNOWN), *arguments) for key in _names(value)]
        return any(is_moment(one) or holds_time(owner, one) for one in keys)
    return False


def holds_time(owner: Table, name: object) -> bool:
    """True where a column of a table was made of dates."""
    return owner.columns is not None and owner.columns.find(name).is_time


def is_times(value: Value) -> bool:
    """True for a column of moments."""
    if not isinstance(value, Table) or value.columns is None or value.columns.single is None:
        return False
    return value.columns.single.is_time or is_time(value.columns.name)


def is_grouped_by_time(arguments: Sequence[Value], named: Named) -> bool:
    """True where the groups are moments, and nothing else."""
    keys = _names(named.get("by", arguments[0] if arguments else UNKNOWN))
    return bool(keys) and all(map(is_moment, keys))


def is_serial(qualified: str) -> bool:
    """True for what only a series in time is given to, or one of any order."""
    return qualified.rpartition(".")[2] in SERIAL or qualified.partition(".")[0] in _INDICATORS


def is_source(qualified: str) -> bool:
    """True for a function that gives prices day by day, or the like."""
    return qualified.rpartition(".")[2] in SOURCES or qualified in ("yfinance.download", "quandl.get")


def told_in_plot(name: str, node: ast.Call) -> list[ast.expr]:
    """What a line is drawn of over the time."""
    if name == "plot" and len(node.args) > 1 and _is_named_time(node.args[0]):
        return [node.args[1]]
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if name == "plot" and "kind" not in keywords and isinstance(node.func, ast.Attribute) and _is_named_time(keywords.get("x")):
        return [node.func.value]
    if name in ("lineplot", "line") and _is_named_time(keywords.get("x")):
        return [
            *node.args[:1],
            *(keywords[key] for key in ("data", "data_frame", "y") if key in keywords and not isinstance(keywords[key], ast.Constant)),
        ]
    return []


def _is_named_time(node: ast.expr | None) -> bool:
    if isinstance(node, ast.Subscript):
        node = node.slice
    if isinstance(node, ast.Attribute) and node.attr == "values":
        return _is_named_time(node.value)
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None
    return is_moment(node.value if isinstance(node, ast.Constant) else name)


def are_prices(columns: Columns | None) -> bool:
    """True for prices as exchanges give them, period by period."""
    names = {name.lower() for name in columns.named if isinstance(name, str)} if columns is not None else set()
    return len(names & _PRICES) > 1


def _names(value: Value) -> list[object]:
    if isinstance(value, Several):
        return [name for item in value.items for name in _names(item)]
    return [value.literal] if isinstance(value, Plain) and value.literal is not None else []
