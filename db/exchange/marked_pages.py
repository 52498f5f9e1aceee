"""What was changed on the pages that are no forms (cover, contents, explanations), and in the entries beside them.

Rows are compared in their order, so that one that was taken out is told as one, and not as a change of all below.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from openpyxl.utils import coordinate_to_tuple, get_column_letter

from db.exchange import carried
from db.exchange.changes import Change, Types
from db.exchange.cover import spoken_line
from db.exchange.explained import spoken_column
from db.exchange.marks import Mark, Marks, PageMark, found_value
from db.exchange.opening import ReadSheet, ReadWorkbook
from db.money import AmountUnit

_TITLE = (1, 1)
_ENTRIES = "录入数据（隐藏）"

_Row = tuple[str, ...]


def page_changes(workbook: ReadWorkbook, marks: Marks, types: Types) -> Iterator[Change]:
    """Every page that is gone, every row that came or went, every cell that says something else."""
    for one in marks.pages:
        marked = types.get(one.sheet, {})
        page = workbook.sheet(one.sheet) or _renamed(workbook, marked)
        if page is None:
            yield Change(one.sheet, "（整张表）", "", one.sheet, gone=True)
            continue
        if page.name != one.sheet:
            yield Change(f"{one.sheet}!版面", "原来的名称", f"工作表改名为“{page.name}”", one.sheet)
        yield from _of_page(page, one, marked)
    yield from _of_entries(workbook, marks)


def _renamed(workbook: ReadWorkbook, marked: Mapping[tuple[int, int], Mark]) -> ReadSheet | None:
    """The worksheet that has the title of a page which is not there under its name."""
    title = marked[_TITLE].value if _TITLE in marked else ""
    found = (page for page in workbook.sheets if _TITLE in page.cells and page.cells[_TITLE].text == title)
    return next(found, None)


def _of_page(page: ReadSheet, one: PageMark, marked: Mapping[tuple[int, int], Mark]) -> Iterator[Change]:
    by_hand = {coordinate_to_tuple(place) for place in one.by_hand}
    columns = range(1, one.columns + 1)
    before = _rows({place: mark.value for place, mark in marked.items() if place not in by_hand}, columns)
    # What stands beside the page is the reader's own.
    there = {place: found_value(cell, "text", AmountUnit.WAN) for place, cell in page.cells.items()}
    now = _rows({place: text for place, text in there.items() if place not in by_hand}, columns)
    differing = [number for number, pair in enumerate(zip(before, now, strict=False)) if pair[0] != pair[1]]
    if len(before) == len(now) and len(differing) <= max(1, len(before) // 2):
        for number in differing:
            yield from _of_row(one, marked, before[number], now[number], number + 1, number + 1)
        return
    for kind, first, last, begin, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "replace" and last - first == end - begin:
            for old, new in zip(range(first, last), range(begin, end), strict=True):
                yield from _of_row(one, marked, before[old], now[new], old + 1, new + 1)
        elif kind != "equal":
            for old in range(first, last):
                yield from _whole(one, marked, before[old], old + 1, gone=True)
            for new in range(begin, end):
                yield from _whole(one, {}, now[new], new + 1, gone=False)


def _of_row(
    one: PageMark, marked: Mapping[tuple[int, int], Mark], before: _Row, now: _Row, old: int, new: int
) -> Iterator[Change]:
    for column, (was, found) in enumerate(zip(before, now, strict=True), start=1):
        if was != found:
            place = f"{get_column_letter(column)}{new}"
            mark = marked.get((old, column))
            address = mark.address if mark and mark.address else f"{one.sheet}!{place}"
            yield Change(address, was, found, one.sheet, place, spoken_line(address) or spoken_column(address))


def _whole(
    one: PageMark, marked: Mapping[tuple[int, int], Mark], row: _Row, number: int, *, gone: bool
) -> Iterator[Change]:
    """A row that is not there any more, or that nobody exported."""
    said = " ".join(filter(None, row))
    if said:
        named = (marked[number, column].address for column in range(1, one.columns + 1) if (number, column) in marked)
        address = next(filter(None, named), "").rpartition(".")[0] or f"{one.sheet}!A{number}"
        what = "有一行" if gone else f"第 {number} 行"
        yield Change(address, said if gone else "", "" if gone else said, one.sheet, spoken=what)


def _rows(texts: Mapping[tuple[int, int], str], columns: Sequence[int]) -> list[_Row]:
    """The rows of a page from the first to the last that says something, as their texts."""
    last = max((row for (row, column), text in texts.items() if text and column in columns), default=0)
    return [tuple(texts.get((row, column), "") for column in columns) for row in range(1, last + 1)]


def _of_entries(workbook: ReadWorkbook, marks: Marks) -> Iterator[Change]:
    """The entries from which the book could be made anew: whole, altered, or gone."""
    page = workbook.sheet(carried.SHEET)
    if not marks.entries and page is None:
        return
    if page is None:
        found = ""
    else:
        try:
            found = "完整" if carried.digest(carried.read_lines(page)) == marks.entries else "被改动过"
        except carried.NotCarried:
            found = "已损坏"
    if found != "完整":
        yield Change(f"{carried.SHEET}!", "完整", found, _ENTRIES, spoken="，供恢复账套用的")
