"""The manual in a window of its own, and on paper."""
