"""Data leakage: the model is tested on what it, or its preparation, has already seen."""
