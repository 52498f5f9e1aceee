"""Pictures of amounts being typed: names offered, the exact yuan, a question about the unit, income typed over."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.main_window import MainWindow
from tests.desktop.keys import key, type_text

AMOUNT, INCOME = "entry/basic/3.amount", "entry/income/1.amount"
TYPED = {"amount-names": "=", "amount-live": "=行政在职*4632.5*12元", "amount-asked": "293299.8", "amount-open": "=(3+"}


def amount_states(window: object) -> Iterator[str]:
    """Bring the window into one state after the other, and name each."""
    assert isinstance(window, MainWindow)
    for name, text in TYPED.items():
        type_into(window, AMOUNT, text)
        yield name
        put_away(window, Qt.Key.Key_Escape)
    type_into(window, "entry/headcount/1.actual", "1.5")
    yield "amount-whole-number"
    put_away(window, Qt.Key.Key_Escape)
    type_into(window, AMOUNT, "293299.8")
    put_away(window, Qt.Key.Key_Return)
    window.go_to(AMOUNT)
    yield "amount-asked-pending"
    window.session.undo()
    type_into(window, AMOUNT, "=行政在职*4632.5*12元")
    put_away(window, Qt.Key.Key_Return)
    type_into(window, "entry/headcount/1.actual", "12")
    put_away(window, Qt.Key.Key_Return)
    window.go_to(AMOUNT)
    yield "amount-count-changed"
    window.session.undo()
    window.session.undo()
    window.go_to(INCOME)
    yield "income-automatic"
    type_into(window, INCOME, "800")
    put_away(window, Qt.Key.Key_Return)
    yield "income-fixed"
    window.session.undo()


def type_into(window: MainWindow, address: str, text: str) -> None:
    """Type into a cell and leave the editor open."""
    window.go_to(address)
    QTest.qWait(60)
    grid = window.workspace.view.grid
    grid.setFocus()
    type_text(grid, text[:1])
    opened = grid.editing()
    if opened is not None:
        type_text(opened[1], text[1:])


def put_away(window: MainWindow, which: Qt.Key) -> None:
    """End the typing with Esc or Enter."""
    for _ in range(2):  # the first Esc may only put a list away
        opened = window.workspace.view.grid.editing()
        if opened is not None:
            key(opened[1], which)
