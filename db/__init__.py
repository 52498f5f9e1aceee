"""The core: what is true about a budget book. Headless; it knows nothing of the window."""
