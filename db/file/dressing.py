"""The pack a book is kept with: found, or said what is missing; and which version of it the book was worked on with,
made of which files."""

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
    """A book was opened with another pack than it was worked on with before: a later version, or other files of it or
    of what it extends. `before`, `now`: its versions."""

    name: str
    before: str
    now: str
    frozen: bool

    @property
    def sentence(self) -> str:
        """What the user is told."""
        if rank(self.before) != rank(self.now):
            said = f"这本账套原来用“{self.name}”第 {self.before} 版，现在按第 {self.now} 版打开"
            if self.frozen:
                return f"{said}：上报时用的是旧版，各表现在算出的数可能与上报时不同。"
            return f"{said}：各表和审核都按新版重新计算了，请看审核结果有没有变化。"
        said = f"“{self.name}”仍是第 {self.now} 版，内容（或它所依据的表样包）却与这本账套"
        if self.frozen:
            return f"{said}上报时不同：各表现在算出的数可能与上报时不同。"
        return f"{said}上次打开时不同：各表和审核都按现在的内容重新计算了，请看审核结果有没有变化。"

    @property
    def caption(self) -> str:
        """What the history says of it."""
        if rank(self.before) == rank(self.now):
            return f"表样包第 {self.now} 版换了内容"
        return f"表样包从第 {self.before} 版换成第 {self.now} 版"


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
    """What opening the book with that pack changes; None: nothing that is known of."""
    other = bool(record.pack_content and pack.content) and record.pack_content != pack.content
    if not other and rank(pack.info.version) == rank(record.pack_version):
        return None
    return PackChange(pack.info.name, record.pack_version, pack.info.version, record.frozen)


def keep_with_its_pack(book: "Book") -> None:
    """Have the book say that it is worked on with the pack at hand, once it may be: no sealed one, which was handed in
    with another. A snapshot says so in memory.

    Raises WriteFailed: the book, or the copy that is made before, cannot be written.
    """
    record = book.record()
    change = change_of(record, book.pack)
    # A book of an earlier program does not say it yet.
    unknown = book.writable and bool(book.pack.content) and not record.pack_content
    if record.frozen or not (change or unknown):
        return
    if not book.writable:
        _keep(book)
        return
    if change is not None:
        book.back_up(BEFORE)
    with book.beyond_undo():
        _keep(book)
        if change is not None:
            note(book.connection, change.caption, book.now().isoformat(), this_holder(book.now).who)


def _keep(book: "Book") -> None:
    pack = book.pack
    book.connection.execute("update book set pack_version = ?, pack_content = ?", (pack.info.version, pack.content))
