"""A bug in the window: the page that says what is safe, the report, and the new start at the same cell."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.book import Book
from desktop.app import Look
from desktop.crashing import AGAIN, Crashing
from desktop.dialogs.crash import CrashDialog
from desktop.dialogs.files import FileChooser
from desktop.diary import Diary
from desktop.home import Home
from desktop.launch import Start
from desktop.main_window import MainWindow
from desktop.outside import Outside
from desktop.starting import begin
from tests.desktop.keys import click

CELL = "entry/basic/2.amount"
STARTED = Start()


class Beside(Outside):
    """Stands in for the system: remembers what it was asked."""

    def __init__(self, can: bool = True) -> None:
        self.can = can
        self.started: list[list[str]] = []
        self.shown: list[Path] = []
        self.copied = ""

    def start(self, words: Sequence[str]) -> bool:
        self.started.append(list(words))
        return self.can

    def show_files(self, paths: Sequence[Path]) -> bool:
        self.shown.extend(paths)
        return self.can

    def copy(self, text: str) -> None:
        self.copied = text


class Chosen(FileChooser):
    """A user who always chooses the same file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, parent: QWidget, title: str, suggestion: Path, kinds: str) -> Path | None:
        return self.path


class Clock:
    """Seconds, as the test wants them."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "window.ini", tmp_path / "log", tmp_path / "kept", tmp_path / "packs")


@pytest.fixture
def window(qtbot: QtBot, look: Look, home: Home, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(look, Chosen(tmp_path / "另存.ysb"), home=home)
    qtbot.addWidget(made)
    made.show()
    yield made
    if made.session.is_open:
        made.session.give_up(keep=False)
    made.close()


@pytest.fixture
def sample(window: MainWindow, stick: Path, copy_sample: Callable[[Path], Path]) -> MainWindow:
    """The window with the sample on a stick, at a cell."""
    assert window.session.open(copy_sample(stick / "信访局 2024.ysb"))
    assert window.go_to(CELL)
    return window


@pytest.fixture
def exits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the program was ended with: a test has no event loop to end."""
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    return codes


def crashing(window: MainWindow, start: Start = STARTED, clock: Clock | None = None, *, can: bool = True) -> Crashing:
    made = Crashing(window, start, Diary(window.home.log), clock or Clock())
    made.outside = Beside(can)
    return made


def page(made: Crashing, error: BaseException | None = None) -> CrashDialog:
    """The page for a bug."""
    made.show(error or ZeroDivisionError("75.30万元"))
    assert made.dialog is not None
    return made.dialog


def beside(made: Crashing) -> Beside:
    assert isinstance(made.outside, Beside)
    return made.outside


def lose(window: MainWindow, stick: Path) -> None:
    """The stick is pulled out, and something is typed after that."""
    stick.rename(stick.with_name("拔出"))
    sheet = window.workspace.sheet
    assert sheet is not None
    binding = next(cell.binding for cell in sheet.cells if cell.address == CELL)
    assert binding is not None
    assert window.session.edit(binding, "80")


def test_the_page_says_that_everything_is_on_the_disk(sample: MainWindow, exits: list[int]) -> None:
    said = page(crashing(sample)).safe.text()
    assert "信访局 2024.ysb" in said
    assert "没有丢失" in said


def test_without_a_book_nothing_is_lost(window: MainWindow, exits: list[int]) -> None:
    assert "什么也没有丢失" in page(crashing(window)).safe.text()


def test_the_copy_of_a_book_without_its_disk_is_named(sample: MainWindow, stick: Path, exits: list[int]) -> None:
    lose(sample, stick)
    (copy,) = sample.home.kept.glob("*.ysb")
    assert str(copy) in page(crashing(sample)).safe.text()


def test_what_is_in_memory_only_is_offered_to_be_saved(
    sample: MainWindow, stick: Path, home: Home, tmp_path: Path, exits: list[int]
) -> None:
    home.kept.touch()  # no folder can be made there
    lose(sample, stick)
    dialog = page(crashing(sample))
    assert "只在内存里" in dialog.safe.text()
    click(dialog.save)
    with Book.read(tmp_path / "另存.ysb") as saved:
        assert saved.newest(1)[0].id == sample.session.book.newest(1)[0].id
    assert "没有丢失" in dialog.safe.text()


def test_the_report_is_kept_in_the_folder_of_the_log(sample: MainWindow, home: Home, exits: list[int]) -> None:
    dialog = page(crashing(sample))
    (file,) = home.log.glob("2*.txt")
    assert file.read_text("utf-8") == dialog.report.toPlainText()


def test_the_folder_of_the_report_is_shown(sample: MainWindow, home: Home, exits: list[int]) -> None:
    made = crashing(sample)
    click(page(made).folder)
    assert beside(made).shown == list(home.log.glob("2*.txt"))


