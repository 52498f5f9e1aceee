"""Documents as Sheets: blocks one below the other on a grid of merged cells."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import msgspec

from db.definitions import Align, Block, BlockColumn, Document, Entry, Field, Place
from db.forms.document import block_relation
from db.forms.document_feeds import DocumentFeeds
from db.forms.document_feeds import Place as Fed
from db.forms.heading import header_cells, header_rows
from db.forms.printing import default_align, print_value
from db.forms.sheet import Binding, Cell, Role, Sheet, SheetColumn
from db.forms.stages import Row, Stages
from db.money import AmountUnit
from db.pack import Pack

if TYPE_CHECKING:
    from db.forms.draw import Words

TICKED, UNTICKED = "☑", "☐"

# A blank below a text it could be taken for the continuation of; no entry is ever only a space.
BLANK = "\u3000"

Fill = Callable[[str], str]
Rows = Callable[[str], Sequence[Row]]  # name of a relation → its rows


class Source(Protocol):
    """What a document is drawn from: a Book."""

    @property
    def connection(self) -> sqlite3.Connection: ...
    @property
    def pack(self) -> Pack: ...
    @property
    def stages(self) -> Stages: ...


class Whose(msgspec.Struct, frozen=True):
    """What the words of a document say of the book."""

    legal_name: str
    goal_end_year: int


class Written(msgspec.Struct, frozen=True):
    """A row of a block's relation without its book and project. `values`: printed order."""

    ordinal: int
    kind: str
    key: str
    values: tuple[int | str, ...]


def document_sheets(form: Document, book: Source, terms: Words) -> tuple[Sheet, ...]:
    """The Sheets of a document of a book: one, or one for each project in the order of the project list."""
    name, end = book.connection.execute("select printed_name, goal_end_year from fact_book").fetchone()
    feeds = DocumentFeeds(book.connection, book.pack)
    bindings = {block.id: feeds.of(form, block) for block in form.blocks}
    return documents(form, book.stages.rows, terms, Whose(name, end), book.pack.entries, bindings)


def documents(
    form: Document,
    rows_of: Rows,
    terms: Words,
    whose: Whose,
    entries: Mapping[str, Entry],
    bindings: Mapping[str, Mapping[Fed, Binding]],
) -> tuple[Sheet, ...]:
    """The same from the rows of its relations, wherever they come from; `bindings`: of its blocks, where text goes."""

    def fill(text: str) -> str:
        filled = terms.fill(text.replace("{goal_end_year}", str(whose.goal_end_year)))
        return filled.replace("{legal_name}", whose.legal_name)

    rows = {block.id: rows_of(block_relation(form, block)) for block in form.blocks}
    projects = list(dict.fromkeys(row[1] for row in rows[form.blocks[0].id])) if form.per else [""]
    return tuple(
        _Page(
            form,
            f"{form.id}-{number}" if form.per else form.id,
            project,
            fill,
            terms.amounts,
            bindings,
            entries,
        ).sheet({block.id: _written(form, rows[block.id], project) for block in form.blocks})
        for number, project in enumerate(projects, start=1)
    )


def _written(form: Document, rows: Sequence[Row], project: str) -> list[Written]:
    own = [row[2:] for row in rows if row[1] == project] if form.per else [row[1:] for row in rows]
    return [Written(ordinal, kind, key, tuple(values)) for ordinal, kind, key, *values in own]


def ticks(choice: Field, value: str) -> str:
    """The tick boxes of a field, the one of its value ticked."""
    return " ".join(f"{label} {TICKED if value == known else UNTICKED}" for known, label in choice.ticks)


def continues(columns: Sequence[BlockColumn], above: Sequence[object] | None, row: Sequence[object]) -> list[bool]:
    """Which cells of a row go on the one above: equal, in columns that merge down, with all such at their left."""
    found, parents = [], above is not None
    for at, column in enumerate(columns):
        same = parents and column.merge_down and above is not None and above[at] == row[at]
        found.append(same)
        parents = parents and (same or not column.merge_down)
    return found


