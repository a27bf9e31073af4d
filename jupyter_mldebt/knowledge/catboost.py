"""What CatBoost does. Its estimators have the methods of scikit-learn's."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

NEEDS = ("matplotlib", "pandas", "sklearn")
CALLS: dict[str, Known] = {
    **each("catboost", "CatBoost CatBoostClassifier CatBoostRanker CatBoostRegressor", Known(returns="model")),
    **each("catboost", "Pool FeaturesData", Known(role="convert", returns="catboost.Pool")),
    **each("catboost.Pool", "get_cat_feature_indices get_features get_label get_weight num_col num_row slice", Known()),
    **each("catboost.Pool", "set_baseline set_feature_names set_weight quantize", Known(mutates=("self",))),
    "catboost.Pool.save": Known(role="save", effect="write"),
    "catboost.cv": Known(role="evaluate", returns="frame"),
    "catboost.train": Known(role="fit", returns="model"),
    "catboost.sum_models": Known(returns="model"),
    **each("catboost.datasets", "adult amazon epsilon higgs msrank titanic", Known(role="load", effect="net")),
}
