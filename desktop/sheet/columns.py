"""How wide the columns of the sheets stand: by their texts, and as the user has set them."""

from collections.abc import Sequence

from db.forms.sheet import Cell, Sheet
from desktop.sheet import widths
from desktop.sheet.looks import Looks
from desktop.sheet.memory import NARROWEST, WIDEST, KeptWidths, SheetMemory


class Columns:
    """Widths of the sheet that is shown, and what the user has set on each form, which `memory` keeps."""

    def __init__(self, memory: SheetMemory) -> None:
        self.memory = memory
        self._floors: tuple[list[int], ...] = ()

    def begin(self, sheet: Sheet, looks: Looks) -> None:
        """Another sheet or zoom: measure its texts."""
        self._floors = widths.floors(sheet, looks)

    def keep(self, sheet: Sheet, column: int, current: Sequence[int], looks: Looks) -> None:
        """The user has set the width of a column; the others stay as they stand."""
        names = [one.id for one in sheet.columns]
        before = self.memory.widths(sheet.form)
        dragged = {names[column], *(before.dragged if before is not None else ())}
        at_100 = {
            name: min(max(round(width * 100 / looks.zoom), NARROWEST), WIDEST)
            for name, width in zip(names, current, strict=True)
        }
        self.memory.keep_widths(sheet.form, KeptWidths(at_100, tuple(sorted(dragged))))

    def restore(self, sheet: Sheet) -> None:
        """Forget what the user has set on this form."""
        self.memory.keep_widths(sheet.form, None)

    def widths(self, sheet: Sheet, looks: Looks, room: int) -> list[int]:
        """The widths in pixels on a page of `room` pixels."""
        kept = self.memory.widths(sheet.form)
        if kept is None or any(column.id not in kept.widths for column in sheet.columns):
            return widths.fitted(sheet, widths.natural(sheet, looks), self._floors, room)
        own = [round(kept.widths[column.id] * looks.zoom / 100) for column in sheet.columns]
        dragged = {at for at, column in enumerate(sheet.columns) if column.id in kept.dragged}
        grown = [
            [width if at in dragged else max(width, floor) for at, (width, floor) in enumerate(pairs)]
            for pairs in (zip(own, floors, strict=True) for floors in self._floors)
        ]
        return next((one for one in grown if sum(one) <= room), grown[-1] if grown else own)

    def exact(self, sheet: Sheet, column: int, looks: Looks) -> int:
        """The width in pixels at which no text of the column is cut, within reason."""
        return widths.exact(sheet, column, looks)

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
