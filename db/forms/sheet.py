"""A Sheet: one printed page of the product as a grid of cells. Screen, workbook, print and document all draw it."""

from enum import StrEnum

import msgspec

from db.definitions import Align, CellType


class Role(StrEnum):
    """What a cell is on the page; each face decides how a role looks."""

    NUMBER = "number"  # 预算05表
    TITLE = "title"
    UNIT = "unit"  # 单位：万元
    HEADER = "header"
    LABEL = "label"  # a fixed text inside a document's or record's grid
    BODY = "body"
    HINT = "hint"  # grey text standing for an empty field
    NOTE = "note"


class Binding(msgspec.Struct, frozen=True):
    """Where typed text goes: a column of one ledger row. `ledger.change` takes it as it is.

    `entry` is the id of the entry whose column definition reads the text.
    """

    entry: str
    table: str
    row_id: int
    column: str


class Growth(Binding, frozen=True):
    """A cell of a form that no ledger row makes yet: what is typed there makes one, in the tab `entry`.

    `form`, `row_key` and `cell` (the form's column) say where it stands; `row_key` is '' in the empty row at the end.
    `row_id` is 0. `db.entry.growing` takes it; `ledger.change` does not.
    """

    form: str = ""
    row_key: str = ""
    cell: str = ""
    said: tuple[tuple[str, str], ...] = ()  # texts of the row by column, known from where it stands: of documents
    sheet: str = ""  # and the Sheet's name, when the form has several


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One printed cell. `row`, `column` are 0-based; `value` is fen for amounts, an int for integers and percents
    (hundredths of a percent), else the text. Covered cells of a merge do not occur."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    value: int | str | None = None
    type: CellType = "text"
    role: Role = Role.BODY
    bold: bool = False
    align: Align = "left"
    indent: int = 0
    wrap: bool = False
    address: str = ""  # 05!2014001.operating
    binding: Binding | None = None  # None: derived, cannot be typed into
    problem: str = ""  # why the text in it is not a value yet (pending)
    hint: str = ""  # the name behind a code, shown after it in quiet type; no part of what is copied or printed
    choices: tuple[str, ...] = ()  # the texts it may be typed to, in order, when they are few
    typed: str = ""  # what an editor opens with when that is not `text`: the expression of an amount
    sign: str = ""  # a short word set at the cell's end: 待核实, ▲
    remark: str = ""  # the sentence behind the sign, on hover

    @property
    def as_typed(self) -> str:
        """What an editor opens with: of a hint, which stands for an empty field, nothing."""
        return self.typed or ("" if self.role is Role.HINT else self.text)


class SheetColumn(msgspec.Struct, frozen=True):
    """A column of the grid. `heading` is its full path for screen readers and tooltips."""

    id: str
    width: int  # half-width characters
    heading: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page. Rows [0, header_start) are number, title and unit line; [header_start, body_start) the header;
    [body_start, body_end) the body; after it the notes. Documents have no header rows: body_start == header_start."""

    form: str  # id of the form or entry
    name: str  # worksheet name: 05, 15-1
    title: str
    columns: tuple[SheetColumn, ...]
    cells: tuple[Cell, ...]
    header_start: int
    body_start: int
    body_end: int
    rows: int
    row_keys: tuple[str, ...] = ()  # one a body row
    row_kinds: tuple[str, ...] = ()  # total, department, unit, level1 … record, draft, new
    landscape: bool = False
    frozen_columns: int = 0
