"""What scikit-learn's functions and the methods of its estimators do; the same method names serve xgboost, lightgbm and other kin."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_MODEL = Known(returns="model")
_TRANSFORMER = Known(returns="model")

_ESTIMATORS = {
    "sklearn.linear_model": "ARDRegression BayesianRidge ElasticNet ElasticNetCV GammaRegressor HuberRegressor Lars Lasso LassoCV "
    "LassoLars LassoLarsCV "
    "LinearRegression LogisticRegression LogisticRegressionCV MultiTaskLasso OrthogonalMatchingPursuit PassiveAggressiveClassifier "
    "Perceptron "
    "PoissonRegressor RANSACRegressor Ridge RidgeCV RidgeClassifier RidgeClassifierCV SGDClassifier SGDRegressor TheilSenRegressor",
    "sklearn.ensemble": "AdaBoostClassifier AdaBoostRegressor BaggingClassifier BaggingRegressor ExtraTreesClassifier ExtraTreesRegressor "
    "GradientBoostingClassifier GradientBoostingRegressor HistGradientBoostingClassifier HistGradientBoostingRegressor IsolationForest "
    "RandomForestClassifier RandomForestRegressor StackingClassifier StackingRegressor VotingClassifier VotingRegressor",
    "sklearn.tree": "DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor",
    "sklearn.svm": "LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR",
    "sklearn.neighbors": "KNeighborsClassifier KNeighborsRegressor KernelDensity LocalOutlierFactor NearestNeighbors NearestCentroid "
    "RadiusNeighborsClassifier",
    "sklearn.naive_bayes": "BernoulliNB CategoricalNB ComplementNB GaussianNB MultinomialNB",
    "sklearn.neural_network": "BernoulliRBM MLPClassifier MLPRegressor",
    "sklearn.gaussian_process": "GaussianProcessClassifier GaussianProcessRegressor",
    "sklearn.discriminant_analysis": "LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis",
    "sklearn.dummy": "DummyClassifier DummyRegressor",
    "sklearn.isotonic": "IsotonicRegression",
    "sklearn.kernel_ridge": "KernelRidge",
    "sklearn.calibration": "CalibratedClassifierCV",
    "sklearn.multiclass": "OneVsOneClassifier OneVsRestClassifier OutputCodeClassifier",
    "sklearn.multioutput": "ClassifierChain MultiOutputClassifier MultiOutputRegressor",
    "sklearn.cluster": "AffinityPropagation AgglomerativeClustering Birch DBSCAN FeatureAgglomeration KMeans MeanShift MiniBatchKMeans "
    "OPTICS "
    "SpectralClustering",
    "sklearn.mixture": "BayesianGaussianMixture GaussianMixture",
    "sklearn.model_selection": "GridSearchCV HalvingGridSearchCV HalvingRandomSearchCV RandomizedSearchCV",
    "sklearn.decomposition": "DictionaryLearning FactorAnalysis FastICA IncrementalPCA KernelPCA LatentDirichletAllocation NMF PCA "
    "SparsePCA TruncatedSVD",
    "sklearn.manifold": "Isomap LocallyLinearEmbedding MDS SpectralEmbedding TSNE",
    "sklearn.preprocessing": "Binarizer FunctionTransformer KBinsDiscretizer LabelBinarizer LabelEncoder MaxAbsScaler MinMaxScaler "
    "MultiLabelBinarizer "
    "Normalizer OneHotEncoder OrdinalEncoder PolynomialFeatures PowerTransformer QuantileTransformer RobustScaler SplineTransformer "
    "StandardScaler "
    "TargetEncoder",
    "sklearn.impute": "IterativeImputer KNNImputer MissingIndicator SimpleImputer",
    "sklearn.feature_extraction": "DictVectorizer FeatureHasher",
    "sklearn.feature_extraction.text": "CountVectorizer HashingVectorizer TfidfTransformer TfidfVectorizer",
    "sklearn.feature_selection": "GenericUnivariateSelect RFE RFECV SelectFpr SelectFromModel SelectKBest SelectPercentile "
    "SequentialFeatureSelector "
    "VarianceThreshold",
    "sklearn.random_projection": "GaussianRandomProjection SparseRandomProjection",
    "sklearn.compose": "ColumnTransformer TransformedTargetRegressor",
    "sklearn.pipeline": "FeatureUnion Pipeline",
    "xgboost": "XGBClassifier XGBRegressor XGBRanker XGBRFClassifier XGBRFRegressor",
    "lightgbm": "LGBMClassifier LGBMRegressor LGBMRanker",
    "catboost": "CatBoostClassifier CatBoostRegressor",
}
_SCORES = (
    "accuracy_score auc average_precision_score balanced_accuracy_score brier_score_loss calinski_harabasz_score cohen_kappa_score "
    "davies_bouldin_score explained_variance_score f1_score fbeta_score hamming_loss hinge_loss homogeneity_score jaccard_score log_loss "
    "matthews_corrcoef max_error mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance mean_poisson_deviance "
    "mean_squared_error mean_squared_log_error median_absolute_error mutual_info_score ndcg_score adjusted_rand_score "
    "normalized_mutual_info_score precision_score r2_score recall_score roc_auc_score root_mean_squared_error silhouette_score "
    "top_k_accuracy_score v_measure_score zero_one_loss"
)

CALLS: dict[str, Known] = {
    **{f"{module}.{name}": _MODEL for module, names in _ESTIMATORS.items() for name in names.split()},
    **each("sklearn.pipeline", "make_pipeline make_union", _MODEL),
    **each("sklearn.compose", "make_column_transformer", _MODEL),
    "sklearn.compose.make_column_selector": Known(returns="function"),
    "sklearn.base.clone": _MODEL,
    # data sets
    **each(
        "sklearn.datasets",
        "load_breast_cancer load_diabetes load_digits load_files load_iris load_linnerud load_sample_image load_svmlight_file load_wine "
        "load_boston",
        Known(role="load", effect="read"),
    ),
    **each(
        "sklearn.datasets",
        "fetch_20newsgroups fetch_20newsgroups_vectorized fetch_california_housing fetch_covtype fetch_kddcup99 fetch_lfw_people "
        "fetch_olivetti_faces fetch_openml fetch_rcv1",
        Known(role="load", effect="net"),
    ),
    **each(
        "sklearn.datasets",
        "make_blobs make_circles make_classification make_friedman1 make_moons make_multilabel_classification make_regression "
        "make_s_curve make_swiss_roll",
        Known(returns="(array, array)"),
    ),
    # splitting and searching
    "sklearn.model_selection.train_test_split": Known(role="split", returns="list"),
    **each(
        "sklearn.model_selection",
        "GroupKFold GroupShuffleSplit KFold LeaveOneOut LeavePOut RepeatedKFold RepeatedStratifiedKFold ShuffleSplit StratifiedGroupKFold "
        "StratifiedKFold StratifiedShuffleSplit TimeSeriesSplit PredefinedSplit",
        Known(role="split", returns="splitter"),
    ),
    **each("splitter", "split", Known(role="split", returns="generator")),
    **each("sklearn.model_selection", "cross_val_score", Known(role="evaluate", returns="array")),
    **each("sklearn.model_selection", "cross_val_predict", Known(role="predict", returns="array")),
    **each("sklearn.model_selection", "cross_validate", Known(role="evaluate", returns="dict")),
    **each("sklearn.model_selection", "learning_curve validation_curve permutation_test_score", Known(role="evaluate", returns="tuple")),
    **each("sklearn.model_selection", "ParameterGrid ParameterSampler", Known(returns="generator")),
    # scores
    **each("sklearn.metrics", _SCORES, Known(role="evaluate", returns="number")),
    **each(
        "sklearn.metrics",
        "confusion_matrix multilabel_confusion_matrix pairwise_distances silhouette_samples",
        Known(role="evaluate", returns="array"),
    ),
    **each("sklearn.metrics", "precision_recall_curve roc_curve precision_recall_fscore_support", Known(role="evaluate", returns="tuple")),
    "sklearn.metrics.classification_report": Known(role="evaluate", returns="str"),
    "sklearn.metrics.make_scorer": Known(returns="function"),
    "sklearn.inspection.permutation_importance": Known(role="evaluate"),
    # functions that prepare
    **each(
        "sklearn.preprocessing",
        "add_dummy_feature binarize label_binarize maxabs_scale minmax_scale normalize power_transform quantile_transform robust_scale "
        "scale",
        Known(role="feature", returns="array"),
    ),
    **each("sklearn.utils", "shuffle resample", Known(role="reshape")),
    # estimators: fitting changes the receiver and gives it back
    **each("model", "fit partial_fit", Known(role="fit", returns="self", mutates=("self",))),
    **each("model", "fit_transform", Known(role="feature", returns="array", mutates=("self",))),
    **each("model", "fit_predict", Known(role="predict", returns="array", mutates=("self",))),
    **each("model", "fit_resample", Known(role="feature", returns="(array, array)", mutates=("self",))),
    **each("model", "set_params set_output", Known(returns="self", mutates=("self",))),
    **each("model", "transform inverse_transform", Known(role="feature", returns="array")),
    **each(
        "model",
        "predict predict_proba predict_log_proba decision_function score_samples kneighbors",
        Known(role="predict", returns="array"),
    ),
    **each("model", "score evaluate", Known(role="evaluate")),
    **each("model", "get_params", Known(returns="dict")),
    **each("model", "get_feature_names_out get_feature_names get_support", Known(returns="array")),
    **each("model", "compile add load_weights", Known(mutates=("self",))),
    **each("model", "save save_model", Known(role="save", effect="write")),
    **each("model", "summary", Known(role="display")),
    # receivers of unknown kind: no common library uses these names for something else
    **each("unknown", "fit partial_fit", Known(role="fit", returns="self", mutates=("self",))),
    "unknown.fit_transform": Known(role="feature", mutates=("self",)),
    "unknown.fit_predict": Known(role="predict", mutates=("self",)),
    "unknown.fit_resample": Known(role="feature", mutates=("self",)),
    "unknown.partial_fit": Known(role="fit", returns="self", mutates=("self",)),
    **each("unknown", "predict predict_proba decision_function", Known(role="predict")),
    **each("unknown", "score evaluate", Known(role="evaluate")),
    # saving and loading models
    **each("joblib", "dump", Known(role="save", effect="write")),
    **each("joblib", "load", Known(role="load", effect="read")),
    **each("cloudpickle", "dump", Known(role="save", mutates=(1,), effect="write")),
    "cloudpickle.load": Known(role="load", mutates=(0,), effect="read"),
    "joblib.Parallel": Known(returns="executor"),
    # settings
    "sklearn.set_config": Known(state="options"),
}
