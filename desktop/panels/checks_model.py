"""The lines of the page of all checks as a model that tells precisely what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.checks.state import CheckState
from desktop.panels.check_lines import (
    CheckLine,
    GroupLine,
    Initials,
    Line,
    NoteLine,
    Side,
    SidesLine,
    Spoken,
    Wanted,
    fitting,
    lines,
)
from desktop.panels.finding_row import LINE, Index
from desktop.panels.lines_model import LinesModel


class ChecksModel(LinesModel[Line]):
    """Which checks are wanted, which are unfolded, and their lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._states: tuple[CheckState, ...] = ()
        self._wanted = Wanted()
        self._unfolded: set[str] = set()
        self._titles: Mapping[str, str] = {}
        self._initials: Initials = str
        self._spoken: Spoken = str

    def furnish(self, titles: Mapping[str, str], initials: Initials, spoken: Spoken) -> None:
        """Another book: nothing of it is known or unfolded."""
        self._titles, self._initials, self._spoken = titles, initials, spoken
        self._states, self._unfolded = (), set()
        self._arrange()

    def show(self, states: Sequence[CheckState]) -> None:
        """How the checks stand now."""
        self._states = tuple(states)
        self._arrange()

    def want(self, which: Wanted) -> None:
        """Show these checks only."""
        if which != self._wanted:
            self._wanted = which
            self._arrange()

    def fold(self, row: int, *, unfolded: bool) -> int:
        """Show what a check has compared, or put it away; the last row that belongs to it then."""
        line = self.lines[row]
        if isinstance(line, CheckLine) and line.unfolded != unfolded:
            self._unfolded ^= {line.state.id}
            self._arrange()
        last = row
        while last + 1 < len(self.lines) and isinstance(self.lines[last + 1], NoteLine | SidesLine):
            last += 1
        return last

    def row_of(self, check_id: str) -> int | None:
        """Where a check stands; None when it is not shown."""
        return next((row for row, line in enumerate(self.lines) if line.key == check_id), None)

    def head_of(self, row: int) -> int:
        """The row of the check that a line is unfolded under; of a check, its own."""
        return next(at for at in range(row, -1, -1) if isinstance(self.lines[at], CheckLine | GroupLine))

    def address(self, row: int, side: int) -> str:
        """Where a side of a comparison stands, the other side when it stands nowhere; '' of any other line."""
        line = self.lines[row]
        if not isinstance(line, SidesLine):
            return ""
        sides = (line.left, line.right)
        return sides[side].address or sides[1 - side].address

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if isinstance(self.lines[index.row()], GroupLine) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            folded = ("，已展开" if line.unfolded else "，可展开") if isinstance(line, CheckLine) else ""
            return _text(line) + folded
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(line, GroupLine):
            return _tip(line)
        return None

    def _arrange(self) -> None:
        shown = fitting(self._states, self._wanted, self._initials)
        self.take(list(lines(shown, self._titles, self._unfolded, self._spoken)))


def _text(line: Line) -> str:
    if isinstance(line, GroupLine):
        return f"{line.title} · {line.size} 条"
    if isinstance(line, CheckLine):
        return f"{line.sign} {line.state.title}（{line.said}，{line.grave}）"
    if isinstance(line, NoteLine):
        return f"{line.label} {line.message}".strip()
    return f"{'✓' if line.holds else '✗'} " + "；".join(_side(side) for side in (line.left, line.right) if side.figure)


def _side(side: Side) -> str:
    return f"{side.place} {side.figure}"


def _tip(line: Line) -> str:
    if isinstance(line, CheckLine):
        return "\n".join((line.state.title, line.state.basis, f"规则 {line.state.id}"))
    if isinstance(line, SidesLine):
        ways = ("Enter 到左边，Shift+Enter 到右边",) if line.left.address and line.right.address else ()
        return "\n".join((_text(line), *ways))
    return _text(line)
