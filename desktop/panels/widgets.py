"""The few small widgets the panels share: words that can be pressed, labels with a tone, hairlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QPaintEvent

Tone = Literal["", "quiet", "error", "warning", "fine", "heading", "strong", "amount", "page"]
W = TypeVar("W", bound=QWidget)
# Values of Qt.TextFormat and Qt.FocusPolicy for setProperty(). The first touch of the Qt namespace makes all of its
# enums, a tenth of the start: whatever the start page is made of imports it where it is used.
PLAIN_TEXT, TAB_FOCUS = 0, 1
Press = Literal["", "word", "link", "line", "choice", "aside", "primary", "brand"]


class Yielding(QLabel):
    """A quiet text that gives way when there is no room, with … where it is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setProperty("tone", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)
        painter.end()


class Word(QPushButton):
    """A word that can be pressed: the pointer is a hand over it."""

    def enterEvent(self, event: QEnterEvent) -> None:
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


class Chooser(QComboBox):
    """A choice of a few, by key and shown text."""

    def __init__(self, name: str, items: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for key, text in items:
            self.addItem(text, key)

    def choose(self, key: str) -> None:
        """Show the item of that key, the first without one; nobody is told."""
        self.setCurrentIndex(max(0, self.findData(key)))


def label(text: str, tone: Tone = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A text on the panel; never interpreted as rich text, for it may be what the user typed."""
    made = QLabel(text, parent)
    made.setProperty("textFormat", PLAIN_TEXT)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    return made


def selectable(text: QLabel) -> None:
    """Let a text be marked with the mouse, to be copied."""
    from PySide6.QtCore import Qt

    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def button(text: str, role: Press, press: Callable[[], object] | None = None) -> QPushButton:
    """A word that can be pressed."""
    made = Word(text) if role else QPushButton(text)
    if role:
        made.setProperty("role", role)
    made.setAutoDefault(role == "primary")
    if press is not None:
        # Without the `checked` that the signal carries.
        made.clicked.connect(lambda *_: press())
    return made


def rule(name: Literal["rule", "divider"] = "rule", *, vertical: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setObjectName(name)
    if vertical:
        made.setFixedWidth(1)
        made.setFixedHeight(18)
    else:
        made.setFixedHeight(1)
    return made


def retone(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and have it looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def children(of: QWidget, kind: type[W]) -> list[W]:
    """All widgets of a kind inside another, in the order they were made."""
    found: Iterable[W] = of.findChildren(kind)
    return list(found)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            clear(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
