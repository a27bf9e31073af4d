"""Glue code: code that only carries data between packages."""
