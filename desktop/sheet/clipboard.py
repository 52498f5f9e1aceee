"""Blocks of cells as the clipboard carries them between this window, Excel and WPS.

Excel quotes a cell only when it holds a tab or a line break, and then without telling the quotes that were there before
from those it added. A reader of CSV therefore eats the quotes of `"绿色"工程` and swallows rows after a lone quote.
"""

from collections.abc import Sequence
from html import escape

Block = tuple[tuple[str, ...], ...]


def split_block(text: str) -> Block:
    """The cells of clipboard text, row by row; rows may differ in length.

    A field is quoted only if it begins with a quote, a closing quote stands before a tab, a line end or the end of the
    text, and what is between them holds a tab or a line end and no lone quote. One line end at the very end belongs to
    the last row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while True:
        field, at = _quoted(text, at) or _plain(text, at)
        row.append(field)
        if at < len(text) and text[at] == "\t":
            at += 1
            continue
        rows.append(tuple(row))
        row = []
        at += 1
        if at >= len(text):
            return tuple(rows)


def pasted_block(text: str) -> Block:
    """The cells of clipboard text as they are to be typed.

    The apostrophe by which a cell of Excel is told to be text comes along when its contents were copied, not the cell:
    it is no part of the text. One that is closed again is: 'first' draft.
    """
    return tuple(
        tuple(cell[1:] if cell.startswith("'") and "'" not in cell[1:] else cell for cell in row)
        for row in split_block(text)
    )


def repeated(block: Block, rows: int, columns: int) -> Block:
    """`block` as often as it fits into a selection of that size, if that is a multiple of it both ways; else once.

    As in Excel, a selection one cell wide or high is taken to be as wide or high as the block.
    """
    height, width = len(block), max(map(len, block))
    down = rows // height if rows % height == 0 else 1
    right = columns // width if columns % width == 0 else 1
    fits = (rows % height == 0 or rows == 1) and (columns % width == 0 or columns == 1)
    if not fits or (down, right) == (1, 1):
        return block
    wide = [tuple(row) + ("",) * (width - len(row)) for row in block] if right > 1 else list(block)
    return tuple(row * right for row in wide) * down


def join_block(rows: Sequence[Sequence[str]]) -> str:
    """`rows` as clipboard text that `split_block`, Excel and WPS read back as the same cells."""
    return "".join("\t".join(map(_field, row)) + "\n" for row in rows)


def html_block(rows: Sequence[Sequence[str]]) -> str:
    """`rows` as an HTML table of text cells: WPS takes it where tab-separated text would lose leading zeros."""
    lines = (
        "<tr>" + "".join(f"<td>{escape(text).replace(chr(10), '<br>')}</td>" for text in row) + "</tr>" for row in rows
    )
    return "<meta charset='utf-8'><table>" + "".join(lines) + "</table>"


def _plain(text: str, start: int) -> tuple[str, int]:
    ends = [at for at in (text.find("\t", start), text.find("\n", start)) if at >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    if text[start : start + 1] != '"':
        return None
    at = start + 1
    while (at := text.find('"', at)) >= 0:
        follows = text[at + 1 : at + 2]
        if follows in ("", "\t", "\n"):
            inside = text[start + 1 : at]
            broken = "\t" in inside or "\n" in inside
            return (inside.replace('""', '"'), at + 1) if broken else None
        if follows != '"':
            return None  # inside quotes Excel doubles every quote: this one belongs to a text
        at += 2
    return None


def _field(text: str) -> str:
    if "\t" in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
