"""What XGBoost does. Its estimators have the methods of scikit-learn's."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_BOOSTER = "xgboost.Booster"

NEEDS = ("matplotlib", "pandas", "sklearn")
CALLS: dict[str, Known] = {
    **each("xgboost", "XGBClassifier XGBRanker XGBRegressor XGBRFClassifier XGBRFRegressor", Known(returns="model")),
    **each("xgboost", "DMatrix QuantileDMatrix", Known(role="convert", returns="xgboost.DMatrix")),
    **each("xgboost.DMatrix", "get_label get_weight num_col num_row slice", Known()),
    **each("xgboost.DMatrix", "set_info set_label set_weight", Known(mutates=("self",))),
    "xgboost.DMatrix.save_binary": Known(role="save", effect="write"),
    "xgboost.train": Known(role="fit", returns=_BOOSTER, calls=(PERHAPS,)),
    "xgboost.cv": Known(role="evaluate", returns="frame", calls=(PERHAPS,)),
    "xgboost.Booster": Known(returns=_BOOSTER),
    **each(_BOOSTER, "predict inplace_predict", Known(role="predict", returns="array")),
    **each(_BOOSTER, "eval eval_set", Known(role="evaluate", returns="str")),
    **each(_BOOSTER, "update boost", Known(role="fit", mutates=("self",))),
    **each(_BOOSTER, "set_attr set_param", Known(mutates=("self",))),
    "xgboost.Booster.load_model": Known(role="load", mutates=("self",), effect="read"),
    **each(_BOOSTER, "save_model dump_model", Known(role="save", effect="write")),
    **each(_BOOSTER, "attr attributes copy get_dump get_fscore get_score num_boosted_rounds num_features trees_to_dataframe", Known()),
    "xgboost.plot_importance": Known(role="plot", returns="axes"),
    "xgboost.plot_tree": Known(role="plot", returns="axes"),
    "xgboost.to_graphviz": Known(role="plot"),
    **each("xgboost.callback", "EarlyStopping EvaluationMonitor TrainingCheckPoint", Known()),
    **each("xgboost", "set_config", Known(state="options")),
    **each("xgboost", "config_context get_config", Known()),
}
