"""What pandas does: functions, and methods of frames, series, groups and accessors. `inplace=True` is left to the reader of the table."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_FRAME = Known(returns="frame")
_SERIES = Known(returns="series")
_READS = (
    "read_clipboard read_csv read_excel read_feather read_fwf read_hdf read_json read_orc read_parquet read_pickle read_sas read_spss "
    "read_stata "
    "read_table read_xml"
)
_WRITES = (
    "to_clipboard to_csv to_excel to_feather to_gbq to_hdf to_html to_json to_latex to_markdown to_orc to_parquet to_pickle to_sql "
    "to_stata to_xml"
)
_SAME_KIND_RESHAPE = (
    "append asfreq drop drop_duplicates explode infer_objects nlargest nsmallest reindex reindex_like reset_index "
    "sample set_axis sort_index sort_values swaplevel reorder_levels droplevel take truncate xs head tail filter"
)
_SAME_KIND_VALUES = (
    "abs add asof bfill clip combine combine_first copy cummax cummin cumprod cumsum diff div divide dropna eq ffill fillna floordiv ge gt "
    "interpolate isin isna isnull le lt mask mod mul multiply ne notna notnull pct_change pow quantile rank replace round rsub rdiv "
    "rmul radd "
    "shift sub subtract truediv where backfill pad"
)

CALLS: dict[str, Known] = {
    # reading
    **each("pandas", _READS, Known(role="load", returns="frame", effect="read")),
    **each("pandas", "read_sql read_sql_query read_sql_table read_gbq", Known(role="load", returns="frame", effect="read")),
    "pandas.read_html": Known(role="load", returns="list", effect="net"),
    "pandas.ExcelFile": Known(role="load", returns="excelfile", effect="read"),
    "excelfile.parse": Known(role="load", returns="frame", effect="read"),
    "pandas.ExcelWriter": Known(role="save", returns="file", effect="write"),
    "pandas.HDFStore": Known(role="load", returns="connection", effect="read"),
    # making and converting
    "pandas.DataFrame": Known(role="convert", returns="frame"),
    "pandas.Series": Known(role="convert", returns="series"),
    **each("pandas.DataFrame", "from_dict from_records", Known(role="convert", returns="frame")),
    **each(
        "pandas",
        "Index MultiIndex DatetimeIndex RangeIndex CategoricalIndex date_range period_range timedelta_range bdate_range interval_range",
        Known(returns="index"),
    ),
    **each("pandas.MultiIndex", "from_arrays from_frame from_product from_tuples", Known(role="convert", returns="index")),
    **each("pandas", "to_datetime to_numeric to_timedelta", Known(role="convert", returns="series")),
    **each("pandas", "Categorical Timestamp Timedelta Period", Known(role="convert")),
    **each("pandas", "array", Known(role="convert", returns="array")),
    **each("pandas", "concat merge merge_asof merge_ordered", Known(role="reshape", returns="frame")),
    **each("pandas", "melt pivot pivot_table wide_to_long lreshape", Known(role="reshape", returns="frame")),
    "pandas.json_normalize": Known(role="convert", returns="frame"),
    **each("pandas", "crosstab", _FRAME),
    "pandas.get_dummies": Known(role="feature", returns="frame"),
    **each("pandas", "cut qcut", Known(role="feature", returns="series")),
    "pandas.factorize": Known(role="feature", returns="(array, index)"),
    **each("pandas", "isna isnull notna notnull", Known()),
    **each("pandas", "unique", Known(returns="array")),
    # settings
    **each("pandas", "set_option reset_option set_eng_float_format", Known(state="options")),
    "pandas.option_context": Known(),
    # frames: form
    **each("frame", _SAME_KIND_RESHAPE, Known(role="reshape", returns="frame")),
    **each(
        "frame",
        "join merge melt set_index pivot pivot_table stack unstack transpose select_dtypes squeeze",
        Known(role="reshape", returns="frame"),
    ),
    **each("frame", "rename rename_axis add_prefix add_suffix", Known(role="rename", returns="frame")),
    **each("frame", "astype convert_dtypes to_period to_timestamp tz_convert tz_localize", Known(role="convert", returns="frame")),
    **each("frame", "to_numpy as_matrix", Known(role="convert", returns="array", view=True)),
    **each("frame", "to_records", Known(role="convert", returns="array")),
    "frame.to_dict": Known(role="convert", returns="dict"),
    "frame.to_string": Known(role="convert", returns="str"),
    "frame.to_xarray": Known(role="convert"),
    **each("frame", _WRITES, Known(role="save", effect="write")),
    # frames: values
    **each("frame", _SAME_KIND_VALUES, _FRAME),
    **each("frame", "describe corr cov corrwith mode value_counts nunique count", _FRAME),
    **each("frame", "assign", Known(role="feature", returns="frame", calls=("*",))),
    **each("frame", "query eval", _FRAME),
    **each("frame", "all any idxmax idxmin kurt max mean median min prod sem skew std sum var duplicated memory_usage", _SERIES),
    **each("frame", "iterrows itertuples items iteritems", Known(returns="generator")),
    **each("frame", "get", Known(returns="series", view=True)),
    **each("frame", "info hist plot boxplot", Known(role="display")),
    # frames: callbacks
    **each("frame", "apply applymap map agg aggregate transform pipe", Known(returns="frame", calls=(0, "func"))),
    # frames: in place
    **each("frame", "insert update pop", Known(mutates=("self",))),
    **each("frame", "groupby", Known(returns="groupby", calls=("by",))),
    **each("frame", "rolling expanding ewm resample", Known(returns="groupby")),
    # series
    **each("series", _SAME_KIND_RESHAPE, Known(role="reshape", returns="series")),
    "series.reset_index": Known(role="reshape", returns="frame"),
    "series.unstack": Known(role="reshape", returns="frame"),
    "series.to_frame": Known(role="convert", returns="frame"),
    **each("series", "rename rename_axis add_prefix add_suffix", Known(role="rename", returns="series")),
    **each("series", "astype convert_dtypes to_period to_timestamp tz_convert tz_localize", Known(role="convert", returns="series")),
    "series.to_numpy": Known(role="convert", returns="array", view=True),
    **each("series", "to_list tolist", Known(role="convert", returns="list")),
    "series.to_dict": Known(role="convert", returns="dict"),
    "series.to_string": Known(role="convert", returns="str"),
    **each(
        "series", "to_clipboard to_csv to_excel to_hdf to_json to_latex to_markdown to_pickle to_sql", Known(role="save", effect="write")
    ),
    **each("series", _SAME_KIND_VALUES, _SERIES),
    **each("series", "value_counts describe mode duplicated autocorr", _SERIES),
    **each("series", "unique", Known(returns="array")),
    **each("series", "argsort between repeat", _SERIES),
    **each(
        "series",
        "all any argmax argmin corr count cov dot idxmax idxmin item kurt max mean median min nunique prod sem skew std sum var",
        Known(),
    ),
    **each("series", "items iteritems", Known(returns="generator")),
    **each("series", "hist plot info", Known(role="display")),
    "series.map": Known(role="feature", returns="series", calls=(0,)),
    **each("series", "apply agg aggregate transform pipe", Known(role="feature", returns="series", calls=(0, "func"))),
    **each("series", "update pop", Known(mutates=("self",))),
    **each(
        "series.str",
        "capitalize casefold cat center contains count decode encode endswith extract extractall find findall fullmatch get get_dummies "
        "isalnum "
        "isalpha isdigit islower isnumeric isupper join len ljust lower lstrip match normalize pad removeprefix removesuffix repeat "
        "replace "
        "rjust rpartition rsplit rstrip slice slice_replace split startswith strip swapcase title translate upper wrap zfill",
        _SERIES,
    ),
    **each(
        "series.dt", "ceil date day_name floor month_name normalize round strftime to_period to_timestamp tz_convert tz_localize", _SERIES
    ),
    **each("series.dt", "total_seconds", _SERIES),
    **each("series.cat", "add_categories as_ordered remove_unused_categories rename_categories reorder_categories set_categories", _SERIES),
    **each("series.plot", "area bar barh box density hist kde line pie", Known(role="display")),
    **each("frame.plot", "area bar barh box density hexbin hist kde line pie scatter", Known(role="display")),
    **each("series", "groupby", Known(returns="groupby", calls=("by",))),
    **each("series", "rolling expanding ewm resample", Known(returns="groupby")),
    # groups and windows
    **each("groupby", "apply agg aggregate transform filter pipe", Known(returns="frame", calls=(0, "func"))),
    **each(
        "groupby",
        "all any bfill corr count cov cumcount cummax cummin cumprod cumsum describe diff ffill fillna first head last max mean median min "
        "ngroup nlargest nsmallest nth nunique ohlc pct_change prod quantile rank sample sem shift size skew std sum tail value_counts var",
        _FRAME,
    ),
    "groupby.get_group": _FRAME,
    **each("groupby", "hist plot boxplot", Known(role="display")),
    # an index
    **each("index", "tolist to_list", Known(role="convert", returns="list")),
    **each("index", "to_numpy", Known(role="convert", returns="array")),
    **each("index", "to_frame", Known(role="convert", returns="frame")),
    **each("index", "to_series", Known(role="convert", returns="series")),
    **each("index", "rename set_names", Known(role="rename", returns="index")),
    **each(
        "index",
        "append copy delete difference drop drop_duplicates droplevel get_level_values insert intersection map sort_values strftime "
        "union unique",
        Known(returns="index"),
    ),
    # receivers of unknown kind: names of methods that only frames and series have; what has no effect on the receiver is only a role
    **each(
        "unknown", "drop_duplicates reset_index set_index sort_values sort_index pivot_table melt nlargest nsmallest", Known(role="reshape")
    ),
    **each("unknown", "dropna fillna isnull isna notnull value_counts", Known()),
    **each("unknown", "to_numpy to_frame to_list to_records tolist astype", Known(role="convert")),
    **each("unknown", "merge unstack", Known(role="reshape")),
    **each("unknown", _WRITES, Known(role="save", effect="write")),
    **each("unknown", "groupby", Known(returns="groupby")),
    **each("unknown", "apply applymap agg aggregate", Known(calls=(0, "func"))),
    "unknown.pipe": Known(calls=(0, "func")),
    "unknown.map": Known(calls=(0,)),
    "unknown.transform": Known(),
}
