"""The whole text of the disclosure as it will be printed; every paragraph can be written over where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.panels.card_page import CardPage
from desktop.panels.widgets import Tone, button, clear, label, retone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from db.disclosure.passages import Passage

_TONES: dict[str, Tone] = {"title": "page", "part": "strong", "section": "strong", "point": "heading"}
_LEAD = "这是将要印出的全文，数字随账自动更新。需要时可以改写某一段；改写的段落不再自动更新，其中的数会被审核。"
_INDENT = "　　"
_LINES = 6  # of the editor, at least


class DisclosurePage(CardPage):
    """Shows passages. `written` carries key and text of a paragraph, `restored` the key of one that is to be automatic.

    What is being written stays while the book changes, and is taken over when the page is left.
    """

    written = Signal(str, str)
    restored = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("公开说明全文", 860, 4, parent)
        self.rows: list[PassageRow] = []
        self._shown: tuple[Passage, ...] = ()
        self._writable = True
        self.lead = label(_LEAD, "quiet", wrap=True)

    def show_passages(self, now: Sequence[Passage]) -> None:
        """Show the text as it is now: where the same paragraphs stand, only those that differ are drawn anew."""
        shown = tuple(it for it in now if it.text and it.kind != "forms")
        if shown == self._shown:
            return
        if [_place(it) for it in shown] == [_place(it) for it in self._shown]:
            for row, passage in zip(self.rows, shown, strict=True):
                row.show_passage(passage)
        else:
            self._lay_out(shown)
        self._shown = shown

    def set_writable(self, writable: bool) -> None:
        """May anything be written?"""
        self._writable = writable
        for row in self.rows:
            row.set_writable(writable)

    def commit(self) -> None:
        """Take over what is being written."""
        for row in self.rows:
            row.commit()

    def take_focus(self) -> None:
        """Give the keyboard to the first paragraph that can be written over."""
        first = next((row.change for row in self.rows if row.change is not None and row.change.isEnabled()), None)
        (first or self).setFocus()

    def forget(self) -> None:
        """The book is closed: nothing of it is left here."""
        self._shown = ()
        self._lay_out(())

    def _lay_out(self, passages: Sequence[Passage]) -> None:
        writing = next((row for row in self.rows if row.editor is not None), None)
        kept = (writing.passage.key, writing.editor.toPlainText()) if writing and writing.editor else None
        clear(self.column)
        self.lead = label(_LEAD, "quiet", wrap=True)
        self.column.addWidget(self.lead)
        self.rows = [PassageRow(passage) for passage in passages]
        for row in self.rows:
            row.written.connect(self.written)
            row.restored.connect(self.restored)
            row.set_writable(self._writable)
            self.column.addWidget(row)
            if kept is not None and row.passage.key == kept[0]:
                row.write(kept[1])


class PassageRow(QWidget):
    """A heading, or a paragraph with the words that change it."""

    written = Signal(str, str)
    restored = Signal(str)

    def __init__(self, passage: Passage) -> None:
        super().__init__()
        self.passage = passage
        self.editor: Writing | None = None
        self.change: QPushButton | None = None
        self.back: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0 if passage.kind == "text" else 8, 0, 2)
        self._column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.text: QLabel = label("", _TONES.get(passage.kind, ""), wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        if passage.kind == "text":
            self.change = button("改写", "aside", self.write)
            self.change.setAccessibleName(f"改写 {passage.key}")
            self.change.setAutoDefault(True)  # Enter presses it
            self.back = button("恢复自动文字", "aside", self._restore)
            self.back.setAccessibleName(f"恢复自动文字 {passage.key}")
            self.back.setAutoDefault(True)
            words = QVBoxLayout()
            words.setSpacing(0)
            for word in (self.change, self.back):
                words.addWidget(word, 0, Qt.AlignmentFlag.AlignRight)
            words.addStretch()
            line.addLayout(words)
        elif passage.kind in ("title", "part"):
            self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addLayout(line)
        self.show_passage(passage)

    def show_passage(self, passage: Passage) -> None:
        """The same paragraph with another text."""
        self.passage = passage
        indent = _INDENT if passage.kind == "text" else ""
        self.text.setText("\n".join(f"{indent}{line}" for line in passage.text.splitlines()))
        if passage.kind != "text":
            return
        retone(self.text, "tone", "warning" if passage.gaps else "")
        if self.back is not None:
            self.back.setVisible(passage.written)
            self.back.setToolTip(f"自动文字：{passage.automatic or '（没有）'}")
        if self.change is not None:
            self.change.setText("已改写" if passage.written else "改写")

    def set_writable(self, writable: bool) -> None:
        """May the paragraph be written over?"""
        for word in (self.change, self.back):
            if word is not None:
                word.setEnabled(writable)

    def write(self, text: str | None = None) -> None:
        """Open the editor, on what stands there or on `text`."""
        if self.editor is not None:
            self.editor.setFocus()
            return
        self.editor = Writing(self.passage.text if text is None else text)
        self.editor.setAccessibleName(f"改写 {self.passage.key}")
        self.editor.kept.connect(self.commit)
        self.editor.dropped.connect(self._close)
        self._column.addWidget(self.editor)
        self._words = QWidget()
        row = QHBoxLayout(self._words)
        row.setContentsMargins(0, 0, 0, 6)
        row.addWidget(button("保存 (Ctrl+Enter)", "primary", self.commit))
        row.addWidget(button("不改了 (Esc)", "", self._close))
        row.addStretch()
        self._column.addWidget(self._words)
        self.editor.setFocus()

    def commit(self) -> None:
        """Take over what stands in the editor."""
        if self.editor is None:
            return
        text = self.editor.toPlainText()
        self._close()
        if text != self.passage.text:
            self.written.emit(self.passage.key, text)

    def _restore(self) -> None:
        self._close()
        self.restored.emit(self.passage.key)

    def _close(self) -> None:
        if self.editor is None:
            return
        focused = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        for widget in (self.editor, self._words):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.editor = None
        if held and self.change is not None:
            self.change.setFocus()


class Writing(QPlainTextEdit):
    """The editor of a paragraph. `kept`: Ctrl+Enter, `dropped`: Esc."""

    kept = Signal()
    dropped = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        lines = max(_LINES, text.count("\n") + 3)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * min(lines, 2 * _LINES) + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.kept.emit()
        else:
            super().keyPressEvent(event)


def _place(passage: Passage) -> tuple[str, str]:
    """What stays when the words of a paragraph change."""
    return passage.kind, passage.key or passage.text
