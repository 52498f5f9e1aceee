"""The lines of the list of findings as a model that tells precisely what has changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.panels.finding_lines import Found, Line, Spoken, details, lines, worst_first
from desktop.panels.finding_row import FINDING, LINE, Index
from desktop.panels.lines_model import LinesModel


class FindingsModel(LinesModel[Line]):
    """The findings as lines. `found` are they themselves, worst first; `lines` what is shown of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: list[Found] = []
        self.spoken: Spoken = str
        self.rules = False  # is there a page of all checks to lead to?
        self._unfolded: set[str] = set()

    def begin(self) -> None:
        """Nothing is unfolded."""
        self._unfolded.clear()
        self.show(())

    def show(self, found: Sequence[Found]) -> None:
        """Take over the findings: only the lines that came, went or differ are told. What is unfolded stays so."""
        ordered = worst_first(found)
        if ordered != self.found:
            self.found = ordered
            self._arrange()

    def fold(self, row: int, *, unfolded: bool) -> int:
        """Show more of a line, or put that away again; the last row that belongs to it then."""
        line = self.lines[row]
        if line.detail is None and line.unfolded != unfolded:
            self._unfolded ^= {line.key}
            self._arrange()
        below = (at for at in range(row + 1, len(self.lines)) if self.lines[at].depth <= line.depth)
        return next(below, len(self.lines)) - 1

    def head_of(self, row: int) -> int:
        """The row of the line that a line is unfolded under; its own when it is under none."""
        depth = self.lines[row].depth
        return next((at for at in range(row, -1, -1) if self.lines[at].depth < depth), row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == FINDING:
            return line.finding
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(line)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.detail.label if line.detail else line.sign} {line.message}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            folded = "" if line.detail else "，已展开" if line.unfolded else "，可展开"
            count = f"，共 {line.size} 处" if line.size else ""
            return f"{line.detail.label if line.detail else line.sign} {line.message}{count}{folded}"
        return None

    def _tooltip(self, line: Line) -> str:
        mends = "、".join(mend.label for mend in line.mends)
        parts = [line.target.message, *([mends and f"可以改正：{mends}"] if mends else [])]
        if line.target is line.finding and line.finding.explanation:
            parts.insert(1, f"{'理由' if line.finding.overridden else '说明'}：{line.finding.explanation}")
        return "\n".join([*parts, line.target.address] if line.target.address else parts)

    def _arrange(self) -> None:
        self.take(lines(self.found, self._unfolded, self.spoken, rules=self.rules))

    def can_unfold(self, row: int) -> bool:
        """Is there more to be shown of a line?"""
        line = self.lines[row]
        if line.detail is not None or line.unfolded:
            return False
        return line.cause is not None or next(details(line.finding, self.spoken), None) is not None
