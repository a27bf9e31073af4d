"""What surrounds the dataflow: engine, settings, suppressions, project runs, cache, renderers."""
