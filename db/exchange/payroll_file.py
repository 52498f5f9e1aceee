"""A wage table out of a file: the first worksheet, or the one CSV, that is recognised as one."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from db.entry.payroll import PayrollTable, recognise
from db.errors import BookError
from db.exchange.opening import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, ReadSheet, open_workbook

if TYPE_CHECKING:
    from db.book import Book

_ENCODINGS = ("utf-8-sig", "gb18030")  # Excel's “CSV UTF-8”, and what Chinese Excel and WPS write as plain CSV


def read_payroll(book: Book, path: Path) -> PayrollTable:
    """The wage table in an .xlsx or .csv file. Raises BookError: no such file, no such table in it."""
    for block in _blocks(path):
        found = recognise(book, block, fewest=1)
        if found is not None:
            return found
    raise BookError(
        f"“{path.name}”里没有认出工资表：要有一行列名，写经济科目的名称或编码"
        "（基本工资、30102 津贴补贴 ……），下面是金额。"
    )


def _blocks(path: Path) -> list[list[list[str]]]:
    if path.suffix.lower() == ".csv":
        return [_csv_block(path)]
    return [_sheet_block(sheet) for sheet in open_workbook(path).sheets if not sheet.hidden]


def _sheet_block(sheet: ReadSheet) -> list[list[str]]:
    """The cells as a block that begins at A1; an uncomputed formula is a text that is no figure."""
    rows = max((row for row, _ in sheet.cells), default=0)
    columns = max((column for _, column in sheet.cells), default=0)
    block = [[""] * columns for _ in range(rows)]
    for (row, column), cell in sheet.cells.items():
        block[row - 1][column - 1] = cell.told
    return block


def _csv_block(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BookError(f"“{path.name}”超过 20 MB，不像工资表。请核对是否选错了文件。")
        content = path.read_bytes()
    except FileNotFoundError as fault:
        raise BookError(f"没有找到文件“{path}”，请核对文件名和所在文件夹。") from fault
    except OSError as fault:
        raise BookError(f"文件“{path}”打不开，可能正被别的程序占用或没有权限。请关闭它后再试。") from fault
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            rows = list(csv.reader(StringIO(text, newline="")))
        except csv.Error as fault:
            raise BookError(f"“{path.name}”不是 CSV 表格。请用 Excel 打开，另存为 .xlsx 后再试。") from fault
        return [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
    raise BookError(f"“{path.name}”的文字编码不认识。请用 Excel 打开，另存为 .xlsx 后再试。")
