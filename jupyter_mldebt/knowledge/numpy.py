"""What numpy's functions and the methods of its arrays do."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_ARRAY = Known(returns="array")
_NUMBER = Known(returns="number")
_CONVERT = Known(role="convert", returns="array")
_SHARED_CONVERT = Known(role="convert", returns="array", view=True)
_RESHAPE = Known(role="reshape", returns="array")
_SHARED_RESHAPE = Known(role="reshape", returns="array", view=True)
_SCALARS = (
    "bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128 int_ float_ str_ datetime64 "
    "timedelta64"
)

CALLS: dict[str, Known] = {
    # making arrays
    "numpy.array": _CONVERT,
    **each("numpy", "asarray asanyarray ascontiguousarray asfortranarray", _SHARED_CONVERT),
    **each("numpy", "fromiter frombuffer fromstring asmatrix matrix", _CONVERT),
    **each(
        "numpy",
        "arange empty empty_like eye full full_like geomspace identity indices linspace logspace ones ones_like tri zeros zeros_like",
        _ARRAY,
    ),
    **each("numpy", "meshgrid", Known(returns="list")),
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
        "deg2rad "
        "diag diagonal diff digitize divide dot ediff1d einsum equal exp exp2 expm1 fix floor fmax fmin gradient greater greater_equal "
        "imag "
        "inner interp invert isfinite isin isinf isnan kron less less_equal log log10 log1p log2 logical_and logical_not logical_or "
        "logical_xor matmul maximum minimum mod multiply nan_to_num negative not_equal outer pad power rad2deg real reciprocal "
        "remainder rint "
        "round around select setdiff1d sign sin sinc sinh sort sqrt square subtract take tan tanh tensordot trapz tril triu true_divide "
        "union1d "
        "intersect1d unique unwrap vander where argsort argwhere flatnonzero nonzero searchsorted partition argpartition bincount",
        _ARRAY,
    ),
    **each(
        "numpy",
        "all allclose any argmax argmin array_equal average count_nonzero isclose max mean median min nanmax nanmean nanmedian nanmin "
        "nanstd "
        "nansum nanvar percentile prod ptp quantile nanpercentile std sum trace var amax amin vdot size ndim",
        Known(),
    ),
    **each("numpy", "histogram histogram2d", Known(returns="(array, array)")),
    **each("numpy", "polyfit polyval roots", _ARRAY),
    "numpy.poly1d": Known(returns="function"),
    "numpy.vectorize": Known(returns="function"),
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
    "numpy.random.shuffle": Known(mutates=(0,)),
    **each("numpy.random", "default_rng RandomState Generator", Known(returns="rng")),
    **each(
        "numpy.random",
        "beta binomial chisquare choice dirichlet exponential f gamma geometric gumbel hypergeometric laplace logistic lognormal "
        "multinomial "
        "multivariate_normal negative_binomial normal pareto permutation poisson power rand randint randn random random_integers "
        "random_sample "
        "ranf rayleigh sample standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular uniform vonmises "
        "wald weibull zipf",
        _ARRAY,
    ),
    # settings
    **each("numpy", "set_printoptions seterr seterrcall setbufsize set_string_function", Known(state="options")),
    # methods of arrays
    **each("array", "sort fill partition put resize itemset setfield setflags byteswap", Known(mutates=("self",))),
    **each("array", "reshape ravel squeeze swapaxes transpose diagonal", _SHARED_RESHAPE),
    "array.view": Known(role="convert", returns="array", view=True),
    **each("array", "flatten repeat", _RESHAPE),
    **each("array", "astype", _CONVERT),
    "array.tolist": Known(role="convert", returns="list"),
    **each("array", "item", _NUMBER),
    **each("array", "tobytes tostring", Known(role="convert", returns="bytes")),
    **each("array", "tofile dump", Known(role="save", effect="write")),
    **each(
        "array",
        "argpartition argsort choose clip compress conj conjugate copy cumprod cumsum dot round searchsorted take",
        _ARRAY,
    ),
    "array.nonzero": Known(returns="tuple"),
    **each("array", "all any argmax argmin max mean min prod ptp std sum trace var", Known()),
}
