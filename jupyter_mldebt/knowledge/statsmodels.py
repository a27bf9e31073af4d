"""What statsmodels does. A model's `fit` gives the results and leaves the model as it is."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_MODELS = {
    "statsmodels.regression.linear_model": "GLS GLSAR OLS WLS",
    "statsmodels.discrete.discrete_model": "Logit MNLogit NegativeBinomial Poisson Probit",
    "statsmodels.genmod.generalized_linear_model": "GLM",
    "statsmodels.robust.robust_linear_model": "RLM",
    "statsmodels.tsa.ar_model": "AutoReg",
    "statsmodels.tsa.arima.model": "ARIMA",
    "statsmodels.tsa.statespace.sarimax": "SARIMAX",
    "statsmodels.tsa.holtwinters": "ExponentialSmoothing Holt SimpleExpSmoothing",
    "statsmodels.tsa.vector_ar.var_model": "VAR",
    "statsmodels.nonparametric.kde": "KDEUnivariate",
    "statsmodels.nonparametric.kernel_density": "KDEMultivariate",
    "statsmodels.stats.outliers_influence": "OLSInfluence",
    "statsmodels.distributions.empirical_distribution": "ECDF",
    "statsmodels.api": "GEE GLM GLS GLSAR Logit MNLogit MixedLM NegativeBinomial NominalGEE OLS OrdinalGEE Poisson Probit QuantReg RLM "
    "RecursiveLS WLS",
    "statsmodels.tsa.api": "ARIMA AutoReg DynamicFactor ExponentialSmoothing Holt SARIMAX SimpleExpSmoothing SVAR UnobservedComponents "
    "VAR VARMAX",
    "statsmodels.api.tsa": "ARIMA AutoReg DynamicFactor ExponentialSmoothing Holt SARIMAX SimpleExpSmoothing SVAR UnobservedComponents "
    "VAR VARMAX MarkovAutoregression MarkovRegression ArmaProcess",
    "statsmodels.api.tsa.statespace": "SARIMAX",
    "statsmodels.formula.api": "gee glm gls glsar logit mixedlm mnlogit negativebinomial ols phreg poisson probit quantreg rlm wls",
}
_PLOTS = {
    "statsmodels.graphics.gofplots": "ProbPlot qqline qqplot qqplot_2samples",
    "statsmodels.graphics.tsaplots": "month_plot plot_acf plot_pacf plot_predict quarter_plot",
    "statsmodels.graphics.regressionplots": "abline_plot influence_plot plot_ccpr plot_fit plot_leverage_resid2 plot_partregress "
    "plot_regress_exog",
    "statsmodels.graphics.factorplots": "interaction_plot",
    "statsmodels.graphics.mosaicplot": "mosaic",
    "statsmodels.api": "ProbPlot qqline qqplot qqplot_2samples",
    "statsmodels.api.graphics": "abline_plot beanplot fboxplot influence_plot interaction_plot mean_diff_plot plot_ccpr plot_ccpr_grid "
    "plot_corr plot_fit plot_leverage_resid2 plot_partregress plot_partregress_grid plot_regress_exog qqplot violinplot",
    "statsmodels.api.graphics.tsa": "month_plot plot_acf plot_pacf quarter_plot",
}
_TSA_TESTS = (
    "acf acovf adfuller arma_order_select_ic bds ccf ccovf coint grangercausalitytests kpss levinson_durbin pacf pacf_ols pacf_yw q_stat "
    "zivot_andrews"
)
_STATS = (
    "CompareMeans DescrStatsW FTestAnovaPower GofChisquarePower NormalIndPower TTestIndPower TTestPower Table Table2x2 "
    "acorr_breusch_godfrey acorr_ljungbox anova_lm cochrans_q durbin_watson het_arch het_breuschpagan het_goldfeldquandt het_white "
    "jarque_bera lilliefors linear_harvey_collier linear_rainbow linear_reset mcnemar multipletests normal_ad omni_normtest "
    "proportion_confint proportion_effectsize proportions_chisquare proportions_ztest tt_ind_solve_power tt_solve_power ttest_ind "
    "zconfint ztest"
)
_TEST = Known(role="evaluate")

CALLS: dict[str, Known] = {
    **{f"{module}.{name}": Known(role="define") for module, names in _MODELS.items() for name in names.split()},
    **{f"{module}.{name}": Known(role="plot") for module, names in _PLOTS.items() for name in names.split()},
    **{
        f"statsmodels.api.{name}.from_formula": Known()
        for name in ("GEE", "GLM", "GLS", "Logit", "MixedLM", "OLS", "Poisson", "Probit", "RLM", "WLS")
    },
    **each("statsmodels.api", "add_constant", Known(role="feature", returns="frame")),
    **each("statsmodels.tools", "add_constant", Known(role="feature", returns="frame")),
    **each("statsmodels.tools.tools", "add_constant", Known(role="feature", returns="frame")),
    **each("statsmodels.tools.eval_measures", "aic bic meanabs mse rmse", Known(role="evaluate", returns="number")),
    "statsmodels.api.load": Known(role="load", effect="read"),
    "statsmodels.api.cov_struct.Exchangeable": Known(),
    **each("statsmodels.api.families", "Binomial Gamma Gaussian InverseGaussian NegativeBinomial Poisson Tweedie", Known()),
    **each("statsmodels.api.families.links", "CLogLog Identity Log Logit Probit", Known()),
    **each("statsmodels.api.robust.norms", "AndrewWave Hampel HuberT LeastSquares RamsayE TrimmedMean TukeyBiweight", Known()),
    "statsmodels.api.robust.scale.mad": Known(returns="number"),
    **each("statsmodels.api.nonparametric", "KDEMultivariate KDEUnivariate lowess", Known()),
    **each("statsmodels.nonparametric.smoothers_lowess", "lowess", Known(returns="array")),
    **each("statsmodels.stats.api", _STATS, _TEST),
    **each("statsmodels.api.stats", "anova_lm durbin_watson jarque_bera linear_rainbow multipletests omni_normtest", _TEST),
    **each(
        "statsmodels.api.stats",
        "CompareMeans DescrStatsW TTestIndPower proportion_confint proportions_ztest tt_ind_solve_power ttest_ind zconfint ztest",
        _TEST,
    ),
    **each("statsmodels.stats.anova", "AnovaRM anova_lm", _TEST),
    **each(
        "statsmodels.stats.diagnostic",
        "acorr_ljungbox het_arch het_breuschpagan het_goldfeldquandt het_white lilliefors normal_ad",
        _TEST,
    ),
    **each("statsmodels.stats.multicomp", "MultiComparison pairwise_tukeyhsd", _TEST),
    **each("statsmodels.stats.multitest", "fdrcorrection multipletests", _TEST),
    **each("statsmodels.stats.outliers_influence", "variance_inflation_factor", Known(returns="number")),
    **each("statsmodels.stats.power", "FTestAnovaPower NormalIndPower TTestIndPower TTestPower tt_ind_solve_power", Known()),
    **each("statsmodels.stats.proportion", "proportion_confint proportion_effectsize proportions_chisquare proportions_ztest", _TEST),
    **each("statsmodels.stats.stattools", "durbin_watson jarque_bera omni_normtest", _TEST),
    **each("statsmodels.stats.weightstats", "CompareMeans DescrStatsW ttest_ind ztest", _TEST),
    **each("statsmodels.stats.contingency_tables", "Table Table2x2 mcnemar", _TEST),
    **each("statsmodels.stats.inter_rater", "cohens_kappa fleiss_kappa", Known(role="evaluate")),
    **each("statsmodels.stats.moment_helpers", "corr2cov cov2corr", Known(returns="array")),
    **each("statsmodels.tsa.stattools", _TSA_TESTS, _TEST),
    **each("statsmodels.api.tsa", "STL acf adfuller arma_order_select_ic ccf kpss pacf q_stat", Known()),
    **each("statsmodels.tsa.seasonal", "STL seasonal_decompose", Known()),
    **each("statsmodels.api.tsa", "add_lag add_trend detrend lagmat seasonal_decompose", Known()),
    **each("statsmodels.api.tsa.filters", "bkfilter cffilter hpfilter", Known()),
    **each("statsmodels.tsa.filters.hp_filter", "hpfilter", Known()),
    **each("statsmodels.tsa.arima_process", "ArmaProcess arma_generate_sample", Known()),
    **each("statsmodels.api.tsa", "arma_generate_sample", Known()),
    "statsmodels.api.datasets.get_rdataset": Known(role="load", effect="net"),
    **{
        f"statsmodels.api.datasets.{name}.{how}": Known(role="load", effect="read")
        for name in (
            "anes96 cancer ccard co2 committee copper cpunish elnino engel fair fertility grunfeld heart longley macrodata modechoice "
            "nile randhie scotland spector stackloss star98 statecrime strikes sunspots"
        ).split()
        for how in ("load", "load_pandas")
    },
    **each("statsmodels.iolib.summary2", "summary_col", Known()),
    **each("statsmodels.compat", "lzip lmap lrange", Known(returns="list")),
    **each("statsmodels.graphics.utils", "annotate_axes create_mpl_ax", Known(role="plot")),
}
VARYING: dict[str, Known] = {
    **each("statsmodels.formula.api", "GLM GLS Logit MNLogit OLS Poisson Probit RLM WLS", Known()),
    **each("statsmodels.tsa.arima_model", "ARIMA ARMA", Known()),
    **each("statsmodels.tsa.ar_model", "AR", Known()),
    **each("statsmodels.api.tsa", "AR ARMA", Known()),
    **each("statsmodels.stats.diagnostic", "het_breushpagan", Known()),
    **each("statsmodels.stats.api", "binom_test het_breushpagan", Known()),
    **each("statsmodels.graphics.api", "qqplot plot_regress_exog", Known(role="plot")),
}
NEEDS = ("pandas", "numpy")
