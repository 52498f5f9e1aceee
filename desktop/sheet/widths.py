"""Widths of columns: as the sheet gives them, brought to the width of the page as far as that is good for."""

from collections.abc import Sequence
from itertools import islice

from db.forms.sheet import Cell, Role, Sheet
from desktop.sheet.looks import HINT_GAP_PX, INDENT_PX, PAD_PX, Looks

_MOST = 1.6  # a table of few columns does not become a table of wide ones
_TEXT_SHARE = 4  # texts have more use for room than figures
_SAMPLED = 3000  # cells looked at: a long list is not measured to its end
_NUMBER_CHARACTERS = 9  # room that a column of figures always keeps
_WORD_CHARACTERS = (13, 10, 9)  # and one of texts that wrap: comfortably, and if there is no other way
_DOCUMENT_CHARACTERS = (13, 10, 9, 7)  # a document has no columns to keep in sight: it is never to scroll sideways
_SHORT_LABEL = 6  # full-width characters of a label that is never broken
_HINT_CHARACTERS = (16, 8, 6, 6)  # and what stands behind a code
_NUMBERS = frozenset(("amount", "plain", "integer", "percent"))


def natural(sheet: Sheet, looks: Looks) -> list[int]:
    """The widths that the sheet gives, in pixels."""
    return [looks.column_px(column.width) for column in sheet.columns]


def floors(sheet: Sheet, looks: Looks) -> tuple[list[int], ...]:
    """The narrowest widths, in pixels, at which the texts there are can still be read; the roomiest first."""
    words = _WORD_CHARACTERS if sheet.body_start > sheet.header_start else _DOCUMENT_CHARACTERS
    digit = looks.metrics.horizontalAdvance("0")
    return tuple(
        _floor(sheet, looks, looks.column_px(word), hint * digit)
        for word, hint in zip(words, _HINT_CHARACTERS, strict=False)
    )


def fitted(sheet: Sheet, widths: Sequence[int], floors: Sequence[Sequence[int]], room: int) -> list[int]:
    """`widths` brought to `room` pixels together, none below the first of `floors` that fits; else as they are."""
    total = sum(widths)
    narrowest = next((floor for floor in floors if sum(floor) <= room), None)
    if total == 0 or narrowest is None:
        return list(widths)
    goal = min(room, round(total * _MOST))
    if goal < total:
        spare = [width - floor for width, floor in zip(widths, narrowest, strict=True)]
        return _shared(widths, goal - total, spare)
    texts = _text_columns(sheet)
    weights = [width * (_TEXT_SHARE if at in texts else 1) for at, width in enumerate(widths)]
    return _shared(widths, goal - total, weights)


def _floor(sheet: Sheet, looks: Looks, word_px: int, hint_px: int) -> list[int]:
    needed = [looks.column_px(2)] * len(sheet.columns)
    for cell in islice(sheet.cells, _SAMPLED):
        if sheet.header_start <= cell.row < sheet.body_end and cell.column_span == 1 and cell.text:
            needed[cell.column] = max(needed[cell.column], _needed(cell, looks, word_px, hint_px))
    return [min(pair) for pair in zip(needed, natural(sheet, looks), strict=True)]


def _needed(cell: Cell, looks: Looks, word_px: int, hint_px: int) -> int:
    if cell.type in _NUMBERS:
        return max(
            looks.column_px(_NUMBER_CHARACTERS), looks.bold_metrics.horizontalAdvance(cell.text) + 2 * PAD_PX + 1
        )
    wraps = cell.wrap or cell.role in (Role.HEADER, Role.LABEL)
    metrics = looks.bold_metrics if cell.bold else looks.metrics
    wanted = metrics.horizontalAdvance(cell.text) + 2 * PAD_PX + 1 + cell.indent * INDENT_PX
    if cell.hint:
        wanted += HINT_GAP_PX + min(looks.metrics.horizontalAdvance(cell.hint), hint_px)
    if cell.role is Role.LABEL and len(cell.text) <= _SHORT_LABEL:
        return wanted
    return min(wanted, word_px) if wraps else wanted


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
