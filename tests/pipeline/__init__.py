"""Export to a pipeline: the plan, its parts, and real runs on real kernels."""
