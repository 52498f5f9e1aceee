"""The cells of a worksheet out of its XML, and nothing else of it.

openpyxl's own way makes an object of every printer setting and merged area, and four of every text in a cell: that
is a third of the time a workbook of ours takes to be read. What a value is, it alone decides here too.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._reader import DATA_TAG, INLINE_STRING, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_TEXT = f"{{{SHEET_MAIN_NS}}}t"
_RUN = f"{{{SHEET_MAIN_NS}}}r"
# A sign that XML cannot hold, or one that only looks like such: _x005F_x000D_ is the text _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def cells_of(sheet: Any, rows: int, columns: int) -> Iterator[ReadOnlyCell]:
    """The cells of a read-only worksheet that its file mentions, at most `rows` by `columns` of it.

    The dimension that a file claims is not asked: it may cut off what the file holds, or be a million rows.
    """
    book = sheet.parent
    with sheet._get_source() as part:  # noqa: SLF001 - a worksheet has no public word for its XML
        parser = _Parser(
            part,
            sheet._shared_strings,  # noqa: SLF001
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        last = 0
        for number, row in parser.parse():
            if number > rows:
                return
            # A row that is there twice counts once.
            if number > last:
                last = number
                for cell in row:
                    if cell["column"] <= columns:
                        yield ReadOnlyCell(sheet, **cell)


class _Parser(WorkSheetParser):
    """Reads the rows, and stops where they end."""

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]], None, None]:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                element.clear()
                yield row
            elif element.tag == DATA_TAG:
                return

    def parse_cell(self, element: Element) -> dict[str, Any]:
        inside = element.find(INLINE_STRING)
        if inside is None or element.get("t") != "inlineStr":
            found: dict[str, Any] = super().parse_cell(element)
            return found
        # Without its text the cell is quickly read; whether it is a formula is still found out there.
        element.remove(inside)
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["data_type"] != "f":
            cell |= {"value": _text(inside), "data_type": "s"}
        return cell


def _text(inline: Element) -> str:
    """Its text without looks; how it is pronounced is no part of it."""
    plain = [part.text or "" for part in inline if part.tag == _TEXT]
    runs = [part.text or "" for run in inline if run.tag == _RUN for part in run if part.tag == _TEXT]
    return unescaped("".join((*plain[-1:], *runs)))


def unescaped(text: str) -> str:
    """A text as its writer meant it: `_x000A_` is a line break, `_x005F_x000A_` these seven signs."""
    return _ESCAPED.sub(_meant, text) if "_x" in text else text


def _meant(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number < 0xE000 or number >= 0xFFFE else chr(number)
