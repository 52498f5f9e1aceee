"""The tables of a book, and how a book of an earlier version becomes one of today."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
import resources
from db import schema
from tests.db import small

TOMORROW = "alter table unit add column motto text not null default '';\nupdate unit set motto = '为民';\n"
FAILING = "alter table unit add column motto text;\nupdate unit set code = null;\n"
NULLING = "update unit set code = null;\n"
ORPHANING = "-- a unit that is gone\ndelete from unit;\n"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def test_a_new_file_has_the_number_of_migrations_as_its_version(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    assert schema.version_of(connection) == len(schema.migrations()) == schema.newest()


def test_a_new_file_bears_the_mark_of_a_book(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    assert connection.execute("pragma application_id").fetchone() == (schema.APPLICATION_ID,)


def test_a_migrated_file_declares_what_is_expected_of_its_version(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    assert schema.text_of(connection) == schema.expected(schema.newest())


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    loose = connection.execute(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and not strict"
    )
    assert [name for (name,) in loose if not name.startswith("sqlite_")] == []


def test_every_table_has_an_integer_id_as_its_key(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    keys = {
        table: [(row[1], row[2]) for row in connection.execute(f"pragma table_info({table})") if row[5]]
        for table in schema.tables(connection)
    }
    assert set(map(tuple, keys.values())) == {(("id", "INTEGER"),)}


def test_a_migration_runs_once(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    schema.migrate(connection, (*schema.migrations(), TOMORROW))
    schema.migrate(connection, (*schema.migrations(), TOMORROW))
    assert schema.version_of(connection) == schema.newest() + 1


def test_a_failed_migration_takes_everything_back(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    connection.execute("insert into unit (code, name, position) values ('112001', '本级', 1)")
    before = (schema.text_of(connection), schema.version_of(connection))
    with pytest.raises(sqlite3.IntegrityError):
        schema.migrate(connection, (*schema.migrations(), TOMORROW, NULLING))
    assert (schema.text_of(connection), schema.version_of(connection)) == before


def test_a_migration_that_leaves_a_reference_to_nowhere_takes_everything_back(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    connection.execute("insert into unit (code, name, position) values ('112001', '本级', 1)")
    connection.execute("insert into headcount (unit, kind, position) values (1, 'worker', 1)")
    with pytest.raises(sqlite3.IntegrityError, match="headcount"):
        schema.migrate(connection, (*schema.migrations(), ORPHANING))
    assert connection.execute("select count(*) from unit").fetchone() == (1,)


def test_references_are_watched_again_after_a_migration(connection: sqlite3.Connection) -> None:
    schema.migrate(connection)
    assert connection.execute("pragma foreign_keys").fetchone() == (1,)


def test_a_semicolon_in_a_text_does_not_end_a_statement() -> None:
    assert list(schema.statements("select 'a;\nb';\n-- done;\nselect 2;\n")) == [
        "select 'a;\nb';\n",
        "-- done;\nselect 2;\n",
    ]


# Tomorrow's program: today's with one migration more, run as a program of its own.


def _tomorrow(folder: Path, migration: str) -> Path:
    # With what is compiled of it: the copies have the times of their sources, and compiling takes longest.
    for package in (db, resources):
        assert package.__file__ is not None
        home = Path(package.__file__).parent
        shutil.copytree(home, folder / home.name)
    (folder / "db" / "migrations" / f"{schema.newest() + 1:04}_tomorrow.sql").write_text(migration, encoding="utf-8")
    return folder


def _run(program: Path, how: str, book: Path) -> str:
    script = (
        "import sys; from pathlib import Path; from db.book import Book; from db.errors import BookError\n"
        "try:\n"
        f"    with Book.{how}(Path(sys.argv[1]), (Path(sys.argv[2]),)) as book:\n"
        "        print(book.connection.execute('select motto from unit').fetchone()[0])\n"
        "except BookError as error:\n"
        "    print(type(error).__name__, error.message)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(book), str(small.SHELVES[0])],
        env={**os.environ, "PYTHONPATH": str(program), "PYTHONUTF8": "1"},
        cwd=program,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def tomorrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program whose migration does what it should; nothing writes into it."""
    return _tomorrow(tmp_path_factory.mktemp("明年"), TOMORROW)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "账" / "样例.ysb"
    with small.create(path) as book, book.action("录入"):
        book.connection.execute(small.NEW_LINE, (100,))
    return path


def test_opening_an_earlier_book_brings_it_up_to_date(tomorrow: Path, book: Path) -> None:
    first, again = _run(tomorrow, "open", book), _run(tomorrow, "open", book)
    assert (first, again, int.from_bytes(book.read_bytes()[60:64], "big")) == ("为民", "为民", schema.newest() + 1)


def test_a_copy_of_the_earlier_book_is_kept(tomorrow: Path, book: Path) -> None:
    before = small.look(book)
    _run(tomorrow, "open", book)
    (kept,) = (book.parent / "backups").iterdir()
    with before, small.look(kept) as copy:
        assert small.ledger(copy.connection) == small.ledger(before.connection)
    assert "升级前" in kept.name


def test_reading_an_earlier_book_leaves_the_file_as_it_is(tomorrow: Path, book: Path) -> None:
    before = (book.read_bytes(), book.stat().st_mtime_ns)
    read = _run(tomorrow, "read", book)
    assert (read, book.read_bytes(), book.stat().st_mtime_ns) == ("为民", *before)


def test_an_upgrade_that_fails_leaves_the_file_as_it_was_and_says_so(tmp_path: Path, book: Path) -> None:
    before = book.read_bytes()
    said = _run(_tomorrow(tmp_path / "明年", FAILING), "open", book)
    assert said.startswith("DamagedBook")
    assert "升级没有成功" in said
    assert book.read_bytes() == before


def test_a_book_of_tomorrow_is_refused_by_the_program_of_today(tomorrow: Path, book: Path) -> None:
    from db.errors import NewerBook

    _run(tomorrow, "open", book)
    with pytest.raises(NewerBook):
        small.reopen(book)
