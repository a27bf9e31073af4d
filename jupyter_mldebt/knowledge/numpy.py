"""What numpy's functions and the methods of its arrays do."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_ARRAY = Known(returns="array")
_NUMBER = Known(returns="number")
_CONVERT = Known(role="convert", returns="array")
_SHARED_CONVERT = Known(role="convert", returns="array", view=True)
_RESHAPE = Known(role="reshape", returns="array")
_SHARED_RESHAPE = Known(role="reshape", returns="array", view=True)
_SCALARS = (
    "bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128 int_ str_ datetime64 timedelta64"
)

CALLS: dict[str, Known] = {
    # making arrays
    "numpy.array": _CONVERT,
    **each("numpy", "asarray asanyarray ascontiguousarray asfortranarray", _SHARED_CONVERT),
    **each("numpy", "fromiter frombuffer fromstring asmatrix matrix", _CONVERT),
    **each(
        "numpy",
        "arange empty empty_like eye full full_like geomspace identity indices linspace logspace ones ones_like tri zeros zeros_like",
        Known(role="define", returns="array"),
    ),
    **each("numpy", "meshgrid", Known(role="define", returns="list")),
    "numpy.sort": _RESHAPE,
    "numpy.digitize": Known(role="feature", returns="array"),
    "numpy.fromfunction": Known(returns="array", calls=(0,)),
    **each("numpy", _SCALARS, Known(role="convert", returns="number")),
    # files
    **each("numpy", "load loadtxt genfromtxt fromfile memmap", Known(role="load", returns="array", effect="read")),
    **each("numpy", "save savetxt savez savez_compressed", Known(role="save", effect="write")),
    # form
    **each("numpy", "reshape ravel squeeze transpose swapaxes moveaxis rollaxis broadcast_to expand_dims", _SHARED_RESHAPE),
    **each("numpy", "atleast_1d atleast_2d atleast_3d flip fliplr flipud rot90", _SHARED_RESHAPE),
    **each(
        "numpy",
        "append block c_ column_stack concatenate delete dstack hstack insert repeat resize roll row_stack stack tile vstack",
        _RESHAPE,
    ),
    **each("numpy", "split array_split hsplit vsplit dsplit", Known(role="reshape", returns="list", view=True)),
    # element by element, and along axes
    **each(
        "numpy",
        "abs absolute add arccos arcsin arctan arctan2 cbrt ceil clip conj convolve copy corrcoef cos cosh cov cross cumprod cumsum "
        "deg2rad diag diagonal diff divide dot ediff1d einsum equal exp exp2 expm1 fix floor fmax fmin gradient greater "
        "greater_equal imag inner interp invert isfinite isin isinf isnan kron less less_equal log log10 log1p log2 logical_and "
        "logical_not logical_or logical_xor matmul maximum minimum mod multiply nan_to_num negative not_equal outer pad power rad2deg "
        "real reciprocal remainder rint round around select setdiff1d sign sin sinc sinh sqrt square subtract take tan tanh "
        "tensordot tril triu true_divide union1d intersect1d unique unwrap vander where argsort argwhere flatnonzero nonzero searchsorted "
        "partition argpartition bincount",
        _ARRAY,
    ),
    **each(
        "numpy",
        "all allclose any argmax argmin array_equal average count_nonzero isclose max mean median min nanmax nanmean nanmedian nanmin "
        "nanstd nansum nanvar percentile prod ptp quantile nanpercentile std sum trace var amax amin vdot size ndim",
        Known(),
    ),
    **each("numpy", "histogram histogram2d", Known(returns="(array, array)")),
    "numpy.polyfit": Known(role="fit", returns="array"),
    **each("numpy", "polyval roots", _ARRAY),
    "numpy.poly1d": Known(returns="function"),
    "numpy.vectorize": Known(returns="function", calls=(PERHAPS,)),
    "numpy.apply_along_axis": Known(returns="array", calls=(0,)),
    "numpy.apply_over_axes": Known(returns="array", calls=(0,)),
    "numpy.piecewise": Known(returns="array", calls=(2,)),
    **each("numpy.linalg", "det norm cond matrix_rank slogdet", _NUMBER),
    **each("numpy.linalg", "inv pinv solve cholesky matrix_power eigvals eigvalsh", _ARRAY),
    **each("numpy.linalg", "eig eigh qr", Known(returns="(array, array)")),
    "numpy.linalg.svd": Known(returns="(array, array, array)"),
    **each("numpy.fft", "fft ifft rfft irfft fft2 ifft2 fftn ifftn fftfreq rfftfreq fftshift ifftshift", _ARRAY),
    # changing an argument
    **each("numpy", "copyto fill_diagonal place put putmask put_along_axis", Known(mutates=(0,))),
    # random numbers: the module's own generator is process state, but drawing from it binds nothing
    "numpy.random.seed": Known(state="seed"),
    "numpy.random.set_state": Known(state="seed"),
    "numpy.random.shuffle": Known(role="reshape", mutates=(0,)),
    **each("numpy.random", "default_rng RandomState Generator", Known(returns="rng")),
    **each(
        "numpy.random",
        "beta binomial chisquare dirichlet exponential f gamma geometric gumbel hypergeometric laplace logistic lognormal multinomial "
        "multivariate_normal negative_binomial normal pareto poisson power rand randn random random_sample ranf rayleigh sample "
        "standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular uniform vonmises wald weibull zipf",
        Known(role="define", returns="array"),
    ),
    **each("numpy.random", "choice permutation randint random_integers", _ARRAY),
    # settings
    **each("numpy", "set_printoptions seterr seterrcall setbufsize", Known(state="options")),
    # methods of arrays
    **each("array", "fill partition put resize setfield setflags byteswap", Known(mutates=("self",))),
    "array.sort": Known(role="reshape", mutates=("self",)),
    **each("array", "reshape ravel squeeze swapaxes transpose diagonal", _SHARED_RESHAPE),
    "array.view": Known(role="convert", returns="array", view=True),
    **each("array", "flatten repeat", _RESHAPE),
    **each("array", "astype", _CONVERT),
    "array.tolist": Known(role="convert", returns="list"),
    **each("array", "item", _NUMBER),
    **each("array", "tobytes", Known(role="convert", returns="bytes")),
    **each("array", "tofile dump", Known(role="save", effect="write")),
    **each(
        "array",
        "argpartition argsort choose clip compress conj conjugate copy cumprod cumsum dot round searchsorted take",
        _ARRAY,
    ),
    "array.nonzero": Known(returns="tuple"),
    **each("array", "all any argmax argmin max mean min prod std sum trace var", Known()),
    # asking, indexing, types
    **each(
        "numpy",
        "array_equiv broadcast can_cast dtype errstate finfo geterr get_printoptions iinfo info isfortran isnat isneginf isposinf isreal "
        "isrealobj iscomplex iscomplexobj isscalar issubdtype iterable may_share_memory ndenumerate ndindex nditer nanargmax nanargmin "
        "nanprod nanquantile promote_types result_type shape shares_memory trapezoid testing.assert_allclose testing.assert_almost_equal "
        "testing.assert_array_almost_equal testing.assert_array_equal testing.assert_equal testing.assert_raises typename vecdot",
        Known(),
    ),
    **each(
        "numpy",
        "angle arccosh arcsinh arctanh array2string array_repr array_str bartlett bitwise_and bitwise_not bitwise_or bitwise_xor blackman "
        "broadcast_arrays choose compress conjugate copysign correlate degrees diag_indices diagflat divmod extract fabs float_power "
        "floor_divide fmod frexp gcd hamming hanning heaviside histogram_bin_edges histogramdd hypot i0 ix_ kaiser lcm left_shift lexsort "
        "logaddexp logaddexp2 mask_indices modf nancumsum ndarray packbits poly polyadd polyder polydiv polyint polymul polysub positive "
        "r_ radians ravel_multi_index right_shift sort_complex take_along_axis tril_indices tril_indices_from triu_indices "
        "triu_indices_from trim_zeros unpackbits unravel_index permute_dims matrix_transpose",
        _ARRAY,
    ),
    "numpy.linalg.lstsq": Known(role="fit"),
    **each("numpy.linalg", "cross multi_dot outer svdvals tensorinv tensorsolve matrix_norm vector_norm", Known()),
    **each("numpy.fft", "hfft ihfft irfft2 irfftn rfft2 rfftn", _ARRAY),
    **each(
        "numpy.ma",
        "array asarray compressed is_masked masked_array masked_equal masked_greater masked_inside masked_invalid masked_less "
        "masked_outside masked_where",
        Known(),
    ),
    **each("numpy.char", "add capitalize encode find join lower replace split startswith strip title upper", Known()),
    **each("numpy.polynomial", "Chebyshev Hermite Laguerre Legendre Polynomial", Known()),
    **each("numpy.polynomial.polynomial", "polyadd polyfit polyfromroots polymul polyroots polyval", Known()),
    **each("numpy.lib.stride_tricks", "as_strided sliding_window_view", _SHARED_RESHAPE),
    **each("numpy.matrix", "transpose", _SHARED_RESHAPE),
    **each("numpy.random", "bytes SeedSequence PCG64 MT19937", Known()),
    **each("numpy.random", "get_state", Known()),
    # the methods of functions that work element by element
    **{
        f"numpy.{name}.{method}": _ARRAY
        for name in "add divide greater less logical_and logical_or maximum minimum multiply power subtract".split()
        for method in ("accumulate", "outer", "reduce", "reduceat")
    },
    **{f"numpy.{name}.at": Known(mutates=(0,)) for name in "add divide maximum minimum multiply subtract".split()},
    # of sparse matrices too, which transformers may give
    **each("array", "toarray todense", _CONVERT),
}
VARYING: dict[str, Known] = {
    "numpy.float_": Known(role="convert", returns="number"),
    "numpy.set_string_function": Known(state="options"),
    "array.itemset": Known(mutates=("self",)),
    "array.ptp": Known(),
    "array.tostring": Known(role="convert", returns="bytes"),
    **each("numpy", "alltrue cumproduct in1d mat msort product sometrue trapz", _ARRAY),
    **each("numpy", "float int bool str object complex", Known(role="convert", returns="number")),
    "numpy.asscalar": Known(role="convert", returns="number"),
}
