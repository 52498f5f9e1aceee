"""What it takes to hand in: the workbook alone, and everything of a round, against openpyxl writing the same cells."""

import subprocess
import sys
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font

from db.book import Book
from db.exchange.gathering import gather
from db.exchange.submission import draw
from db.exchange.workbook import workbook_face
from desktop.__main__ import faces
from tests.bench.measure import Measured, timed

# In a process of its own, which says what it held at most.
_PEAK = 'print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))'
_WHOLE = f"""
import sys
from pathlib import Path
from db.book import Book
from db.exchange.gathering import gather
from db.exchange.submission import draw
from desktop.__main__ import faces
with Book.read(Path(sys.argv[1])) as book:
    draw(gather(book, draft=True, round=sys.argv[2]), faces())
{_PEAK}
"""
_BARE = f"""
import sys
from openpyxl import load_workbook
load_workbook(sys.argv[1]).save(sys.argv[1])
{_PEAK}
"""


def submissions(book: Path, ending: str, round_id: str, folder: Path) -> Iterator[Measured]:
    """The workbook, everything of the round, and the memory of that, of one book.

    `ending`: of the names of these figures.
    """
    folder.mkdir()
    with Book.read(book) as opened:

        def workbook(_number: int) -> None:
            workbook_face(gather(opened, draft=True, round=round_id))

        def whole(_number: int) -> None:
            draw(gather(opened, draft=True, round=round_id), faces())

        alone = min(timed(workbook, 3, warm=1))
        every = min(timed(whole, 3, warm=1))
        ((file, content),) = workbook_face(gather(opened, draft=True, round=round_id)).items()
    made = folder / file
    made.write_bytes(content)
    cells = _read(made)
    bare = min(timed(lambda number: _write(cells, folder / f"bare{number}.xlsx"), 3, warm=1))
    beside = f"openpyxl 写同样的格 {bare:.2f} s"
    yield Measured(f"export{ending}", alone / bare, "×", 1.5, f"上报工作簿 {alone:.2f} s ÷ {beside}")
    yield Measured(f"submission{ending}", every / bare, "×", 3.0, f"全套上报材料 {every:.2f} s ÷ {beside}")
    held, least = _peak(_WHOLE, str(book), round_id), _peak(_BARE, str(made))
    said = f"生成全套最多占 {held / 1024:.0f} MB ÷ openpyxl 读写同一工作簿 {least / 1024:.0f} MB"
    yield Measured(f"submission_memory{ending}", held / least, "×", 3.0, said)


def _peak(script: str, *arguments: str) -> int:
    """KB that a process of its own held at most."""
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


class Styled(NamedTuple):
    """A cell as openpyxl takes it; its styles are shared, as a careful program would share them."""

    row: int
    column: int
    value: object
    font: Font
    border: Border
    alignment: Alignment
    number_format: str


def _read(path: Path) -> dict[str, tuple[list[Styled], list[str]]]:
    """Every cell of a workbook with its style, and the merges, by sheet."""
    shared: dict[int, tuple[Font, Border, Alignment]] = {}
    pages: dict[str, tuple[list[Styled], list[str]]] = {}
    for sheet in load_workbook(path).worksheets:
        cells = []
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.has_style or cell.value is not None):
            styles = shared.setdefault(cell.style_id, _styles(cell))
            cells.append(Styled(cell.row or 1, cell.column or 1, cell.value, *styles, cell.number_format))
        pages[sheet.title] = cells, [str(merged) for merged in sheet.merged_cells.ranges]
    return pages


def _styles(cell: Cell | MergedCell) -> tuple[Font, Border, Alignment]:
    return copy(cell.font), copy(cell.border), copy(cell.alignment)  # type: ignore[return-value]


def _write(pages: dict[str, tuple[list[Styled], list[str]]], target: Path) -> None:
    """The same cells and styles with openpyxl and nothing else."""
    fresh = Workbook()
    fresh.remove(fresh.worksheets[0])
    for title, (cells, merges) in pages.items():
        page = fresh.create_sheet(title)
        for styled in cells:
            cell = page.cell(styled.row, styled.column)
            cell.value = styled.value
            cell.font, cell.border, cell.alignment = styled.font, styled.border, styled.alignment
            cell.number_format = styled.number_format
        for merged in merges:
            page.merge_cells(merged)
    fresh.save(target)
