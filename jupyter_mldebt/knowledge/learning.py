"""What the names of the machine-learning libraries mean for rows: what learns from them, divides, copies, tests. The last part of a
qualified name decides, as these names are the same wherever they are imported from."""

from __future__ import annotations

import re


def _names(**groups: str) -> dict[str, str]:
    return {name: kind for kind, names in groups.items() for name in names.split()}


# What a transformer's `fit` learns, by the use that is made of it.
TRANSFORMERS = _names(
    scale="StandardScaler MinMaxScaler MaxAbsScaler RobustScaler PowerTransformer QuantileTransformer Normalization",
    impute="SimpleImputer Imputer KNNImputer IterativeImputer MissingIndicator",
    encode="KBinsDiscretizer CountEncoder",
    target="TargetEncoder LeaveOneOutEncoder CatBoostEncoder JamesSteinEncoder MEstimateEncoder WOEEncoder",
    reduce="PCA IncrementalPCA KernelPCA SparsePCA TruncatedSVD FastICA NMF FactorAnalysis DictionaryLearning LatentDirichletAllocation "
    "TSNE UMAP Isomap LocallyLinearEmbedding MDS SpectralEmbedding FeatureAgglomeration SplineTransformer",
    select="SelectKBest SelectPercentile SelectFpr SelectFdr SelectFwe SelectFromModel GenericUnivariateSelect RFE RFECV VarianceThreshold "
    "SequentialFeatureSelector BorutaPy",
    vocabulary="CountVectorizer TfidfVectorizer TfidfTransformer Tokenizer TextVectorization",
    statistic="KMeans MiniBatchKMeans DataFrameMapper ColumnTransformer FeatureUnion",
)
# The same of the modules whose classes have `fit` and `transform`, for those that are not named above.
TRANSFORMING = {
    "sklearn.preprocessing": "scale",
    "sklearn.impute": "impute",
    "sklearn.decomposition": "reduce",
    "sklearn.manifold": "reduce",
    "sklearn.kernel_approximation": "reduce",
    "sklearn.feature_selection": "select",
    "sklearn.feature_extraction": "vocabulary",
    "sklearn.cluster": "statistic",
    "category_encoders": "encode",
    "feature_engine": "statistic",
    "umap": "reduce",
}
# They learn from the rows that they are made with.
LEARNING_AT_ONCE = _names(
    vocabulary="Word2Vec FastText Doc2Vec TfidfModel LdaModel LdaMulticore LsiModel HdpModel CoherenceModel Phrases Dictionary corpora.Dictionary",
)
# What a fitted model tells of its columns, by which some of them are chosen.
WEIGHTS = frozenset("feature_importances_ coef_ ranking_ support_ scores_ pvalues_ importances_mean loadings_".split())
# What a model tells of itself by rows that it has held back.
OWN_SCORES = frozenset(
    "oob_score_ oob_prediction_ oob_decision_function_ best_score_ cv_results_ cv_values_ leaderboard fit_summary".split()
)
# They have `fit` and learn nothing of the rows, or only which categories there are.
LEARN_NOTHING = frozenset(
    "OneHotEncoder OrdinalEncoder MultiLabelBinarizer BinaryEncoder DictVectorizer Normalizer Binarizer FunctionTransformer "
    "PolynomialFeatures HashingVectorizer FeatureHasher LabelEncoder LabelBinarizer GaussianRandomProjection SparseRandomProjection "
    "AdditiveChi2Sampler ImageDataGenerator".split()
)
SEARCHES = frozenset("GridSearchCV RandomizedSearchCV HalvingGridSearchCV HalvingRandomSearchCV BayesSearchCV RFECV OptunaSearchCV".split())
PIPELINES = frozenset(
    "Pipeline make_pipeline ColumnTransformer make_column_transformer FeatureUnion make_union DataFrameMapper TransformedTargetRegressor "
    "VotingClassifier VotingRegressor StackingClassifier StackingRegressor BaggingClassifier BaggingRegressor AdaBoostClassifier "
    "AdaBoostRegressor OneVsRestClassifier OneVsOneClassifier MultiOutputClassifier MultiOutputRegressor CalibratedClassifierCV "
    "KerasClassifier KerasRegressor ClassifierChain".split()
)
COPYING = frozenset("SMOTE SMOTENC SMOTEN SVMSMOTE BorderlineSMOTE KMeansSMOTE ADASYN RandomOverSampler SMOTEENN SMOTETomek".split())
LEAVING_OUT = frozenset(
    "RandomUnderSampler NearMiss TomekLinks ClusterCentroids EditedNearestNeighbours RepeatedEditedNearestNeighbours AllKNN "
    "CondensedNearestNeighbour OneSidedSelection NeighbourhoodCleaningRule InstanceHardnessThreshold".split()
)
SPLITTERS = frozenset(
    "KFold StratifiedKFold GroupKFold RepeatedKFold RepeatedStratifiedKFold ShuffleSplit StratifiedShuffleSplit GroupShuffleSplit "
    "LeaveOneOut LeavePOut LeaveOneGroupOut StratifiedGroupKFold".split()
)
IN_TIME = frozenset(("TimeSeriesSplit",))
CROSS_VALIDATED = frozenset("cross_val_score cross_validate cross_val_predict learning_curve validation_curve".split())
METRICS = frozenset(
    "accuracy_score balanced_accuracy_score f1_score fbeta_score precision_score recall_score roc_auc_score average_precision_score "
    "log_loss confusion_matrix classification_report roc_curve precision_recall_curve cohen_kappa_score matthews_corrcoef jaccard_score "
    "hamming_loss zero_one_loss brier_score_loss mean_squared_error mean_absolute_error root_mean_squared_error r2_score "
    "mean_squared_log_error median_absolute_error explained_variance_score mean_absolute_percentage_error max_error top_k_accuracy_score "
    "precision_recall_fscore_support multilabel_confusion_matrix hinge_loss mean_poisson_deviance geometric_mean_score sensitivity_score "
    "specificity_score classification_report_imbalanced".split()
)
# Functions and methods that make one number, or one row, out of many rows.
REDUCTIONS = frozenset(
    "mean std var median min max quantile percentile mode sum describe value_counts corr cov skew kurt kurtosis nanmean nanstd nanvar "
    "nanmedian nanmin nanmax nanpercentile nanquantile average ptp mad sem idxmax idxmin argmax argmin corrwith nunique".split()
)
# They call a function that they are given with one setting after the other, to find the best.
OPTIMISING = frozenset("optimize fmin minimize minimize_scalar maximize gp_minimize forest_minimize dual_annealing basinhopping".split())
# Functions that give each row a value that hangs on the others.
STATISTICAL = _names(
    scale="scale minmax_scale maxabs_scale robust_scale quantile_transform power_transform zscore boxcox yeojohnson",
    statistic="qcut rank cut pct_rank interpolate",
)
# Features are chosen by the labels, or weighed.
SELECTING = frozenset("f_classif f_regression chi2 mutual_info_classif mutual_info_regression".split())
JOINING = frozenset("concat concatenate vstack row_stack append ConcatDataset".split())
# They give all days, or numbers, between a first and a last.
RANGES = frozenset("date_range bdate_range period_range DatetimeIndex holidays linspace logspace meshgrid".split())
# They give rows that are filled later.
EMPTY = frozenset("zeros empty ones full zeros_like empty_like ones_like full_like".split())
# How functions are called that nobody has listed here and that score a model which they are given with rows.
SOUNDS_SCORING = re.compile(
    r"score|accurac|(?<!std)error|auc|brier|concordance|report|confusion|evaluat|metric|from_estimator|roc|compare_to", re.I
)
# What gives a table from elsewhere.
LOADING = frozenset(
    "read_csv read_excel read_json read_parquet read_table read_sql read_sql_query read_feather read_pickle read_hdf read_html read_stata "
    "read_sas read_fwf read_orc read_clipboard read_gbq load_iris load_digits load_wine load_boston load_breast_cancer load_diabetes "
    "load_linnerud load_files load_svmlight_file fetch_openml fetch_california_housing fetch_20newsgroups fetch_olivetti_faces "
    "fetch_lfw_people fetch_covtype fetch_kddcup99 fetch_mldata fetch_rcv1 make_classification make_regression make_blobs make_moons "
    "make_circles loadtxt genfromtxt load_dataset get_rdataset read_avro read_database read_delta read_ipc read_ndjson scan_csv scan_ipc "
    "scan_ndjson scan_parquet".split()
)
# How functions are called that nobody has listed here and that give data.
SOUNDS_LOADING = re.compile(r"^(?:load|read|fetch|download|import|scan)(?:_|$)|(?:^|_)(?:data|dataset|datasets)$")
# What numpy and others give that is no data of anybody's but of numbers drawn.
DRAWN = frozenset(
    "sample choices integers rand random random_sample uniform binomial choice permutation randint shuffle randn normal".split()
)
