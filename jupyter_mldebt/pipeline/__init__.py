"""From a notebook to a pipeline of papermill steps that gives the same answers."""
