"""Form: the pipeline's parameters as widgets, a button that runs it in the background, and what came of each run.

Copied into each pipeline, for run.ipynb. It needs ipywidgets, and what run.py needs.
"""

from .view import Form

__all__ = ["Form"]
