"""The rules: one file a rule, one folder a family. Nobody edits a list; see CONTRIBUTING.md."""
