"""Hatchling's hook for wheels: with NBCHECK_COMPILE=1 the engine is compiled into the wheel, which then is one of this Python and system."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledEngine(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the files that scripts/compile.py makes."""

    PLUGIN_NAME = "custom"

    def _is_wanted(self, version: str = "standard") -> bool:
        return os.environ.get("NBCHECK_COMPILE") == "1" and version != "editable"

    def dependencies(self) -> list[str]:
        """What compiling needs, in an environment that is made for the build."""
        return ["mypy>=1.15", "setuptools>=77", "msgspec>=0.19"] if self._is_wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the files; that the wheel is for one system only goes into its name."""
        if not self._is_wanted(version):
            return
        spec = importlib.util.spec_from_file_location("compile_engine", Path(self.root) / "scripts" / "compile.py")
        assert spec is not None and spec.loader is not None
        engine = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(engine)
        self._place = tempfile.TemporaryDirectory()
        for file in engine.build(Path(self.root), Path(self._place.name)):
            build_data["force_include"][str(file)] = f"{engine.PACKAGE}/{file.name}"
        build_data["infer_tag"] = True
        build_data["pure_python"] = False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made on the way."""
        if self._is_wanted(version):
            self._place.cleanup()
