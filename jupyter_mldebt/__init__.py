"""Notebook-to-production hygiene for Jupyter."""

from __future__ import annotations

try:
    from jupyter_mldebt._version import __version__
except ImportError:  # a checkout that was never built
    __version__ = "0.0.0"

__all__ = ["__version__"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyter-mldebt"}]


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    from jupyter_mldebt.server.app import MLDebtApp

    return [{"module": "jupyter_mldebt", "app": MLDebtApp}]
