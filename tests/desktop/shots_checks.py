"""Pictures of what is wrong and why: causes with their consequences, answers, the page of all checks."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.dialogs.explain import ExplainDialog
from desktop.main_window import MainWindow
from desktop.panels.check_lines import ORDER
from tests.desktop.keys import key

WAGES, CEILING = "entry/basic/2.amount", "entry/control/1.amount"


def check_states(window: MainWindow) -> Iterator[str]:
    """Bring the window, which shows the sample, into one state after the other; the name of each. It ends as it
    began."""
    book = window.session.book
    before = book.newest(1)[0].id
    window.go_to("05!2014001.personnel")
    window.folding.show("findings")
    _unfold(window, 0)
    yield "checks-unfolded"
    _type(window, "entry/income/1.amount", "8,251,600.00")
    _type(window, CEILING, "1")
    _unfold(window, 0)
    yield "checks-cause"
    row = _row(window, "control-ceiling")
    window.findings.list.setCurrentIndex(window.findings.model.index(row))
    key(window.findings.list, Qt.Key.Key_Space)
    dialog = window.exchange.dialog
    assert isinstance(dialog, ExplainDialog)
    dialog.text.setPlainText("区领导已批准追加人员经费，批复随后报送。")
    yield "checks-override"
    dialog.attempt()
    _unfold(window, _row(window, "control-ceiling"))
    yield "checks-overridden"
    yield from _page(window)
    assert window.session.step_to(before)


def _page(window: MainWindow) -> Iterator[str]:
    """The page of all checks: as it opens, a broken one unfolded, one that holds, those that do not apply."""
    window.commands.actions["checks"].trigger()
    page = window.workspace.checks
    yield "checks-page"
    page.show_check("tie-05-03")
    yield "checks-page-holds"
    page.show_check("control-ceiling")
    yield "checks-page-overridden"
    page.kinds.button(len(ORDER)).setChecked(True)
    yield "checks-page-absent"
    page.kinds.button(0).setChecked(True)
    page.field.setText("sgjf")
    yield "checks-page-found"
    page.field.clear()


def _row(window: MainWindow, check: str) -> int:
    return next(at for at, line in enumerate(window.findings.model.lines) if line.finding.check == check)


def _unfold(window: MainWindow, row: int) -> None:
    panel = window.findings
    panel.visit()
    panel.list.setCurrentIndex(panel.model.index(row))
    key(panel.list, Qt.Key.Key_Right)
    QApplication.processEvents()


def _type(window: MainWindow, address: str, text: str) -> None:
    assert window.go_to(address)
    cell = window.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    window.session.edit(cell.binding, text)
