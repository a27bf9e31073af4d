"""What TensorFlow does, in its second version and, among VARYING, in its first. Its part keras has a table of its own."""

from __future__ import annotations

from jupyter_mldebt.knowledge import keras
from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_DATASET = "tensorflow.data.Dataset"
_MATH = (
    "abs acos acosh add add_n argmax argmin asin atan atan2 ceil cos cosh cumsum divide equal exp floor greater greater_equal less "
    "less_equal logical_and logical_not logical_or maximum minimum multiply negative not_equal pow reduce_all reduce_any reduce_logsumexp "
    "reduce_max reduce_mean reduce_min reduce_prod reduce_std reduce_sum reduce_variance round rsqrt scalar_mul sigmoid sign sin sinh "
    "sqrt square squared_difference subtract tan tanh top_k truediv unsorted_segment_sum zero_fraction"
)
_MATH_OF_TOP = (
    "abs acos add add_n argmax argmin argsort asin atan atan2 bitcast boolean_mask clip_by_global_norm clip_by_norm clip_by_value complex "
    "cos cosh cumsum divide einsum equal exp floor greater greater_equal identity is_tensor less less_equal logical_and logical_not "
    "logical_or matmul maximum minimum multiply negative norm not_equal one_hot pow rank reduce_all reduce_any reduce_logsumexp "
    "reduce_max reduce_mean reduce_min reduce_prod reduce_sum round searchsorted sigmoid sign sin sinh size sort sqrt square "
    "stop_gradient subtract tan tanh tensordot timestamp truediv truncatediv unique unique_with_counts where"
)
_SHAPES = (
    "broadcast_to concat expand_dims gather gather_nd meshgrid pad repeat reshape reverse roll scatter_nd sequence_mask slice split "
    "squeeze stack strided_slice tile transpose unstack"
)
_MAKES = "eye fill linspace ones ones_like range zeros zeros_like"
_NN = (
    "atrous_conv2d avg_pool avg_pool2d batch_normalization bias_add conv1d conv2d conv2d_transpose conv3d crelu ctc_loss depthwise_conv2d "
    "dropout elu embedding_lookup gelu in_top_k l2_loss l2_normalize leaky_relu local_response_normalization log_softmax max_pool "
    "max_pool2d moments nce_loss relu relu6 sampled_softmax_loss selu sigmoid sigmoid_cross_entropy_with_logits silu softmax "
    "softmax_cross_entropy_with_logits softplus softsign sparse_softmax_cross_entropy_with_logits swish tanh top_k "
    "weighted_cross_entropy_with_logits zero_fraction"
)
_IMAGES = (
    "adjust_brightness adjust_contrast adjust_hue adjust_saturation central_crop convert_image_dtype crop_and_resize crop_to_bounding_box "
    "decode_image decode_jpeg decode_png draw_bounding_boxes encode_jpeg encode_png flip_left_right flip_up_down grayscale_to_rgb "
    "hsv_to_rgb non_max_suppression pad_to_bounding_box per_image_standardization psnr random_brightness random_contrast random_crop "
    "random_flip_left_right random_flip_up_down random_hue random_saturation resize resize_with_crop_or_pad resize_with_pad "
    "rgb_to_grayscale rgb_to_hsv rot90 ssim total_variation transpose"
)
_SAME_DATASET = (
    "batch cache concatenate enumerate padded_batch prefetch repeat shard shuffle skip take unbatch unique with_options apply ragged_batch"
)

