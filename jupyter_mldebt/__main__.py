"""`python -m jupyter_mldebt` is `nbcheck`."""

from __future__ import annotations

from jupyter_mldebt.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
