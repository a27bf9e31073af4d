"""What PyTorch does: functions, layers, optimisers, and methods of tensors, of which those with a final underscore change their receiver."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_TENSOR, _MODULE, _OPTIMIZER, _SCHEDULER = (
    "torch.Tensor",
    "torch.nn.Module",
    "torch.optim.Optimizer",
    "torch.optim.lr_scheduler.LRScheduler",
)
_GIVES = Known(returns=_TENSOR)
_NEW = Known(role="reshape", returns=_TENSOR)
_SHARES = Known(role="reshape", returns=_TENSOR, view=True)

# functions that are methods of tensors as well
_POINTWISE = (
    "abs acos add addmm all allclose amax amin angle any argmax argmin argsort asin atan atan2 baddbmm bernoulli bincount bitwise_and "
    "bitwise_not bitwise_or bitwise_xor bmm ceil clamp clip clone conj copysign corrcoef cos cosh count_nonzero cov cross cummax cummin "
    "cumprod cumsum deg2rad det diff dist div divide dot eq equal erf erfc erfinv exp exp2 expm1 fix floor floor_divide fmax fmin fmod "
    "frac gcd ge geqrf gt heaviside histc hypot index_add index_copy inner inverse isclose isfinite isinf isnan isreal kthvalue ldexp le "
    "lerp lgamma log log10 log1p log2 logaddexp logcumsumexp logical_and logical_not logical_or logical_xor logit logsumexp lt "
    "masked_fill masked_select matmul matrix_power max maximum mean median min minimum mm mode mul multinomial multiply mv nan_to_num "
    "nanmean nanmedian nanquantile nansum ne neg nonzero norm outer pow prod quantile rad2deg reciprocal relu remainder round rsqrt "
    "scatter scatter_add sigmoid sign sin sinc sinh softmax log_softmax sort sqrt square std sub subtract sum svd take tan tanh "
    "tensor_split topk trace tril triu true_divide trunc unique unique_consecutive var where xlogy"
)
_COPIES = (
    "cat concat concatenate column_stack dstack flip fliplr flipud hstack index_select repeat_interleave roll rot90 stack tile vstack "
    "gather take_along_dim"
)
_COPIES_OF_TENSOR = "flip fliplr flipud gather index_select repeat repeat_interleave roll rot90 take_along_dim tile"
_VIEWS = (
    "broadcast_to chunk diagonal flatten movedim moveaxis narrow permute ravel reshape select split squeeze swapaxes swapdims t transpose "
    "unbind unflatten unsqueeze"
)
_RANDOM = "normal poisson rand rand_like randint randint_like randn randn_like randperm"
_MAKES = (
    "arange empty empty_like eye full full_like hann_window hamming_window linspace logspace meshgrid ones ones_like tril_indices "
    "triu_indices zeros zeros_like"
)
_IN_PLACE = (
    "abs_ add_ addcdiv_ addcmul_ addmm_ bernoulli_ cauchy_ ceil_ clamp_ clip_ copy_ cos_ cumsum_ detach_ div_ erfinv_ exp_ exponential_ "
    "fill_ fill_diagonal_ floor_ geometric_ index_add_ index_copy_ index_fill_ index_put_ lerp_ log_ log_normal_ masked_fill_ "
    "masked_scatter_ mul_ neg_ normal_ pow_ random_ reciprocal_ relu_ requires_grad_ resize_ round_ scatter_ scatter_add_ set_ "
    "share_memory_ sigmoid_ sin_ sqrt_ squeeze_ sub_ t_ tanh_ transpose_ tril_ triu_ uniform_ unsqueeze_ zero_"
)
_LAYERS = (
    "AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AlphaDropout AvgPool1d AvgPool2d AvgPool3d "
    "BatchNorm1d BatchNorm2d BatchNorm3d Bilinear CELU ConstantPad1d ConstantPad2d Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d "
    "ConvTranspose3d CosineSimilarity Dropout Dropout1d Dropout2d Dropout3d ELU Embedding EmbeddingBag Flatten Fold GELU GLU GRU GRUCell "
    "GroupNorm Hardsigmoid Hardswish Hardtanh Identity InstanceNorm1d InstanceNorm2d InstanceNorm3d LSTM LSTMCell LayerNorm LazyConv2d "
    "LazyLinear LeakyReLU Linear LogSigmoid LogSoftmax MaxPool1d MaxPool2d MaxPool3d MaxUnpool2d Mish Module MultiheadAttention PReLU "
    "PairwiseDistance PixelShuffle RNN RNNCell ReLU ReLU6 ReflectionPad1d ReflectionPad2d ReplicationPad2d SELU SiLU Sigmoid Softmax "
    "Softmax2d Softmin Softplus Softshrink Softsign SyncBatchNorm Tanh Tanhshrink Threshold Transformer TransformerDecoder "
    "TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer Unflatten Unfold Upsample UpsamplingBilinear2d "
    "UpsamplingNearest2d ZeroPad2d"
)
_LOSSES = (
    "BCELoss BCEWithLogitsLoss CTCLoss CosineEmbeddingLoss CrossEntropyLoss GaussianNLLLoss HingeEmbeddingLoss HuberLoss KLDivLoss L1Loss "
    "MSELoss MarginRankingLoss MultiLabelMarginLoss MultiLabelSoftMarginLoss MultiMarginLoss NLLLoss PoissonNLLLoss SmoothL1Loss "
    "SoftMarginLoss TripletMarginLoss"
)
_FUNCTIONAL = (
    "adaptive_avg_pool1d adaptive_avg_pool2d adaptive_max_pool2d affine_grid avg_pool1d avg_pool2d avg_pool3d batch_norm "
    "binary_cross_entropy binary_cross_entropy_with_logits celu conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d "
    "cosine_embedding_loss cosine_similarity cross_entropy ctc_loss dropout dropout2d elu embedding fold gelu glu grid_sample group_norm "
    "gumbel_softmax hardtanh hinge_embedding_loss huber_loss instance_norm interpolate kl_div l1_loss layer_norm leaky_relu linear "
    "log_softmax logsigmoid margin_ranking_loss max_pool1d max_pool2d max_pool3d mse_loss multi_head_attention_forward multi_margin_loss "
    "nll_loss normalize one_hot pad pairwise_distance pixel_shuffle poisson_nll_loss prelu relu relu6 rrelu scaled_dot_product_attention "
    "selu sigmoid silu smooth_l1_loss softmax softmin softplus softsign tanh tanhshrink triplet_margin_loss unfold upsample"
)
_INITS = (
    "constant_ dirac_ eye_ kaiming_normal_ kaiming_uniform_ normal_ ones_ orthogonal_ sparse_ trunc_normal_ uniform_ xavier_normal_ "
    "xavier_uniform_ zeros_"
)
_SCHEDULERS = (
    "ChainedScheduler ConstantLR CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR ExponentialLR LinearLR MultiStepLR OneCycleLR "
    "PolynomialLR ReduceLROnPlateau SequentialLR StepLR"
)

CALLS: dict[str, Known] = {
    # tensors
    **each("torch", "tensor", Known(role="convert", returns=_TENSOR)),
    **each("torch", "as_tensor from_numpy frombuffer", Known(role="convert", returns=_TENSOR, view=True)),
    **each(
        "torch",
        "BoolTensor ByteTensor CharTensor DoubleTensor FloatTensor HalfTensor IntTensor LongTensor ShortTensor Tensor complex "
        "sparse_coo_tensor",
        Known(role="convert", returns=_TENSOR),
    ),
    **each("torch", f"{_MAKES} {_RANDOM}", Known(role="define", returns=_TENSOR)),
    **each("torch", _POINTWISE, _GIVES),
    **each(
        "torch",
        "addcdiv addcmul bucketize cartesian_prod cdist celu chain_matmul combinations cosine_similarity dropout einsum",
        _GIVES,
    ),
    **each("torch", "embedding fake_quantize_per_tensor_affine numel is_tensor is_floating_point is_complex is_nonzero isin kron", Known()),
    **each(
        "torch",
        "pairwise_distance pdist polar pca_lowrank searchsorted std_mean stft svd_lowrank tensordot trapz trapezoid var_mean vander istft",
        _GIVES,
    ),
    **each("torch", _COPIES, _NEW),
    **each("torch", _VIEWS, _SHARES),
    **each("torch.fft", "fft fft2 fftfreq fftn fftshift ifft ifft2 ifftn ifftshift irfft irfft2 rfft rfft2 rfftfreq", _GIVES),
    **each(
        "torch.linalg",
        "cholesky cond cross det eig eigh eigvals eigvalsh inv lstsq matrix_norm matrix_rank norm pinv qr slogdet solve svd svdvals "
        "vector_norm",
        _GIVES,
    ),
    **each(
        "torch.special",
        "digamma entr erf erfc erfinv exp2 expit expm1 gammaln i0 log1p log_softmax logit logsumexp ndtr polygamma psi round softmax xlogy",
        _GIVES,
    ),
    # methods of tensors
    **each(_TENSOR, _POINTWISE, _GIVES),
    **each(_TENSOR, _COPIES_OF_TENSOR, _NEW),
    **each(_TENSOR, f"{_VIEWS} expand expand_as reshape_as unfold view view_as", _SHARES),
    **each(_TENSOR, _IN_PLACE, Known(returns="self", mutates=("self",))),
    **each(
        _TENSOR,
        "bfloat16 bool byte cpu cuda double float half int long short to type type_as",
        Known(role="convert", returns=_TENSOR, view=True),
    ),
    **each(_TENSOR, "contiguous detach", Known(returns=_TENSOR, view=True)),
    "torch.Tensor.numpy": Known(role="convert", returns="array", view=True),
    "torch.Tensor.tolist": Known(role="convert", returns="list"),
    "torch.Tensor.item": Known(role="convert", returns="number"),
    "torch.Tensor.backward": Known(role="fit", mutates=("self",)),
    "torch.Tensor.retain_grad": Known(mutates=("self",)),
    "torch.Tensor.register_hook": Known(mutates=("self",), calls=(0,)),
    **each(
        _TENSOR,
        "dim element_size get_device is_complex is_contiguous is_floating_point ndimension nelement numel size stride storage",
        Known(),
    ),
    **each(_TENSOR, "new_empty new_full new_ones new_tensor new_zeros", _GIVES),
    # networks
    **each("torch.nn", f"{_LAYERS} {_LOSSES}", Known(returns=_MODULE)),
    **each("torch.nn", "Sequential ModuleList ModuleDict DataParallel", Known(returns=_MODULE, view=True)),
    **each("torch.nn", "Parameter", Known(returns=_TENSOR, view=True)),
    **each("torch.nn", "ParameterList ParameterDict", Known()),
    **each(_MODULE, "cpu cuda double eval float half requires_grad_ to train", Known(role="define", returns="self", mutates=("self",))),
    **each(_MODULE, "add_module register_buffer register_module register_parameter zero_grad", Known(mutates=("self",))),
    "torch.nn.Module.apply": Known(returns="self", mutates=("self",), calls=(0,)),
    **each(
        _MODULE,
        "register_backward_hook register_forward_hook register_forward_pre_hook register_full_backward_hook",
        Known(mutates=("self",), calls=(0,)),
    ),
    "torch.nn.Module.load_state_dict": Known(role="load", mutates=("self",)),
    "torch.nn.Module.state_dict": Known(role="convert", returns="dict", view=True),
    **each(_MODULE, "buffers children modules named_children named_modules named_parameters parameters", Known(view=True)),
    **each(_MODULE, "get_parameter get_submodule", Known(view=True)),
    **each("torch.nn.functional", _FUNCTIONAL, _GIVES),
    **each("torch.nn.functional", "relu_ leaky_relu_ elu_ selu_", Known(returns="arg0", mutates=(0,))),
    **each("torch.nn.init", _INITS, Known(returns="arg0", mutates=(0,))),
    **each("torch.nn.init", "calculate_gain", Known(returns="number")),
    **each("torch.nn.utils", "clip_grad_norm_ clip_grad_value_", Known(role="fit", mutates=(0,))),
    "torch.nn.utils.vector_to_parameters": Known(mutates=(0,)),
    **each("torch.nn.utils", "spectral_norm weight_norm", Known(returns="arg0", mutates=(0,))),
    **each("torch.nn.utils", "parameters_to_vector", _GIVES),
    **each("torch.nn.utils.rnn", "pack_padded_sequence pack_sequence pad_packed_sequence pad_sequence", _GIVES),
    # training
    **each(
        "torch.optim",
        "ASGD Adadelta Adagrad Adam AdamW Adamax LBFGS NAdam RAdam RMSprop Rprop SGD SparseAdam",
        Known(returns=_OPTIMIZER, view=True),
    ),
    "torch.optim.Optimizer.step": Known(role="fit", mutates=("self",), calls=(0, "closure")),
    "torch.optim.Optimizer.add_param_group": Known(role="define", mutates=("self",)),
    "torch.optim.Optimizer.zero_grad": Known(role="fit", mutates=("self",)),
    "torch.optim.Optimizer.load_state_dict": Known(role="load", mutates=("self",)),
    "torch.optim.Optimizer.state_dict": Known(role="convert", returns="dict", view=True),
    **each("torch.optim.lr_scheduler", _SCHEDULERS, Known(returns=_SCHEDULER, view=True)),
    "torch.optim.lr_scheduler.LambdaLR": Known(returns=_SCHEDULER, view=True, calls=(PERHAPS,)),
    **each(_SCHEDULER, "step", Known(role="fit", mutates=("self",))),
    **each(_SCHEDULER, "load_state_dict", Known(role="load", mutates=("self",))),
    **each(_SCHEDULER, "get_last_lr get_lr state_dict", Known()),
    **each("torch.optim.swa_utils", "AveragedModel SWALR", Known(view=True)),
    "torch.optim.swa_utils.update_bn": Known(mutates=(1,)),
    **each("torch", "enable_grad inference_mode is_grad_enabled no_grad", Known()),
    **each("torch.autograd", "detect_anomaly grad", Known()),
    "torch.autograd.backward": Known(role="fit", mutates=(0,)),
    "torch.autograd.Variable": Known(returns=_TENSOR, view=True),
    **each("torch", "autocast", Known()),
    **each("torch.amp", "GradScaler autocast", Known()),
    # data
    **each(
        "torch.utils.data",
        "BatchSampler ChainDataset ConcatDataset DataLoader RandomSampler SequentialSampler Subset SubsetRandomSampler TensorDataset "
        "WeightedRandomSampler",
        Known(keeps=True),
    ),
    **each("torch.utils.data", "Sampler get_worker_info", Known()),
    "torch.utils.data.random_split": Known(role="split", returns="list"),
    # files
    "torch.load": Known(role="load", effect="read"),
    "torch.save": Known(role="save", effect="write"),
    "torch.jit.load": Known(role="load", returns=_MODULE, effect="read"),
    "torch.jit.save": Known(role="save", effect="write"),
    "torch.onnx.export": Known(role="save", effect="write"),
    **each("torch.hub", "load load_state_dict_from_url", Known(role="load", effect="net")),
    "torch.hub.download_url_to_file": Known(role="load", effect="net"),
    # devices
    "torch.device": Known(role="define"),
    **each("torch", "dtype Size finfo iinfo Generator", Known()),
    **each(
        "torch.cuda",
        "Event Stream current_device current_stream device device_count empty_cache get_device_capability get_device_name "
        "get_device_properties get_rng_state get_rng_state_all init ipc_collect is_available is_bf16_supported is_initialized "
        "list_gpu_processes max_memory_allocated max_memory_reserved mem_get_info memory_allocated memory_reserved memory_summary "
        "reset_max_memory_allocated reset_peak_memory_stats stream synchronize utilization",
        Known(),
    ),
    **each("torch.cuda", "set_device set_per_process_memory_fraction", Known(state="options")),
    **each("torch.cuda.amp", "GradScaler autocast", Known()),
    **each("torch.backends.mps", "is_available is_built", Known()),
    **each("torch.backends.cudnn", "is_available version", Known()),
    **each("torch.backends.cuda", "is_built sdp_kernel", Known()),
    **each("torch.mps", "empty_cache", Known()),
    **each("torch.backends.cuda", "enable_flash_sdp enable_math_sdp enable_mem_efficient_sdp", Known(state="options")),
    # process state
    **each("torch", "manual_seed seed set_rng_state", Known(state="seed")),
    **each("torch.random", "manual_seed seed set_rng_state", Known(state="seed")),
    **each("torch.cuda", "manual_seed manual_seed_all seed seed_all set_rng_state set_rng_state_all", Known(state="seed")),
    **each("torch.mps", "manual_seed", Known(state="seed")),
    **each("torch", "get_rng_state initial_seed get_default_dtype get_num_threads is_deterministic_algorithms_warn_only_enabled", Known()),
    **each(
        "torch",
        "set_default_device set_default_dtype set_default_tensor_type set_flush_denormal set_float32_matmul_precision "
        "set_num_interop_threads set_num_threads set_printoptions use_deterministic_algorithms",
        Known(state="options"),
    ),
    "torch.set_grad_enabled": Known(state="options"),
    "torch.autograd.set_detect_anomaly": Known(state="options"),
    "torch.multiprocessing.set_start_method": Known(state="options"),
    "torch.multiprocessing.set_sharing_strategy": Known(state="options"),
    # the rest
    **each("torch", "compile", Known(returns="arg0")),
    **each("torch.jit", "script trace", Known(view=True)),
    **each(
        "torch.distributions",
        "Bernoulli Beta Binomial Categorical Dirichlet Exponential Gamma Geometric Gumbel HalfNormal Laplace LogNormal",
        Known(),
    ),
    **each(
        "torch.distributions",
        "Independent MixtureSameFamily MultivariateNormal Normal OneHotCategorical Poisson StudentT Uniform kl_divergence",
        Known(),
    ),
    **each("torch.utils.tensorboard", "SummaryWriter", Known(effect="write")),
    **each("torch.utils.checkpoint", "checkpoint", Known(calls=(0,))),
}
VARYING: dict[str, Known] = {
    **each("torch", "cholesky eig lstsq matrix_rank qr solve symeig lu ger range", _GIVES),
    **each("torch.nn.functional", "hardshrink", _GIVES),
    **each(
        "torch.nn.init",
        "constant kaiming_normal kaiming_uniform normal uniform xavier_normal xavier_uniform",
        Known(returns="arg0", mutates=(0,)),
    ),
    **each("torch.nn.utils", "clip_grad_norm", Known(mutates=(0,))),
}
NEEDS = ("numpy",)
