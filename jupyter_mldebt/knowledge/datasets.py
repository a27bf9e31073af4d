"""What Hugging Face's datasets does."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_DATASET, _SPLITS = "datasets.Dataset", "datasets.DatasetDict"

CALLS: dict[str, Known] = {
    **each("datasets", "load_dataset", Known(role="load", effect="net")),
    "datasets.load_from_disk": Known(role="load", effect="read"),
    **each("datasets", "get_dataset_config_names get_dataset_split_names load_dataset_builder", Known(effect="net")),
    **each(_DATASET, "from_csv from_json from_parquet from_text from_sql", Known(role="load", returns=_DATASET, effect="read")),
    **each(_DATASET, "from_dict from_list from_pandas from_polars", Known(role="convert", returns=_DATASET)),
    "datasets.Dataset.from_generator": Known(role="convert", returns=_DATASET, calls=(0, "generator")),
    "datasets.DatasetDict": Known(role="convert", returns=_SPLITS),
    **each("datasets", "Audio ClassLabel Features Image Sequence Value Version", Known()),
    **each("datasets", "concatenate_datasets interleave_datasets", Known(role="reshape", returns=_DATASET)),
    **{f"{kind}.{name}": Known(returns=kind, calls=(0, "function")) for kind in (_DATASET, _SPLITS) for name in ("map", "filter")},
    **{
        f"{kind}.{name}": Known(role="reshape", returns=kind)
        for kind in (_DATASET, _SPLITS)
        for name in "flatten remove_columns select_columns shuffle sort".split()
    },
    **{
        f"{kind}.{name}": Known(role="rename", returns=kind) for kind in (_DATASET, _SPLITS) for name in ("rename_column", "rename_columns")
    },
    **{
        f"{kind}.{name}": Known(role="convert", returns=kind)
        for kind in (_DATASET, _SPLITS)
        for name in ("cast", "cast_column", "with_format")
    },
    **{f"{kind}.set_format": Known(role="convert", mutates=("self",)) for kind in (_DATASET, _SPLITS)},
    **{f"{kind}.unique": Known() for kind in (_DATASET, _SPLITS)},
    **{f"{kind}.save_to_disk": Known(role="save", effect="write") for kind in (_DATASET, _SPLITS)},
    **{f"{kind}.push_to_hub": Known(role="save", effect="net") for kind in (_DATASET, _SPLITS)},
    "datasets.Dataset.train_test_split": Known(role="split", returns=_SPLITS),
    **each(_DATASET, "add_column select shard skip take repeat batch", Known(role="reshape", returns=_DATASET)),
    **each(_DATASET, "to_csv to_json to_parquet to_sql", Known(role="save", effect="write")),
    "datasets.Dataset.to_pandas": Known(role="convert", returns="frame"),
    **each(_DATASET, "to_dict to_list to_polars to_tf_dataset iter", Known(role="convert")),
    **each(
        "datasets.utils.logging",
        "disable_progress_bar enable_progress_bar set_verbosity set_verbosity_error set_verbosity_info set_verbosity_warning",
        Known(state="options"),
    ),
    **each("datasets", "disable_progress_bars enable_progress_bars disable_caching enable_caching", Known(state="options")),
}
VARYING: dict[str, Known] = {
    "datasets.load_metric": Known(role="load", effect="net"),
}
NEEDS = ("pandas",)
