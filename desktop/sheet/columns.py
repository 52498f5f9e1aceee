"""How wide the columns of the sheets stand: by their texts, and as the user has set them."""

from collections.abc import Sequence

from db.forms.sheet import Cell, Sheet
from desktop.sheet import widths
from desktop.sheet.looks import Looks

Key = tuple[str, str]  # form and name of a sheet


class Columns:
    """Widths of the sheet that is shown, and what the user has set on each sheet that was."""

    def __init__(self) -> None:
        self._floors: tuple[list[int], ...] = ()
        self._kept: dict[Key, list[int]] = {}
        self._dragged: dict[Key, set[int]] = {}

    def begin(self, sheet: Sheet, looks: Looks) -> None:
        """Another sheet: measure its texts."""
        self._floors = widths.floors(sheet, looks)

    def keep(self, sheet: Sheet, column: int, current: Sequence[int]) -> None:
        """The user has set the width of a column; the others stay as they stand."""
        key = sheet.form, sheet.name
        self._kept[key] = list(current)
        self._dragged.setdefault(key, set()).add(column)

    def widths(self, sheet: Sheet, looks: Looks, room: int) -> list[int]:
        """The widths in pixels on a page of `room` pixels."""
        key = sheet.form, sheet.name
        kept = self._kept.get(key)
        if kept is None:
            return widths.fitted(sheet, widths.natural(sheet, looks), self._floors, room)
        dragged = self._dragged[key]
        grown = [
            [
                own if at in dragged else max(own, floor)
                for at, (own, floor) in enumerate(zip(kept, floors, strict=True))
            ]
            for floors in self._floors
        ]
        return next((one for one in grown if sum(one) <= room), grown[-1] if grown else kept)

    def measure(self, sheet: Sheet, cells: Sequence[Cell], current: Sequence[int], looks: Looks) -> bool:
        """Cells have changed: is more room wanted than the `current` widths give? It is, once."""
        cut = widths.wanting(cells, current, looks) if self._floors else []
        floors = widths.raised(sheet, self._floors, cut, looks) if cut else self._floors
        raised = floors != self._floors
        self._floors = floors
        return raised

    def begin_again(self, sheet: Sheet, looks: Looks) -> None:
        """Measure all texts of the sheet anew, no column giving way: what fitted must fit beside what has grown."""
        fresh = widths.floors(sheet, looks)
        self._floors = tuple(
            [max(pair) for pair in zip(old, new, strict=True)] for old, new in zip(self._floors, fresh, strict=True)
        )
