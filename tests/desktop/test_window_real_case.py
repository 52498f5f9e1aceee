"""The real case, filled into an empty book by keys and pastes alone: what comes out is the demo."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from db.book import Book
from db.checks.findings import findings
from db.entry.tabs import entry_sheet
from db.forms.draw import sheets
from desktop.app import Look
from desktop.main_window import MainWindow
from tests.desktop.typist import Typist, case

# What an office has in another program already; everything else is typed.
PASTED = ("prior", "objective", "indicator", "narrative", "explanation")


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = MainWindow(look)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def told(book: Book) -> dict[str, Any]:
    """All that can be read in a book: every tab, every form, every finding with its answer."""
    tabs = {entry: [(it.address, it.text) for it in entry_sheet(book, entry).cells] for entry in book.pack.entries}
    forms = {
        sheet.name: [(it.address, it.text) for it in sheet.cells] for form in book.pack.forms
        for sheet in sheets(book, form)
    }  # fmt: skip
    said = [(it.check, it.address, it.left, it.right, it.message, it.explanation) for it in findings(book)]
    return {**tabs, **forms, "findings": said}


def test_the_real_case_by_keys_and_pastes_is_the_demo(
    window: MainWindow, copy_sample: Callable[[Path], Path], tmp_path: Path
) -> None:
    rows = case("jianghan-2024")
    typist = Typist(window)
    typist.found(tmp_path / "信访局2024.ysb", rows)
    typist.fill_all(rows, PASTED)
    mine = told(window.session.book)
    with Book.read(copy_sample(tmp_path / "示例.ysb")) as demo:
        wanted = told(demo)
    assert {part for part in wanted if mine[part] != wanted[part]} == set()
