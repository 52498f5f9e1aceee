"""关于: version, packs, where everything lies, licences; to be opened, or copied for a call with support."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.packing.installing import install
from desktop.dialogs.about import AboutDialog, program_version
from desktop.dialogs.licences import LicencesDialog
from desktop.home import Home
from desktop.information import Information, Location, information, licences
from desktop.main_window import MainWindow
from desktop.outside import Outside
from desktop.panels.widgets import children
from tests.db.pack_files import file_of
from tests.desktop.keys import click


class Shown(Outside):
    """What other programs were asked to show, which this computer has, or has not."""

    def __init__(self, *, there: bool = True) -> None:
        self.there = there
        self.files: list[Path] = []
        self.folders: list[Path] = []
        self.copied = ""

    def show_files(self, paths: Sequence[Path]) -> bool:
        self.files += paths
        return self.there

    def show_folder(self, folder: Path) -> bool:
        self.folders.append(folder)
        return self.there

    def copy(self, text: str) -> None:
        self.copied = text


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Where a program keeps its own things, of which only the log is there."""
    (tmp_path / "log").mkdir()
    return Home(tmp_path / "window.ini", tmp_path / "log", tmp_path / "kept", tmp_path / "packs")


@pytest.fixture
def outside() -> Shown:
    return Shown()


def about(window: MainWindow) -> AboutDialog:
    """The dialog of the menu."""
    window.commands.actions["about"].trigger()
    dialog = window.exchange.dialog
    assert isinstance(dialog, AboutDialog)
    return dialog


def dialog_of(qtbot: QtBot, told: Information, outside: Outside) -> AboutDialog:
    dialog = AboutDialog(told, outside, lambda: None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_text_names_version_places_and_what_it_stands_on(home: Home, tmp_path: Path) -> None:
    text = information(home, None).text()
    wanted = (f"预算本 {program_version()}", f"日志和出错报告：{tmp_path / 'log'}", "Python 3", "Qt 6", "SQLite 3")
    assert [words for words in wanted if words not in text] == []


def test_what_is_not_there_yet_is_said_to_be_so(home: Home, tmp_path: Path) -> None:
    assert f"后装的表样包：{tmp_path / 'packs'}（还没有）" in information(home, None).text()


def test_why_a_portable_program_does_not_use_its_folder_is_said(home: Home) -> None:
    assert "便携版的文件夹" in information(home._replace(refusal="便携版的文件夹不能写入。"), None).text()


def test_packs_are_named_with_version_and_where_they_came_from(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUANBEN_PACKS", str(tmp_path / "packs"))
    install(file_of(tmp_path))
    packs = information(home, None).packs
    assert "临河区部门预算（river-2031，第 1 版，后装）" in packs
    assert [line for line in packs if line.endswith("，随程序）")] != []


def test_the_pack_of_the_open_book_is_marked(filled: MainWindow) -> None:
    told = information(filled.home, filled.session.book)
    assert [line for line in told.packs if "打开的账套在用" in line] == [told.packs[0]]


def test_the_open_book_and_its_copies_are_among_the_places(filled: MainWindow) -> None:
    path = filled.session.book.path
    places = {it.label: it.path for it in information(filled.home, filled.session.book).locations}
    assert (places["打开的账套"], places["账套的备份"]) == (path, path.parent / "backups")


def test_the_menu_tells_all_this_in_a_dialog(filled: MainWindow) -> None:
    dialog = about(filled)
    assert dialog.paths["打开的账套"].text() == str(filled.session.book.path)


def test_the_dialog_begins_where_enter_closes_it(filled: MainWindow) -> None:
    dialog = about(filled)
    assert dialog.focusWidget() is dialog.leave


def test_a_place_is_opened_in_the_systems_program(qtbot: QtBot, home: Home, outside: Shown) -> None:
    dialog = dialog_of(qtbot, information(home, None), outside)
    click(dialog.opens["日志和出错报告"])
    assert (outside.folders, outside.files) == ([home.log], [])


def test_a_file_is_shown_in_its_folder(qtbot: QtBot, home: Home, outside: Shown) -> None:
    home.settings.touch()
    click(dialog_of(qtbot, information(home, None), outside).opens["窗口设置"])
    assert outside.files == [home.settings]


def test_what_is_not_there_cannot_be_opened(qtbot: QtBot, home: Home, outside: Shown) -> None:
    opens = dialog_of(qtbot, information(home, None), outside).opens["后装的表样包"]
    assert (opens.isEnabled(), opens.text()) == (False, "还没有")


def test_where_no_program_shows_folders_the_path_is_said(qtbot: QtBot, home: Home) -> None:
    dialog = dialog_of(qtbot, information(home, None), Shown(there=False))
    click(dialog.opens["日志和出错报告"])
    assert str(home.log) in dialog.fault.text()


def test_all_of_it_is_copied_as_text(qtbot: QtBot, home: Home, outside: Shown) -> None:
    told = information(home, None)
    dialog = dialog_of(qtbot, told, outside)
    click(dialog.copy)
    assert (outside.copied, dialog.copied.text()[:5]) == (told.text(), "✓ 已复制")


def test_nothing_that_is_in_the_book_is_copied(filled: MainWindow) -> None:
    record = filled.session.book.record()
    text = information(filled.home, filled.session.book).text()
    assert [it for it in (record.budget_name, "75.3", record.uuid, record.department_code + " ") if it in text] == []


def test_the_licences_are_shown_part_by_part(filled: MainWindow) -> None:
    dialog = about(filled)
    click(dialog.licences)
    (shown,) = children(dialog, LicencesDialog)
    shown.parts.setCurrentRow(1)
    name = shown.parts.currentItem().text()
    assert shown.text.toPlainText() == licences(None)[name] != ""


def test_the_licences_of_a_source_tree_are_those_of_what_it_needs() -> None:
    said = licences(None)
    assert {"Python", "pyside6-essentials", "shiboken6", "openpyxl", "msgspec"} <= said.keys()
    assert "pytest" not in said


def test_the_licences_of_a_program_are_those_beside_it(tmp_path: Path) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "qt.txt").write_text("LGPL", encoding="utf-8")
    assert licences(tmp_path / "yusuanben.exe") == {"qt": "LGPL"}


def test_a_place_is_there_or_not(tmp_path: Path) -> None:
    assert (Location("一", tmp_path).is_there, Location("二", tmp_path / "没有").is_there) == (True, False)
