"""情况说明: answered warnings and the errors that the head answers for, out with a workbook and in again."""

from collections.abc import Iterator, Sequence

import msgspec

from db.exchange.opening import ReadCell, ReadWorkbook
from db.exchange.pages import page, page_header, page_title
from db.forms.sheet import Cell, Role, Sheet

EXPLANATIONS = "情况说明"
_ERROR, _WARNING = "错误", "提示"


class Explained(msgspec.Struct, frozen=True):
    """A warning, or an overridden error, and the answer to it; figures as printed. `who` answers for it.

    `spoken`: where it stands, in words.
    """

    check: str
    address: str
    left: str
    right: str
    message: str
    text: str
    who: str = ""
    overridden: bool = False
    spoken: str = ""

    @property
    def kind(self) -> str:
        """What it is, in one word."""
        return _ERROR if self.overridden else _WARNING


class _Column(msgspec.Struct, frozen=True):
    """A column of the page. `first`: as workbooks of version 1 headed it. `key`: for programs, and not printed.

    `counts`: its cells have addresses and are part of the check code; how a check words what it found is not.
    """

    field: str
    head: str
    width: int
    first: str = ""
    key: bool = False
    counts: bool = True

    def texts(self, one: Explained) -> str:
        return str(getattr(one, self.field))


_COLUMNS = (
    _Column("kind", "性质", 6),
    _Column("spoken", "位置", 24, counts=False),
    _Column("message", "审核结果", 44, "提示", counts=False),
    _Column("left", "左值", 11),
    _Column("right", "右值", 11),
    _Column("text", "说明", 44),
    _Column("who", "署名", 9),
    _Column("check", "审核编号", 9, key=True),
    _Column("address", "位置编号", 9, key=True),
)


def explanations_sheet(answers: Sequence[Explained], *, keys: bool = False) -> Sheet:
    """Every answer with the figures it was given for; overridden errors first.

    `keys`: by what a program knows it too, in the last columns.
    """
    columns = [column for column in _COLUMNS if keys or not column.key]
    cells = [page_title(EXPLANATIONS, printed_columns()), *page_header(2, [column.head for column in columns])]
    ordered = sorted(answers, key=lambda answer: not answer.overridden)
    for row, one in enumerate(ordered, start=3):
        cells += [_cell(row, number, column, one) for number, column in enumerate(columns)]
    widths = [column.width for column in columns]
    return page(EXPLANATIONS, EXPLANATIONS, widths, cells, 3, 3 + len(answers), landscape=True)


def printed_columns() -> int:
    """How many of the columns are for people."""
    return sum(not column.key for column in _COLUMNS)


def spoken_column(address: str) -> str:
    """The column that an address on this page names, in words; '' of another address."""
    page_name, _, cell = address.partition("!")
    field = cell.rpartition(".")[2] if page_name == EXPLANATIONS else ""
    return next((f"“{column.head}”栏" for column in _COLUMNS if column.field == field), "")


def read_explained(workbook: ReadWorkbook) -> tuple[Explained, ...]:
    """The written answers that travel with a workbook, whatever the order of its columns; none without such a page."""
    sheet = workbook.sheet(EXPLANATIONS)
    return tuple(_answers(list(sheet.rows()))) if sheet else ()


def _answers(rows: Sequence[tuple[int, dict[int, ReadCell]]]) -> Iterator[Explained]:
    places: dict[str, int] = {}
    for _, cells in rows:
        texts = {cell.text: at for at, cell in cells.items()}
        found = {column.field: texts.get(column.head, texts.get(column.first, 0)) for column in _COLUMNS}
        if found["check"] and found["address"] and found["text"]:
            places = found
            continue
        said = {field: cells[at].text if at in cells else "" for field, at in places.items()}
        if said and said["check"] and said["address"] and said["text"]:
            overridden = said.pop("kind") == _ERROR
            yield Explained(**said, overridden=overridden)


def _cell(row: int, number: int, column: _Column, one: Explained) -> Cell:
    text = column.texts(one)
    return Cell(
        row=row, column=number, text=text, value=text, wrap=not column.key, address=_address(one, column),
        role=Role.HINT if column.key else Role.BODY,
    )  # fmt: skip


def _address(one: Explained, column: _Column) -> str:
    return f"{EXPLANATIONS}!{one.check}/{one.address}.{column.field}" if column.counts else ""
