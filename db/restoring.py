"""Copies of a book compared with it, and taken back: what would change is shown first, and can be undone after.

A copy is not put in the place of the file. Its rows are led into the book as one action of the journal: all of it or
nothing, the history stays and so does what was handed in, and undo brings back what stood before.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from db import schema
from db.balance import balance
from db.book import Book, Changes
from db.definitions import Entry
from db.entry.captions import short, telling
from db.entry.rows import Row
from db.entry.settle import Desk, desk_of
from db.entry.topics import sheet_rows
from db.errors import BookError
from db.file import backups, gate, opening
from db.file.differences import differences, lead
from db.file.record import record_of
from db.journal import UNJOURNALED
from db.money import AmountUnit, format_amount
from db.pack import Pack, refuse_earlier

BEFORE = "恢复前"  # the reason in the name of the copy made before a copy is taken back
_ROUNDS = 3


class Snapshot(msgspec.Struct, frozen=True):
    """A copy in the folder of copies. `size`: bytes; `fault`: why it cannot be opened, or ''."""

    path: Path
    made_at: datetime
    reason: str
    size: int
    fault: str


class CellDifference(msgspec.Struct, frozen=True):
    """One cell: its heading, what it says now, what the copy says."""

    heading: str
    now: str
    then: str


class Line(msgspec.Struct, frozen=True):
    """A row of a tab that differs, by its place and most telling text. `gone`: in the book, and not in the copy."""

    name: str
    cells: tuple[CellDifference, ...]
    gone: bool = False
    new: bool = False


class TabDifference(msgspec.Struct, frozen=True):
    """One entry tab."""

    sheet: str
    lines: tuple[Line, ...]

    @property
    def counted(self) -> str:
        """`改 2 行，加 1 行`: what taking the copy back would do."""
        gone, new = sum(line.gone for line in self.lines), sum(line.new for line in self.lines)
        parts = (("改", len(self.lines) - gone - new), ("加", new), ("删", gone))
        return "，".join(f"{word} {count} 行" for word, count in parts if count)


class Preview(msgspec.Struct, frozen=True):
    """What taking a copy back would change. Totals as printed, in the book's unit of amounts: now, and then."""

    tabs: tuple[TabDifference, ...]
    unit: str
    income: tuple[str, str]
    spending: tuple[str, str]


def snapshots(book: Path) -> tuple[Snapshot, ...]:
    """The copies of a book, the newest first, as far as their first hundred bytes tell."""
    found = backups.copies(book)
    return tuple(Snapshot(it.path, it.made_at, it.reason, _size(it.path), _fault(it.path)) for it in found)


def read_copy(copy: Path, pack: Pack, shelves: Sequence[Path] | None) -> Book:
    """A snapshot of a copy as the book says it that is open with that `pack`, whatever lies on the `shelves` by now.

    Raises as `Book.read` does; MissingPack: the copy was worked on with a later version.
    """
    with closing(opening.for_reading(copy.absolute())) as connection:
        refuse_earlier(pack, record_of(connection).pack_version, copy.name)
        content = backups.content_of(connection)
    return Book.of_content(copy.absolute(), content, shelves, pack)


def preview(now: Book, then: Book) -> Preview:
    """What differs between a book and a copy of it, tab by tab. Raises BookError for a copy of another book."""
    refuse_foreign(now, then)
    unit = AmountUnit(now.record().amounts)
    sides = balance(now), balance(then)
    return Preview(
        tabs=tuple(_tabs(now, then)),
        unit=unit.value,
        income=_both(unit, *(it.income for it in sides)),
        spending=_both(unit, *(it.spending for it in sides)),
    )


def restore(book: Book, copy: Path, now: datetime) -> Changes:
    """Lead the book to what a copy of it says, as one action, after a copy of the book itself was made.

    What was handed in stays, and whether the book is sealed. Raises BookError for a copy that is damaged or of another
    book, FrozenBook, ReadOnlyPlace, WriteFailed; nothing has changed then.
    """
    book.refuse_locked()
    with read_copy(copy, book.pack, book.shelves) as then:
        refuse_foreign(book, then)
        _keep_office(book, then)
        tables = frozenset(schema.tables(book.connection)) - UNJOURNALED
        if not differences(book.connection, then.connection, tables):
            return Changes()
        book.back_up(BEFORE)
        with book.action(f"恢复到 {_spoken(copy, now)}的副本") as action:
            for _ in range(_ROUNDS):
                # Marks go by themselves with the values they stand at; those of the copy are put back after that.
                wanted = differences(book.connection, then.connection, tables)
                if not wanted:
                    break
                lead(book.connection, wanted)
            else:
                raise RuntimeError("the book does not come to say what its copy says")
    return action.changes


