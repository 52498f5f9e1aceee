"""Pictures of typing into forms: the empty row, the question beside it, a spread total, a rate, a wage table."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.forms.growing import NEW_ROW
from desktop.dialogs.payroll import PayrollDialog
from desktop.main_window import MainWindow
from desktop.panels.widgets import children
from tests.desktop.keys import key, type_text

_WAGES = """2024年工资福利支出测算表
单位：元
人员类别\t基本工资\t奖金\t小计\t养老保险\t公积金\t过节物资\t合计
行政\t500000\t900000\t1400000\t300000\t200000\t\t1900000
事业\t253,000\t489,300\t742,300\t62,900\t238,000\t5000\t1048200
合　计\t753,000\t1,389,300\t2,142,300\t362,900\t438,000\t5000\t2948201
"""


def growing_states(window: MainWindow) -> Iterator[str]:
    """Lead the window from state to state; what was written is undone."""
    grid = window.workspace.view.grid
    window.go_to("05!total.total")
    sheet = window.workspace.sheet
    assert sheet is not None
    grid.go((sheet.row_keys.index(NEW_ROW), 0))
    yield "growing-empty-row"
    window.go_to("05!2014001.project")
    _typed(window, "5.5")
    yield "growing-question"
    if window.growing.card is not None:
        window.growing.card.dropped.emit()
    window.go_to("05!2014001.personnel")
    window.tracing.show()
    key(grid, Qt.Key.Key_3)
    yield "spread-total"
    window.tracing.spreading.open("300")
    yield "spread-preview"
    if window.tracing.spreading.dialog is not None:
        window.tracing.spreading.dialog.reject()
    window.go_to("entry/basic/7.amount")
    window.tracing.show()
    yield "rate"
    QApplication.clipboard().setText(_WAGES)
    window.workspace.view.gestures.paste()
    yield "wages"
    for dialog in children(window, PayrollDialog):
        dialog.reject()


def _typed(window: MainWindow, text: str) -> None:
    grid = window.workspace.view.grid
    for sign in text:
        opened = grid.editing()
        type_text(opened[1] if opened else grid, sign)
    opened = grid.editing()
    key(opened[1] if opened else grid, Qt.Key.Key_Return)
    QApplication.processEvents()
