"""Last year: what a new book takes from the one before it, and the figures it is compared with."""
