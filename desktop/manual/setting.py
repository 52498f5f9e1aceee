"""How a page of the manual is set: Markdown as Qt reads it, dressed in the colours of a theme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from desktop.palette import face

if TYPE_CHECKING:
    from desktop.palette import Palette

# Of the size of the letters: how large a heading is, and the room above and below it.
_HEADINGS = {1: (1.75, 0.0, 0.7), 2: (1.3, 1.3, 0.4), 3: (1.1, 1.0, 0.3)}
_LINE = 150  # percent
_LINE_OF_TABLE = 120
_BETWEEN = 0.55  # between paragraphs, of the size of the letters


def set_page(document: QTextDocument, text: str, palette: Palette, px: float, line: int = _LINE) -> None:
    """Fill `document` with a page, its letters `px` pixels high, its lines `line` percent apart."""
    font = face(round(px))
    # On paper and on the screen lines must break in the same places at every size.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    for block in _blocks(document):
        _dress_block(block, px, line)
        for fragment in list(_fragments(block)):
            _dress_fragment(document, fragment, palette, block.blockFormat().headingLevel(), px)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, palette, px)


def heading_of(document: QTextDocument, heading: str) -> QTextBlock | None:
    """The block of a heading by its words; None when there is none."""
    wanted = (block for block in _blocks(document) if block.blockFormat().headingLevel() and block.text() == heading)
    return next(wanted, None)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def _dress_block(block: QTextBlock, px: float, line: int) -> None:
    shape = block.blockFormat()
    in_table = QTextCursor(block).currentTable() is not None
    _, above, below = _HEADINGS.get(shape.headingLevel(), (1.0, 0.0, _BETWEEN))
    if in_table:
        above = below = 0.0
        line = _LINE_OF_TABLE
    elif block.textList() is not None:
        below = _BETWEEN / 2
    shape.setTopMargin(above * px)
    shape.setBottomMargin(below * px * line / _LINE)
    # A picture is as high as it is.
    plain = not any(fragment.charFormat().isImageFormat() for fragment in _fragments(block))
    if plain:
        shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    QTextCursor(block).setBlockFormat(shape)


def _dress_fragment(
    document: QTextDocument, fragment: QTextFragment, palette: Palette, heading: int, px: float
) -> None:
    shape = fragment.charFormat()
    if shape.isImageFormat():
        return
    cursor = QTextCursor(document)
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    wanted = QTextCharFormat(shape)
    if shape.isAnchor():
        wanted.setForeground(palette.accent)
        wanted.setFontUnderline(False)
    else:
        wanted.setForeground(palette.text)
    if shape.fontFixedPitch():
        # A key: as it is printed on a keyboard, not as a line of a program.
        wanted.clearProperty(QTextCharFormat.Property.FontFamilies.value)
        wanted.clearProperty(QTextCharFormat.Property.FontFixedPitch.value)
        wanted.setFontFamilies(face().families())
        wanted.setBackground(palette.header)
    if heading:
        wanted.clearProperty(QTextCharFormat.Property.FontSizeAdjustment.value)
        wanted.setProperty(QTextCharFormat.Property.FontPixelSize.value, round(px * _HEADINGS.get(heading, (1.0,))[0]))
        wanted.setFontWeight(QFont.Weight.Bold)
    cursor.setCharFormat(wanted)


def _dress_table(table: QTextTable, palette: Palette, px: float) -> None:
    shape = table.format()
    shape.setBorder(0)
    shape.setBorderCollapse(True)
    shape.setCellPadding(px * 0.35)
    shape.setCellSpacing(0)
    shape.setTopMargin(px * 0.3)
    shape.setBottomMargin(px * 0.8)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            ruled = cell.format().toTableCellFormat()
            ruled.setBottomBorder(1)
            ruled.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            ruled.setBottomBorderBrush(QBrush(palette.line))
            if not row:
                ruled.setBackground(palette.header)
            cell.setFormat(ruled)
