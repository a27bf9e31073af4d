"""What imbalanced-learn does. Its samplers have the methods of scikit-learn's estimators, and `fit_resample`."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_MODEL = Known(returns="model")

NEEDS = ("sklearn",)
CALLS: dict[str, Known] = {
    **each("imblearn.over_sampling", "ADASYN BorderlineSMOTE KMeansSMOTE RandomOverSampler SMOTE SMOTEN SMOTENC SVMSMOTE", _MODEL),
    **each(
        "imblearn.under_sampling",
        "AllKNN ClusterCentroids CondensedNearestNeighbour EditedNearestNeighbours InstanceHardnessThreshold NearMiss "
        "NeighbourhoodCleaningRule OneSidedSelection RandomUnderSampler RepeatedEditedNearestNeighbours TomekLinks",
        _MODEL,
    ),
    **each("imblearn.combine", "SMOTEENN SMOTETomek", _MODEL),
    **each(
        "imblearn.ensemble", "BalancedBaggingClassifier BalancedRandomForestClassifier EasyEnsembleClassifier RUSBoostClassifier", _MODEL
    ),
    **each("imblearn.pipeline", "Pipeline make_pipeline", _MODEL),
    **each(
        "imblearn.metrics",
        "geometric_mean_score macro_averaged_mean_absolute_error sensitivity_score specificity_score",
        Known(role="evaluate", returns="number"),
    ),
    "imblearn.metrics.sensitivity_specificity_support": Known(role="evaluate", returns="tuple"),
    "imblearn.metrics.classification_report_imbalanced": Known(role="evaluate", returns="str"),
    "imblearn.datasets.fetch_datasets": Known(role="load", effect="net"),
    "imblearn.datasets.make_imbalance": Known(role="reshape", returns="(array, array)"),
}
