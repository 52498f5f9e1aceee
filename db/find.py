"""Where a text stands in a Sheet: its cells folded into one string, so that ten thousand lines are searched at once.

Found are what a cell shows, the name behind its code, the expression behind its amount, and pinyin initials. Capitals,
full-width signs and thousands separators make no difference: １，２３４．５０ is 1234.5.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from db.forms.sheet import Cell, Sheet
from db.initials import Initials

_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"-?\d+\.\d\d0+")
_PART, _INITIALS, _END = "\x1f", "\x1e", "\n"
_LEAST_INITIALS = 2  # one letter begins too many words


class Hit(msgspec.Struct, frozen=True):
    """A cell that has the text. `text` is what is shown of it, the name behind a code included; [start, end) of it is
    what was looked for, and is empty where that lies in the expression or the initials."""

    address: str
    row: int
    column: int
    text: str
    start: int = 0
    end: int = 0


def fold(text: str) -> str:
    """`text` as it is compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _SEPARATOR.sub("", folded) if "," in folded else folded


def wanted(typed: str) -> str:
    """What was typed into a search line, as it is looked for; '' when there is nothing to look for."""
    folded = fold(typed.strip()).strip()
    if _NUMBER.fullmatch(folded):
        # Amounts are printed with two decimals.
        whole, _, decimals = folded.partition(".")
        folded = f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"
    return folded


class Haystack:
    """One Sheet, ready to be searched again and again while a user types."""

    def __init__(self, sheet: Sheet, initials: Initials) -> None:
        self.sheet = sheet
        folded: dict[str, str] = {}
        lines: list[str] = []
        self._cells: list[Cell] = []
        self._starts: list[int] = []
        at = 0
        for cell in sheet.cells:
            shown = cell.text or cell.typed
            if not shown or not cell.address:
                continue
            key = f"{cell.text}{_PART}{cell.hint}{_PART}{cell.typed}"
            line = folded.get(key)
            if line is None:
                letters = initials.of(cell.hint or cell.text)
                line = folded[key] = f"{fold(key).replace(_END, ' ')}{_INITIALS}{letters}{_END}"
            lines.append(line)
            self._cells.append(cell)
            self._starts.append(at)
            at += len(line)
        self._text = "".join(lines)

    def hits(self, sought: str) -> Iterator[Hit]:
        """The cells that have `sought` (as `wanted` made it), in the order of the Sheet; each once."""
        at = self._text.find(sought) if sought else -1
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
            if len(sought) >= _LEAST_INITIALS or _INITIALS not in self._text[self._starts[number] : at]:
                yield _hit(self._cells[number], sought)
            at = self._text.find(sought, end)


def _hit(cell: Cell, sought: str) -> Hit:
    text = " ".join(part for part in (cell.text or cell.typed, cell.hint) if part)
    start, end = emphasis(text, sought)
    return Hit(cell.address, cell.row, cell.column, text, start, end)


def emphasis(text: str, sought: str) -> tuple[int, int]:
    """Where `sought` lies in `text` as it is shown: [start, end), (0, 0) when it does not."""
    direct = text.find(sought)
    if direct >= 0:
        return direct, direct + len(sought)
    folded: list[str] = []
    origin: list[int] = []
    for at, sign in enumerate(text):
        made = fold(sign)
        if made == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit():
            made = ""
        folded.append(made)
        origin.extend([at] * len(made))
    found = "".join(folded).find(sought)
    return (origin[found], origin[found + len(sought) - 1] + 1) if found >= 0 else (0, 0)
