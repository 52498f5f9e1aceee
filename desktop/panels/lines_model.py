"""A list of lines as a model that tells precisely what has changed: which lines came, went, or read otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QWidget

from desktop.sheet.changes import row_steps

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Keyed(Protocol):
    """A line that keeps its key as long as it is there."""

    @property
    def key(self) -> str: ...


L = TypeVar("L", bound=Keyed)


class LinesModel(QAbstractListModel, Generic[L]):
    """Holds the lines that are shown; what a line says to a view is the business of those who know the lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[L] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def take(self, new: Sequence[L]) -> None:
        """Show these lines: only what differs is told."""
        wanted = list(new)
        for step in row_steps([line.key for line in self.lines], [line.key for line in wanted]):
            if step.end > step.start:
                self.beginRemoveRows(_NOWHERE, step.start, step.end - 1)
                self.lines = self.lines[: step.start] + self.lines[step.end :]
                self.endRemoveRows()
            if step.new_end > step.new_start:
                self.beginInsertRows(_NOWHERE, step.start, step.start + step.new_end - step.new_start - 1)
                self.lines = self.lines[: step.start] + wanted[step.new_start : step.new_end] + self.lines[step.start :]
                self.endInsertRows()
        changed = [row for row, (was, now) in enumerate(zip(self.lines, wanted, strict=True)) if was != now]
        self.lines = wanted
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))
