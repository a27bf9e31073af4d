"""What matplotlib's functions and the methods of figures and axes do. Drawing with pyplot goes to the current figure."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_DRAWS = (
    "acorr angle_spectrum annotate arrow axhline axhspan axline axvline axvspan bar bar_label barbs barh boxplot broken_barh clabel "
    "cohere contour contourf csd errorbar eventplot fill fill_between fill_betweenx hexbin hist hist2d hlines imshow loglog "
    "magnitude_spectrum matshow pcolor pcolormesh phase_spectrum pie plot psd quiver quiverkey scatter semilogx semilogy specgram spy "
    "stackplot stairs stem step streamplot table text tricontour tricontourf tripcolor triplot violinplot vlines xcorr"
)
_PYPLOT_SETUP = (
    "axis box clim colorbar figlegend figtext grid legend locator_params margins minorticks_off minorticks_on sca sci set_cmap "
    "subplots_adjust suptitle thetagrids tick_params ticklabel_format tight_layout title xkcd xlabel xlim xscale xticks ylabel ylim "
    "yscale yticks"
)
_AXES_SETUP = (
    "add_artist add_collection add_line add_patch autoscale autoscale_view axis clear cla grid invert_xaxis invert_yaxis legend "
    "locator_params margins minorticks_off minorticks_on relim remove set set_aspect set_axis_off set_axis_on set_box_aspect "
    "set_facecolor set_frame_on set_position set_title set_xbound set_xlabel set_xlim set_xlim3d set_xscale set_xticklabels set_xticks "
    "set_ybound set_ylabel set_ylim set_ylim3d set_yscale set_yticklabels set_yticks set_zlabel set_zlim set_zticks tick_params "
    "ticklabel_format view_init set_rlabel_position set_theta_offset set_theta_direction"
)
_FIGURE_SETUP = (
    "align_labels autofmt_xdate clear clf colorbar delaxes legend set_dpi set_facecolor set_figheight set_figwidth set_size_inches "
    "set_tight_layout subplots_adjust suptitle supxlabel supylabel tight_layout text"
)
NEEDS = ("numpy", "pylab")
CALLS: dict[str, Known] = {
    **each("matplotlib_inline.backend_inline", "set_matplotlib_formats", Known(role="plot", state="style")),
    # pyplot
    **each("matplotlib.pyplot", "figure gcf", Known(role="plot", returns="figure")),
    **each("matplotlib.pyplot", "gca axes subplot subplot2grid twinx twiny", Known(role="plot", returns="axes")),
    "matplotlib.pyplot.subplots": Known(role="plot", returns="(figure, axes)"),
    "matplotlib.pyplot.subplot_mosaic": Known(role="plot", returns="(figure, dict)"),
    **each("matplotlib.pyplot", _PYPLOT_SETUP, Known(role="plot")),
    **each("matplotlib.pyplot", "cla clf close", Known(role="plot")),
    **each("matplotlib.pyplot", _DRAWS, Known(role="plot")),
    **each("matplotlib.pyplot", "draw pause show", Known(role="plot")),
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
    # figures and axes
    **each("matplotlib.figure", "Figure", Known(role="plot", returns="figure")),
    **each("figure", "add_axes add_subplot gca", Known(role="plot", returns="axes", view=True, mutates=("self",))),
    "figure.subplots": Known(role="plot", returns="axes", view=True, mutates=("self",)),
    "figure.add_gridspec": Known(role="plot"),
    **each("figure", _FIGURE_SETUP, Known(role="plot", mutates=("self",))),
    **each("figure", "show draw", Known(role="plot")),
    "figure.savefig": Known(role="save", effect="write"),
    **each("axes", _AXES_SETUP, Known(role="plot", mutates=("self",))),
    **each("axes", _DRAWS, Known(role="plot", mutates=("self",))),
    **each("axes", "inset_axes twinx twiny secondary_xaxis secondary_yaxis", Known(role="plot", returns="axes", mutates=("self",))),
    "axes.get_figure": Known(role="plot", returns="figure", view=True),
    **each("axes", "get_xaxis get_yaxis", Known(role="plot", view=True)),
    **each("axes", "flatten ravel", Known(role="plot", returns="axes", view=True)),
    # what is read of axes and of what stands in them; to set it changes the axes
    **each(
        "axes",
        "get_data_interval get_label get_legend_handles_labels get_position get_text get_ticklocs get_title get_view_interval "
        "get_window_extent get_xbound get_xlabel get_xlim get_xscale get_xticks get_ybound get_ylabel get_ylim get_yscale get_yticks "
        "get_zlim has_data get_visible get_height get_width get_x get_y get_facecolor get_color get_aspect get_tightbbox",
        Known(),
    ),
    **each(
        "axes",
        "get_children get_frame get_lines get_ticklabels get_texts get_xticklabels get_yticklabels get_legend get_majorticklabels "
        "get_xgridlines get_ygridlines",
        Known(role="plot", view=True),
    ),
    **each(
        "axes",
        "bxp label_outer set_alpha set_axisbelow set_bbox_to_anchor set_color set_edgecolor set_fontsize set_fontweight "
        "set_horizontalalignment set_hatch set_label set_label_coords set_label_position set_label_text set_linestyle set_linewidth "
        "set_major_formatter set_major_locator set_minor_formatter set_minor_locator set_rotation set_size set_text set_tick_params "
        "set_ticklabels set_ticks set_ticks_position set_transform set_va set_ha set_visible set_xmargin set_ymargin set_zlim3d "
        "set_zorder set_zscale set_zticklabels sharex sharey tick_bottom tick_left tick_right tick_top set_data set_prop_cycle "
        "set_markersize set_marker set_thetamin set_thetamax set_rmax set_rticks set_theta_zero_location",
        Known(role="plot", mutates=("self",)),
    ),
    **each(
        "axes",
        "bar3d plot_surface plot_wireframe contour3D contourf3D ecdf plot3D plot_trisurf scatter3D add_table add_image indicate_inset "
        "indicate_inset_zoom",
        Known(role="plot", mutates=("self",)),
    ),
    # grids of seaborn are figures
    **each(
        "figure",
        "map map_dataframe map_diag map_lower map_offdiag map_upper plot_joint plot_marginals",
        Known(role="plot", returns="self", mutates=("self",), calls=(0,)),
    ),
    **each(
        "figure",
        "add_legend despine refline set_axis_labels set_titles set_xlabels set_xticklabels set_ylabels set_yticklabels",
        Known(role="plot", returns="self", mutates=("self",)),
    ),
    **each(
        "figure",
        "add_artist add_subfigure align_xlabels align_ylabels set_constrained_layout set_edgecolor set_frameon set_label "
        "set_layout_engine set",
        Known(role="plot", mutates=("self",)),
    ),
    **each("figure", "get_axes", Known(role="plot", view=True)),
    **each("figure", "get_dpi get_figheight get_figwidth get_size_inches get_label get_facecolor", Known()),
    # more of pyplot
    **each(
        "matplotlib.pyplot",
        "connect delaxes disconnect findobj fignum_exists get_backend get_figlabels get_fignums get_plot_commands getp ginput "
        "isinteractive",
        Known(),
    ),
    **each("matplotlib.pyplot", "setp", Known(role="plot", mutates=(0,))),
    **each(
        "matplotlib.pyplot",
        "autoscale bone cool copper flag gray hot hsv inferno jet magma nipy_spectral pink plasma prism rgrids spring subplot_tool summer "
        "viridis winter",
        Known(role="plot"),
    ),
    **each("matplotlib.pyplot", "ecdf figimage grouped_bar polar", Known(role="plot")),
    **each("matplotlib.pyplot", "rc_context style.context", Known(role="plot")),
    **each(
        "matplotlib.pyplot",
        "Annotation Arrow Artist AutoLocator Axes Button Circle Figure FixedFormatter FixedLocator FormatStrFormatter Formatter GridSpec "
        "IndexLocator Line2D LinearLocator Locator LogFormatter LogLocator MaxNLocator MultipleLocator Normalize NullFormatter "
        "NullLocator PolarAxes Polygon Rectangle ScalarFormatter Slider Subplot SubplotSpec Text TickHelper Widget",
        Known(role="plot"),
    ),
    **each("matplotlib.pyplot", "FuncFormatter", Known(role="plot", calls=(PERHAPS,))),
    # parts of figures
    **each(
        "matplotlib.colors",
        "BoundaryNorm CenteredNorm ColorConverter Colormap FuncNorm LightSource LinearSegmentedColormap LinearSegmentedColormap.from_list "
        "ListedColormap LogNorm NoNorm Normalize PowerNorm SymLogNorm TwoSlopeNorm from_levels_and_colors hex2color hsv_to_rgb "
        "is_color_like rgb2hex rgb_to_hsv same_color to_hex to_rgb to_rgba to_rgba_array",
        Known(role="plot"),
    ),
    **each("matplotlib.lines", "Line2D", Known(role="plot")),
    **each(
        "matplotlib.patches",
        "Arc Arrow ArrowStyle BoxStyle Circle CirclePolygon ConnectionPatch ConnectionStyle Ellipse FancyArrow FancyArrowPatch "
        "FancyBboxPatch Patch PathPatch Polygon Rectangle RegularPolygon Shadow StepPatch Wedge",
        Known(role="plot"),
    ),
    **each(
        "matplotlib.ticker",
        "AutoLocator AutoMinorLocator EngFormatter FixedFormatter FixedLocator FormatStrFormatter IndexLocator LinearLocator LogFormatter "
        "LogFormatterSciNotation LogLocator MaxNLocator MultipleLocator NullFormatter NullLocator PercentFormatter ScalarFormatter "
        "StrMethodFormatter SymmetricalLogLocator",
        Known(role="plot"),
    ),
    **each("matplotlib.ticker", "FuncFormatter", Known(role="plot", calls=(PERHAPS,))),
    **each(
        "matplotlib.dates",
        "AutoDateFormatter AutoDateLocator ConciseDateFormatter DateFormatter DayLocator HourLocator MinuteLocator MonthLocator "
        "RRuleLocator SecondLocator WeekdayLocator YearLocator date2num datestr2num drange num2date rrulewrapper",
        Known(role="plot"),
    ),
    **each("matplotlib.gridspec", "GridSpec GridSpecFromSubplotSpec SubplotSpec", Known(role="plot")),
    **each(
        "matplotlib.collections",
        "CircleCollection EllipseCollection LineCollection PatchCollection PathCollection PolyCollection QuadMesh",
        Known(role="plot"),
    ),
    **each(
        "matplotlib.offsetbox",
        "AnchoredText AnnotationBbox DrawingArea HPacker OffsetImage TextArea VPacker AnchoredOffsetbox",
        Known(role="plot"),
    ),
    **each("matplotlib.transforms", "Affine2D Bbox ScaledTranslation blended_transform_factory offset_copy", Known(role="plot")),
    **each("matplotlib.font_manager", "FontManager FontProperties findSystemFonts findfont", Known(role="plot")),
    **each("matplotlib.path", "Path", Known(role="plot")),
    **each("matplotlib.text", "Annotation Text", Known(role="plot")),
    **each("matplotlib.legend", "Legend", Known(role="plot")),
    **each("matplotlib.cm", "ScalarMappable", Known(role="plot")),
    **each("matplotlib.tri", "LinearTriInterpolator Triangulation UniformTriRefiner", Known(role="plot")),
    **each("matplotlib.image", "AxesImage thumbnail", Known(role="plot")),
    **each("matplotlib.widgets", "Button CheckButtons Cursor RadioButtons RectangleSelector Slider TextBox", Known(role="plot")),
    "matplotlib.image.imread": Known(role="load", returns="array", effect="read"),
    "matplotlib.image.imsave": Known(role="save", effect="write"),
    **each("matplotlib.animation", "FFMpegWriter PillowWriter", Known(role="plot")),
    **each("matplotlib.animation", "FuncAnimation ArtistAnimation", Known(role="plot", calls=(PERHAPS,))),
    **{
        f"{module}.{name}": Known(role="plot")
        for module in ("matplotlib.cm", "matplotlib.pyplot.cm")
        for name in (
            "Accent Blues BrBG BuGn BuPu CMRmap Dark2 GnBu Greens Greys OrRd Oranges PRGn Paired Pastel1 Pastel2 PiYG PuBu PuBuGn PuOr "
            "PuRd Purples RdBu RdGy RdPu RdYlBu RdYlGn Reds Set1 Set2 Set3 Spectral Wistia YlGn YlGnBu YlOrBr YlOrRd afmhot autumn binary "
            "bone brg bwr cividis cool coolwarm copper cubehelix flag gist_earth gist_gray gist_heat gist_ncar gist_rainbow gist_stern "
            "gnuplot gnuplot2 gray hot hsv inferno jet magma nipy_spectral ocean pink plasma prism rainbow seismic spring summer tab10 "
            "tab20 tab20b tab20c terrain turbo twilight viridis winter"
        ).split()
    },
    **each(
        "matplotlib",
        "get_backend get_configdir get_cachedir get_data_path interactive matplotlib_fname rc_context rc_params",
        Known(role="plot"),
    ),
    "matplotlib.set_loglevel": Known(role="plot", state="style"),
    **each("matplotlib.style", "context", Known(role="plot")),
    **each("matplotlib.colormaps", "get_cmap", Known(role="plot")),
    **each("mpl_toolkits.mplot3d", "Axes3D", Known(role="plot", returns="axes")),
    **each("mpl_toolkits.mplot3d.art3d", "Line3DCollection Poly3DCollection", Known(role="plot")),
    **each("mpl_toolkits.axes_grid1", "AxesGrid ImageGrid make_axes_locatable", Known(role="plot")),
    **each("mpl_toolkits.axes_grid1.inset_locator", "inset_axes mark_inset zoomed_inset_axes", Known(role="plot", returns="axes")),
}
VARYING: dict[str, Known] = {
    "axes.plot_date": Known(role="plot", mutates=("self",)),
    "matplotlib.collections.BrokenBarHCollection": Known(role="plot"),
    **each("matplotlib.pyplot", "hold ishold over tricontour3D spectral set_cmaps", Known(role="plot")),
    **each("matplotlib.cm", "get_cmap", Known(role="plot")),
    "matplotlib.pyplot.cm.get_cmap": Known(role="plot"),
    **each("matplotlib.cm", "spectral Vega10 Vega20", Known(role="plot")),
    **each("matplotlib.mlab", "bivariate_normal normpdf griddata PCA", Known()),
    "matplotlib.pyplot.plot_date": Known(role="plot"),
}
