"""A worksheet locked against accident: what it says is not typed over by mistake. There is no password to it."""

from collections.abc import Iterable

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

_MOST_COLUMNS = 16_384
_OPEN = Protection(locked=False)


def lock(worksheet: Worksheet, columns: int, by_hand: Iterable[str] = ()) -> None:
    """Lock everything but the columns beside the first `columns`, where a reader writes notes, and cells `by_hand`.

    Widths, heights and filters stay the reader's: they change nothing that is said.
    """
    first = get_column_letter(columns + 1)
    beside = ColumnDimension(worksheet, index=first, min=columns + 1, max=_MOST_COLUMNS)
    beside.protection = _OPEN
    worksheet.column_dimensions[first] = beside
    for place in by_hand:
        worksheet[place].protection = _OPEN
    allowed = worksheet.protection
    allowed.formatColumns = allowed.formatRows = allowed.autoFilter = False  # False: not forbidden
    allowed.enable()
