"""What `from module import *` binds, in any version, of the modules that notebooks do it with. Written by scripts/exports.py."""

EXPORTS: dict[str, str] = {}
