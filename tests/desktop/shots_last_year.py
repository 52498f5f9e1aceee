"""Pictures of last year: what is not verified, the tabs beside it, large changes in a form, the two dialogs."""

from collections.abc import Iterator
from pathlib import Path

from db import ledger
from db.book import Book
from db.exchange.published import asked_by, read_disclosure
from db.rolling.prior import preview
from db.rolling.roll import look_at, roll
from desktop.dialogs.files import FileChooser
from desktop.dialogs.prior import PriorDialog
from desktop.dialogs.roll import RollDialog, RolledDialog
from desktop.main_window import MainWindow
from tests.db.foreign_workbook import published

_LINES = (("30101", "98"), ("30102", "57"), ("30201", "9.2"), ("30202", "3"), ("30203", "1"), ("30239", "5"))


def last_year_states(window: MainWindow, sample: Path, folder: Path) -> Iterator[str]:
    """This year's book made from the sample; a state after the other. Dialogs stay open for the picture of each."""
    made = roll(sample, folder / "示例2025.ysb")
    with Book.open(made.path) as book:
        for economic, amount in _LINES:
            texts = {"unit": "112001", "function": "2014001", "economic": economic, "amount": amount}
            ledger.add(book, "basic", texts)
    assert window.session.open(made.path)
    window.last_year.compare(window.paging, window.commands.actions["compare"])
    for place, address in (
        ("basic", "entry/basic/1.amount"),
        ("items", "entry/project_spending/1.basis"),
        ("indicators", "entry/indicator/60.value_now"),
        ("form", "14!funds/income_grant.amount"),
    ):
        window.go_to(address)
        yield f"last-year-{place}"
    window.last_year.compare(window.paging, window.commands.actions["compare"])
    book = window.session.book
    workbook = published().save(folder / "公开表.xlsx")
    found = read_disclosure(workbook, asked_by(book.connection, book.pack))
    dialogs = (
        ("roll", RollDialog(look_at(sample), FileChooser(), window)),
        ("rolled", RolledDialog(made, window)),
        ("prior", PriorDialog(found, preview(book, found), window.session.reading.amounts, window)),
    )
    for name, dialog in dialogs:
        dialog.show()
        yield f"last-year-{name}"
        dialog.deleteLater()
        dialog.hide()
