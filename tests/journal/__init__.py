"""The journal's file, and what becomes of messages, without a server."""
