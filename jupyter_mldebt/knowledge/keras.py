"""What Keras does, under its own name and as a part of tensorflow. A model's `fit` gives the history of the training."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_MODEL = "keras.Model"
_MODELS = (_MODEL, "keras.Sequential")
_LAYERS = (
    "Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D AveragePooling2D "
    "AveragePooling3D BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate Conv1D Conv1DTranspose Conv2D "
    "Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D Cropping1D Cropping2D Cropping3D Dense DepthwiseConv1D DepthwiseConv2D "
    "Discretization Dot Dropout ELU Embedding Flatten GRU GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D "
    "GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization Hashing "
    "InputLayer InputSpec IntegerLookup LSTM LSTMCell Layer LayerNormalization LeakyReLU Masking MaxPooling1D MaxPooling2D MaxPooling3D "
    "Maximum Minimum MultiHeadAttention Multiply PReLU Permute RNN RandomBrightness RandomContrast RandomCrop RandomFlip RandomRotation "
    "RandomTranslation RandomZoom ReLU RepeatVector Rescaling Reshape Resizing SeparableConv1D SeparableConv2D SimpleRNN SimpleRNNCell "
    "Softmax SpatialDropout1D SpatialDropout2D SpectralNormalization StackedRNNCells StringLookup Subtract TimeDistributed "
    "UnitNormalization UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D Input add average concatenate dot "
    "maximum minimum multiply subtract"
)
_OPTIMIZERS = "Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lion Nadam RMSprop SGD"
_LOSSES = (
    "BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalHinge "
    "CosineSimilarity Dice Hinge Huber KLDivergence LogCosh MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError "
    "MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy SquaredHinge Tversky get"
)
_METRICS = (
    "AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy CategoricalHinge "
    "CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence LogCoshError Mean MeanAbsoluteError "
    "MeanAbsolutePercentageError MeanIoU MeanSquaredError MeanSquaredLogarithmicError Poisson Precision PrecisionAtRecall R2Score Recall "
    "RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity SparseCategoricalAccuracy SparseCategoricalCrossentropy "
    "SparseTopKCategoricalAccuracy SpecificityAtSensitivity Sum TopKCategoricalAccuracy TrueNegatives TruePositives get"
)
_LOSS_FUNCTIONS = (
    "binary_crossentropy categorical_crossentropy categorical_hinge cosine_similarity hinge huber kl_divergence log_cosh "
    "mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson "
    "sparse_categorical_crossentropy squared_hinge"
)
_METRIC_FUNCTIONS = (
    "binary_accuracy binary_crossentropy categorical_accuracy categorical_crossentropy mean_absolute_error mean_squared_error "
    "sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy top_k_categorical_accuracy"
)
_APPLICATIONS = (
    "ConvNeXtBase ConvNeXtSmall ConvNeXtTiny DenseNet121 DenseNet169 DenseNet201 EfficientNetB0 EfficientNetB1 EfficientNetB2 "
    "EfficientNetB3 EfficientNetB4 EfficientNetB5 EfficientNetB6 EfficientNetB7 EfficientNetV2B0 EfficientNetV2L EfficientNetV2M "
    "EfficientNetV2S InceptionResNetV2 InceptionV3 MobileNet MobileNetV2 MobileNetV3Large MobileNetV3Small NASNetLarge NASNetMobile "
    "ResNet101 ResNet101V2 ResNet152 ResNet152V2 ResNet50 ResNet50V2 VGG16 VGG19 Xception"
)
_OF_APPLICATIONS = (
    "densenet efficientnet inception_resnet_v2 inception_v3 mobilenet mobilenet_v2 resnet resnet50 resnet_v2 vgg16 vgg19 xception"
)
_CHANGES = Known(mutates=("self",))
_DEFINES = Known(role="define", mutates=("self",))
# it is given functions, as `activation`, `loss` or what a layer is made around
_TAKES = Known(calls=(PERHAPS,))


def _methods(kind: str) -> dict[str, Known]:
    """Those of models."""
    return {
        **each(kind, "build reset_metrics set_weights", _DEFINES),
        **each(kind, "compile", Known(role="define", mutates=("self",), calls=(PERHAPS,))),
        **each(kind, "fit", Known(role="fit", mutates=("self",))),
        **each(kind, "train_on_batch", Known(role="fit", mutates=("self",))),
        **each(kind, "evaluate test_on_batch", Known(role="evaluate")),
        **each(kind, "predict predict_on_batch", Known(role="predict", returns="array")),
        **each(kind, "summary", Known(role="display")),
        **each(kind, "save save_weights export", Known(role="save", effect="write")),
        **each(kind, "load_weights", Known(role="load", mutates=("self",), effect="read")),
        **each(kind, "to_json get_config", Known(role="convert")),
        **each(kind, "get_layer", Known(view=True)),
        **each(kind, "count_params get_weights", Known()),
    }


CALLS: dict[str, Known] = {
    # models
    **each("keras", "Model", Known(returns=_MODEL)),
    **each("keras.models", "Model", Known(returns=_MODEL)),
    **each("keras", "Sequential", Known(returns="keras.Sequential")),
    **each("keras.models", "Sequential", Known(returns="keras.Sequential")),
    **each("keras.models", "clone_model model_from_json", Known(returns=_MODEL)),
    **each("keras.models", "load_model", Known(role="load", returns=_MODEL, effect="read")),
    **each("keras.models", "save_model", Known(role="save", effect="write")),
    **{target: known for kind in _MODELS for target, known in _methods(kind).items()},
    **each("keras.Sequential", "add pop", _DEFINES),
    # what they are made of
    **each("keras", "Input", Known()),
    **each("keras.layers", f"{_LAYERS} Lambda TextVectorization", _TAKES),
    **each("keras.optimizers", f"{_OPTIMIZERS} get", Known()),
    **each(
        "keras.optimizers.schedules",
        "CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay PiecewiseConstantDecay PolynomialDecay",
        Known(),
    ),
    **each("keras.losses", _LOSSES, _TAKES),
    **each("keras.metrics", _METRICS, _TAKES),
    **each("keras.regularizers", "L1 L1L2 L2 OrthogonalRegularizer get l1 l1_l2 l2", Known()),
    **each("keras.constraints", "MaxNorm MinMaxNorm NonNeg UnitNorm max_norm non_neg unit_norm", Known()),
    **each(
        "keras.initializers",
        "Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity LecunNormal LecunUniform Ones Orthogonal RandomNormal "
        "RandomUniform TruncatedNormal VarianceScaling Zeros get",
        Known(),
    ),
    **each(
        "keras.activations",
        "elu exponential gelu get hard_sigmoid leaky_relu linear mish relu selu sigmoid silu softmax softplus softsign swish tanh",
        Known(),
    ),
    **each(
        "keras.callbacks",
        "BackupAndRestore CSVLogger CallbackList EarlyStopping History LambdaCallback LearningRateScheduler ModelCheckpoint ProgbarLogger "
        "ReduceLROnPlateau RemoteMonitor TensorBoard TerminateOnNaN",
        _TAKES,
    ),
    # data
    **{
        f"keras.datasets.{name}.load_data": Known(role="load", effect="net")
        for name in "boston_housing california_housing cifar10 cifar100 fashion_mnist imdb mnist reuters".split()
    },
    **each("keras.datasets", "imdb.get_word_index reuters.get_word_index", Known(role="load", returns="dict", effect="net")),
    "keras.utils.to_categorical": Known(role="feature", returns="array"),
    **each("keras.utils", "pad_sequences", Known(role="feature", returns="array")),
    **each("keras.preprocessing.sequence", "pad_sequences", Known(role="feature", returns="array")),
    "keras.utils.normalize": Known(role="feature", returns="array"),
    "keras.utils.split_dataset": Known(role="split", returns="tuple"),
    "keras.utils.get_file": Known(role="load", returns="str", effect="net"),
    **each(
        "keras.utils",
        "image_dataset_from_directory text_dataset_from_directory audio_dataset_from_directory load_img",
        Known(role="load", effect="read"),
    ),
    **each("keras.preprocessing", "image_dataset_from_directory text_dataset_from_directory", Known(role="load", effect="read")),
    **each("keras.preprocessing.image", "load_img", Known(role="load", effect="read")),
    **each("keras.utils", "img_to_array", Known(role="convert", returns="array")),
    **each("keras.preprocessing.image", "img_to_array", Known(role="convert", returns="array")),
    **each("keras.utils", "array_to_img", Known(role="convert")),
    **each("keras.preprocessing.image", "array_to_img", Known(role="convert")),
    **each("keras.utils", "save_img", Known(role="save", effect="write")),
    **each("keras.utils", "timeseries_dataset_from_array", Known(role="convert")),
    **each("keras.utils", "plot_model", Known(role="plot", effect="write")),
    **each("keras.utils", "model_to_dot", Known(role="plot")),
    **each("keras.applications", _APPLICATIONS, Known(role="load", returns=_MODEL, effect="net")),
    **{f"keras.applications.{module}.preprocess_input": Known(role="feature") for module in _OF_APPLICATIONS.split()},
    **{f"keras.applications.{module}.decode_predictions": Known() for module in _OF_APPLICATIONS.split()},
    **each("keras.applications.vgg16", "VGG16", Known(role="load", returns=_MODEL, effect="net")),
    **each("keras.applications.vgg19", "VGG19", Known(role="load", returns=_MODEL, effect="net")),
    **each("keras.applications.resnet50", "ResNet50", Known(role="load", returns=_MODEL, effect="net")),
    **each("keras.applications.inception_v3", "InceptionV3", Known(role="load", returns=_MODEL, effect="net")),
    **each("keras.applications.mobilenet_v2", "MobileNetV2", Known(role="load", returns=_MODEL, effect="net")),
    **each("keras.applications.xception", "Xception", Known(role="load", returns=_MODEL, effect="net")),
    # process state
    "keras.utils.set_random_seed": Known(state="seed"),
    **each(
        "keras.config",
        "disable_interactive_logging enable_interactive_logging set_backend set_dtype_policy set_floatx",
        Known(state="options"),
    ),
    **each("keras.mixed_precision", "set_global_policy set_dtype_policy", Known(state="options")),
    **each("keras.backend", "set_floatx set_epsilon set_image_data_format", Known(state="options")),
    **each("keras.backend", "clear_session epsilon floatx image_data_format is_keras_tensor", Known()),
    **each("keras.utils", "clear_session", Known()),
    **each("keras.distribution", "DataParallel DeviceMesh LayoutMap ModelParallel TensorLayout list_devices", Known()),
    "keras.distribution.set_distribution": Known(state="options"),
    **each("keras.saving", "load_model", Known(role="load", returns=_MODEL, effect="read")),
    **each("keras.saving", "save_model", Known(role="save", effect="write")),
    **each("keras.random", "SeedGenerator normal randint shuffle uniform", Known()),
}
_CORE = "Activation Dense Dropout Flatten Masking Permute RepeatVector Reshape"
VARYING: dict[str, Known] = {
    **each("keras.metrics", _METRIC_FUNCTIONS, Known(role="evaluate")),
    **each("keras.losses", _LOSS_FUNCTIONS, Known(role="evaluate")),
    **each("keras.layers", "RandomHeight RandomWidth", _TAKES),
    **{f"{kind}.fit_generator": Known(role="fit", mutates=("self",)) for kind in _MODELS},
    **{f"{kind}.evaluate_generator": Known(role="evaluate") for kind in _MODELS},
    **{f"{kind}.reset_states": _CHANGES for kind in _MODELS},
    **{
        f"{kind}.{name}": Known(role="predict", returns="array")
        for kind in _MODELS
        for name in ("predict_generator", "predict_classes", "predict_proba")
    },
    **each(
        "keras.layers",
        "AtrousConvolution2D Convolution1D Convolution2D Convolution3D CuDNNGRU CuDNNLSTM Highway MaxoutDense Merge ThresholdedReLU "
        "TimeDistributedDense LocallyConnected1D LocallyConnected2D merge",
        _TAKES,
    ),
    **each("keras.layers.core", _CORE, _TAKES),
    **each(
        "keras.layers.convolutional",
        "Conv1D Conv2D Conv3D Convolution1D Convolution2D MaxPooling1D MaxPooling2D UpSampling2D ZeroPadding2D",
        _TAKES,
    ),
    **each("keras.layers.pooling", "AveragePooling2D GlobalAveragePooling2D MaxPooling1D MaxPooling2D", Known()),
    **each("keras.layers.recurrent", "GRU LSTM SimpleRNN", _TAKES),
    **each("keras.layers.embeddings", "Embedding", _TAKES),
    **each("keras.layers.normalization", "BatchNormalization", Known()),
    **each("keras.layers.advanced_activations", "ELU LeakyReLU PReLU", Known()),
    **each("keras.layers.merge", "add concatenate dot multiply Add Concatenate", Known()),
    **each("keras.layers.wrappers", "Bidirectional TimeDistributed", _TAKES),
    **each("keras.layers.noise", "GaussianNoise", Known()),
    **each(
        "keras.layers.experimental.preprocessing",
        "CenterCrop Normalization RandomFlip RandomRotation RandomZoom Rescaling Resizing StringLookup",
        Known(),
    ),
    **each("keras.optimizers.legacy", _OPTIMIZERS, Known()),
    **each("keras.optimizers", "adam rmsprop sgd", Known()),
    **each("keras.utils.np_utils", "to_categorical", Known(role="feature", returns="array")),
    **each("keras.utils.data_utils", "get_file", Known(role="load", returns="str", effect="net")),
    **each("keras.utils.vis_utils", "plot_model", Known(role="plot", effect="write")),
    **each("keras.utils.visualize_util", "plot", Known(role="plot", effect="write")),
    **each("keras.preprocessing.text", "Tokenizer", Known()),
    **each("keras.preprocessing.text", "one_hot text_to_word_sequence hashing_trick base_filter", Known(role="feature")),
    **each("keras.preprocessing.image", "ImageDataGenerator", Known()),
    **each("keras.preprocessing.image", "save_img", Known(role="save", effect="write")),
    **each("keras.preprocessing.sequence", "TimeseriesGenerator", Known(role="convert")),
    **each("keras.mixed_precision.experimental", "Policy", Known()),
    **each("keras.mixed_precision.experimental", "set_policy", Known(state="options")),
    **each(
        "keras.backend",
        "abs argmax backend batch_dot batch_set_value binary_crossentropy cast categorical_crossentropy clip concatenate constant cos dot "
        "equal eval exp expand_dims flatten function get_session get_value gradients greater image_dim_ordering int_shape log max maximum "
        "mean min minimum not_equal ones pow placeholder random_normal random_uniform repeat reshape round shape sigmoid sin softmax "
        "sparse_categorical_crossentropy sqrt square squeeze stack std stop_gradient sum switch tanh tile transpose var variable zeros",
        Known(),
    ),
    **each("keras.backend", "set_value", Known(mutates=(0,))),
    **each("keras.backend", "set_image_dim_ordering set_learning_phase set_session", Known(state="options")),
}
NEEDS = ("numpy",)
