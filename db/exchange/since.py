"""What a resubmission changes: its forms and answers beside those of the last final submission."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import msgspec

from db.definitions import CellType
from db.exchange.code import entries_of
from db.exchange.explained import EXPLANATIONS
from db.exchange.handed import reopened_for, submitted
from db.exchange.marks import canonical, printed
from db.forms.sheet import Sheet
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.places import Places
    from db.pack import Pack

_ROW, _PAGE = "（没有这一行）", "（没有这张表）"
_ANSWER = "（没有说明）"
# What a second row of the same key ends with; a key's own `#` is doubled.
_AGAIN = re.compile(r"(?<!#)((?:##)*)(#[0-9]+)$")


class Difference(msgspec.Struct, frozen=True):
    """A cell that says something else than last time, or a row or a whole document that came or went.

    Both as printed; `spoken`: where it stands, in words; `form`: the form by number and name, under which it is listed.
    """

    address: str
    spoken: str
    before: str
    now: str
    form: str = ""


class LastTime(msgspec.Struct, frozen=True):
    """The last final submission. `made_at` is an ISO text, `reason` why the book was opened again after it."""

    revision: int
    round: str
    made_at: str
    code: str
    reason: str

    @property
    def day(self) -> str:
        """`2024-11-05`."""
        return self.made_at[:10]


def last_time(book: "Book", before: int) -> LastTime | None:
    """The last submission before that revision which was final and not for the public; None when there is none."""
    last = next(iter(submitted(book, before)), None)
    if last is None:
        return None
    return LastTime(last.revision, last.round, last.made_at, last.code, reopened_for(book, before))


def differences(book: "Book", sheets: Sequence[Sheet], last: LastTime) -> tuple[Difference, ...]:
    """What `sheets`, the forms and the answers as they are now, say otherwise than then; in their order."""
    (content,) = book.connection.execute(
        "select content from submission where revision = ?", (last.revision,)
    ).fetchone()
    cells = {cell.address: cell for sheet in sheets for cell in sheet.cells if cell.address}
    now = {address: canonical(cell) for address, cell in cells.items()}
    texts = {address: cell.text for address, cell in cells.items()}
    return tuple(_comparison(book).differences(entries_of(content), now, texts))


def differences_between(book: "Book", before: str, now: str) -> tuple[Difference, ...]:
    """What the content of a submission says otherwise than that of an earlier one: what it listed itself, though the
    cells of a form come in the order of their addresses."""
    return tuple(_comparison(book).differences(entries_of(before), entries_of(now), {}))


def _comparison(book: "Book") -> "_Comparison":
    from db.checks.places import Places

    return _Comparison(book.pack, Places(book.pack, book.connection), book.record().amounts)


_Rows = dict[str, dict[str, str]]  # row → address → canonical value


class _Comparison:
    def __init__(self, pack: "Pack", places: "Places", unit: AmountUnit) -> None:
        from db.checks.figures import NUMBERS, column_types

        self._numbers = NUMBERS
        self._pack = pack
        self._places = places
        self._unit = unit
        self._types = column_types(pack)

    def differences(
        self, before: Mapping[str, str], after: Mapping[str, str], texts: Mapping[str, str]
    ) -> Iterator[Difference]:
        """Of canonical values by address; `texts`: how some of those afterwards are printed."""
        then, now = _by_row(before), _by_row(after)
        heads = dict.fromkeys(map(_head, (*now, *then)))
        for head in sorted(heads, key=self._position):
            old = {row: values for row, values in then.items() if _head(row) == head}
            new = {row: values for row, values in now.items() if _head(row) == head}
            yield from self._of_page(head, old, new, texts)

    def _of_page(self, head: str, old: _Rows, new: _Rows, texts: Mapping[str, str]) -> Iterator[Difference]:
        form = self._form(head)
        if head == EXPLANATIONS:
            yield from self._answers(old, new)
            return
        if "/" in head and not (old and new):
            # A document of its own, and not a list that happens to have no rows.
            before, now = (_PAGE, "新增这张表") if new else ("原有这张表", _PAGE)
            yield Difference(head, self._places.spoken(head), before, now, form)
            return
        partners = _partners(old, new)
        for row, values in new.items():
            if row in partners:
                yield from self._cells(_renamed(old[partners[row]], partners[row], row), values, texts, form)
            elif said := " ".join(self._texts(values)):
                yield Difference(row, self._places.spoken(row), _ROW, said, form)
        kept = set(partners.values())
        for row, values in old.items():
            if row not in kept and (said := " ".join(self._texts(values))):
                yield Difference(row, self._places.spoken(row), said, _ROW, form)

    def _cells(
        self, old: Mapping[str, str], new: Mapping[str, str], texts: Mapping[str, str], form: str
    ) -> Iterator[Difference]:
        for address in dict.fromkeys([*new, *old]):
            was, found = old.get(address, ""), new.get(address, "")
            if was != found and not (_is_blank(was) and _is_blank(found) and self._type(address) in self._numbers):
                now = texts[address] if address in texts else self._printed(address, found)
                yield Difference(address, self._places.spoken(address), self._printed(address, was), now, form)

    def _answers(self, old: _Rows, new: _Rows) -> Iterator[Difference]:
        from db.checks.titles import check_title

        for row in [*new, *(row for row in old if row not in new)]:
            before, now = _answer(row, old), _answer(row, new)
            if before != now:
                check, _, address = row.partition("!")[2].partition("/")
                spoken = f"{self._places.spoken(address)}“{check_title(self._pack, check)}”"
                yield Difference(row, spoken, before, now, EXPLANATIONS)

    def _texts(self, values: Mapping[str, str]) -> list[str]:
        """What a row says, in the order of its columns."""
        ordered = sorted(values, key=self._column)
        return [text for address in ordered if (text := self._printed(address, values[address]))]

    def _printed(self, address: str, value: str) -> str:
        return printed(value, self._type(address), self._unit)

    def _type(self, address: str) -> CellType:
        from db.checks.figures import spot_of

        spot = spot_of(self._pack, address)
        return self._types.get(spot.relation, {}).get(spot.column, "text") if spot else "text"

    def _column(self, address: str) -> int:
        from db.checks.figures import spot_of

        spot = spot_of(self._pack, address)
        columns = list(self._types.get(spot.relation, {})) if spot else []
        return columns.index(spot.column) if spot and spot.column in columns else len(columns)

    def _form(self, head: str) -> str:
        form = self._pack.forms.get(head.partition("/")[0])
        return f"{form.id}表 {form.short}" if form else head

    def _position(self, head: str) -> int:
        """Forms in the order of the pack, and what is no form behind them; documents of a form stay as they came."""
        listed = list(self._pack.forms)
        form = head.partition("/")[0]
        return listed.index(form) if form in listed else len(listed)


def _by_row(values: Mapping[str, str]) -> _Rows:
    rows: _Rows = {}
    for address, value in values.items():
        rows.setdefault(_row(address), {})[address] = value
    return rows


def _row(address: str) -> str:
    from db.checks.figures import row_and_column

    head, mark, cell = address.partition("!")
    return f"{head}{mark}{row_and_column(cell)[0]}"


def _partners(old: _Rows, new: _Rows) -> dict[str, str]:
    """Which row of now is which one of then: of several with one key, `#2` is another one once the first is gone."""
    then, now = _by_key(old), _by_key(new)
    partners: dict[str, str] = {}
    for key, rows in now.items():
        before = then.get(key, [])
        if len(before) <= 1 >= len(rows):
            partners.update(zip(rows, before, strict=False))
            continue
        was, found = [_said_in(row, old) for row in before], [_said_in(row, new) for row in rows]
        for kind, first, last, begin, end in SequenceMatcher(None, was, found, autojunk=False).get_opcodes():
            if kind in ("equal", "replace"):
                partners.update(zip(rows[begin:end], before[first:last], strict=False))
    return partners


def _by_key(rows: Iterable[str]) -> dict[str, list[str]]:
    """The rows of each key, the first of them first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        again = _AGAIN.search(row)
        key, number = (row[: again.start(2)], int(again[2][1:])) if again else (row, 1)
        found.setdefault(key, []).append((number, row))
    return {key: [row for _, row in sorted(listed)] for key, listed in found.items()}


def _said_in(row: str, rows: _Rows) -> tuple[tuple[str, str], ...]:
    """Its columns that hold something, whichever of its key it is."""
    return tuple(sorted((address[len(row) :], value) for address, value in rows[row].items() if not _is_blank(value)))


def _renamed(values: Mapping[str, str], row: str, name: str) -> Mapping[str, str]:
    return {f"{name}{address[len(row) :]}": value for address, value in values.items()}


def _is_blank(value: str) -> bool:
    return value in ("", "0")


def _head(row: str) -> str:
    """`05`, `15/信访工作经费`: what the addresses of a page begin with."""
    return row.partition("!")[0]


def _answer(row: str, rows: _Rows) -> str:
    """An answer in one line: the text, the figures it was given for, and who gave it."""
    if row not in rows:
        return _ANSWER
    said = {address.rpartition(".")[2]: value for address, value in rows[row].items()}
    figures = "，".join(
        f"{label} {said[side]}" for side, label in (("left", "左值"), ("right", "右值")) if said.get(side)
    )
    who = f"（{said['who']}）" if said.get("who") else ""
    return f"{said.get('text', '')}{who}" + (f"（{figures}）" if figures else "")
