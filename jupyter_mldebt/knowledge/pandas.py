"""What pandas does: functions, and methods of frames, series, groups and accessors. `inplace=True` is left to the reader of the table."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known
from jupyter_mldebt.knowledge.unknown import WRITES

_FRAME = Known(returns="frame")
_SERIES = Known(returns="series")
_READS = (
    "read_clipboard read_csv read_excel read_feather read_fwf read_hdf read_json read_orc read_parquet read_pickle read_sas read_spss "
    "read_stata read_table read_xml"
)
_SAME_KIND_RESHAPE = (
    "asfreq drop drop_duplicates explode infer_objects nlargest nsmallest reindex reindex_like reset_index sample set_axis sort_index "
    "sort_values swaplevel reorder_levels droplevel take truncate xs head tail filter dropna combine_first"
)
_SAME_KIND_VALUES = (
    "abs add asof combine copy cummax cummin cumprod cumsum diff div divide eq floordiv ge gt isin isna isnull le lt mod mul multiply ne "
    "notna notnull pct_change pow quantile rank round rsub rdiv rmul radd shift sub subtract truediv"
)
_SAME_KIND_CHANGES = "bfill clip ffill fillna interpolate mask replace where"

NEEDS = ("numpy",)
CALLS: dict[str, Known] = {
    # reading
    **each("pandas", _READS, Known(role="load", returns="frame", effect="read")),
    **each("pandas", "read_sql read_sql_query read_sql_table", Known(role="load", returns="frame", effect="read")),
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
        Known(role="define", returns="index"),
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
    **each("frame", "to_numpy", Known(role="convert", returns="array", view=True)),
    **each("frame", "to_records", Known(role="convert", returns="array")),
    "frame.to_dict": Known(role="convert", returns="dict"),
    "frame.to_string": Known(role="convert", returns="str"),
    "frame.to_xarray": Known(role="convert"),
    **each("frame", WRITES, Known(role="save", effect="write")),
    # frames: values
    **each("frame", _SAME_KIND_VALUES, _FRAME),
    **each("frame", _SAME_KIND_CHANGES, Known(role="feature", returns="frame")),
    **each("frame", "describe corr cov corrwith mode value_counts nunique count", _FRAME),
    **each("frame", "assign", Known(role="feature", returns="frame", calls=("*",))),
    "frame.query": Known(role="reshape", returns="frame"),
    "frame.eval": _FRAME,
    **each("frame", "all any idxmax idxmin kurt max mean median min prod sem skew std sum var duplicated memory_usage", _SERIES),
    **each("frame", "iterrows itertuples items", Known(returns="generator")),
    **each("frame", "get", Known(returns="series", view=True)),
    **each("frame", "hist plot boxplot", Known(role="plot")),
    "frame.info": Known(role="display"),
    # frames: callbacks
    **each("frame", "apply map agg aggregate transform pipe", Known(returns="frame", calls=(0, "func"))),
    # frames: in place
    **each("frame", "insert update", Known(role="feature", mutates=("self",))),
    "frame.pop": Known(role="reshape", mutates=("self",)),
    "frame.groupby": Known(role="reshape", returns="groupby", calls=("by",)),
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
    **each("series", _SAME_KIND_CHANGES, Known(role="feature", returns="series")),
    **each("series", "value_counts describe mode duplicated autocorr", _SERIES),
    **each("series", "unique", Known(returns="array")),
    **each("series", "argsort between repeat", _SERIES),
    **each(
        "series",
        "all any argmax argmin corr count cov dot idxmax idxmin item kurt max mean median min nunique prod sem skew std sum var",
        Known(),
    ),
    **each("series", "items", Known(returns="generator")),
    **each("series", "hist plot", Known(role="plot")),
    "series.info": Known(role="display"),
    "series.map": Known(role="feature", returns="series", calls=(0,)),
    **each("series", "apply agg aggregate transform pipe", Known(role="feature", returns="series", calls=(0, "func"))),
    **each("series", "update pop", Known(mutates=("self",))),
    **each(
        "series.str",
        "capitalize casefold cat center contains count decode encode endswith extract extractall find findall fullmatch get get_dummies "
        "isalnum isalpha isdigit islower isnumeric isupper join len ljust lower lstrip match normalize pad removeprefix removesuffix "
        "repeat replace rjust rpartition rsplit rstrip slice slice_replace split startswith strip swapcase title translate upper wrap "
        "zfill",
        _SERIES,
    ),
    **each(
        "series.dt", "ceil date day_name floor month_name normalize round strftime to_period to_timestamp tz_convert tz_localize", _SERIES
    ),
    **each("series.dt", "total_seconds", _SERIES),
    **each("series.cat", "add_categories as_ordered remove_unused_categories rename_categories reorder_categories set_categories", _SERIES),
    **each("series.plot", "area bar barh box density hist kde line pie", Known(role="plot")),
    **each("frame.plot", "area bar barh box density hexbin hist kde line pie scatter", Known(role="plot")),
    "series.groupby": Known(role="reshape", returns="groupby", calls=("by",)),
    **each("series", "rolling expanding ewm resample", Known(returns="groupby")),
    # groups and windows
    **each("groupby", "apply agg aggregate transform filter pipe", Known(returns="frame", calls=(0, "func"))),
    **each(
        "groupby",
        "all any bfill corr count cov cumcount cummax cummin cumprod cumsum describe diff ffill first head last max mean median min "
        "ngroup nlargest nsmallest nth nunique ohlc pct_change prod quantile rank sample sem shift size skew std sum tail value_counts "
        "var",
        _FRAME,
    ),
    "groupby.get_group": Known(role="reshape", returns="frame"),
    **each("groupby", "hist plot boxplot", Known(role="plot")),
    # an index
    **each("index", "tolist to_list", Known(role="convert", returns="list")),
    **each("index", "to_numpy", Known(role="convert", returns="array")),
    **each("index", "to_frame", Known(role="convert", returns="frame")),
    **each("index", "to_series", Known(role="convert", returns="series")),
    **each("index", "rename set_names", Known(role="rename", returns="index")),
    **each(
        "index",
        "append copy delete difference insert intersection map strftime union unique",
        Known(returns="index"),
    ),
    **each("index", "drop drop_duplicates droplevel get_level_values sort_values", Known(role="reshape", returns="index")),
    # types, offsets, groups, settings
    **each(
        "pandas",
        "CategoricalDtype DateOffset DatetimeTZDtype Flags Grouper IndexSlice Interval IntervalDtype IntervalIndex NamedAgg PeriodIndex "
        "Series.from_arrow SparseDtype StringDtype TimedeltaIndex describe_option eval get_option infer_freq show_versions test",
        Known(),
    ),
    **each("pandas.Timestamp", "fromisoformat fromtimestamp now strptime today utcnow", Known()),
    **each("pandas.Categorical", "from_codes", Known(role="convert")),
    **each("pandas.IntervalIndex", "from_arrays from_breaks from_tuples", Known(role="convert", returns="index")),
    **each("pandas.DatetimeIndex", "strftime", Known(role="convert", returns="index")),
    **each("pandas.PeriodIndex", "from_fields from_ordinals", Known(role="convert", returns="index")),
    **each("pandas.Series", "str.cat", _SERIES),
    **each("pandas.DataFrame", "copy merge", _FRAME),
    **each(
        "pandas.api.types",
        "CategoricalDtype infer_dtype is_bool_dtype is_categorical_dtype is_datetime64_any_dtype is_datetime64_dtype is_dict_like "
        "is_extension_array_dtype is_float is_float_dtype is_hashable is_integer is_integer_dtype is_list_like is_number is_numeric_dtype "
        "is_object_dtype is_scalar is_signed_integer_dtype is_string_dtype is_timedelta64_dtype is_unsigned_integer_dtype pandas_dtype "
        "union_categoricals",
        Known(),
    ),
    **each(
        "pandas.tseries.offsets",
        "BDay BMonthBegin BMonthEnd BQuarterBegin BQuarterEnd BYearEnd BusinessDay BusinessHour CDay CustomBusinessDay DateOffset Day "
        "Easter Hour Micro Milli Minute MonthBegin MonthEnd Nano QuarterBegin QuarterEnd Second Week WeekOfMonth YearBegin YearEnd",
        Known(),
    ),
    **each("pandas.offsets", "BDay BMonthEnd Day Hour Minute MonthBegin MonthEnd QuarterEnd Second Week YearEnd", Known()),
    **each("pandas.tseries.frequencies", "to_offset", Known()),
    **each("pandas.tseries.holiday", "AbstractHolidayCalendar Holiday USFederalHolidayCalendar get_calendar", Known()),
    **each(
        "pandas.plotting",
        "andrews_curves autocorrelation_plot bootstrap_plot lag_plot parallel_coordinates radviz scatter_matrix table",
        Known(role="plot"),
    ),
    **each("pandas.plotting", "deregister_matplotlib_converters register_matplotlib_converters", Known(role="plot", state="style")),
    **each("pandas.testing", "assert_frame_equal assert_index_equal assert_series_equal", Known()),
    **each("pandas.io.formats.style", "Styler", Known(role="display")),
    **each("pandas.errors", "EmptyDataError ParserError", Known()),
    # more methods
    **each(
        "frame",
        "align at_time between_time compare equals first_valid_index isetitem keys last_valid_index",
        Known(),
    ),
    **each("frame", "rpow rfloordiv rmod kurtosis product sparse.to_dense", Known()),
    **each(
        "series",
        "compare equals factorize first_valid_index get keys kurtosis last_valid_index memory_usage product searchsorted",
        Known(),
    ),
    **each("series", "align at_time between_time case_when", Known()),
    **each("series.dt", "isocalendar asfreq to_pydatetime to_pytimedelta", Known()),
    **each("series.str", "isdecimal isspace istitle rfind index rindex partition", _SERIES),
    **each("series.cat", "as_unordered remove_categories", _SERIES),
    **each("groupby", "asfreq idxmax idxmin interpolate nearest", _FRAME),
    **each(
        "index",
        "all any asfreq argmax argmin argsort astype equals get_indexer get_loc isin isna max min nunique reindex repeat searchsorted "
        "symmetric_difference take to_flat_index where",
        Known(),
    ),
    **each(
        "index",
        "day_name month_name normalize round floor ceil tz_convert tz_localize to_period to_timestamp to_pydatetime",
        Known(),
    ),
}
VARYING: dict[str, Known] = {
    "pandas.read_gbq": Known(role="load", returns="frame", effect="read"),
    "frame.to_gbq": Known(role="save", effect="write"),
    "frame.append": Known(role="reshape", returns="frame"),
    "series.append": Known(role="reshape", returns="series"),
    **each("frame", "backfill pad", _FRAME),
    **each("series", "backfill pad", _SERIES),
    "frame.as_matrix": Known(role="convert", returns="array", view=True),
    **each("frame", "iteritems", Known(returns="generator")),
    **each("series", "iteritems", Known(returns="generator")),
    "frame.applymap": Known(returns="frame", calls=(0, "func")),
    "groupby.fillna": _FRAME,
    "series.view": Known(),
    **each(
        "pandas",
        "Panel SparseSeries SparseDataFrame TimeGrouper WidePanel datetime groupby match ols rolling_apply rolling_corr rolling_mean "
        "rolling_std rolling_sum ewma expanding_mean value_counts",
        Known(),
    ),
    **each("pandas", "scatter_matrix", Known(role="plot")),
    **each(
        "pandas.tools.plotting",
        "andrews_curves autocorrelation_plot lag_plot parallel_coordinates radviz scatter_matrix",
        Known(role="plot"),
    ),
    **each("pandas.io.parsers", "read_csv", Known(role="load", returns="frame", effect="read")),
    **each("pandas.io.data", "DataReader", Known(role="load", returns="frame", effect="net")),
    **each("pandas.io.sql", "read_sql", Known(role="load", returns="frame", effect="read")),
    **each("pandas.io.json", "json_normalize", Known(role="convert", returns="frame")),
    **each("pandas.util.testing", "assert_frame_equal makeDataFrame", Known()),
    **each("frame", "order sort irow icol to_panel lookup", Known()),
    **each("series", "as_matrix order sort_index_by convert_objects", Known()),
}
