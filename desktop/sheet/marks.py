"""What stands before the rows of a list: their numbers, with a sign where a row is not in the ledger as it is seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from db.forms.beside import PRIOR
from db.forms.sheet import Cell
from desktop.sheet.looks import FRAME_PX

if TYPE_CHECKING:
    from desktop.sheet.model import SheetModel

WRONG, BEGUN = "✗", "…"
DOUBTED = "⚠"  # as at the cell
_PAD_PX = 6
_LEAST_PX = 38
_DRAFT = "草稿：这一行还没填全，暂不计入任何表。"


class Mark(NamedTuple):
    """The words before a row and, for a row that does not count or not as typed, why."""

    number: str
    sign: str = ""
    draft: bool = False
    reason: str = ""

    @property
    def text(self) -> str:
        """As a screen reader says it."""
        return f"{self.sign} {self.number}" if self.sign else self.number


def mark(row: int, kind: str, cells: Sequence[Cell | None]) -> Mark:
    """The mark of a body row: ✗ where a typed text is no value, … where only something is missing, ⚠ where a code makes
    no sense."""
    if kind == "new":
        return Mark("+")
    if kind == PRIOR:
        return Mark("上年", reason="上年有、今年没有的一行。")
    faults = [cell for cell in cells if cell is not None and cell.problem]
    if kind != "draft" and not faults:
        doubts = [cell.remark for cell in cells if cell is not None and cell.sign == DOUBTED]
        return Mark(str(row + 1), DOUBTED if doubts else "", reason="\n".join(doubts))
    reasons = [_DRAFT] if kind == "draft" else []
    reasons += dict.fromkeys(cell.problem for cell in faults)
    wrong = kind != "draft" or any(cell.text for cell in faults)
    return Mark(str(row + 1), WRONG if wrong else BEGUN, kind == "draft", "\n".join(reasons))


class RowMarks(QHeaderView):
    """Paints the marks itself: a style sheet would paint every number in one colour."""

    def __init__(self, model: "SheetModel", parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._rows = model
        self._chosen = range(0)

    def show_chosen(self, chosen: QRect | None) -> None:
        """Which rows are selected: the box's y and height; the numbers before them stand out."""
        rows = range(0) if chosen is None else range(chosen.top(), chosen.bottom() + 1)
        if rows != self._chosen:
            self._chosen = rows
            self.viewport().update()

    def width_px(self) -> int:
        """Room for the longest number and a sign before it."""
        looks = self._rows.looks
        metrics = QFontMetrics(looks.font)
        longest = metrics.horizontalAdvance("0" * len(str(self._rows.rowCount())))
        sign = max(metrics.horizontalAdvance(one) for one in (WRONG, DOUBTED))
        return max(looks.px(_LEAST_PX), longest + sign + 3 * looks.px(_PAD_PX))

    def sectionSizeFromContents(self, _row: int) -> QSize:
        return QSize(self._rows.looks.px(_LEAST_PX), self._rows.looks.row_px)

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        looks, shown = self._rows.looks, self._rows.mark(row)
        palette = looks.palette
        chosen = row in self._chosen
        painter.fillRect(rect, palette.warning_tint if shown.draft else looks.header)
        if chosen and not shown.draft:
            painter.fillRect(rect, looks.selection)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), palette.line)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.line)
        painter.setFont(looks.font)
        painter.setPen(palette.text if shown.draft or chosen else palette.quiet)
        if not shown.sign:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown.number)
            return
        pad = looks.px(_PAD_PX)
        inside = rect.adjusted(pad, 0, -pad - 1, -1)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | middle, shown.number)
        colour = palette.error if shown.sign == WRONG else palette.warning
        painter.setPen(colour)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | middle, shown.sign)
        painter.fillRect(rect.left(), rect.top(), FRAME_PX, rect.height() - 1, colour)
