"""The session: gestures go in, one signal comes out, and a refusal is one sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.errors import HeldBook
from db.exchange.submission import draw
from db.forms.sheet import Binding
from desktop.copying import COPY_AFTER, Copying
from desktop.handing import Handing
from desktop.session import Session
from tests.desktop.books import answer


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    made = Session()
    assert made.create(answer(tmp_path / "甲.ysb"))
    yield made
    made.close()


def cell(session: Session, entry: str, row: int, column: str) -> Binding:
    """The binding of a cell of an entry tab; rows from 0, the empty one at the end included."""
    place = next(place for place in session.reading.places if session.book.pack.entries[entry].tab == place.id)
    sheet = session.reading.sheet(place, entry)
    assert sheet is not None
    bindings = [it.binding for it in sheet.cells if it.binding is not None]
    return [it for it in bindings if it.column == column][row]


def text(session: Session, entry: str, row: int, column: str) -> str:
    place = next(place for place in session.reading.places if session.book.pack.entries[entry].tab == place.id)
    sheet = session.reading.sheet(place, entry)
    assert sheet is not None
    texts = [it.text for it in sheet.cells if it.binding is not None and it.binding.column == column]
    return texts[row]


def test_a_new_book_is_open_and_says_where_it_is(session: Session) -> None:
    assert session.reading.where() == "112001 信访局本级 · 2024 · 一上"


def test_an_edit_is_told_once(qtbot: QtBot, session: Session) -> None:
    told: list[None] = []
    session.changed.connect(lambda: told.append(None))
    session.edit(cell(session, "book", 0, "filler"), "张某")
    assert len(told) == 1


def test_an_edit_is_on_the_disk_at_once(session: Session) -> None:
    from db.book import Book

    session.edit(cell(session, "book", 0, "filler"), "张某")
    with Book.read(session.book.path) as copy:
        assert copy.record().filler == "张某"


def test_undo_gives_back_what_stood_there(session: Session) -> None:
    session.edit(cell(session, "book", 0, "filler"), "张某")
    session.undo()
    assert text(session, "book", 0, "filler") == ""


def test_redo_does_it_again(session: Session) -> None:
    session.edit(cell(session, "book", 0, "filler"), "张某")
    session.undo()
    session.redo()
    assert text(session, "book", 0, "filler") == "张某"


def test_a_refusal_is_one_sentence(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    said: list[str] = []
    session.fault.connect(said.append)
    session.open(tmp_path / "没有.ysb")
    assert len(said) == 1


def test_after_a_refusal_the_open_book_stays_open(session: Session, tmp_path: Path) -> None:
    session.open(tmp_path / "没有.ysb")
    assert session.book.path == tmp_path / "甲.ysb"


def test_a_refusal_can_be_said_in_the_dialog_that_asked(session: Session) -> None:
    said: list[str] = []
    with session.faults_to(said.append):
        session.create(answer(session.book.path))
    assert len(said) == 1


def test_a_held_book_is_opened_for_reading_and_says_so(qtbot: QtBot, session: Session) -> None:
    other = Session()
    other.open(session.book.path)
    readable = (other.book.writable, type(other.obstacle))
    other.close()
    assert readable == (False, HeldBook)


def test_a_book_that_was_held_can_be_written_once_it_is_opened_again(session: Session) -> None:
    path = session.book.path
    other = Session()
    other.open(path)
    session.close()
    other.open(path)
    writable = other.book.writable
    other.close()
    assert writable


def test_a_draft_handed_out_of_a_book_opened_for_reading_saves_nothing(session: Session, tmp_path: Path) -> None:
    other = Session()
    other.open(session.book.path)
    gathered = Handing(other).gather(final=False)
    assert gathered is not None
    Handing(other).hand_in(tmp_path / "上报", gathered, draw(gathered))
    saved = other.saved
    other.close()
    assert saved == "只读"


def test_a_new_book_balances_at_nothing(session: Session) -> None:
    sides = session.reading.sides()
    assert (sides.income, sides.spending, sides.balanced) == ("0.00", "0.00", True)


def test_the_newest_gesture_can_be_undone_the_older_cannot(session: Session) -> None:
    session.edit(cell(session, "book", 0, "filler"), "张某")
    session.edit(cell(session, "book", 0, "telephone"), "027-1")
    assert [past.can_undo for past in session.reading.past()] == [True, False]


def test_codes_are_completed_by_initials(session: Session) -> None:
    offers = session.completions(cell(session, "basic", 0, "function"), "xzyx")
    assert "2010101" in [offer.text for offer in offers]


@pytest.fixture
def copying(session: Session) -> Copying:
    return Copying(session)


def copies(folder: Path) -> list[str]:
    return [path.name for path in (folder / "backups").glob("*.ysb")] if (folder / "backups").exists() else []


def test_opening_a_book_keeps_one_copy_of_the_day(
    qtbot: QtBot, session: Session, copying: Copying, tmp_path: Path
) -> None:
    session.close()
    for _ in range(2):
        assert session.open(tmp_path / "甲.ysb")
        copying.copy()
        session.close()
        qtbot.waitUntil(lambda: len(copies(tmp_path)) > 0)
    (copy,) = copies(tmp_path)
    assert copy.endswith("-每日.ysb")


@pytest.mark.usefixtures("copying")
def test_the_copy_of_the_day_comes_after_the_first_paint(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    session.close()
    assert session.open(tmp_path / "甲.ysb")
    at_once = copies(tmp_path)
    qtbot.waitUntil(lambda: len(copies(tmp_path)) == 1, timeout=COPY_AFTER + 3000)
    assert at_once == []


def test_a_copy_that_cannot_be_made_is_said(qtbot: QtBot, session: Session, copying: Copying, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("一个文件")
    with qtbot.waitSignal(session.told) as told:
        copying.copy()
    assert told.args is not None
    assert told.args[0].startswith("今天的备份没有做成")


def test_a_book_that_may_only_be_read_is_not_copied(session: Session, tmp_path: Path) -> None:
    other = Session()
    assert other.open(tmp_path / "甲.ysb")
    Copying(other).copy()
    other.close()
    assert copies(tmp_path) == []
