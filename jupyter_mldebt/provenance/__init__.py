"""Provenance: which rows a value comes from, what was learned from them on the way, and which models were fitted and tested on them."""
