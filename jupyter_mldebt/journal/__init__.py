"""The journal: every execution of every kernel, as it was run, kept in one file of the user's own. Knows no server."""
