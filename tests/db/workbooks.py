"""Workbooks that tests open, change and save, as somebody does with a spreadsheet program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

from openpyxl import load_workbook
from openpyxl.worksheet.merge import MergedCellRange


@contextmanager
def borders_left() -> Iterator[None]:
    """Merged areas keep the looks of their first cell only.

    openpyxl draws their borders anew over each covered cell, which is half the time of opening a workbook of ours;
    no reader looks at a border.
    """
    with patch.object(MergedCellRange, "format", lambda _area: None):
        yield


def opened(path: Path | str | IO[bytes]) -> Any:
    """The workbook at `path`, or in that file, to be looked into, changed and saved."""
    with borders_left():
        return load_workbook(path)
