"""Pages as paint: the same for a PDF, a printer and the preview."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.printing.lettering import font_of
from desktop.printing.pages import POINT, Hand, Letter, Line, Page, Rule

_BLACK, _GREY, _FAINT = QColor("#000000"), QColor("#808080"), QColor("#ececec")
_THIN = 0.5 * POINT
_MARK = Letter(Hand.HEI, 150)
_MARK_ANGLE = 35.0


class Brush:
    """Paints pages with one painter whose unit is a twentieth of a point."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._fonts: dict[tuple[Letter, float], QFont] = {}

    def paint(self, page: Page) -> None:
        """Everything that stands on `page`, from the painter's origin on."""
        if page.mark:
            self._mark(page)
        self._rules(page.rules)
        for line in page.lines:
            self._write(line)

    def _write(self, line: Line) -> None:
        self._painter.setPen(_GREY if line.letter.grey else _BLACK)
        self._painter.setFont(self._font(line.letter, round(line.stretch, 4)))
        self._painter.drawText(QPointF(line.x, line.y), line.text)

    def _font(self, letter: Letter, stretch: float) -> QFont:
        key = letter, stretch
        if key not in self._fonts:
            font = font_of(letter)
            if stretch:
                # In parts of each character: absolute distances depend on the resolution of the device.
                font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * (1 + stretch))
            self._fonts[key] = font
        return self._fonts[key]

    def _rules(self, rules: tuple[Rule, ...]) -> None:
        # Square ends, so that corners are closed.
        pen = QPen(_BLACK, _THIN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)
        self._painter.setPen(pen)
        self._painter.drawLines([QLineF(rule.x1, rule.y1, rule.x2, rule.y2) for rule in rules])

    def _mark(self, page: Page) -> None:
        """Faint, and under everything else."""
        painter, font = self._painter, font_of(_MARK)
        width = QFontMetricsF(font).horizontalAdvance(page.mark)
        painter.save()
        painter.setPen(_FAINT)
        painter.setFont(font)
        painter.translate(page.width / 2, page.height / 2)
        painter.rotate(-_MARK_ANGLE)
        painter.drawText(QPointF(-width / 2, 0.36 * _MARK.em), page.mark)
        painter.restore()
