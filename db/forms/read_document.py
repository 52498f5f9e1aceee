"""A document's cells back into the rows of its blocks' relations: the inverse of drawing it.

Blocks are found by their labels, so that rows moved down or a column moved in do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from db.definitions import Block, BlockColumn, CellType, Document, Field
from db.errors import AmountError
from db.forms.document import block_relation
from db.forms.draw_document import BLANK, TICKED
from db.forms.heading import header_rows
from db.forms.printing import read_value
from db.forms.stages import Row
from db.forms.where import storage
from db.pack import Pack

if TYPE_CHECKING:
    from db.forms.draw import Words

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Unread = tuple[int, int, str]  # 0-based row and column of a cell that holds no value of its column, its text
Standing = tuple[str, str, str, int, int, int | str]  # relation, row key, column; 0-based place; the value
Record = tuple[int, list[int | str]]  # its row below the first label, its values


def read_document(
    form: Document, grid: Sequence[Sequence[str]], terms: Words, pack: Pack, book: str
) -> tuple[dict[str, tuple[Row, ...]], tuple[Unread, ...], tuple[Standing, ...]]:
    """The relations of one document, the cells that could not be read (they count as 0 or blank), and where all stood.

    `grid` has the printed texts row by row, '' for what a merge covers. A project's document gets its name as key, as
    if there was no other project called so: `named_apart` tells them from each other.
    """
    reader = _Reader(form, terms, *_aligned(form, grid))
    found = {block.id: reader.block(block) for block in form.blocks}
    project: tuple[str, ...] = ()
    if form.per:
        first = form.blocks[0]
        at = [own.id for own in first.fields].index(form.titled)
        project = (str(found[first.id][0][2 + at]).replace("#", "##"),)
    relations = {
        block_relation(form, block): tuple(
            (book, *project, ordinal, *row) for ordinal, row in enumerate(found[block.id], start=1)
        )
        for block in form.blocks
    }
    return relations, tuple(reader.unread), tuple(reader.stood)


def named_apart(
    relations: Mapping[str, tuple[Row, ...]], before: Mapping[str, Iterable[Row]]
) -> dict[str, tuple[Row, ...]]:
    """A project's relations with `#2` … at its key where documents read `before` have a project of that name."""
    known = {row[1] for rows in before.values() for row in rows}
    base = next((row[1] for rows in relations.values() for row in rows), "")
    key, number = base, 1
    while key in known:
        number += 1
        key = f"{base}#{number}"
    return {name: tuple((row[0], key, *row[2:]) for row in rows) for name, rows in relations.items()}


def _aligned(form: Document, grid: Sequence[Sequence[str]]) -> tuple[list[list[str]], int, int]:
    """The rows from the document's first label on, as wide as its grid; where that label stands."""
    places = form.blocks[0].places
    label = places[0][0].label if places else ""
    top, left = next(
        ((row, list(texts).index(label)) for row, texts in enumerate(grid) if label and label in texts), (3, 0)
    )
    width = len(form.grid)
    rows = [[*texts[left : left + width], *[""] * width][:width] for texts in grid[top:]]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows, top, left


