"""What methods do of which only the name is known: names that no common library uses for anything else, or a role that all of them share."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

# pandas' names, which frames of other libraries have as well
WRITES = (
    "to_clipboard to_csv to_excel to_feather to_hdf to_html to_json to_latex to_markdown to_orc to_parquet to_pickle to_sql to_stata to_xml"
)
_CHANGES_SELF = Known(mutates=("self",))

CALLS: dict[str, Known] = {
    # containers
    **each("unknown", "append extend appendleft extendleft popleft popitem setdefault discard", _CHANGES_SELF),
    **each("unknown", "intersection_update difference_update symmetric_difference_update", _CHANGES_SELF),
    # frames and series; what has no effect on the receiver is only a role
    **each(
        "unknown",
        "drop_duplicates dropna melt merge nlargest nsmallest pivot_table reset_index set_index sort_index sort_values unstack",
        Known(role="reshape"),
    ),
    "unknown.fillna": Known(role="feature"),
    **each("unknown", "isnull isna notnull value_counts", Known()),
    **each("unknown", "to_numpy to_frame to_list to_records tolist astype", Known(role="convert")),
    **each("unknown", f"{WRITES} to_gbq", Known(role="save", effect="write")),
    "unknown.groupby": Known(role="reshape", returns="groupby"),
    **each("unknown", "apply applymap agg aggregate pipe", Known(calls=(0, "func"))),
    "unknown.map": Known(calls=(0,)),
    "unknown.transform": Known(),
    # figures and axes
    "unknown.savefig": Known(role="save", effect="write"),
    **each(
        "unknown",
        "set_title set_xlabel set_ylabel set_xlim set_ylim set_xticks set_yticks set_xticklabels set_yticklabels",
        Known(role="plot"),
    ),
    # estimators
    **each("unknown", "fit partial_fit", Known(role="fit", returns="self", mutates=("self",))),
    **each("unknown", "fit_transform fit_resample", Known(role="feature", mutates=("self",))),
    "unknown.fit_predict": Known(role="predict", mutates=("self",)),
    **each("unknown", "predict predict_proba decision_function", Known(role="predict")),
    **each("unknown", "score evaluate", Known(role="evaluate")),
}
