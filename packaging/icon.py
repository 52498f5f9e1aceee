"""Draws the program's icon, in all sizes that Windows asks for: a sheet of a ledger, its sum set off in green.

    python packaging/icon.py     # writes resources/icons/yusuanben.ico and .png anew

Each size is drawn, not scaled: at 16 pixels a line is a pixel, or it is not there.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen

TARGET = Path(__file__).resolve().parents[1] / "resources" / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
COVER, PAPER, LINE, SUM, MARK = (QColor(it) for it in ("#1f5f8b", "#ffffff", "#9fb6c6", "#2f8f5b", "#d9a441"))


def drawn(size: int) -> QImage:
    """The icon at one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = size / 16

    def snapped(value: float) -> float:
        return round(value * unit)

    def box(left: float, top: float, right: float, bottom: float) -> QRectF:
        return QRectF(snapped(left), snapped(top), snapped(right) - snapped(left), snapped(bottom) - snapped(top))

    cover = QPainterPath()
    cover.addRoundedRect(box(1, 0.5, 15, 15.5), unit * 1.6, unit * 1.6)
    painter.fillPath(cover, COVER)
    painter.fillRect(box(3, 2, 14, 14), PAPER)
    painter.fillRect(box(11, 0.5, 13, 5), MARK)  # the ribbon
    thickness = max(1, round(unit * 0.7))
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    for number, row in enumerate((4, 6.5, 9)):
        top = snapped(row)
        painter.fillRect(QRectF(snapped(4.5), top, snapped(7.5) - snapped(4.5), thickness), LINE)
        if number or size >= 32:
            painter.fillRect(QRectF(snapped(8.5), top, snapped(12.5 if number else 10) - snapped(8.5), thickness), LINE)
    painter.fillRect(box(4.5, 11, 12.5, 13), SUM)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(images: list[QImage]) -> bytes:
    """A Windows icon file: a head, a line for each size, then the pictures as PNG."""
    pictures = [png(image) for image in images]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    lines = b""
    for image, picture in zip(images, pictures, strict=True):
        side = image.width() % 256  # 0 stands for 256
        lines += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + lines + b"".join(pictures)


def main() -> int:
    _app = QGuiApplication(["icon", "-platform", "offscreen"])
    TARGET.mkdir(parents=True, exist_ok=True)
    images = [drawn(size) for size in SIZES]
    (TARGET / "yusuanben.ico").write_bytes(ico(images))
    (TARGET / "yusuanben.png").write_bytes(png(images[-1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
