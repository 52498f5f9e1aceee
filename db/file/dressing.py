"""The pack a book is kept with: found, or said what is missing; and which version of it the book was worked on with."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db.errors import MissingPack
from db.file.hold import this_holder
from db.file.record import BookRecord
from db.journal import note
from db.pack import ADDING, Pack, load, refuse_earlier
from db.versions import rank

if TYPE_CHECKING:
    from db.book import Book

BEFORE = "换表样包前"  # the reason in the name of the copy that an earlier version of the pack still opens


class PackChange(msgspec.Struct, frozen=True):
    """A book was opened with a later version of its pack than it was worked on with before."""

    name: str
    before: str
    now: str
    frozen: bool

    @property
    def sentence(self) -> str:
        """What the user is told."""
        said = f"这本账套原来用“{self.name}”第 {self.before} 版，现在按第 {self.now} 版打开"
        if self.frozen:
            return f"{said}：上报时用的是旧版，各表现在算出的数可能与上报时不同。"
        return f"{said}：各表和审核都按新版重新计算了，请看审核结果有没有变化。"


def pack_of(record: BookRecord, shelves: Sequence[Path] | None, path: Path) -> Pack:
    """The pack of the book at `path`. Raises MissingPack: none, or an earlier version than the book's; PackError."""
    named = f"“{path.name}”用的是表样包“{record.pack[:80]}”第 {record.pack_version[:20]} 版"
    try:
        pack = load(record.pack, shelves)
    except MissingPack as fault:
        what = "" if fault.pack == record.pack else f"它要用的表样包“{fault.pack}”"
        raise MissingPack(f"{named}，{what}这台电脑上没有。{ADDING}", fault.pack, path) from fault
    refuse_earlier(pack, record.pack_version, path.name, path)
    return pack


def change_of(record: BookRecord, pack: Pack) -> PackChange | None:
    """What opening the book with that pack changes; None: it is the version that the book was worked on with."""
    if rank(pack.info.version) == rank(record.pack_version):
        return None
    return PackChange(pack.info.name, record.pack_version, pack.info.version, record.frozen)


def keep_with_its_pack(book: "Book") -> None:
    """Have the book say that it is worked on with the version at hand, once it may be: no sealed one, which was handed
    in with another. A snapshot says so in memory.

    Raises WriteFailed: the book, or the copy that is made before, cannot be written.
    """
    record = book.record()
    change = change_of(record, book.pack)
    if change is None or record.frozen:
        return
    if not book.writable:
        book.connection.execute("update book set pack_version = ?", (change.now,))
        return
    book.back_up(BEFORE)
    with book.beyond_undo():
        book.connection.execute("update book set pack_version = ?", (change.now,))
        said = f"表样包从第 {change.before} 版换成第 {change.now} 版"
        note(book.connection, said, book.now().isoformat(), this_holder(book.now).who)