def test_the_report_is_copied(sample: MainWindow, exits: list[int]) -> None:
    made = crashing(sample)
    dialog = page(made)
    click(dialog.copy)
    assert beside(made).copied == dialog.report.toPlainText()


def test_where_no_report_can_be_kept_it_is_still_shown(sample: MainWindow, home: Home, exits: list[int]) -> None:
    home.log.touch()
    dialog = page(crashing(sample))
    assert ("ZeroDivisionError" in dialog.report.toPlainText(), dialog.folder.isHidden()) == (True, True)


def test_the_program_starts_again_at_the_same_cell(sample: MainWindow, stick: Path, exits: list[int]) -> None:
    made = crashing(sample)
    click(page(made).anew)
    assert beside(made).started == [[str(stick / "信访局 2024.ysb"), "--at", CELL, "--after-crash"]]


def test_the_program_itself_is_what_is_started(qtbot: QtBot, window: MainWindow, stick: Path) -> None:
    made = Crashing(window, STARTED, Diary(window.home.log), Clock())
    assert made.outside.start(["demo", str(stick / "示 例.ysb")])
    qtbot.waitUntil((stick / "示 例.ysb").exists, timeout=60_000)


def test_the_book_is_free_when_the_program_starts_again(sample: MainWindow, stick: Path, exits: list[int]) -> None:
    click(page(crashing(sample)).anew)
    with Book.open(stick / "信访局 2024.ysb") as book:
        assert book.writable


def test_what_is_kept_of_a_book_without_its_disk_outlives_the_new_start(
    sample: MainWindow, stick: Path, exits: list[int]
) -> None:
    lose(sample, stick)
    click(page(crashing(sample)).anew)
    stick.with_name("拔出").rename(stick)
    assert sample.session.open(stick / "信访局 2024.ysb")
    assert "1 处修改没有写入" in sample.keeping._banner.sentence


def test_who_leaves_starts_nothing(sample: MainWindow, exits: list[int]) -> None:
    made = crashing(sample)
    click(page(made).leave)
    assert (exits, beside(made).started) == ([70], [])


def test_a_start_that_fails_is_said(sample: MainWindow, exits: list[int]) -> None:
    dialog = page(crashing(sample, can=False))
    click(dialog.anew)
    assert ("自己再启动" in dialog.said.text(), exits) == (True, [])


@pytest.mark.parametrize(
    ("later", "words"), [(AGAIN - 1, ["--after-crash"]), (AGAIN + 1, ["--at", CELL, "--after-crash"])]
)
def test_a_second_crash_within_a_minute_leads_to_the_progress_page(
    sample: MainWindow, exits: list[int], later: float, words: list[str]
) -> None:
    clock = Clock()
    made = crashing(sample, Start(sample.session.book.path, CELL, after_crash=True), clock)
    clock.now += later
    click(page(made).anew)
    assert beside(made).started[0][1:] == words


def test_a_window_started_at_a_cell_shows_it(
    window: MainWindow, home: Home, stick: Path, copy_sample: Callable[[Path], Path]
) -> None:
    begin(window, Start(copy_sample(stick / "甲.ysb"), CELL), Diary(home.log))
    current = window.workspace.view.current_cell()
    assert current is not None
    assert current.address == CELL


@pytest.mark.parametrize("at", ["没有", "entry/basic/99999.amount", "05!", "!!", "entry/", "15/没有!甲/乙.丙"])
def test_a_cell_that_is_gone_leaves_the_book_open(
    window: MainWindow, home: Home, stick: Path, copy_sample: Callable[[Path], Path], at: str
) -> None:
    begin(window, Start(copy_sample(stick / "甲.ysb"), at), Diary(home.log))
    assert window.session.is_open


def test_a_program_that_died_is_told_of_at_the_next_start(window: MainWindow, home: Home) -> None:
    home.log.mkdir()
    (home.log / "fault-0.txt").write_text("Fatal Python error: Segmentation fault", "utf-8")
    begin(window, Start(), Diary(home.log))
    (report,) = home.log.glob("2*.txt")
    assert str(report) in window.banner.sentence


def test_a_portable_program_that_cannot_write_beside_itself_says_so(
    qtbot: QtBot, look: Look, home: Home, stick: Path, copy_sample: Callable[[Path], Path]
) -> None:
    made = MainWindow(look, home=home._replace(refusal="便携版的文件夹不能写入。"))
    qtbot.addWidget(made)
    begin(made, Start(copy_sample(stick / "甲.ysb")), Diary(home.log))
    said = made.banner.sentence
    made.close()
    assert said == "便携版的文件夹不能写入。"


def test_a_refused_book_and_a_note_are_both_said(window: MainWindow, home: Home, stick: Path) -> None:
    window.home = home._replace(refusal="便携版的文件夹不能写入。")
    begin(window, Start(stick / "没有.ysb"), Diary(home.log))
    assert [("没有找到" in line, "便携版" in line) for line in window.banner.sentence.split("\n")] == [
        (True, False),
        (False, True),
    ]
