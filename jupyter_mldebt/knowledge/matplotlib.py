"""What matplotlib's and seaborn's functions and the methods of figures and axes do. Drawing with pyplot goes to the current figure."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_DRAWS = (
    "acorr angle_spectrum annotate arrow axhline axhspan axline axvline axvspan bar bar_label barbs barh boxplot broken_barh clabel "
    "cohere contour "
    "contourf csd errorbar eventplot fill fill_between fill_betweenx hexbin hist hist2d hlines imshow loglog magnitude_spectrum matshow "
    "pcolor "
    "pcolormesh phase_spectrum pie plot plot_date plot_surface plot_wireframe psd quiver quiverkey scatter semilogx semilogy specgram "
    "spy stackplot "
    "stairs stem step streamplot table text tricontour tricontourf tripcolor triplot violinplot vlines xcorr"
)
_PYPLOT_SETUP = (
    "axis box clim colorbar figlegend figtext grid legend locator_params margins minorticks_off minorticks_on sca sci set_cmap "
    "subplots_adjust suptitle thetagrids tick_params ticklabel_format tight_layout title xkcd xlabel xlim xscale xticks ylabel ylim "
    "yscale yticks"
)
_AXES_SETUP = (
    "add_artist add_collection add_line add_patch autoscale autoscale_view axis clear cla grid invert_xaxis invert_yaxis legend "
    "locator_params margins "
    "minorticks_off minorticks_on relim remove set set_aspect set_axis_off set_axis_on set_box_aspect set_facecolor set_frame_on "
    "set_position set_title "
    "set_xbound set_xlabel set_xlim set_xlim3d set_xscale set_xticklabels set_xticks set_ybound set_ylabel set_ylim set_ylim3d "
    "set_yscale set_yticklabels "
    "set_yticks set_zlabel set_zlim set_zticks tick_params ticklabel_format view_init set_rlabel_position set_theta_offset "
    "set_theta_direction"
)
_FIGURE_SETUP = (
    "align_labels autofmt_xdate clear clf colorbar delaxes legend set_dpi set_facecolor set_figheight set_figwidth set_size_inches "
    "set_tight_layout "
    "subplots_adjust suptitle supxlabel supylabel tight_layout text"
)
_SEABORN_AXES = (
    "barplot boxenplot boxplot countplot distplot ecdfplot heatmap histplot kdeplot lineplot pointplot regplot residplot rugplot "
    "scatterplot stripplot "
    "swarmplot violinplot"
)
_SEABORN_GRIDS = "FacetGrid JointGrid PairGrid catplot clustermap displot factorplot jointplot lmplot pairplot relplot"

CALLS: dict[str, Known] = {
    # pyplot
    **each("matplotlib.pyplot", "figure gcf", Known(role="plot", returns="figure")),
    **each("matplotlib.pyplot", "gca axes subplot subplot2grid twinx twiny", Known(role="plot", returns="axes")),
    "matplotlib.pyplot.subplots": Known(role="plot", returns="(figure, axes)"),
    "matplotlib.pyplot.subplot_mosaic": Known(role="plot", returns="(figure, dict)"),
    **each("matplotlib.pyplot", _PYPLOT_SETUP, Known(role="plot")),
    **each("matplotlib.pyplot", "cla clf close", Known(role="plot")),
    **each("matplotlib.pyplot", _DRAWS, Known(role="display")),
    **each("matplotlib.pyplot", "draw pause show", Known(role="display")),
    **each("matplotlib.pyplot", "savefig imsave", Known(role="save", effect="write")),
    "matplotlib.pyplot.imread": Known(role="load", returns="array", effect="read"),
    "matplotlib.pyplot.get_cmap": Known(role="plot"),
    # settings
    **each("matplotlib.pyplot", "rc rcdefaults", Known(role="plot", state="style")),
    **each("matplotlib.pyplot.rcParams", "update setdefault", Known(role="plot", state="style")),
    **each("matplotlib.rcParams", "update setdefault", Known(role="plot", state="style")),
    **each("matplotlib", "rc rcdefaults rc_file", Known(role="plot", state="style")),
    "matplotlib.pyplot.style.use": Known(role="plot", state="style"),
    "matplotlib.style.use": Known(role="plot", state="style"),
    **each("matplotlib", "use", Known(role="plot", state="backend")),
    **each("matplotlib.pyplot", "ion ioff switch_backend", Known(role="plot", state="backend")),
    **each("matplotlib_inline.backend_inline", "set_matplotlib_formats", Known(role="plot", state="style")),
    **each("IPython.display", "set_matplotlib_formats", Known(role="plot", state="style")),
    # figures and axes
    **each("matplotlib.figure", "Figure", Known(role="plot", returns="figure")),
    **each("figure", "add_axes add_subplot gca", Known(role="plot", returns="axes", view=True, mutates=("self",))),
    "figure.subplots": Known(role="plot", returns="axes", view=True, mutates=("self",)),
    "figure.add_gridspec": Known(role="plot"),
    **each("figure", _FIGURE_SETUP, Known(role="plot", mutates=("self",))),
    **each("figure", "show draw", Known(role="display")),
    "figure.savefig": Known(role="save", effect="write"),
    **each("axes", _AXES_SETUP, Known(role="plot", mutates=("self",))),
    **each("axes", _DRAWS, Known(role="display", mutates=("self",))),
    **each("axes", "inset_axes twinx twiny secondary_xaxis secondary_yaxis", Known(role="plot", returns="axes", mutates=("self",))),
    "axes.get_figure": Known(role="plot", returns="figure", view=True),
    **each("axes", "get_legend get_xaxis get_yaxis", Known(role="plot", view=True)),
    **each("axes", "flatten ravel", Known(role="plot", returns="axes", view=True)),
    # seaborn
    **each("seaborn", _SEABORN_AXES, Known(role="display", returns="axes")),
    **each("seaborn", _SEABORN_GRIDS, Known(role="display", returns="figure")),
    **each(
        "seaborn",
        "set set_theme set_style set_context set_palette set_color_codes reset_defaults reset_orig",
        Known(role="plot", state="style"),
    ),
    "seaborn.despine": Known(role="plot"),
    **each(
        "seaborn",
        "color_palette cubehelix_palette diverging_palette husl_palette light_palette dark_palette",
        Known(role="plot", returns="list"),
    ),
    "seaborn.load_dataset": Known(role="load", returns="frame", effect="net"),
    # figures of unknown origin
    "unknown.savefig": Known(role="save", effect="write"),
    **each(
        "unknown",
        "set_title set_xlabel set_ylabel set_xlim set_ylim set_xticks set_yticks set_xticklabels set_yticklabels",
        Known(role="plot"),
    ),
}
