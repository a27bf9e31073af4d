"""Hidden state: what the kernel knows and the page does not show."""
