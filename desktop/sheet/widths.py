"""Widths of columns: as the sheet gives them, brought to the width of the page as far as that is good for."""

from collections.abc import Iterable, Sequence
from itertools import islice

from db.forms.sheet import Cell, Role, Sheet
from desktop.sheet.figures import shown
from desktop.sheet.looks import Looks

_MOST = 1.6  # a table of few columns does not become a table of wide ones
_TEXT_SHARE = 4  # texts have more use for room than figures
_SAMPLED = 3000  # cells looked at: a long list is not measured to its end
_NUMBER_CHARACTERS = 9  # room that a column of figures always keeps
_WORD_CHARACTERS = (13, 13, 10, 9)  # and one of texts that wrap: comfortably, and if there is no other way
_DOCUMENT_CHARACTERS = (13, 13, 10, 9, 7)  # a document has no columns to keep in sight: it is never to scroll sideways
_SHORT_LABEL = 6  # full-width characters of a label that is never broken
_HINT_CHARACTERS = (28, 16, 8, 6, 6)  # and what stands behind a code
_ROOMY_CHARACTERS = 34  # what a column may take beyond the width that the sheet gives, if there is room
_WIDEST_CHARACTERS = 80  # fitted to its contents by a double click
_NUMBERS = frozenset(("amount", "plain", "integer", "percent"))


def natural(sheet: Sheet, looks: Looks) -> list[int]:
    """The widths that the sheet gives, in pixels."""
    return [looks.column_px(column.width) for column in sheet.columns]


def floors(sheet: Sheet, looks: Looks) -> tuple[list[int], ...]:
    """The narrowest widths, in pixels, at which the texts there are can still be read; the roomiest first."""
    none = tuple([looks.column_px(2)] * len(sheet.columns) for _ in _levels(sheet, looks))
    inside = (cell for cell in islice(sheet.cells, _SAMPLED) if sheet.header_start <= cell.row < sheet.body_end)
    return raised(sheet, none, inside, looks)


def raised(sheet: Sheet, floors: Sequence[Sequence[int]], cells: Iterable[Cell], looks: Looks) -> tuple[list[int], ...]:
    """`floors` with room for `cells` of the sheet too; none of them gets lower."""
    made = tuple(list(floor) for floor in floors)
    given = natural(sheet, looks)
    roomy = [max(width, looks.column_px(_ROOMY_CHARACTERS)) for width in given]
    levels = _levels(sheet, looks)
    for cell in cells:
        if cell.column_span > 1 or not cell.text:
            continue
        for at, (floor, (word_px, hint_px)) in enumerate(zip(made, levels, strict=True)):
            most = (given if at else roomy)[cell.column]
            floor[cell.column] = max(floor[cell.column], min(most, _needed(cell, looks, word_px, hint_px)))
    return made


def exact(sheet: Sheet, column: int, looks: Looks) -> int:
    """The width at which no text of that column is cut; a text of several lines gets the room of a comfortable one."""
    most = looks.column_px(_WIDEST_CHARACTERS)
    word_px = looks.column_px(_ROOMY_CHARACTERS)
    needed = (
        _needed(cell, looks, word_px, most)
        for cell in sheet.cells
        if cell.column == column
        and cell.column_span == 1
        and cell.text
        and sheet.body_start <= cell.row < sheet.body_end
    )
    heads = (
        min(_needed(cell, looks, looks.column_px(_WORD_CHARACTERS[0]), 0), most)
        for cell in sheet.cells
        if cell.column == column and cell.column_span == 1 and sheet.header_start <= cell.row < sheet.body_start
    )
    return min(most, max((*needed, *heads), default=looks.column_px(_NUMBER_CHARACTERS)))


def wanting(cells: Iterable[Cell], columns: Sequence[int], looks: Looks) -> list[Cell]:
    """Those of `cells` that the widths `columns` cut."""
    word_px, hint_px = looks.column_px(_WORD_CHARACTERS[0]), _HINT_CHARACTERS[0] * looks.metrics.horizontalAdvance("0")
    widest = looks.font.pixelSize() + 1
    return [
        cell
        for cell in cells
        if cell.column_span == 1
        # A full-width character is the widest there is: most cells need no measuring.
        and (len(cell.text) + len(cell.hint) + 3 + cell.indent) * widest > columns[cell.column]
        and _needed(cell, looks, word_px, hint_px) > columns[cell.column]
    ]


def fitted(sheet: Sheet, widths: Sequence[int], floors: Sequence[Sequence[int]], room: int) -> list[int]:
    """`widths` brought to `room` pixels together, none below the first of `floors` that fits; else as they are.

    A column whose texts are wider than it gets what they need before the rest is shared.
    """
    narrowest = next((floor for floor in floors if sum(floor) <= room), None)
    if sum(widths) == 0 or narrowest is None:
        return list(widths)
    wanted = [max(pair) for pair in zip(widths, floors[0], strict=True)]
    total = sum(wanted)
    goal = min(room, max(total, round(sum(widths) * _MOST)))
    if goal < total:
        spare = [width - floor for width, floor in zip(wanted, narrowest, strict=True)]
        return _shared(wanted, goal - total, spare)
    texts = _text_columns(sheet)
    weights = [width * (_TEXT_SHARE if at in texts else 1) for at, width in enumerate(wanted)]
    return _shared(wanted, goal - total, weights)


def _levels(sheet: Sheet, looks: Looks) -> list[tuple[int, int]]:
    """Pixels for texts that wrap and for names behind codes, the roomiest first."""
    words = _WORD_CHARACTERS if sheet.body_start > sheet.header_start else _DOCUMENT_CHARACTERS
    digit = looks.metrics.horizontalAdvance("0")
    return [(looks.column_px(word), hint * digit) for word, hint in zip(words, _HINT_CHARACTERS, strict=False)]


def _needed(cell: Cell, looks: Looks, word_px: int, hint_px: int) -> int:
    if cell.type in _NUMBERS:
        _, sign_px = looks.signed(cell.sign, cell.text, looks.column_px(_NUMBER_CHARACTERS), wraps=cell.wrap)
        wanted = looks.bold_metrics.horizontalAdvance(shown(cell)) + 2 * looks.pad_px + 1 + sign_px
        return max(looks.column_px(_NUMBER_CHARACTERS), wanted)
    wraps = cell.wrap or cell.role in (Role.HEADER, Role.LABEL)
    metrics = looks.bold_metrics if cell.bold else looks.metrics
    wanted = metrics.horizontalAdvance(cell.text) + 2 * looks.pad_px + 1 + cell.indent * looks.indent_px
    if cell.hint:
        wanted += looks.hint_gap_px + min(looks.metrics.horizontalAdvance(cell.hint), hint_px)
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