@dataclass(slots=True)
class _Page:
    """One document being drawn, from the top down."""

    form: Document
    name: str
    project: str
    fill: Fill
    amounts: AmountUnit
    bindings: Mapping[str, Mapping[Fed, Binding]]  # by block; none of one that cannot be typed into
    entries: Mapping[str, Entry]
    cells: list[Cell] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # of the body rows so far
    kinds: list[str] = field(default_factory=list)
    start: int = 0

    def sheet(self, blocks: Mapping[str, Sequence[Written]]) -> Sheet:
        form = self.form
        width = len(form.grid)
        lines: tuple[tuple[str, Role, Align], ...] = (
            (form.number_line, Role.NUMBER, "left"),
            (form.title, Role.TITLE, "center"),
            (form.unit_line, Role.UNIT, form.unit_line_align),
        )
        for text, role, align in lines:
            self.cells.append(
                Cell(row=self.start, column=0, column_span=width, text=self.fill(text), role=role, align=align,
                     bold=role is Role.TITLE)
            )  # fmt: skip
            self.start += 1
        for block in form.blocks:
            self._block(block, blocks[block.id])
        end = self._row
        if form.note:
            note = Cell(row=end, column=0, column_span=width, text=self.fill(form.note), role=Role.NOTE, wrap=True)
            self.cells.append(note)
        return Sheet(
            form=form.id, name=self.name, title=self.fill(form.title),
            columns=tuple(SheetColumn(chr(ord("A") + at), wide) for at, wide in enumerate(form.grid)),
            cells=tuple(self.cells), header_start=self.start, body_start=self.start, body_end=end,
            rows=end + bool(form.note), row_keys=tuple(self.keys), row_kinds=tuple(self.kinds),
            landscape=form.landscape, frozen_columns=form.frozen_columns,
        )  # fmt: skip

    @property
    def _row(self) -> int:
        """Where the next row goes."""
        return self.start + len(self.keys)

    def _block(self, block: Block, rows: Sequence[Written]) -> None:
        if block.heading:
            self._label(block.heading, 0, len(self.form.grid), bold=True)
            self._next(block, "heading", "heading")
        if block.kind == "fields":
            self._fields(block, rows)
        elif block.section:
            for section, records in _in_sections(rows):
                self._section(block, section)
                self._table(block, records, len(block.columns))
        else:
            self._table(block, rows, len(block.columns))

    def _next(self, block: Block, key: str, kind: str) -> None:
        self.keys.append(f"{block.id}/{key}")
        self.kinds.append(kind)

    def _label(self, text: str, column: int, span: int, *, rows: int = 1, bold: bool = False) -> None:
        self.cells.append(
            Cell(row=self._row, column=column, row_span=rows, column_span=span, text=self.fill(text),
                 role=Role.LABEL, bold=bold, align="center", wrap=True)
        )  # fmt: skip

    def _fields(self, block: Block, rows: Sequence[Written]) -> None:
        values = dict(zip((own.id for own in block.fields), rows[0].values, strict=True)) if rows else {}
        fields = {own.id: own for own in block.fields}
        for places in block.places:
            column = 0
            for place in places:
                if place.field:
                    own = fields[place.field]
                    self._field(block, place, own, column, values.get(own.id, ""))
                else:
                    self._label(place.label, column, place.span)
                column += place.span
            self._next(block, "row", "field")

    def _field(self, block: Block, place: Place, own: Field, column: int, value: int | str) -> None:
        text = ticks(own, str(value)) if own.ticks else print_value(value, own.type, self.amounts)
        hinted = place.hint and not text
        binding = self._binding(block, "row", own.id)
        choices = self._choices(own, binding)
        self.cells.append(
            Cell(row=self._row, column=column, column_span=place.span, text=place.hint if hinted else text,
                 value=value, type=own.type, role=Role.HINT if hinted else Role.BODY, wrap=True,
                 align="left" if hinted else default_align(own.type),
                 address=self._address(block, "row", own.id), binding=binding, choices=tuple(choices.values()),
                 typed=choices.get(str(value), ""))
        )  # fmt: skip

    def _choices(self, own: Field, binding: Binding | None) -> dict[str, str]:
        """The texts that tick the boxes of a field, by value, in the order of the boxes."""
        if not own.ticks or binding is None:
            return {}
        column = next(it for it in self.entries[binding.entry].columns if it.id == binding.column)
        labels = {choice.value: choice.label for choice in column.choices}
        return {value: labels[value] for value, _ in own.ticks if value in labels}

    def _section(self, block: Block, section: Written) -> None:
        number, text, *_ = section.values
        assert block.section is not None
        self._label(block.section.label.replace("{n}", str(number)), 0, 1)
        self.cells.append(
            Cell(row=self._row, column=1, column_span=len(self.form.grid) - 1, text=str(text), value=text, wrap=True,
                 address=self._address(block, section.key, "text"), binding=self._binding(block, section.key, "text"))
        )  # fmt: skip
        self._next(block, section.key, "section")

    def _table(self, block: Block, rows: Sequence[Written], width: int) -> None:
        """Header and rows, the side label down along them. `width`: how many of a row's last values are printed."""
        heads = [msgspec.structs.replace(own, head=tuple(map(self.fill, own.head))) for own in block.columns]
        height = header_rows(heads)
        side = 1 if block.side else 0
        if side:
            self._label(block.side, 0, 1, rows=height + len(rows))
        heads, spans = _as_one(heads)
        self.cells += header_cells(heads, self._row, side, spans)
        for _ in range(height):
            self._next(block, "header", "header")
        shown = [row.values[-width:] for row in rows]
        above = [None, *shown]
        joined = [continues(block.columns, over, row) for over, row in zip(above, shown, strict=False)]
        for at, row in enumerate(rows):
            column = side
            for number, own in enumerate(block.columns):
                if not joined[at][number]:
                    run = _run([marks[number] for marks in joined], at)
                    marked = own.merge_down and at > 0 and _parents_go_on(block.columns, joined[at], number)
                    self._value(block, own, rows[at : at + run], shown[at][number], column, marked)
                column += own.span
            self._next(block, row.key, row.kind)

    def _value(
        self, block: Block, own: BlockColumn, rows: Sequence[Written], value: int | str, column: int, marked: bool
    ) -> None:
        text = print_value(value, own.type, self.amounts)
        if text and own.prefix:
            text = own.prefix.replace("{n}", str(rows[0].ordinal)) + text
        fixed = block.kind == "pivot" and own.type == "text"
        bound = {self._binding(block, row.key, own.id) for row in rows}
        self.cells.append(
            Cell(row=self._row, column=column, row_span=len(rows), column_span=own.span,
                 text=BLANK if marked and not text else text, value=value, type=own.type,
                 role=Role.LABEL if fixed else Role.BODY, align=own.align or default_align(own.type),
                 wrap=own.type == "text", address=self._address(block, rows[0].key, own.id),
                 binding=bound.pop() if len(bound) == 1 else None)
        )  # fmt: skip

    def _address(self, block: Block, key: str, column: str) -> str:
        document = f"{self.form.id}/{self.project}" if self.form.per else self.form.id
        return f"{document}!{block.id}/{key}.{column}"

    def _binding(self, block: Block, key: str, column: str) -> Binding | None:
        return self.bindings.get(block.id, {}).get((self.project, key, column))


def _as_one(columns: Sequence[BlockColumn]) -> tuple[list[BlockColumn], list[int]]:
    """Neighbours under one and the same heading as one column, and the grid columns that each takes."""
    heads: list[BlockColumn] = []
    spans: list[int] = []
    for own in columns:
        if heads and heads[-1].head == own.head:
            spans[-1] += own.span
        else:
            heads.append(own)
            spans.append(own.span)
    return heads, spans


def _in_sections(rows: Sequence[Written]) -> Iterator[tuple[Written, list[Written]]]:
    """Each section row with the records below it."""
    section: Written | None = None
    records: list[Written] = []
    for row in rows:
        if row.kind == "section":
            if section:
                yield section, records
            section, records = row, []
        else:
            records.append(row)
    if section:
        yield section, records


def _run(marks: Sequence[bool], first: int) -> int:
    """How many rows the cell that begins at `first` runs down."""
    stop = first + 1
    while stop < len(marks) and marks[stop]:
        stop += 1
    return stop - first


def _parents_go_on(columns: Sequence[BlockColumn], joined: Sequence[bool], number: int) -> bool:
    return all(joined[at] for at in range(number) if columns[at].merge_down)
