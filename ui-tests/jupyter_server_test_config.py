"""Server configuration for the UI tests only: it switches the protections off."""

import os

from jupyterlab.galata import configure_jupyter_server

c = get_config()  # noqa: F821
configure_jupyter_server(c)
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port = int(os.environ.get("MLDEBT_PORT", "8888"))
c.ServerApp.allow_root = True
c.ServerApp.log_level = "ERROR"
c.ServerApp.jpserver_extensions = {"jupyter_mldebt": "MLDEBT_ABSENT" not in os.environ}
# no connection to anywhere else
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.news_url = None
c.LabApp.extension_manager = "readonly"
