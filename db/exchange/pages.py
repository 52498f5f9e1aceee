"""What the pages of a submission that are no forms are made of: title, header, the Sheet around their cells."""

from collections.abc import Sequence

from db.forms.sheet import Cell, Role, Sheet, SheetColumn


def page_title(text: str, width: int) -> Cell:
    return Cell(row=0, column=0, column_span=width, text=text, role=Role.TITLE, bold=True, align="center")


def page_header(row: int, heads: Sequence[str]) -> list[Cell]:
    return [
        Cell(row=row, column=column, text=head, role=Role.HEADER, bold=True, align="center")
        for column, head in enumerate(heads)
    ]


def page(
    name: str,
    title: str,
    widths: Sequence[int],
    cells: list[Cell],
    body_start: int,
    body_end: int,
    note: str = "",
    landscape: bool = False,
) -> Sheet:
    if note:
        cells.append(Cell(row=body_end, column=0, column_span=len(widths), text=note, role=Role.NOTE))
    return Sheet(
        form="",
        name=name,
        title=title,
        columns=tuple(SheetColumn(str(number), width) for number, width in enumerate(widths)),
        cells=tuple(cells),
        header_start=2,
        body_start=body_start,
        body_end=body_end,
        rows=body_end + bool(note),
        landscape=landscape,
    )
