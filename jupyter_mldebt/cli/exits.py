"""Exit codes, the same for every command."""

from __future__ import annotations

OK = 0
FINDINGS = 1
WRONG_USE = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130
PIPE_CLOSED = 141