def refuse_foreign(book: Book, copy: Book) -> None:
    """Raises BookError when `copy` is no copy of that book."""
    if book.record().uuid != copy.record().uuid:
        name = copy.record().budget_name
        raise BookError(f"“{copy.path.name}”是另一个账套（{name}，{copy.record().year}年）的，不能恢复到这个账套里。")


def _keep_office(book: Book, then: Book) -> None:
    """What no undo touches is not taken back either: the seal, and which pack the book is kept with."""
    kept = book.connection.execute("select frozen, pack, pack_version, pack_content from book").fetchone()
    then.connection.execute("update book set frozen = ?, pack = ?, pack_version = ?, pack_content = ?", kept)


def told(it: Preview, most: int = 20) -> Iterator[str]:
    """A preview as lines of text; of each tab at most so many rows."""
    for name, (now, then) in (("收入", it.income), ("支出", it.spending)):
        yield f"{name}合计：现在 {now}，恢复后 {then}（{it.unit}）"
    if not it.tabs:
        yield "各表的内容没有不同。"
    for tab in it.tabs:
        yield f"{tab.sheet}：{tab.counted}"
        for line in tab.lines[:most]:
            sign = "删去" if line.gone else "加上" if line.new else "改"
            cells = "，".join(said(cell) for cell in line.cells)
            yield f"  {sign} {line.name}：{cells}"
        if len(tab.lines) > most:
            yield f"  还有 {len(tab.lines) - most} 行。"


def said(cell: CellDifference) -> str:
    """`金额 7.00→6.20`; a side that is empty is left out."""
    return (
        f"{cell.heading} {short(cell.now)}→{short(cell.then)}"
        if cell.now and cell.then
        else (f"{cell.heading} {short(cell.now or cell.then)}" + ("→空" if cell.now and not cell.then else ""))
    )


def _tabs(now: Book, then: Book) -> Iterator[TabDifference]:
    desks = desk_of(now), desk_of(then)
    for entry in sorted(now.pack.entries.values(), key=lambda it: it.position):
        lines = tuple(_lines(entry, *desks))
        if lines:
            yield TabDifference(entry.sheet, lines)


def _lines(entry: Entry, now: Desk, then: Desk) -> Iterator[Line]:
    """The lines that differ: in the order of the copy, then those it does not have."""
    here, there = _texts(entry, now), _texts(entry, then)
    labels = {column.id: column.label.partition("(")[0] for column in entry.columns}
    for key, (name, texts) in there.items():
        before = here[key][1] if key in here else {}
        cells = tuple(
            CellDifference(labels[column], before.get(column, ""), text)
            for column, text in texts.items()
            if text != before.get(column, "")
        )
        if cells:
            yield Line(name, cells, new=key not in here)
    for key, (name, texts) in here.items():
        if key not in there:
            cells = tuple(CellDifference(labels[column], text, "") for column, text in texts.items() if text)
            yield Line(name, cells, gone=True)


def _texts(entry: Entry, desk: Desk) -> Mapping[tuple[str, int], tuple[str, dict[str, str]]]:
    """Name and texts of each row of a tab, by table and row id; topics not written yet are none."""
    rows = [row for row in sheet_rows(desk, entry) if entry.layout != "topics" or row.id > 0]
    return {
        (row.table, row.id): (_name(entry, row, place, desk), row.texts(entry, desk.context))
        for place, row in enumerate(rows, start=1)
    }


def _name(entry: Entry, row: Row, place: int, desk: Desk) -> str:
    name = telling(entry, row, desk.context)
    return f"第{place}行 {name}" if entry.layout == "list" else name


def _both(unit: AmountUnit, now: int, then: int) -> tuple[str, str]:
    return format_amount(now, unit) or "0.00", format_amount(then, unit) or "0.00"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _fault(path: Path) -> str:
    try:
        gate.check_header(path)
    except BookError as fault:
        return fault.message
    return ""


def _spoken(copy: Path, now: datetime) -> str:
    """When a copy was made, by its name or else by its file: `11月5日 09:30（每日）`."""
    known = backups.named(copy)
    if known is None:
        return f"“{copy.stem[:40]}”"
    year = f"{known.made_at.year}年" if known.made_at.year != now.year else ""
    return f"{year}{known.made_at.month}月{known.made_at.day}日 {known.made_at:%H:%M}（{known.reason}）"
