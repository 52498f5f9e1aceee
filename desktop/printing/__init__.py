"""A submission on paper: laid out as pages of values, painted as a PDF, on a printer or on the screen."""
