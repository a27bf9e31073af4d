"""Reproducibility: what keeps the notebook from running elsewhere."""
