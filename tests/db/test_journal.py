"""The journal: what was done can be undone and done again, in whole gestures, today or after a restart."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.book import Book
from db.money import LARGEST_FEN
from tests.db import small
from tests.db.undoing import put_back


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "样例.ysb"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with small.create(path) as book:
        yield book


def _enter(book: Book, amount: int) -> None:
    with book.action(f"录入 {amount}"):
        book.connection.execute(small.NEW_LINE, (amount,))


def _captions(book: Book) -> list[tuple[str, str]]:
    return [(entry.caption, entry.state) for entry in book.history()]


def _add_project(book: Book) -> None:
    with book.action("新建项目"):
        book.connection.execute(
            "insert into project (unit, name, category_group, position) values (1, '信访事项办理', '31', 1)"
        )
        book.connection.execute("insert into cost_item (project, item, position) values (1, '印刷', 1)")
        book.connection.execute(
            "insert into expenditure (unit, nature, project, cost_item, function, economic, amount, position) "
            "values (1, 'project', 1, 1, '2010101', '30201', 500, 1)"
        )


def test_undo_brings_back_what_was_there(book: Book) -> None:
    _enter(book, 100)
    before = small.ledger(book.connection)
    with book.action("改金额"):
        book.connection.execute("update expenditure set amount = 650, typed = '=6.50元'")
    book.undo()
    assert small.ledger(book.connection) == before


def test_redo_does_it_again(book: Book) -> None:
    _enter(book, 100)
    after = small.ledger(book.connection)
    book.undo()
    book.redo()
    assert small.ledger(book.connection) == after


def test_undo_takes_back_a_whole_gesture(book: Book) -> None:
    with book.action("粘贴 3 格"):
        for amount in (1, 2, 3):
            book.connection.execute(small.NEW_LINE, (amount,))
    book.undo()
    assert small.amounts(book) == []


def test_undo_brings_back_a_deleted_row_under_its_own_id(book: Book) -> None:
    _enter(book, 100)
    _enter(book, 200)
    with book.action("删除一行"):
        book.connection.execute("delete from expenditure where amount = 100")
    book.undo()
    assert small.ledger(book.connection)["expenditure"][0][0] == 1


def test_undo_brings_back_a_project_with_all_that_stands_on_it(book: Book) -> None:
    _add_project(book)
    before = small.ledger(book.connection)
    with book.action("删除项目"):
        for table in ("expenditure", "cost_item", "project"):
            book.connection.execute(f"delete from {table}")
    book.undo()
    assert small.ledger(book.connection) == before


def test_redo_of_a_new_project_brings_all_of_it(book: Book) -> None:
    _add_project(book)
    after = small.ledger(book.connection)
    book.undo()
    book.redo()
    assert small.ledger(book.connection) == after


def test_undo_of_a_changed_order_brings_back_the_order(book: Book) -> None:
    for amount in (1, 2, 3):
        _enter(book, amount)
    before = small.ledger(book.connection)
    with book.action("移动一行"):
        book.connection.execute("update expenditure set position = 10 - id")
    book.undo()
    assert small.ledger(book.connection) == before


def test_undo_of_a_row_changed_twice_in_one_gesture_brings_back_the_first_state(book: Book) -> None:
    _enter(book, 100)
    with book.action("改两次"):
        book.connection.execute("update expenditure set amount = 200")
        book.connection.execute("update expenditure set amount = 300")
    book.undo()
    assert small.amounts(book) == [100]


def test_undo_says_what_it_changed_and_its_caption(book: Book) -> None:
    _enter(book, 100)
    changes = book.undo()
    assert changes is not None
    assert (changes.rows, changes.caption) == (frozenset({("expenditure", 1)}), "录入 100")


def test_the_captions_name_what_undo_and_redo_would_do(book: Book) -> None:
    _enter(book, 100)
    _enter(book, 200)
    book.undo()
    assert (book.undo_caption, book.redo_caption) == ("录入 100", "录入 200")


def test_undone_actions_are_redone_in_the_order_they_were_made(book: Book) -> None:
    for amount in (100, 200, 300):
        _enter(book, amount)
    for _ in range(3):
        book.undo()
    book.redo()
    assert small.amounts(book) == [100]


def test_a_new_action_ends_what_could_be_redone(book: Book) -> None:
    _enter(book, 100)
    book.undo()
    _enter(book, 200)
    assert (book.redo_caption, book.redo(), small.amounts(book)) == (None, None, [200])


def test_the_history_keeps_what_was_undone_and_overtaken(book: Book) -> None:
    _enter(book, 100)
    book.undo()
    _enter(book, 200)
    assert _captions(book) == [("录入 100", "dropped"), ("录入 200", "done")]


def test_an_action_that_changed_nothing_leaves_the_undone_ones_to_be_redone(book: Book) -> None:
    _enter(book, 100)
    book.undo()
    with book.action("什么也没改"):
        pass
    assert book.redo_caption == "录入 100"


def test_undo_after_an_overtaken_action_goes_to_the_one_before_it(book: Book) -> None:
    _enter(book, 100)
    _enter(book, 200)
    book.undo()
    _enter(book, 300)
    book.undo()
    book.undo()
    assert (small.amounts(book), book.undo_caption) == ([], None)


def test_undo_and_redo_survive_a_restart(path: Path) -> None:
    with small.create(path) as book:
        _enter(book, 100)
        _enter(book, 200)
        book.undo()
    with small.reopen(path) as book:
        captions = (book.undo_caption, book.redo_caption)
        book.redo()
        assert (captions, small.amounts(book)) == (("录入 100", "录入 200"), [100, 200])


def test_the_history_says_when(book: Book) -> None:
    _enter(book, 100)
    assert book.history()[0].made_at == "2024-11-05T09:30:00+00:00"


def test_undoing_is_not_itself_recorded(book: Book) -> None:
    _enter(book, 100)
    book.undo()
    assert _captions(book) == [("录入 100", "undone")]


@pytest.mark.parametrize("text", ["'; drop table unit; --", '引号"与\\反斜线', "换\n行", "制\x00零", "𠮷😀", "1e400"])
def test_texts_of_every_kind_come_back_as_they_were(book: Book, text: str) -> None:
    with book.action("写说明"):
        book.connection.execute("insert into narrative (topic, text, position) values ('reasons', ?, 1)", (text,))
    with book.action("改说明"):
        book.connection.execute("update narrative set text = ''")
    book.undo()
    assert book.connection.execute("select text from narrative").fetchall() == [(text,)]


def test_amounts_at_the_edge_of_what_the_file_holds_come_back_to_the_fen(book: Book) -> None:
    _enter(book, 2**63 - 1)
    with book.action("改小"):
        book.connection.execute("update expenditure set amount = ?", (-(2**63),))
    book.undo()
    assert small.amounts(book) == [2**63 - 1]


def test_pending_texts_are_undone_like_values(book: Book) -> None:
    with book.action("录入"):
        book.connection.execute(
            "insert into pending (table_name, row_id, column_name, text, reason) "
            "values ('expenditure', 1, 'amount', '六块五', '不是金额')"
        )
    book.undo()
    assert book.connection.execute("select count(*) from pending").fetchone() == (0,)


def test_what_was_handed_in_is_not_undone(book: Book) -> None:
    with book.action("改名"):
        book.connection.execute("update unit set name = '改'")
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (1, '一上', 'draft', '2024-11-05', '', '')"
        )
    book.undo()
    assert book.connection.execute("select count(*) from submission").fetchone() == (1,)


def test_no_trigger_is_kept_in_the_file(book: Book) -> None:
    found = book.connection.execute("select count(*) from main.sqlite_schema where type = 'trigger'").fetchone()
    assert found == (0,)


def test_every_table_of_the_ledger_is_journaled(book: Book) -> None:
    triggers = book.connection.execute(
        "select tbl_name, count(*) from temp.sqlite_schema where type = 'trigger' and name glob 'journal_*' group by 1"
    )
    tables = book.connection.execute(
        "select name from main.sqlite_schema where type = 'table' and name not in ('action', 'change', 'submission')"
    )
    assert dict(triggers.fetchall()) == {table: 3 for (table,) in tables}


# One raw edit of any kind: which statement, which row, what figure. Misses are edits too: they change nothing.
EDITS = st.tuples(
    st.sampled_from(
        [
            small.NEW_LINE.replace("?", ":amount"),
            "update expenditure set amount = :amount where id = :row",
            "update expenditure set position = -position, note = 'n' || :amount where id <= :row",
            "delete from expenditure where id = :row",
            "insert into unit (code, name, position) values (hex(randomblob(8)), 'u' || :amount, :row)",
            "update unit set name = 'u' || :amount where id = :row",
            "delete from unit where id = :row and id not in (select unit from funding)",
            "update book set short_name = 's' || :amount",
            "update expenditure set id = (select max(id) from expenditure) + 1000 where id = :row",
        ]
    ),
    st.integers(1, 4),
    st.integers(-LARGEST_FEN, LARGEST_FEN),
)


def _act(book: Book, edits: list[tuple[str, int, int]]) -> None:
    with book.action("随意"):
        for sql, row, amount in edits:
            book.connection.execute(sql, {"row": row, "amount": amount})


@settings(max_examples=max(12, settings().max_examples // 2))  # each makes a book, and may open it twice again
@given(gestures=st.lists(st.lists(EDITS, max_size=4), max_size=8), restart=st.booleans())
def test_undoing_everything_is_the_beginning_and_redoing_everything_the_end(
    gestures: list[list[tuple[str, int, int]]], restart: bool
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "样例.ysb"
        book = small.create(path)
        states = [small.ledger(book.connection)]
        for edits in gestures:
            _act(book, edits)
            states.append(small.ledger(book.connection))
        if restart:
            book.close()
            book = small.reopen(path)
        while book.undo():
            pass
        beginning = small.ledger(book.connection)
        if restart:
            book.close()
            book = small.reopen(path)
        while book.redo():
            pass
        end = small.ledger(book.connection)
        book.close()
    assert (beginning, end) == (states[0], states[-1])


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with small.create(tmp_path_factory.mktemp("edited") / "样例.ysb") as book:
        yield book


@given(gestures=st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=6), steps=st.integers(1, 6))
def test_each_undo_leads_one_gesture_back(edited: Book, gestures: list[list[tuple[str, int, int]]], steps: int) -> None:
    with put_back(edited) as book:
        states = [small.ledger(book.connection)]
        for edits in gestures:
            before = len(book.history())
            _act(book, edits)
            if len(book.history()) > before:
                states.append(small.ledger(book.connection))
        for _ in range(steps):
            book.undo()
        assert small.ledger(book.connection) == states[max(0, len(states) - 1 - steps)]
