"""Filling notes beside the form: what it shows, where its columns come from, what must tie, what often goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.panels.widgets import button, clear, label, rule

if TYPE_CHECKING:
    from db.notes import Guide


class NotesPanel(QScrollArea):
    """The panel. `fold` asks for it to be put away."""

    fold = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notes")
        self.setAccessibleName("填报说明")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("notesBody")
        self._layout = QVBoxLayout(body)
        self._layout.setContentsMargins(14, 10, 14, 12)
        self._layout.setSpacing(4)
        self.setWidget(body)
        self._shown: Guide | None = None
        self._build()

    @property
    def shown(self) -> Guide | None:
        """What is read here."""
        return self._shown

    def show_guide(self, guide: Guide | None) -> None:
        """Show the notes of another form or tab, from their top."""
        if guide != self._shown:
            self._shown = guide
            self._build()
            self.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        clear(self._layout)
        head = QHBoxLayout()
        head.addWidget(label("填报说明" + (f" · {self._shown.title}" if self._shown else ""), "heading", wrap=True), 1)
        head.addWidget(button("收起", "aside", self.fold.emit), 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(head)
        if self._shown is None:
            self._layout.addWidget(label("打开一张表或一个录入页，这里写明怎么填。", "quiet", wrap=True))
        else:
            notes = self._shown.notes
            self._layout.addWidget(label(notes.shows, wrap=True))
            self._sources(notes.columns)
            self._sentences("规则", "·", notes.rules)
            self._sentences("容易填错", "!", notes.mistakes)
            self._sentences("程序会审核", "✓", self._shown.checked)
        self._layout.addStretch(1)

    def _head(self, title: str) -> None:
        self._layout.addSpacing(8)
        self._layout.addWidget(label(title, "heading"))

    def _sources(self, columns: Sequence[str]) -> None:
        if not columns:
            return
        self._head("各栏")
        for line in columns:
            name, _, source = line.partition("：")
            self._layout.addWidget(label(name, "strong", wrap=True))
            self._layout.addWidget(label(source, wrap=True))
            self._layout.addWidget(rule())

    def _sentences(self, title: str, sign: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        self._head(title)
        for line in lines:
            row = QGridLayout()
            row.setContentsMargins(0, 1, 0, 1)
            row.setColumnStretch(1, 1)
            mark = label(sign, "quiet")
            mark.setFixedWidth(12)
            row.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(line, wrap=True), 0, 1)
            self._layout.addLayout(row)
