"""Packs as files that are handed on: made of a folder, judged, added to those of the program, taken away."""
