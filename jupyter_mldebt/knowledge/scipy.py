"""What SciPy does. The functions that it hands on are called before it returns."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_ARRAY = Known(returns="array")
_NUMBER = Known(returns="number")
_TEST = Known(role="evaluate")
# where functions stand that are to be made least, zero, or added up, and their derivatives
_FUNCTIONS = (0, 1, 2, 3, "Dfun", "callback", "events", "f", "fprime", "fprime2", "fun", "func", "hess", "hessp", "jac")

_CONTINUOUS = (
    "alpha arcsine beta betaprime burr cauchy chi chi2 cosine expon exponnorm exponweib f fisk gamma genextreme gengamma genpareto "
    "gumbel_l gumbel_r halfcauchy halfnorm hypsecant invgamma invgauss invweibull laplace levy logistic loggamma loglaplace lognorm lomax "
    "maxwell nakagami ncf nct ncx2 norm pareto pearson3 powerlaw rayleigh reciprocal loguniform rice skewnorm t triang truncexpon "
    "truncnorm uniform vonmises wald weibull_max weibull_min"
)
_DISCRETE = "bernoulli betabinom binom boltzmann geom hypergeom logser nbinom poisson randint skellam zipf"
_MULTIVARIATE = "dirichlet multinomial multivariate_hypergeom multivariate_normal multivariate_t wishart invwishart"
_OF_BOTH = "cdf entropy interval isf logcdf logsf mean median moment ppf rvs sf stats std support var"


def _distributions() -> dict[str, Known]:
    """Distributions can be called, which fixes their parameters, and have methods."""
    module = "scipy.stats"
    found = each(module, f"{_CONTINUOUS} {_DISCRETE} {_MULTIVARIATE}", Known())
    for name in _CONTINUOUS.split():
        found |= each(f"{module}.{name}", f"{_OF_BOTH} fit logpdf pdf", Known())
    for name in _DISCRETE.split():
        found |= each(f"{module}.{name}", f"{_OF_BOTH} logpmf pmf", Known())
    for name in ("multinomial", "multivariate_hypergeom"):
        found |= each(f"{module}.{name}", "logpmf pmf rvs", Known())
    for name in ("dirichlet", "multivariate_normal", "multivariate_t", "wishart", "invwishart"):
        found |= each(f"{module}.{name}", "logpdf pdf rvs", Known())
    return found | {f"{module}.multivariate_normal.cdf": Known()}


_FILTERS = (
    "black_tophat binary_closing binary_dilation binary_erosion binary_fill_holes binary_opening convolve convolve1d correlate "
    "correlate1d distance_transform_edt fourier_gaussian gaussian_filter gaussian_filter1d gaussian_gradient_magnitude gaussian_laplace "
    "grey_closing grey_dilation grey_erosion grey_opening laplace map_coordinates maximum_filter maximum_filter1d median_filter "
    "minimum_filter minimum_filter1d percentile_filter prewitt rank_filter rotate shift sobel spline_filter uniform_filter "
    "uniform_filter1d white_tophat zoom affine_transform"
)
_DISTANCES = (
    "braycurtis canberra chebyshev cityblock correlation cosine dice euclidean hamming jaccard jensenshannon mahalanobis minkowski "
    "rogerstanimoto russellrao seuclidean sqeuclidean yule"
)
_SPECIAL = (
    "airy ai_zeros bernoulli beta betainc betaincinv betaln binom boxcox boxcox1p comb dawsn digamma ellipe ellipk entr erf erfc erfcinv "
    "erfcx erfi erfinv exp1 exp10 exp2 expi expit expm1 expn factorial factorial2 gamma gammainc gammaincinv gammaln gammasgn hankel1 "
    "hankel2 hyp1f1 hyp2f1 inv_boxcox i0 i0e i1 iv j0 j1 jn_zeros jv k0 k1 kl_div kn kv legendre log1p log_expit log_softmax log_ndtr "
    "logit loggamma logsumexp multigammaln ndtr ndtri perm poch polygamma psi rel_entr roots_hermite roots_legendre sici sinc softmax "
    "spence spherical_jn stdtr stdtrit struve xlog1py xlogy y0 y1 yn yv zeta"
)

CALLS: dict[str, Known] = {
    **_distributions(),
    # statistics
    **each(
        "scipy.stats",
        "alexandergovern anderson anderson_ksamp ansari bartlett barnard_exact binomtest boschloo_exact brunnermunzel chi2_contingency "
        "chisquare cramervonmises epps_singleton_2samp f_oneway fisher_exact fligner friedmanchisquare goodness_of_fit jarque_bera "
        "kendalltau kruskal ks_1samp ks_2samp kstest kurtosistest levene mannwhitneyu median_test mood multiscale_graphcorr normaltest "
        "page_trend_test pearsonr pointbiserialr power_divergence ranksums shapiro skewtest somersd spearmanr ttest_1samp ttest_ind "
        "ttest_ind_from_stats ttest_rel tukey_hsd weightedtau wilcoxon",
        _TEST,
    ),
    **each(
        "scipy.stats",
        "boxcox_llf boxcox_normmax combine_pvalues cumfreq describe ecdf energy_distance entropy expectile false_discovery_control "
        "gaussian_kde gmean gstd hmean iqr kstat kurtosis median_abs_deviation mode moment percentileofscore ppcc_max relfreq "
        "rv_histogram scoreatpercentile sem skew tiecorrect tmean trim_mean tsem tstd tvar variation wasserstein_distance",
        Known(),
    ),
    **each("scipy.stats", "linregress siegelslopes theilslopes", Known(role="fit")),
    **each("scipy.stats", "bootstrap monte_carlo_test", Known(calls=(1, "statistic", "rvs"))),
    "scipy.stats.permutation_test": Known(role="evaluate", calls=(1, "statistic")),
    **each("scipy.stats", "binned_statistic binned_statistic_2d binned_statistic_dd", Known(calls=("statistic",))),
    **each("scipy.stats", "boxcox yeojohnson", Known(role="feature")),
    **each("scipy.stats", "rankdata zscore gzscore zmap sigmaclip trimboth trim1", Known(role="feature", returns="array")),
    **each("scipy.stats", "probplot boxcox_normplot ppcc_plot", Known(role="plot")),
    **each("scipy.stats.mstats", "gmean kruskal linregress mquantiles pearsonr winsorize zscore", Known()),
    **each("scipy.stats.contingency", "association crosstab expected_freq relative_risk", Known()),
    **each("scipy.stats.qmc", "Halton LatinHypercube Sobol discrepancy scale", Known()),
    # optimisation
    **each(
        "scipy.optimize",
        "minimize basinhopping differential_evolution direct dual_annealing shgo",
        Known(role="fit", calls=_FUNCTIONS),
    ),
    **each("scipy.optimize", "minimize_scalar brute", Known(role="fit", calls=_FUNCTIONS)),
    **each(
        "scipy.optimize",
        "bisect brent brenth brentq fixed_point fsolve golden newton newton_krylov ridder root root_scalar toms748 anderson broyden1 broyden2",
        Known(calls=_FUNCTIONS),
    ),
    **each(
        "scipy.optimize",
        "fmin fmin_bfgs fmin_cg fmin_cobyla fmin_l_bfgs_b fmin_ncg fmin_powell fmin_slsqp fmin_tnc fminbound least_squares leastsq",
        Known(role="fit", calls=_FUNCTIONS),
    ),
    "scipy.optimize.curve_fit": Known(role="fit", returns="(array, array)", calls=_FUNCTIONS),
    **each("scipy.optimize", "approx_fprime check_grad", Known(calls=_FUNCTIONS)),
    **each("scipy.optimize", "linear_sum_assignment", Known(returns="(array, array)")),
    **each(
        "scipy.optimize",
        "Bounds LinearConstraint OptimizeResult linprog lsq_linear milp nnls rosen rosen_der rosen_hess quadratic_assignment",
        Known(),
    ),
    # integration, interpolation, derivatives
    **each("scipy.integrate", "quad quad_vec fixed_quad odeint solve_ivp solve_bvp", Known(calls=_FUNCTIONS)),
    **each("scipy.integrate", "dblquad tplquad nquad", Known(calls=(*_FUNCTIONS, 4, 5, 6, "gfun", "hfun"))),
    **each("scipy.integrate", "cumulative_simpson cumulative_trapezoid romb simpson trapezoid", Known()),
    **each(
        "scipy.interpolate",
        "Akima1DInterpolator BSpline BarycentricInterpolator BivariateSpline CloughTocher2DInterpolator CubicHermiteSpline CubicSpline "
        "InterpolatedUnivariateSpline KroghInterpolator LSQUnivariateSpline LinearNDInterpolator NearestNDInterpolator PPoly "
        "PchipInterpolator RBFInterpolator Rbf RectBivariateSpline RegularGridInterpolator SmoothBivariateSpline UnivariateSpline "
        "barycentric_interpolate bisplev bisplrep interp1d krogh_interpolate make_interp_spline make_lsq_spline pchip pchip_interpolate "
        "splder splev splint splprep splrep",
        Known(),
    ),
    **each("scipy.interpolate", "griddata interpn", _ARRAY),
    # linear algebra and sparse matrices
    **each(
        "scipy.linalg",
        "block_diag cho_solve cholesky circulant companion diagsvd dft eigvals eigvalsh expm fractional_matrix_power funm hadamard hankel "
        "hilbert inv invhilbert logm lstsq lu_solve matrix_balance null_space orth pascal pinv pinvh solve solve_banded solve_sylvester "
        "solve_toeplitz solve_triangular solveh_banded sqrtm svdvals toeplitz",
        Known(),
    ),
    **each("scipy.linalg", "det norm", _NUMBER) | each("scipy.linalg", "cho_factor ldl lu lu_factor polar schur hessenberg", Known()),
    **each("scipy.linalg", "eig eigh qr eigh_tridiagonal", Known(returns="(array, array)")),
    "scipy.linalg.svd": Known(returns="(array, array, array)"),
    **each(
        "scipy.sparse",
        "block_array block_diag bmat bsr_matrix coo_array coo_matrix csc_array csc_matrix csr_array csr_matrix dia_matrix diags "
        "dok_matrix eye eye_array find hstack identity isspmatrix issparse kron lil_matrix load_npz random random_array spdiags tril triu "
        "vstack",
        Known(),
    ),
    "scipy.sparse.save_npz": Known(role="save", effect="write"),
    "scipy.sparse.load_npz": Known(role="load", effect="read"),
    **each(
        "scipy.sparse.linalg",
        "LinearOperator bicg bicgstab cg eigs eigsh expm factorized gmres inv lsmr lsqr norm spilu splu spsolve svds",
        Known(),
    ),
    **each(
        "scipy.sparse.csgraph",
        "breadth_first_order connected_components dijkstra floyd_warshall laplacian minimum_spanning_tree shortest_path",
        Known(),
    ),
    # space and clusters
    **each("scipy.spatial", "ConvexHull Delaunay KDTree SphericalVoronoi Voronoi cKDTree", Known()),
    **each("scipy.spatial", "convex_hull_plot_2d delaunay_plot_2d voronoi_plot_2d", Known(role="plot")),
    **each("scipy.spatial", "distance_matrix", _ARRAY),
    **each("scipy.spatial", "procrustes geometric_slerp", Known()),
    **each("scipy.spatial.distance", _DISTANCES, _NUMBER),
    **each("scipy.spatial.distance", "squareform directed_hausdorff", Known()),
    "scipy.spatial.distance.pdist": Known(returns="array", calls=(1, "metric")),
    "scipy.spatial.distance.cdist": Known(returns="array", calls=(2, "metric")),
    **each("scipy.spatial.transform", "Rotation Slerp", Known()),
    **each(
        "scipy.spatial.transform.Rotation",
        "align_vectors concatenate from_euler from_matrix from_quat from_rotvec identity random",
        Known(),
    ),
    **each(
        "scipy.cluster.hierarchy",
        "average centroid complete cophenet cut_tree fcluster inconsistent leaders leaves_list linkage optimal_leaf_ordering single ward",
        Known(),
    ),
    "scipy.cluster.hierarchy.fclusterdata": Known(role="predict", returns="array"),
    "scipy.cluster.hierarchy.dendrogram": Known(role="plot", returns="dict"),
    "scipy.cluster.hierarchy.set_link_color_palette": Known(role="plot", state="style"),
    **each("scipy.cluster.vq", "kmeans kmeans2 vq", Known()),
    "scipy.cluster.vq.whiten": Known(role="feature", returns="array"),
    # signals and images
    **each(
        "scipy.signal",
        "bessel bode butter buttord cheby1 cheby2 chirp coherence convolve convolve2d correlate correlate2d correlation_lags csd decimate "
        "deconvolve detrend dimpulse dlti dstep ellip fftconvolve filtfilt find_peaks firwin firwin2 freqs freqz gausspulse get_window "
        "group_delay hilbert iirfilter iirnotch iirpeak impulse istft lfilter lfilter_zi lombscargle lsim lti max_len_seq medfilt "
        "medfilt2d order_filter peak_prominences peak_widths periodogram resample resample_poly savgol_coeffs savgol_filter sawtooth "
        "sosfilt sosfiltfilt sosfreqz spectrogram square ss2tf step stft tf2sos tf2zpk unit_impulse upfirdn welch wiener zpk2sos zpk2tf "
        "StateSpace TransferFunction ZerosPolesGain argrelextrema argrelmax argrelmin find_peaks_cwt residue cont2discrete",
        Known(),
    ),
    **each(
        "scipy.signal.windows",
        "bartlett blackman blackmanharris boxcar chebwin cosine dpss exponential flattop gaussian general_cosine general_gaussian hamming "
        "hann kaiser nuttall parzen triang tukey",
        _ARRAY,
    ),
    **each("scipy.ndimage", _FILTERS, _ARRAY),
    **each(
        "scipy.ndimage", "generic_filter generic_filter1d geometric_transform", Known(returns="array", calls=(1, "function", "mapping"))
    ),
    **each("scipy.ndimage", "labeled_comprehension", Known(returns="array", calls=(3, "func"))),
    **each(
        "scipy.ndimage",
        "center_of_mass extrema find_objects generate_binary_structure histogram label maximum maximum_position mean median minimum "
        "minimum_position standard_deviation sum variance watershed_ift sum_labels",
        Known(),
    ),
    **each(
        "scipy.fft",
        "dct dctn fft fft2 fftfreq fftn fftshift idct idctn ifft ifft2 ifftn ifftshift irfft irfft2 next_fast_len rfft rfft2 rfftfreq "
        "rfftn",
        Known(),
    ),
    **each("scipy.fftpack", "dct fft fft2 fftfreq fftn fftshift idct ifft ifft2 ifftn ifftshift rfft irfft", Known()),
    **each("scipy.special", _SPECIAL, Known()),
    # files
    **each("scipy.io", "loadmat mmread readsav whosmat", Known(role="load", effect="read")),
    **each("scipy.io", "savemat mmwrite", Known(role="save", effect="write")),
    "scipy.io.wavfile.read": Known(role="load", returns="(number, array)", effect="read"),
    "scipy.io.wavfile.write": Known(role="save", effect="write"),
    "scipy.io.arff.loadarff": Known(role="load", effect="read"),
    **each("scipy.datasets", "ascent electrocardiogram face", Known(role="load", effect="net")),
}
VARYING: dict[str, Known] = {
    "scipy.signal.cwt": Known(calls=(1, "wavelet")),
    "scipy.special.btdtr": Known(),
    **each("scipy.stats", "binom_test itemfreq median_absolute_deviation", Known()),
    **each("scipy.stats.kde", "gaussian_kde", Known()),
    **each("scipy.misc", "ascent electrocardiogram face", Known(role="load", effect="read")),
    **each("scipy.misc", "imread", Known(role="load", returns="array", effect="read")),
    **each("scipy.misc", "imsave", Known(role="save", effect="write")),
    **each("scipy.misc", "comb factorial logsumexp", Known()),
    **each("scipy.misc", "imresize imrotate", _ARRAY),
    "scipy.misc.derivative": Known(calls=(0, "func")),
    **each("scipy.integrate", "cumtrapz simps trapz", Known()),
    **each("scipy.integrate", "quadrature romberg", Known(calls=(0, "func"))),
    "scipy.interpolate.interp2d": Known(),
    "scipy.interpolate.interpolate.interp1d": Known(),
    **each("scipy.ndimage.filters", _FILTERS, _ARRAY),
    **each("scipy.ndimage.interpolation", "map_coordinates rotate shift zoom", _ARRAY),
    **each("scipy.ndimage.measurements", "center_of_mass label", Known()),
    **each("scipy.signal", "bartlett blackman boxcar gaussian hamming hann hanning kaiser ricker morlet", _ARRAY),
    **each("scipy.spatial.kdtree", "KDTree cKDTree", Known()),
    **each("scipy.spatial.ckdtree", "cKDTree", Known()),
    **each(
        "scipy",
        "arange array concatenate cos dot exp linspace log log10 mean ones pi polyfit randn real sin sqrt std sum tan zeros",
        Known(),
    ),
}
NEEDS = ("numpy",)
