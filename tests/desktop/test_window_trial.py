"""What somebody meets who uses the window for the first time: every gesture is answered, and what is shown is so."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from tests.desktop.keys import click, key, type_text
from tests.desktop.test_window_main import filled, place, type_over, window

__all__ = ["filled", "window"]


def texts(page: object) -> str:
    """All that a page says."""
    from PySide6.QtWidgets import QWidget

    assert isinstance(page, QWidget)
    return "\n".join(one.text() for one in children(page, QLabel) if not one.isHidden())


def test_a_book_hardly_begun_is_not_called_ready(filled: MainWindow) -> None:
    filled.navigation.choose(filled.navigation.places[-1])
    assert "审核通过" not in texts(filled.workspace.submission)


def test_the_page_of_submission_names_what_is_missing(filled: MainWindow) -> None:
    filled.navigation.choose(filled.navigation.places[-1])
    assert "“填报人”没有填" in texts(filled.workspace.submission)