@dataclass(slots=True)
class _Reader:
    """A document being read from the top down."""

    form: Document
    terms: Words
    rows: list[list[str]]
    top: int
    left: int
    at: int = 0
    unread: list[Unread] = field(default_factory=list)
    stood: list[Standing] = field(default_factory=list)

    def block(self, block: Block) -> list[Row]:
        """(row_kind, row_key, values …) of each row of a block."""
        if block.kind == "fields":
            return [("row", "row", *self._fields(block))]
        if block.heading and not self._find(block.heading, block):
            return _blank_rows(block)
        if block.section:
            return self._sections(block)
        if block.heading:
            self.at += 1
        if block.side and not self._find(self.terms.fill(block.side)):
            return _blank_rows(block)
        self.at += header_rows(block.columns)
        if block.kind == "pivot":
            return self._fixed(block)
        records = self._records(block)
        keys = _keys(block, [values for _, values in records])
        for (row, values), key in zip(records, keys, strict=True):
            self._stands(block, key, row, values)
        return [("record", key, *values) for key, (_, values) in zip(keys, records, strict=True)]

    def _stands(self, block: Block, key: str, row: int, values: Sequence[int | str], shift: int = 0) -> None:
        """Remember where the values of a row stood, `shift` columns left of where they belong."""
        column = self.left + bool(block.side) - shift
        name = block_relation(self.form, block)
        for own, value in zip(block.columns, values, strict=True):
            self.stood.append((name, key, own.id, self.top + row, max(column, self.left), value))
            column += own.span

    def _find(self, label: str, block: Block | None = None) -> bool:
        """Go to the row that begins with `label`, with `block` to its heading; False: there is none further down."""
        for at in range(self.at, len(self.rows)):
            if self._is_heading(block, at) if block else self.rows[at][0] == label:
                self.at = at
                return True
        return False

    def _is_heading(self, block: Block, at: int) -> bool:
        """Is it the heading of a block, alone in its row, above the block's header?"""
        first, *rest = self.rows[at]
        if first != self.terms.fill(block.heading) or any(rest):
            return False
        header = self.rows[at + 1] if at + 1 < len(self.rows) else [""]
        return not block.columns or header[0] == self.terms.fill(block.columns[0].head[0])

    def _begins_another(self, block: Block) -> bool:
        """Does a later block begin in this row?"""
        later = self.form.blocks[self.form.blocks.index(block) + 1 :]
        return any(self._is_heading(other, self.at) for other in later if other.heading) or any(
            self.rows[self.at][0] == self.terms.fill(other.side) for other in later if other.side and not other.heading
        )

    def _fields(self, block: Block) -> list[int | str]:
        fields = {own.id: own for own in block.fields}
        values: dict[str, int | str] = {own.id: _blank(own.type) for own in block.fields}
        for places in block.places:
            if places[0].label and not self._find(self.terms.fill(places[0].label)):
                continue
            column = 0
            for place in places:
                if place.field and self.at < len(self.rows):
                    text = self.rows[self.at][column]
                    value = self._field(fields[place.field], "" if text == place.hint else text, column)
                    values[place.field] = value
                    name = block_relation(self.form, block)
                    self.stood.append((name, "row", place.field, self.top + self.at, self.left + column, value))
                column += place.span
            self.at += 1
        return [values[own.id] for own in block.fields]

    def _field(self, own: Field, text: str, column: int) -> int | str:
        if not own.ticks:
            return self._value(text, own.type, self.at, column)
        plain = "".join(text.split())
        return ",".join(value for value, label in own.ticks if "".join(label.split()) + TICKED in plain)

    def _sections(self, block: Block) -> list[Row]:
        assert block.section is not None
        label = re.compile(re.escape(self.terms.fill(block.section.label)).replace(r"\{n\}", "([0-9]+)"))
        found: list[Row] = []
        keys: dict[str, int] = {}
        while self.at < len(self.rows):
            match = label.fullmatch(self.rows[self.at][0])
            if not match:
                if any(self.rows[self.at]):
                    break
                self.at += 1
                continue
            number = int(match[1])
            blanks = [_blank(own.type) for own in block.columns]
            found.append(("section", _again(str(number), keys), number, self.rows[self.at][1], *blanks))
            name = block_relation(self.form, block)
            text = self.rows[self.at][1]
            self.stood.append((name, found[-1][1], "text", self.top + self.at, self.left + 1, text))
            self.at += 1
            if self.at < len(self.rows) and self.rows[self.at][0] == self.terms.fill(block.side):
                self.at += header_rows(block.columns)
                for row, record in self._records(block):
                    key = _again(f"{number}/{_base(block, record)}", keys)
                    self._stands(block, key, row, record)
                    found.append(("record", key, number, "", *record))
        return found

    def _records(self, block: Block) -> list[Record]:
        """The rows down to the next label."""
        found: list[Record] = []
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if row[0] if block.side else self._begins_another(block):
                break
            if any(row) or (block.side and not block.section):
                found.append((self.at, self._record(block, row, found[-1][1] if found else None)))
            self.at += 1
        return found

    def _record(self, block: Block, row: Sequence[str], above: Sequence[int | str] | None) -> list[int | str]:
        column = 1 if block.side else 0
        values: list[int | str] = []
        goes_on = above is not None
        for at, own in enumerate(block.columns):
            text = row[column]
            if own.merge_down and above is not None and goes_on and not text:
                values.append(above[at])
            else:
                goes_on = goes_on and not own.merge_down
                values.append(self._value(_unprefixed(own, text), own.type, self.at, column))
            column += own.span
        return values

    def _fixed(self, block: Block) -> list[Row]:
        """The fixed rows. A row whose label has moved left is read from there: spreadsheets lose leading cells."""
        side = 1 if block.side else 0
        starts = [side + sum(own.span for own in block.columns[:at]) for at in range(len(block.columns))]
        label = max(at for at, own in enumerate(block.columns) if own.type == "text")
        found: list[Row] = []
        above: list[int | str] | None = None
        for fixed in block.fixed:
            row = self.rows[self.at] if self.at < len(self.rows) else [""] * len(self.form.grid)
            text = str(fixed.cells.get(block.columns[label].id, ""))
            moved = starts[label] - row.index(text) if text in row else 0
            straight = [*[""] * moved, *row] if moved > 0 else row
            above = self._record(block, straight, above)
            found.append(("row", fixed.key, *above))
            self._stands(block, fixed.key, self.at, above, max(moved, 0))
            self.at += 1
        return found

    def _value(self, text: str, kind: CellType, row: int, column: int) -> int | str:
        text = "" if text == BLANK else text
        try:
            if kind == "percent" and _NUMBER.fullmatch(text):
                # A worksheet keeps 53.11% as 0.5311.
                return int((Decimal(text) * 10_000).to_integral_value(ROUND_HALF_UP))
            return read_value(text, kind, self.terms.amounts)
        except (AmountError, ValueError):
            self.unread.append((self.top + row, self.left + column, text))
            return 0


def _blank(kind: CellType) -> int | str:
    return "" if storage(kind) == "text" else 0


def _blank_rows(block: Block) -> list[Row]:
    """What a block that is not there says: nothing, fixed rows of nothing."""
    blanks = [_blank(own.type) for own in block.columns]
    return [("row", fixed.key, *blanks) for fixed in block.fixed]


def _base(block: Block, record: Sequence[int | str]) -> str:
    at = {own.id: number for number, own in enumerate(block.columns)}
    return "/".join(str(record[at[key]]).replace("#", "##") for key in block.keys)


def _keys(block: Block, records: Sequence[Sequence[int | str]]) -> list[str]:
    if not block.keys:
        return [str(number) for number in range(1, len(records) + 1)]
    seen: dict[str, int] = {}
    return [_again(_base(block, record), seen) for record in records]


def _again(base: str, seen: dict[str, int]) -> str:
    """`#2`, `#3` … on a key that came before."""
    seen[base] = seen.get(base, 0) + 1
    return base if seen[base] == 1 else f"{base}#{seen[base]}"


def _unprefixed(column: BlockColumn, text: str) -> str:
    prefix = re.escape(column.prefix).replace(r"\{n\}", "[0-9]+")
    return re.sub(prefix, "", text, count=1) if re.match(prefix, text) else text
