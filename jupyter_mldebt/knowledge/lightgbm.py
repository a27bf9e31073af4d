"""What LightGBM does. Its estimators have the methods of scikit-learn's."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_BOOSTER = "lightgbm.Booster"

NEEDS = ("matplotlib", "pandas", "sklearn")
CALLS: dict[str, Known] = {
    **each("lightgbm", "LGBMClassifier LGBMModel LGBMRanker LGBMRegressor", Known(returns="model")),
    "lightgbm.Dataset": Known(role="convert", returns="lightgbm.Dataset"),
    **each("lightgbm.Dataset", "create_valid get_data get_label get_weight num_data num_feature subset", Known()),
    **each(
        "lightgbm.Dataset", "construct set_categorical_feature set_group set_label set_weight", Known(returns="self", mutates=("self",))
    ),
    "lightgbm.Dataset.save_binary": Known(role="save", effect="write"),
    "lightgbm.train": Known(role="fit", returns=_BOOSTER, calls=(PERHAPS,)),
    "lightgbm.cv": Known(role="evaluate", returns="dict", calls=(PERHAPS,)),
    "lightgbm.Booster": Known(returns=_BOOSTER),
    "lightgbm.Booster.predict": Known(role="predict", returns="array"),
    **each(_BOOSTER, "eval eval_train eval_valid", Known(role="evaluate")),
    **each(_BOOSTER, "update refit", Known(role="fit", mutates=("self",))),
    "lightgbm.Booster.save_model": Known(role="save", effect="write"),
    **each(_BOOSTER, "add_valid free_dataset reset_parameter rollback_one_iter shuffle_models", Known(returns="self", mutates=("self",))),
    **each(
        _BOOSTER,
        "current_iteration dump_model feature_importance feature_name model_to_string num_feature num_trees trees_to_dataframe",
        Known(),
    ),
    **each("lightgbm", "early_stopping log_evaluation", Known()),
    **each("lightgbm", "record_evaluation", Known(mutates=(0,))),
    **each("lightgbm.callback", "early_stopping log_evaluation", Known()),
    **each("lightgbm", "plot_importance plot_metric plot_split_value_histogram plot_tree", Known(role="plot", returns="axes")),
    "lightgbm.create_tree_digraph": Known(role="plot"),
}
