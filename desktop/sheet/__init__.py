"""The grid a Sheet is drawn on: paper, merged header, cells, editors, clipboard."""
