"""What may be higher than its room: it scrolls, and looks as if it stood there without."""

from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """`inside`, as high as there is room. `name`: for a screen reader, since the keyboard scrolls it too."""
    area = QScrollArea()
    area.setObjectName("scrolled")
    area.setAccessibleName(name)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area
