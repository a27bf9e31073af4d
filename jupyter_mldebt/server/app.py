"""The server extension: its settings, its routes, and the end of what it started."""

from __future__ import annotations

import asyncio

from jupyter_server.extension.application import ExtensionApp
from traitlets import Float, Int

from jupyter_mldebt.server.analyst import Analyst
from jupyter_mldebt.server.exports import Exports
from jupyter_mldebt.server.routes import CheckRoute, ExportRoute, ExportsRoute, RuleRoute


class MLDebtApp(ExtensionApp):
    """Checks and exports notebooks for the front end."""

    name = "jupyter_mldebt"

    max_body = Int(32 * 2**20, help="Largest notebook that is taken, in bytes.").tag(config=True)
    timeout = Float(10.0, help="Seconds that one check may take.").tag(config=True)
    max_exports = Int(4, help="Exports that may run at the same time.").tag(config=True)

    def initialize_settings(self) -> None:
        self.analyst = Analyst(self.timeout)
        self.exports = Exports(self.max_exports)
        self.settings["mldebt"] = self

    def initialize_handlers(self) -> None:
        self.handlers.extend(
            [
                (r"/jupyter-mldebt/check", CheckRoute),
                (r"/jupyter-mldebt/export", ExportsRoute),
                (r"/jupyter-mldebt/export/([0-9a-f]+)", ExportRoute),
                (r"/jupyter-mldebt/rule/([A-Za-z0-9-]+)", RuleRoute),
            ]
        )

    async def stop_extension(self) -> None:
        self.analyst.stop()
        await asyncio.to_thread(self.exports.stop)  # they get a moment to clean up
