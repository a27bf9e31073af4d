"""What scikit-learn's functions and the methods of its estimators do, which xgboost, lightgbm and other kin have as well."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_MODEL = Known(returns="model")
_TAKES_FUNCTION = Known(returns="model", calls=(PERHAPS,))

_ESTIMATORS = {
    "sklearn.linear_model": "ARDRegression BayesianRidge ElasticNet ElasticNetCV GammaRegressor HuberRegressor Lars Lasso LassoCV "
    "LassoLars LassoLarsCV LinearRegression LogisticRegression LogisticRegressionCV MultiTaskLasso OrthogonalMatchingPursuit "
    "PassiveAggressiveClassifier Perceptron PoissonRegressor RANSACRegressor Ridge RidgeCV RidgeClassifier RidgeClassifierCV "
    "SGDClassifier SGDRegressor TheilSenRegressor",
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
    "OPTICS SpectralClustering",
    "sklearn.mixture": "BayesianGaussianMixture GaussianMixture",
    "sklearn.model_selection": "GridSearchCV HalvingGridSearchCV HalvingRandomSearchCV RandomizedSearchCV",
    "sklearn.decomposition": "DictionaryLearning FactorAnalysis FastICA IncrementalPCA KernelPCA LatentDirichletAllocation NMF PCA "
    "SparsePCA TruncatedSVD",
    "sklearn.manifold": "Isomap LocallyLinearEmbedding MDS SpectralEmbedding TSNE",
    "sklearn.preprocessing": "Binarizer KBinsDiscretizer LabelBinarizer LabelEncoder MaxAbsScaler MinMaxScaler "
    "MultiLabelBinarizer Normalizer OneHotEncoder OrdinalEncoder PolynomialFeatures PowerTransformer QuantileTransformer RobustScaler "
    "SplineTransformer StandardScaler TargetEncoder",
    "sklearn.impute": "IterativeImputer KNNImputer MissingIndicator SimpleImputer",
    "sklearn.feature_extraction": "DictVectorizer FeatureHasher",
    "sklearn.feature_extraction.text": "TfidfTransformer",
    "sklearn.feature_selection": "GenericUnivariateSelect RFE RFECV SelectFpr SelectFromModel SelectKBest SelectPercentile "
    "SequentialFeatureSelector VarianceThreshold",
    "sklearn.random_projection": "GaussianRandomProjection SparseRandomProjection",
    "sklearn.compose": "ColumnTransformer TransformedTargetRegressor",
    "sklearn.pipeline": "FeatureUnion Pipeline",
}
_SCORES = (
    "accuracy_score auc average_precision_score balanced_accuracy_score brier_score_loss calinski_harabasz_score cohen_kappa_score "
    "davies_bouldin_score explained_variance_score f1_score fbeta_score hamming_loss hinge_loss homogeneity_score jaccard_score log_loss "
    "matthews_corrcoef max_error mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance mean_poisson_deviance "
    "mean_squared_error mean_squared_log_error median_absolute_error mutual_info_score ndcg_score adjusted_rand_score "
    "normalized_mutual_info_score precision_score r2_score recall_score roc_auc_score root_mean_squared_error silhouette_score "
    "top_k_accuracy_score v_measure_score zero_one_loss"
)

NEEDS = ("numpy",)
CALLS: dict[str, Known] = {
    **{f"{module}.{name}": _MODEL for module, names in _ESTIMATORS.items() for name in names.split()},
    **each("sklearn.pipeline", "make_pipeline make_union", Known(role="define", returns="model")),
    "sklearn.preprocessing.FunctionTransformer": _TAKES_FUNCTION,
    **each("sklearn.feature_extraction.text", "CountVectorizer HashingVectorizer TfidfVectorizer", _TAKES_FUNCTION),
    **each("sklearn.compose", "make_column_transformer", Known(role="define", returns="model")),
    "sklearn.compose.make_column_selector": Known(returns="function"),
    "sklearn.base.clone": Known(role="define", returns="model"),
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
        Known(role="define", returns="(array, array)"),
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
    "sklearn.metrics.make_scorer": Known(returns="function", calls=(PERHAPS,)),
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
    **each("model", "set_params set_output", Known(role="define", returns="self", mutates=("self",))),
    **each("model", "transform inverse_transform", Known(role="feature", returns="array")),
    **each(
        "model",
        "predict predict_proba predict_log_proba decision_function score_samples kneighbors",
        Known(role="predict", returns="array"),
    ),
    **each("model", "score evaluate", Known(role="evaluate")),
    **each("model", "get_params", Known(returns="dict")),
    **each("model", "get_feature_names_out get_support", Known(returns="array")),
    **each("model", "compile add", Known(role="define", mutates=("self",))),
    "model.load_weights": Known(role="load", mutates=("self",)),
    **each("model", "save save_model", Known(role="save", effect="write")),
    **each("model", "summary", Known(role="display")),
    # settings
    "sklearn.set_config": Known(state="options"),
    # more of scores, kernels and measures
    **each(
        "sklearn.metrics",
        "adjusted_mutual_info_score completeness_score consensus_score coverage_error d2_absolute_error_score dcg_score "
        "fowlkes_mallows_score label_ranking_average_precision_score label_ranking_loss mean_pinball_loss rand_score "
        "mean_tweedie_deviance",
        Known(role="evaluate", returns="number"),
    ),
    **each(
        "sklearn.metrics",
        "class_likelihood_ratios det_curve get_scorer get_scorer_names homogeneity_completeness_v_measure",
        Known(role="evaluate"),
    ),
    **each(
        "sklearn.metrics",
        "ConfusionMatrixDisplay DetCurveDisplay PrecisionRecallDisplay PredictionErrorDisplay RocCurveDisplay",
        Known(role="plot"),
    ),
    **{
        f"sklearn.metrics.{name}.{how}": Known(role="plot")
        for name in ("ConfusionMatrixDisplay", "DetCurveDisplay", "PrecisionRecallDisplay", "PredictionErrorDisplay", "RocCurveDisplay")
        for how in ("from_estimator", "from_predictions")
    },
    **each("sklearn.metrics", "euclidean_distances pairwise_distances_argmin pairwise_distances_argmin_min pairwise_kernels", Known()),
    **each(
        "sklearn.metrics.pairwise",
        "chi2_kernel cosine_distances cosine_similarity euclidean_distances haversine_distances laplacian_kernel linear_kernel "
        "manhattan_distances pairwise_distances pairwise_kernels paired_distances polynomial_kernel rbf_kernel sigmoid_kernel",
        Known(),
    ),
    **each("sklearn.metrics.cluster", "adjusted_rand_score contingency_matrix normalized_mutual_info_score", Known(role="evaluate")),
    **each(
        "sklearn.gaussian_process.kernels",
        "CompoundKernel ConstantKernel DotProduct ExpSineSquared Matern PairwiseKernel Product RBF RationalQuadratic Sum WhiteKernel",
        Known(),
    ),
    # trees, plots, inspection
    "sklearn.tree.plot_tree": Known(role="plot"),
    "sklearn.tree.export_text": Known(role="display", returns="str"),
    "sklearn.tree.export_graphviz": Known(role="plot", effect="write"),
    **each("sklearn.inspection", "partial_dependence", Known(role="evaluate")),
    **each("sklearn.inspection", "DecisionBoundaryDisplay PartialDependenceDisplay", Known(role="plot")),
    **each("sklearn.inspection", "DecisionBoundaryDisplay.from_estimator PartialDependenceDisplay.from_estimator", Known(role="plot")),
    **each("sklearn.model_selection", "LearningCurveDisplay.from_estimator ValidationCurveDisplay.from_estimator", Known(role="plot")),
    **each("sklearn.calibration", "CalibrationDisplay.from_estimator CalibrationDisplay.from_predictions", Known(role="plot")),
    "sklearn.calibration.calibration_curve": Known(role="evaluate", returns="(array, array)"),
    # the rest
    **each(
        "sklearn.model_selection",
        "LeaveOneGroupOut LeavePGroupsOut check_cv",
        Known(role="split", returns="splitter"),
    ),
    **each("splitter", "get_n_splits", Known()),
    **each(
        "sklearn.feature_selection",
        "chi2 f_classif f_regression mutual_info_classif mutual_info_regression r_regression",
        Known(role="evaluate"),
    ),
    **each("sklearn.feature_extraction.image", "extract_patches_2d grid_to_graph reconstruct_from_patches_2d", Known()),
    **each(
        "sklearn.covariance",
        "EllipticEnvelope EmpiricalCovariance GraphicalLasso GraphicalLassoCV LedoitWolf MinCovDet OAS ShrunkCovariance",
        _MODEL,
    ),
    **each("sklearn.cross_decomposition", "CCA PLSCanonical PLSRegression PLSSVD", _MODEL),
    **each("sklearn.ensemble", "RandomTreesEmbedding", _MODEL),
    **each(
        "sklearn.linear_model",
        "LassoLarsIC MultiTaskElasticNet MultiTaskLassoCV OrthogonalMatchingPursuitCV PassiveAggressiveRegressor QuantileRegressor "
        "SGDOneClassSVM TweedieRegressor",
        _MODEL,
    ),
    **each("sklearn.linear_model", "enet_path lars_path lasso_path", Known(role="fit")),
    **each("sklearn.neighbors", "KNeighborsTransformer NeighborhoodComponentsAnalysis RadiusNeighborsRegressor", _MODEL),
    **each("sklearn.neighbors", "BallTree KDTree kneighbors_graph radius_neighbors_graph", Known()),
    **each("sklearn.cluster", "BisectingKMeans HDBSCAN SpectralBiclustering SpectralCoclustering", _MODEL),
    **each(
        "sklearn.cluster",
        "affinity_propagation dbscan estimate_bandwidth k_means kmeans_plusplus linkage_tree mean_shift spectral_clustering ward_tree",
        Known(role="predict"),
    ),
    **each("sklearn.decomposition", "MiniBatchDictionaryLearning MiniBatchNMF MiniBatchSparsePCA SparseCoder", _MODEL),
    **each("sklearn.decomposition", "dict_learning fastica non_negative_factorization", Known(role="feature")),
    **each("sklearn.manifold", "locally_linear_embedding smacof spectral_embedding trustworthiness", Known()),
    **each("sklearn.kernel_approximation", "AdditiveChi2Sampler Nystroem PolynomialCountSketch RBFSampler SkewedChi2Sampler", _MODEL),
    **each("sklearn.preprocessing", "KernelCenterer", _MODEL),
    **each("sklearn.semi_supervised", "LabelPropagation LabelSpreading SelfTrainingClassifier", _MODEL),
    **each("sklearn.datasets", "load_sample_images get_data_home", Known(role="load", effect="read")),
    **each(
        "sklearn.datasets",
        "make_biclusters make_checkerboard make_gaussian_quantiles make_hastie_10_2 make_low_rank_matrix make_sparse_uncorrelated "
        "make_spd_matrix",
        Known(),
    ),
    **each("sklearn.datasets", "dump_svmlight_file", Known(role="save", effect="write")),
    **each(
        "sklearn.utils",
        "Bunch check_array check_consistent_length check_random_state check_X_y gen_batches murmurhash3_32 estimator_html_repr",
        Known(),
    ),
    **each("sklearn.utils.class_weight", "compute_class_weight compute_sample_weight", Known(returns="array")),
    **each("sklearn.utils.multiclass", "type_of_target unique_labels", Known()),
    **each("sklearn.utils.extmath", "density randomized_svd softmax", Known()),
    **each("sklearn.utils.validation", "check_array check_is_fitted check_random_state check_X_y", Known()),
    **each("sklearn.exceptions", "ConvergenceWarning NotFittedError", Known()),
    **each("sklearn", "config_context get_config show_versions", Known()),
    **each(
        "model",
        "aic bic get_n_leaves get_depth kneighbors_graph mahalanobis path staged_decision_function staged_predict staged_predict_proba "
        "cost_complexity_pruning_path",
        Known(),
    ),
    **each("model", "apply decision_path sample radius_neighbors", Known(role="predict")),
    **each("model", "get_booster get_metadata_routing get_feature_importance get_best_iteration get_evals_result evals_result", Known()),
}
_DIVIDERS = "KFold LeaveOneOut LeavePOut ShuffleSplit StratifiedKFold StratifiedShuffleSplit"
VARYING: dict[str, Known] = {
    "model.get_feature_names": Known(returns="array"),
    "sklearn.cross_validation.train_test_split": Known(role="split", returns="list"),
    **each("sklearn.cross_validation", "cross_val_score", Known(role="evaluate", returns="array")),
    **each("sklearn.cross_validation", "cross_val_predict", Known(role="predict", returns="array")),
    **each("sklearn.cross_validation", _DIVIDERS, Known(role="split", returns="generator")),
    **each("sklearn.grid_search", "GridSearchCV RandomizedSearchCV", _MODEL),
    "sklearn.grid_search.ParameterGrid": Known(returns="generator"),
    **each("sklearn.learning_curve", "learning_curve validation_curve", Known(role="evaluate", returns="tuple")),
    **each("sklearn.preprocessing", "Imputer", _MODEL),
    **each("sklearn.lda", "LDA", _MODEL),
    **each("sklearn.qda", "QDA", _MODEL),
    **each("sklearn.mixture", "DPGMM GMM VBGMM", _MODEL),
    **each("sklearn.gaussian_process", "GaussianProcess", _MODEL),
    **each("sklearn.decomposition", "RandomizedPCA", _MODEL),
    **each("sklearn.covariance", "GraphLasso GraphLassoCV", _MODEL),
    **each("sklearn.hmm", "GaussianHMM", _MODEL),
    **each("sklearn.ensemble.forest", "RandomForestClassifier RandomForestRegressor", _MODEL),
    **each("sklearn.datasets", "fetch_mldata", Known(role="load", effect="net")),
    **each(
        "sklearn.datasets.samples_generator",
        "make_blobs make_circles make_classification make_moons make_regression make_swiss_roll",
        Known(returns="(array, array)"),
    ),
    **each("sklearn.externals.joblib", "dump", Known(role="save", effect="write")),
    **each("sklearn.externals.joblib", "load", Known(role="load", effect="read")),
    **each("sklearn.externals.six", "StringIO", Known(role="path", returns="file")),
    **each("sklearn.metrics", "plot_confusion_matrix plot_precision_recall_curve plot_roc_curve", Known(role="plot")),
    **each("sklearn.inspection", "plot_partial_dependence", Known(role="plot")),
    **each("sklearn.ensemble.partial_dependence", "plot_partial_dependence", Known(role="plot")),
}
