"""Files that mean harm: refused in a sentence that says what they are, or read at a cost that is bounded.

What each costs in seconds and memory, `tests/bench/hostile.py` prints.
"""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_STORED

import pytest

from db.checks.diagnosis import MOST_BROKEN
from db.errors import BookError
from db.exchange import entries, screening
from db.exchange.opening import MOST_CELLS, MOST_ROWS, WorkbookError, open_workbook
from db.exchange.published import asked_by, read_disclosure
from db.exchange.received import verify
from tests.db.entry_book import entry_book
from tests.db.hostile import LARGE, READ, REFUSED, grid, packed, row, sheet, text, workbook

# A child that may take so much memory beyond what it has when it begins; says of each file what came of it.
_CHILD = """
import resource, sys
from pathlib import Path
from db.errors import BookError
from db.exchange.received import verify
from tests.db.hostile import READ, REFUSED, _simple, packed

cases = {**{name: write for name, (write, _) in REFUSED.items()}, **READ}
folder = Path(sys.argv[1])
files = {}
for at, name in enumerate(sys.argv[2:]):
    files[name] = cases[name](folder / f"{at}.xlsx")
try:
    verify(packed(folder / "warm.xlsx", _simple()))
except BookError:
    pass
size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + (200 << 20),) * 2)
for name, path in files.items():
    try:
        verify(path)
    except BookError:
        pass
    print(name)
"""


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", sorted(REFUSED.keys() - LARGE))
def test_a_hostile_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    write, says = REFUSED[name]
    with pytest.raises(WorkbookError, match=says) as refusal:
        open_workbook(write(tmp_path / "收到的.xlsx"))
    assert refusal.value.message.endswith("。")
    assert "收到的.xlsx" in refusal.value.message


@pytest.mark.parametrize("name", sorted(READ.keys() - LARGE))
def test_what_is_only_odd_is_read_within_the_budget(tmp_path: Path, name: str) -> None:
    read = open_workbook(READ[name](tmp_path / "a.xlsx"))
    assert sum(len(page.cells) for page in read.sheets) <= MOST_CELLS
    assert all(line <= MOST_ROWS for page in read.sheets for line, _ in page.cells)


def test_memory_stays_bounded_whatever_comes(tmp_path: Path) -> None:
    names = ["压缩炸弹", "一百万个共享字符串", "四百万个带格式的空格", "嵌套二十万层", "二十万种格式", "一百万个空行"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _CHILD, str(tmp_path), *names],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.split("\n")[:-1] == names


def test_the_cells_of_all_sheets_count_together(tmp_path: Path) -> None:
    page = sheet(["<row>" + "<c><v>1</v></c>" * 100 + "</row>"] * 1_100)
    with pytest.raises(WorkbookError, match="太多"):
        open_workbook(packed(tmp_path / "a.xlsx", workbook([page, page]), ZIP_STORED))


def test_a_mark_between_two_pieces_is_seen(tmp_path: Path) -> None:
    parts = workbook([sheet([])])
    for before in range(screening._PIECE - 12, screening._PIECE + 2):
        parts["xl/styles.xml"] = b"<a>".ljust(before) + b"<!ENTITY x>"
        with pytest.raises(WorkbookError, match="异常"):
            open_workbook(packed(tmp_path / "a.xlsx", parts, ZIP_STORED))


def test_every_door_has_the_same_gate(tmp_path: Path) -> None:
    """Verifying, importing, and reading what was published all go through it; so does whatever asks for sheets."""
    bomb = REFUSED["压缩炸弹"][0](tmp_path / "a.xlsx")
    with entry_book(tmp_path) as book:
        asked = asked_by(book.connection, book.pack)
        for door in (verify, lambda path: entries.read(book, path), lambda path: read_disclosure(path, asked)):
            with pytest.raises(WorkbookError, match="异常"):
                door(bomb)
    sources = [path for room in ("db", "desktop") for path in (Path(__file__).parents[2] / room).rglob("*.py")]
    assert not [path.name for path in sources if "load_workbook" in path.read_text(encoding="utf-8")]


def test_no_causes_are_looked_for_where_nothing_ties(tmp_path: Path) -> None:
    from tests.db.hostile import _stretched

    told = verify(packed(tmp_path / "a.xlsx", _stretched(40)))
    assert len(told.findings) > MOST_BROKEN
    assert all(one.cause is None for one in told.findings)


def test_signs_that_only_look_like_escapes_are_read_as_they_were_written(tmp_path: Path) -> None:
    said = ("a_x000A_b", "_x005F_x000A_", "_xD83D_", "_xGGGG_")
    read = open_workbook(packed(tmp_path / "a.xlsx", workbook([sheet([row(1, _across(said))])])))
    assert [cell.text for cell in read.sheets[0].cells.values()] == ["a\nb", "_x000A_", "_xD83D_", "_xGGGG_"]


def _across(said: tuple[str, ...]) -> list[str]:
    return [text(at, 1, one) for at, one in enumerate(said, start=1)]


def test_rows_out_of_order_and_twice_count_once(tmp_path: Path) -> None:
    rows = [row(2, [text(1, 2, "二")]), row(1, [text(1, 1, "一")]), row(2, [text(1, 2, "又二")])]
    read = open_workbook(packed(tmp_path / "a.xlsx", workbook([sheet(rows)])))
    assert {place: cell.text for place, cell in read.sheets[0].cells.items()} == {(2, 1): "二"}


def test_a_grid_comes_out_as_it_was_written(tmp_path: Path) -> None:
    cells = grid(3, 2, lambda place: f'<c r="{place}" t="str"><f>A1</f><v>{place}</v></c>')
    read = open_workbook(packed(tmp_path / "a.xlsx", workbook([sheet(cells)])))
    assert [(cell.text, cell.formula) for cell in read.sheets[0].cells.values()] == [
        (f"{letter}{line}", True) for line in (1, 2, 3) for letter in "AB"
    ]
    assert all(one < other for one, other in pairwise(read.sheets[0].cells))


def test_a_refusal_is_one_of_the_books_errors() -> None:
    assert issubclass(WorkbookError, BookError)
