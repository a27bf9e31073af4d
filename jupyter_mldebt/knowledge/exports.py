"""What `from module import *` binds in any version of the modules that notebooks do it with. Written by scripts/exports.py."""

EXPORTS = {
    "IPython.display": """
Audio Code DisplayHandle DisplayObject FileLink FileLinks GeoJSON HTML IFrame Image JSON Javascript Latex Markdown Math Pretty ProgressBar
SVG ScribdDocument TextDisplayObject Video VimeoVideo YouTubeVideo clear_output display display_html display_javascript display_jpeg
display_json display_latex display_markdown display_pdf display_png display_pretty display_svg publish_display_data update_display
""",
    "Tkinter": """
ACTIVE ALL ANCHOR ARC At AtEnd AtInsert AtSelFirst AtSelLast BASELINE BEVEL BOTH BOTTOM BROWSE BUTT BaseWidget BitmapImage BooleanType
BooleanVar BufferType BuiltinFunctionType BuiltinMethodType Button CASCADE CENTER CHAR CHECKBUTTON CHORD COMMAND CURRENT CallWrapper Canvas
Checkbutton ClassType CodeType ComplexType DISABLED DOTBOX DictProxyType DictType DictionaryType DoubleVar E END EW EXCEPTION EXTENDED
EllipsisType Entry Event FALSE FIRST FLAT FileType FloatType Frame FrameType FunctionType GROOVE GeneratorType GetSetDescriptorType Grid
HIDDEN HORIZONTAL INSERT INSIDE Image InstanceType IntType IntVar LAST LEFT Label LabelFrame LambdaType ListType Listbox LongType MITER
MOVETO MULTIPLE MemberDescriptorType Menu Menubutton Message MethodType Misc ModuleType N NE NO NONE NORMAL NS NSEW NUMERIC NW NoDefaultRoot
NoneType NotImplementedType OFF ON OUTSIDE ObjectType OptionMenu PAGES PIESLICE PROJECTING Pack PanedWindow PhotoImage Place RADIOBUTTON
RAISED READABLE RIDGE RIGHT ROUND Radiobutton S SCROLL SE SEL SEL_FIRST SEL_LAST SEPARATOR SINGLE SOLID SUNKEN SW Scale Scrollbar SliceType
Spinbox StringType StringTypes StringVar Studbutton TOP TRUE Tcl TclError TclVersion Text Tk TkVersion Toplevel TracebackType Tributton
TupleType TypeType UNDERLINE UNITS UnboundMethodType UnicodeType VERTICAL Variable W WORD WRITABLE Widget Wm X XRangeType XView Y YES YView
getboolean getdouble getint image_names image_types mainloop re sys tkinter wantobjects
""",
    "cmath": """
acos acosh asin asinh atan atanh cos cosh e exp inf infj isclose isfinite isinf isnan log log10 nan nanj phase pi polar rect sin sinh sqrt
tan tanh tau
""",
    "collections": """
AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable ChainMap Collection Container Coroutine Counter Generator Hashable
ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence MutableSet OrderedDict Reversible Sequence Set Sized
UserDict UserList UserString ValuesView defaultdict deque namedtuple
""",
    "control.matlab": """
ControlArgument FRD FrequencyResponseData InputOutputSystem LTI LinearICSystem NamedSignal PoleZeroData PoleZeroList StateSpace
TransferFunction acker append balanced_reduction balred bandwidth bode c2d care combine_tf common_timebase config connect
create_statefbk_iosystem ctrb damp dare db2mag dcgain defaults dlqe dlqr dlyap drss eigensys_realization era evalfr feedback
find_operating_point frd freqresp frequency_response gangof4 gram hankel_singular_values hsvd impulse initial iosys_repr isctime isdtime
issiso issys linfnorm linspace logspace lqe lqr lsim lyap mag2db margin markov minimal_realization minreal model_reduction modred negate
ngrid nichols nyquist obsv pade parallel place place_acker place_varga pole pole_zero_map pole_zero_plot poles pzmap reset_defaults rlocus
rss sample_system series set_defaults sisotool split_tf ss ss2io ss2tf ss2zpk ssdata step stepinfo summing_junction sys tf tf2io tf2ss
tf2zpk tfdata timebase timeresp trim unwrap use_fbs_defaults use_legacy_defaults use_matlab_defaults wrappers zero zeros zpk zpk2ss zpk2tf
""",
    "ctypes": """
ARRAY Any ArgumentError Array BigEndianStructure BigEndianUnion CDLL CFUNCTYPE CField COMError ClassVar CopyComPointer DEFAULT_MODE
DllCanUnloadNow DllGetClassObject Final FormatError Generic GenericAlias GetLastError HRESULT LibraryLoader Literal LittleEndianStructure
LittleEndianUnion OleDLL POINTER PYFUNCTYPE PyDLL RTLD_GLOBAL RTLD_LOCAL SIZEOF_TIME_T Self SetPointerType StrPath Structure SupportsBool
SupportsLen TypeAlias TypeVar Union WINFUNCTYPE WinDLL WinError addressof alignment byref c_bool c_buffer c_byte c_char c_char_p c_double
c_double_complex c_float c_float_complex c_int c_int16 c_int32 c_int64 c_int8 c_long c_longdouble c_longdouble_complex c_longlong c_short
c_size_t c_ssize_t c_time_t c_ubyte c_uint c_uint16 c_uint32 c_uint64 c_uint8 c_ulong c_ulonglong c_ushort c_void_p c_voidp c_wchar
c_wchar_p cast cdll create_string_buffer create_unicode_buffer deprecated get_errno get_last_error macholib memmove memoryview_at memset
oledll overload pointer py_object pydll pythonapi resize set_conversion_mode set_errno set_last_error sizeof string_at sys test
type_check_only util windll wintypes wstring_at
""",
    "datascience": """
Circle CurrencyFormatter DateFormatter DistributionFormatter Formatter Map Marker NumberFormatter PercentFormatter Region Table are
default_formatter formats geodata get_coordinates is_non_string_iterable make_array maps minimize percentile plot_cdf_area plot_normal_cdf
predicates proportions_from_distribution sample_proportions table_apply tables util version
""",
    "datetime": """
MAXYEAR MINYEAR UTC date datetime datetime_CAPI sys time timedelta timezone tzinfo
""",
    "decimal": """
Any BasicContext Clamped ClassVar Container Context ConversionSyntax Decimal DecimalException DecimalTuple DefaultContext DivisionByZero
DivisionImpossible DivisionUndefined ExtendedContext FloatOperation HAVE_CONTEXTVAR HAVE_THREADS IEEEContext IEEE_CONTEXT_MAX_BITS Inexact
InvalidContext InvalidOperation Literal MAX_EMAX MAX_PREC MIN_EMIN MIN_ETINY NamedTuple Overflow ROUND_05UP ROUND_CEILING ROUND_DOWN
ROUND_FLOOR ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP Rounded SPEC_VERSION Self Sequence Subnormal TracebackType TypeAlias
Underflow disjoint_base final getcontext localcontext numbers overload setcontext sys type_check_only
""",
    "fastai.basics": """
*fastai.data.all *fastai.metrics *fastai.learner AccumulateScheduler Adam AdamW AffineFunc AffineMatrix AnnealFunc AnyStr ArgStar
AverageMetric BCEFlat BCEWithLogitsFlat BatchSamples BnFreeze BoolOrTensor BufferedWriter BytesIO Callback CallbackHandler CallbackList
CategoryList CategoryProcessor ClassificationInterpretation Collection CrossEntropyFlat DataBunch DataFrame DataFrameOrChunks Dataset
DatasetType DeviceDataLoader DistributedDataParallel EmptyLabel EmptyLabelList FetchPredsCallback FilePathList FlattenedLoss FloatItem
FloatList FloatOrTensor Floats GatherPredsCallback GradientClipping Hashable HookFunc ImgLabel ImgLabels InitVar IntOrTensor Interpretation
IntsOrStrs ItemBase ItemList ItemLists ItemsList KWArgs KeyFunc LabelList LabelLists Lamb LambdaFunc Larc LayerFunc LearnerCallback
LightingFunc ListOrItem ListRules ListSizes LogitTensorImage Lookahead LossFunction Mapping MasterBar MetricFunc MetricFuncList MetricsList
MixedItem MixedItemList MixedProcessor ModelOnCPU ModuleList MultiCategoryList MultiCategoryProcessor MultiLabelClassificationInterpretation
NPArray NPArrayList NPArrayMask NPArrayableList NPImage NewType NoneReduceOnCPU NoopLoss OptDataFrame OptListOrItem OptLossFunc OptMetrics
OptOptimizer OptRange OptSplitFunc OptStats OptStrList OptStrTuple OptimWrapper Optimizer PBar ParamList PartialLayer Patch
PathLikeOrBinaryStream PathOrStr PixelFunc Point Points PreProcessor ProgressBar QHAdam RAdam RMSProp Rank0Tensor RecordOnCPU SGD Scheduler
SegmentationInterpretation Series ShortTensor ShowGraph Sized Sizes SmoothenValue SplitArrayList SplitFunc SplitFuncOrIdxList StartOptEnd
StrList TensorDataset TensorImageSize TensorOrNumList TensorOrNumber Tensors TfmList Tokens TrainEvalCallback WassersteinLoss Weights
__all__ __version__ abc abstractmethod abstractproperty adam_step add_metrics annealing_cos annealing_exp annealing_linear annealing_no
annealing_poly arange_of arrays_split average_grad average_sqr_grad batch_to_half batchnorm_2d bias_types bn2float bn_drop_lin bn_types
callbacks children chunks conv2d conv2d_trans conv_layer cos data_collate dataclass datapath4file debias detuplify_pg df_names_to_idx
embedding event exp extract_kwargs fastai_types field find_classes first_el first_layer fit fit_fc fit_one_cycle float_or_x func_args gc
get_param_groups get_preds get_tmp_file grab_idx gzip has_arg has_params have_min_pkg_version html icnr idx_dict importlib index_row is1d
is_dict is_pathlike is_pool_type is_tuple join_path join_paths l2_reg lamb_step larc_layer_lr larc_step last_layer load_data loadtxt_str log
log_uniform logit_ loss_batch lr_find mixup model2half model_type momentum_step no_wd_types np2model_tensor np_address num_children
one_cycle_scheduler optim partition_by_cores patches patheffects pathlib pd_max_colwidth pkg_resources plot_top_losses pytorch_hp_map
qhadam_step radam_step rand_bool random_split range_children ranger recurse recurse_eq relu remove_module_load res_block rms_prop_step
save_texts series2cat set_all_seed set_bn_eval set_item_pg sgd_step show_some simple_cnn sin spectral_norm split_kwargs_by_func split_model
split_model_idx split_no_wd_params step_stat subprocess tan tanh text2html_table to_data to_fp16 to_fp32 train_epoch trange_of try_import
try_int try_save uniform uniform_int url2name url2path validate weakref weight_decay weight_norm
""",
    "fastai.callback.all": """
AMPMode ActivationStats BnFreeze CSVLogger Callback CancelBackwardException CancelBatchException CancelEpochException CancelFitException
CancelStepException CancelTrainException CancelValidException ChannelsLast CollectDataCallback CudaCallback CutMix EarlyStoppingCallback
FetchPredsCallback GatherPredsCallback GradientAccumulation GradientClip Hook HookCallback Hooks LRFinder MCDropoutCallback MixHandler MixUp
MixedPrecision ModelResetter ModelToHalf NativeMixedPrecision NonNativeMixedPrecision ParamScheduler PartialDL ProgressCallback RNNCallback
RNNRegularizer ReduceLROnPlateau SaveModelCallback SchedCos SchedExp SchedLin SchedNo SchedPoly ShortEpochCallback ShowGraphCallback
SuggestedLRs SuggestionMethod TerminateOnNaNCallback TrackerCallback TrainEvalCallback WeightedDL annealer bn_types combine_scheds
combined_cos copy_clone dummy_eval event get_master grad_overflow has_params hook_output hook_outputs layer_info minimum model_sizes
module_summary num_features_model reduce_loss rnn_cbs sched_cos sched_exp sched_lin sched_no set_bn_eval slide steep test_overflow
to_master_grads to_model_params total_params valley
""",
    "fastai.collab": """
AUROC AccumulateScheduler AdamW AdaptiveConcatPool2d AffineFunc AffineMatrix AnnealFunc Any AnyStr ArgStar AverageMetric BCEFlat
BCEWithLogitsFlat BatchNorm1dFlat BatchSampler BatchSamples BnFreeze BoolOrTensor BufferedWriter ByteTensor BytesIO Callable Callback
CallbackHandler CallbackList Categorify Category CategoryList CategoryProcessor ClassificationInterpretation CollabDataBunch
CollabDataLoaders CollabLearner CollabLine CollabList CollabProcessor Collection Config ConfusionMatrix Counter CrossEntropyFlat DataBunch
DataFrame DataFrameOrChunks DataLoader Dataset DatasetType Debugger DeviceDataLoader Dict DistributedDataParallel DoubleTensor
EmbeddingDotBias EmbeddingNN EmptyLabel EmptyLabelList Enum ExpRMSPE ExplainedVariance F FBeta FilePathList FillMissing FillStrategy Flatten
FlattenedLoss FloatItem FloatList FloatOrTensor FloatTensor Floats GradientClipping HalfTensor Hashable HookFunc ImgLabel ImgLabels InitVar
IntEnum IntOrTensor Interpretation IntsOrStrs ItemBase ItemList ItemLists ItemsList Iterable Iterator KWArgs KappaScore KeyFunc LabelList
LabelLists LabelSmoothingCrossEntropy Lambda LambdaFunc LayerFunc Learner LearnerCallback LightingFunc List ListOrItem ListRules ListSizes
LogitTensorImage LongTensor LossFunction MSELossFlat Mapping MasterBar MatthewsCorreff MergeLayer MetricFunc MetricFuncList MetricsList
MixedItem MixedItemList MixedProcessor ModelOnCPU Module ModuleList MultiCategory MultiCategoryList MultiCategoryProcessor
MultiLabelClassificationInterpretation MultiLabelFbeta NPArray NPArrayList NPArrayMask NPArrayableList NPImage NewType NoneReduceOnCPU
NoopLoss NormType Normalize Number OptDataFrame OptListOrItem OptLossFunc OptMetrics OptOptimizer OptRange OptSplitFunc OptStats OptStrList
OptStrTuple OptimWrapper Optional OrderedDict PBar ParamList ParameterModule PartialLayer Patch Path PathLikeOrBinaryStream PathOrStr
Perplexity PixelFunc PixelShuffle_ICNR Point Points PoolFlatten PooledSelfAttention2d PrePostInitMeta PreProcessor Precision PrettyString
ProcessPoolExecutor ProgressBar R2Score RMSE Rank0Tensor Recall RecordOnCPU Recorder ResizeBatch Sampler Scheduler SelfAttention Sequence
SequentialEx Series ShortTensor ShowGraph SigmoidRange SimpleNamespace Sized Sizes SmoothenValue SplitArrayList SplitFunc SplitFuncOrIdxList
StartOptEnd StrList TabularCollab TabularDataBunch TabularLine TabularList TabularModel TabularProc TabularProcessor Tensor TensorDataset
TensorImage TensorImageSize TensorOrNumList TensorOrNumber Tensors TfmList ThreadPoolExecutor Tokens Tuple TypeVar URLs Union View
WassersteinLoss Weights __all__ __init__ __version__ abc abstractmethod abstractproperty accuracy accuracy_thresh add_cyclic_datepart
add_datepart add_elapsed_times add_metrics annealing_cos annealing_exp annealing_linear annealing_no annealing_poly apply_init apply_leaf
arange_of array arrays_split as_tensor attrgetter auc_roc_score basics batch_to_half batchnorm_2d bias_types bn2float bn_drop_lin bn_types
bunzip bz2 callbacks camel2snake children children_and_parameters chunks collab_learner collections compose concurrent cond_init
cont_cat_split contextmanager conv2d conv2d_trans conv_layer copy cos csv data data_collate dataclass datapath4file deepcopy defaultdict
defaults df_names_to_idx dice distrib_barrier doc download_data download_url embedding error_rate even_mults exp exp_rmspe
explained_variance extract_kwargs fastai_types fbeta field find_classes first_el first_layer fit fit_fc fit_one_cycle flatten_check
flatten_model float_or_x foreground_acc func_args functools gc get_files get_model get_param_groups get_preds get_tmp_file grab_idx gzip
has_arg has_params hashlib have_min_pkg_version html icnr idx_dict ifnone importlib in_channels index_row init_default inspect io is1d
is_dict is_listy is_pathlike is_pool_type is_tuple itemgetter itertools join_path join_paths json last_layer learner listify load_data
load_learner loadtxt_str log log_uniform logit logit_ loss_batch lr_find mae make_date master_bar math mean_absolute_error
mean_squared_error mean_squared_logarithmic_error mimetypes mixup model2half model_type models mse msle namedtuple nn no_wd_types noop np
np2model_tensor np_address np_func num_children num_cpus num_distrib numbers one_cycle_scheduler one_hot one_param operator optim os
parallel partial partition partition_by_cores patches patheffects pathlib pd pd_max_colwidth pickle pkg_resources plt progress_bar r2_score
rand_bool random random_split range_children range_of rank_distrib re recurse recurse_eq reduce relu remove_module_load requests
requires_grad res_block rmse roc_curve root_mean_squared_error save_texts scipy series2cat set_all_seed set_bn_eval set_trace show_some
shutil sigmoid_range simple_cnn sin spectral_norm split_kwargs_by_func split_model split_model_idx split_no_wd_params subplots subprocess
sys tabular tabular_learner tan tanh tarfile tempfile tensor text2html_table to_cpu to_data to_detach to_device to_float to_fp16 to_fp32
to_half to_int to_np top_k_accuracy torch train_epoch trainable_params trange_of transform trunc_normal_ try_import try_int try_save typing
uniform uniform_int uniqueify untar_data url2name url2path validate warn warnings weakref weight_norm working_directory yaml
""",
    "fastai.data.all": """
*fastai.torch_basics AttrGetter Categorize Category CategoryBlock CategoryMap ColReader ColSplitter DataBlock DataLoader DataLoaders
Datasets EncodedMultiCategorize EndSplitter FileGetter FileSplitter FilteredBase FuncSplitter GrandparentSplitter ImageGetter IndexSplitter
IntToFloatTensor ItemGetter MaskSplitter MultiCategorize MultiCategory MultiCategoryBlock Normalize OneHotEncode RandomSplitter
RandomSubsetSplitter RegexLabeller RegressionBlock RegressionSetup SkipItemException TfmdDL TfmdLists ToTensor TrainTestSplitter
TransformBlock URLs broadcast_vec collate_error decode_at download_data download_url fa_collate fa_convert fastai_cfg fastai_path
file_extract get_c get_files get_image_files get_show_batch_func get_text_files image_extensions nb_urls newest_folder parent_label
prefetch_data rename_extracted show_at show_batch show_results test_set untar_data
""",
    "fastai.imports": """
*fastcore.all Any AnyStr BatchSampler BufferedWriter ByteTensor BytesIO Callable CategoricalDtype Collection Counter DataFrame DataLoader
Dataset DoubleTensor Enum F FloatTensor HalfTensor Hashable InitVar IntEnum LambdaType Lock LongTensor Mapping MasterBar MutableMapping
MutableSequence NewType Number OrderedDict Patch Process ProgressBar Queue Real Sampler Series ShortTensor Sized Tensor TensorDataset
TextWrapper TypeVar abc abstractmethod abstractproperty array as_completed as_tensor bz2 collections concurrent contextmanager copy core cos
csv dataclass datetime deepcopy defaultdict dispatch dropwhile exp field gc glob gzip hashlib have_min_pkg_version html importlib inspect
is_categorical_dtype is_numeric_dtype json log master_bar matplotlib methodcaller mimetypes multiprocessing namedtuple ndarray ndimage nn np
numbers one_is_instance optim patches patheffects pathlib pd pd_max_colwidth pickle pkg_resources plt progress_bar pv queues random
redirect_stdout requests scipy set_trace sin spectral_norm starmap string subprocess takewhile tan tanh tarfile tempfile threading time
torch transform try_import types urllib weakref weight_norm yaml zip_longest zipfile
""",
    "fastai.learner": """
AvgLoss AvgMetric AvgSmoothLoss CancelBackwardException CancelBatchException CancelEpochException CancelFitException CancelStepException
CancelTrainException CancelValidException CastToTensor Learner Metric Recorder SkipToEpoch ValueMetric before_batch_cb load_learner
load_model mk_metric replacing_yield save_model to_detach_from_dl
""",
    "fastai.metrics": """
APScoreBinary APScoreMulti AUROC AccumMetric BalancedAccuracy BrierScore BrierScoreMulti CohenKappa ConfusionMatrix CorpusBLEUMetric Dice
DiceMulti ExpRMSPE ExplainedVariance F1Score F1ScoreMulti FBeta FBetaMulti HammingLoss HammingLossMulti Jaccard JaccardCoeff
JaccardCoeffMulti JaccardMulti KappaScore LossMetric LossMetrics MatthewsCorrCoef MatthewsCorrCoefMulti MatthewsCorreff MultiLabelFbeta
PearsonCorrCoef Perplexity Precision PrecisionMulti R2Score RMSE Recall RecallMulti RocAuc RocAucBinary RocAucMulti SpearmanCorrCoef
accuracy accuracy_multi accuracy_thresh auc_roc_score dice error_rate exp_rmspe explained_variance fbeta foreground_acc mae
mean_absolute_error mean_squared_error mean_squared_logarithmic_error mse msle optim_metric perplexity r2_score rmse roc_curve
root_mean_squared_error skm_to_fastai top_k_accuracy
""",
    "fastai.tabular": """
AUROC AccumulateScheduler AdamW AdaptiveConcatPool2d AffineFunc AffineMatrix AnnealFunc Any AnyStr ArgStar AverageMetric BCEFlat
BCEWithLogitsFlat BatchNorm1dFlat BatchSampler BatchSamples BnFreeze BoolOrTensor BufferedWriter ByteTensor BytesIO Callable Callback
CallbackHandler CallbackList Categorify Category CategoryList CategoryProcessor ClassificationInterpretation Collection Config
ConfusionMatrix Counter CrossEntropyFlat DataBunch DataFrame DataFrameOrChunks DataLoader Dataset DatasetType Debugger DeviceDataLoader Dict
DistributedDataParallel DoubleTensor EmptyLabel EmptyLabelList Enum ExpRMSPE ExplainedVariance F FBeta FilePathList FillMissing FillStrategy
Flatten FlattenedLoss FloatItem FloatList FloatOrTensor FloatTensor Floats GradientClipping HalfTensor Hashable HookFunc ImgLabel ImgLabels
InitVar IntEnum IntOrTensor Interpretation IntsOrStrs ItemBase ItemList ItemLists ItemsList Iterable Iterator KWArgs KappaScore KeyFunc
LabelList LabelLists LabelSmoothingCrossEntropy Lambda LambdaFunc LayerFunc Learner LearnerCallback LightingFunc List ListOrItem ListRules
ListSizes LogitTensorImage LongTensor LossFunction MSELossFlat Mapping MasterBar MatthewsCorreff MergeLayer MetricFunc MetricFuncList
MetricsList MixedItem MixedItemList MixedProcessor ModelOnCPU Module ModuleList MultiCategory MultiCategoryList MultiCategoryProcessor
MultiLabelClassificationInterpretation MultiLabelFbeta NPArray NPArrayList NPArrayMask NPArrayableList NPImage NewType NoneReduceOnCPU
NoopLoss NormType Normalize Number OptDataFrame OptListOrItem OptLossFunc OptMetrics OptOptimizer OptRange OptSplitFunc OptStats OptStrList
OptStrTuple OptimWrapper Optional OrderedDict PBar ParamList ParameterModule PartialLayer Patch Path PathLikeOrBinaryStream PathOrStr
Perplexity PixelFunc PixelShuffle_ICNR Point Points PoolFlatten PooledSelfAttention2d PrePostInitMeta PreProcessor Precision PrettyString
ProcessPoolExecutor ProgressBar R2Score RMSE Rank0Tensor Recall RecordOnCPU Recorder ResizeBatch Sampler Scheduler SelfAttention Sequence
SequentialEx Series ShortTensor ShowGraph SigmoidRange SimpleNamespace Sized Sizes SmoothenValue SplitArrayList SplitFunc SplitFuncOrIdxList
StartOptEnd StrList TabularDataBunch TabularLine TabularList TabularModel TabularProc TabularProcessor Tensor TensorDataset TensorImage
TensorImageSize TensorOrNumList TensorOrNumber Tensors TfmList ThreadPoolExecutor Tokens Tuple TypeVar URLs Union View WassersteinLoss
Weights __all__ __init__ __version__ abc abstractmethod abstractproperty accuracy accuracy_thresh add_cyclic_datepart add_datepart
add_elapsed_times add_metrics all annealing_cos annealing_exp annealing_linear annealing_no annealing_poly apply_init apply_leaf arange_of
array arrays_split as_tensor attrgetter auc_roc_score basics batch_to_half batchnorm_2d bias_types bn2float bn_drop_lin bn_types bunzip bz2
callbacks camel2snake children children_and_parameters chunks collections compose concurrent cond_init cont_cat_split contextmanager conv2d
conv2d_trans conv_layer copy core cos csv data data_collate dataclass datapath4file deepcopy defaultdict defaults df_names_to_idx dice
distrib_barrier doc download_data download_url embedding error_rate even_mults exp exp_rmspe explained_variance extract_kwargs fastai_types
fbeta field find_classes first_el first_layer fit fit_fc fit_one_cycle flatten_check flatten_model float_or_x foreground_acc func_args
functools gc get_files get_model get_param_groups get_preds get_tmp_file grab_idx gzip has_arg has_params hashlib have_min_pkg_version html
icnr idx_dict ifnone importlib in_channels index_row init_default inspect io is1d is_dict is_listy is_pathlike is_pool_type is_tuple
itemgetter itertools join_path join_paths json last_layer learner listify load_data load_learner loadtxt_str log log_uniform logit logit_
loss_batch lr_find mae make_date master_bar math mean_absolute_error mean_squared_error mean_squared_logarithmic_error mimetypes mixup model
model2half model_type models mse msle namedtuple nn no_wd_types noop np np2model_tensor np_address np_func num_children num_cpus num_distrib
numbers one_cycle_scheduler one_hot one_param operator optim os parallel partial partition partition_by_cores patches patheffects pathlib pd
pd_max_colwidth pickle pkg_resources plt progress_bar r2_score rand_bool random random_split range_children range_of rank_distrib re recurse
recurse_eq reduce relu remove_module_load requests requires_grad res_block rmse roc_curve root_mean_squared_error save_texts scipy
series2cat set_all_seed set_bn_eval set_trace show_some shutil sigmoid_range simple_cnn sin spectral_norm split_kwargs_by_func split_model
split_model_idx split_no_wd_params subplots subprocess sys tabular tabular_learner tan tanh tarfile tempfile tensor text2html_table to_cpu
to_data to_detach to_device to_float to_fp16 to_fp32 to_half to_int to_np top_k_accuracy torch train_epoch trainable_params trange_of
transform trunc_normal_ try_import try_int try_save typing uniform uniform_int uniqueify untar_data url2name url2path validate warn warnings
weakref weight_norm working_directory yaml
""",
    "fastai.tabular.all": """
*fastai.data.all *fastai.callback.all *fastai.learner APScoreBinary APScoreMulti AccumMetric Adam BalancedAccuracy BrierScore
BrierScoreMulti Categorify ClassificationInterpretation CohenKappa CorpusBLEUMetric Dice DiceMulti ExplainedVariance F1Score F1ScoreMulti
FBeta FBetaMulti FillMissing FillStrategy HammingLoss HammingLossMulti Interpretation Jaccard JaccardCoeff JaccardCoeffMulti JaccardMulti
Lamb Larc Lookahead LossMetric LossMetrics MatthewsCorrCoef MatthewsCorrCoefMulti OptimWrapper Optimizer PearsonCorrCoef Perplexity
Precision PrecisionMulti QHAdam R2Score RAdam RMSProp ReadTabBatch Recall RecallMulti RocAuc RocAucBinary RocAucMulti SGD
SegmentationInterpretation SpearmanCorrCoef TabDataLoader TabWeightedDL Tabular TabularDataLoaders TabularLearner TabularModel TabularPandas
TabularProc accuracy accuracy_multi adam_step add_datepart add_elapsed_times average_grad average_sqr_grad cont_cat_split debias
detuplify_pg df_shrink df_shrink_dtypes emb_sz_rule error_rate exp_rmspe foreground_acc get_emb_sz l2_reg lamb_step larc_layer_lr larc_step
mae make_date momentum_step mse msle optim_metric perplexity plot_top_losses pytorch_hp_map qhadam_step radam_step ranger rms_prop_step rmse
set_item_pg sgd_step skm_to_fastai step_stat tabular_config tabular_learner top_k_accuracy weight_decay
""",
    "fastai.text": """
AUROC AWD_LSTM AccumulateScheduler Activation AdamW AdaptiveConcatPool2d AffineFunc AffineMatrix AnnealFunc Any AnyStr ArgStar AverageMetric
BCEFlat BCEWithLogitsFlat BOS BaseTokenizer BatchNorm1dFlat BatchSampler BatchSamples BnFreeze BoolOrTensor BufferedWriter ByteTensor
BytesIO Callable Callback CallbackHandler CallbackList Category CategoryList CategoryProcessor ClassificationInterpretation Collection
Config ConfusionMatrix Counter CrossEntropyFlat DataBunch DataFrame DataFrameOrChunks DataLoader Dataset DatasetType Debugger DecoderLayer
DeviceDataLoader Dict DistributedDataParallel DoubleTensor EOS EmbeddingDropout EmptyLabel EmptyLabelList Enum ExpRMSPE ExplainedVariance F
FBeta FLD FilePathList Flatten FlattenedLoss FloatItem FloatList FloatOrTensor FloatTensor Floats GeLU GradientClipping HalfTensor Hashable
HookFunc ImgLabel ImgLabels InitVar IntEnum IntOrTensor Interpretation IntsOrStrs ItemBase ItemList ItemLists ItemsList Iterable Iterator
KWArgs KappaScore KeyFunc LMLabelList LMTextList LabelList LabelLists LabelSmoothingCrossEntropy Lambda LambdaFunc LanguageLearner
LanguageModelPreLoader LayerFunc Learner LearnerCallback LightingFunc LinearDecoder List ListOrItem ListRules ListSizes LogitTensorImage
LongTensor LossFunction MSELossFlat Mapping MasterBar MatthewsCorreff MergeLayer MetricFunc MetricFuncList MetricsList MixedItem
MixedItemList MixedProcessor ModelOnCPU Module ModuleList MultiBatchEncoder MultiCategory MultiCategoryList MultiCategoryProcessor
MultiHeadAttention MultiHeadRelativeAttention MultiLabelClassificationInterpretation MultiLabelFbeta NPArray NPArrayList NPArrayMask
NPArrayableList NPImage NewType NoneReduceOnCPU NoopLoss NormType Number NumericalizeProcessor OpenFileProcessor OptDataFrame OptListOrItem
OptLossFunc OptMetrics OptOptimizer OptRange OptSplitFunc OptStats OptStrList OptStrTuple OptimWrapper Optional OrderedDict PAD PBar
ParamList ParameterModule PartialLayer Patch Path PathLikeOrBinaryStream PathOrStr Perplexity PixelFunc PixelShuffle_ICNR Point Points
PoolFlatten PooledSelfAttention2d PoolingLinearClassifier PositionalEncoding PrePostInitMeta PreProcessor Precision PrettyString
ProcessPoolExecutor ProgressBar R2Score RMSE RNNDropout RNNLearner Rank0Tensor Recall RecordOnCPU Recorder ResizeBatch SPProcessor Sampler
Scheduler SelfAttention Sequence SequentialEx SequentialRNN Series ShortTensor ShowGraph SigmoidRange SimpleNamespace Sized Sizes
SmoothenValue SortSampler SortishSampler SpacyTokenizer SplitArrayList SplitFunc SplitFuncOrIdxList StartOptEnd StrList Swish TK_MAJ TK_REP
TK_UP TK_WREP Tensor TensorDataset TensorImage TensorImageSize TensorOrNumList TensorOrNumber Tensors Text TextClasDataBunch
TextClassificationInterpretation TextDataBunch TextLMDataBunch TextList TfmList ThreadPoolExecutor TokenizeProcessor Tokenizer Tokens
Transformer TransformerXL Tuple TypeVar UNK URLs Union View Vocab WassersteinLoss WeightDropout Weights __all__ __init__ __version__ abc
abstractmethod abstractproperty accuracy accuracy_thresh add_metrics all annealing_cos annealing_exp annealing_linear annealing_no
annealing_poly apply_init apply_leaf arange_of array arrays_split as_tensor attrgetter auc_roc_score awd_lstm_clas_config
awd_lstm_clas_split awd_lstm_lm_config awd_lstm_lm_split basics batch_to_half batchnorm_2d bias_types bn2float bn_drop_lin bn_types bunzip
bz2 callbacks camel2snake children children_and_parameters chunks collections compose concurrent cond_init contextmanager conv2d
conv2d_trans conv_layer convert_weights copy core cos csv data data_collate dataclass datapath4file deal_caps decode_spec_tokens deepcopy
defaultdict defaults df_names_to_idx dice distrib_barrier doc download_data download_url dropout_mask embedding error_rate even_mults exp
exp_rmspe explained_variance extract_kwargs fastai_types fbeta feed_forward field find_classes first_el first_layer fit fit_fc fit_one_cycle
fix_html flatten_check flatten_model float_or_x foreground_acc func_args functools gc get_files get_language_model get_model
get_param_groups get_preds get_text_classifier get_tmp_file grab_idx gzip has_arg has_params hashlib have_min_pkg_version html icnr idx_dict
ifnone importlib in_channels index_row init_default inspect interpret io is1d is_dict is_listy is_pathlike is_pool_type is_tuple itemgetter
itertools join_path join_paths json language_model_learner last_layer learner listify load_data load_learner loadtxt_str log log_uniform
logit logit_ loss_batch lr_find mae master_bar math mean_absolute_error mean_squared_error mean_squared_logarithmic_error mimetypes mixup
model2half model_type models mse msle namedtuple nn no_wd_types noop np np2model_tensor np_address np_func num_children num_cpus num_distrib
numbers one_cycle_scheduler one_hot one_param open_text operator optim os pad_collate parallel partial partition partition_by_cores patches
patheffects pathlib pd pd_max_colwidth pickle pkg_resources plt progress_bar r2_score rand_bool random random_split range_children range_of
rank_distrib re recurse recurse_eq reduce relu remove_module_load replace_all_caps replace_rep replace_wrep requests requires_grad res_block
rm_useless_spaces rmse roc_curve root_mean_squared_error save_texts scipy series2cat set_all_seed set_bn_eval set_trace show_some shutil
sigmoid_range simple_cnn sin spec_add_spaces spectral_norm split_kwargs_by_func split_model split_model_idx split_no_wd_params subplots
subprocess sys tan tanh tarfile tempfile tensor text text2html_table text_classifier_learner tfmerXL_clas_config tfmerXL_clas_split
tfmerXL_lm_config tfmerXL_lm_split tfmer_clas_config tfmer_clas_split tfmer_lm_config tfmer_lm_split to_cpu to_data to_detach to_device
to_float to_fp16 to_fp32 to_half to_int to_np top_k_accuracy torch train_epoch trainable_params trange_of transform trunc_normal_ try_import
try_int try_save typing uniform uniform_int uniqueify untar_data url2name url2path validate warn warnings weakref weight_norm
working_directory yaml
""",
    "fastai.text.all": """
*fastai.data.all *fastai.callback.all *fastai.learner APScoreBinary APScoreMulti AWD_LSTM AWD_QRNN AccumMetric Adam BOS BalancedAccuracy
BaseTokenizer BrierScore BrierScoreMulti ClassificationInterpretation CohenKappa CorpusBLEUMetric Dice DiceMulti EOS EmbeddingDropout
ExplainedVariance F1Score F1ScoreMulti FBeta FBetaMulti FLD HammingLoss HammingLossMulti Interpretation Jaccard JaccardCoeff
JaccardCoeffMulti JaccardMulti LMDataLoader LMLearner LMTensorText Lamb Larc LinearDecoder Lookahead LossMetric LossMetrics MatthewsCorrCoef
MatthewsCorrCoefMulti Numericalize OptimWrapper Optimizer PAD Pad_Chunk Pad_Input PearsonCorrCoef Perplexity PoolingLinearClassifier
Precision PrecisionMulti QHAdam R2Score RAdam RMSProp RNNDropout Recall RecallMulti RocAuc RocAucBinary RocAucMulti SGD
SegmentationInterpretation SentenceEncoder SentencePieceTokenizer SequentialRNN SortedDL SpacyTokenizer SpearmanCorrCoef SubwordTokenizer
TK_MAJ TK_REP TK_UP TK_WREP TensorText TextBlock TextDataLoaders TextLearner TokenizeWithRules Tokenizer UNK WeightDropout WordTokenizer
accuracy accuracy_multi adam_step average_grad average_sqr_grad awd_lstm_clas_config awd_lstm_clas_split awd_lstm_lm_config
awd_lstm_lm_split awd_qrnn_clas_config awd_qrnn_lm_config awdlstm clean_raw_keys core debias decode_spec_tokens detuplify_pg dropout_mask
error_rate eu_langs exp_rmspe fix_html fn_counter_pkl fn_lengths_pkl foreground_acc get_language_model get_text_classifier l2_reg lamb_step
language_model_learner larc_layer_lr larc_step load_ignore_keys load_model_text load_tokenized_csv lowercase mae make_vocab
masked_concat_pool match_embeds momentum_step mse msle optim_metric pad_chunk pad_input pad_input_chunk parallel_tokenize perplexity
plot_top_losses pytorch_hp_map qhadam_step qrnn radam_step ranger replace_all_caps replace_maj replace_rep replace_space replace_wrep
reverse_text rm_useless_spaces rms_prop_step rmse set_item_pg sgd_step skm_to_fastai spec_add_spaces step_stat text_classifier_learner
tokenize1 tokenize_csv tokenize_df tokenize_files tokenize_folder tokenize_texts top_k_accuracy weight_decay
""",
    "fastai.torch_basics": """
*fastcore.all AdaptiveAvgPool AdaptiveConcatPool1d AdaptiveConcatPool2d Any ArrayBase ArrayImage ArrayImageBW ArrayImageBase ArrayMask
AvgPool BCELossFlat BCEWithLogitsLossFlat BaseLoss BatchNorm BatchNorm1dFlat BatchSampler ByteTensor Callable Cat CategoricalDtype Chunks
ConvLayer Counter CrossEntropyLossFlat Debugger DiceLoss DoubleTensor Embedding Enum F Flatten FloatTensor FocalLoss FocalLossFlat
HalfTensor Identity InstanceNorm IntEnum IterableDataset L1LossFlat LabelSmoothingCrossEntropy LabelSmoothingCrossEntropyFlat Lambda
LambdaType LinBnDrop Lock LongTensor MSELossFlat MaxPool MergeLayer Mish MishJit MishJitAutoFn Module MutableMapping MutableSequence
NoneReduce NormType Number OrderedDict ParameterModule PartialLambda PixelShuffle_ICNR PoolFlatten PoolType PooledSelfAttention2d Process
ProdLayer Queue RandomSampler Real ResBlock ResizeBatch SEBlock SEModule SEResNeXtBlock Sampler SelfAttention SeparableBlock SequentialEx
SequentialSampler ShowTitle SigmoidRange SimpleCNN SimpleSelfAttention Swish SwishJit Tensor TensorBase TensorCategory TensorFlowField
TensorImage TensorImageBW TensorImageBase TensorMask TensorMultiCategory TextWrapper TimeDistributed TitledFloat TitledInt TitledStr
TitledTensorScalar TitledTuple ToTensorBase TypeVar View adaptive_pool apply apply_init apply_leaf array as_completed as_tensor base_doc
batch_to_samples bz2 children_and_parameters collections concurrent cond_init contextmanager copy csv datetime deepcopy default_collate
default_convert default_device defaultdict dispatch display_df distrib_barrier doc dropwhile find_bs find_device flatten_check flatten_model
get_empty_df get_first get_model get_random_states get_worker_info glob grad_module has_children hashlib icnr_init in_channels init_default
init_linear inplace_relu inspect is_categorical_dtype is_numeric_dtype ismin_torch item_find json logit make_cross_image master_bar
matplotlib maybe_gather methodcaller mimetypes mish module multiprocessing namedtuple ndarray ndimage nested_reorder nn no_random
norm_bias_params norm_types notmax_torch np np_func num_distrib numbers one_hot one_hot_decode one_is_instance one_param params pd pickle
platform plt progress_bar pv queues random rank_distrib redirect_stdout requests requires_grad scipy script_bwd script_fwd script_save_ctx
script_use_ctx sequential set_random_states set_seed set_trace setup_cuda show_image show_image_batch show_images show_title
show_titled_image sigmoid sigmoid_ sigmoid_range starmap string subplots swish takewhile tarfile tempfile tensor threading time to_concat
to_cpu to_detach to_device to_half to_np torch trainable_params transform trunc_normal_ types unsqueeze unsqueeze_ urllib vleaky_relu yaml
zip_longest zipfile
""",
    "fastai.vision": """
AUROC AccumulateScheduler AdamW AdaptiveConcatPool2d AffineFunc AffineMatrix AnnealFunc Any AnyStr ArgStar AverageMetric BCEFlat
BCEWithLogitsFlat BatchNorm1dFlat BatchSampler BatchSamples BnFreeze BoolOrTensor BufferedWriter ByteTensor BytesIO Callable Callback
CallbackHandler CallbackList Category CategoryList CategoryProcessor ClassificationInterpretation Collection Config ConfusionMatrix
CoordFunc Counter CrossEntropyFlat DataBunch DataFrame DataFrameOrChunks DataLoader Dataset DatasetType Debugger DeviceDataLoader Dict
DistributedDataParallel DoubleTensor EmptyLabel EmptyLabelList Enum ExpRMSPE ExplainedVariance F FBeta FilePathList Flatten FlattenedLoss
FloatItem FloatList FloatOrTensor FloatTensor Floats FlowField GradientClipping HalfTensor Hashable HookFunc Image ImageBBox ImageDataBunch
ImageImageList ImageList ImagePoints ImageSegment ImgLabel ImgLabels InitVar IntEnum IntOrTensor Interpretation IntsOrStrs ItemBase ItemList
ItemLists ItemsList Iterable Iterator KWArgs KappaScore KeyFunc LabelList LabelLists LabelSmoothingCrossEntropy Lambda LambdaFunc LayerFunc
Learner LearnerCallback LightingFunc List ListOrItem ListRules ListSizes LogitTensorImage LongTensor LossFunction MSELossFlat Mapping
MasterBar MatthewsCorreff MergeLayer MetricFunc MetricFuncList MetricsList MixedItem MixedItemList MixedProcessor ModelOnCPU Module
ModuleList MultiCategory MultiCategoryList MultiCategoryProcessor MultiLabelClassificationInterpretation MultiLabelFbeta NPArray NPArrayList
NPArrayMask NPArrayableList NPImage NewType NoneReduceOnCPU NoopLoss NormType Number ObjectCategoryList ObjectItemList OptDataFrame
OptListOrItem OptLossFunc OptMetrics OptOptimizer OptRange OptSplitFunc OptStats OptStrList OptStrTuple OptimWrapper Optional OrderedDict
PBar PIL ParamList ParameterModule PartialLayer Patch Path PathLikeOrBinaryStream PathOrStr Perplexity PixelFunc PixelShuffle_ICNR Point
Points PointsItemList PointsLabelList PoolFlatten PooledSelfAttention2d PrePostInitMeta PreProcessor Precision PrettyString
ProcessPoolExecutor ProgressBar R2Score RMSE RandTransform Rank0Tensor Recall RecordOnCPU Recorder ResizeBatch ResizeMethod Sampler
Scheduler SegmentationItemList SegmentationLabelList SelfAttention Sequence SequentialEx Series ShortTensor ShowGraph SigmoidRange
SimpleNamespace Sized Sizes SmoothenValue SplitArrayList SplitFunc SplitFuncOrIdxList StartOptEnd StrList Tensor TensorDataset TensorImage
TensorImageSize TensorOrNumList TensorOrNumber Tensors TfmAffine TfmCoord TfmCrop TfmLighting TfmList TfmPixel ThreadPoolExecutor Tokens
Transform Tuple TypeVar URLs Union View WassersteinLoss Weights __all__ __init__ __version__ abc abstractmethod abstractproperty accuracy
accuracy_thresh add_metrics all annealing_cos annealing_exp annealing_linear annealing_no annealing_poly apply_init apply_leaf arange_of
array arrays_split as_tensor attrgetter auc_roc_score augment basics batch_to_half batchnorm_2d bb2hw bb_pad_collate bias_types bn2float
bn_drop_lin bn_types brightness bunzip bz2 callbacks camel2snake channel_view children children_and_parameters chunks cifar_stats
cnn_learner collections compose concurrent cond_init contextmanager contrast conv2d conv2d_trans conv_layer copy core cos create_body
create_cnn create_cnn_model create_head crop crop_pad csv cutout cyclegan data data_collate dataclass datapath4file deepcopy defaultdict
defaults denormalize df_names_to_idx dice dihedral dihedral_affine distrib_barrier doc download_data download_images download_url embedding
error_rate even_mults exp exp_rmspe explained_variance extract_kwargs fastai_types fbeta field find_classes first_el first_layer fit fit_fc
fit_one_cycle flatten_check flatten_model flip_affine flip_lr float_or_x foreground_acc func_args functools gan gc get_annotations get_files
get_image_files get_model get_param_groups get_preds get_tmp_file get_transforms grab_idx gzip has_arg has_params hashlib
have_min_pkg_version html icnr idx_dict ifnone image image2np imagenet_stats importlib in_channels index_row init_default inspect interpret
io is1d is_dict is_listy is_pathlike is_pool_type is_tuple itemgetter itertools jitter join_path join_paths json last_layer learner listify
load_data load_learner loadtxt_str log log_uniform logit logit_ loss_batch lr_find mae master_bar math mean_absolute_error
mean_squared_error mean_squared_logarithmic_error mimetypes mixup mnist_stats model2half model_type models mse msle namedtuple nn
no_wd_types noop normalize normalize_funcs np np2model_tensor np_address np_func num_children num_cpus num_distrib numbers
one_cycle_scheduler one_hot one_param open_image open_mask open_mask_rle operator optim os pad parallel partial partition partition_by_cores
patches patheffects pathlib pd pd_max_colwidth perspective_warp pickle pil2tensor pkg_resources plot_flat plot_multi plt progress_bar
r2_score rand_bool rand_crop rand_pad rand_resize_crop rand_zoom random random_split range_children range_of rank_distrib re recurse
recurse_eq reduce relu remove_module_load requests requires_grad res_block resize_to rgb_randomize rle_decode rle_encode rmse roc_curve
root_mean_squared_error rotate save_texts scale_flow scipy series2cat set_all_seed set_bn_eval set_trace show_all show_image show_multi
show_some shutil sigmoid_range simple_cnn sin skew spectral_norm split_kwargs_by_func split_model split_model_idx split_no_wd_params squish
subplots subprocess symmetric_warp sys tan tanh tarfile tempfile tensor text2html_table tilt tis2hw to_cpu to_data to_detach to_device
to_float to_fp16 to_fp32 to_half to_int to_np top_k_accuracy torch train_epoch trainable_params trange_of transform trunc_normal_ try_import
try_int try_save tta typing unet_learner uniform uniform_int uniqueify untar_data url2name url2path utils validate verify_images vision warn
warnings weakref weight_norm widgets working_directory yaml zoom zoom_crop
""",
    "fastai.vision.all": """
*fastai.data.all *fastai.callback.all *fastai.learner APScoreBinary APScoreMulti AccumMetric Adam AddMaskCodes AffineCoordTfm AlexNet
AlexNet_Weights BBoxBlock BBoxLabeler BBoxLblBlock BILINEAR BalancedAccuracy BrierScore BrierScoreMulti Brightness
ClassificationInterpretation CohenKappa Contrast ConvNeXt ConvNeXt_Base_Weights ConvNeXt_Large_Weights ConvNeXt_Small_Weights
ConvNeXt_Tiny_Weights CorpusBLEUMetric CropPad DenseNet DenseNet121_Weights DenseNet161_Weights DenseNet169_Weights DenseNet201_Weights
DeterministicDihedral DeterministicDraw DeterministicFlip Dice DiceMulti Dihedral DihedralItem DynamicUnet EfficientNet
EfficientNet_B0_Weights EfficientNet_B1_Weights EfficientNet_B2_Weights EfficientNet_B3_Weights EfficientNet_B4_Weights
EfficientNet_B5_Weights EfficientNet_B6_Weights EfficientNet_B7_Weights EfficientNet_V2_L_Weights EfficientNet_V2_M_Weights
EfficientNet_V2_S_Weights ExplainedVariance F1Score F1ScoreMulti FBeta FBetaMulti Flip FlipItem GoogLeNet GoogLeNetOutputs GoogLeNet_Weights
HSVTfm HammingLoss HammingLossMulti Hue Image ImageBlock ImageDataLoaders Inception3 InceptionOutputs Inception_V3_Weights Interpretation
Jaccard JaccardCoeff JaccardCoeffMulti JaccardMulti LabeledBBox Lamb Larc LightingTfm Lookahead LossMetric LossMetrics MNASNet
MNASNet0_5_Weights MNASNet0_75_Weights MNASNet1_0_Weights MNASNet1_3_Weights MaskBlock MatthewsCorrCoef MatthewsCorrCoefMulti MaxVit
MaxVit_T_Weights MobileNetV2 MobileNetV3 MobileNet_V2_Weights MobileNet_V3_Large_Weights MobileNet_V3_Small_Weights NEAREST OldRandomCrop
OpenMask OptimWrapper Optimizer PILBase PILImage PILImageBW PILMask PadMode PearsonCorrCoef Perplexity PointBlock PointScaler Precision
PrecisionMulti QHAdam R2Score RAdam RMSProp RandTransform RandomCrop RandomErasing RandomResizedCrop RandomResizedCropGPU RatioResize Recall
RecallMulti RegNet RegNet_X_16GF_Weights RegNet_X_1_6GF_Weights RegNet_X_32GF_Weights RegNet_X_3_2GF_Weights RegNet_X_400MF_Weights
RegNet_X_800MF_Weights RegNet_X_8GF_Weights RegNet_Y_128GF_Weights RegNet_Y_16GF_Weights RegNet_Y_1_6GF_Weights RegNet_Y_32GF_Weights
RegNet_Y_3_2GF_Weights RegNet_Y_400MF_Weights RegNet_Y_800MF_Weights RegNet_Y_8GF_Weights ResNeXt101_32X8D_Weights ResNeXt101_64X4D_Weights
ResNeXt50_32X4D_Weights ResNet ResNet101_Weights ResNet152_Weights ResNet18_Weights ResNet34_Weights ResNet50_Weights Resize ResizeMethod
ResizeToOrig RocAuc RocAucBinary RocAucMulti Rotate SGD Saturation SegmentationDataLoaders SegmentationInterpretation ShuffleNetV2
ShuffleNet_V2_X0_5_Weights ShuffleNet_V2_X1_0_Weights ShuffleNet_V2_X1_5_Weights ShuffleNet_V2_X2_0_Weights SpaceTfm SpearmanCorrCoef
SqueezeNet SqueezeNet1_0_Weights SqueezeNet1_1_Weights SwinTransformer Swin_B_Weights Swin_S_Weights Swin_T_Weights Swin_V2_B_Weights
Swin_V2_S_Weights Swin_V2_T_Weights TensorBBox TensorPoint TensorPointCreate TensorTypes TimmBody UnetBlock VGG VGG11_BN_Weights
VGG11_Weights VGG13_BN_Weights VGG13_Weights VGG16_BN_Weights VGG16_Weights VGG19_BN_Weights VGG19_Weights ViT_B_16_Weights ViT_B_32_Weights
ViT_H_14_Weights ViT_L_16_Weights ViT_L_32_Weights VisionTransformer Warp Weights WeightsEnum Wide_ResNet101_2_Weights
Wide_ResNet50_2_Weights XResNet Zoom accuracy accuracy_multi adam_step add_head affine_grid affine_mat alexnet apply_perspective aspect
aug_transforms average_grad average_sqr_grad bb_pad cifar_stats clip_remove_empty cnn_config cnn_learner convnext convnext_base
convnext_large convnext_small convnext_tiny create_body create_cnn_model create_head create_timm_model create_unet_model create_vision_model
cut_model cutout_gaussian debias decodes default_split densenet densenet121 densenet161 densenet169 densenet201 detection detuplify_pg
dihedral_mat download_images efficientnet efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5
efficientnet_b6 efficientnet_b7 efficientnet_v2_l efficientnet_v2_m efficientnet_v2_s encodes error_rate exp_rmspe feature_extraction
find_coeffs flip_mat foreground_acc g0 g1 g2 g3 get_annotations get_grid get_model_builder get_model_weights get_weight googlenet grayscale
has_pool_type hsv2rgb image2tensor imagenet_stats inception inception_v3 init_cnn l2_reg lamb_step larc_layer_lr larc_step list_models
load_image mae mask_tensor maxvit maxvit_t mnasnet mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3 mnist_stats mobilenet mobilenet_v2
mobilenet_v3_large mobilenet_v3_small mobilenetv2 mobilenetv3 model_meta models momentum_step mse msle n_px norm_apply_denorm optical_flow
optim_metric perplexity plot_top_losses pytorch_hp_map qhadam_step quantization radam_step ranger regnet regnet_x_16gf regnet_x_1_6gf
regnet_x_32gf regnet_x_3_2gf regnet_x_400mf regnet_x_800mf regnet_x_8gf regnet_y_128gf regnet_y_16gf regnet_y_1_6gf regnet_y_32gf
regnet_y_3_2gf regnet_y_400mf regnet_y_800mf regnet_y_8gf resize_image resize_images resize_to resnet resnet101 resnet152 resnet18 resnet34
resnet50 resnext101_32x8d resnext101_64x4d resnext50_32x4d rgb2hsv rms_prop_step rmse rotate_mat se_kwargs1 se_kwargs2 se_kwargs3
search_images_bing search_images_serpapi segmentation set_item_pg setup_aug_tfms sgd_step shape shufflenet_v2_x0_5 shufflenet_v2_x1_0
shufflenet_v2_x1_5 shufflenet_v2_x2_0 shufflenetv2 skm_to_fastai squeezenet squeezenet1_0 squeezenet1_1 step_stat swin_b swin_s swin_t
swin_transformer swin_v2_b swin_v2_s swin_v2_t to_image top_k_accuracy unet_config unet_learner verify_image verify_images vgg vgg11
vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn video vision_learner vision_transformer vit_b_16 vit_b_32 vit_h_14 vit_l_16 vit_l_32
weight_decay wide_resnet101_2 wide_resnet50_2 xresnet101 xresnet152 xresnet18 xresnet18_deep xresnet18_deeper xresnet34 xresnet34_deep
xresnet34_deeper xresnet50 xresnet50_deep xresnet50_deeper xresnext101 xresnext18 xresnext34 xresnext50 xse_resnet101 xse_resnet152
xse_resnet18 xse_resnet34 xse_resnet50 xse_resnext101 xse_resnext18 xse_resnext18_deep xse_resnext18_deeper xse_resnext34 xse_resnext34_deep
xse_resnext34_deeper xse_resnext50 xse_resnext50_deep xse_resnext50_deeper xsenet154 zoom_mat
""",
    "fastai.vision.widgets": """
Box Button Checkbox Dropdown FileUpload HBox ImageClassifierCleaner ImagesCleaner Label Layout Output VBox carousel widget widgets
""",
    "fastbook": """
A AMPMode APScoreBinary APScoreMulti AccumMetric ActivationStats Adam AdaptiveAvgPool AdaptiveConcatPool1d AdaptiveConcatPool2d AddMaskCodes
AffineCoordTfm AlexNet AlexNet_Weights Any ArrayBase ArrayImage ArrayImageBW ArrayImageBase ArrayMask Article Aside AttrDict AttrDictDefault
AttrGetter Audio AutoInit AvgLoss AvgMetric AvgPool AvgSmoothLoss B BBoxBlock BBoxLabeler BBoxLblBlock BCELossFlat BCEWithLogitsLossFlat
BILINEAR BalancedAccuracy BaseLoss BasicRepr BatchNorm BatchNorm1dFlat BatchSampler BnFreeze Body Br BrierScore BrierScoreMulti Brightness
BuiltinFunctionType BuiltinMethodType Button BypassNewMeta ByteTensor BytesIO CSVLogger CachedAwaitable CachedIter Callable Callback
CancelBackwardException CancelBatchException CancelEpochException CancelFitException CancelStepException CancelTrainException
CancelValidException Canvas Caption CastToTensor Cat CategoricalDtype Categorize Category CategoryBlock CategoryMap ChannelsLast Chunks
ClassificationInterpretation CliError Code CohenKappa Col ColReader ColSplitter Colgroup CollBase CollectDataCallback Config ContextManagers
Contrast ConvLayer ConvNeXt ConvNeXt_Base_Weights ConvNeXt_Large_Weights ConvNeXt_Small_Weights ConvNeXt_Tiny_Weights CorpusBLEUMetric
Counter CropPad CrossEntropyLossFlat CutMix DataBlock DataLoader DataLoaders Datasets Dd Debounce Debugger DenseNet DenseNet121_Weights
DenseNet161_Weights DenseNet169_Weights DenseNet201_Weights DepProp Details DeterministicDihedral DeterministicDraw DeterministicFlip Dice
DiceLoss DiceMulti Dict Dihedral DihedralItem DispatchReg DisplayedTransform Div Dl DocmentList DocmentTbl DocmentText DoubleTensor Dt
DynamicUnet E EarlyStoppingCallback EfficientNet EfficientNet_B0_Weights EfficientNet_B1_Weights EfficientNet_B2_Weights
EfficientNet_B3_Weights EfficientNet_B4_Weights EfficientNet_B5_Weights EfficientNet_B6_Weights EfficientNet_B7_Weights
EfficientNet_V2_L_Weights EfficientNet_V2_M_Weights EfficientNet_V2_S_Weights Em Embed Embedding EncodedMultiCategorize EndSplitter Enum
EventTimer ExceptionExpected ExceptionsHTTP ExplainedVariance F F1Score F1ScoreMulti FBeta FBetaMulti FT FetchPredsCallback Fieldset
Figcaption Figure FileGetter FileSplitter FilteredBase FixSigMeta Flatten Flip FlipItem Float FloatTensor FocalLoss FocalLossFlat Footer
Form FullString Func FuncSplitter FunctionType GatherPredsCallback Generator GetAttr GetAttrBase GoogLeNet GoogLeNetOutputs
GoogLeNet_Weights GradientAccumulation GradientClip GrandparentSplitter H1 H2 H3 H4 H5 H6 HSVTfm HTTP400BadRequestError
HTTP401UnauthorizedError HTTP402PaymentRequiredError HTTP403ForbiddenError HTTP404NotFoundError HTTP405MethodNotAllowedError
HTTP406NotAcceptableError HTTP407ProxyAuthRequiredError HTTP408RequestTimeoutError HTTP409ConflictError HTTP410GoneError
HTTP411LengthRequiredError HTTP412PreconditionFailedError HTTP413PayloadTooLargeError HTTP414URITooLongError
HTTP415UnsupportedMediaTypeError HTTP416RangeNotSatisfiableError HTTP417ExpectationFailedError HTTP418AmAteapotError
HTTP421MisdirectedRequestError HTTP422UnprocessableEntityError HTTP423LockedError HTTP424FailedDependencyError HTTP425TooEarlyError
HTTP426UpgradeRequiredError HTTP428PreconditionRequiredError HTTP429TooManyRequestsError HTTP431HeaderFieldsTooLargeError
HTTP451LegalReasonsError HTTP4xxClientError HTTP500InternalServerError HTTP501NotImplementedError HTTP502BadGatewayError
HTTP503ServiceUnavailableError HTTP504GatewayTimeoutError HTTP505HTTPVersionNotSupportedError HTTP506VariantAlsoNegotiatesError
HTTP507InsufficientStorageError HTTP508LoopDetectedError HTTP510NotExtendedError HTTP511NetworkAuthenticationRequiredError
HTTP5xxServerError HTTPError HalfTensor HammingLoss HammingLossMulti Head Header Hook HookCallback Hooks Hr Html Hue I IN_COLAB IN_IPYTHON
IN_JUPYTER IN_NOTEBOOK Identity Iframe Image ImageBlock ImageDataLoaders ImageGetter Img ImportEnum Inception3 InceptionOutputs
Inception_V3_Weights IndexSplitter Inf InplaceTransform Input InstanceNorm Int IntEnum IntToFloatTensor Interpretation ItemGetter
ItemTransform IterLen Iterable IterableDataset Iterator Jaccard JaccardCoeff JaccardCoeffMulti JaccardMulti L L1LossFlat LRFinder Label
LabelSmoothingCrossEntropy LabelSmoothingCrossEntropyFlat LabeledBBox Lamb Lambda LambdaType Larc Learner Legend Li LightingTfm LinBnDrop
Link List Lock LongTensor Lookahead LossMetric LossMetrics MCDropoutCallback MNASNet MNASNet0_5_Weights MNASNet0_75_Weights
MNASNet1_0_Weights MNASNet1_3_Weights MSELossFlat Main Mark MarkdownRenderer MaskBlock MaskSplitter Math MatthewsCorrCoef
MatthewsCorrCoefMulti MaxPool MaxVit MaxVit_T_Weights MergeLayer Meta MethodDescriptorType MethodType MethodWrapperType Metric Mish MishJit
MishJitAutoFn MixHandler MixUp MixedPrecision MobileNetV2 MobileNetV3 MobileNet_V2_Weights MobileNet_V3_Large_Weights
MobileNet_V3_Small_Weights ModelResetter ModelToHalf Module MultiCategorize MultiCategory MultiCategoryBlock MutableMapping MutableSequence
NEAREST NS Nav NewChkMeta NonNativeMixedPrecision NoneReduce NoneType NormType Normalize Noscript NotStr NullType Number Object Ol
OldRandomCrop OneHotEncode OpGroup OpenMask OptimWrapper Optimizer Option Optional OrderedDict P PILBase PILImage PILImageBW PILMask PadMode
Param ParamScheduler ParameterModule PartialDL PartialFormatter PartialLambda Path PearsonCorrCoef Perplexity Pipeline PixelShuffle_ICNR
PointBlock PointScaler PoolFlatten PoolType PooledSelfAttention2d Pre PrePostInitMeta Precision PrecisionMulti PrettyString Process
ProcessPoolExecutor ProdLayer ProgressCallback QHAdam Queue R2Score RAdam RMSProp RNNCallback RNNRegularizer RandTransform RandomCrop
RandomErasing RandomResizedCrop RandomResizedCropGPU RandomSampler RandomSplitter RandomSubsetSplitter RatioResize Real Recall RecallMulti
Recorder ReduceLROnPlateau RegNet RegNet_X_16GF_Weights RegNet_X_1_6GF_Weights RegNet_X_32GF_Weights RegNet_X_3_2GF_Weights
RegNet_X_400MF_Weights RegNet_X_800MF_Weights RegNet_X_8GF_Weights RegNet_Y_128GF_Weights RegNet_Y_16GF_Weights RegNet_Y_1_6GF_Weights
RegNet_Y_32GF_Weights RegNet_Y_3_2GF_Weights RegNet_Y_400MF_Weights RegNet_Y_800MF_Weights RegNet_Y_8GF_Weights RegexLabeller
RegressionBlock RegressionSetup ReindexCollection ResBlock ResNeXt101_32X8D_Weights ResNeXt101_64X4D_Weights ResNeXt50_32X4D_Weights ResNet
ResNet101_Weights ResNet152_Weights ResNet18_Weights ResNet34_Weights ResNet50_Weights Resize ResizeBatch ResizeMethod ResizeToOrig RocAuc
RocAucBinary RocAucMulti Rotate S SCRIPT_INFO SEBlock SEModule SEResNeXtBlock SGD Safe Sampler Saturation SaveModelCallback SaveReturn
SchedCos SchedExp SchedLin SchedNo SchedPoly Script Section SegmentationDataLoaders SegmentationInterpretation Select Self SelfAttention
SeparableBlock Sequence SequentialEx SequentialSampler Set ShortEpochCallback ShowDocRenderer ShowGraphCallback ShowPrint ShowTitle
ShuffleNetV2 ShuffleNet_V2_X0_5_Weights ShuffleNet_V2_X1_0_Weights ShuffleNet_V2_X1_5_Weights ShuffleNet_V2_X2_0_Weights Sig SigmoidRange
SimpleCNN SimpleNamespace SimpleSelfAttention SkipItemException SkipToEpoch Slot Small Source SpaceTfm Span SpearmanCorrCoef SqueezeNet
SqueezeNet1_0_Weights SqueezeNet1_1_Weights Stateful Str StrEnum Strike StringIO Strong Style Sub SuggestionMethod Summary Sup Svg
SwinTransformer Swin_B_Weights Swin_S_Weights Swin_T_Weights Swin_V2_B_Weights Swin_V2_S_Weights Swin_V2_T_Weights Swish SwishJit TEST_IMAGE
TEST_IMAGE_BW Table Tbody Td Template Tensor TensorBBox TensorBase TensorCategory TensorFlowField TensorImage TensorImageBW TensorImageBase
TensorMask TensorMultiCategory TensorPoint TensorPointCreate TensorTypes TerminateOnNaNCallback TextWrapper Textarea TfmdDL TfmdLists Tfoot
Th Thead ThreadPoolExecutor TimeDistributed TimmBody Title TitledFloat TitledInt TitledStr TitledTensorScalar TitledTuple ToTensor
ToTensorBase Tr TrackerCallback TrainEvalCallback TrainTestSplitter Transform TransformBlock TruncatedString Tuple TypeDispatch TypeVar U
UNSET URLError URLs Ul UnetBlock Union Unset VGG VGG11_BN_Weights VGG11_Weights VGG13_BN_Weights VGG13_Weights VGG16_BN_Weights
VGG16_Weights VGG19_BN_Weights VGG19_Weights ValEnum ValueMetric ViT_B_16_Weights ViT_B_32_Weights ViT_H_14_Weights ViT_L_16_Weights
ViT_L_32_Weights Video View VisionTransformer Warp WeightedDL Weights WeightsEnum Wide_ResNet101_2_Weights Wide_ResNet50_2_Weights
WrapperDescriptorType XML XResNet Zoom acache accuracy accuracy_multi adam_step adaptive_pool add add_docs add_head add_props adict
affine_grid affine_mat alexnet all_equal ann_parts annealer anno2str anno_dict anno_parser anno_ret annotations any_is_instance apply
apply_init apply_leaf apply_perspective arg0 arg1 arg2 arg3 arg4 argnames args_from_prog argwhere array array_equal as_completed as_tensor
asave_iter asdict athreaded atomic_save attrdict attrgetter attrmap aug_transforms autostart average_grad average_sqr_grad base_doc
basic_repr batch_to_samples bb_pad before_batch_cb bg_task bind bn_types bool_arg broadcast_vec bunzip bz2 call_parse camel2snake
camel2words can_render cast children_and_parameters chunked cifar_stats class2attr clean_cli_output clean_type_str clip_remove_empty
cluster_columns cnn_learner coll_repr collate_error collections combine_scheds combined_cos compile_re compose compose_tfms concat
concurrent cond_init console_help contextmanager convnext convnext_base convnext_large convnext_small convnext_tiny copy copy_clone
copy_func create_body create_cnn_model create_head create_timm_model create_unet_model create_vision_model csv ctx_sync curryable custom_dir
cut_model cutout_gaussian cycle dataclass_src datetime debias decode_at decodes deepcopy default_collate default_convert default_device
default_set_meta default_split defaultdict defaults delegate_attr delegated delegates densenet densenet121 densenet161 densenet169
densenet201 detect_mime detection detuplify detuplify_pg df_equal dict2obj dict2xml dihedral_mat disable_async_magics dispatch display_df
distrib_barrier do_request doc docments docs docstring download_images download_url draw_tree dropwhile dstar dummy_eval dumps efficientnet
efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6 efficientnet_b7
efficientnet_v2_l efficientnet_v2_m efficientnet_v2_s empty empty2none enable_async_magics encodes enum eq equals error_rate eval_type
even_mults event exception exec_eval exec_import exec_local exec_new exp_rmspe expand_wildcards expect_fail explode_types export_graphviz
extend_enum extract_docstrings exttypes fa_collate fa_convert fail_clean fastai_cfg fastai_path fastuple fdelegates feature_extraction
fenced fenced_blocks filter_dict filter_ex filter_keys filter_values find_bs find_coeffs find_device find_file_parents first first_match
flatmap flatten flatten_check flatten_model flexicache flexiclass flip_mat foreground_acc free_port friendly_name frontmatter ft full_docs
funcs_kwargs functools g0 g1 g2 g3 gather_attr_names gather_attrs gdrive ge gen get_annotations get_annotations_ex get_c get_class
get_dataclass_source get_empty_df get_files get_first get_func get_grid get_image_files get_image_files_sorted get_master get_model
get_model_builder get_model_weights get_name get_random_states get_show_batch_func get_source get_source_link get_text_files get_weight
get_worker_info getattrs getcallable glob globtastic googlenet grad_module grad_overflow graphviz grayscale groupby gt gv gv2 has_children
has_params has_pool_type hasattrs hashlib hc highlight hl_md hook_output hook_outputs hsv2rgb http_response humanize icnr_init id_words
ifnone ignore_exceptions image2tensor image_bear image_cat image_extensions image_size imagenet_stats images img_bytes import_no_init in_
in_channels in_colab in_ipython in_jupyter in_notebook inception inception_v3 init_args init_cnn init_default init_linear inplace_relu
inspect instantiate inum_methods io ipython_shell is_ is_array is_async_callable is_bool is_cli is_close is_coll is_indexer is_iter is_listy
is_namedtuple is_not is_numeric_dtype is_port_free is_typeddict is_usable_tool isdataclass isinstance_str ismin_torch item_find itemgetter
iter_sync itertools join_path_file joins json kindsort l2_reg lamb_step larc_layer_lr larc_step last last_index last_match layer_info le
lenient_issubclass linesplitter list_models listify llmtool load_image load_learner load_mod load_model load_pickle loads loads_multi
local2utc logit loop_first loop_first_last loop_last lt mae make_cross_image make_nullable map_ex mapa mapped maps mapt mask2idxs
mask_tensor master_bar math matplotlib maxvit maxvit_t maybe_aiter maybe_attr maybe_await maybe_gather maybe_open merge metadec method
methodcaller mimetypes minimum mish mk_class mk_doc mk_getattr mk_groups mk_metric mk_sig mk_transform mkdir mnasnet mnasnet0_5 mnasnet0_75
mnasnet1_0 mnasnet1_3 mnist_stats mobilenet mobilenet_v2 mobilenet_v3_large mobilenet_v3_small mobilenetv2 mobilenetv3 mod model_meta
model_sizes models modified_env modify_exception module module_summary momentum_step mpl mse msle mtime_policy mul multiprocessing
n_friendly_names namedtuple nb_urls ndarray ndimage ne negate nequals nested_attr nested_callable nested_idx nested_reorder
nested_setdefault nn no_random noop noopa noops norm_apply_denorm norm_bias_params norm_types not_ notmax_torch np np_func null nullable_dc
num_cpus num_distrib num_features_model num_methods numbers obj2dict one_hot one_hot_decode one_is_instance one_param only open_file
operator optical_flow optim_metric os otherwise parallel parallel_async parallel_async_dict parallel_async_gen parallel_gen parallelable
params parent_label parse_cli parse_docstring parse_env partial partial_format partialler partition partition_dict patch patch_property
patch_to pd perplexity pglob pickle pkgutil platform plot_function plot_top_losses plt prefetch_data product progress_bar properties pv
pytorch_hp_map qhadam_step qual_name quantization queues radam_step random range_of ranger rank_distrib re read_config_file reawaitable
recv_once redirect_stdout reduce reduce_loss regnet regnet_x_16gf regnet_x_1_6gf regnet_x_32gf regnet_x_3_2gf regnet_x_400mf regnet_x_800mf
regnet_x_8gf regnet_y_128gf regnet_y_16gf regnet_y_1_6gf regnet_y_32gf regnet_y_3_2gf regnet_y_400mf regnet_y_800mf regnet_y_8gf
remove_prefix remove_suffix renumerate replacing_yield replicate repo_details repr_dict req requests requires_grad resize_image
resize_images resize_to resnet resnet101 resnet152 resnet18 resnet34 resnet50 resnext101_32x8d resnext101_64x4d resnext50_32x4d ret_false
ret_true retain_meta retain_type retain_types revive_dates rgb2hsv risinstance rms_prop_step rmse rnn_cbs rnum_methods rotate_mat
round_multiple rstar rsync_multi rtoken_hex run run_procs run_sync sanitize_param_name sanitized_params save_config_file save_iter
save_model save_pickle sched_cos sched_exp sched_lin sched_no scipy script_bwd script_fwd script_save_ctx script_use_ctx se_kwargs1
se_kwargs2 se_kwargs3 search_images_bing search_images_ddg search_images_serpapi segmentation sentencepiece sequential set_bn_eval set_ctx
set_item_pg set_nested_idx set_num_threads set_random_states set_seed set_trace setattrs setify setup_aug_tfms setup_book setup_colab
setup_cuda sgd_step shell show_at show_batch show_image show_image_batch show_images show_results show_title show_titled_image showtags
shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0 shufflenetv2 shufflish shutil sig2str sig_source sig_with_params
sigmoid sigmoid_ sigmoid_range signature_ex skm_to_fastai slide snake snake2camel sorted_ex sorted_topologically spark_chars sparkline
splice_sig splitter squeezenet squeezenet1_0 squeezenet1_1 ssh star starmap start_client start_server startproc startthread steep step_stat
stop store_attr store_false store_true str2bool str2date str2dt str2float str2int str2list str_diff str_enum strcat string string_classes
stringfmt_names strloader strtyps sub subplots swin_b swin_s swin_t swin_transformer swin_v2_b swin_v2_s swin_v2_t swish sys take_lines
takewhile tarfile tempfile tensor test test_close test_eq test_eq_type test_fail test_fig_exists test_is test_ne test_overflow test_set
test_shuffled test_sig test_stdout test_warns then threaded threading time time_policy timed_cache to_aiter to_bool to_camel to_concat
to_cpu to_date to_detach to_device to_float to_half to_image to_int to_kebab to_list to_master_grads to_model_params to_np to_pascal
to_snake to_xml tobytes tonull top_k_accuracy torch total_params trace trainable_params transform trim_wraps true truediv trunc_ctr
trunc_normal_ truncstr try_attrs tuplify type2str type_hints type_map typed typedispatch types typing unet_learner union2tuple uniqueify
unqid unsqueeze unsqueeze_ untar_data untar_dir url_default_headers urlcheck urlclean urldest urljson urllib urlopen urlopener urlquote
urlread urlrequest urlretrieve urlsave urlsend urlvalid urlwrap use_kwargs use_kwargs_dict using_attr utc2local val2idx valley valmap
vars_pub ver2tuple verify_image verify_images vgg vgg11 vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn video vision_learner
vision_transformer vit_b_16 vit_b_32 vit_h_14 vit_l_16 vit_l_32 vleaky_relu voids wait_port_free wait_port_free_async wait_until waitfor
waitfor_async walk walk_join warn warnings weight_decay wide_resnet101_2 wide_resnet50_2 widgets with_cast working_directory wrap_class
xdumps xresnet101 xresnet152 xresnet18 xresnet18_deep xresnet18_deeper xresnet34 xresnet34_deep xresnet34_deeper xresnet50 xresnet50_deep
xresnet50_deeper xresnext101 xresnext18 xresnext34 xresnext50 xse_resnet101 xse_resnet152 xse_resnet18 xse_resnet34 xse_resnet50
xse_resnext101 xse_resnext18 xse_resnext18_deep xse_resnext18_deeper xse_resnext34 xse_resnext34_deep xse_resnext34_deeper xse_resnext50
xse_resnext50_deep xse_resnext50_deeper xsenet154 yaml zip_cycle zip_longest zipfile zoom_mat
""",
    "fastcore.all": """
A Article Aside AttrDict AttrDictDefault Audio AutoInit B BasicRepr Body Br BuiltinFunctionType BuiltinMethodType Button BypassNewMeta
CachedAwaitable CachedIter Canvas Caption CliError Code Col Colgroup CollBase Config ContextManagers Dd Debounce DepProp Details Dict
DispatchReg DisplayedTransform Div Dl DocmentList DocmentTbl DocmentText Dt E Em Embed EventTimer ExceptionExpected ExceptionsHTTP FT
Fieldset Figcaption Figure FixSigMeta Float Footer Form FullString Func FunctionType Generator GetAttr GetAttrBase H1 H2 H3 H4 H5 H6
HTTP400BadRequestError HTTP401UnauthorizedError HTTP402PaymentRequiredError HTTP403ForbiddenError HTTP404NotFoundError
HTTP405MethodNotAllowedError HTTP406NotAcceptableError HTTP407ProxyAuthRequiredError HTTP408RequestTimeoutError HTTP409ConflictError
HTTP410GoneError HTTP411LengthRequiredError HTTP412PreconditionFailedError HTTP413PayloadTooLargeError HTTP414URITooLongError
HTTP415UnsupportedMediaTypeError HTTP416RangeNotSatisfiableError HTTP417ExpectationFailedError HTTP418AmAteapotError
HTTP421MisdirectedRequestError HTTP422UnprocessableEntityError HTTP423LockedError HTTP424FailedDependencyError HTTP425TooEarlyError
HTTP426UpgradeRequiredError HTTP428PreconditionRequiredError HTTP429TooManyRequestsError HTTP431HeaderFieldsTooLargeError
HTTP451LegalReasonsError HTTP4xxClientError HTTP500InternalServerError HTTP501NotImplementedError HTTP502BadGatewayError
HTTP503ServiceUnavailableError HTTP504GatewayTimeoutError HTTP505HTTPVersionNotSupportedError HTTP506VariantAlsoNegotiatesError
HTTP507InsufficientStorageError HTTP508LoopDetectedError HTTP510NotExtendedError HTTP511NetworkAuthenticationRequiredError
HTTP5xxServerError Head Header Hr Html I IN_COLAB IN_IPYTHON IN_JUPYTER IN_NOTEBOOK Iframe Img ImportEnum Inf InplaceTransform Input Int
ItemTransform IterLen Iterable Iterator L Label Legend Li Link List Main Mark MarkdownRenderer Math Meta MethodDescriptorType MethodType
MethodWrapperType NS Nav NewChkMeta NoneType Noscript NotStr NullType Object Ol OpGroup Option Optional P Param PartialFormatter Path
Pipeline Pre PrePostInitMeta PrettyString ProcessPoolExecutor ReindexCollection S SCRIPT_INFO Safe SaveReturn Script Section Select Self
Sequence Set ShowDocRenderer ShowPrint Sig SimpleNamespace Slot Small Source Span Stateful Str StrEnum Strike Strong Style Sub Summary Sup
Svg TEST_IMAGE TEST_IMAGE_BW Table Tbody Td Template Textarea Tfoot Th Thead ThreadPoolExecutor Title Tr Transform TruncatedString Tuple
TypeDispatch U UNSET Ul Union Unset ValEnum Video WrapperDescriptorType XML acache add add_docs add_props adict all_equal ann_parts anno2str
anno_dict anno_parser anno_ret annotations any_is_instance arg0 arg1 arg2 arg3 arg4 argnames args_from_prog argwhere array_equal asave_iter
asdict athreaded atomic_save attrdict attrgetter attrmap autostart basic_repr bg_task bind bool_arg bunzip call_parse camel2snake
camel2words can_render cast chunked class2attr clean_cli_output clean_type_str coll_repr compile_re compose compose_tfms concat console_help
copy_func ctx_sync curryable custom_dir cycle dataclass_src default_set_meta defaults delegate_attr delegated delegates detect_mime
detuplify df_equal dict2obj dict2xml disable_async_magics do_request docments docs docstring dstar dumps empty empty2none
enable_async_magics enum eq equals eval_type even_mults exception exec_eval exec_import exec_local exec_new expand_wildcards expect_fail
explode_types extend_enum extract_docstrings exttypes fail_clean fastuple fdelegates fenced fenced_blocks filter_dict filter_ex filter_keys
filter_values find_file_parents first first_match flatmap flatten flexicache flexiclass free_port friendly_name frontmatter ft full_docs
funcs_kwargs functools gather_attr_names gather_attrs ge gen get_annotations_ex get_class get_dataclass_source get_func get_name get_source
get_source_link getattrs getcallable globtastic groupby gt hasattrs highlight hl_md http_response humanize id_words ifnone ignore_exceptions
image_size img_bytes import_no_init in_ in_colab in_ipython in_jupyter in_notebook init_args instantiate inum_methods io ipython_shell is_
is_array is_async_callable is_bool is_cli is_close is_coll is_indexer is_iter is_listy is_namedtuple is_not is_port_free is_typeddict
is_usable_tool isdataclass isinstance_str itemgetter iter_sync itertools join_path_file joins kindsort last last_index last_match le
lenient_issubclass linesplitter listify llmtool load_mod load_pickle loads loads_multi local2utc log_args loop_first loop_first_last
loop_last lt make_nullable map_ex mapa mapped maps mapt mask2idxs math maybe_aiter maybe_attr maybe_await maybe_open merge metadec method
mk_class mk_doc mk_getattr mk_groups mk_sig mk_transform mkdir mod modified_env modify_exception mtime_policy mul n_friendly_names ne negate
negate_func nequals nested_attr nested_callable nested_idx nested_setdefault noop noopa noops not_ null nullable_dc num_cpus num_methods
obj2dict only open_file operator os otherwise parallel parallel_async parallel_async_dict parallel_async_gen parallel_gen parallelable
parse_cli parse_docstring parse_env partial partial_format partialler partition partition_dict patch patch_property patch_to pglob product
properties qual_name range_of re read_config_file reawaitable recv_once reduce remove_prefix remove_suffix renumerate replicate repo_details
repr_dict req ret_false ret_true retain_meta retain_type retain_types revive_dates risinstance rnum_methods round_multiple rstar rsync_multi
rtoken_hex run run_procs run_sync sanitize_param_name sanitized_params save_config_file save_iter save_pickle set_ctx set_nested_idx
set_num_threads setattrs setify shell showtags shufflish shutil sig2str sig_source sig_with_params signature_ex snake snake2camel
sort_by_run sorted_ex sorted_topologically spark_chars sparkline splice_sig splitter ssh star start_client start_server startproc
startthread stop store_attr store_false store_true str2bool str2date str2dt str2float str2int str2list str_diff str_enum strcat
string_classes stringfmt_names strloader strtyps sub sys take_lines test test_close test_eq test_eq_type test_fail test_fig_exists test_is
test_ne test_shuffled test_sig test_stdout test_warns then threaded time_policy timed_cache to_aiter to_bool to_camel to_date to_float
to_int to_kebab to_list to_pascal to_snake to_xml tobytes tonull trace trim_wraps true truediv trunc_ctr truncstr try_attrs tuplify type2str
type_hints type_map typed typedispatch typing union2tuple uniqueify unqid untar_dir url_default_headers urlcheck urlclean urldest urljson
urlopen urlopener urlquote urlread urlrequest urlretrieve urlsave urlsend urlvalid urlwrap use_kwargs use_kwargs_dict using_attr utc2local
val2idx valmap vars_pub ver2tuple voids wait_port_free wait_port_free_async wait_until waitfor waitfor_async walk walk_join warn warnings
with_cast working_directory wrap_class xdumps zip_cycle
""",
    "fractions": """
Fraction gcd
""",
    "functools": """
Placeholder WRAPPER_ASSIGNMENTS WRAPPER_UPDATES cache cached_property cmp_to_key lru_cache partial partialmethod reduce singledispatch
singledispatchmethod total_ordering update_wrapper wraps
""",
    "gurobipy": """
Batch Column Constr Env GRB GenConstr GenExpr GurobiError LinExpr MConstr MGenConstr MLinExpr MNLExpr MQConstr MQuadExpr MVar Model NLExpr
QConstr QuadExpr SOS TempConstr Var abs_ all_ and_ any_ concatenate disposeDefaultEnv getParamInfo gurobi hstack loadModel max_ min_
multidict nlfunc norm or_ paramHelp quicksum read readParams resetParams setParam tupledict tuplelist vstack writeParams
""",
    "ipywidgets": """
Accordion AppLayout Audio BoundedFloatText BoundedIntText Box Button ButtonStyle CallbackDispatcher Checkbox Color ColorPicker ColorsInput
Combobox Controller CoreWidget DOMWidget DatePicker Datetime DatetimePicker Dropdown FileUpload FloatLogSlider FloatProgress
FloatRangeSlider FloatSlider FloatText FloatsInput GridBox GridspecLayout HBox HTML HTMLMath Image IntProgress IntRangeSlider IntSlider
IntText IntsInput Label Layout NaiveDatetimePicker NumberFormat Output Password Play RadioButtons Select SelectMultiple SelectionRangeSlider
SelectionSlider SliderStyle Stack Style Tab TagsInput Text Textarea TimePicker ToggleButton ToggleButtons ToggleButtonsStyle TwoByTwoLayout
TypedTuple VBox Valid ValueWidget Video Widget comm dlink docutils domwidget embed fixed get_ipython interact interact_manual interaction
interactive interactive_output jsdlink jslink link load_ipython_extension os register register_comm_target sys tests trait_types utils
valuewidget widget widget_bool widget_box widget_button widget_color widget_controller widget_core widget_date widget_datetime
widget_description widget_float widget_int widget_layout widget_link widget_media widget_output widget_selection widget_selectioncontainer
widget_serialization widget_string widget_style widget_tagsinput widget_templates widget_time widget_upload widgets
""",
    "itertools": """
accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby ifilter ifilterfalse
imap islice izip izip_longest pairwise permutations product repeat starmap takewhile tee zip_longest
""",
    "keras.callbacks": """
BackupAndRestore BaseLogger CSVLogger Callback CallbackList EarlyStopping History K LambdaCallback LearningRateScheduler ModelCheckpoint
OrbaxCheckpoint ProgbarLogger ReduceLROnPlateau RemoteMonitor SidecarEvaluatorModelExport SwapEMAWeights TensorBoard TerminateOnNaN
absolute_import callbacks experimental tensorboard_v1 tensorboard_v2
""",
    "keras.layers": """
AbstractRNNCell Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add AdditiveAttention AlphaDropout AtrousConvolution1D AtrousConvolution2D
Attention AugMix AutoContrast Average AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D BatchNormalization
Bidirectional CategoryEncoding CenterCrop Concatenate ContrastLimitedAdaptiveHistogramEqualization Conv1D Conv1DTranspose Conv2D
Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM2DCell ConvLSTM3D ConvRecurrent2D Convolution1D Convolution1DTranspose
Convolution2D Convolution2DTranspose Convolution3D Convolution3DTranspose Cropping1D Cropping2D Cropping3D CuDNNGRU CuDNNLSTM CutMix
Deconvolution2D Deconvolution3D Dense DenseFeatures DepthwiseConv1D DepthwiseConv2D Discretization Dot Dropout ELU EinsumDense Embedding
Equalization Flatten FlaxLayer GRU GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D
GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D GlobalMaxPooling1D
GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization GroupQueryAttention HashedCrossing Hashing Highway Identity Input InputLayer
InputSpec IntegerLookup JaxLayer LSTM LSTMCell Lambda Layer LayerNormalization LeakyReLU LocallyConnected1D LocallyConnected2D Masking
MaxNumBoundingBoxes MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D Maximum MaxoutDense MelSpectrogram Minimum MixUp
MultiHeadAttention Multiply Normalization PReLU Permute Pipeline RMSNormalization RNN RandAugment RandomBrightness RandomColorDegeneration
RandomColorJitter RandomContrast RandomCrop RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHeight
RandomHue RandomInvert RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear RandomTranslation
RandomWidth RandomZoom ReLU Recurrent RepeatVector Rescaling Reshape Resizing ReversibleEmbedding STFTSpectrogram SeparableConv1D
SeparableConv2D SeparableConvolution1D SeparableConvolution2D SimpleRNN SimpleRNNCell Softmax Solarization SpatialDropout1D SpatialDropout2D
SpatialDropout3D SpectralNormalization StackedRNNCells StringLookup Subtract TFSMLayer TextVectorization ThresholdedReLU TimeDistributed
TorchModuleWrapper UnitNormalization UpSampling1D UpSampling2D UpSampling3D Wrapper ZeroPadding1D ZeroPadding2D ZeroPadding3D
absolute_import add advanced_activations average concatenate convolutional convolutional_recurrent core cudnn_recurrent deserialize
deserialize_keras_object dot embeddings experimental local maximum merge minimum multiply noise normalization pooling recurrent serialize
subtract wrappers
""",
    "keras.models": """
Input InputLayer K Model Sequential absolute_import clone_model division experimental h5py has_arg load_model model_from_config
model_from_json model_from_yaml print_function save_model to_list
""",
    "keras.optimizers": """
Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl K Lamb Lion LossScaleOptimizer MultiOptimizer Muon Nadam Optimizer OptimizerMap RMSprop
SGD ScheduleFreeAdamW TFOptimizer absolute_import adadelta adagrad adam adamax clip_norm copy deserialize deserialize_keras_object division
experimental get interfaces legacy nadam np print_function rmsprop schedules serialize serialize_keras_object sgd six tf zip
""",
    "keras.utils": """
Config CustomObjectScope FeatureSpace GeneratorEnqueuer H5Dict HDF5Matrix OrderedEnqueuer Progbar PyDataset Sequence SequenceEnqueuer
SidecarEvaluator StepsPerExecutionTuner TimedThread absolute_import array_to_img audio_dataset_from_directory bounding_boxes clear_session
conv_utils convert_all_kernels_in_model custom_object_scope data_utils deserialize_keras_object disable_interactive_logging
enable_interactive_logging experimental generic_utils get_custom_objects get_file get_registered_name get_registered_object
get_source_inputs image_dataset_from_directory img_to_array io_utils is_interactive_logging_enabled is_keras_tensor layer_utils legacy
load_img losses_utils metrics_utils model_to_dot multi_gpu_model multi_gpu_utils normalize np_utils pack_x_y_sample_weight pad_sequences
plot_model print_summary register_keras_serializable save_img serialize_keras_object set_random_seed split_dataset standardize_dtype
test_utils text_dataset_from_directory timeseries_dataset_from_array to_categorical to_ordinal unpack_x_y_sample_weight vis_utils
warmstart_embedding_matrix
""",
    "math": """
acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 fabs factorial floor fma fmod
frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nan nextafter perm pi pow prod
radians remainder sin sinh sqrt sumprod tan tanh tau trunc ulp
""",
    "matplotlib": """
ExecutableNotFoundError MatplotlibDeprecationWarning MutableMapping Parameter Path RcParams URL_REGEX Verbose __bibtex__ __version__
__version_info__ absolute_import afm animation artist atexit axes axis backend_bases backend_managers backend_tools backends bad_pyparsing
bezier bivar_colormaps blocking_input category cbook chain checkdep_dvipng checkdep_ghostscript checkdep_inkscape checkdep_pdftops
checkdep_ps_distiller checkdep_tex checkdep_usetex checkdep_xmllint cm collections color_sequences colorbar colormaps colors
compare_versions compat container contextlib contour converter cycler dates dateutil dedent default defaultParams default_test_modules
delaunay distutils division docstring dviread f figure finance font_manager fontconfig_pattern ft2font functools get_backend get_cachedir
get_configdir get_data_path get_example_data get_home get_label get_py2exe_datafiles gridspec hatch image importlib inspect interactive io
is_interactive is_string_like is_url itertools key layout_engine legend legend_handler lines locale logging major markers mathtext
matplotlib_fname minor1 minor2 mlab mplDeprecation multivar_colormaps namedtuple numpy offsetbox os parse_version patches path patheffects
pprint print_function projections pylab pyparsing pyplot quiver rc rcParams rcParamsDefault rcParamsOrig rc_context rc_file rc_file_defaults
rc_params rc_params_from_file rcdefaults rcsetup re reload s sanitize_sequence sankey scale set_loglevel shutil six sphinxext spines
stackplot stat streamplot style subprocess sys table tempfile test testing tests texmanager text textpath ticker tight_bbox tight_layout
tk_window_focus tmp transforms tri ttconv type1font unicode_literals units unpack_labeled_data urlopen use validate_backend verbose warnings
widgets
""",
    "matplotlib.mlab": """
FormatBool FormatDate FormatDatetime FormatFloat FormatFormatStr FormatInt FormatMillions FormatObj FormatPercent FormatString
FormatThousands GaussianKDE Integral Number PCA Path absolute_import amap angle_spectrum apply_window base_repr binary_repr bivariate_normal
cbook center_matrix cohere cohere_pairs complex_spectrum contiguous_regions copy cross_from_above cross_from_below csd csv csv2rec
csvformat_factory defaultformatd demean detrend detrend_linear detrend_mean detrend_none dist dist_point_to_segment distances_along_curve
division docstring donothing_callback entropy exp_safe exp_safe_MAX exp_safe_MIN fftsurr find frange functools get_formatd get_sparse_matrix
get_xyz_where griddata identity inside_poly is_closed_polygon ispower2 isvector l1norm l2norm less_simple_linear_interpolation log2 logspace
long longest_contiguous_ones longest_ones ma magnitude_spectrum map math movavg norm_flat normpdf np offset_line operator os path_length
phase_spectrum poly_below poly_between prctile prctile_rank print_function psd quad2cubic rec2csv rec2txt rec_append_fields rec_drop_fields
rec_groupby rec_join rec_keep_fields rec_summarize recs_join rk4 rms_flat safe_isinf safe_isnan segments_intersect six slopes specgram
stineman_interp stride_repeat stride_windows sys unicode_literals vector_lengths verbose warnings window_hanning window_none xrange zip
""",
    "matplotlib.pylab": """
*matplotlib.pyplot *numpy.random ALLOW_THREADS AxisError BUFSIZE CLIP ComplexWarning DAILY DataSource DateFormatter DateLocator DayLocator
ERR_CALL ERR_DEFAULT ERR_IGNORE ERR_LOG ERR_PRINT ERR_RAISE ERR_WARN FLOATING_POINT_SUPPORT FPE_DIVIDEBYZERO FPE_INVALID FPE_OVERFLOW
FPE_UNDERFLOW FR False_ HOURLY HourLocator IndexDateFormatter Inf Infinity LinAlgError MAXDIMS MAY_SHARE_BOUNDS MAY_SHARE_EXACT MINUTELY MO
MONTHLY MachAr MinuteLocator ModuleDeprecationWarning MonthLocator NAN NINF NZERO NaN PINF PZERO PackageLoader RAISE RRuleLocator
RankWarning SA SECONDLY SHIFT_DIVIDEBYZERO SHIFT_INVALID SHIFT_OVERFLOW SHIFT_UNDERFLOW SU ScalarType SecondLocator TH TU TooHardError True_
UFUNC_BUFSIZE_DEFAULT UFUNC_PYVALS_NAME VisibleDeprecationWarning WE WEEKLY WRAP WeekdayLocator YEARLY YearLocator abs absolute acos acosh
add add_docstring add_newdoc add_newdoc_ufunc add_newdocs alen all allclose alltrue alterdot amap amax amin angle any append
apply_along_axis apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort argwhere
around array array2string array_equal array_equiv array_repr array_split array_str asanyarray asarray asarray_chkfinite ascontiguousarray
asfarray asfortranarray asin asinh asmatrix asscalar astype atan atan2 atanh atleast_1d atleast_2d atleast_3d average bartlett base_repr
bench binary_repr bincount bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift
bitwise_xor bivariate_normal blackman block bmat bool bool8 bool_ broadcast broadcast_arrays broadcast_shapes broadcast_to busday_count
busday_offset busdaycalendar byte byte_bounds bytes0 bytes_ c_ can_cast cbrt cdouble ceil center_matrix cfloat char character chararray
cholesky choose clip clongdouble clongfloat column_stack common_type compare_chararrays complex128 complex256 complex64 complex_
complexfloating compress concat concatenate cond conj conjugate convolve copy copysign copyto core corrcoef correlate cos cosh count_nonzero
cov cross csingle csv2rec ctypeslib cumprod cumproduct cumsum cumulative_prod cumulative_sum date2num datestr2num datetime datetime64
datetime_as_string datetime_data deg2rad degrees delete demean deprecate deprecate_with_doc det detrend detrend_linear detrend_mean
detrend_none diag diag_indices diag_indices_from diagflat diagonal diff digitize disp dist dist_point_to_segment distances_along_curve
divide divmod dot double drange dsplit dstack dtype dtypes e ediff1d eig eigh eigvals eigvalsh einsum einsum_path emath empty empty_like
entropy epoch2num equal errstate euler_gamma exception_to_str exceptions exp exp2 exp_safe expand_dims expm1 extract eye f2py fabs
fastCopyAndTranspose fft fft2 fftfreq fftn fftpack fftpack_lite fftshift fftsurr fill_diagonal find find_common_type finfo fix flatiter
flatnonzero flatten flexible flip fliplr flipud float128 float16 float32 float64 float_ float_power floating floor floor_divide fmax fmin
fmod format_float_positional format_float_scientific format_parser frange frexp from_dlpack frombuffer fromfile fromfunction fromiter
frompyfunc fromregex fromstring full full_like fv gcd generic genfromtxt geomspace get_array_wrap get_include get_printoptions
get_sparse_matrix get_xyz_where getbuffer getbufsize geterr geterrcall geterrobj gradient greater greater_equal griddata half hamming
hanning heaviside helper hfft histogram histogram2d histogram_bin_edges histogramdd hsplit hstack hypot i0 identity ifft ifft2 ifftn
ifftshift ihfft iinfo imag in1d index_exp indices inexact inf info infty inner insert inside_poly int0 int16 int32 int64 int8 int_
int_asbuffer intc integer interp intersect1d intp inv invert ipmt irfft irfft2 irfftn irr is_busday is_closed_polygon isclose iscomplex
iscomplexobj isdtype isfinite isfortran isin isinf isnan isnat isneginf isposinf ispower2 isreal isrealobj isscalar issctype issubclass_
issubdtype issubsctype isvector iterable ix_ kaiser kron l1norm l2norm lapack_lite lcm ldexp left_shift less less_equal lexsort lib linalg
linspace little_endian load loads loadtxt log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor logspace
long longcomplex longdouble longest_contiguous_ones longest_ones longfloat longlong lookfor lstsq ma mafromtxt mask_indices mat math matmul
matrix matrix_norm matrix_power matrix_rank matrix_transpose matvec max maximum maximum_sctype may_share_memory mean median memmap meshgrid
mgrid min min_scalar_type minimum mintypecode mirr mod modf movavg moveaxis mpl msort multi_dot multiply mx2num nan nan_to_num nanargmax
nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar nbytes ndarray
ndenumerate ndfromtxt ndim ndindex nditer negative nested_iters newaxis newbuffer nextafter nonzero norm norm_flat normpdf not_equal nper
npv num2date num2epoch number obj2sctype object0 object_ ogrid ones ones_like outer packbits pad partition path_length percentile
permute_dims pi piecewise pinv pkgload place plt pmt poly poly1d poly_below poly_between polyadd polyder polydiv polyfit polyint polymul
polynomial polysub polyval positive pow ppmt prctile prctile_rank printoptions prod product promote_types ptp put put_along_axis putmask pv
qr quantile r_ rad2deg radians rank rate ravel ravel_multi_index real real_if_close rec rec2csv rec_append_fields rec_drop_fields rec_join
recarray recfromcsv recfromtxt reciprocal record relativedelta remainder repeat require reshape resize restoredot result_type rfft rfft2
rfftfreq rfftn right_shift rint rk4 rms_flat roll rollaxis roots rot90 round round_ row_stack rrule s_ safe_eval save savetxt savez
savez_compressed sctype2char sctypeDict sctypeNA sctypes searchsorted segments_intersect select set_numeric_ops set_printoptions
set_string_function setbufsize setdiff1d seterr seterrcall seterrobj setxor1d shape shares_memory short show_config show_runtime sign
signbit signedinteger sin sinc single singlecomplex sinh size slogdet slopes solve sometrue sort sort_complex source spacing split sqrt
square squeeze stack std stineman_interp str0 str_ string0 string_ strings strpdate2num subtract sum svd svdvals swapaxes take
take_along_axis tan tanh tensordot tensorinv tensorsolve test testing tile timedelta64 trace tracemalloc_domain transpose trapezoid trapz
tri tril tril_indices tril_indices_from trim_zeros triu triu_indices triu_indices_from true_divide trunc typeDict typeNA typecodes typename
typing ubyte ufunc uint uint0 uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong unicode unicode0 unicode_ union1d unique unique_all
unique_counts unique_inverse unique_values unpackbits unravel_index unsignedinteger unstack unwrap ushort vander var vdot vecdot vecmat
vector_lengths vector_norm vectorize void void0 vsplit vstack where who window_hanning window_none zeros zeros_like
""",
    "matplotlib.pyplot": """
AbstractContextManager Annotation Arrow Artist AutoLocator AxLine Axes BackendFilter Button Circle Colorizer ColorizingArtist Colormap Enum
ExitStack Figure FigureBase FigureCanvasBase FigureManagerBase FixedFormatter FixedLocator FormatStrFormatter Formatter FuncFormatter
GridSpec IO IndexLocator Line2D LinearLocator Locator LogFormatter LogFormatterExponent LogFormatterMathtext LogLocator MaxNLocator
MouseButton MultipleLocator Normalize NullFormatter NullLocator Number PolarAxes Polygon Rectangle ScalarFormatter Slider Subplot
SubplotSpec SubplotTool TYPE_CHECKING Text TickHelper Widget absolute_import acorr angle_spectrum annotate annotations arrow autoscale
autumn available_backends axes axhline axhspan axis axline axvline axvspan backend_registry bar bar_label barbs barh bone box boxplot
broken_barh cast cbook cla clabel clf clim close cm cohere color_sequences colorbar colormaps colors connect contour contourf cool copper
csd cycler dedent delaxes deprecated disconnect division docstring draw draw_all draw_if_interactive ecdf errorbar eventplot figaspect
figimage figlegend fignum_exists figtext figure fill fill_between fill_betweenx findobj flag functools gca gcf gci get get_backend get_cmap
get_current_fig_manager get_figlabels get_fignums get_plot_commands get_scale_docs get_scale_names getp ginput gray grid grouped_bar hexbin
hist hist2d hlines hold hot hsv importlib imread imsave imshow inferno inspect install_repl_displayhook interactive ioff ion is_numlike
is_string_like ishold isinteractive jet legend locator_params logging loglog magma magnitude_spectrum margins matplotlib matshow
minorticks_off minorticks_on mlab new_figure_manager nipy_spectral np over overload pause pcolor pcolormesh phase_spectrum pie pie_label
pink plasma plot plot_date plotfile plotting polar print_function prism psd pylab_setup quiver quiverkey rc rcParams rcParamsDefault
rcParamsOrig rc_context rcdefaults rcsetup re register_cmap requested_backend rgrids savefig sca scatter sci semilogx semilogy set_cmap
set_loglevel setp show silent_list six specgram spectral spring spy stackplot stairs stem step streamplot style subplot subplot2grid
subplot_mosaic subplot_tool subplots subplots_adjust summer suptitle switch_backend sys table text thetagrids threading tick_params
ticklabel_format tight_layout time title tricontour tricontourf tripcolor triplot twinx twiny types unicode_literals
uninstall_repl_displayhook violinplot viridis vlines waitforbuttonpress warn_deprecated warnings winter xcorr xkcd xlabel xlim xscale xticks
ylabel ylim yscale yticks
""",
    "nltk.book": """
FreqDist Text bigrams genesis gutenberg inaugural nps_chat safe_print sent1 sent2 sent3 sent4 sent5 sent6 sent7 sent8 sent9 sents text1
text2 text3 text4 text5 text6 text7 text8 text9 texts treebank webtext wordnet
""",
    "numpy": """
ALLOW_THREADS AxisError BUFSIZE CLIP ComplexWarning DataSource ERR_CALL ERR_DEFAULT ERR_IGNORE ERR_LOG ERR_PRINT ERR_RAISE ERR_WARN
FLOATING_POINT_SUPPORT FPE_DIVIDEBYZERO FPE_INVALID FPE_OVERFLOW FPE_UNDERFLOW False_ Inf Infinity MAXDIMS MAY_SHARE_BOUNDS MAY_SHARE_EXACT
MachAr ModuleDeprecationWarning NAN NINF NZERO NaN PINF PZERO PackageLoader RAISE RankWarning SHIFT_DIVIDEBYZERO SHIFT_INVALID
SHIFT_OVERFLOW SHIFT_UNDERFLOW ScalarType TooHardError True_ UFUNC_BUFSIZE_DEFAULT UFUNC_PYVALS_NAME VisibleDeprecationWarning WRAP
_UFUNC_API __array_namespace_info__ __version__ _add_newdoc_ufunc _get_promotion_state _no_nep50_warning _set_promotion_state
_using_numpy2_behavior abs absolute acos acosh add add_docstring add_newdoc add_newdoc_ufunc add_newdocs alen all allclose alltrue alterdot
amax amin angle any append apply_along_axis apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin
argpartition argsort argwhere around array array2string array_equal array_equiv array_repr array_split array_str asanyarray asarray
asarray_chkfinite ascontiguousarray asfarray asfortranarray asin asinh asmatrix asscalar astype atan atan2 atanh atleast_1d atleast_2d
atleast_3d average bartlett base_repr binary_repr bincount bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not
bitwise_or bitwise_right_shift bitwise_xor blackman block bmat bool bool8 bool_ broadcast broadcast_arrays broadcast_shapes broadcast_to
busday_count busday_offset busdaycalendar byte byte_bounds bytes0 bytes_ c_ can_cast cast cbrt cdouble ceil cfloat char character chararray
choose clip clongdouble clongfloat column_stack common_type compare_chararrays complex128 complex256 complex64 complex_ complexfloating
compress concat concatenate conj conjugate convolve copy copysign copyto core corrcoef correlate cos cosh count_nonzero cov cross csingle
ctypeslib cumprod cumproduct cumsum cumulative_prod cumulative_sum datetime64 datetime_as_string datetime_data deg2rad degrees delete
deprecate deprecate_with_doc diag diag_indices diag_indices_from diagflat diagonal diff digitize disp divide divmod dot double dsplit dstack
dtype dtypes e ediff1d einsum einsum_path emath empty empty_like equal errstate euler_gamma exceptions exp exp2 expand_dims expm1 extract
eye f2py fabs fastCopyAndTranspose fft fill_diagonal find_common_type finfo fix flatiter flatnonzero flexible flip fliplr flipud float128
float16 float32 float64 float_ float_power floating floor floor_divide fmax fmin fmod format_float_positional format_float_scientific
format_parser frexp from_dlpack frombuffer fromfile fromfunction fromiter frompyfunc fromregex fromstring full full_like fv gcd generic
genfromtxt geomspace get_array_wrap get_include get_printoptions getbuffer getbufsize geterr geterrcall geterrobj gradient greater
greater_equal half hamming hanning heaviside histogram histogram2d histogram_bin_edges histogramdd hsplit hstack hypot i0 identity iinfo
imag in1d index_exp indices inexact inf info infty inner insert int0 int16 int32 int64 int8 int_ int_asbuffer intc integer interp
intersect1d intp invert ipmt irr is_busday isclose iscomplex iscomplexobj isdtype isfinite isfortran isin isinf isnan isnat isneginf
isposinf isreal isrealobj isscalar issctype issubclass_ issubdtype issubsctype iterable ix_ kaiser kron lcm ldexp left_shift less less_equal
lexsort lib linalg linspace little_endian load loads loadtxt log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or
logical_xor logspace long longcomplex longdouble longfloat longlong lookfor ma mafromtxt mask_indices mat math matmul matrix
matrix_transpose matvec max maximum maximum_sctype may_share_memory mean median memmap meshgrid mgrid min min_scalar_type minimum
mintypecode mirr mod modf moveaxis msort multiply nan nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin
nanpercentile nanprod nanquantile nanstd nansum nanvar nbytes ndarray ndenumerate ndfromtxt ndim ndindex nditer negative nested_iters
newaxis newbuffer nextafter nonzero not_equal nper npv number obj2sctype object0 object_ ogrid ones ones_like outer packbits pad partition
percentile permute_dims pi piecewise pkgload place pmt poly poly1d polyadd polyder polydiv polyfit polyint polymul polynomial polysub
polyval positive pow power ppmt printoptions prod product promote_types ptp put put_along_axis putmask pv quantile r_ rad2deg radians random
rank rate ravel ravel_multi_index real real_if_close rec recarray recfromcsv recfromtxt reciprocal record remainder repeat require reshape
resize restoredot result_type right_shift rint roll rollaxis roots rot90 round round_ row_stack s_ safe_eval save savetxt savez
savez_compressed sctype2char sctypeDict sctypeNA sctypes searchsorted select set_numeric_ops set_printoptions set_string_function setbufsize
setdiff1d seterr seterrcall seterrobj setxor1d shape shares_memory short show_config show_runtime sign signbit signedinteger sin sinc single
singlecomplex sinh size sometrue sort sort_complex source spacing split sqrt square squeeze stack std str0 str_ string0 string_ strings
subtract sum swapaxes take take_along_axis tan tanh tensordot test testing tile timedelta64 trace tracemalloc_domain transpose trapezoid
trapz tri tril tril_indices tril_indices_from trim_zeros triu triu_indices triu_indices_from true_divide trunc typeDict typeNA typecodes
typename typing ubyte ufunc uint uint0 uint16 uint32 uint64 uint8 uintc uintp ulong ulonglong unicode unicode0 unicode_ union1d unique
unique_all unique_counts unique_inverse unique_values unpackbits unravel_index unsignedinteger unstack unwrap ushort vander var vdot vecdot
vecmat vectorize void void0 vsplit vstack where who zeros zeros_like
""",
    "numpy.fft": """
absolute_import bench division fft fft2 fftfreq fftn fftpack fftpack_lite fftshift helper hfft ifft ifft2 ifftn ifftshift ihfft info irfft
irfft2 irfftn print_function rfft rfft2 rfftfreq rfftn setup test
""",
    "numpy.linalg": """
LinAlgError absolute_import bench cholesky cond cross det diagonal division eig eigh eigvals eigvalsh info inv lapack_lite linalg lstsq
matmul matrix_norm matrix_power matrix_rank matrix_transpose multi_dot norm outer pinv print_function qr setup slogdet solve svd svdvals
tensordot tensorinv tensorsolve test trace vecdot vector_norm
""",
    "numpy.ma": """
MAError MaskError MaskType MaskedArray abs absolute add all allclose allequal alltrue amax amin angle anom anomalies any append
apply_along_axis apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argsort around array asanyarray
asarray atleast_1d atleast_2d atleast_3d average bitwise_and bitwise_or bitwise_xor bool_ ceil choose clip clump_masked clump_unmasked
column_stack common_fill_value compress compress_cols compress_nd compress_rowcols compress_rows compressed concatenate conjugate convolve
copy core corrcoef correlate cos cosh count count_masked cov cumprod cumsum default_fill_value diag diagflat diagonal diff divide dot dstack
dump dumps ediff1d empty empty_like equal exp expand_dims extras fabs filled fix_invalid flatnotmasked_contiguous flatnotmasked_edges
flatten_mask flatten_structured_array floor floor_divide fmod frombuffer fromflex fromfunction getdata getmask getmaskarray greater
greater_equal harden_mask hsplit hstack hypot identity ids in1d indices inner innerproduct intersect1d isMA isMaskedArray is_mask is_masked
isarray isin left_shift less less_equal load loads log log10 log2 logical_and logical_not logical_or logical_xor make_mask make_mask_descr
make_mask_none mask_cols mask_or mask_rowcols mask_rows masked masked_all masked_all_like masked_array masked_equal masked_greater
masked_greater_equal masked_inside masked_invalid masked_less masked_less_equal masked_not_equal masked_object masked_outside
masked_print_option masked_singleton masked_values masked_where max maximum maximum_fill_value mean median min minimum minimum_fill_value
mod mr_ multiply mvoid ndenumerate ndim negative nomask nonzero not_equal notmasked_contiguous notmasked_edges ones ones_like outer
outerproduct polyfit power prod product ptp put putmask rank ravel remainder repeat reshape resize right_shift round round_ row_stack
set_fill_value setdiff1d setxor1d shape sin sinh size soften_mask sometrue sort sqrt squeeze stack std subtract sum swapaxes take tan tanh
trace transpose true_divide union1d unique vander var vstack where zeros zeros_like
""",
    "numpy.matlib": """
*numpy rand randn repmat
""",
    "numpy.random": """
BitGenerator Generator MT19937 PCG64 PCG64DXSM Philox RandomState SFC64 SeedSequence beta binomial bytes chisquare choice default_rng
dirichlet exponential f gamma geometric get_state gumbel hypergeometric laplace logistic lognormal logseries multinomial multivariate_normal
negative_binomial noncentral_chisquare noncentral_f normal pareto permutation poisson power rand randint randn random random_integers
random_sample ranf rayleigh sample seed set_state shuffle standard_cauchy standard_exponential standard_gamma standard_normal standard_t
triangular uniform vonmises wald weibull zipf
""",
    "operator": """
abs add and_ attrgetter call concat contains countOf delitem delslice div eq floordiv ge getitem getslice gt iadd iand iconcat idiv
ifloordiv ilshift imatmul imod imul index indexOf inv invert ior ipow irepeat irshift isCallable isMappingType isNumberType isSequenceType
is_ is_none is_not is_not_none isub itemgetter itruediv ixor le length_hint lshift lt matmul methodcaller mod mul ne neg not_ or_ pos pow
repeat rshift sequenceIncludes setitem setslice sub truediv truth xor
""",
    "os": """
AT_NO_AUTOMOUNT AT_STATX_DONT_SYNC AT_STATX_FORCE_SYNC AT_STATX_SYNC_AS_STAT CLD_CONTINUED CLD_DUMPED CLD_EXITED CLD_KILLED CLD_STOPPED
CLD_TRAPPED CLONE_FILES CLONE_FS CLONE_NEWCGROUP CLONE_NEWIPC CLONE_NEWNET CLONE_NEWNS CLONE_NEWPID CLONE_NEWTIME CLONE_NEWUSER CLONE_NEWUTS
CLONE_SIGHAND CLONE_SYSVSEM CLONE_THREAD CLONE_VM DirEntry EFD_CLOEXEC EFD_NONBLOCK EFD_SEMAPHORE EX_CANTCREAT EX_CONFIG EX_DATAERR EX_IOERR
EX_NOHOST EX_NOINPUT EX_NOPERM EX_NOUSER EX_OK EX_OSERR EX_OSFILE EX_PROTOCOL EX_SOFTWARE EX_TEMPFAIL EX_UNAVAILABLE EX_USAGE F_LOCK F_OK
F_TEST F_TLOCK F_ULOCK GRND_NONBLOCK GRND_RANDOM MFD_ALLOW_SEALING MFD_CLOEXEC MFD_HUGETLB MFD_HUGE_16GB MFD_HUGE_16MB MFD_HUGE_1GB
MFD_HUGE_1MB MFD_HUGE_256MB MFD_HUGE_2GB MFD_HUGE_2MB MFD_HUGE_32MB MFD_HUGE_512KB MFD_HUGE_512MB MFD_HUGE_64KB MFD_HUGE_8MB MFD_HUGE_MASK
MFD_HUGE_SHIFT NGROUPS_MAX NODEV O_ACCMODE O_APPEND O_ASYNC O_BINARY O_CLOEXEC O_CREAT O_DIRECT O_DIRECTORY O_DSYNC O_EVTONLY O_EXCL O_EXEC
O_EXLOCK O_FSYNC O_LARGEFILE O_NDELAY O_NOATIME O_NOCTTY O_NOFOLLOW O_NOFOLLOW_ANY O_NOINHERIT O_NONBLOCK O_PATH O_RANDOM O_RDONLY O_RDWR
O_RSYNC O_SEARCH O_SEQUENTIAL O_SHLOCK O_SHORT_LIVED O_SYMLINK O_SYNC O_TEMPORARY O_TEXT O_TMPFILE O_TRUNC O_WRONLY PIDFD_NONBLOCK
POSIX_FADV_DONTNEED POSIX_FADV_NOREUSE POSIX_FADV_NORMAL POSIX_FADV_RANDOM POSIX_FADV_SEQUENTIAL POSIX_FADV_WILLNEED POSIX_SPAWN_CLOSE
POSIX_SPAWN_CLOSEFROM POSIX_SPAWN_DUP2 POSIX_SPAWN_OPEN PRIO_DARWIN_BG PRIO_DARWIN_NONUI PRIO_DARWIN_PROCESS PRIO_DARWIN_THREAD PRIO_PGRP
PRIO_PROCESS PRIO_USER P_ALL P_DETACH P_NOWAIT P_NOWAITO P_OVERLAY P_PGID P_PID P_PIDFD P_WAIT RTLD_DEEPBIND RTLD_GLOBAL RTLD_LAZY
RTLD_LOCAL RTLD_NODELETE RTLD_NOLOAD RTLD_NOW RWF_APPEND RWF_DSYNC RWF_HIPRI RWF_NOWAIT RWF_SYNC R_OK SCHED_BATCH SCHED_DEADLINE SCHED_FIFO
SCHED_IDLE SCHED_NORMAL SCHED_OTHER SCHED_RESET_ON_FORK SCHED_RR SEEK_CUR SEEK_DATA SEEK_END SEEK_HOLE SEEK_SET SPLICE_F_MORE SPLICE_F_MOVE
SPLICE_F_NONBLOCK STATX_ATIME STATX_BASIC_STATS STATX_BLOCKS STATX_BTIME STATX_CTIME STATX_DIOALIGN STATX_GID STATX_INO STATX_MNT_ID
STATX_MNT_ID_UNIQUE STATX_MODE STATX_MTIME STATX_NLINK STATX_SIZE STATX_TYPE STATX_UID ST_APPEND ST_MANDLOCK ST_NOATIME ST_NODEV
ST_NODIRATIME ST_NOEXEC ST_NOSUID ST_RDONLY ST_RELATIME ST_SYNCHRONOUS ST_WRITE TFD_CLOEXEC TFD_NONBLOCK TFD_TIMER_ABSTIME
TFD_TIMER_CANCEL_ON_SET TMP_MAX WCONTINUED WCOREDUMP WEXITED WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WNOHANG WNOWAIT
WSTOPPED WSTOPSIG WTERMSIG WUNTRACED W_OK XATTR_CREATE XATTR_REPLACE XATTR_SIZE_MAX X_OK _clearenv _exit abort access altsep chdir chflags
chmod chown chroot close closerange confstr confstr_names copy_file_range cpu_count ctermid curdir defpath device_encoding devnull dup dup2
environ environb error eventfd eventfd_read eventfd_write execl execle execlp execlpe execv execve execvp execvpe extsep fchdir fchmod
fchown fdatasync fdopen fork forkpty fpathconf fsdecode fsencode fspath fstat fstatvfs fsync ftruncate fwalk get_blocking get_exec_path
get_handle_inheritable get_inheritable get_terminal_size getcwd getcwdb getcwdu getegid getenv getenvb geteuid getgid getgrouplist getgroups
getloadavg getlogin getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getsid getuid getxattr grantpt initgroups
isatty kill killpg lchflags lchmod lchown linesep link listdir listdrives listmounts listvolumes listxattr lockf login_tty lseek lstat major
makedev makedirs memfd_create minor mkdir mkfifo mknod name nice open openpty pardir path pathconf pathconf_names pathsep pidfd_open pipe
pipe2 popen popen2 popen3 popen4 posix_fadvise posix_fallocate posix_openpt posix_spawn posix_spawnp pread preadv ptsname putenv pwrite
pwritev read readinto readlink readv register_at_fork reload_environ remove removedirs removexattr rename renames replace rmdir scandir
sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getparam sched_getscheduler sched_param sched_rr_get_interval
sched_setaffinity sched_setparam sched_setscheduler sched_yield sendfile sep set_blocking set_handle_inheritable set_inheritable setegid
seteuid setgid setgroups setns setpgid setpgrp setpriority setregid setresgid setresuid setreuid setsid setuid setxattr spawnl spawnle
spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe splice startfile stat stat_float_times stat_result statvfs statvfs_result statx
statx_result strerror supports_bytes_environ symlink sync sysconf sysconf_names system tcgetpgrp tcsetpgrp tempnam terminal_size
timerfd_create timerfd_gettime timerfd_gettime_ns timerfd_settime timerfd_settime_ns times times_result tmpfile tmpnam truncate ttyname
umask uname uname_result unlink unlockpt unsetenv unshare urandom utime wait wait3 wait4 waitid waitid_result waitpid waitstatus_to_exitcode
walk write writev
""",
    "os.path": """
ALLOW_MISSING ALL_BUT_LAST abspath altsep basename commonpath commonprefix curdir defpath devnull dirname exists expanduser expandvars
extsep getatime getctime getmtime getsize isabs isdevdrive isdir isfile isjunction islink ismount join lexists normcase normpath pardir
pathsep realpath relpath samefile sameopenfile samestat sep split splitdrive splitext splitroot supports_unicode_filenames walk
""",
    "pandas": """
ArrowDtype BooleanDtype Categorical CategoricalDtype CategoricalIndex DataFrame DateOffset DatetimeIndex DatetimeTZDtype ExcelFile
ExcelWriter Expr Flags Float32Dtype Float64Dtype Float64Index Grouper HDFStore Index IndexSlice Int16Dtype Int32Dtype Int64Dtype Int64Index
Int8Dtype Interval IntervalDtype IntervalIndex MultiIndex NA NaT NamedAgg NamedFunc Panel Panel4D Period PeriodDtype PeriodIndex RangeIndex
Series SparseArray SparseDataFrame SparseDtype SparseList SparseSeries StringDtype Term TimeGrouper Timedelta TimedeltaIndex Timestamp
UInt16Dtype UInt32Dtype UInt64Dtype UInt64Index UInt8Dtype WidePanel __git_version__ __version__ api array arrays bdate_range col compat
computation concat conftest core crosstab cut date_range datetime datetools describe_option errors eval ewma ewmcorr ewmcov ewmstd ewmvar
ewmvol expanding_apply expanding_corr expanding_count expanding_cov expanding_kurt expanding_max expanding_mean expanding_median
expanding_min expanding_quantile expanding_skew expanding_std expanding_sum expanding_var factorize formats from_dummies get_dummies
get_option get_store groupby infer_freq interval_range io isna isnull json json_normalize lib lreshape match melt merge merge_asof
merge_ordered notna notnull np offsets option_context options ordered_merge pandas parser period_range pivot pivot_table plot_params
plotting pnow qcut read_clipboard read_csv read_excel read_feather read_fwf read_gbq read_hdf read_html read_iceberg read_json read_msgpack
read_orc read_parquet read_pickle read_sas read_spss read_sql read_sql_query read_sql_table read_stata read_table read_xml reset_option
rolling_apply rolling_corr rolling_count rolling_cov rolling_kurt rolling_max rolling_mean rolling_median rolling_min rolling_quantile
rolling_skew rolling_std rolling_sum rolling_var rolling_window scatter_matrix set_eng_float_format set_option show_versions stats test
testing tests timedelta_range to_datetime to_msgpack to_numeric to_pickle to_timedelta tools tseries tslib types unique util value_counts
wide_to_long
""",
    "pandas.tseries.offsets": """
BDay BHalfYearBegin BHalfYearEnd BMonthBegin BMonthEnd BQuarterBegin BQuarterEnd BYearBegin BYearEnd BaseOffset BusinessDay BusinessHour
BusinessMonthBegin BusinessMonthEnd CBMonthBegin CBMonthEnd CDay CustomBusinessDay CustomBusinessHour CustomBusinessMonthBegin
CustomBusinessMonthEnd DateOffset Day Easter FY5253 FY5253Quarter HalfYearBegin HalfYearEnd Hour LastWeekOfMonth Micro Milli Minute
MonthBegin MonthEnd Nano QuarterBegin QuarterEnd Second SemiMonthBegin SemiMonthEnd Tick Week WeekOfMonth YearBegin YearEnd
""",
    "plotly.graph_objs": """
AngularAxis Annotation Annotations Bar Barpolar Box Candlestick Carpet Choropleth Choroplethmap ColorBar Cone Contour Contourcarpet Contours
Data Densitymap ErrorX ErrorY ErrorZ Figure FigureWidget Font Frame Frames Funnel Funnelarea Heatmap Histogram Histogram2d
Histogram2dContour Histogram2dcontour Icicle Image Indicator Isosurface Layout Legend Line Margin Marker Mesh3d Ohlc Parcats Parcoords Pie
Quiver RadialAxis Sankey Scatter Scatter3d Scattercarpet Scattergeo Scattergl Scattermap Scatterpolar Scatterpolargl Scattersmith
Scatterternary Scene Splom Streamtube Sunburst Surface Table Trace Treemap Violin Volume Waterfall XAxis XBins YAxis YBins ZAxis bar
barpolar box candlestick carpet choropleth choroplethmap cone contour contourcarpet densitymap funnel funnelarea heatmap histogram
histogram2d histogram2dcontour icicle image indicator isosurface layout mesh3d ohlc parcats parcoords pie quiver sankey scatter scatter3d
scattercarpet scattergeo scattergl scattermap scatterpolar scatterpolargl scattersmith scatterternary splom streamtube sunburst surface
table treemap violin volume waterfall
""",
    "plotly.offline": """
download_plotlyjs enable_mpl_offline get_plotlyjs get_plotlyjs_version init_notebook_mode iplot iplot_mpl offline plot plot_mpl
""",
    "pulp": """
Any CHOCO_CMD COINMP_DLL COIN_CMD COPT COPT_CMD COPT_DLL CPLEX CPLEX_CMD CPLEX_PY CPSAT CUOPT CYLP EPS FSCIP FSCIP_CMD GLPK GLPK_CMD GUROBI
GUROBI_CMD HiGHS HiGHS_CMD Iterator LpAffineExpression LpBinary LpCategories LpConstraint LpConstraintEQ LpConstraintGE LpConstraintLE
LpConstraintSenses LpConstraintTypeToMps LpContinuous LpCplexLPLineSize LpInteger LpMaximize LpMinimize LpProblem LpSenses LpSensesMPS
LpSolveStats LpSolveStatus LpSolver LpSolverDefault LpSolver_CMD LpVariable MIPCL_CMD MOSEK PYGLPK PulpError PulpSolverError SAS94 SASCAS
SASsolver SCIP SCIP_CMD SCIP_PY XPRESS XPRESS_CMD XPRESS_PY YAPOSIB allcombinations allpermutations annotations apis collections combination
const constants core enum getSolver getSolverFromDict getSolverFromJson isNumber itertools listSolvers log lpDot lpSum lpSum_vars
lpSum_vars_coefs makeDict mps_lp permutation pulp read_table resource_clock sparse splitDict tests utilities value valueOrDefault version
""",
    "pylab": """
*matplotlib.pylab
""",
    "pyomo.environ": """
AbstractModel AlphaNumericTextLabeler Any AnyWithNone Binary Block Boolean BooleanConstant BooleanSet BooleanValue BooleanVar BooleanVarList
BuildAction BuildCheck CNameLabeler Component ComponentMap ComponentUID ConcreteModel Connector Constraint ConstraintList CounterLabeler
CuidLabeler DataPortal EmptySet Expr_if Expression ExternalFunction IntegerInterval IntegerSet Integers LogicalConstraint
LogicalConstraintList Model ModelComponentFactory NameLabeler NegativeIntegers NegativeReals NonNegativeIntegers NonNegativeReals
NonPositiveIntegers NonPositiveReals NumericLabeler NumericValue Objective ObjectiveList Param PercentFraction Piecewise PositiveIntegers
PositiveReals PyomoObject PyomoOptions RangeSet RealInterval RealSet Reals Reference SOSConstraint ScalarBlock ScalarBooleanVar ScalarVar
Set SetOf ShortNameLabeler SolverFactory SolverManagerFactory SolverStatus SortComponents Suffix SymbolMap TerminationCondition TextLabeler
Transformation TransformationFactory TraversalStrategy UnitInterval UnknownSolver Var VarList ZeroConstant acos acosh active_components
active_components_data active_export_suffix_generator active_import_suffix_generator all_different as_boolean as_quantity asin asinh
assert_optimal_termination atan atanh atleast atmost base boolean_value calculus ceil check_optimal_termination components components_data
cos cosh count_if differentiate display dot_product equivalent exactly exp expr expr_common expr_errors floor global_option implies
importlib inequality instance2dat is_constant is_fixed is_potentially_variable is_variable_type kernel land linear_expression lnot log log10
logical_expr lor maximize minimize name native_logical_values native_numeric_types native_types nonlinear_expression nonpyomo_leaf_types
numeric_expr numvalue plugins polynomial_degree prod pyomo quicksum sequence set_options simple_constraint_rule simple_constraintlist_rule
simple_objective_rule simple_objectivelist_rule simple_set_rule sin sinh sqrt sum_product summation symbol_map symbol_map_from_instance
sympy_tools tan tanh taylor_series taylor_series_expansion tests units util value visitor xor
""",
    "pyspark": """
Accumulator AccumulatorParam Any BarrierTaskContext BarrierTaskInfo BasicProfiler Broadcast CPickleSerializer Callable HiveContext
InheritableThread JavaArray JavaObject List MarshalSerializer NamedTuple Optional PickleSerializer Profiler RDD RDDBarrier
ResourceInformation Row SQLContext SparkConf SparkContext SparkExecutorInfo SparkFiles SparkJobInfo SparkStageInfo StatusTracker
StorageLevel T TaskContext TypeVar __version__ inheritable_thread_target ml mllib since sql streaming
""",
    "pyspark.ml": """
Estimator Model Pipeline PipelineModel PredictionModel Predictor TorchDistributor Transformer UnaryTransformer classification clustering
evaluation feature fpm image linalg param recommendation regression stat tuning util
""",
    "pyspark.ml.classification": """
Any BaseReadWrite BinaryLogisticRegressionSummary BinaryLogisticRegressionTrainingSummary BinaryRandomForestClassificationSummary
BinaryRandomForestClassificationTrainingSummary Callable DataFrame DecisionTreeClassificationModel DecisionTreeClassifier DecisionTreeModel
DecisionTreeParams DecisionTreeRegressionModel DefaultParamsReadable DefaultParamsReader DefaultParamsWritable DefaultParamsWriter
DenseVector Dict Estimator FMClassificationModel FMClassificationSummary FMClassificationTrainingSummary FMClassifier GBTClassificationModel
GBTClassifier GBTParams GeneralJavaMLWritable GeneralJavaMLWriter GeneralMLWriter Generic HasAggregationDepth HasBlockSize
HasCheckpointInterval HasCollectSubModels HasDistanceMeasure HasElasticNetParam HasFeaturesCol HasFitIntercept HasHandleInvalid HasInputCol
HasInputCols HasLabelCol HasLoss HasMaxIter HasNumFeatures HasOutputCol HasOutputCols HasParallelism HasPredictionCol HasProbabilityCol
HasRawPredictionCol HasRegParam HasRelativeError HasSeed HasSolver HasStandardization HasStepSize HasThreshold HasThresholds HasTol
HasTrainingSummary HasValidationIndicatorCol HasVarianceCol HasWeightCol Identifiable JM JavaClassificationModel JavaClassifier
JavaEstimator JavaMLReadable JavaMLReader JavaMLWritable JavaMLWriter JavaModel JavaPredictionModel JavaPredictor
JavaProbabilisticClassificationModel JavaProbabilisticClassifier JavaTransformer JavaWrapper LinearSVC LinearSVCModel LinearSVCSummary
LinearSVCTrainingSummary List LogisticRegression LogisticRegressionModel LogisticRegressionSummary LogisticRegressionTrainingSummary M
MLReadable MLReader MLWritable MLWriter Matrix Model MultilayerPerceptronClassificationModel MultilayerPerceptronClassificationSummary
MultilayerPerceptronClassificationTrainingSummary MultilayerPerceptronClassifier NaiveBayes NaiveBayesModel OneVsRest OneVsRestModel
OneVsRestParams Optional P Param ParamMap Params R RandomForestClassificationModel RandomForestClassificationSummary
RandomForestClassificationTrainingSummary RandomForestClassifier RandomForestParams S SQLContext SparkContext SparkSession T Transformer
TreeClassifierParams TreeEnsembleModel TreeEnsembleParams Type TypeConverters TypeVar Union Vector abc basestring long overload pyspark
unicode
""",
    "pyspark.ml.evaluation": """
Any BinaryClassificationEvaluator BinaryClassificationEvaluatorMetricType ClusteringEvaluator ClusteringEvaluatorMetricType Dict Evaluator
HasFeaturesCol HasLabelCol HasPredictionCol HasProbabilityCol HasRawPredictionCol HasWeightCol JavaEvaluator JavaMLReadable JavaMLWritable
JavaParams MulticlassClassificationEvaluator MulticlassClassificationEvaluatorMetricType MultilabelClassificationEvaluator
MultilabelClassificationEvaluatorMetricType Optional Param ParamMap Params RankingEvaluator RankingEvaluatorMetricType RegressionEvaluator
RegressionEvaluatorMetricType Type abc setParams
""",
    "pyspark.ml.feature": """
Any Binarizer BucketedRandomProjectionLSH BucketedRandomProjectionLSHModel Bucketizer Callable ChiSqSelector ChiSqSelectorModel
CountVectorizer CountVectorizerModel DCT DataFrame DecisionTreeParams DenseMatrix DenseVector Dict ElementwiseProduct FeatureHasher Generic
HasAggregationDepth HasBlockSize HasCheckpointInterval HasCollectSubModels HasDistanceMeasure HasElasticNetParam HasFeaturesCol
HasFitIntercept HasHandleInvalid HasInputCol HasInputCols HasLabelCol HasLoss HasMaxIter HasNumFeatures HasOutputCol HasOutputCols
HasParallelism HasPredictionCol HasProbabilityCol HasRawPredictionCol HasRegParam HasRelativeError HasSeed HasSolver HasStandardization
HasStepSize HasThreshold HasThresholds HasTol HasValidationIndicatorCol HasVarianceCol HasWeightCol HashingTF IDF IDFModel Identifiable
Imputer ImputerModel IndexToString Interaction JM JavaEstimator JavaMLReadable JavaMLWritable JavaModel JavaParams JavaTransformer LSHModel
LSHParams List Matrix MaxAbsScaler MaxAbsScalerModel MinHashLSH MinHashLSHModel MinMaxScaler MinMaxScalerModel NGram Normalizer
OneHotEncoder OneHotEncoderEstimator OneHotEncoderModel Optional P PCA PCAModel Param ParamMap Params PolynomialExpansion
QuantileDiscretizer RFormula RFormulaModel RegexTokenizer RobustScaler RobustScalerModel SQLTransformer StandardScaler StandardScalerModel
StopWordsRemover StringIndexer StringIndexerModel T TargetEncoder TargetEncoderModel Tokenizer Tuple Type TypeConverters TypeVar
UnivariateFeatureSelector UnivariateFeatureSelectorModel VarianceThresholdSelector VarianceThresholdSelectorModel Vector VectorAssembler
VectorIndexer VectorIndexerModel VectorSizeHint VectorSlicer Word2Vec Word2VecModel abc overload pyspark
""",
    "pyspark.ml.regression": """
AFTSurvivalRegression AFTSurvivalRegressionModel Any BaseReadWrite Callable DataFrame DecisionTreeModel DecisionTreeParams
DecisionTreeRegressionModel DecisionTreeRegressor DefaultParamsReadable DefaultParamsReader DefaultParamsWritable DefaultParamsWriter
DenseVector Dict FMRegressionModel FMRegressor GBTParams GBTRegressionModel GBTRegressor GeneralJavaMLWritable GeneralJavaMLWriter
GeneralMLWriter GeneralizedLinearRegression GeneralizedLinearRegressionModel GeneralizedLinearRegressionSummary
GeneralizedLinearRegressionTrainingSummary Generic HasAggregationDepth HasBlockSize HasCheckpointInterval HasCollectSubModels
HasDistanceMeasure HasElasticNetParam HasFeaturesCol HasFitIntercept HasHandleInvalid HasInputCol HasInputCols HasLabelCol HasLoss
HasMaxIter HasNumFeatures HasOutputCol HasOutputCols HasParallelism HasPredictionCol HasProbabilityCol HasRawPredictionCol HasRegParam
HasRelativeError HasSeed HasSolver HasStandardization HasStepSize HasThreshold HasThresholds HasTol HasTrainingSummary
HasValidationIndicatorCol HasVarianceCol HasWeightCol Identifiable IsotonicRegression IsotonicRegressionModel JM JavaEstimator
JavaMLReadable JavaMLReader JavaMLWritable JavaMLWriter JavaModel JavaPredictionModel JavaPredictor JavaRegressionModel JavaRegressor
JavaWrapper LinearRegression LinearRegressionModel LinearRegressionSummary LinearRegressionTrainingSummary List MLReadable MLReader
MLWritable MLWriter Matrix Optional P Param ParamMap Params R RandomForestParams RandomForestRegressionModel RandomForestRegressor S
SQLContext Sequence SparkContext SparkSession T TreeEnsembleModel TreeEnsembleParams TreeRegressorParams Type TypeConverters TypeVar Union
Vector abc basestring long overload pyspark unicode
""",
    "pyspark.sql": """
Catalog Column DataFrame DataFrameNaFunctions DataFrameReader DataFrameStatFunctions DataFrameWriter DataFrameWriterV2 Geography Geometry
GroupedData HiveContext MergeIntoWriter Observation PandasCogroupedOps Row SQLContext SparkSession UDFRegistration UDTFRegistration
VariantVal Window WindowSpec avro is_remote pandas
""",
    "pyspark.sql.functions": """
AnalyzeArgument AnalyzeResult Any ArrayType ArrowUDFType AtomicDataTypeOrString Callable Column ColumnOrName DataFrame DataType
DataTypeOrString Dict Optional OrderingColumn PandasUDFType PartitioningColumn SelectedColumn SkipRestOfInputTableException StructField
StructType Union UserDefinedFunction UserDefinedFunctionLike UserDefinedTableFunction abs acos acosh add_months aes_decrypt aes_encrypt
aggregate any_value approxCountDistinct approx_count_distinct approx_percentile array array_agg array_append array_compact array_contains
array_distinct array_except array_insert array_intersect array_join array_max array_min array_position array_prepend array_remove
array_repeat array_size array_sort array_union arrays_overlap arrays_zip arrow_udf arrow_udtf asc asc_nulls_first asc_nulls_last ascii asin
asinh assert_true atan atan2 atanh avg base64 bin bit_and bit_count bit_get bit_length bit_or bit_xor bitmap_and_agg bitmap_bit_position
bitmap_bucket_number bitmap_construct_agg bitmap_count bitmap_or_agg bitwiseNOT bitwise_not bool_and bool_or broadcast bround btrim bucket
call_function call_udf cardinality cbrt ceil ceiling char char_length character_length coalesce col collate collation collect_list
collect_set column concat concat_ws contains conv convert_timezone corr cos cosh cot count countDistinct count_distinct count_if
count_min_sketch covar_pop covar_samp crc32 create_map csc cume_dist curdate current_catalog current_database current_date current_path
current_schema current_time current_timestamp current_timezone current_user date_add date_diff date_format date_from_unix_date date_part
date_sub date_trunc dateadd datediff datepart day dayname dayofmonth dayofweek dayofyear days decode degrees dense_rank desc
desc_nulls_first desc_nulls_last e element_at elt encode endswith equal_null every exists exp explode explode_outer expm1 expr extract
factorial filter find_in_set first first_value flatten floor forall format_number format_string from_csv from_json from_unixtime
from_utc_timestamp from_xml get get_json_object getbit greatest grouping grouping_id hash hex histogram_numeric hll_sketch_agg
hll_sketch_estimate hll_union hll_union_agg hour hours hypot ifnull ilike initcap inline inline_outer input_file_block_length
input_file_block_start input_file_name instr is_valid_utf8 is_valid_variant is_variant_null isnan isnotnull isnull java_method
json_array_length json_object_keys json_tuple kll_merge_agg_bigint kll_merge_agg_double kll_merge_agg_float kll_sketch_agg_bigint
kll_sketch_agg_double kll_sketch_agg_float kll_sketch_get_n_bigint kll_sketch_get_n_double kll_sketch_get_n_float
kll_sketch_get_quantile_bigint kll_sketch_get_quantile_double kll_sketch_get_quantile_float kll_sketch_get_rank_bigint
kll_sketch_get_rank_double kll_sketch_get_rank_float kll_sketch_merge_bigint kll_sketch_merge_double kll_sketch_merge_float
kll_sketch_to_string_bigint kll_sketch_to_string_double kll_sketch_to_string_float kurtosis lag last last_day last_value lcase lead least
left length levenshtein like listagg listagg_distinct lit ln localtimestamp locate log log10 log1p log2 lower lpad ltrim make_date
make_dt_interval make_interval make_time make_timestamp make_timestamp_ltz make_timestamp_ntz make_valid_utf8 make_ym_interval map_concat
map_contains_key map_entries map_filter map_from_arrays map_from_entries map_keys map_values map_zip_with mask max max_by md5 mean median
min min_by minute mode monotonically_increasing_id month monthname months months_between named_struct nanvl negate negative next_day now
nth_value ntile nullif nullifzero nvl nvl2 octet_length overlay overload pandas pandas_udf parse_json parse_url percent_rank percentile
percentile_approx pi pmod posexplode posexplode_outer position positive pow power printf product quarter quote radians raise_error rand
randn randstr rank reduce reflect regexp regexp_count regexp_extract regexp_extract_all regexp_instr regexp_like regexp_replace
regexp_substr regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat replace reverse right rint
rlike round row_number rpad rtrim schema_of_csv schema_of_json schema_of_variant schema_of_variant_agg schema_of_xml sec second sentences
sequence session_user session_window sha sha1 sha2 shiftLeft shiftRight shiftRightUnsigned shiftleft shiftright shiftrightunsigned shuffle
sign signum sin sinh size skewness slice some sort_array soundex spark_partition_id split split_part sqrt st_asbinary st_geogfromwkb
st_geomfromwkb st_setsrid st_srid stack startswith std stddev stddev_pop stddev_samp str_to_map string_agg string_agg_distinct struct substr
substring substring_index sum sumDistinct sum_distinct tan tanh theta_difference theta_intersection theta_intersection_agg theta_sketch_agg
theta_sketch_estimate theta_union theta_union_agg time_bucket time_diff time_from_micros time_from_millis time_from_seconds time_to_micros
time_to_millis time_to_seconds time_trunc timestamp_add timestamp_diff timestamp_micros timestamp_millis timestamp_seconds toDegrees
toRadians to_binary to_char to_csv to_date to_json to_number to_str to_time to_timestamp to_timestamp_ltz to_timestamp_ntz to_unix_timestamp
to_utc_timestamp to_varchar to_variant_object to_xml transform transform_keys transform_values translate trim trunc try_add try_aes_decrypt
try_avg try_divide try_element_at try_make_interval try_make_timestamp try_make_timestamp_ltz try_make_timestamp_ntz try_mod try_multiply
try_parse_json try_parse_url try_reflect try_subtract try_sum try_to_binary try_to_date try_to_number try_to_time try_to_timestamp
try_url_decode try_validate_utf8 try_variant_get tuple_difference_double tuple_difference_integer tuple_difference_theta_double
tuple_difference_theta_integer tuple_intersection_agg_double tuple_intersection_agg_integer tuple_intersection_double
tuple_intersection_integer tuple_intersection_theta_double tuple_intersection_theta_integer tuple_sketch_agg_double tuple_sketch_agg_integer
tuple_sketch_estimate_double tuple_sketch_estimate_integer tuple_sketch_summary_double tuple_sketch_summary_integer
tuple_sketch_theta_double tuple_sketch_theta_integer tuple_union_agg_double tuple_union_agg_integer tuple_union_double tuple_union_integer
tuple_union_theta_double tuple_union_theta_integer typeof ucase udf udtf unbase64 unhex uniform unix_date unix_micros unix_millis
unix_seconds unix_timestamp unwrap_udt upper url_decode url_encode user validate_utf8 var_pop var_samp variance variant_get version weekday
weekofyear when width_bucket window window_time xpath xpath_boolean xpath_double xpath_float xpath_int xpath_long xpath_number xpath_short
xpath_string xxhash64 year years zeroifnull zip_with
""",
    "pyspark.sql.types": """
Any ArrayType AtomicType BinaryType BooleanType ByteType CalendarIntervalType Callable CharType DataType DataTypeSingleton DateConverter
DateType DatetimeConverter DayTimeIntervalType DecimalType Dict DoubleType FloatType FractionalType Geography GeographyType Geometry
GeometryType IntegerType IntegralType Iterator List LongType MapType NullType NumericType Optional Row ShortType StringType StructField
StructType T TimeType TimestampNTZType TimestampType Tuple TypeVar U Union UserDefinedType VarcharType VariantType VariantVal
YearMonthIntervalType datetime overload
""",
    "pyspark.sql.window": """
Any ColumnOrName JavaObject Union Window WindowSpec
""",
    "qiskit": """
AncillaRegister ClassicalRegister MissingOptionalLibraryError QiskitError QuantumCircuit QuantumRegister __version__ capi circuit compiler
converters dagcircuit exceptions generate_preset_pass_manager passmanager primitives providers qasm2 qasm3 qpy quantum_info result synthesis
transpile transpiler utils visualization
""",
    "random": """
Random SystemRandom WichmannHill betavariate binomialvariate choice choices expovariate gammavariate gauss getrandbits getstate jumpahead
lognormvariate normalvariate paretovariate randbytes randint random randrange sample seed setstate shuffle triangular uniform
vonmisesvariate weibullvariate
""",
    "scipy": """
ALLOW_THREADS AxisError BUFSIZE CLIP ComplexWarning DataSource ERR_CALL ERR_DEFAULT ERR_IGNORE ERR_LOG ERR_PRINT ERR_RAISE ERR_WARN
FLOATING_POINT_SUPPORT FPE_DIVIDEBYZERO FPE_INVALID FPE_OVERFLOW FPE_UNDERFLOW False_ Inf Infinity LowLevelCallable MAXDIMS MAY_SHARE_BOUNDS
MAY_SHARE_EXACT MachAr ModuleDeprecationWarning NAN NINF NZERO NaN PINF PZERO PackageLoader RAISE RankWarning SHIFT_DIVIDEBYZERO
SHIFT_INVALID SHIFT_OVERFLOW SHIFT_UNDERFLOW ScalarType TooHardError True_ UFUNC_BUFSIZE_DEFAULT UFUNC_PYVALS_NAME VisibleDeprecationWarning
WRAP __version__ absolute add add_docstring add_newdoc add_newdoc_ufunc add_newdocs alen all allclose alltrue alterdot amax amin angle any
append apply_along_axis apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort
argwhere around array array2string array_equal array_equiv array_repr array_split array_str asanyarray asarray asarray_chkfinite
ascontiguousarray asfarray asfortranarray asmatrix asscalar atleast_1d atleast_2d atleast_3d average bartlett base_repr binary_repr bincount
bitwise_and bitwise_not bitwise_or bitwise_xor blackman block bmat bool8 bool_ broadcast broadcast_arrays broadcast_to busday_count
busday_offset busdaycalendar byte byte_bounds bytes0 bytes_ c_ can_cast cast cbrt cdouble ceil cfloat char character chararray choose clip
clongdouble clongfloat cluster column_stack common_type compare_chararrays complex128 complex256 complex64 complex_ complexfloating compress
concatenate conj conjugate constants convolve copy copysign copyto corrcoef correlate cos cosh count_nonzero cov cross csingle ctypeslib
cumprod cumproduct cumsum datasets datetime64 datetime_as_string datetime_data deg2rad degrees delete deprecate deprecate_with_doc diag
diag_indices diag_indices_from diagflat diagonal diff differentiate digitize disp divide divmod dot double dsplit dstack dtype e ediff1d
einsum einsum_path emath empty empty_like equal errstate euler_gamma exp exp2 expand_dims expm1 extract eye fabs fastCopyAndTranspose fft
fftpack fill_diagonal find_common_type finfo fix flatiter flatnonzero flexible flip fliplr flipud float128 float16 float32 float64 float_
float_power floating floor floor_divide fmax fmin fmod format_parser frexp frombuffer fromfile fromfunction fromiter frompyfunc fromregex
fromstring full full_like fv generic genfromtxt geomspace get_array_wrap get_include get_printoptions getbuffer getbufsize geterr geterrcall
geterrobj gradient greater greater_equal half hamming hanning heaviside histogram histogram2d histogramdd hsplit hstack hypot i0 identity
ifft iinfo imag in1d index_exp indices inexact inf info infty inner insert int0 int16 int32 int64 int8 int_ int_asbuffer intc integer
integrate interp interpolate intersect1d intp invert io ipmt irr is_busday isclose iscomplex iscomplexobj isfinite isfortran isin isinf
isnan isnat isneginf isposinf isreal isrealobj isscalar issctype issubclass_ issubdtype issubsctype iterable ix_ kaiser kron ldexp
left_shift less less_equal lexsort linalg linspace little_endian load loads loadtxt log log10 log1p log2 logaddexp logaddexp2 logical_and
logical_not logical_or logical_xor logspace long longcomplex longdouble longfloat longlong lookfor ma mafromtxt mask_indices mat math matmul
matrix maximum maximum_sctype may_share_memory mean median memmap meshgrid mgrid min_scalar_type minimum mintypecode mirr misc mod modf
moveaxis msort multiply nan nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanstd
nansum nanvar nbytes ndarray ndenumerate ndfromtxt ndim ndimage ndindex nditer negative nested_iters newaxis newbuffer nextafter nonzero
not_equal nper npv number obj2sctype object0 object_ odr ogrid ones ones_like optimize outer packbits pad partition percentile pi piecewise
pkgload place pmt poly poly1d polyadd polyder polydiv polyfit polyint polymul polysub polyval positive power ppmt prod product promote_types
ptp put putmask pv r_ rad2deg radians rand randn random rank rate ravel ravel_multi_index real real_if_close rec recarray recfromcsv
recfromtxt reciprocal record remainder repeat require reshape resize restoredot result_type right_shift rint roll rollaxis roots rot90
round_ row_stack s_ safe_eval save savetxt savez savez_compressed sctype2char sctypeDict sctypeNA sctypes searchsorted select
set_numeric_ops set_printoptions set_string_function setbufsize setdiff1d seterr seterrcall seterrobj setxor1d shape shares_memory short
show_config sign signal signbit signedinteger sin sinc single singlecomplex sinh size sometrue sort sort_complex source spacing sparse
spatial special split sqrt square squeeze stack stats std str0 str_ string0 string_ subtract sum swapaxes take tan tanh tensordot test tile
timedelta64 trace tracemalloc_domain transpose trapz tri tril tril_indices tril_indices_from trim_zeros triu triu_indices triu_indices_from
true_divide trunc typeDict typeNA typecodes typename ubyte ufunc uint uint0 uint16 uint32 uint64 uint8 uintc uintp ulonglong unicode
unicode0 unicode_ union1d unique unpackbits unravel_index unsignedinteger unwrap ushort vander var vdot vectorize void void0 vsplit vstack
where who zeros zeros_like
""",
    "scipy.constants": """
Avogadro Boltzmann Btu Btu_IT Btu_th C2F C2K ConstantWarning F2C F2K G Julian_year K2C K2F N_A Planck R Rydberg Stefan_Boltzmann Wien
absolute_import acre alpha angstrom arcmin arcminute arcsec arcsecond astronomical_unit atm atmosphere atomic_mass atto au bar barrel bbl
blob c calorie calorie_IT calorie_th carat centi codata constants convert_temperature day deci degree degree_Fahrenheit deka division dyn
dyne e eV electron_mass electron_volt elementary_charge epsilon_0 erg exa exbi femto fermi find fine_structure fluid_ounce fluid_ounce_US
fluid_ounce_imp foot g gallon gallon_US gallon_imp gas_constant gibi giga golden golden_ratio grain gram gravitational_constant h hbar
hectare hecto horsepower hour hp inch k kgf kibi kilo kilogram_force kmh knot lambda2nu lb lbf light_year liter litre long_ton m_e m_n m_p
m_u mach mebi mega metric_ton micro micron mil mile milli minute mmHg mph mu_0 nano nautical_mile neutron_mass nu2lambda ounce oz parsec
pebi peta physical_constants pi pico point pound pound_force precision print_function proton_mass psi pt quecto quetta ronna ronto short_ton
sigma slinch slug speed_of_light speed_of_sound stone survey_foot survey_mile tebi tera ton_TNT torr troy_ounce troy_pound u unit value week
yard year yobi yocto yotta zebi zepto zero_Celsius zetta
""",
    "scipy.fft": """
dct dctn dst dstn fft fft2 fftfreq fftn fftshift fht fhtoffset get_workers hfft hfft2 hfftn idct idctn idst idstn ifft ifft2 ifftn ifftshift
ifht ihfft ihfft2 ihfftn irfft irfft2 irfftn next_fast_len prev_fast_len register_backend rfft rfft2 rfftfreq rfftn set_backend
set_global_backend set_workers skip_backend
""",
    "scipy.fftpack": """
cc_diff cs_diff dct dctn diff dst dstn fft fft2 fftfreq fftn fftshift hilbert idct idctn idst idstn ifft ifft2 ifftn ifftshift ihilbert
irfft itilbert next_fast_len rfft rfftfreq sc_diff shift ss_diff tilbert
""",
    "scipy.integrate": """
AccuracyWarning BDF DOP853 DenseOutput IntegrationWarning LSODA ODEintWarning OdeSolution OdeSolver RK23 RK45 Radau absolute_import
complex_ode cubature cumtrapz cumulative_simpson cumulative_trapezoid dblquad division dop fixed_quad lebedev_rule lsoda newton_cotes nquad
nsum ode odeint odepack print_function qmc_quad quad quad_explain quad_vec quadpack quadrature romb romberg simps simpson solve_bvp
solve_ivp tanhsinh tplquad trapezoid trapz vode
""",
    "scipy.interpolate": """
AAA Akima1DInterpolator BPoly BSpline BarycentricInterpolator BivariateSpline CloughTocher2DInterpolator CubicHermiteSpline CubicSpline
FloaterHormannInterpolator InterpolatedUnivariateSpline KroghInterpolator LSQBivariateSpline LSQSphereBivariateSpline LSQUnivariateSpline
LinearNDInterpolator NdBSpline NdPPoly NearestNDInterpolator PPoly PchipInterpolator RBFInterpolator Rbf RectBivariateSpline
RectSphereBivariateSpline RegularGridInterpolator SmoothBivariateSpline SmoothSphereBivariateSpline UnivariateSpline absolute_import
approximate_taylor_polynomial barycentric_interpolate bisplev bisplrep dfitpack division fitpack fitpack2 generate_knots griddata insert
interp1d interp2d interpn interpnd interpolate krogh_interpolate lagrange make_interp_spline make_lsq_spline make_smoothing_spline
make_splprep make_splrep ndgriddata pade pchip pchip_interpolate polyint ppform print_function rbf spalde splantider splder splev spleval
spline splint splmake splprep splrep spltopp sproot
""",
    "scipy.io": """
FortranEOFError FortranFile FortranFormattingError absolute_import arff byteordercodes division harwell_boeing hb_read hb_write idl loadmat
matlab mminfo mmio mmread mmwrite netcdf netcdf_file netcdf_variable print_function readsav savemat wavfile whosmat
""",
    "scipy.linalg": """
LinAlgError LinAlgWarning absolute_import bandwidth basic blas block_diag cdf2rdf cho_factor cho_solve cho_solve_banded cholesky
cholesky_banded circulant clarkson_woodruff_transform companion convolution_matrix coshm cosm cossin cython_blas cython_lapack decomp
decomp_cholesky decomp_lu decomp_qr decomp_schur decomp_svd det dft diagsvd division eig eig_banded eigh eigh_tridiagonal eigvals
eigvals_banded eigvalsh eigvalsh_tridiagonal expm expm2 expm3 expm_cond expm_frechet fiedler fiedler_companion find_best_blas_type flinalg
fractional_matrix_power funm get_blas_funcs get_lapack_funcs hadamard hankel helmert hessenberg hilbert inv invhilbert invpascal ishermitian
issymmetric khatri_rao kron lapack ldl leslie linalg_version logm lstsq lu lu_factor lu_solve matfuncs matmul_toeplitz matrix_balance misc
norm null_space ordqz orth orthogonal_procrustes pascal pinv pinv2 pinvh polar print_function qr qr_delete qr_insert qr_multiply qr_update
qz rq rsf2csf schur signm sinhm sinm solve solve_banded solve_circulant solve_continuous_are solve_continuous_lyapunov solve_discrete_are
solve_discrete_lyapunov solve_lyapunov solve_sylvester solve_toeplitz solve_triangular solveh_banded special_matrices sqrtm subspace_angles
svd svdvals tanhm tanm toeplitz tri tril triu
""",
    "scipy.misc": """
ascent central_diff_weights comb common derivative doccer electrocardiogram face factorial factorial2 factorialk info lena logsumexp pade
source warnings who
""",
    "scipy.ndimage": """
absolute_import affine_transform binary_closing binary_dilation binary_erosion binary_fill_holes binary_hit_or_miss binary_opening
binary_propagation black_tophat center_of_mass convolve convolve1d correlate correlate1d distance_transform_bf distance_transform_cdt
distance_transform_edt division extrema filters find_objects fourier fourier_ellipsoid fourier_gaussian fourier_shift fourier_uniform
gaussian_filter gaussian_filter1d gaussian_gradient_magnitude gaussian_laplace generate_binary_structure generic_filter generic_filter1d
generic_gradient_magnitude generic_laplace geometric_transform grey_closing grey_dilation grey_erosion grey_opening histogram imread
interpolation io iterate_structure label labeled_comprehension laplace map_coordinates maximum maximum_filter maximum_filter1d
maximum_position mean measurements median median_filter minimum minimum_filter minimum_filter1d minimum_position morphological_gradient
morphological_laplace morphology percentile_filter prewitt print_function rank_filter rotate shift sobel spline_filter spline_filter1d
standard_deviation sum sum_labels uniform_filter uniform_filter1d value_indices variance vectorized_filter watershed_ift white_tophat zoom
""",
    "scipy.optimize": """
BFGS Bounds BroydenFirst HessianUpdateStrategy InverseJacobian KrylovJacobian LbfgsInvHessProduct LinearConstraint NoConvergence
NonlinearConstraint OptimizeResult OptimizeWarning RootResults SR1 absolute_import anderson approx_fprime basinhopping bisect bracket brent
brenth brentq broyden1 broyden2 brute check_grad cobyla curve_fit diagbroyden differential_evolution direct division dual_annealing
excitingmixing fixed_point fmin fmin_bfgs fmin_cg fmin_cobyla fmin_l_bfgs_b fmin_ncg fmin_powell fmin_slsqp fmin_tnc fminbound fsolve golden
isotonic_regression lbfgsb least_squares leastsq line_search linear_sum_assignment linearmixing linesearch linprog linprog_verbose_callback
lsq_linear milp minimize minimize_scalar minpack minpack2 moduleTNC newton newton_krylov nnls nonlin optimize print_function
quadratic_assignment ridder root root_scalar rosen rosen_der rosen_hess rosen_hess_prod shgo show_options slsqp tnc toms748 zeros
""",
    "scipy.signal": """
BadCoefficients CZT ShortTimeFFT StateSpace TransferFunction ZerosPolesGain ZoomFFT abcd_normalize absolute_import argrelextrema argrelmax
argrelmin band_stop_obj barthann bartlett bessel besselap bilinear bilinear_zpk blackman blackmanharris bode bohman boxcar bspline bsplines
buttap butter buttord cascade cheb1ap cheb1ord cheb2ap cheb2ord chebwin cheby1 cheby2 check_COLA check_NOLA chirp choose_conv_method
closest_STFT_dual_window cmplx_sort coherence cont2discrete convolve convolve2d correlate correlate2d correlation_lags cosine csd cspline1d
cspline1d_eval cspline2d cubic cwt czt czt_points daub dbode decimate deconvolve detrend dfreqresp dimpulse division dlsim dlti dstep ellip
ellipap ellipord envelope exponential fftconvolve filter_design filtfilt find_peaks find_peaks_cwt findfreqs fir_filter_design firls firwin
firwin2 firwin_2d flattop freqresp freqs freqs_zpk freqz freqz_sos freqz_zpk gammatone gauss_spline gaussian gausspulse general_gaussian
get_window group_delay hamming hann hanning hilbert hilbert2 iircomb iirdesign iirfilter iirnotch iirpeak impulse impulse2 invres invresz
istft kaiser kaiser_atten kaiser_beta kaiserord lfilter lfilter_zi lfiltic lombscargle lp2bp lp2bp_zpk lp2bs lp2bs_zpk lp2hp lp2hp_zpk lp2lp
lp2lp_zpk lsim lsim2 lti lti_conversion ltisys max_len_seq medfilt medfilt2d minimum_phase morlet morlet2 normalize nuttall oaconvolve
order_filter parzen peak_prominences peak_widths periodogram place_poles print_function qmf qspline1d qspline1d_eval qspline2d quadratic
remez resample resample_poly residue residuez ricker savgol_coeffs savgol_filter sawtooth sepfir2d signaltools sigtools slepian sos2tf
sos2zpk sosfilt sosfilt_zi sosfiltfilt sosfreqz spectral spectrogram spline spline_filter square ss2tf ss2zpk step step2 stft sweep_poly
symiirorder1 symiirorder2 tf2sos tf2ss tf2zpk triang tukey unique_roots unit_impulse upfirdn vectorstrength waveforms wavelets welch
whittaker_henderson wiener windows zoom_fft zpk2sos zpk2ss zpk2tf
""",
    "scipy.sparse": """
SparseEfficiencyWarning SparseWarning absolute_import base block_array block_diag bmat bsr bsr_array bsr_matrix compressed construct coo
coo_array coo_matrix cs_graph_components csc csc_array csc_matrix csgraph csr csr_array csr_matrix data dia dia_array dia_matrix diags
diags_array division dok dok_array dok_matrix expand_dims extract eye eye_array find get_index_dtype hstack identity issparse isspmatrix
isspmatrix_bsr isspmatrix_coo isspmatrix_csc isspmatrix_csr isspmatrix_dia isspmatrix_dok isspmatrix_lil kron kronsum lil lil_array
lil_matrix linalg load_npz matrix_transpose permute_dims print_function rand random random_array safely_cast_index_arrays save_npz sparray
sparsetools spdiags spmatrix sputils swapaxes tril triu vstack
""",
    "scipy.sparse.linalg": """
ArpackError ArpackNoConvergence LaplacianNd LinearOperator MatrixRankWarning SuperLU absolute_import arpack aslinearoperator bicg bicgstab
cg cgs division dsolve eigen eigs eigsh expm expm_multiply factorized funm_multiply_krylov gcrotmk gmres interface inv is_sptriangular
isolve iterative lgmres linsolve lobpcg lsmr lsqr matfuncs matrix_power minres norm onenormest print_function qmr spbandwidth spilu splu
spsolve spsolve_triangular svds tfqmr use_solver utils
""",
    "scipy.special": """
SpecialFunctionError SpecialFunctionWarning absolute_import agm ai_zeros airy airye assoc_laguerre assoc_legendre_p assoc_legendre_p_all
basic bdtr bdtrc bdtri bdtrik bdtrin bei bei_zeros beip beip_zeros ber ber_zeros bernoulli berp berp_zeros bessel_diff_formula besselpoly
beta betainc betaincc betainccinv betaincinv betaln bi_zeros binom boxcox boxcox1p btdtr btdtri btdtria btdtrib c_roots cbrt cg_roots chdtr
chdtrc chdtri chdtriv chebyc chebys chebyt chebyu chndtr chndtridf chndtrinc chndtrix clpmn comb cosdg cosm1 cotdg dawsn digamma diric
division ellip_harm ellip_harm_2 ellip_normal ellipe ellipeinc ellipj ellipk ellipkinc ellipkm1 elliprc elliprd elliprf elliprg elliprj entr
erf erf_zeros erfc erfcinv erfcx erfi erfinv errprint errstate euler eval_chebyc eval_chebys eval_chebyt eval_chebyu eval_gegenbauer
eval_genlaguerre eval_hermite eval_hermitenorm eval_jacobi eval_laguerre eval_legendre eval_sh_chebyt eval_sh_chebyu eval_sh_jacobi
eval_sh_legendre exp1 exp10 exp2 expi expit expm1 expn exprel factorial factorial2 factorialk fdtr fdtrc fdtri fdtridfd fresnel
fresnel_zeros fresnelc_zeros fresnels_zeros gamma gammainc gammaincc gammainccinv gammaincinv gammaln gammasgn gdtr gdtrc gdtria gdtrib
gdtrix gegenbauer genlaguerre geterr h1vp h2vp h_roots hankel1 hankel1e hankel2 hankel2e he_roots hermite hermitenorm huber hyp0f1 hyp1f1
hyp1f2 hyp2f0 hyp2f1 hyp3f0 hyperu i0 i0e i1 i1e inv_boxcox inv_boxcox1p it2i0k0 it2j0y0 it2struve0 itairy iti0k0 itj0y0 itmodstruve0
itstruve0 iv ive ivp j0 j1 j_roots jacobi jn jn_zeros jnjnp_zeros jnp_zeros jnyn_zeros js_roots jv jve jvp k0 k0e k1 k1e kei kei_zeros keip
keip_zeros kelvin kelvin_zeros ker ker_zeros kerp kerp_zeros kl_div kn kolmogi kolmogorov kv kve kvp l_roots la_roots laguerre lambertw
legendre legendre_p legendre_p_all lmbda log1p log_expit log_ndtr log_softmax log_wright_bessel loggamma logit logsumexp lpmn lpmv lpn lqmn
lqn mathieu_a mathieu_b mathieu_cem mathieu_even_coef mathieu_modcem1 mathieu_modcem2 mathieu_modsem1 mathieu_modsem2 mathieu_odd_coef
mathieu_sem modfresnelm modfresnelp modstruve multigammaln nbdtr nbdtrc nbdtri nbdtrik nbdtrin ncfdtr ncfdtri ncfdtridfd ncfdtridfn
ncfdtrinc nctdtr nctdtridf nctdtrinc nctdtrit ndtr ndtri ndtri_exp np nrdtrimn nrdtrisd obl_ang1 obl_ang1_cv obl_cv obl_cv_seq obl_rad1
obl_rad1_cv obl_rad2 obl_rad2_cv orthogonal owens_t p_roots pbdn_seq pbdv pbdv_seq pbvv pbvv_seq pbwa pdtr pdtrc pdtri pdtrik perm poch
polygamma powm1 print_function pro_ang1 pro_ang1_cv pro_cv pro_cv_seq pro_rad1 pro_rad1_cv pro_rad2 pro_rad2_cv ps_roots pseudo_huber psi
radian rel_entr rgamma riccati_jn riccati_yn roots_chebyc roots_chebys roots_chebyt roots_chebyu roots_gegenbauer roots_genlaguerre
roots_hermite roots_hermitenorm roots_jacobi roots_laguerre roots_legendre roots_sh_chebyt roots_sh_chebyu roots_sh_jacobi roots_sh_legendre
round s_roots seterr sf_error sh_chebyt sh_chebyu sh_jacobi sh_legendre shichi sici sinc sindg smirnov smirnovi softmax softplus specfun
spence spfun_stats sph_harm sph_harm_y sph_harm_y_all sph_in sph_inkn sph_jn sph_jnyn sph_kn sph_legendre_p sph_legendre_p_all sph_yn
spherical_in spherical_jn spherical_kn spherical_yn stdtr stdtridf stdtrit stirling2 struve t_roots tandg tklmbda ts_roots u_roots us_roots
voigt_profile wofz wright_bessel wrightomega xlog1py xlogy y0 y0_zeros y1 y1_zeros y1p_zeros yn yn_zeros ynp_zeros yv yve yvp zeta zetac
""",
    "scipy.stats": """
Binomial BootstrapMethod CensoredData ConstantInputWarning Covariance DegenerateDataWarning FitError Logistic Mixture MonteCarloMethod
NearConstantInputWarning Normal PermutationMethod Uniform abs absolute_import alexandergovern alpha anderson anderson_ksamp anglit ansari
arcsine argus barnard_exact bartlett bayes_mvs bernoulli beta betabinom betai betanbinom betaprime biasedurn binned_statistic
binned_statistic_2d binned_statistic_dd binom binom_test binomtest boltzmann bootstrap boschloo_exact boxcox boxcox_llf boxcox_normmax
boxcox_normplot bradford brunnermunzel burr burr12 bws_test cauchy chatterjeexi chi chi2 chi2_contingency chisqprob chisquare circmean
circstd circvar combine_pvalues contingency cosine cramervonmises cramervonmises_2samp crystalball cumfreq describe dgamma
differential_entropy directional_stats dirichlet dirichlet_multinomial distributions division dlaplace dpareto_lognorm dunnett dweibull ecdf
energy_distance entropy epps_singleton_2samp erlang estimated_cdf exp expectile expon exponnorm exponpow exponweib f f_oneway f_value
f_value_multivariate f_value_wilks_lambda false_discovery_control fastsort fatiguelife find_repeats fisher_exact fisk fit fligner foldcauchy
foldnorm frechet_l frechet_r friedmanchisquare gamma gausshyper gaussian_kde genexpon genextreme gengamma genhalflogistic genhyperbolic
geninvgauss genlogistic gennorm genpareto geom gibrat gilbrat gmean gompertz goodness_of_fit gstd gumbel_l gumbel_r gzscore halfcauchy
halfgennorm halflogistic halfnorm histogram histogram2 hmean hypergeom hypsecant invgamma invgauss invweibull invwishart iqr irwinhall
itemfreq jarque_bera jf_skew_t johnsonsb johnsonsu kappa3 kappa4 kde kendalltau kruskal ks_1samp ks_2samp ksone kstat kstatvar kstest kstwo
kstwobign kurtosis kurtosistest landau laplace laplace_asymmetric levene levy levy_l levy_stable linregress lmoment log loggamma logistic
loglaplace lognorm logrank logser loguniform lomax make_distribution mannwhitneyu matrix_normal matrix_t maxwell median_abs_deviation
median_test mielke mode moment monte_carlo_test mood morestats moyal mstats mstats_basic mstats_extras multinomial multiscale_graphcorr
multivariate_hypergeom multivariate_normal multivariate_t mvn mvsdist nakagami nbinom ncf nchypergeom_fisher nchypergeom_wallenius nct ncx2
nhypergeom norm normal_inverse_gamma normaltest norminvgauss obrientransform order_statistic ortho_group page_trend_test pareto
pdf_fromgamma pearson3 pearsonr percentileofscore permutation_test planck pmean pointbiserialr poisson poisson_binom poisson_means_test
power power_divergence powerlaw powerlognorm powernorm ppcc_max ppcc_plot print_function probplot qmc quantile quantile_test randint
random_correlation random_table rankdata ranksums rayleigh rdist recipinvgauss reciprocal rel_breitwigner relfreq rice rv_continuous
rv_discrete rv_histogram rvs_ratio_uniforms scoreatpercentile sem semicircular shapiro siegelslopes sigmaclip signaltonoise skellam skew
skewcauchy skewnorm skewtest sobol_indices somersd spearmanr spearmanrho special_ortho_group square_of_sums ss statlib stats
studentized_range t theilslopes threshold tiecorrect tmax tmean tmin trapezoid trapz triang trim1 trim_mean trimboth truncate truncexpon
truncnorm truncpareto truncweibull_min tsem tstd ttest_1samp ttest_ind ttest_ind_from_stats ttest_rel tukey_hsd tukeylambda tvar uniform
uniform_direction unitary_group variation vonmises vonmises_fisher vonmises_line wald wasserstein_distance wasserstein_distance_nd
weibull_max weibull_min weightedtau wilcoxon wishart wrapcauchy yeojohnson yeojohnson_llf yeojohnson_normmax yeojohnson_normplot yulesimon
zipf zipfian zmap zscore
""",
    "sklearn.cluster": """
AffinityPropagation AgglomerativeClustering Birch BisectingKMeans DBSCAN FeatureAgglomeration HDBSCAN KMeans MeanShift MiniBatchKMeans
OPTICS SpectralBiclustering SpectralClustering SpectralCoclustering affinity_propagation cluster_optics_dbscan cluster_optics_xi
compute_optics_graph dbscan estimate_bandwidth get_bin_seeds k_means kmeans_plusplus linkage_tree mean_shift spectral_clustering ward_tree
""",
    "sklearn.datasets": """
clear_data_home dump_svmlight_file fetch_20newsgroups fetch_20newsgroups_vectorized fetch_california_housing fetch_covtype fetch_file
fetch_kddcup99 fetch_lfw_pairs fetch_lfw_people fetch_mldata fetch_olivetti_faces fetch_openml fetch_rcv1 fetch_species_distributions
get_data_home load_boston load_breast_cancer load_diabetes load_digits load_files load_iris load_linnerud load_mlcomp load_sample_image
load_sample_images load_svmlight_file load_svmlight_files load_wine make_biclusters make_blobs make_checkerboard make_circles
make_classification make_friedman1 make_friedman2 make_friedman3 make_gaussian_quantiles make_hastie_10_2 make_low_rank_matrix make_moons
make_multilabel_classification make_regression make_s_curve make_sparse_coded_signal make_sparse_spd_matrix make_sparse_uncorrelated
make_spd_matrix make_swiss_roll mldata_filename
""",
    "sklearn.decomposition": """
DictionaryLearning FactorAnalysis FastICA IncrementalPCA KernelPCA LatentDirichletAllocation MiniBatchDictionaryLearning MiniBatchNMF
MiniBatchSparsePCA NMF PCA RandomizedPCA SparseCoder SparsePCA TruncatedSVD dict_learning dict_learning_online fastica
non_negative_factorization randomized_svd sparse_encode
""",
    "sklearn.ensemble": """
AdaBoostClassifier AdaBoostRegressor BaggingClassifier BaggingRegressor BaseEnsemble ExtraTreesClassifier ExtraTreesRegressor
GradientBoostingClassifier GradientBoostingRegressor HistGradientBoostingClassifier HistGradientBoostingRegressor IsolationForest
RandomForestClassifier RandomForestRegressor RandomTreesEmbedding StackingClassifier StackingRegressor VotingClassifier VotingRegressor
bagging forest gradient_boosting partial_dependence weight_boosting
""",
    "sklearn.feature_extraction.text": """
CountVectorizer ENGLISH_STOP_WORDS HashingVectorizer TfidfTransformer TfidfVectorizer strip_accents_ascii strip_accents_unicode strip_tags
""",
    "sklearn.feature_selection": """
GenericUnivariateSelect RFE RFECV SelectFdr SelectFpr SelectFromModel SelectFwe SelectKBest SelectPercentile SelectorMixin
SequentialFeatureSelector VarianceThreshold chi2 f_classif f_oneway f_regression mutual_info_classif mutual_info_regression r_regression
""",
    "sklearn.linear_model": """
ARDRegression BayesianRidge ElasticNet ElasticNetCV GammaRegressor Hinge Huber HuberRegressor Lars LarsCV Lasso LassoCV LassoLars
LassoLarsCV LassoLarsIC LinearRegression Log LogisticRegression LogisticRegressionCV ModifiedHuber MultiTaskElasticNet MultiTaskElasticNetCV
MultiTaskLasso MultiTaskLassoCV OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV PassiveAggressiveClassifier PassiveAggressiveRegressor
Perceptron PoissonRegressor QuantileRegressor RANSACRegressor RandomizedLasso RandomizedLogisticRegression Ridge RidgeCV RidgeClassifier
RidgeClassifierCV SGDClassifier SGDOneClassSVM SGDRegressor SquaredLoss TheilSenRegressor TweedieRegressor enet_path lars_path
lars_path_gram lasso_path lasso_stability_path logistic_regression_path orthogonal_mp orthogonal_mp_gram ridge_regression
""",
    "sklearn.metrics": """
ConfusionMatrixDisplay DetCurveDisplay DistanceMetric PrecisionRecallDisplay PredictionErrorDisplay RocCurveDisplay SCORERS accuracy_score
adjusted_mutual_info_score adjusted_rand_score auc average_precision_score balanced_accuracy_score brier_score_loss calinski_harabasz_score
calinski_harabaz_score check_scoring class_likelihood_ratios classification_report cluster cohen_kappa_score completeness_score
confusion_matrix confusion_matrix_at_thresholds consensus_score coverage_error d2_absolute_error_score d2_brier_score d2_log_loss_score
d2_pinball_score d2_tweedie_score davies_bouldin_score dcg_score det_curve euclidean_distances explained_variance_score f1_score fbeta_score
fowlkes_mallows_score get_scorer get_scorer_names hamming_loss hinge_loss homogeneity_completeness_v_measure homogeneity_score jaccard_score
jaccard_similarity_score label_ranking_average_precision_score label_ranking_loss log_loss make_scorer matthews_corrcoef max_error
mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance mean_pinball_loss mean_poisson_deviance mean_squared_error
mean_squared_log_error mean_tweedie_deviance median_absolute_error metric_at_thresholds multilabel_confusion_matrix mutual_info_score
nan_euclidean_distances ndcg_score normalized_mutual_info_score pair_confusion_matrix pairwise_distances pairwise_distances_argmin
pairwise_distances_argmin_min pairwise_distances_chunked pairwise_kernels precision_recall_curve precision_recall_fscore_support
precision_score r2_score rand_score recall_score roc_auc_score roc_curve root_mean_squared_error root_mean_squared_log_error
silhouette_samples silhouette_score top_k_accuracy_score v_measure_score zero_one_loss
""",
    "sklearn.model_selection": """
BaseCrossValidator BaseShuffleSplit GridSearchCV GroupKFold GroupShuffleSplit KFold LearningCurveDisplay LeaveOneGroupOut LeaveOneOut
LeavePGroupsOut LeavePOut ParameterGrid ParameterSampler PredefinedSplit RandomizedSearchCV RepeatedKFold RepeatedStratifiedKFold
ShuffleSplit StratifiedGroupKFold StratifiedKFold StratifiedShuffleSplit TimeSeriesSplit check_cv cross_val_predict cross_val_score
cross_validate fit_grid_point learning_curve permutation_test_score train_test_split validation_curve
""",
    "sklearn.naive_bayes": """
BernoulliNB CategoricalNB ComplementNB GaussianNB MultinomialNB
""",
    "sklearn.neighbors": """
BallTree DistanceMetric KDTree KNeighborsClassifier KNeighborsRegressor KNeighborsTransformer KernelDensity LSHForest LocalOutlierFactor
NearestCentroid NearestNeighbors NeighborhoodComponentsAnalysis RadiusNeighborsClassifier RadiusNeighborsRegressor
RadiusNeighborsTransformer VALID_METRICS VALID_METRICS_SPARSE kneighbors_graph radius_neighbors_graph sort_graph_by_row_values
""",
    "sklearn.preprocessing": """
Binarizer FunctionTransformer Imputer KBinsDiscretizer KernelCenterer LabelBinarizer LabelEncoder MaxAbsScaler MinMaxScaler
MultiLabelBinarizer Normalizer OneHotEncoder OrdinalEncoder PolynomialFeatures PowerTransformer QuantileTransformer RobustScaler
SplineTransformer StandardScaler TargetEncoder add_dummy_feature binarize label_binarize maxabs_scale minmax_scale normalize power_transform
quantile_transform robust_scale scale
""",
    "sklearn.svm": """
LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR l1_min_c liblinear libsvm libsvm_sparse
""",
    "sklearn.tree": """
BaseDecisionTree DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor export_graphviz export_text plot_tree
""",
    "sqlalchemy": """
ARRAY AdaptedConnection AggregateOrderBy Alias AliasedReturnsRows Any AssertionPool AsyncAdaptedQueuePool BIGINT BINARY BLANK_SCHEMA BLOB
BOOLEAN BaseDDLElement BaseRow BigInteger BinaryExpression BindParameter BindTyping Boolean BooleanClauseList CHAR CLOB CTE CacheKey Case
Cast CheckConstraint CheckFirst ChunkedIteratorResult ClauseElement ClauseList CollectionAggregate Column ColumnClause ColumnCollection
ColumnDefault ColumnElement ColumnExpressionArgument ColumnOperators Compiled CompoundSelect Computed Connection Constraint
CreateEnginePlugin CreateTable CreateTableAs CreateView CursorResult DATE DATETIME DDL DDLElement DECIMAL DOUBLE DOUBLE_PRECISION Date
DateTime DefaultClause Delete Dialect Double DropTable DropView Engine Enum ExceptionContext Executable ExecutableDDLElement
ExecutionContext Exists Extract FLOAT False_ FetchedValue Float ForeignKey ForeignKeyConstraint ForeignKeyTarget FrameClause FrameClauseType
FromClause FromGrouping FrozenResult Function FunctionElement FunctionFilter GenerativeSelect Grouping HasCTE HasPrefixes HasSuffixes INT
INTEGER Identity Index Insert Inspector Integer Interval IteratorResult JSON Join LABEL_STYLE_DEFAULT LABEL_STYLE_DISAMBIGUATE_ONLY
LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL Label LambdaElement LargeBinary Lateral MappingResult MergedResult MetaData NCHAR NUMERIC
NVARCHAR Named NestedTransaction NotNullable Null NullPool Nullable Numeric NumericCommon Operators OrderByList Over PickleType Pool
PoolProxiedConnection PoolResetState PrimaryKeyConstraint QueuePool REAL ReleaseSavepointClause Result ResultProxy ReturnsRows
RollbackToSavepointClause RootTransaction Row RowMapping SMALLINT SQLColumnExpression SavepointClause ScalarResult ScalarSelect Select
SelectBase SelectLabelStyle Selectable Sequence SingletonThreadPool SmallInteger StatementLambdaElement StaticPool String Subquery TEXT TIME
TIMESTAMP TString Table TableClause TableSample TableValuedAlias TableValuedColumn Text TextAsFrom TextClause TextualSelect Time Transaction
True_ TryCast Tuple TupleType TwoPhaseTransaction TypeClause TypeCoerce TypeCompiler TypeDecorator TypedColumns URL UUID UnaryExpression
Unicode UnicodeText UniqueConstraint Update UpdateBase Uuid VARBINARY VARCHAR Values ValuesBase Visitable WithinGroup aggregate_order_by
alias all_ and_ annotations any_ asc between bindparam bitwise_not case cast collate column connectors create_engine create_mock_engine
create_pool_from_url cte custom_op delete desc dialects distinct engine engine_from_config event events exc except_ except_all exists ext
extract false from_dml_column func funcfilter future insert insert_sentinel inspect inspection intersect intersect_all join label
lambda_stmt lateral literal literal_column log make_url modifier not_ null nulls_first nulls_last nullsfirst nullslast or_ orm outerjoin
outparam over pool quoted_name result_tuple schema select sql table tablesample testing text true try_cast tstring tuple_ type_coerce types
union union_all update util values within_group
""",
    "statistics": """
NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean kde kde_random linear_regression mean median
median_grouped median_high median_low mode multimode pstdev pvariance quantiles stdev variance
""",
    "string": """
Formatter Template ascii_letters ascii_lowercase ascii_uppercase atof atof_error atoi atoi_error atol atol_error capitalize capwords center
count digits expandtabs find hexdigits index index_error join joinfields letters ljust lower lowercase lstrip maketrans octdigits printable
punctuation replace rfind rindex rjust rsplit rstrip split splitfields strip swapcase translate upper uppercase whitespace zfill
""",
    "sympy": """
Abs AccumBounds Add Adjoint AlgebraicField AlgebraicNumber And AppliedPredicate Array AssumptionsContext Atom AtomicExpr BasePolynomialError
Basic BlockDiagMatrix BlockMatrix C CC CRootOf Catalan Chi Ci Circle ClassRegistry CoercionFailed Complement ComplexField ComplexRegion
ComplexRootOf Complexes ComputationFailed ConditionSet Contains CosineTransform Curve DeferredVector DenseNDimArray Derivative Determinant
DiagMatrix DiagonalMatrix DiagonalOf Dict DiracDelta DisjointUnion Domain DomainError DotProduct Dummy E E1 EPath EX EXRAW Ei Eijk Ellipse
EmptySequence EmptySet Eq Equality Equivalent EulerGamma EvaluationFailed ExactQuotientFailed Expr ExpressionDomain ExtraneousFactors FF
FF_gmpy FF_python FU FallingFactorial FiniteField FiniteSet FlagError Float FourierTransform FractionField Function FunctionClass
FunctionMatrix GF GMPYFiniteField GMPYIntegerRing GMPYRationalField Ge GeneratorsError GeneratorsNeeded GeometryError GoldenRatio
GramSchmidt GreaterThan GroebnerBasis Gt HadamardPower HadamardProduct HankelTransform Heaviside HeuristicGCDFailed HomomorphismFailed I ITE
Id Identity Idx ImageSet ImmutableDenseMatrix ImmutableDenseNDimArray ImmutableMatrix ImmutableSparseMatrix ImmutableSparseNDimArray Implies
Indexed IndexedBase Integer IntegerRing Integers Integral Intersection Interval Inverse InverseCosineTransform InverseFourierTransform
InverseHankelTransform InverseLaplaceTransform InverseMellinTransform InverseSineTransform IsomorphismFailed KroneckerDelta KroneckerProduct
LC LM LT Lambda LambertW LaplaceTransform Le LessThan LeviCivita Li Limit Line Line2D Line3D Lt MatAdd MatMul MatPow Matrix MatrixBase
MatrixExpr MatrixPermute MatrixSlice MatrixSymbol Max MellinTransform Min Mod Monomial Mul MultivariatePolynomialError MutableDenseMatrix
MutableDenseNDimArray MutableMatrix MutableSparseMatrix MutableSparseNDimArray N NDimArray Nand Naturals Naturals0 Ne NonSquareMatrixError
Nor Not NotAlgebraic NotInvertible NotReversible Number NumberSymbol O OmegaPower OneMatrix OperationNotSupported OptionError Options Or
Order Ordinal POSform Parabola Permanent PermutationMatrix Piecewise Plane Point Point2D Point3D PoleError PolificationFailed Poly Polygon
PolynomialDivisionFailed PolynomialError PolynomialRing Pow PowerSet PrecisionExhausted Predicate Product ProductSet PurePoly
PythonFiniteField PythonIntegerRing PythonRational PythonRationalField Q QQ QQ_I QQ_gmpy QQ_python Quaternion RR Range Rational
RationalField Rationals Ray Ray2D Ray3D RealField RealNumber Reals RefinementFailed RegularPolygon Rel Rem RisingFactorial RootOf RootSum S
SOPform SYMPY_DEBUG Segment Segment2D Segment3D SeqAdd SeqFormula SeqMul SeqPer Set ShapeError Shi Si Sieve SineTransform
SingularityFunction SparseMatrix SparseNDimArray StrPrinter StrictGreaterThan StrictLessThan Subs Sum Symbol SymmetricDifference
SympifyError TableForm Trace Transpose Triangle TribonacciConstant Tuple Unequality UnevaluatedExpr UnificationFailed Union
UnivariatePolynomialError UniversalSet Wild WildFunction Xor Ynm Ynm_c ZZ ZZ_I ZZ_gmpy ZZ_python ZeroMatrix Znm __version__ abc abundance
acos acosh acot acoth acsc acsch add adjoint airyai airyaiprime airybi airybiprime algebras all_roots andre apart apart_list appellf1
apply_finite_diff approximants are_similar arg arity array as_finite_diff asec asech asin asinh ask ask_generated assemble_partfrac_list
assoc_laguerre assoc_legendre assume assuming assumptions atan atan2 atanh banded basic bell benchmarks bernoulli besseli besselj besselk
besselsimp bessely beta betainc betainc_regularized binomial binomial_coefficients binomial_coefficients_list bivariate block_collapse
blockcut bool_map boolalg bottom_up bspline_basis bspline_basis_set cache cacheit calculus cancel capture carmichael cartes casoratian
catalan categories cbrt ccode ceiling centroid chebyshevt chebyshevt_poly chebyshevt_root chebyshevu chebyshevu_poly chebyshevu_root
check_assumptions checkodesol checkpdesol checksol class_registry classify_ode classify_pde closest_points codegen cofactors collect
collect_const combinatorial combinatorics combsimp common comp compatibility compose composite compositepi concrete conditionset conftest
conjugate construct_domain containers contains content continued_fraction continued_fraction_convergents continued_fraction_iterator
continued_fraction_periodic continued_fraction_reduce convex_hull convolution convolutions core coreerrors cos cosh cosine_transform cot
coth count_ops count_roots covering_product crypto csc csch cse cse_main cse_opts curve cxxcode cycle_length cyclotomic_poly decompogen
decompose decorator decorators default_sort_key deg degree degree_list denom dense deprecated derive_by_array det det_quick deutils diag
diagonalize_vector dict_merge diff difference_delta differentiate_finite diffgeom digamma diophantine dirichlet_eta discrete discrete_log
discriminant div divisor_count divisor_sigma divisors doctest dotprint dsolve egyptian_fraction elementary ellipse elliptic_e elliptic_f
elliptic_k elliptic_pi entity enumerative epath epathtools erf erf2 erf2inv erfc erfcinv erfi erfinv euler euler_equations evalf evaluate
exceptions exp exp_polar expand expand_complex expand_func expand_log expand_mul expand_multinomial expand_power_base expand_power_exp
expand_trig expint expr expr_with_intlimits expr_with_limits expressions exprtools exptrigsimp exquo external eye factor factor_
factor_cache factor_list factor_nc factor_system factor_terms factorial factorial2 factorint factorrat facts failing_assumptions false
fancysets farthest_points fcode ff fft fibonacci field field_isomorphism filldedent finite_diff_weights flatten floor fourier_series
fourier_transform fps frac fraction fresnelc fresnels fu function functions fwht galgebra galois_group gamma gammasimp gcd gcd_list
gcd_terms gcdex gegenbauer generate genocchi geometry get_contraction_structure get_indices gff gff_list glsl_code gosper grevlex grlex
groebner ground_roots group gruntz hadamard_product half_gcdex hankel1 hankel2 hankel_transform harmonic has_dups has_variety hermite
hermite_poly hermite_prob hermite_prob_poly hessian hn1 hn2 holonomic homogeneous_order horner hyper hyperexpand hypersimilar hypersimp
idiff ifft ifwht igcd igrevlex igrlex ilcm ilex im imageset immutable index_methods indexed inequalities inference init_printing
init_session integer_log integer_nthroot integrals integrate interactive interactive_traversal interpolate interpolating_poly
interpolating_spline intersecting_product intersection intervals intt inv_quick inverse_cosine_transform inverse_fourier_transform
inverse_hankel_transform inverse_laplace_transform inverse_mellin_transform inverse_mobius_transform inverse_sine_transform invert
is_abundant is_amicable is_carmichael is_convex is_decreasing is_deficient is_increasing is_mersenne_prime is_monotonic is_nthpow_residue
is_perfect is_primitive_root is_quad_residue is_strictly_decreasing is_strictly_increasing is_zero_dimensional isolate isprime iterables
itermonomials jacobi jacobi_normalized jacobi_poly jacobi_symbol jn jn_zeros jordan_cell jscode julia_code kronecker_product
kronecker_symbol kroneckersimp laguerre laguerre_poly lambdify laplace_correspondence laplace_initial_conds laplace_transform latex lcm
lcm_list legendre legendre_poly legendre_symbol lerchphi lex li liealgebras limit limit_seq line line_integrate linear_eq_to_matrix linsolve
list2numpy ln log logcombine loggamma logic lowergamma lucas magic manualintegrate maple_code marcumq mathematica_code mathieuc
mathieucprime mathieus mathieusprime mathml matrices matrix2numpy matrix_multiply_elementwise matrix_symbols maximum meijerg meijerint
mellin_transform memoization memoize_property mersenne_prime_exponent minimal_polynomial minimum minpoly misc mobius mobius_transform mod
mod_inverse monic motzkin mul multidimensional multigamma multiline_latex multinomial multinomial_coefficients multipledispatch multiplicity
n_order nan nextprime nfloat nonlinsolve not_empty_in npartitions nroots nsimplify nsolve nth_power_roots_poly ntheory nthroot_mod ntt
num_digits numbered_symbols numbers numer octave_code ode ode_order ones oo operations ord0 ordered ordinals pager_print parabola
parallel_poly_from_expr parse_expr parsing partition partitions_ pde pde_separate pde_separate_add pde_separate_mul pdiv pdsolve per
perfect_power periodic_argument periodicity permutedims pexquo physics pi piecewise_exclusive piecewise_fold plane plot plot_backends
plot_implicit plot_parametric plotting point polar_lift polarify pollard_pm1 pollard_rho poly poly_from_expr polygamma polygon polylog polys
polysys posify postfixes postorder_traversal powdenest power powerset powsimp pprint pprint_try_use_unicode pprint_use_unicode pquo prefixes
prem preorder_traversal pretty pretty_print preview prevprime prime prime_decomp prime_valuation primefactors primenu primeomega primepi
primerange primetest primitive primitive_element primitive_root primorial principal_branch print_ccode print_fcode print_glsl print_gtk
print_jscode print_latex print_maple_code print_mathml print_python print_rcode print_tree printing prod product products
proper_divisor_count proper_divisors public pycode python quadratic_congruence quadratic_residues quo rad radsimp randMatrix random_poly
randprime randtest rational_interpolate ratsimp ratsimpmodprime rcode rcollect re real_root real_roots recurr reduce_abs_inequalities
reduce_abs_inequality reduce_inequalities reduced reduced_totient refine refine_root register_handler relational release rem remove_handler
reshape residue residue_ntheory resultant rf riemann_xi ring root rootof roots rot_axis1 rot_axis2 rot_axis3 rot_ccw_axis1 rot_ccw_axis2
rot_ccw_axis3 rot_givens rotations round_two rsolve rsolve_hyper rsolve_poly rsolve_ratio rules runtests rust_code sandbox satisfiable sec
sech separatevars sequence series seterr sets sfield shape sieve sift sign signsimp simplify simplify_logic sin sinc sine_transform
singleton singularities singularityfunctions singularityintegrate sinh smtlib_code solve solve_linear solve_linear_system
solve_linear_system_LU solve_poly_inequality solve_poly_system solve_rational_inequalities solve_triangulated solve_undetermined_coeffs
solve_univariate_inequality solvers solveset source sparse sparsetools special sqf sqf_list sqf_norm sqf_part sqrt sqrt_mod sqrt_mod_iter
sqrtdenest srepr sring sstr sstrrepr stationary_points stats stieltjes strategies sturm subfactorial subresultants subsets substitution
summation summations swinnerton_dyer_poly symarray symbol symbols symmetric_poly symmetrize sympify take tan tanh tensor tensorcontraction
tensordiagonal tensorproduct terms_gcd test textplot this threaded timed timeutils to_cnf to_dnf to_nnf to_number_field together
topological_sort total_degree totient trace trailing transforms transpose traversaltools tribonacci trigamma trigonometry trigsimp true
trunc unbranched_argument unflatten unify unpolarify uppergamma use util utilities var variations vector vectorize vfield viete vring
wronskian xfield xring xthreaded yn zeros zeta zoo
""",
    "sympy.abc": """
A Any B C D E F G H I J K L M N O P Q R S T U V W X Y Z a alpha annotations b beta c chi d delta division e epsilon eta exec_ f g gamma
greeks h i iota j k kappa l lamda m mu n ns nu o omega omicron p phi pi print_function psi q r rho s sigma string symbols t tau theta u
upsilon v w x xi y z zeta
""",
    "sympy.physics.mechanics": """
ActuatorBase Body CoordinateSym CoulombKineticFriction CylindricalJoint DuffingSpring Dyadic Force ForceActuator Inertia JointsMethod
KanesMethod LagrangesMethod Lagrangian LinearDamper LinearPathway LinearSpring Linearizer ObstacleSetPathway Particle PathwayBase PinJoint
PlanarJoint Point PrismaticJoint ReferenceFrame RigidBody SphericalJoint SymbolicSystem System Torque TorqueActuator Vector WeldJoint
WrappingCylinder WrappingGeometryBase WrappingPathway WrappingSphere angular_momentum cross curl divergence dot dynamicsymbols express
find_dynamicsymbols get_motion_params gradient inertia inertia_of_point_mass init_vprinting is_conservative is_solenoidal
kinematic_equations kinetic_energy linear_momentum mechanics_printing mlatex mpprint mprint msprint msubs outer partial_velocity
potential_energy scalar_potential scalar_potential_difference time_derivative vector vlatex vpprint vprint vsprint vsstrrepr
""",
    "sympy.physics.units": """
A Bq C D Da Dimension DimensionSystem F G Gy H Hz J K L N Pa Quantity R S T Unit UnitSystem V W Wb Z0 acceleration
acceleration_due_to_gravity action amount amount_of_substance ampere amperes amu amus angstrom angstroms angular_mil angular_mils
anomalistic_year anomalistic_years area astronomical_unit astronomical_units atm atmosphere atmospheres atomic_mass_constant
atomic_mass_unit atto au avogadro avogadro_constant avogadro_number bar bars becquerel bit bits boltzmann boltzmann_constant byte c cL
candela candelas capacitance cd centi centiliter centiliters centimeter centimeters charge cl cm common_year common_years conductance
convert_to coulomb coulomb_constant coulombs current dHg0 dL dalton day days deca deci deciliter deciliters decimeter decimeters definitions
deg degree degrees dimensions dioptre dl dm draconic_year draconic_years e0 eV electric_constant electric_force_constant electron_rest_mass
electronvolt electronvolts elementary_charge energy exa exbi exbibyte exbibytes farad faraday_constant farads feet femto find_unit foot
force frequency ft full_moon_cycle full_moon_cycles g gaussian_year gaussian_years gee gees gibi gibibyte gibibytes giga gram grams
gravitational_constant gray h ha hbar hectare hecto henry henrys hertz hour hours hz impedance inch inches inductance josephson_constant
joule joules julian_year julian_years kPa kat katal kelvin kelvins kg kibi kibibyte kibibytes kilo kilogram kilograms kilometer kilometers
km l length lightyear lightyears liter liters luminosity luminous_intensity lux lx ly m mL magnetic_constant magnetic_density magnetic_flux
magnetic_flux_density mass me mebi mebibyte mebibytes mega meter meters metric_ton mg mho mhos mi micro microgram micrograms micrometer
micrometers micron microns microsecond microseconds mil mile miles milli milli_mass_unit milligram milligrams milliliter milliliters
millimeter millimeters millisecond milliseconds minute minutes mks mksa ml mm mmHg mmu mmus mol molar_gas_constant mole moles momentum ms
nano nanometer nanometers nanosecond nanoseconds nautical_mile nautical_miles newton newtons nm nmi ns ohm ohms optical_power pa pascal
pascals pebi pebibyte pebibytes percent percents permille peta pico picometer picometers picosecond picoseconds planck planck_acceleration
planck_angular_frequency planck_area planck_charge planck_current planck_density planck_energy planck_energy_density planck_force
planck_impedance planck_intensity planck_length planck_mass planck_momentum planck_power planck_pressure planck_temperature planck_time
planck_voltage planck_volume pm pound pounds power prefixes pressure ps psi quantities quart quarts rad radian radians s second seconds si
sidereal_year sidereal_years siemens speed speed_of_light sr stefan stefan_boltzmann_constant steradian steradians string_types systems t
tebi tebibyte tebibytes temperature tera tesla teslas tests time tonne torr tropical_year tropical_years u0 ug um unitsystem us util v
vacuum_impedance vacuum_permeability vacuum_permittivity velocity volt voltage volts volume von_klitzing_constant watt watts wb weber webers
yard yards yd year years yocto yotta zepto zetta
""",
    "sympy.plotting": """
PlotGrid PygletPlot experimental_lambdify intervalmath plot plot3d plot3d_parametric_line plot3d_parametric_surface plot_backends
plot_contour plot_implicit plot_parametric pygletplot tests textplot
""",
    "sympy.stats": """
Arcsin Benini Bernoulli BernoulliProcess Beta BetaBinomial BetaNoncentral BetaPrime Binomial BoundedPareto Cauchy CentralMoment Chi
ChiNoncentral ChiSquared CircularEnsemble CircularOrthogonalEnsemble CircularSymplecticEnsemble CircularUnitaryEnsemble Coin
ContinuousDistributionHandmade ContinuousMarkovChain ContinuousRV Covariance CrossCovarianceMatrix Dagum Davis Die Dirichlet
DiscreteDistributionHandmade DiscreteMarkovChain DiscreteRV DiscreteTimeStochasticProcess DiscreteUniform E Erlang ExGaussian Expectation
ExpectationMatrix Exponential ExponentialPower FDistribution FiniteDistributionHandmade FiniteRV FisherZ FlorySchulz Frechet Gamma
GammaInverse GammaProcess GaussianEnsemble GaussianInverse GaussianOrthogonalEnsemble GaussianSymplecticEnsemble GaussianUnitaryEnsemble
GeneralizedMultivariateLogGamma GeneralizedMultivariateLogGammaOmega GeneratorMatrixOf Geometric Gompertz Gumbel H Hermite Hypergeometric
IdealSoliton JointEigenDistribution JointRV Kumaraswamy Laplace Levy LogCauchy LogLogistic LogNormal Logarithmic Logistic LogitNormal Lomax
MatrixGamma MatrixNormal MatrixStudentT Maxwell Moment Moyal Multinomial MultivariateBeta MultivariateEwens MultivariateLaplace
MultivariateNormal MultivariateT Nakagami NegativeBinomial NegativeMultinomial Normal NormalGamma P Pareto Poisson PoissonProcess
PowerFunction Probability QuadraticU Rademacher RaisedCosine Rayleigh Reciprocal RobustSoliton ShiftedGompertz Skellam StochasticProcess
StochasticStateSpaceOf StudentT TransitionMatrixOf Trapezoidal Triangular Uniform UniformSum Variance VarianceMatrix VonMises Wald Weibull
WienerProcess WignerSemicircle Wishart YuleSimon Zeta cdf characteristic_function cmoment correlation coskewness covariance density
dependent entropy factorial_moment given independent joint_eigen_distribution kurtosis level_spacing_distribution marginal_distribution
median moment moment_generating_function pspace quantile random_symbols sample sample_iter sample_stochastic_process sampling_density
skewness smoment std variance where
""",
    "tensorflow.keras.callbacks": """
*keras.callbacks
""",
    "tensorflow.keras.layers": """
*keras.layers
""",
    "tensorflow.keras.models": """
*keras.models
""",
    "tensorflow.keras.optimizers": """
*keras.optimizers
""",
    "tensorflow.keras.utils": """
*keras.utils
""",
    "time": """
CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI CLOCK_THREAD_CPUTIME_ID accept2dyear
altzone asctime clock clock_getres clock_gettime clock_gettime_ns clock_settime clock_settime_ns ctime daylight get_clock_info gmtime
localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns pthread_getcpuclockid sleep strftime
strptime struct_time thread_time thread_time_ns time time_ns timezone tzname tzset
""",
    "tkinter": """
ACTIVE ALL ANCHOR ARC BASELINE BEVEL BOTH BOTTOM BROWSE BUTT BaseWidget BitmapImage BooleanVar Button CASCADE CENTER CHAR CHECKBUTTON CHORD
COMMAND CURRENT CallWrapper Canvas Checkbutton DISABLED DOTBOX DoubleVar E END EW EXCEPTION EXTENDED Entry Event EventType FALSE FIRST FLAT
Frame GROOVE Grid HIDDEN HORIZONTAL INSERT INSIDE Image IntVar LAST LEFT Label LabelFrame Listbox MITER MOVETO MULTIPLE Menu Menubutton
Message Misc N NE NO NONE NORMAL NS NSEW NUMERIC NW NoDefaultRoot OFF ON OUTSIDE OptionMenu PAGES PIESLICE PROJECTING Pack PanedWindow
PhotoImage Place RADIOBUTTON RAISED READABLE RIDGE RIGHT ROUND Radiobutton S SCROLL SE SEL SEL_FIRST SEL_LAST SEPARATOR SINGLE SOLID SUNKEN
SW Scale Scrollbar Spinbox StringVar TOP TRUE Tcl TclError TclVersion Text Tk TkVersion Toplevel UNDERLINE UNITS VERTICAL Variable W WORD
WRITABLE Widget Wm X XView Y YES YView colorchooser commondialog constants dialog dnd enum filedialog font getboolean getdouble getint
image_names image_types mainloop messagebox re scrolledtext simpledialog sys test tix ttk wantobjects
""",
    "tkinter.constants": """
ACTIVE ALL ANCHOR ARC BASELINE BEVEL BOTH BOTTOM BROWSE BUTT CASCADE CENTER CHAR CHECKBUTTON CHORD COMMAND CURRENT DISABLED DOTBOX E END EW
EXTENDED FALSE FIRST FLAT Final GROOVE HIDDEN HORIZONTAL INSERT INSIDE LAST LEFT MITER MOVETO MULTIPLE N NE NO NONE NORMAL NS NSEW NUMERIC
NW OFF ON OUTSIDE PAGES PIESLICE PROJECTING RADIOBUTTON RAISED RIDGE RIGHT ROUND S SCROLL SE SEL SEL_FIRST SEL_LAST SEPARATOR SINGLE SOLID
SUNKEN SW TOP TRUE UNDERLINE UNITS VERTICAL W WORD X Y YES
""",
    "tkinter.filedialog": """
ACTIVE ALL ANCHOR ARC BASELINE BEVEL BOTH BOTTOM BROWSE BUTT BaseWidget BitmapImage BooleanVar Button CASCADE CENTER CHAR CHECKBUTTON CHORD
COMMAND CURRENT CallWrapper Canvas Checkbutton DISABLED DOTBOX Dialog Directory DoubleVar E END EW EXCEPTION EXTENDED Entry Event EventType
FALSE FIRST FLAT FileDialog Frame GROOVE Grid HIDDEN HORIZONTAL INSERT INSIDE Image IntVar LAST LEFT Label LabelFrame Listbox LoadFileDialog
MITER MOVETO MULTIPLE Menu Menubutton Message Misc N NE NO NONE NORMAL NS NSEW NUMERIC NW NoDefaultRoot OFF ON OUTSIDE Open OptionMenu PAGES
PIESLICE PROJECTING Pack PanedWindow PhotoImage Place RADIOBUTTON RAISED READABLE RIDGE RIGHT ROUND Radiobutton S SCROLL SE SEL SEL_FIRST
SEL_LAST SEPARATOR SINGLE SOLID SUNKEN SW SaveAs SaveFileDialog Scale Scrollbar Spinbox StringVar TOP TRUE Tcl TclError TclVersion Text Tk
TkVersion Toplevel UNDERLINE UNITS VERTICAL Variable W WORD WRITABLE Widget Wm X XView Y YES YView askdirectory askopenfile askopenfilename
askopenfilenames askopenfiles asksaveasfile asksaveasfilename commondialog constants dialogstates enum fnmatch getboolean getdouble getint
image_names image_types mainloop os re sys test wantobjects
""",
    "tkinter.messagebox": """
ABORT ABORTRETRYIGNORE CANCEL Dialog ERROR IGNORE INFO Message NO OK OKCANCEL QUESTION RETRY RETRYCANCEL WARNING YES YESNO YESNOCANCEL
askokcancel askquestion askretrycancel askyesno askyesnocancel showerror showinfo showwarning
""",
    "tkinter.ttk": """
Button Checkbutton Combobox Entry Frame Label LabelFrame LabeledScale Labelframe Menubutton Notebook OptionMenu PanedWindow Panedwindow
Progressbar Radiobutton Scale Scrollbar Separator Sizegrip Spinbox Style Treeview setup_master tclobjs_to_py
""",
    "torch": """
AVG AcceleratorError AggregationType AliasDb AnyType Argument ArgumentSpec AwaitType BenchmarkConfig BenchmarkExecutionStats Block
BoolStorage BoolTensor BoolType BufferDict ByteStorage ByteTensor CallStack Capsule CharStorage CharTensor ClassType Code CompilationUnit
CompleteArgumentSpec ComplexType ConcreteModuleType ConcreteModuleTypeBuilder DeepCopyMemoTable DeserializationStorageContext DeviceObjType
DictType DisableTorchFunction DisableTorchFunctionSubclass DispatchKey DispatchKeySet DoubleStorage DoubleTensor EnumType ErrorReport Event
ExcludeDispatchKeyGuard ExecutionPlan FatalError FileCheck FloatStorage FloatTensor FloatType FunctionSchema Future FutureType Generator
GradScaler Gradient Graph GraphExecutorState IODescriptor InferredType IntStorage IntTensor IntType InterfaceType JITException ListType
LiteScriptModule LockingLogger LongStorage LongTensor ModuleDict Node NoneType NoopLogger NumberType OperatorInfo OptionalType
OutOfMemoryError ParameterDict PyObjectType PyTorchFileReader PyTorchFileWriter RRefType SUM ScriptClass ScriptClassFunction ScriptDict
ScriptDictIterator ScriptDictKeyIterator ScriptFunction ScriptList ScriptListIterator ScriptMethod ScriptModule ScriptModuleSerializer
ScriptObject ScriptObjectProperty SerializationStorageContext ShortStorage ShortTensor Size StaticModule Stream StreamObjType StringType
SymBool SymBoolType SymFloat SymInt SymIntType Tag Tensor TensorType ThroughputBenchmark TracingState TupleType Type TypedStorage UnionType
UntypedStorage Use Value abs abs_ absolute acos acos_ acosh acosh_ adaptive_avg_pool1d adaptive_max_pool1d add addbmm addcdiv addcmul addmm
addmv addmv_ addr adjoint affine_grid_generator alias_copy all allclose alpha_dropout alpha_dropout_ amax amin aminmax angle any arange
arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_ arctan arctan2 arctan_ arctanh arctanh_ are_deterministic_algorithms_enabled
argmax argmin argsort argwhere as_strided as_strided_ as_strided_copy as_strided_scatter as_tensor asarray asin asin_ asinh asinh_ atan
atan2 atan_ atanh atanh_ atleast_1d atleast_2d atleast_3d autocast autocast_decrement_nesting autocast_increment_nesting avg_pool1d baddbmm
bartlett_window batch_norm batch_norm_backward_elemt batch_norm_backward_reduce batch_norm_elemt batch_norm_gather_stats
batch_norm_gather_stats_with_counts batch_norm_stats batch_norm_update_stats bernoulli bfloat16 bilinear binary_cross_entropy_with_logits
bincount binomial bit bits16 bits1x8 bits2x4 bits4x2 bits8 bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift
bitwise_xor blackman_window block_diag bmm bool broadcast_tensors broadcast_to bucketize can_cast cartesian_prod cat ccol_indices_copy cdist
cdouble ceil ceil_ celu celu_ cfloat chain_matmul chalf channel_shuffle cholesky cholesky_inverse cholesky_solve choose_qparams_optimized
chunk clamp clamp_ clamp_max clamp_max_ clamp_min clamp_min_ clear_autocast_cache clip clip_ clone col_indices_copy column_stack
combinations compile complex complex128 complex32 complex64 concat concatenate cond conj conj_physical conj_physical_ constant_pad_nd conv1d
conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d convolution copysign corrcoef cos cos_ cosh cosh_
cosine_embedding_loss cosine_similarity count_nonzero cov cpp cross crow_indices_copy ctc_loss cudnn_affine_grid_generator cudnn_batch_norm
cudnn_convolution cudnn_convolution_add_relu cudnn_convolution_relu cudnn_convolution_transpose cudnn_grid_sampler cudnn_is_acceptable
cummax cummin cumprod cumsum cumulative_trapezoid default_generator deg2rad deg2rad_ dequantize det detach detach_ detach_copy device diag
diag_embed diagflat diagonal diagonal_copy diagonal_scatter diff digamma dist div divide dot double dropout dropout_ dsmm dsplit dstack
dtype e einsum embedding embedding_bag embedding_renorm_ empty empty_like empty_permuted empty_quantized empty_strided enable_grad eq equal
erf erf_ erfc erfc_ erfinv exp exp2 exp2_ exp_ expand_copy expm1 expm1_ export eye fake_quantize_per_channel_affine
fake_quantize_per_tensor_affine fbgemm_linear_fp16_weight fbgemm_linear_fp16_weight_fp32_activation fbgemm_linear_int8_weight
fbgemm_linear_int8_weight_fp32_activation fbgemm_linear_quantize_weight fbgemm_pack_gemm_matrix_fp16 fbgemm_pack_quantized_matrix
feature_alpha_dropout feature_alpha_dropout_ feature_dropout feature_dropout_ fill fill_ finfo fix fix_ flatten flip fliplr flipud float
float16 float32 float4_e2m1fn_x2 float64 float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu float_power floor floor_
floor_divide fmax fmin fmod fork frac frac_ frexp frobenius_norm from_file from_numpy frombuffer full full_like
fused_moving_avg_obs_fake_quant gather gcd gcd_ ge geqrf ger get_autocast_cpu_dtype get_autocast_dtype get_autocast_gpu_dtype
get_autocast_ipu_dtype get_autocast_xla_dtype get_default_device get_default_dtype get_deterministic_debug_mode get_device get_device_module
get_float32_matmul_precision get_num_interop_threads get_num_threads get_rng_state gradient greater greater_equal grid_sampler
grid_sampler_2d grid_sampler_3d group_norm gru gru_cell gt half hamming_window hann_window hardshrink has_lapack has_mkl has_openmp
has_spectral hash_tensor heaviside hinge_embedding_loss histc histogram histogramdd hsmm hsplit hspmm hstack hypot i0 i0_ igamma igammac
iinfo imag import_ir_module import_ir_module_from_buffer index_add index_copy index_fill index_put index_put_ index_reduce index_select
indices_copy inf inference_mode init_num_threads initial_seed inner instance_norm int int1 int16 int2 int3 int32 int4 int5 int6 int64 int7
int8 int_repr inverse is_anomaly_check_nan_enabled is_anomaly_enabled is_autocast_cache_enabled is_autocast_cpu_enabled is_autocast_enabled
is_autocast_ipu_enabled is_autocast_xla_enabled is_complex is_conj is_deterministic_algorithms_warn_only_enabled is_distributed
is_floating_point is_grad_enabled is_inference is_inference_mode_enabled is_neg is_nonzero is_same_size is_signed is_storage is_tensor
is_vulkan_available is_warn_always_enabled isclose isfinite isin isinf isnan isneginf isposinf isreal istft kaiser_window kl_div kron
kthvalue layer_norm layout lcm lcm_ ldexp ldexp_ le lerp less less_equal lgamma linspace load lobpcg log log10 log10_ log1p log1p_ log2
log2_ log_ log_softmax logaddexp logaddexp2 logcumsumexp logdet logical_and logical_not logical_or logical_xor logit logit_ logspace
logsumexp long lstm lstm_cell lt lu_solve lu_unpack manual_seed margin_ranking_loss masked_fill masked_scatter masked_select matmul
matrix_exp matrix_power max max_pool1d max_pool1d_with_indices max_pool2d max_pool3d maximum mean median memory_format
merge_type_from_type_comment meshgrid min minimum miopen_batch_norm miopen_convolution miopen_convolution_add_relu miopen_convolution_relu
miopen_convolution_transpose miopen_ctc_loss miopen_depthwise_convolution miopen_rnn mkldnn_adaptive_avg_pool2d mkldnn_convolution
mkldnn_linear_backward_weights mkldnn_max_pool2d mkldnn_max_pool3d mkldnn_rnn_layer mm mode moveaxis movedim msort mul multinomial multiply
mv mvlgamma nan nan_to_num nan_to_num_ nanmean nanmedian nanquantile nansum narrow narrow_copy native_batch_norm native_channel_shuffle
native_dropout native_group_norm native_layer_norm native_norm ne neg neg_ negative negative_ newaxis nextafter no_grad nonzero
nonzero_static norm norm_except_dim normal not_equal nuclear_norm numel ones ones_like orgqr ormqr outer pairwise_distance parse_ir
parse_schema parse_type_comment pdist permute permute_copy pi pinverse pixel_shuffle pixel_unshuffle poisson poisson_nll_loss polar
polygamma positive pow prelu prod promote_types put q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point
qint32 qint8 qr qscheme quantile quantize_per_channel quantize_per_tensor quantize_per_tensor_dynamic quantized_batch_norm
quantized_gru_cell quantized_lstm_cell quantized_max_pool1d quantized_max_pool2d quantized_max_pool3d quantized_rnn_relu_cell
quantized_rnn_tanh_cell quint2x4 quint4x2 quint8 rad2deg rad2deg_ rand rand_like randint randint_like randn randn_like randperm range ravel
real reciprocal reciprocal_ relu relu_ remainder renorm repeat_interleave reshape resize_as_ resize_as_sparse_ resolve_conj resolve_neg
result_type rms_norm rnn_relu rnn_relu_cell rnn_tanh rnn_tanh_cell roll rot90 round round_ row_indices_copy row_stack rrelu rrelu_ rsqrt
rsqrt_ rsub saddmm save scalar_tensor scatter scatter_add scatter_reduce searchsorted seed select select_copy select_scatter selu selu_
set_anomaly_enabled set_autocast_cache_enabled set_autocast_cpu_dtype set_autocast_cpu_enabled set_autocast_dtype set_autocast_enabled
set_autocast_gpu_dtype set_autocast_ipu_dtype set_autocast_ipu_enabled set_autocast_xla_dtype set_autocast_xla_enabled set_default_device
set_default_tensor_type set_deterministic_debug_mode set_float32_matmul_precision set_flush_denormal set_num_interop_threads set_num_threads
set_printoptions set_rng_state set_warn_always sgn short sigmoid sigmoid_ sign signbit sin sin_ sinc sinc_ sinh sinh_ slice_copy
slice_inverse slice_scatter slogdet smm softmax sort sparse_bsc_tensor sparse_bsr_tensor sparse_compressed_tensor sparse_coo_tensor
sparse_csc_tensor sparse_csr_tensor split split_copy split_with_sizes split_with_sizes_copy spmm sqrt sqrt_ square square_ squeeze
squeeze_copy sspaddmm stack std std_mean stft sub subtract sum svd swapaxes swapdims sym_constrain_range sym_constrain_range_for_size
sym_float sym_fresh_size sym_int sym_ite sym_max sym_min sym_not sym_sqrt sym_sum t t_copy take take_along_dim tan tan_ tanh tanh_ tensor
tensor_split tensordot thread_safe_generator threshold threshold_ tile topk trace transpose transpose_copy trapezoid trapz triangular_solve
tril tril_indices triplet_margin_loss triu triu_indices true_divide trunc trunc_ typename uint1 uint16 uint2 uint3 uint32 uint4 uint5 uint6
uint64 uint7 uint8 unbind unbind_copy unflatten unfold_copy unify_type_list unique_consecutive unravel_index unsafe_chunk unsafe_split
unsafe_split_with_sizes unsqueeze unsqueeze_copy use_deterministic_algorithms values_copy vander var var_mean vdot view_as_complex
view_as_complex_copy view_as_real view_as_real_copy view_copy vmap vsplit vstack wait where xlogy xlogy_ zero_ zeros zeros_like
""",
    "torch.nn": """
AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveLogSoftmaxWithLoss AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d
AlphaDropout AvgPool1d AvgPool2d AvgPool3d BCELoss BCEWithLogitsLoss BatchNorm1d BatchNorm2d BatchNorm3d Bilinear Buffer CELU CTCLoss
ChannelShuffle CircularPad1d CircularPad2d CircularPad3d ConstantPad1d ConstantPad2d ConstantPad3d Container Conv1d Conv2d Conv3d
ConvTranspose1d ConvTranspose2d ConvTranspose3d CosineEmbeddingLoss CosineSimilarity CrossEntropyLoss CrossMapLRN2d DataParallel Dropout
Dropout1d Dropout2d Dropout3d ELU Embedding EmbeddingBag FeatureAlphaDropout Flatten Fold FractionalMaxPool2d FractionalMaxPool3d GELU GLU
GRU GRUCell GaussianNLLLoss GroupNorm Hardshrink Hardsigmoid Hardswish Hardtanh HingeEmbeddingLoss HuberLoss Identity InstanceNorm1d
InstanceNorm2d InstanceNorm3d KLDivLoss L1Loss LPPool1d LPPool2d LPPool3d LSTM LSTMCell LayerNorm LazyBatchNorm1d LazyBatchNorm2d
LazyBatchNorm3d LazyConv1d LazyConv2d LazyConv3d LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d LazyInstanceNorm1d
LazyInstanceNorm2d LazyInstanceNorm3d LazyLinear LeakyReLU Linear LinearCrossEntropyLoss LinearCrossEntropyOptions LocalResponseNorm
LogSigmoid LogSoftmax MSELoss MarginRankingLoss MaxPool1d MaxPool2d MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d Mish Module ModuleDict
ModuleList MultiLabelMarginLoss MultiLabelSoftMarginLoss MultiMarginLoss MultiheadAttention NLLLoss NLLLoss2d PReLU PairwiseDistance
Parameter ParameterDict ParameterList PixelShuffle PixelUnshuffle PoissonNLLLoss RMSNorm RNN RNNBase RNNCell RNNCellBase RReLU ReLU ReLU6
ReflectionPad1d ReflectionPad2d ReflectionPad3d ReplicationPad1d ReplicationPad2d ReplicationPad3d SELU Sequential SiLU Sigmoid SmoothL1Loss
SoftMarginLoss Softmax Softmax2d Softmin Softplus Softshrink Softsign SyncBatchNorm Tanh Tanhshrink Threshold Transformer TransformerDecoder
TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer TripletMarginLoss TripletMarginWithDistanceLoss Unflatten Unfold
UninitializedBuffer UninitializedParameter Upsample UpsamplingBilinear2d UpsamplingNearest2d ZeroPad1d ZeroPad2d ZeroPad3d attention
backends common_types cpp factory_kwargs functional grad init intrinsic modules parallel parameter qat quantizable quantized utils
""",
    "torch.nn.functional": """
BroadcastingList1 BroadcastingList2 BroadcastingList3 Callable DType GRID_SAMPLE_INTERPOLATION_MODES GRID_SAMPLE_PADDING_MODES Optional
ScalingType SwizzleType TYPE_CHECKING Tensor adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d
adaptive_max_pool1d_with_indices adaptive_max_pool2d adaptive_max_pool2d_with_indices adaptive_max_pool3d adaptive_max_pool3d_with_indices
affine_grid alpha_dropout assert_int_or_pair avg_pool1d avg_pool2d avg_pool3d batch_norm bilinear binary_cross_entropy
binary_cross_entropy_with_logits boolean_dispatch celu celu_ channel_shuffle conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d
conv_transpose3d cosine_embedding_loss cosine_similarity cross_entropy ctc_loss dataclasses dropout dropout1d dropout2d dropout3d elu elu_
embedding embedding_bag feature_alpha_dropout fold fractional_max_pool2d fractional_max_pool2d_with_indices fractional_max_pool3d
fractional_max_pool3d_with_indices gaussian_nll_loss gelu glu grad grid_sample group_norm grouped_mm gumbel_softmax handle_torch_function
hardshrink hardsigmoid hardswish hardtanh hardtanh_ has_torch_function has_torch_function_unary has_torch_function_variadic
hinge_embedding_loss huber_loss importlib instance_norm interpolate kl_div l1_loss layer_norm leaky_relu leaky_relu_ linear
linear_cross_entropy local_response_norm log_softmax logsigmoid lp_pool1d lp_pool2d lp_pool3d margin_ranking_loss math max_pool1d
max_pool1d_with_indices max_pool2d max_pool2d_with_indices max_pool3d max_pool3d_with_indices max_unpool1d max_unpool2d max_unpool3d mish
mse_loss multi_head_attention_forward multi_margin_loss multilabel_margin_loss multilabel_soft_margin_loss native_channel_shuffle nll_loss
normalize np one_hot pad pairwise_distance pdist pixel_shuffle pixel_unshuffle poisson_nll_loss prelu relu relu6 relu_ reproducibility_notes
rms_norm rrelu rrelu_ scaled_dot_product_attention scaled_grouped_mm scaled_mm selu selu_ sigmoid silu smooth_l1_loss soft_margin_loss
softmax softmin softplus softshrink softsign sparse_support_notes tanh tanhshrink tf32_notes threshold threshold_ torch triplet_margin_loss
triplet_margin_with_distance_loss unfold upsample upsample_bilinear upsample_nearest warnings
""",
    "torch.optim": """
ASGD Adadelta Adafactor Adagrad Adam AdamW Adamax LBFGS Muon NAdam Optimizer RAdam RMSprop Rprop SGD SparseAdam lr_scheduler swa_utils
swap_in_optimizer_params_and_state
""",
    "torch.utils.data": """
BatchSampler ChainDataset ConcatDataset DFIterDataPipe DataChunk DataLoader Dataset DistributedSampler IterDataPipe IterableDataset
MapDataPipe RandomSampler Sampler SequentialSampler StackDataset Subset SubsetRandomSampler TensorDataset WeightedRandomSampler _DatasetKind
argument_validation default_collate default_convert functional_datapipe get_worker_info guaranteed_datapipes_determinism non_deterministic
random_split runtime_validation runtime_validation_disabled
""",
    "turtle": """
Pen RawPen RawTurtle Screen ScrolledCanvas Shape Terminator Turtle TurtleScreen Vec2D acos addshape asin atan atan2 back backward begin_fill
begin_poly bgcolor bgpic bk bye ceil circle clear clearscreen clearstamp clearstamps clone color colormode cos cosh degrees delay distance
done dot down e end_fill end_poly exitonclick exp fabs fd fill fillcolor filling floor fmod forward frexp get_poly get_shapepoly getcanvas
getpen getscreen getshapes getturtle goto heading hideturtle home ht hypot isdown isvisible ldexp left listen log log10 lt mainloop mode
modf no_animation numinput onclick ondrag onkey onkeypress onkeyrelease onrelease onscreenclick ontimer pd pen pencolor pendown pensize
penup pi poly pos position pow pu radians register_shape reset resetscreen resizemode right rt save screensize seth setheading setpos
setposition settiltangle setundobuffer setup setworldcoordinates setx sety shape shapesize shapetransform shearfactor showturtle sin sinh
speed sqrt st stamp tan tanh teleport textinput tilt tiltangle title towards tracer turtles turtlesize undo undobufferentries up update
width window_height window_width write write_docstringdict xcor ycor
""",
    "typing": """
AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO ByteString Callable
ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine Counter DefaultDict Deque Dict Final ForwardRef FrozenSet
Generator Generic GenericMeta Hashable IO ItemsView Iterable Iterator KeysView List Literal LiteralString Mapping MappingView Match
MutableMapping MutableSequence MutableSet NamedTuple Never NewType NoDefault NoExtraItems NoReturn NotRequired Optional OrderedDict
ParamSpec ParamSpecArgs ParamSpecKwargs Pattern Protocol ReadOnly Required Reversible Self Sequence Set Sized SupportsAbs SupportsBytes
SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound TYPE_CHECKING Text TextIO Tuple Type TypeAlias TypeAliasType TypeForm
TypeGuard TypeIs TypeVar TypeVarTuple TypedDict Union Unpack ValuesView assert_never assert_type cast clear_overloads dataclass_transform
disjoint_base evaluate_forward_ref final get_args get_origin get_overloads get_protocol_members get_type_hints is_protocol is_typeddict
no_type_check no_type_check_decorator overload override reveal_type runtime_checkable
""",
}
