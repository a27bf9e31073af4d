"""Live states: what stands on the page, held against what ran on the kernel. Pure: no server, no kernel, and nothing is run."""
