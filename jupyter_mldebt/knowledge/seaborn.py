"""What seaborn's functions do, and the methods of its grids, which are figures."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

NEEDS = ("matplotlib", "pandas")
CALLS: dict[str, Known] = {
    **each(
        "seaborn",
        "barplot boxenplot boxplot countplot distplot ecdfplot heatmap histplot kdeplot lineplot pointplot regplot residplot rugplot "
        "scatterplot stripplot swarmplot violinplot",
        Known(role="plot", returns="axes"),
    ),
    **each(
        "seaborn",
        "FacetGrid JointGrid PairGrid catplot clustermap displot jointplot lmplot pairplot relplot",
        Known(role="plot", returns="figure"),
    ),
    **each(
        "seaborn",
        "set set_theme set_style set_context set_palette set_color_codes reset_defaults reset_orig",
        Known(role="plot", state="style"),
    ),
    **each("seaborn", "despine move_legend", Known(role="plot")),
    **each("seaborn", "axes_style plotting_context", Known(role="plot", returns="dict")),
    **each(
        "seaborn",
        "blend_palette color_palette crayon_palette cubehelix_palette dark_palette diverging_palette hls_palette husl_palette "
        "light_palette mpl_palette xkcd_palette",
        Known(role="plot", returns="list"),
    ),
    "seaborn.load_dataset": Known(role="load", returns="frame", effect="net"),
    "seaborn.get_dataset_names": Known(returns="list", effect="net"),
}
VARYING: dict[str, Known] = {
    "seaborn.factorplot": Known(role="plot", returns="figure"),
    **each("seaborn", "tsplot lvplot", Known(role="plot", returns="axes")),
}
