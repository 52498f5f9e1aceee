"""The quiet parts of the window around the form."""
