"""Pictures of finding one's way: the first day, find in all tabs, go to, a place there is none, the notes beside."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.book import Book, NewBook
from db.money import AmountUnit
from db.shelf import newest
from desktop.main_window import MainWindow


def states(window: MainWindow, folder: Path) -> Iterator[str]:
    """Bring the window into one state after the other; the name of each. It ends with a new book."""
    window.go_to("05!2014001.personnel")
    QApplication.processEvents()
    line = window.workspace.search
    window.wayfinding.find_everywhere()
    line.field.setText("办公")
    yield "way-find"
    line.leave()
    window.wayfinding.go()
    window.workspace.goto.field.setText("zc")
    yield "way-goto"
    window.workspace.goto.leave()
    window.folding.show("notes")
    yield "way-notes"
    window.folding.fold("notes")
    path = folder / "新账套.ysb"
    new = NewBook(
        year=2024,
        department_code="112",
        budget_name="样例局",
        units=(("112001", "样例局本级"),),
        pack=newest(),
        amounts=AmountUnit.WAN,
    )
    Book.create(path, new).close()
    assert window.session.open(path)
    yield "way-first-day"
