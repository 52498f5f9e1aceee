"""Widths of columns: as the sheet gives them, stretched or squeezed a little so that the table fills its page."""

from collections.abc import Sequence

from db.forms.sheet import Sheet
from desktop.sheet.looks import Looks

_MOST = 1.6  # a table of few columns does not become a table of wide ones
_LEAST = 0.86  # tighter than this, figures would not fit: the table scrolls instead
_TEXT_SHARE = 4  # texts have more use for room than figures


def natural(sheet: Sheet, looks: Looks) -> list[int]:
    """The widths that the sheet gives, in pixels."""
    return [looks.column_px(column.width) for column in sheet.columns]


def fitted(sheet: Sheet, widths: Sequence[int], room: int) -> list[int]:
    """`widths` brought to `room` pixels together, as far as stretching and squeezing are good for."""
    total = sum(widths)
    if total == 0 or room < total * _LEAST:
        return list(widths)
    goal = min(room, round(total * _MOST))
    if goal < total:
        return _shared(widths, goal - total, widths)
    texts = _text_columns(sheet)
    weights = [width * (_TEXT_SHARE if at in texts else 1) for at, width in enumerate(widths)]
    return _shared(widths, goal - total, weights)


def _shared(widths: Sequence[int], extra: int, weights: Sequence[int]) -> list[int]:
    total, given, result, so_far = sum(weights), 0, [], 0
    for width, weight in zip(widths, weights, strict=True):
        so_far += weight
        share = extra * so_far // total - given
        given += share
        result.append(width + share)
    return result


def _text_columns(sheet: Sheet) -> set[int]:
    seen: dict[int, bool] = {}
    for cell in sheet.cells:
        if sheet.body_start <= cell.row < sheet.body_end and cell.column_span == 1:
            seen[cell.column] = seen.get(cell.column, False) or (cell.type == "text" and len(cell.text) > 1)
    return {column for column, is_text in seen.items() if is_text}
