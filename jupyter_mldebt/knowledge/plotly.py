"""What plotly does. Methods that set something up change the figure and give it back."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

_FIGURE = "plotly.graph_objects.Figure"
_TRACES = (
    "Bar Barpolar Box Candlestick Carpet Choropleth Choroplethmap Cone Contour Contourcarpet Densitymap Funnel Funnelarea Heatmap "
    "Histogram Histogram2d Histogram2dContour Icicle Image Indicator Isosurface Mesh3d Ohlc Parcats Parcoords Pie Sankey Scatter "
    "Scatter3d Scattercarpet Scattergeo Scattergl Scattermap Scatterpolar Scatterpolargl Scatterternary Splom Streamtube Sunburst Surface "
    "Table Treemap Violin Volume Waterfall"
)
_CHARTS = (
    "area bar bar_polar box choropleth choropleth_map density_contour density_heatmap density_map ecdf funnel funnel_area histogram "
    "icicle imshow line line_3d line_geo line_map line_polar line_ternary parallel_categories parallel_coordinates pie scatter scatter_3d "
    "scatter_geo scatter_map scatter_matrix scatter_polar scatter_ternary strip sunburst timeline treemap violin"
)
_SETS_UP = (
    "add_annotation add_bar add_box add_contour add_heatmap add_histogram add_hline add_hrect add_layout_image add_pie add_scatter "
    "add_scatter3d add_scattergeo add_scattergl add_shape add_surface add_table add_trace add_traces add_violin add_vline add_vrect "
    "append_trace set_subplots update update_annotations update_coloraxes update_geos update_layout update_polars update_scenes "
    "update_shapes update_traces update_xaxes update_yaxes"
)

CALLS: dict[str, Known] = {
    **each("plotly.express", _CHARTS, Known(role="plot", returns=_FIGURE)),
    **each(
        "plotly.express.data",
        "carshare election gapminder iris medals_long medals_wide stocks tips wind",
        Known(role="load", returns="frame", effect="read"),
    ),
    **each("plotly.graph_objects", "Figure FigureWidget", Known(role="plot", returns=_FIGURE)),
    **each("plotly.graph_objects", f"{_TRACES} Frame Layout", Known(role="plot")),
    **each("plotly.graph_objs", "Figure FigureWidget", Known(role="plot", returns=_FIGURE)),
    **each("plotly.graph_objs", f"{_TRACES} Frame Layout", Known(role="plot")),
    **each(
        "plotly.graph_objects.layout",
        "Annotation Coloraxis Colorscale Font Geo Grid Hoverlabel Image Legend Margin Polar Scene Shape Slider Template Ternary Title "
        "Updatemenu XAxis YAxis",
        Known(role="plot"),
    ),
    **each("plotly.graph_objects.layout.geo", "Projection", Known(role="plot")),
    **each("plotly.subplots", "make_subplots", Known(role="plot", returns=_FIGURE)),
    **each(
        "plotly.figure_factory",
        "create_dendrogram create_quiver create_streamline create_table create_ternary_contour create_trisurf",
        Known(role="plot", returns=_FIGURE),
    ),
    **each(_FIGURE, _SETS_UP, Known(role="plot", returns="self", mutates=("self",))),
    **each(
        _FIGURE,
        "for_each_annotation for_each_trace for_each_xaxis for_each_yaxis",
        Known(role="plot", returns="self", mutates=("self",), calls=(0, "fn")),
    ),
    **each(_FIGURE, "show", Known(role="plot")),
    **each(_FIGURE, "write_html write_image write_json", Known(role="save", effect="write")),
    **each(_FIGURE, "full_figure_for_development to_dict to_html to_image to_json to_plotly_json", Known(role="convert")),
    "plotly.offline.plot": Known(role="plot", effect="write"),
    "plotly.offline.iplot": Known(role="plot"),
    "plotly.offline.init_notebook_mode": Known(role="plot", state="backend"),
    **each("plotly.io", "show", Known(role="plot")),
    **each("plotly.io", "write_html write_image write_json", Known(role="save", effect="write")),
    **each("plotly.io", "to_html to_image to_json from_json", Known(role="convert")),
    **each("plotly.io", "read_json", Known(role="load", effect="read")),
    **each("plotly.colors", "label_rgb make_colorscale n_colors sample_colorscale hex_to_rgb unlabel_rgb", Known(role="plot")),
}
VARYING: dict[str, Known] = {
    **each("plotly.express", "choropleth_mapbox density_mapbox line_mapbox scatter_mapbox", Known(role="plot", returns=_FIGURE)),
    **each("plotly.graph_objects", "Choroplethmapbox Densitymapbox Scattermapbox", Known(role="plot")),
    **each("plotly.graph_objs", "Choroplethmapbox Densitymapbox Scattermapbox", Known(role="plot")),
    **each(
        "plotly.figure_factory",
        "create_2d_density create_annotated_heatmap create_bullet create_candlestick create_distplot create_facet_grid create_gantt "
        "create_hexbin_mapbox create_ohlc create_scatterplotmatrix create_violin",
        Known(role="plot", returns=_FIGURE),
    ),
    **each(
        "plotly.graph_objs",
        "Annotation Annotations Data ErrorX ErrorY Font Legend Line Margin Marker Scene Stream XAxis YAxis ZAxis",
        Known(role="plot"),
    ),
    **each("plotly.plotly", "plot", Known(role="plot", effect="net")),
    **each("plotly.plotly", "iplot", Known(role="plot", effect="net")),
    "plotly.tools.set_credentials_file": Known(role="plot", state="options"),
    "plotly.tools.make_subplots": Known(role="plot", returns=_FIGURE),
    **each("plotly.graph_objs.scatter", "Line Marker", Known(role="plot")),
}
NEEDS = ("pandas",)
