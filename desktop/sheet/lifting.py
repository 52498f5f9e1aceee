"""What was copied or cut here: it stands in dashes, and comes back from the clipboard as it was typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QRect
from PySide6.QtGui import QGuiApplication

from db.forms.sheet import Binding
from desktop.sheet.clipboard import Block, html_block, join_block
from desktop.sheet.grid import Grid
from desktop.sheet.model import SheetModel


@dataclass(frozen=True, slots=True)
class Lifted:
    """A block of one sheet: `text` as the clipboard has it, `typed` its cells as they were typed.

    `emptied` are the cells that a paste empties: what was cut.
    """

    sheet: tuple[str, str]
    box: QRect
    text: str
    typed: Block
    emptied: tuple[Binding, ...] = ()


class Lifting(QObject):
    """Holds it until Esc, an edit, or another copy."""

    def __init__(self, model: SheetModel, grid: Grid) -> None:
        super().__init__(grid)
        self._model = model
        self._grid = grid
        self._lifted: Lifted | None = None
        self._put: str | None = None  # the text put on the clipboard last
        model.edited.connect(self.let_go)
        model.rowsInserted.connect(self.let_go)
        model.rowsRemoved.connect(self.let_go)
        model.modelReset.connect(self.show)
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self._leave_text)

    def copy(self, emptied: Sequence[Binding] = ()) -> None:
        """Put the selected block on the clipboard; `emptied`: it was cut."""
        box = self._grid.selecting.box()
        block = self._block(box, typed=False)
        text = join_block(block) if len(block) > 1 or len(block[0]) > 1 else block[0][0]
        mime = QMimeData()
        mime.setText(text)
        mime.setHtml(html_block(block))
        QGuiApplication.clipboard().setMimeData(mime)
        self._put = text
        self._lifted = Lifted(self._sheet(), box, text, self._block(box, typed=True), tuple(emptied))
        self.show()

    def held(self, text: str) -> Lifted | None:
        """What was lifted, if that is what the clipboard still has."""
        return self._lifted if self._lifted is not None and self._lifted.text == text else None

    def let_go(self) -> None:
        """Forget it; the clipboard keeps its text."""
        self._lifted = None
        self.show()

    def end_cut(self) -> None:
        """The book has changed: what was cut may not be what stood there, and must not be emptied any more."""
        if self._lifted is not None and self._lifted.emptied:
            self.let_go()

    def show(self) -> None:
        """Draw the dashes where the block is in sight."""
        here = self._lifted is not None and self._lifted.sheet == self._sheet()
        self._grid.overlay.lift(self._lifted.box if here and self._lifted is not None else None)

    def _leave_text(self) -> None:
        # What was made here would be asked for after Python has gone, which ends in a crash; a text of Qt's own stays.
        clipboard = QGuiApplication.clipboard()
        if self._put is not None and clipboard.text() == self._put:
            clipboard.setText(self._put)

    def _sheet(self) -> tuple[str, str]:
        return self._model.sheet.form, self._model.sheet.name

    def _block(self, box: QRect, *, typed: bool) -> Block:
        # Asking for each cell of a long list would take a second.
        chosen, whole = self._grid.selectionModel(), self._grid.selecting.is_one_box()
        return tuple(
            tuple(
                self._text(row, column, typed=typed)
                if whole or chosen.isSelected(self._model.index(row, column))
                else ""
                for column in range(box.left(), box.right() + 1)
            )
            for row in range(box.top(), box.bottom() + 1)
        )

    def _text(self, row: int, column: int, *, typed: bool) -> str:
        cell = self._model.cell(row, column)
        return "" if cell is None else (typed and cell.typed) or cell.text