NEEDS = ("keras",)
CALLS: dict[str, Known] = {
    **{f"tensorflow.{target}": known for target, known in keras.CALLS.items()},
    # values
    **each("tensorflow", "constant convert_to_tensor cast", Known(role="convert")),
    **each("tensorflow", _MAKES, Known(role="define")),
    **each("tensorflow", _MATH_OF_TOP, Known()),
    **each("tensorflow", _SHAPES, Known(role="reshape")),
    **each(
        "tensorflow", "shape IndexedSlices RaggedTensor RaggedTensorSpec SparseTensor TensorArray TensorShape TensorSpec Module", Known()
    ),
    "tensorflow.Variable": Known(returns="tensorflow.Variable"),
    **each(
        "tensorflow.Variable", "assign assign_add assign_sub scatter_nd_update scatter_update", Known(returns="self", mutates=("self",))
    ),
    **each("tensorflow.Variable", "read_value value", Known()),
    **each("tensorflow", "assert_equal assert_greater assert_less debugging.assert_equal debugging.check_numerics", Known()),
    **each("tensorflow", "print", Known(role="display")),
    **each("tensorflow.math", _MATH, Known()),
    **each(
        "tensorflow.math",
        "bincount confusion_matrix count_nonzero cumprod cumulative_logsumexp digamma divide_no_nan erf expm1 is_finite is_inf is_nan "
        "l2_normalize lgamma log log1p log_sigmoid log_softmax mod multiply_no_nan polyval reciprocal segment_mean segment_sum softmax "
        "softplus unsorted_segment_mean xlogy",
        Known(),
    ),
    **each(
        "tensorflow.linalg",
        "band_part cholesky cross det diag diag_part eigh eigvals expm eye inv lstsq matmul matvec norm pinv qr set_diag slogdet solve "
        "svd tensordot trace",
        Known(),
    ),
    **each(
        "tensorflow.signal",
        "fft fft2d frame hann_window ifft inverse_stft irfft linear_to_mel_weight_matrix mfccs_from_log_mel_spectrograms rfft stft",
        Known(),
    ),
    **each(
        "tensorflow.strings",
        "as_string format join length lower ngrams reduce_join regex_full_match regex_replace split strip substr to_number unicode_decode "
        "unicode_split upper bytes_split unicode_encode",
        Known(),
    ),
    **each("tensorflow.ragged", "boolean_mask constant range stack", Known()),
    **each("tensorflow.sparse", "add concat from_dense reorder reshape softmax sparse_dense_matmul to_dense", Known()),
    **each("tensorflow.sets", "difference intersection size union", Known()),
    **each(
        "tensorflow.random",
        "categorical create_rng_state fixed_unigram_candidate_sampler gamma get_global_generator normal poisson shuffle stateless_normal "
        "stateless_uniform truncated_normal uniform Generator",
        Known(),
    ),
    **each("tensorflow.random.Generator", "from_non_deterministic_state from_seed", Known()),
    **each("tensorflow.nn", _NN, Known()),
    **each("tensorflow.image", _IMAGES, Known()),
    **each("tensorflow.initializers", "Constant GlorotUniform HeNormal Ones RandomNormal RandomUniform TruncatedNormal Zeros", Known()),
    **each(
        "tensorflow",
        "constant_initializer ones_initializer random_normal_initializer random_uniform_initializer zeros_initializer",
        Known(),
    ),
    # control
    **each("tensorflow", "GradientTape Graph control_dependencies group init_scope name_scope", Known()),
    **each("tensorflow", "case foldl foldr map_fn scan vectorized_map", Known(calls=(0, "fn"))),
    "tensorflow.device": Known(calls=(PERHAPS,)),
    "tensorflow.cond": Known(calls=(1, 2, "true_fn", "false_fn")),
    "tensorflow.while_loop": Known(calls=(0, 1, "cond", "body")),
    **each("tensorflow", "numpy_function py_function", Known(calls=(0, "func"))),
    **each("tensorflow", "executing_eagerly", Known(returns="bool")),
    # data
    **each(_DATASET, "from_tensor_slices from_tensors zip", Known(role="convert", returns=_DATASET)),
    **each(_DATASET, "range random sample_from_datasets choose_from_datasets", Known(returns=_DATASET)),
    "tensorflow.data.Dataset.from_generator": Known(role="convert", returns=_DATASET, calls=(0, "generator")),
    **each(_DATASET, "list_files load", Known(role="load", returns=_DATASET, effect="read")),
    **each(
        "tensorflow.data", "FixedLengthRecordDataset TFRecordDataset TextLineDataset", Known(role="load", returns=_DATASET, effect="read")
    ),
    "tensorflow.data.experimental.make_csv_dataset": Known(role="load", returns=_DATASET, effect="read"),
    **each("tensorflow.data", "Options", Known()),
    **each("tensorflow.data.experimental", "cardinality", Known()),
    **each(_DATASET, _SAME_DATASET, Known(role="reshape", returns=_DATASET)),
    **each(
        _DATASET,
        "filter flat_map interleave map take_while window group_by_window bucket_by_sequence_length",
        Known(returns=_DATASET, calls=(0, "map_func", "predicate")),
    ),
    **each(_DATASET, "as_numpy_iterator cardinality get_single_element options", Known()),
    "tensorflow.data.Dataset.reduce": Known(calls=(1, "reduce_func")),
    "tensorflow.data.Dataset.save": Known(role="save", effect="write"),
    # files
    **each("tensorflow.io", "read_file matching_files", Known(role="load", effect="read")),
    **each("tensorflow.io", "write_file write_graph", Known(role="save", effect="write")),
    **each(
        "tensorflow.io",
        "FixedLenFeature RaggedFeature TFRecordOptions VarLenFeature decode_csv decode_image decode_jpeg decode_png decode_raw "
        "encode_jpeg parse_example parse_sequence_example parse_single_example parse_tensor serialize_tensor",
        Known(role="convert"),
    ),
    "tensorflow.io.TFRecordWriter": Known(role="save", effect="write"),
    "tensorflow.io.gfile.GFile": Known(role="path", returns="file", effect="read"),
    "tensorflow.io.gfile.glob": Known(role="path", returns="list", effect="read"),
    **each("tensorflow.io.gfile", "exists isdir listdir stat walk", Known(role="path", effect="read")),
    **each("tensorflow.io.gfile", "copy makedirs mkdir remove rename rmtree", Known(role="path", effect="write")),
    **each("tensorflow.train", "BytesList Example Feature Features FloatList Int64List SequenceExample", Known(role="convert")),
    "tensorflow.train.Checkpoint": Known(view=True),
    **each("tensorflow.train", "CheckpointManager ClusterSpec", Known()),
    **each("tensorflow.train", "latest_checkpoint list_variables load_checkpoint", Known(effect="read")),
    **each("tensorflow.saved_model", "load", Known(role="load", effect="read")),
    **each("tensorflow.saved_model", "save", Known(role="save", effect="write")),
    **each("tensorflow.lite.TFLiteConverter", "from_keras_model from_saved_model", Known(role="convert")),
    "tensorflow.lite.Interpreter": Known(role="load"),
    **each("tensorflow.summary", "create_file_writer", Known(effect="write")),
    **each("tensorflow.summary", "histogram image scalar text", Known(effect="write")),
    **each("tensorflow.lookup", "KeyValueTensorInitializer StaticHashTable StaticVocabularyTable TextFileInitializer", Known()),
    **each(
        "tensorflow.feature_column",
        "bucketized_column categorical_column_with_hash_bucket categorical_column_with_identity categorical_column_with_vocabulary_list "
        "crossed_column embedding_column indicator_column make_parse_example_spec numeric_column",
        Known(role="feature"),
    ),
    # devices and process state
    "tensorflow.random.set_seed": Known(state="seed"),
    **each(
        "tensorflow.config",
        "experimental_connect_to_cluster experimental_run_functions_eagerly run_functions_eagerly set_logical_device_configuration "
        "set_soft_device_placement set_visible_devices",
        Known(state="options"),
    ),
    **each(
        "tensorflow.config.experimental",
        "enable_op_determinism enable_tensor_float_32_execution set_memory_growth set_virtual_device_configuration",
        Known(state="options"),
    ),
    **each("tensorflow.config.optimizer", "set_jit", Known(state="options")),
    **each("tensorflow.config", "LogicalDeviceConfiguration get_visible_devices list_logical_devices list_physical_devices", Known()),
    **each("tensorflow.config.experimental", "VirtualDeviceConfiguration get_memory_info list_physical_devices", Known()),
    **each(
        "tensorflow.distribute",
        "MirroredStrategy MultiWorkerMirroredStrategy OneDeviceStrategy TPUStrategy get_strategy has_strategy",
        Known(),
    ),
    **each("tensorflow.distribute.cluster_resolver", "TPUClusterResolver", Known()),
    **each("tensorflow.distribute.experimental", "TPUStrategy", Known()),
    "tensorflow.tpu.experimental.initialize_tpu_system": Known(state="options"),
    **each("tensorflow.sysconfig", "get_build_info", Known()),
    **each("tensorflow.test", "gpu_device_name is_built_with_cuda is_gpu_available", Known()),
    **each("tensorflow.autograph", "set_verbosity", Known(state="options")),
    "tensorflow.experimental.numpy.experimental_enable_numpy_behavior": Known(state="options"),
    "tensorflow.experimental.numpy.random.seed": Known(state="seed"),
}

