"""What polars does: functions, and methods of frames, lazy frames, series, expressions and groups. None changes its receiver but those listed."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_FRAME, _LAZY, _SERIES, _EXPR = "polars.DataFrame", "polars.LazyFrame", "polars.Series", "polars.Expr"
_GROUPS = {_FRAME: "polars.dataframe.group_by.GroupBy", _LAZY: "polars.lazyframe.group_by.LazyGroupBy"}
_RESHAPES = (
    "bottom_k drop drop_nans drop_nulls explode filter gather_every head join join_asof join_where limit reverse select slice sort tail "
    "top_k unique unnest unpivot"
)
_VALUES = "clear fill_nan fill_null interpolate lazy shift update with_columns with_row_index"
_REDUCES = "count describe max mean median min quantile std sum var"
_OF_COLUMNS = (
    "abs all any append arg_max arg_min arg_sort cast ceil clip cos count cum_count cum_max cum_min cum_prod cum_sum cut diff dot "
    "drop_nans drop_nulls entropy eq ewm_mean exp explode fill_nan fill_null filter first floor forward_fill backward_fill gather ge gt "
    "hash head implode interpolate is_between is_duplicated is_finite is_first_distinct is_in is_infinite is_last_distinct is_nan "
    "is_not_nan is_not_null is_null is_unique kurtosis last le len limit log log10 log1p lt max mean median min mode n_unique ne "
    "null_count pct_change product qcut quantile rank replace replace_strict reshape reverse rolling_max rolling_mean rolling_median "
    "rolling_min rolling_std rolling_sum rolling_var round sample search_sorted shift shuffle sign sin skew slice sort sqrt std sum tail "
    "tan top_k unique unique_counts upper_bound value_counts var"
)
_READS = "read_avro read_csv read_database read_database_uri read_delta read_excel read_ipc read_json read_ndjson read_ods read_parquet"
_SCANS = "scan_csv scan_delta scan_iceberg scan_ipc scan_ndjson scan_parquet"

CALLS: dict[str, Known] = {
    # reading
    **each("polars", _READS, Known(role="load", returns=_FRAME, effect="read")),
    **each("polars", _SCANS, Known(role="load", returns=_LAZY, effect="read")),
    **each("polars", "read_parquet_schema", Known(role="load", effect="read")),
    # making and converting
    "polars.DataFrame": Known(role="convert", returns=_FRAME),
    "polars.LazyFrame": Known(role="convert", returns=_LAZY),
    "polars.Series": Known(role="convert", returns=_SERIES),
    **each(
        "polars",
        "from_arrow from_dataframe from_dict from_dicts from_numpy from_pandas from_records",
        Known(role="convert", returns=_FRAME),
    ),
    **each("polars", "json_normalize", Known(role="convert", returns=_FRAME)),
    **each("polars", "concat align_frames merge_sorted", Known(role="reshape", returns=_FRAME)),
    "polars.collect_all": Known(returns="list"),
    "polars.SQLContext": Known(),
    **each("polars", "Config StringCache Schema Enum Categorical Datetime Duration List Array Struct Decimal Field", Known()),
    **each("polars", "set_random_seed", Known(state="seed")),
    **each(
        "polars.Config",
        "set_tbl_rows set_tbl_cols set_fmt_str_lengths set_tbl_width_chars set_fmt_float set_tbl_formatting set_float_precision "
        "set_tbl_hide_dataframe_shape set_tbl_hide_column_data_types set_ascii_tables set_verbose set_streaming_chunk_size "
        "restore_defaults load",
        Known(state="options"),
    ),
    # expressions
    **each(
        "polars",
        "all all_horizontal any any_horizontal approx_n_unique arange arctan2 arg_sort_by arg_where coalesce col concat_list concat_str "
        "corr count cov cum_count cum_sum cum_sum_horizontal date date_range date_ranges datetime datetime_range duration element exclude "
        "field first format from_epoch head implode int_range int_ranges last len linear_space lit max max_horizontal mean "
        "mean_horizontal median min min_horizontal n_unique nth ones quantile repeat rolling_corr select sql_expr std struct sum "
        "sum_horizontal tail time time_range var zeros",
        Known(returns=_EXPR),
    ),
    **each("polars", "when", Known()),
    **each("polars", "map_batches map_groups", Known(returns=_EXPR, calls=(1, "function"))),
    **each("polars", "fold reduce", Known(returns=_EXPR, calls=(0, 1, "function"))),
    **each("polars", "sql", Known(returns=_LAZY)),
    **each("polars.selectors", "all boolean by_dtype by_index by_name categorical contains date datetime duration", Known(returns=_EXPR)),
    **each(
        "polars.selectors", "ends_with exclude first float integer last matches numeric starts_with string temporal", Known(returns=_EXPR)
    ),
    # frames
    **{f"{kind}.{name}": Known(role="reshape", returns=kind) for kind in (_FRAME, _LAZY) for name in _RESHAPES.split()},
    **{f"{kind}.{name}": Known(returns=kind) for kind in (_FRAME, _LAZY) for name in f"{_VALUES} {_REDUCES}".split()},
    **{f"{kind}.rename": Known(role="rename", returns=kind) for kind in (_FRAME, _LAZY)},
    **{f"{kind}.cast": Known(role="convert", returns=kind) for kind in (_FRAME, _LAZY)},
    **{f"{kind}.{name}": Known(returns=group) for kind, group in _GROUPS.items() for name in ("group_by", "group_by_dynamic", "rolling")},
    **each(_FRAME, "clone", Known(returns=_FRAME)),
    "polars.DataFrame.lazy": Known(returns=_LAZY),
    "polars.DataFrame.pipe": Known(returns=_FRAME, calls=(0, "function")),
    "polars.LazyFrame.pipe": Known(returns=_LAZY, calls=(0, "function")),
    **each(
        _FRAME,
        "corr fold hash_rows is_duplicated is_unique max_horizontal mean_horizontal min_horizontal n_unique null_count product "
        "sum_horizontal",
        Known(returns=_FRAME),
    ),
    **each(
        _FRAME,
        "hstack partition_by pivot sample shrink_to_fit to_dummies transpose unstack upsample vstack",
        Known(role="reshape", returns=_FRAME),
    ),
    **each(_FRAME, "map_rows", Known(returns=_FRAME, calls=(0, "function"))),
    **each(_FRAME, "get_column to_series", Known(returns=_SERIES, view=True)),
    **each(_FRAME, "get_columns rows iter_rows iter_columns iter_slices item row is_empty equals estimated_size glimpse", Known()),
    **each(_FRAME, "extend insert_column replace_column drop_in_place set_sorted", Known(returns="self", mutates=("self",))),
    **each(_FRAME, "to_pandas", Known(role="convert", returns="frame")),
    **each(_FRAME, "to_numpy", Known(role="convert", returns="array")),
    **each(_FRAME, "to_arrow to_dict to_dicts to_struct to_init_repr", Known(role="convert")),
    **each(
        _FRAME,
        "write_avro write_clipboard write_csv write_database write_delta write_excel write_ipc write_json write_ndjson write_parquet "
        "serialize",
        Known(role="save", effect="write"),
    ),
    "polars.LazyFrame.collect": Known(returns=_FRAME),
    **each(_LAZY, "cache remote", Known(returns=_LAZY)),
    **each(_LAZY, "collect_schema explain show_graph", Known()),
    **each(_LAZY, "map_batches", Known(returns=_LAZY, calls=(0, "function"))),
    **each(_LAZY, "sink_csv sink_ipc sink_ndjson sink_parquet", Known(role="save", effect="write")),
    # groups
    **{
        f"{group}.{name}": Known(returns=kind)
        for kind, group in _GROUPS.items()
        for name in "agg all first head last len max mean median min n_unique quantile sum tail".split()
    },
    **{f"{group}.map_groups": Known(returns=kind, calls=(0, "function")) for kind, group in _GROUPS.items()},
    # expressions and series
    **{f"{kind}.{name}": Known(returns=kind) for kind in (_EXPR, _SERIES) for name in _OF_COLUMNS.split()},
    **each(
        _EXPR,
        "alias exclude first last name over rolling sort_by and_ or_ not_ xor add sub mul truediv mod pow neg",
        Known(returns=_EXPR),
    ),
    **each(_EXPR, "map_batches map_elements", Known(returns=_EXPR, calls=(0, "function"))),
    "polars.Expr.pipe": Known(calls=(0, "function")),
    **each(_SERIES, "alias rename", Known(role="rename", returns=_SERIES)),
    **each(_SERIES, "clone new_from_index set zip_with", Known(returns=_SERIES)),
    **each(_SERIES, "append extend", Known(returns="self", mutates=("self",))),
    "polars.Series.scatter": Known(returns="self", mutates=("self",)),
    "polars.Series.map_elements": Known(returns=_SERIES, calls=(0, "function")),
    **each(_SERIES, "to_list", Known(role="convert", returns="list")),
    **each(_SERIES, "to_numpy", Known(role="convert", returns="array")),
    **each(_SERIES, "to_pandas", Known(role="convert", returns="series")),
    **each(_SERIES, "to_frame", Known(role="convert", returns=_FRAME)),
    **each(_SERIES, "to_arrow to_dummies", Known(role="convert")),
    **each(_SERIES, "describe equals hist is_empty is_sorted item len", Known()),
}
VARYING: dict[str, Known] = {
    "polars.read_csv_batched": Known(role="load", effect="read"),
    "polars.LazyFrame.fetch": Known(returns=_LAZY),
    "polars.LazyFrame.profile": Known(),
    **{f"{kind}.shrink_dtype": Known(returns=kind) for kind in (_EXPR, _SERIES)},
    **each("polars", "apply", Known(returns=_EXPR, calls=(1, "function"))),
    **each(_FRAME, "groupby", Known(returns=_GROUPS[_FRAME])),
    **each(_FRAME, "melt with_row_count", Known(role="reshape", returns=_FRAME)),
    **each(_EXPR, "apply map", Known(returns=_EXPR, calls=(0, "function"))),
}
NEEDS = ("pandas", "numpy")
