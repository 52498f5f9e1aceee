"""Where a typed line leads: an address, a form by number, name or initials, a tab with the number of a row.

`05!2014001.operating` · `05` · `05 2014001` · `支出总表` · `zcyszb` · `基本支出 12` · `基本支出 第12行 金额`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Document
from db.find import fold
from db.forms.sheet import Sheet
from db.initials import Initials

if TYPE_CHECKING:
    from db.definitions import Entry
    from db.pack import Pack

MOST = 12
_ADDRESS = re.compile(r"entry/|[^ ]+!")
_LINE = re.compile(r"(?P<place>.+?)\s*第?\s*(?P<row>\d+)\s*行?\s*(?P<column>\S*)")
_CELL = re.compile(r"(?P<form>\S+)[\s!]+(?P<row>\S+)")


class Destination(msgspec.Struct, frozen=True):
    """A place to go. `owner` is the entry or form, `address` what of it is meant: a cell, a row, or all of it; of a
    page without cells `owner` is its id, and there is no address.

    `label` is what a list offers, `text` what would be typed for it.
    """

    owner: str
    address: str
    label: str
    text: str


def refusal(wanted: Destination, sheet: Sheet | None) -> str:
    """Why there is no such place in its Sheet, in words; '' when there is one."""
    address = wanted.address
    if address in (wanted.owner, f"entry/{wanted.owner}"):
        return ""
    below = (f"{address}.", f"{address}/", f"{address}!")
    if sheet is not None and any(it.address == address or it.address.startswith(below) for it in sheet.cells):
        return ""
    row = address.rpartition("/")[2].partition(".")[0]
    if sheet is not None and address.startswith("entry/") and row.isdecimal() and int(row) > len(sheet.row_keys):
        return f"“{sheet.name}”只有 {len(sheet.row_keys)} 行，没有第 {row} 行。"
    return f"没有“{wanted.label}”这一格，请核对表号、行和栏。"


class Destinations:
    """Reads lines for one pack. `pages`: id and title of what can be gone to beside its forms and tabs."""

    def __init__(self, pack: "Pack", initials: Initials, pages: Sequence[tuple[str, str]] = ()) -> None:
        self._pack = pack
        self._initials = initials
        self._pages = pages

    def offers(self, typed: str) -> tuple[Destination, ...]:
        """What the line may mean, the likeliest first; all forms and tabs for an empty one."""
        line = typed.strip()
        if _ADDRESS.match(line):
            return tuple(self._address(line))
        found = [*self._rows(line), *self._places(line), *self._cells(line)]
        return tuple(dict.fromkeys(found))[:MOST] if line else tuple(found)

    def _address(self, line: str) -> Iterator[Destination]:
        """An address that is written out; whether there is such a cell only its Sheet knows."""
        if line.startswith("entry/"):
            entry = self._pack.entries.get(line.split("/")[1])
            if entry is not None:
                yield Destination(entry.id, line, line, line)
        else:
            number = re.split(r"[/!]", line, maxsplit=1)[0]
            form = self._pack.forms.get(number)
            if form is not None:
                yield Destination(form.id, line, line, line)

    def _places(self, line: str) -> Iterator[Destination]:
        """Forms and tabs whose number, name or initials the line begins or is part of."""
        wanted = fold(line)
        ranked: list[tuple[int, int, Destination]] = []
        for form in self._pack.forms.values():
            rank = min(
                _numbered(form.id, wanted),
                self._rank(form.short, wanted),
                self._rank(form.contents, wanted) + 1,
            )
            place = Destination(form.id, form.id, f"{form.id} {form.short}", form.id)
            ranked.append((rank, len(ranked), place))
        for entry in self._pack.entries.values():
            place = Destination(entry.id, f"entry/{entry.id}", f"{entry.sheet}（{entry.tab}）", entry.sheet)
            # A tab of several sheets is known by its own name too.
            rank = min(self._rank(entry.sheet, wanted), self._rank(entry.tab, wanted) + 1)
            ranked.append((rank, len(ranked), place))
        for owner, title in self._pages:
            ranked.append((self._rank(title, wanted), len(ranked), Destination(owner, "", title, title)))
        return (place for rank, _, place in sorted(ranked, key=lambda it: it[:2]) if rank < _NOT_MEANT)

    def _rank(self, name: str, wanted: str) -> int:
        folded = fold(name)
        if folded == wanted:
            return 0
        if folded.startswith(wanted):
            return 1
        if self._initials.begin(name, wanted):
            return 2
        if wanted and (wanted in folded or _scattered(wanted, folded)):
            return 3
        return _NOT_MEANT

    def _rows(self, line: str) -> Iterator[Destination]:
        """`基本支出 12`, `基本支出 第12行 金额`."""
        match = _LINE.fullmatch(line)
        if match is None:
            return
        for entry in self._tabs(match["place"]):
            row = int(match["row"])
            column = self._column(entry, match["column"])
            if column is None:
                continue
            spoken = f"{entry.sheet} 第{row}行"
            if column:
                address = f"entry/{entry.id}/{row}.{column}"
                spoken += f" {next(_plain(it.label) for it in entry.columns if it.id == column)}"
            else:
                address = f"entry/{entry.id}/{row}"
            yield Destination(entry.id, address, spoken, spoken)

    def _tabs(self, named: str) -> "Iterator[Entry]":
        wanted = fold(named)
        ranked = sorted((self._rank(entry.sheet, wanted), entry.position) for entry in self._pack.entries.values())
        by_position = {entry.position: entry for entry in self._pack.entries.values()}
        return (by_position[position] for rank, position in ranked if rank < _NOT_MEANT)

    def _column(self, entry: "Entry", named: str) -> str | None:
        """Id of the column that is named; '' for none, None for one there is not."""
        if not named:
            return ""
        ranked = [(self._rank(_plain(it.label), fold(named)), number, it.id) for number, it in enumerate(entry.columns)]
        rank, _, column = min(ranked)
        return column if rank < _NOT_MEANT else None

    def _cells(self, line: str) -> Iterator[Destination]:
        """`05 2014001`: a row of a form by what its address says of it; `15 信访工作经费`: the form of a project."""
        match = _CELL.fullmatch(line)
        form = self._pack.forms.get(match["form"]) if match is not None else None
        if match is not None and form is not None:
            row = match["row"]
            mark = "/" if isinstance(form, Document) and form.per else "!"
            yield Destination(form.id, f"{form.id}{mark}{row}", f"{form.id} {form.short} · {row}", f"{form.id} {row}")


_NOT_MEANT = 9


def _numbered(number: str, wanted: str) -> int:
    """`5` is form 05 too."""
    if wanted and number.lstrip("0") == wanted.lstrip("0"):
        return 0
    return 1 if number.startswith(wanted) else _NOT_MEANT


def _plain(label: str) -> str:
    return label.partition("(")[0]


def _scattered(wanted: str, name: str) -> bool:
    """Are the signs of `wanted` in `name`, in order? 支出总表 means 支出预算总表."""
    if len(wanted) < 2 or wanted.isascii():
        return False
    rest = iter(name)
    return all(sign in rest for sign in wanted)
