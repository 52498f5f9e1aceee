"""The line under an open field: what its text will become, in a real grid over a real book."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.entry.live import Verdict
from desktop.palette import LIGHT
from desktop.panels.widgets import children
from desktop.session import Session
from desktop.sheet.live_line import Live, LiveLine
from desktop.sheet.looks import Looks
from desktop.sheet.suggestions import Suggestions
from desktop.sheet.view import SheetView
from tests.desktop.books import answer
from tests.desktop.keys import type_text
from tests.desktop.sheet_user import press, typed

LINES = [["112001", "", "2014001", "30201", "", "", "", figure] for figure in ("6.2", "3", "75.3")]
AMOUNT = "entry/basic/1.amount"


class Desk:
    """A session with a book, and its tab of basic spending in a grid."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.session = Session()
        self.session.open(path)
        self.view = SheetView(LIGHT, self.session.completions)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 500)
        self.view.show()
        self.show("基本支出", "basic")
        self.view.edited.connect(self.session.edit)
        self.live = Live(self.view, self.session.reading.judge)
        self.view.setFocus()

    def show(self, place: str, part: str) -> None:
        reading = self.session.reading
        sheet = reading.sheet(next(it for it in reading.places if it.id == place), part)
        assert sheet is not None
        self.view.show_sheet(sheet)

    def type(self, address: str, text: str) -> None:
        assert self.view.go_to(address)
        typed(self.view, text)

    @property
    def said(self) -> str:
        line = self.live.line
        return line.text if line is not None and line.isVisible() else ""

    @property
    def field(self) -> str:
        opened = self.view.grid.editing()
        return opened[1].typed() if opened is not None else ""

    def listed(self) -> list[str]:
        shown = [it for it in children(self.view, Suggestions) if it.isVisible()]
        return [str(it.model().index(row, 0).data()) for it in shown for row in range(it.model().rowCount())]


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of three lines and eleven people."""
    path = tmp_path_factory.mktemp("made") / "账.ysb"
    session = Session()
    session.create(answer(path))
    session.paste("headcount", 0, 0, [["112001", "行政", "12", "11"]])
    session.paste("basic", 0, 0, LINES)
    session.close()
    return path


@pytest.fixture
def desk(qtbot: QtBot, made: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(qtbot, Path(copyfile(made, tmp_path / "账.ysb")))
    yield opened
    opened.session.close()


def test_the_exact_yuan_and_the_rounding_are_shown_before_the_commit(desk: Desk) -> None:
    desk.type(AMOUNT, "=4888.33*12*5y")
    press(desk.view, Qt.Key.Key_Return)  # takes 元 from the list
    assert desk.said == "= 293,299.80 元 → 29.33 万元"


def test_an_open_bracket_is_no_error_yet(desk: Desk) -> None:
    desk.type(AMOUNT, "=(3+")
    assert desk.said.startswith("… ")


def test_what_cannot_become_an_amount_has_a_sign(desk: Desk) -> None:
    desk.type(AMOUNT, "1..2")
    assert desk.said.startswith("✗ ")


def test_a_figure_out_of_scale_is_asked_about_with_both_figures(desk: Desk) -> None:
    desk.type(AMOUNT, "293299.8")
    assert desk.said.startswith("⚠ 293299.80 万元 比全账套的支出 84.50 万元 还大；是 29.33 万元")


def test_the_line_stands_below_the_field_and_not_over_it(desk: Desk) -> None:
    desk.type(AMOUNT, "29.33")
    opened, line = desk.view.grid.editing(), desk.live.line
    assert opened is not None
    assert line is not None
    field = QRect(opened[1].mapTo(desk.view, QPoint(0, 0)), opened[1].size())
    assert line.geometry().top() > field.bottom()


def test_under_a_list_of_offers_the_line_makes_room_above(desk: Desk) -> None:
    desk.type("entry/basic/2.function", "2014001")
    opened, line = desk.view.grid.editing(), desk.live.line
    assert opened is not None
    assert line is not None
    field = QRect(opened[1].mapTo(desk.view, QPoint(0, 0)), opened[1].size())
    assert (line.geometry().bottom() < field.top(), desk.said) == (True, "→ 2014001 行政运行")


def test_the_line_takes_no_focus(desk: Desk) -> None:
    desk.type(AMOUNT, "29.33")
    opened = desk.view.grid.editing()
    assert opened is not None
    assert desk.view.focusWidget() is opened[1]


def test_the_line_goes_with_the_field(desk: Desk) -> None:
    desk.type(AMOUNT, "29.33")
    press(desk.view, Qt.Key.Key_Return)
    assert desk.said == ""


def test_what_already_stands_in_a_cell_is_said_when_it_is_opened(desk: Desk) -> None:
    desk.view.go_to(AMOUNT)
    press(desk.view, Qt.Key.Key_F2)
    assert desk.said == "= 62,000.00 元"


def test_the_sign_of_an_expression_lists_the_names(desk: Desk) -> None:
    desk.type(AMOUNT, "=")
    assert desk.listed()[:2] == ["行政在职", "行政编制"]


def test_enter_behind_the_bare_sign_chooses_no_name(desk: Desk) -> None:
    desk.type(AMOUNT, "=")
    press(desk.view, Qt.Key.Key_Return)
    assert desk.view.grid.editing() is None


def test_a_name_is_taken_by_its_initials_and_typing_goes_on(desk: Desk) -> None:
    desk.type(AMOUNT, "=xzzz")
    press(desk.view, Qt.Key.Key_Return)
    opened = desk.view.grid.editing()
    assert opened is not None
    type_text(opened[1], "*4632.5*12元")
    assert (desk.field, desk.said) == ("=行政在职*4632.5*12元", "= 611,490.00 元 → 61.15 万元（行政在职 11）")


def test_a_name_goes_in_where_the_cursor_stands(desk: Desk) -> None:
    desk.type(AMOUNT, "=*5元")
    press(desk.view, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left)
    typed(desk.view, "xzzz")
    press(desk.view, Qt.Key.Key_Tab)
    assert desk.field == "=行政在职*5元"


def test_a_named_count_is_committed_as_it_was_typed(desk: Desk) -> None:
    desk.type(AMOUNT, "=行政在职*4632.5*12元")
    press(desk.view, Qt.Key.Key_Return)
    assert desk.session.book.connection.execute("select amount, typed from expenditure where id = 1").fetchone() == (
        61_150_000,
        "行政在职*4632.5*12元",
    )


def test_an_expression_longer_than_its_column_is_seen_whole(desk: Desk) -> None:
    desk.type(AMOUNT, "=行政在职*4632.5*12元+1234.56元")
    opened = desk.view.grid.editing()
    assert opened is not None
    assert opened[1].width() >= opened[1].fontMetrics().horizontalAdvance(desk.field)


def test_a_whole_number_is_judged_while_it_is_typed(desk: Desk) -> None:
    desk.show("基本信息", "headcount")
    desk.type("entry/headcount/1.actual", "1.5")
    assert desk.said == "✗ “1.5”不是整数，请填整数。"


def test_the_line_never_covers_a_list_that_found_room_over_the_field_only(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()
    line, listed = LiveLine(window, Looks(LIGHT)), QRect(100, 300, 300, 70)
    line.say(Verdict("asked", "已停用"), QRect(100, 372, 120, 24), listed=listed, right=False)
    assert not line.geometry().intersects(listed)
