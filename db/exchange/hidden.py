"""Texts in a hidden worksheet, a text a line, that come back whole from whatever program saves the workbook anew.

Only what every spreadsheet program leaves alone stands in them as it is; everything else is escaped (JSON).
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from db.exchange.opening import ReadSheet
from db.exchange.paint import put_text

LONGEST = 30_000  # signs of a cell; a spreadsheet cuts at 32,767

_ROWS = 15_000  # of a column of cells; then the next column begins
_GOES_ON, _ENDS = "~", "|"  # around a piece of a line: one that goes on in the next cell, and its last
# A spreadsheet reads _x000D_ as the sign of that number.
_HEX_MARK = re.compile(r"_(?=[xX])")


class Torn(Exception):  # noqa: N818 - it names what happened
    """A line has lost its end, or somebody put something between; `column` and `row` (from 1): where that shows."""

    def __init__(self, column: int, row: int) -> None:
        super().__init__(column, row)
        self.column, self.row = column, row


def said(value: object) -> str:
    """JSON in which only what is printed on one line, in the basic plane, is not escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    plain = text if _is_plain(text) else "".join(sign if _is_plain(sign) else _escaped(sign) for sign in text)
    return _HEX_MARK.sub(r"\\u005f", plain)


def write_lines(workbook: Any, name: str, lines: Iterable[str]) -> None:
    """Add a worksheet of that name to an openpyxl workbook, which nobody can unhide, with these lines in it."""
    page = workbook.create_sheet(name)
    page.sheet_state = "veryHidden"
    for number, text in enumerate(chain.from_iterable(map(_pieces, lines))):
        put_text(page.cell(number % _ROWS + 1, number // _ROWS + 1), text)


def read_lines(page: ReadSheet) -> tuple[str, ...]:
    """The lines of a received worksheet, as they stand there. Raises Torn."""
    lines: list[str] = []
    begun = ""
    for (row, column), cell in sorted(page.cells.items(), key=lambda item: (item[0][1], item[0][0])):
        text = cell.text
        if text[:1] in (_GOES_ON, _ENDS) and text[:1] == text[-1:] and len(text) > 1:
            begun += text[1:-1]
            if text[0] == _GOES_ON:
                continue
            text, begun = begun, ""
        if begun:
            raise Torn(column, row)
        lines.append(text)
    return tuple(lines)


def packed(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """The items in groups, each of which fits into one cell when it is joined; one that is too long stays alone."""
    group: list[str] = []
    size = 0
    for item in items:
        if group and size + len(item) >= LONGEST:
            yield group
            group, size = [], 0
        group.append(item)
        size += len(item) + 1
    if group:
        yield group


def _is_plain(text: str) -> bool:
    return text.isprintable() and max(text, default="") <= "\uffff"


def _escaped(sign: str) -> str:
    """Never outside of a string: what JSON itself is made of is printed."""
    return json.dumps(sign)[1:-1]


def _pieces(line: str) -> Iterator[str]:
    if len(line) <= LONGEST:
        yield line
        return
    parts = [line[at : at + LONGEST] for at in range(0, len(line), LONGEST)]
    # No blank may stand at the end of a cell: some program cuts it off.
    yield from (f"{_GOES_ON}{part}{_GOES_ON}" for part in parts[:-1])
    yield f"{_ENDS}{parts[-1]}{_ENDS}"
