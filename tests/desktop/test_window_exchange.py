"""Files in and out of the window: sample, template, import, explaining, handing in and reopening."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.exchange.template import write_blank
from desktop.dialogs.explain import ExplainDialog
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.files import FileChooser
from desktop.dialogs.reason import ReasonDialog
from desktop.main_window import MainWindow
from desktop.places import PAGES
from desktop.work import Work
from tests.desktop.books import answer
from tests.desktop.deeds import hand_in
from tests.desktop.desk import Desk
from tests.desktop.keys import click, type_text


class Chosen(FileChooser):
    """The user, who answers every chooser of the system with one path."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path

    def save(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def user() -> Chosen:
    return Chosen()


@pytest.fixture
def window(desk: Desk, user: Chosen) -> MainWindow:
    return desk.bare(user)


@pytest.fixture
def sample(desk: Desk, made_sample: Path, user: Chosen) -> MainWindow:
    return desk.lay(made_sample, user)


def withdraw_explanations(window: MainWindow) -> None:
    """Delete every line of the tab 情况说明."""
    rows = window.session.book.connection.execute("select id from explanation").fetchall()
    window.session.remove("explanation", [row[0] for row in rows])


def test_the_sample_is_made_where_the_user_wants_it_and_opened(
    qtbot: QtBot, window: MainWindow, user: Chosen, tmp_path: Path
) -> None:
    user.path = tmp_path / "看看"
    click(window.start.demo_button)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.book.path == tmp_path / "看看.ysb"


def test_who_gives_up_choosing_stays_where_he_was(window: MainWindow) -> None:
    click(window.start.open_button)
    assert not window.session.is_open


def test_a_file_that_is_no_book_is_refused_in_one_sentence(window: MainWindow, user: Chosen, tmp_path: Path) -> None:
    user.path = tmp_path / "不是.ysb"
    user.path.write_text("不是账套")
    click(window.start.open_button)
    assert "不是.ysb" in window.banner.sentence


def test_a_recent_book_is_opened_from_the_start_page(sample: MainWindow) -> None:
    path = sample.session.book.path
    sample.session.close()
    sample.start.recent.emit(str(path))
    assert sample.session.is_open


def test_the_filled_template_comes_back_as_it_was(
    qtbot: QtBot, sample: MainWindow, user: Chosen, tmp_path: Path
) -> None:
    user.path = tmp_path / "录入表.xlsx"
    sample.commands.actions["template"].trigger()
    before = sample.session.reading.sides()
    sample.commands.actions["import"].trigger()
    qtbot.waitUntil(lambda: sample.banner.sentence.startswith("已导入"))
    assert sample.session.reading.sides() == before


def test_a_workbook_of_something_else_changes_nothing(
    qtbot: QtBot, sample: MainWindow, user: Chosen, tmp_path: Path
) -> None:
    user.path = tmp_path / "别的.xlsx"
    user.path.write_text("不是工作簿")
    sample.commands.actions["import"].trigger()
    qtbot.waitUntil(lambda: bool(sample.banner.sentence))
    assert sample.session.reading.sides().spending == "825.16"


def test_a_blank_template_is_said_to_have_brought_nothing(
    qtbot: QtBot, sample: MainWindow, user: Chosen, tmp_path: Path
) -> None:
    user.path = tmp_path / "空白.xlsx"
    write_blank(user.path, sample.session.book.pack)
    sample.commands.actions["import"].trigger()
    qtbot.waitUntil(lambda: sample.banner.sentence.startswith("没有导入任何内容"))
    assert sample.session.reading.sides().spending == "825.16"


def test_a_final_submission_is_on_the_disk(qtbot: QtBot, sample: MainWindow, tmp_path: Path) -> None:
    dialog = hand_in(qtbot, sample, tmp_path / "上报")
    (workbook,) = [path for path in dialog.made if path.suffix == ".xlsx"]
    assert "05" in load_workbook(workbook).sheetnames


def test_a_submission_is_called_as_on_its_cover(qtbot: QtBot, sample: MainWindow, tmp_path: Path) -> None:
    hand_in(qtbot, sample, tmp_path / "上报")
    assert sample.session.reading.readiness().handed[0].title == "第1版 · 二上"


def test_after_a_final_submission_nothing_can_be_typed(qtbot: QtBot, sample: MainWindow, tmp_path: Path) -> None:
    hand_in(qtbot, sample, tmp_path / "上报")
    assert not sample.workspace.view.model.writable


def test_a_book_that_was_handed_in_says_so_at_the_top(qtbot: QtBot, sample: MainWindow, tmp_path: Path) -> None:
    hand_in(qtbot, sample, tmp_path / "上报")
    assert sample.session.reading.where().endswith("二上 · 已上报，封存")


def test_who_types_into_a_locked_book_is_told_why_and_how_to_reopen_it(
    qtbot: QtBot, sample: MainWindow, tmp_path: Path
) -> None:
    hand_in(qtbot, sample, tmp_path / "上报").accept()
    sample.go_to("entry/basic/1.amount")
    type_text(sample.workspace.view.grid, "5")
    assert "已经封存" in sample.banner.sentence
    sample.banner.press()
    assert isinstance(sample.exchange.dialog, ReasonDialog)


def test_after_a_final_submission_nothing_can_be_undone(qtbot: QtBot, sample: MainWindow, tmp_path: Path) -> None:
    hand_in(qtbot, sample, tmp_path / "上报")
    assert not sample.commands.actions["undo"].isEnabled()


def test_a_returned_book_is_reopened_with_a_reason(qtbot: QtBot, sample: MainWindow, tmp_path: Path) -> None:
    hand_in(qtbot, sample, tmp_path / "上报")
    sample.exchange.reopen()
    dialog = sample.exchange.dialog
    assert isinstance(dialog, ReasonDialog)
    type_text(dialog.reason, "财政局退回，核减公用经费")
    click(dialog.deed)
    assert sample.workspace.view.model.writable


def test_unexplained_warnings_stop_a_final_submission(sample: MainWindow) -> None:
    withdraw_explanations(sample)
    click(sample.bar.submit)
    dialog = sample.exchange.dialog
    assert isinstance(dialog, ExportDialog)
    assert not dialog.deed.isEnabled()


def test_an_explained_warning_no_longer_counts(sample: MainWindow) -> None:
    withdraw_explanations(sample)
    before = sample.session.reading.readiness().warnings
    sample.findings.explain.emit(sample.findings.model.found[0])
    dialog = sample.exchange.dialog
    assert isinstance(dialog, ExplainDialog)
    type_text(dialog.text, "已核实")
    click(dialog.deed)
    assert sample.session.reading.readiness().warnings == before - 1


def test_every_finding_of_the_sample_can_be_gone_to(sample: MainWindow) -> None:
    lost = [one.address for one in sample.session.reading.findings() if not sample.go_to(one.address)]
    assert lost == []


def test_every_place_of_the_sample_can_be_shown(sample: MainWindow) -> None:
    shown = []
    for place in sample.navigation.places:
        sample.navigation.choose(place)
        shown.append(sample.workspace.sheet is not None or place.kind in PAGES)
    assert all(shown)


def test_a_workbook_read_for_one_book_never_lands_in_another(
    qtbot: QtBot, sample: MainWindow, user: Chosen, tmp_path: Path
) -> None:
    user.path = tmp_path / "录入表.xlsx"
    sample.exchange.template()
    begun: list[Work] = []
    sample.exchange.working.connect(begun.append)
    sample.exchange.import_entries()
    over = QSignalSpy(begun[0].over)
    assert sample.session.create(answer(tmp_path / "乙.ysb"))
    qtbot.waitUntil(lambda: over.count() == 1)
    assert sample.session.book.history() == ()


def test_a_dialog_closed_while_files_are_drawn_hands_nothing_in(
    qtbot: QtBot, sample: MainWindow, tmp_path: Path
) -> None:
    begun: list[Work] = []
    sample.exchange.working.connect(begun.append)
    sample.exchange.export(final=False)
    dialog = sample.exchange.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setText(str(tmp_path / "上报"))
    click(dialog.deed)
    over = QSignalSpy(begun[0].over)
    dialog.reject()
    qtbot.waitUntil(lambda: over.count() == 1)
    assert not (tmp_path / "上报").exists()
