"""Forms of a book as Sheets: what every face draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.definitions import Column, Document, Form, Listing, Pivot
from db.forms.document import block_relation
from db.forms.draw_document import Whose, document_sheets, documents
from db.forms.feeds import Bindings, listing_feeds, pivot_feeds
from db.forms.heading import header_cells, header_rows
from db.forms.pivot import RELATION
from db.forms.printing import default_align, print_value
from db.forms.sheet import Binding, Cell, Role, Sheet, SheetColumn
from db.forms.stages import Row
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.book import Book
    from db.pack import Pack

_GOAL_YEARS = 2  # that goals reach beyond the budget year, where nothing else is said

# Above the header of every form: number line, title, unit line.
LINES_ABOVE = 3

Binder = Callable[[int, str, Column], Binding | None]  # (ordinal, row_key, column) -> where typed text goes


class Words(msgspec.Struct, frozen=True):
    """What titles and headings of a book's forms are filled with."""

    year: int
    amounts: AmountUnit
    district: str

    def fill(self, text: str) -> str:
        """`text` with {year}, {amounts}, {district} and earlier years ({year-1}) filled in."""
        for ago in range(1, 4):
            text = text.replace(f"{{year-{ago}}}", str(self.year - ago)).replace(
                f"{{year+{ago}}}", str(self.year + ago)
            )
        return (
            text.replace("{year}", str(self.year))
            .replace("{amounts}", self.amounts.value)
            .replace("{district}", self.district)
        )


def words(book: Book) -> Words:
    """The words of a book: its year, its unit of amounts, its pack's district."""
    year, amounts = book.connection.execute("select year, amounts from book").fetchone()
    return Words(year, AmountUnit(amounts), book.pack.info.district)


def sheets(book: Book, form_id: str) -> tuple[Sheet, ...]:
    """The Sheets of a form: one, or one a project for documents per project (`15`; `15-2` is the second alone).

    Raises UnknownForm.
    """
    form = book.pack.form(form_id)
    if isinstance(form, Document):
        found = document_sheets(form, book, words(book))
        if form_id == form.id:
            return found
        from db.errors import UnknownForm

        if not any(sheet.name == form_id for sheet in found):
            raise UnknownForm(f"没有“{form_id}”：{form.short}现有 {len(found)} 份。")
        return tuple(sheet for sheet in found if sheet.name == form_id)
    rows = book.stages.rows(f"form_{form.id}")
    return (draw(form, rows, words(book), _binder(form, book)),)


def received_sheets(pack: Pack, relations: Mapping[str, Sequence[Row]], terms: Words) -> tuple[Sheet, ...]:
    """The Sheets of relations that no book stands behind, in the order of the pack: nothing can be typed into them.

    Forms of which there is no relation are left out.
    """
    # Relations do not say whose they are; and goals reach as far as those of a book that does not say how far.
    whose = Whose("", terms.year + _GOAL_YEARS)
    made: list[Sheet] = []
    for form in pack.forms.values():
        if isinstance(form, Document):
            if any(block_relation(form, block) in relations for block in form.blocks):
                made += documents(form, lambda name: relations.get(name, ()), terms, whose, pack.entries, {})
        elif f"form_{form.id}" in relations:
            made.append(draw(form, relations[f"form_{form.id}"], terms))
    return tuple(made)


def all_sheets(book: Book) -> tuple[Sheet, ...]:
    """Every form's Sheets, in the order of the pack."""
    return tuple(sheet for form_id in book.pack.forms for sheet in sheets(book, form_id))


def _binder(form: Pivot | Listing, book: Book) -> Binder:
    bindings = Bindings(book.connection, book.pack)
    if isinstance(form, Pivot):
        fed = pivot_feeds(form, book.connection)

        def of_pivot(_: int, row_key: str, column: Column) -> Binding | None:
            feed = fed.get((row_key, column.id))
            return bindings.of(feed.fact, feed.row_id, "amount") if feed else None

        return of_pivot
    records, amounts = listing_feeds(form, book.connection)

    def of_record(ordinal: int, _: str, column: Column) -> Binding | None:
        row_id = records.get(ordinal)
        if row_id is None:
            return None
        if column.record:
            return bindings.of(form.records, row_id, column.writes or column.record)
        feed = amounts.get((row_id, column.id))
        return bindings.of(feed.fact, feed.row_id, "amount") if feed else None

    return of_record


def _unbound(_: int, __: str, ___: Column) -> None:
    return None


def draw(form: Pivot | Listing, rows: Sequence[Row], terms: Words, binder: Binder = _unbound) -> Sheet:
    """The Sheet of a pivot or list from its relation's rows."""
    columns = _filled(form.columns, terms)
    height = header_rows(columns)
    body_start = LINES_ABOVE + height
    cells = _lines_above(form, terms, len(columns))
    cells += header_cells(columns, LINES_ABOVE)
    first = len(RELATION)
    bold_rows = {row.key for row in form.fixed if row.bold} if isinstance(form, Pivot) else set()
    for number, row in enumerate(rows):
        _, ordinal, kind, row_key, *shown = row
        for at, (column, value) in enumerate(zip(columns, shown, strict=True)):
            cells.append(
                Cell(
                    row=body_start + number,
                    column=at,
                    text=print_value(value, column.type, terms.amounts),
                    value=value,
                    type=column.type,
                    bold=row_key in bold_rows or _is_bold(form, kind, column),
                    align=column.align or default_align(column.type),
                    indent=form.indent.get(kind, 0) if column.role == "name" else 0,
                    wrap=column.type == "text",
                    address=f"{form.id}!{row_key}.{column.id}",
                    binding=binder(ordinal, row_key, column),
                )
            )
    body_end = body_start + len(rows)
    notes = [note for note in (form.note, "" if rows else form.empty_note) if note]
    cells += [
        Cell(
            row=body_end + number,
            column=0,
            column_span=len(columns),
            text=terms.fill(note),
            role=Role.NOTE,
            wrap=True,
        )
        for number, note in enumerate(notes)
    ]
    return Sheet(
        form=form.id,
        name=form.id,
        title=terms.fill(form.title),
        columns=tuple(SheetColumn(column.id, column.width, " / ".join(column.head)) for column in columns),
        cells=tuple(cells),
        header_start=LINES_ABOVE,
        body_start=body_start,
        body_end=body_end,
        rows=body_end + len(notes),
        row_keys=tuple(row[first - 1] for row in rows),
        row_kinds=tuple(row[first - 2] for row in rows),
        landscape=form.landscape,
        frozen_columns=form.frozen_columns,
    )


def _filled(columns: tuple[Column, ...], terms: Words) -> tuple[Column, ...]:
    return tuple(
        msgspec.structs.replace(column, head=tuple(terms.fill(text) for text in column.head)) for column in columns
    )


def _lines_above(form: Form, terms: Words, width: int) -> list[Cell]:
    """Number line, title and unit line, as they stand above every form."""
    return [
        Cell(row=0, column=0, column_span=width, text=form.number_line, role=Role.NUMBER),
        Cell(
            row=1,
            column=0,
            column_span=width,
            text=terms.fill(form.title),
            role=Role.TITLE,
            bold=True,
            align="center",
        ),
        Cell(
            row=2,
            column=0,
            column_span=width,
            text=terms.fill(form.unit_line),
            role=Role.UNIT,
            align=form.unit_line_align,
        ),
    ]


def _is_bold(form: Form, kind: str, column: Column) -> bool:
    part = column.role or ("text" if column.type in ("text", "code") else "amounts")
    return kind in form.bold or f"{kind}:{part}" in form.bold
