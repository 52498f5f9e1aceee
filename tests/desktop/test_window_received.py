"""Received workbooks in the window: dropped or chosen, one or several, their forms with signs and what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.book import Book
from db.exchange import submission
from db.exchange.explained import Explained
from db.exchange.shown import Shown, look_at
from db.exchange.template import write_filled
from desktop.app import Look
from desktop.dialogs.files import FileChooser
from desktop.main_window import MainWindow
from desktop.panels.finding_lines import links
from desktop.panels.widgets import children
from desktop.received.sentences import told
from desktop.received.window import ReceivedWindow
from tests.db.workbooks import opened
from tests.desktop.deeds import drop
from tests.desktop.keys import ALT, CTRL, SHIFT, key

SWAPPED = "05!201.basic"
DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up


class Files:
    """What lies in the folder of received files."""

    def __init__(self, folder: Path, fine: Path, wrong: Path, text: Path, entries: Path) -> None:
        self.folder, self.fine, self.wrong, self.text, self.entries = folder, fine, wrong, text, entries


class Several(FileChooser):
    """The user, who chooses these files."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def open_several(self, parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
        return self.paths


@pytest.fixture(scope="module")
def files(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("received")
    with Book.read(made_sample) as book:
        entries = write_filled(folder / "录入表" / "录入表.xlsx", book)
    book_path = folder / "账套" / "示例.ysb"
    book_path.parent.mkdir()
    book_path.write_bytes(made_sample.read_bytes())
    with Book.open(book_path) as book:
        fine, *_ = submission.export(book, folder / "收到", draft=True)
    wrong = fine.with_name("改过.xlsx")
    workbook = opened(fine)
    next(cell for row in workbook["05"].iter_rows() for cell in row if cell.value == 334.75).value = 343.75
    workbook.save(wrong)
    text = fine.with_name("通知.xlsx")
    text.write_text("不是工作簿")
    return Files(fine.parent, fine, wrong, text, entries)


@pytest.fixture(scope="module")
def seen(files: Files) -> tuple[Shown, Shown]:
    """What is seen of the fine one and of the wrong one."""
    return look_at(files.fine), look_at(files.wrong)


@pytest.fixture
def user() -> Several:
    return Several()


@pytest.fixture
def window(qtbot: QtBot, look: Look, user: Several, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    made = MainWindow(look, user)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    received = made.exchange.receiving.window
    if received is not None:
        received.close()
    qtbot.waitUntil(lambda: made.exchange.receiving.idle)
    made.close()


@pytest.fixture
def received(window: MainWindow, files: Files, seen: tuple[Shown, Shown]) -> ReceivedWindow:
    """A window with three workbooks: a wrong one, a fine one, and one that is none."""
    made = ReceivedWindow(lambda: window.look.palette, window)
    made.show()
    made.add([files.wrong, files.fine, files.text])
    made.take(files.wrong, seen[1])
    made.take(files.fine, seen[0])
    made.take(files.text, "“通知.xlsx”不是工作簿。")
    return made


def arrived(qtbot: QtBot, window: MainWindow, path: Path) -> ReceivedWindow:
    """The window of received workbooks, once it shows that one."""

    def shows() -> bool:
        there = window.exchange.receiving.window
        return there is not None and there.shown is not None and there.shown.path == path

    qtbot.waitUntil(shows, timeout=30_000)
    found = window.exchange.receiving.window
    assert found is not None
    return found


def form(received: ReceivedWindow) -> str:
    place = received.forms.current()
    return place.id if place is not None else ""


def address(received: ReceivedWindow) -> str:
    cell = received.view.current_cell()
    return cell.address if cell is not None else ""


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in children(widget, QLabel) if one.text())


def test_a_dropped_workbook_is_verified_and_shown_without_a_book(
    qtbot: QtBot, window: MainWindow, files: Files
) -> None:
    drop(window, [files.wrong])
    received = arrived(qtbot, window, files.wrong)
    assert (received.isVisible(), received.files.isVisible(), form(received)) == (True, False, "05")
    assert "导出后改动了 1 处" in said(received.head)


def test_a_workbook_is_chosen_from_the_menu(qtbot: QtBot, window: MainWindow, user: Several, files: Files) -> None:
    user.paths = [files.fine]
    window.commands.actions["verify"].trigger()
    received = arrived(qtbot, window, files.fine)
    assert received.head.verdict.text() == "✓ 审核通过"
    assert "与导出时一致" in said(received.head)


def test_several_stand_in_a_list_and_are_verified_one_after_the_other(
    qtbot: QtBot, window: MainWindow, files: Files
) -> None:
    drop(window, [files.folder])
    received = window.exchange.receiving.window
    assert received is not None
    assert [path.name for path in received.paths] == sorted(path.name for path in files.folder.glob("*.xlsx"))
    qtbot.waitUntil(lambda: window.exchange.receiving.idle, timeout=60_000)
    signs = {place.title: received.files.standing(place).state.value for place in received.files.places}
    assert signs == {files.wrong.stem: "✗", files.fine.stem: "✓", files.text.stem: "✗"}


def test_closing_the_window_gives_up_the_rest(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, [files.fine, files.wrong])
    received = window.exchange.receiving.window
    assert received is not None
    received.close()
    qtbot.waitUntil(lambda: window.exchange.receiving.idle and window.exchange.receiving.window is None, timeout=30_000)


def test_cancelled_ones_wait_and_can_be_dropped_again(qtbot: QtBot, window: MainWindow, files: Files) -> None:
    drop(window, [files.fine, files.wrong])
    received = window.exchange.receiving.window
    assert received is not None
    cancel = next(one for one in children(received.work_line, QPushButton) if one.text() == "取消")
    cancel.click()
    qtbot.waitUntil(lambda: window.exchange.receiving.idle, timeout=30_000)
    assert {received.files.standing(place).state.value for place in received.files.places} == {"○"}
    drop(received, [files.fine])
    arrived(qtbot, window, files.fine)


def test_what_is_no_workbook_is_refused_in_the_banner(
    qtbot: QtBot, window: MainWindow, user: Several, files: Files
) -> None:
    user.paths = [files.text]
    window.commands.actions["verify"].trigger()
    qtbot.waitUntil(lambda: "通知.xlsx" in window.banner.sentence)
    assert window.exchange.receiving.window is None


def test_dropped_entries_are_offered_to_the_open_book(
    qtbot: QtBot, window: MainWindow, files: Files, made_sample: Path, tmp_path: Path
) -> None:
    book = tmp_path / "示例.ysb"
    book.write_bytes(made_sample.read_bytes())
    drop(window, [book])
    assert window.session.is_open
    drop(window, [files.entries])
    qtbot.waitUntil(lambda: "是录入表" in window.banner.sentence, timeout=30_000)
    window.banner.press()
    assert window.banner.sentence.startswith("已导入")


def test_a_finding_leads_to_its_cell_on_its_form(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    received.forms.step(-1)
    received.findings.list.setCurrentIndex(received.findings.model.index(0))
    key(received.findings.list, Qt.Key.Key_Return)
    assert (form(received), address(received)) == ("05", SWAPPED)


def test_what_one_cell_has_broken_is_one_line(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    head = received.findings.model.lines[0]
    assert head.cause is not None
    assert "改为 334.75" in head.message
    assert head.size >= 5


def test_nothing_can_be_typed_answered_or_mended(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    assert not received.view.model.writable
    assert all(set(links(one)) <= {"定位"} for one in received.findings.model.found)


def test_the_signs_stand_on_the_cells(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    cell = received.view.current_cell()
    assert cell is not None
    assert (cell.address, cell.sign) == (SWAPPED, "✗改")


def test_alt_down_and_up_go_through_the_workbooks(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    places = []
    for which in (DOWN, DOWN, DOWN, UP):
        key(received, which, ALT)
        places.append(received.path)
    assert places == [files.fine, files.text, files.text, files.fine]


def test_the_next_workbook_begins_with_its_own_findings(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    key(received, DOWN, ALT)
    assert all(one.explanation for one in received.findings.model.found)
    assert (form(received), received.head.verdict.text()) == ("01", "✓ 审核通过")


def test_f8_walks_through_the_findings(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    key(received, Qt.Key.Key_F8)
    first = received.findings.list.currentIndex().row()
    key(received, Qt.Key.Key_F8)
    second = received.findings.list.currentIndex().row()
    key(received, Qt.Key.Key_F8, SHIFT)
    assert (first, second, received.findings.list.currentIndex().row()) == (0, 1, 0)


def test_ctrl_page_down_turns_to_the_next_form(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.fine)
    key(received, Qt.Key.Key_PageDown, CTRL)
    assert form(received) == "02"


def test_who_comes_back_to_a_workbook_finds_its_form(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.fine)
    received.go_to("11!total.total")
    received.step(1)
    received.step(-1)
    assert form(received) == "11"


def test_what_the_head_answers_for_is_said_at_the_top(seen: tuple[Shown, Shown]) -> None:
    one = Explained(
        check="control-ceiling", address="03!total.total", message="超过控制数。", left="2", right="1",
        text="区领导已批准", who="负责人", overridden=True,
    )  # fmt: skip
    found = msgspec.structs.replace(seen[0].found, overridden=(one,))
    lines = [sentence for _, _, sentence in told(msgspec.structs.replace(seen[0], found=found))]
    assert lines[0].startswith("除带错上报的以外，各表之间都对得上")
    assert lines[1] == "带错上报：超过控制数。理由：区领导已批准（负责人）"


def test_a_refused_workbook_says_why(received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.text)
    assert received.nothing.text() == "“通知.xlsx”不是工作簿。"
    assert (received.head.verdict.text(), received.findings.isVisible()) == ("✗ 读不了", False)


def test_a_workbook_that_waits_says_so(received: ReceivedWindow, files: Files) -> None:
    waiting = files.folder / "还没轮到.xlsx"
    received.add([waiting])
    assert received.head.verdict.text() == "○ 还没有核验"


def test_the_colours_follow_the_theme(window: MainWindow, received: ReceivedWindow, files: Files) -> None:
    received.show_path(files.wrong)
    window.look.choose("dark")
    QApplication.processEvents()
    dark = received.view.model.looks.palette.dark
    window.look.choose("light")
    assert dark


def test_a_dropped_folder_without_workbooks_says_so(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    empty = tmp_path / "空文件夹"
    empty.mkdir()
    with qtbot.waitSignal(window.session.fault) as told:
        drop(window, [empty])
    assert told.args == ["拖进来的文件夹里没有 .xlsx 工作簿。"]


def test_a_long_name_of_a_file_leaves_the_window_narrow(received: ReceivedWindow) -> None:
    received.head.name.setText("某某区某某街道办事处二〇二四年部门预算" * 4 + ".xlsx")
    assert received.minimumSizeHint().width() <= 640
