"""Whatever is done in the window, its log and its reports have no figure, no text and no name of the book in them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.exchange.template import write_filled
from db.forms.sheet import Sheet
from desktop import diary as log
from desktop.app import Look
from desktop.crashing import Crashing
from desktop.dialogs.files import FileChooser
from desktop.diary import Diary
from desktop.home import Home
from desktop.launch import Start
from desktop.main_window import MainWindow
from desktop.starting import begin
from tests.desktop.deeds import hand_in

BOOK = "王小明的预算 2024"
TYPED = "98765.43"


class Chosen(FileChooser):
    """The user, who answers every chooser of the system with one path."""

    path: Path

    def open(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "window.ini", tmp_path / "log", tmp_path / "kept", tmp_path / "packs")


@pytest.fixture
def window(
    qtbot: QtBot,
    look: Look,
    home: Home,
    tmp_path: Path,
    copy_sample: Callable[[Path], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """A window on the sample, whose every gesture counts as slow."""
    monkeypatch.setattr(log, "SLOW", 0.0)
    user = Chosen()
    made = MainWindow(look, user, home=home)
    user.path = tmp_path / "录入表.xlsx"
    qtbot.addWidget(made)
    made.show()
    begin(made, Start(copy_sample(tmp_path / f"{BOOK}.ysb")), Diary(home.log))
    yield made
    made.close()


def sheets(window: MainWindow) -> list[Sheet]:
    """Every part of every place."""
    reading = window.session.reading
    found = [reading.sheet(place, part.key) for place in reading.places for part in reading.parts(place)]
    return [sheet for sheet in found if sheet is not None]


def secrets(window: MainWindow) -> set[str]:
    """What is in the book and could be recognised: figures with cents or of five digits, words of three signs."""
    found = {line for sheet in sheets(window) for cell in sheet.cells for line in cell.text.split("\n")}
    found |= {entry.caption for entry in window.session.book.history()}
    found |= {BOOK, TYPED, window.session.book.record().uuid}
    figures = {text for text in found if re.fullmatch(r"-?[\d,]+\.\d\d|\d{5,}", text)}
    return figures | {text for text in found if len(text) >= 3 and not text.isascii()}


def work(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """Type, import, hand in, be refused."""
    cells = (cell for sheet in sheets(window) for cell in sheet.cells)
    binding = next(cell.binding for cell in cells if cell.address == "entry/basic/2.amount" and cell.binding)
    assert window.session.edit(binding, TYPED)
    assert window.session.undo()
    write_filled(tmp_path / "录入表.xlsx", window.session.book)
    window.exchange.import_entries()
    qtbot.waitUntil(lambda: window.banner.sentence.startswith("已导入"))
    dialog = hand_in(qtbot, window, tmp_path / "上报")
    dialog.reject()
    assert not window.session.edit(binding, TYPED)


def written(home: Home) -> str:
    """All of it, without times, process numbers, places in the code and the digest of the book."""
    whole = "\n".join(path.read_text("utf-8") for path in sorted(home.log.iterdir()))
    return re.sub(r"^[-\d]+ [:\d]+ \[\d+\]|账套 [0-9a-f]{8}|\.py:\d+", "", whole, flags=re.MULTILINE)


def test_the_log_tells_what_was_done(qtbot: QtBot, window: MainWindow, home: Home, tmp_path: Path) -> None:
    work(qtbot, window, tmp_path)
    said = written(home)
    for line in ("打开：", "慢：Session.edit ", "慢：Handing.import_entries ", "上报：第 2 轮，", "拒绝：FrozenBook"):
        assert line in said


def test_the_log_has_nothing_of_the_book(qtbot: QtBot, window: MainWindow, home: Home, tmp_path: Path) -> None:
    work(qtbot, window, tmp_path)
    known = secrets(window)
    window.session.close()
    assert [text for text in known if text in written(home)] == []
    assert len(known) > 500


def test_a_report_has_nothing_of_the_book_although_the_failure_names_it(window: MainWindow, home: Home) -> None:
    known = secrets(window)
    crashing = Crashing(window, Start(), Diary(home.log), lambda: 0.0)
    for one in (ValueError("\n".join(known)), KeyError(tuple(known)), OSError(2, BOOK, str(window.session.book.path))):
        crashing.keep(one)
    (report,) = home.log.glob("2*.txt")
    said = written(home)
    assert [text for text in {*known, str(window.session.book.path.parent)} if text in said] == []
    assert report.read_text("utf-8").count("Error") == 3
