"""Template: how HTML files are filled. They are whole by themselves and share the look of page.css."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any


@cache
def template(file: Path) -> Any:
    """A template; what is filled in is escaped, and a name that is not given is an error."""
    jinja2: Any = import_module("jinja2")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([file.parent, Path(__file__).parent]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(file.name)
