"""The benchmark: our figures beside those of other tools, over notebooks that the caller brings. `make bench` runs it."""
