"""A page of words instead of a sheet: one card at the left, which scrolls when it is higher than the room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class CardPage(QScrollArea):
    """`column` takes what stands on the card, top down. `widest`: of the card, in pixels."""

    def __init__(self, name: str, widest: int, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("submission")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        body = QWidget()
        body.setObjectName("submission")
        outer = QVBoxLayout(body)
        outer.setContentsMargins(14, 12, 14, 12)
        card = QWidget()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card.setMaximumWidth(widest)
        self.column = QVBoxLayout(card)
        self.column.setContentsMargins(32, 22, 32, 24)
        self.column.setSpacing(spacing)
        outer.addWidget(card)
        outer.addStretch()
        self.setWidget(body)
