"""The questions the window asks, answered with keys and presses."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.checks.finding import Finding
from db.shelf import packs
from desktop.dialogs.explain import ExplainDialog
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.files import FileChooser
from desktop.dialogs.new_book import NewBookDialog
from desktop.dialogs.reason import ReasonDialog
from desktop.panels.widgets import children
from desktop.readiness import Readiness
from tests.desktop.keys import CTRL, click, key, type_text

WARNING = Finding(
    check="text", severity="warning", title="文字", address="05!total.total", message="两处不一致", explainable=True
)


@pytest.fixture
def new_book(qtbot: QtBot, tmp_path: Path) -> NewBookDialog:
    dialog = NewBookDialog(packs(), tmp_path, FileChooser())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fill(qtbot: QtBot, dialog: NewBookDialog) -> None:
    type_text(dialog.department_code, "112")
    type_text(dialog.budget_name, "信访局")
    code, name = dialog.units.pairs()[0]
    type_text(code, "112001")
    type_text(name, "信访局本级")


def press(qtbot: QtBot, dialog: NewBookDialog) -> None:
    click(dialog.deed)


def test_a_filled_dialog_answers_with_what_was_typed(qtbot: QtBot, new_book: NewBookDialog, tmp_path: Path) -> None:
    fill(qtbot, new_book)
    with qtbot.waitSignal(new_book.answered) as answered:
        press(qtbot, new_book)
    assert answered.args is not None
    answer = answered.args[0]
    assert (answer.path, answer.department_code, answer.units, answer.amounts) == (
        tmp_path / "信访局2024.ysb",
        "112",
        (("112001", "信访局本级"),),
        "万元",
    )


def test_without_a_code_the_dialog_says_so_and_marks_the_field(qtbot: QtBot, new_book: NewBookDialog) -> None:
    press(qtbot, new_book)
    assert (new_book.fault.text(), new_book.department_code.property("wrong")) == ("请填部门编码，例如 112。", "true")


def test_a_unit_code_written_twice_is_refused(qtbot: QtBot, new_book: NewBookDialog) -> None:
    fill(qtbot, new_book)
    new_book.units.add()
    code, name = new_book.units.pairs()[1]
    type_text(code, "112001")
    type_text(name, "信访中心")
    press(qtbot, new_book)
    assert new_book.fault.text() == "单位编码 112001 写了两次，请改掉一个。"


def test_a_file_that_exists_is_refused(qtbot: QtBot, new_book: NewBookDialog, tmp_path: Path) -> None:
    (tmp_path / "信访局2024.ysb").touch()
    fill(qtbot, new_book)
    press(qtbot, new_book)
    assert "已经存在" in new_book.fault.text()


def test_a_path_typed_by_hand_is_not_suggested_over(qtbot: QtBot, new_book: NewBookDialog, tmp_path: Path) -> None:
    new_book.path.selectAll()
    type_text(new_book.path, str(tmp_path / "甲"))
    type_text(new_book.budget_name, "信访局")
    assert new_book.answer().path == tmp_path / "甲.ysb"


def test_enter_goes_on_to_the_next_field(qtbot: QtBot, new_book: NewBookDialog) -> None:
    new_book.department_code.setFocus()
    key(new_book.department_code, Qt.Key.Key_Return)
    assert new_book.focusWidget() is new_book.budget_name


def test_a_final_submission_is_refused_while_errors_stand(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(Readiness("二上", 1, 0, False), tmp_path, True, FileChooser())
    qtbot.addWidget(dialog)
    assert not dialog.deed.isEnabled()


def test_a_draft_may_be_made_in_spite_of_errors(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(Readiness("二上", 1, 0, False), tmp_path, True, FileChooser())
    qtbot.addWidget(dialog)
    dialog.draft.setChecked(True)
    with qtbot.waitSignal(dialog.answered) as answered:
        click(dialog.deed)
    assert answered.args == [tmp_path, False, ()]


def test_what_was_made_is_shown_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(Readiness("二上", 0, 0, False), tmp_path, True, FileChooser())
    qtbot.addWidget(dialog)
    dialog.show_made([tmp_path / "上报.xlsx"])
    assert (dialog.made, dialog.deed.text()) == ((tmp_path / "上报.xlsx",), "完成")


def test_an_empty_reason_is_asked_for_again(qtbot: QtBot) -> None:
    dialog = ExplainDialog(WARNING, "", "")
    qtbot.addWidget(dialog)
    click(dialog.deed)
    assert dialog.fault.text() == "请写明理由。"


def test_a_written_reason_is_answered_with_its_finding(qtbot: QtBot) -> None:
    dialog = ExplainDialog(WARNING, "", "张某")
    qtbot.addWidget(dialog)
    type_text(dialog.text, "按去年口径")
    with qtbot.waitSignal(dialog.answered) as answered:
        key(dialog.text, Qt.Key.Key_Return, CTRL)
    assert answered.args == [WARNING, "按去年口径", "张某"]


def test_reopening_wants_a_reason(qtbot: QtBot) -> None:
    dialog = ReasonDialog("重新打开编制", "写明原因。", "重新打开")
    qtbot.addWidget(dialog)
    click(dialog.deed)
    assert dialog.reason.property("wrong") == "true"


def test_a_complaint_goes_when_the_field_has_been_filled(qtbot: QtBot, new_book: NewBookDialog) -> None:
    fill(qtbot, new_book)
    new_book.department_code.clear()
    click(new_book.deed)
    type_text(new_book.department_code, "112")
    assert (new_book.fault.text(), new_book.department_code.property("wrong")) == ("", "false")


def test_after_a_complaint_the_next_empty_field_is_named_while_typing(new_book: NewBookDialog) -> None:
    click(new_book.deed)
    type_text(new_book.department_code, "112")
    assert (new_book.fault.text(), new_book.focusWidget()) == ("请填部门名称。", new_book.department_code)


def test_a_missing_reason_is_no_complaint_any_more_once_it_is_written(qtbot: QtBot) -> None:
    dialog = ReasonDialog("重新打开编制", "写明原因。", "重新打开")
    qtbot.addWidget(dialog)
    dialog.show()
    click(dialog.deed)
    type_text(dialog.reason, "财政退回")
    assert dialog.fault.text() == ""


def test_what_is_missing_is_told_before_a_final_submission_and_stops_it_not(qtbot: QtBot, tmp_path: Path) -> None:
    now = Readiness("一上", 0, 0, False, missing=("“填报人”没有填。",))
    dialog = ExportDialog(now, tmp_path, final=True, files=FileChooser())
    qtbot.addWidget(dialog)
    told = any("“填报人”没有填。" in one.text() for one in children(dialog, QLabel))
    assert (told, dialog.deed.isEnabled()) == (True, True)
