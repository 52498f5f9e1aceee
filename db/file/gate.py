"""What may be opened as a book: the header before SQLite sees the file, soundness and schema after.

A book may come by mail from anybody. Nothing of a file that is refused has been run, and nothing of it is changed.
"""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from db import schema
from db.errors import BookAway, BookError, DamagedBook, NewerBook, NotABook, ReadOnlyPlace, reason
from db.file.hold import holder_of
from db.file.length import too_long

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100  # bytes; https://sqlite.org/fileformat2.html#the_database_header

_FULL = {sqlite3.SQLITE_FULL}
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}

# Every select of a pack stays prepared, in two shapes, beside what the ledger's commands say.
STATEMENTS = 2048


def check_header(path: Path) -> None:
    """Look at the first hundred bytes, before SQLite opens the file.

    Raises NotABook, NewerBook, DamagedBook. Not for a book that this very program has open for writing: on POSIX,
    closing a second descriptor would drop SQLite's locks.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = path.stat().st_size
    except FileNotFoundError:
        raise NotABook(f"没有找到“{path}”。{too_long(path) or '请核对文件名和所在的文件夹。'}") from None
    except OSError as fault:
        if why := too_long(path):
            raise NotABook(f"“{path.name}”打不开：{why}") from fault
        raise NotABook(f"“{path}”读不出来：{reason(fault)}。请确认它是一个文件，并且您有权查看。") from fault
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise NotABook(f"“{path.name}”不是预算本的账套。请选择扩展名为 .ysb 的账套文件。")
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise NotABook(f"“{path.name}”是别的程序的数据库，不是预算本的账套。请选择扩展名为 .ysb 的账套文件。")
    _refuse_newer(path, int.from_bytes(header[60:64], "big"))
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    # A page size of 65536 is written as 1. With a journal beside it, the file is not what it says until rolled back.
    if size < pages * (page if page > 1 else 65536) and not path.with_name(path.name + "-journal").exists():
        raise DamagedBook(f"“{path.name}”不完整：应有 {pages} 页，后面的丢失了。请重新复制，或打开 backups 中的备份。")


def check_header_unless_ours(path: Path) -> None:
    """The header, unless this program has the book open: then SQLite alone may touch the file."""
    holder = holder_of(path)
    if holder is None or holder.pid != os.getpid():
        check_header(path)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to the file, `mode` ro or rw, in autocommit mode, trusting nothing the file declares."""
    posix = path.as_posix()
    # Three slashes before a drive, four before a share: SQLite takes no host name.
    address = f"file://{'' if posix.startswith('/') else '/'}{quote(posix, safe='/:')}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, cached_statements=STATEMENTS)
    harden(connection)
    return connection


def in_memory(content: bytes = b"") -> sqlite3.Connection:
    """A database in memory, with the same settings: empty, or what `Connection.serialize` gave."""
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=STATEMENTS)
    harden(connection)
    if content:
        connection.deserialize(content)
    return connection


def harden(connection: sqlite3.Connection) -> None:
    """The settings of every connection of ours; all of them cost nothing and live as long as the connection."""
    for setting in (
        "trusted_schema = off",
        "cell_size_check = on",
        "mmap_size = 0",
        "foreign_keys = on",
        "recursive_triggers = on",
        "temp_store = memory",
        "synchronous = full",
    ):
        connection.execute(f"pragma {setting}")


def inspect(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a book that is sound and declares what our migrations declare, and nothing more.

    Rolls a hot journal back first, being the first to read. Raises DamagedBook, NewerBook, NotABook.
    """
    (found,) = connection.execute("pragma main.quick_check(1)").fetchone()
    if found != "ok":
        raise DamagedBook(_damaged(path))
    (application,) = connection.execute("pragma main.application_id").fetchone()
    if application != schema.APPLICATION_ID:
        raise NotABook(f"“{path.name}”不是预算本的账套。请选择扩展名为 .ysb 的账套文件。")
    version = schema.version_of(connection)
    _refuse_newer(path, version)
    declared, ours = schema.text_of(connection), schema.expected(version)
    for kind, name, _, _ in sorted(declared - ours):
        what = {"trigger": "触发器", "view": "视图", "index": "索引"}.get(kind, "表")
        raise NotABook(f"“{path.name}”里的{what}“{name}”不是预算本建的，为安全起见没有打开。请向发来的人要原来的账套。")
    if ours - declared:
        raise DamagedBook(_damaged(path))
    if connection.execute("select 1 from main.book").fetchone() is None:
        raise DamagedBook(_damaged(path))
    return version


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a book of an earlier version up to date, or leave it as it was. Raises WriteFailed, DamagedBook."""
    try:
        schema.migrate(connection)
    except sqlite3.Error as fault:
        raise failure(fault, path) or DamagedBook(
            f"“{path.name}”是旧版本的账套，升级没有成功，文件没有改动。请用原来的版本打开。"
        ) from fault


def copy_into_memory(connection: sqlite3.Connection, path: Path) -> None:
    """The file as it was committed last. A dead writer's journal is rolled back first, which alone needs writing."""
    try:
        _back_up_into(connection, path, "ro")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
        _back_up_into(connection, path, "rw")


def _back_up_into(connection: sqlite3.Connection, path: Path, mode: str) -> None:
    source = connect(path, mode)
    try:
        source.backup(connection)
    finally:
        source.close()


def failure(fault: sqlite3.Error, path: Path) -> BookError | None:
    """What SQLite reports, as the failure it means for the user; None: a bug of ours."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code in _FULL:
        return BookAway(f"磁盘已满，这一步没有写入“{path.name}”；以前的内容都在。请腾出空间后再做一次。", "full")
    if code in _BUSY:
        return BookAway(f"“{path.name}”正被别的程序占用，这一步没有写入。请关闭那个程序后再做一次。", "busy")
    if code == sqlite3.SQLITE_CANTOPEN and (why := too_long(path)):
        return NotABook(f"“{path.name}”打不开：{why}")
    if code in _UNWRITABLE:
        return BookAway(f"这一步没有写入“{path}”；以前的内容都在。请确认文件夹还在、可以写入，再做一次。")
    if code in _BROKEN:
        return DamagedBook(_damaged(path))
    return None


def refuse_read_only(path: Path) -> None:
    """Raises ReadOnlyPlace when the file itself cannot be written; like `check_header` before SQLite opens it."""
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError as fault:
        raise ReadOnlyPlace(
            f"“{path.name}”是只读的，只能查看，不能修改。要修改请先把账套复制到本机的文件夹。"
        ) from fault


def _refuse_newer(path: Path, version: int) -> None:
    if version > schema.newest():
        raise NewerBook(
            f"“{path.name}”是更新版本的预算本保存的（第 {version} 版，本程序到第 {schema.newest()} 版）。请先升级。"
        )


def _damaged(path: Path) -> str:
    return f"“{path.name}”已损坏，没有打开，也没有改动。请打开旁边 backups 文件夹中最近的备份，或请对方重新发送。"
