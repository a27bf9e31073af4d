"""Execution order and saved outputs: what the counts in the file say."""