_FIRST = (
    "ConfigProto FIFOQueue GPUOptions InteractiveSession RandomShuffleQueue Session TextLineReader TFRecordReader WholeFileReader "
    "add_to_collection all_variables assign_add assign_sub batch_matmul bool ceil confusion_matrix cumprod decode_csv decode_raw diag div "
    "dynamic_partition fixed_size_partitioner float32 floordiv floor_div get_collection get_default_graph get_default_session "
    "get_local_variable get_variable get_variable_scope global_variables global_variables_initializer glorot_normal_initializer "
    "glorot_uniform_initializer gradients initialize_all_variables initialize_local_variables initialize_variables is_nan "
    "is_variable_initialized local_variables_initializer log log_sigmoid matrix_inverse matrix_solve merge_all_summaries mod moments mul "
    "multinomial neg no_op pack parse_example parse_single_example random_crop random_normal "
    "random_poisson random_shuffle random_uniform read_file real report_uninitialized_variables scalar_summary segment_mean segment_sum "
    "self_adjoint_eig sparse_tensor_to_dense string_split string_to_number sub svd tables_initializer to_double "
    "to_float to_int32 to_int64 trainable_variables truncated_normal truncated_normal_initializer unpack unsorted_segment_sum "
    "variable_scope variables_initializer variance_scaling_initializer verify_tensor_all_finite"
)
_TRAINING = (
    "AdadeltaOptimizer AdagradOptimizer AdamOptimizer Coordinator ExponentialMovingAverage FtrlOptimizer GradientDescentOptimizer "
    "MomentumOptimizer MonitoredSession MonitoredTrainingSession RMSPropOptimizer Saver Server SessionRunArgs batch create_global_step "
    "exponential_decay get_checkpoint_state get_global_step get_or_create_global_step match_filenames_once piecewise_constant "
    "polynomial_decay shuffle_batch slice_input_producer start_queue_runners string_input_producer SyncReplicasOptimizer"
)
_FIRST_LAYERS = (
    "average_pooling2d batch_normalization conv1d conv2d conv2d_transpose dense dropout flatten max_pooling1d max_pooling2d "
    "separable_conv2d Dense Conv2D Flatten"
)
# its first version is given functions in many places, which it calls when a session runs
_TAKES = Known(calls=(PERHAPS,))
_OF_FIRST: dict[str, Known] = {
    **each("tensorflow", _FIRST, _TAKES),
    **each("tensorflow", "placeholder placeholder_with_default sparse_placeholder", Known(role="define")),
    "tensorflow.assign": _TAKES,
    **each("tensorflow", "set_random_seed", Known(state="seed")),
    **each("tensorflow.random", "set_random_seed", Known(state="seed")),
    **each("tensorflow", "reset_default_graph", Known(state="options")),
    **each("tensorflow", "disable_eager_execution disable_v2_behavior enable_eager_execution enable_v2_behavior", Known(state="options")),
    **each("tensorflow.logging", "info set_verbosity warn", Known(state="options")),
    **each("tensorflow.train", _TRAINING, _TAKES),
    "tensorflow.train.import_meta_graph": Known(role="load", effect="read"),
    **each("tensorflow.layers", _FIRST_LAYERS, _TAKES),
    **each(
        "tensorflow.losses",
        "absolute_difference get_losses get_regularization_loss get_regularization_losses get_total_loss hinge_loss log_loss "
        "mean_squared_error sigmoid_cross_entropy softmax_cross_entropy sparse_softmax_cross_entropy",
        _TAKES,
    ),
    **each("tensorflow.metrics", "accuracy auc mean mean_squared_error precision recall", _TAKES),
    **each(
        "tensorflow.nn",
        "bidirectional_dynamic_rnn dynamic_rnn fused_batch_norm raw_rnn rnn softmax_cross_entropy_with_logits_v2 static_bidirectional_rnn "
        "static_rnn xw_plus_b",
        _TAKES,
    ),
    **each(
        "tensorflow.nn.rnn_cell", "BasicLSTMCell BasicRNNCell DropoutWrapper GRUCell LSTMCell LSTMStateTuple MultiRNNCell RNNCell", _TAKES
    ),
    **each("tensorflow.summary", "FileWriter", Known(effect="write")),
    **each("tensorflow.summary", "merge merge_all", _TAKES),
    **each("tensorflow.gfile", "Exists GFile Glob ListDirectory MakeDirs FastGFile Open", Known(role="path", effect="read")),
    **each("tensorflow.graph_util", "convert_variables_to_constants", _TAKES),
    **each("tensorflow.python_io", "TFRecordWriter", Known(role="save", effect="write")),
    **each(
        "tensorflow.estimator",
        "BoostedTreesClassifier DNNClassifier DNNRegressor Estimator EstimatorSpec EvalSpec LinearClassifier LinearRegressor ModeKeys "
        "RunConfig TrainSpec",
        _TAKES,
    ),
    **each("tensorflow.estimator.inputs", "numpy_input_fn pandas_input_fn", _TAKES),
    **each("tensorflow.data", "make_initializable_iterator make_one_shot_iterator", _TAKES),
    **each(
        "tensorflow.image", "resize_bicubic resize_bilinear resize_image_with_crop_or_pad resize_images resize_nearest_neighbor", _TAKES
    ),
    **each("tensorflow.app", "run", _TAKES),
    **each("tensorflow.app.flags", "DEFINE_boolean DEFINE_float DEFINE_integer DEFINE_string", _TAKES),
}
VARYING: dict[str, Known] = {
    "tensorflow.Variable.numpy": _TAKES,
    **{f"tensorflow.{target}": known for target, known in keras.VARYING.items()},
    **_OF_FIRST,
    **each(
        "tensorflow.contrib.layers",
        "batch_norm conv2d dropout flatten fully_connected l1_regularizer l2_regularizer max_pool2d variance_scaling_initializer "
        "xavier_initializer",
        _TAKES,
    ),
    **each(
        "tensorflow.contrib.rnn",
        "BasicLSTMCell BasicRNNCell DropoutWrapper GRUCell LSTMCell LSTMStateTuple MultiRNNCell OutputProjectionWrapper static_rnn",
        _TAKES,
    ),
    **each("tensorflow.examples.tutorials.mnist.input_data", "read_data_sets", Known(role="load", effect="net")),
    **each("tensorflow.contrib.learn", "DNNClassifier LinearRegressor SKCompat infer_real_valued_columns_from_input", _TAKES),
}
