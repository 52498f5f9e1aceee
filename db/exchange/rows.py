"""The cells of a workbook out of its XML, and nothing else of it.

openpyxl's own way makes an object of every style, printer setting and merged area, four of every text in a cell, reads
a workbook with formulas twice, and takes a parser written in Python. What a value is, it alone decides here too. The
quick parser knows entities: `screening` has refused whatever declares one.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from db.signs import unescaped

_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_TEXT, _RUN, _STRING, _TABLE, _XFS, _XF, _FORMAT = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("t", "r", "si", "sst", "cellXfs", "xf", "numFmt")
)


class Looks(NamedTuple):
    """The numbers of the styles that show a number as something else."""

    dates: frozenset[int] = frozenset()
    spans: frozenset[int] = frozenset()  # of time
    percents: frozenset[int] = frozenset()


class Found(NamedTuple):
    """A cell that a worksheet mentions; the value of a formula is the one it was saved with."""

    row: int
    column: int
    value: Any
    formula: bool
    style: int


def opened(content: bytes) -> "Reader":
    """A workbook whose sheets, names, texts and looks of numbers are known; raises whatever a malformed part does."""
    reader = Reader(BytesIO(content), read_only=True, keep_links=False)
    reader.read()
    return reader


class Page(NamedTuple):
    """A worksheet by its part in the archive."""

    title: str
    state: str
    part: str


class Reader(ExcelReader):
    """A workbook: `pages` are its worksheets in order, `looks` those of its styles; `cells_of` reads a page."""

    looks: Looks = Looks()
    pages: tuple[Page, ...] = ()

    def read(self) -> None:
        """Only what is asked of a received workbook."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        styles = self._part(_STYLES)
        if styles is not None:
            with self.archive.open(styles) as part:
                self.looks = _looks(part)
        # A worksheet of openpyxl's would be read to its end for the size it claims to have.
        self.pages = tuple(
            Page(sheet.name, sheet.state or "visible", relation.target)
            for sheet, relation in self.parser.find_sheets()
            if relation.target in self.valid_files and "chartsheet" not in relation.Type
        )

    def read_strings(self) -> None:
        """The shared strings."""
        strings = self._part(SHARED_STRINGS)
        if strings is not None:
            with self.archive.open(strings) as part:
                self.shared_strings = list(_strings(part))

    def names(self) -> dict[str, str]:
        """The defined names of the workbook that are no worksheet's, with what stands in them."""
        parser: Any = self.parser
        found: dict[str, Any] = parser.defined_names.by_sheet().get("global", {})
        return {name: defined.value or "" for name, defined in found.items()}

    def open_page(self, page: Page) -> IO[bytes]:
        """The XML of a worksheet."""
        return self.archive.open(page.part)

    def _part(self, kind: str) -> str | None:
        package: Any = self.package
        found = package.find(kind)
        return None if found is None else str(found.PartName)[1:]


def cells_of(reader: Reader, page: Page, rows: int, columns: int) -> Iterator[Found]:
    """The cells of a worksheet that its file mentions and that hold something, at most `rows` by `columns`.

    The dimension that a file claims is not asked: it may cut off what the file holds, or be a million rows.
    """
    with reader.open_page(page) as part:
        parser = _Parser(
            part,
            reader.shared_strings,
            data_only=True,
            epoch=reader.wb.epoch,
            date_formats=set(reader.looks.dates),
            timedelta_formats=set(reader.looks.spans),
        )
        last = 0
        for read, (number, row) in enumerate(parser.rows()):
            if number > rows or read >= rows:
                return
            # A row that is there twice counts once.
            if number > last:
                last = number
                yield from (cell for cell in row if cell.column <= columns)


class _Parser(WorkSheetParser):
    """Reads the rows, and stops where they end."""

    def rows(self) -> Iterator[tuple[int, list[Found]]]:
        """The number of each row, and what is in it."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row = self._row(element)
                element.clear()
                yield row
            elif element.tag == DATA_TAG:
                return

    def _row(self, row: Element) -> tuple[int, list[Found]]:
        number = row.get("r")
        self.row_counter = int(float(number)) if number else self.row_counter + 1
        self.col_counter = 0
        return self.row_counter, [found for element in row if (found := self._found(element)) is not None]

    def _found(self, element: Element) -> Found | None:
        if not len(element) and element.get("r"):
            return None  # a look without a value: whole columns have one
        formula = element.find(FORMULA_TAG) is not None
        inside = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
        if inside is not None:
            element.remove(inside)  # without its text the cell is quickly read
        cell: dict[str, Any] = self.parse_cell(element)
        value = cell["value"]
        if inside is not None and not formula:
            value = _text(inside)
        elif isinstance(value, str) and element.get("t") in ("str", "inlineStr"):
            value = unescaped(value)
        if (value is None or value == "") and not formula:
            return None
        if formula and element.find(VALUE_TAG) is None:
            value = None
        return Found(cell["row"], cell["column"], None if value == "" else value, formula, int(cell["style_id"] or 0))


def _strings(part: IO[bytes]) -> Iterator[str]:
    table: Element | None = None
    for event, element in iterparse(part, ("start", "end")):
        if event == "start":
            table = element if table is None else table
        elif element.tag == _STRING:
            yield _text(element)
            if table is not None:
                table.clear()


def _text(holder: Element) -> str:
    """Its text without looks; how it is pronounced is no part of it."""
    plain = [part.text or "" for part in holder if part.tag == _TEXT]
    runs = [part.text or "" for run in holder if run.tag == _RUN for part in run if part.tag == _TEXT]
    return unescaped("".join((*plain[-1:], *runs)))


def _looks(part: IO[bytes]) -> Looks:
    own: dict[int, str] = {}
    used: list[int] = []
    inside = False
    for event, element in iterparse(part, ("start", "end")):
        if element.tag == _XFS:
            inside = event == "start"
        elif event == "start" and inside and element.tag == _XF:
            used.append(int(element.get("numFmtId") or 0))
        elif event == "end" and element.tag == _FORMAT:
            own[int(element.get("numFmtId") or 0)] = element.get("formatCode") or ""
        elif event == "end" and element.tag != _XF:
            element.clear()
    codes = {number: own.get(number) or builtin_format_code(number) or "" for number in set(used)}
    dates = {number for number, code in codes.items() if is_date_format(code)}
    spans = {number for number, code in codes.items() if is_timedelta_format(code)}
    percents = {number for number, code in codes.items() if "%" in code}
    return Looks(
        *(frozenset(at for at, number in enumerate(used) if number in meant) for meant in (dates, spans, percents))
    )
