"""Answers to findings in the window: a warning explained, an error the head answers for, an answer taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.checks.finding import Finding
from desktop.dialogs.explain import ExplainDialog, OverrideDialog
from desktop.main_window import MainWindow
from desktop.panels.finding_lines import OVERRIDE, OVERRIDE_AGAIN, WITHDRAW, links
from desktop.panels.widgets import children
from tests.desktop.keys import CTRL, click, key, type_text

CEILING = "entry/control/1.amount"  # what wages may cost
WAGES = "entry/basic/2.amount"
OVER, SHARES = "control-ceiling", "weights-15"
UNIT = "entry/basic/2.unit"


@pytest.fixture
def window(sample_window: MainWindow) -> MainWindow:
    return sample_window


@pytest.fixture
def over(sample_window: MainWindow) -> MainWindow:
    """Wages are beyond their ceiling: an error that the head may answer for."""
    type_amount(sample_window, CEILING, "1")
    return sample_window


def type_amount(window: MainWindow, address: str, text: str) -> None:
    assert window.go_to(address)
    cell = window.workspace.view.current_cell()
    assert cell is not None
    assert cell.binding is not None
    assert window.session.edit(cell.binding, text)


def found(window: MainWindow, check: str) -> Finding:
    return next(one for one in window.session.reading.findings() if one.check == check)


def stand_on(window: MainWindow, check: str) -> None:
    """Choose a finding in the list with the keyboard on it."""
    window.findings.visit()
    row = next(at for at, line in enumerate(window.findings.model.lines) if line.finding.check == check)
    window.findings.list.setCurrentIndex(window.findings.model.index(row))


def press(window: MainWindow, which: Qt.Key) -> None:
    key(window.findings.list, which)


def asked(window: MainWindow) -> ExplainDialog:
    dialog = window.exchange.dialog
    assert isinstance(dialog, ExplainDialog)
    return dialog


def answer(window: MainWindow, check: str, text: str) -> None:
    """Space on a finding, a reason, Ctrl+Enter."""
    stand_on(window, check)
    press(window, Qt.Key.Key_Space)
    dialog = asked(window)
    dialog.text.selectAll()
    type_text(dialog.text, text)
    key(dialog.text, Qt.Key.Key_Return, CTRL)


def said(dialog: ExplainDialog) -> str:
    return "\n".join(one.text() for one in children(dialog, QLabel))


def test_a_warning_is_explained_from_the_keyboard_and_the_list_has_the_focus_again(window: MainWindow) -> None:
    answer(window, SHARES, "其余分值是预算执行率")
    texts = [one.explanation for one in window.session.reading.findings() if one.check == SHARES]
    assert texts.count("其余分值是预算执行率") == 1
    assert window.findings.list.hasFocus()


def test_an_explanation_is_said_and_undone(window: MainWindow) -> None:
    before = found(window, SHARES).explanation
    answer(window, SHARES, "其余分值是预算执行率")
    note = window.status.note.text()
    window.commands.actions["undo"].trigger()
    assert (note, found(window, SHARES).explanation) == ("✓ 已记下说明（Ctrl+Z 撤销）", before)


def test_without_a_reason_nothing_is_kept(over: MainWindow) -> None:
    answer(over, OVER, "")
    dialog = asked(over)
    assert (dialog.fault.text(), dialog.isVisible(), found(over, OVER).settled) == ("请写明理由。", True, False)


def test_who_explained_last_is_proposed_as_who_explains(window: MainWindow) -> None:
    stand_on(window, SHARES)
    press(window, Qt.Key.Key_Space)
    dialog = asked(window)
    dialog.who.selectAll()
    type_text(dialog.who, "填报人")
    click(dialog.deed)
    press(window, Qt.Key.Key_Delete)
    stand_on(window, SHARES)
    press(window, Qt.Key.Key_Space)
    assert asked(window).who.text() == "填报人"


def test_an_error_is_overridden_with_the_name_of_the_head_who_stands_in_the_book(over: MainWindow) -> None:
    stand_on(over, OVER)
    press(over, Qt.Key.Key_Space)
    dialog = asked(over)
    assert isinstance(dialog, OverrideDialog)
    assert (dialog.who.text(), dialog.windowTitle()) == (over.session.book.record().head, "带错上报")


def test_an_overridden_error_no_longer_stops_the_submission_and_counts_as_answered(over: MainWindow) -> None:
    before = over.session.reading.readiness().errors
    answer(over, OVER, "区领导已批准追加")
    one = found(over, OVER)
    assert (before, over.session.reading.readiness().errors) == (1, 0)
    assert (one.overridden, one.settled) == (True, True)
    assert links(one)[:2] == [OVERRIDE_AGAIN, WITHDRAW]


def test_an_overridden_error_says_so_in_the_list(over: MainWindow) -> None:
    answer(over, OVER, "区领导已批准追加")
    line = next(line for line in over.findings.model.lines if line.finding.check == OVER)
    assert line.message.startswith("带错上报 · 112001")


def test_without_a_name_an_error_is_not_overridden(over: MainWindow) -> None:
    stand_on(over, OVER)
    press(over, Qt.Key.Key_Space)
    dialog = asked(over)
    type_text(dialog.text, "区领导已批准追加")
    dialog.who.clear()
    click(dialog.deed)
    assert dialog.fault.text() == "带错上报须由单位负责人署名。"
    assert dialog.who.property("wrong") == "true"
    assert not found(over, OVER).settled


def test_an_override_is_undone_in_one_step(over: MainWindow) -> None:
    answer(over, OVER, "区领导已批准追加")
    over.commands.actions["undo"].trigger()
    assert (found(over, OVER).settled, links(found(over, OVER))[0]) == (False, OVERRIDE)


def test_delete_takes_an_answer_back(over: MainWindow) -> None:
    answer(over, OVER, "区领导已批准追加")
    stand_on(over, OVER)
    press(over, Qt.Key.Key_Delete)
    assert not found(over, OVER).settled
    assert over.status.note.text() == "✓ 已撤回带错上报的理由，这一条又要处理了（Ctrl+Z 撤销）"


def test_the_way_out_takes_an_answer_back(window: MainWindow) -> None:
    stand_on(window, SHARES)
    window.findings.list.pressed_way.emit(window.findings.list.currentIndex(), WITHDRAW)
    open_ones = [one for one in window.session.reading.findings() if one.check == SHARES and not one.settled]
    assert len(open_ones) == 1


def test_delete_on_what_nobody_answered_changes_nothing(over: MainWindow) -> None:
    before = over.session.book.history()
    stand_on(over, OVER)
    press(over, Qt.Key.Key_Delete)
    assert over.session.book.history() == before


def test_a_lapsed_answer_is_offered_again_and_says_that_it_has_lapsed(over: MainWindow) -> None:
    answer(over, OVER, "区领导已批准追加")
    type_amount(over, CEILING, "2")
    assert not found(over, OVER).settled
    stand_on(over, OVER)
    press(over, Qt.Key.Key_Space)
    dialog = asked(over)
    assert dialog.text.toPlainText() == "区领导已批准追加"
    assert "已经失效" in said(dialog)


def test_an_answer_that_holds_is_opened_again_as_it_was(over: MainWindow) -> None:
    answer(over, OVER, "区领导已批准追加")
    stand_on(over, OVER)
    press(over, Qt.Key.Key_Space)
    dialog = asked(over)
    assert (dialog.text.toPlainText(), "已经失效" in said(dialog)) == ("区领导已批准追加", False)


def test_what_contradicts_itself_cannot_be_overridden_and_says_why(window: MainWindow) -> None:
    type_amount(window, WAGES, "五十")
    pending = next(one for one in window.session.reading.findings() if one.structural)
    stand_on(window, pending.check)
    press(window, Qt.Key.Key_Space)
    assert window.exchange.dialog is None
    assert window.status.note.text().startswith("这类错误不能带错上报")
    assert OVERRIDE not in links(pending)
