"""What HoloViews does: elements, which show themselves, and their options."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_ELEMENTS = (
    "Annotation Area Arrow Bars Bivariate Bounds Box BoxWhisker Chord Contours Curve Dendrogram Distribution Div Ellipse EdgePaths "
    "ErrorBars Graph HLine HLines HSV HSpan HSpans HeatMap HexTiles Histogram Image ImageStack ItemTable Labels Nodes Path Path3D Points "
    "Polygons QuadMesh RGB Raster Rectangles Sankey Scatter Scatter3D Segments Slope Spikes Spline Spread Surface Table Text Tiles "
    "TriMesh TriSurface VLine VLines VSpan VSpans VectorField Violin"
)
_OPTIONS = (
    "Area Arrow Bars Bivariate Bounds Box BoxWhisker Chord Contours Curve Distribution Ellipse ErrorBars Graph GridSpace HLine HSpan "
    "HeatMap HexTiles Histogram Image ItemTable Labels Layout NdLayout NdOverlay Nodes Overlay Path Points Polygons QuadMesh RGB Raster "
    "Rectangles Sankey Scatter Scatter3D Segments Spikes Spread Surface Table Text TriMesh TriSurface VLine VSpan VectorField Violin"
)

CALLS: dict[str, Known] = {
    **each("holoviews", f"{_ELEMENTS} Collator Empty GridMatrix GridSpace HoloMap Layout NdLayout NdOverlay Overlay", Known(role="plot")),
    **each("holoviews.element", _ELEMENTS, Known(role="plot")),
    "holoviews.RGB.load_image": Known(role="load", effect="read"),
    "holoviews.Area.stack": Known(role="plot"),
    "holoviews.DynamicMap": Known(role="plot", calls=(PERHAPS,)),
    "holoviews.Dataset": Known(role="convert"),
    **each("holoviews", "Cycle Dimension Palette dim", Known(role="plot")),
    **each("holoviews", "render", Known(role="plot")),
    "holoviews.renderer": Known(role="plot"),
    "holoviews.save": Known(role="save", effect="write"),
    "holoviews.help": Known(role="display"),
    **each("holoviews", "extension output notebook_extension", Known(role="plot", state="backend")),
    "holoviews.opts.defaults": Known(role="plot", state="style"),
    "holoviews.opts": Known(role="plot"),
    **each("holoviews.opts", _OPTIONS, Known(role="plot")),
    **each(
        "holoviews.operation",
        "contours convolve decimate dendrogram gradient gridmatrix histogram image_overlay method threshold transform",
        Known(role="plot"),
    ),
    **each(
        "holoviews.operation.datashader",
        "aggregate bundle_graph datashade directly_connect_edges dynspread inspect_points rasterize regrid shade spread stack",
        Known(role="plot"),
    ),
    **each("holoviews.operation.timeseries", "resample rolling rolling_outlier_std", Known(role="plot")),
    **each("holoviews.element.graphs", "layout_nodes", Known(role="plot")),
    **each("holoviews.element.tiles", "CartoDark CartoLight EsriImagery EsriTerrain OSM OpenTopoMap", Known(role="plot")),
    **each(
        "holoviews.streams",
        "BoundsX BoundsXY BoundsY BoxEdit Buffer Counter CurveEdit DoubleTap Draw FreehandDraw Lasso MouseEnter MouseLeave Params Pipe "
        "PlotReset PlotSize PointDraw PointerX PointerXY PointerY PolyDraw PolyEdit PressUp RangeX RangeXY RangeY Selection1D SelectionXY "
        "SingleTap Stream Tap",
        Known(role="plot"),
    ),
    "holoviews.streams.Stream.define": Known(role="plot"),
    **each("holoviews.plotting", "list_cmaps", Known(returns="list")),
    **each("holoviews.plotting.util", "list_cmaps process_cmap", Known(returns="list")),
    **each("holoviews.plotting.links", "DataLink RangeToolLink RectanglesTableLink", Known(role="plot")),
    **each("holoviews.selection", "link_selections", Known(role="plot")),
    "holoviews.selection.link_selections.instance": Known(role="plot"),
    "holoviews.annotate.instance": Known(role="plot"),
}
VARYING: dict[str, Known] = {
    "holoviews.opts.Tiles": Known(role="plot"),
    **each("holoviews", "Donut Waterfall", Known(role="plot")),
}
