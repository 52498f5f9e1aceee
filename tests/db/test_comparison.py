"""与上年比较: an entry tab beside what last year budgeted under the same names."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from db import ledger
from db.book import Book
from db.entry.tabs import entry_rows, entry_sheet
from db.forms.beside import ADDED, over_typed
from db.forms.sheet import Sheet
from db.rolling.beginning import begin_lines
from db.rolling.comparison import compared
from db.rolling.lines import PriorLine, budgeted_lines, known_lines, replace_lines
from tests.db.entry_book import LINE, PROJECT_LINE, entry_book, type_in
from tests.db.undoing import put_back

WAN = 1_000_000
OFFICE = PriorLine(
    table="expenditure", unit="112001", kind="operating", function="2014001", economic="30201", fund="general",
    amount=6 * WAN,
)  # fmt: skip


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """This year: 30201 办公费 6.20, and 来访接待/办公费用 6.00 of a project."""
    with entry_book(tmp_path_factory.mktemp("year")) as book:
        yield book


@pytest.fixture
def book(year: Book) -> Iterator[Book]:
    with put_back(year):
        yield year


def know(book: Book, *lines: PriorLine, year: int = 2023) -> None:
    with book.action("上年"):
        replace_lines(book.connection, year, lines)


def shown(book: Book, tab: str = "basic") -> Sheet:
    return compared(book, entry_sheet(book, tab))


def beside(sheet: Sheet) -> list[tuple[str, ...]]:
    """上年, 增减, 增减% of each row but the empty one."""
    width = len(sheet.columns)
    rows = [sheet.cells[width * row : width * (row + 1)] for row in range(1, sheet.rows)]
    added = [at for at, column in enumerate(sheet.columns) if column.id.startswith(ADDED)]
    kept = [row for row, kind in zip(rows, sheet.row_kinds, strict=True) if kind != "new"]
    return [tuple(row[at].text for at in added) for row in kept]


def signs(sheet: Sheet) -> list[str]:
    return [cell.sign for cell in sheet.cells if cell.sign]


def test_同名目的一行旁边是上年数和增减(book: Book) -> None:
    know(book, OFFICE)
    assert beside(shown(book)) == [("6.00", "+0.20", "+3.33%")]


def test_表头写明是哪一年(book: Book) -> None:
    know(book, OFFICE)
    columns = shown(book).columns
    assert [it.heading for it in columns if it.id.startswith(ADDED)] == ["2023年", "增减", "增减%"]


def test_上年各栏紧跟在金额后面(book: Book) -> None:
    assert [column.id for column in shown(book).columns[-5:]] == ["amount", "@0", "@1", "@2", "note"]


def test_上年没有的一行是新增(book: Book) -> None:
    assert beside(shown(book)) == [("", "+6.20", "新增")]


def test_今年没有的一行列在下面(book: Book) -> None:
    know(book, OFFICE, replace(OFFICE, economic="30211", amount=3 * WAN))
    assert beside(shown(book))[1:] == [("3.00", "", "今年没有")]


def test_今年没有的一行写着上年的名目(book: Book) -> None:
    know(book, OFFICE, replace(OFFICE, economic="30211"))
    last = shown(book).cells[-12:]
    assert [cell.text for cell in last][:5] == ["112001", "公用经费", "2014001", "30211", "一般公共预算"]


def test_上年的格不能填(book: Book) -> None:
    know(book, OFFICE, replace(OFFICE, economic="30211"))
    sheet = shown(book)
    lines = [it for it in sheet.cells if it.row > 0 and (it.column in (8, 9, 10) or it.row == sheet.rows - 1)]
    assert {cell.binding for cell in lines} == {None}


def test_同名目的几行合在第一行比较(book: Book) -> None:
    know(book, OFFICE)
    ledger.add(book, "basic", {**LINE, "amount": "1"})
    assert beside(shown(book)) == [("6.00", "+1.20", "+20%"), ("〃", "〃", "〃")]


def test_增减超过三成的有记号(book: Book) -> None:
    know(book, replace(OFFICE, amount=4 * WAN))
    assert signs(shown(book)) == ["▲"]


def test_正好三成的没有记号(book: Book) -> None:
    know(book, OFFICE)
    type_in(book, "basic", 1, "amount", "7.8")
    assert signs(shown(book)) == []


def test_减少超过三成的有记号_写明比例(book: Book) -> None:
    know(book, replace(OFFICE, amount=10 * WAN))
    (cell,) = [cell for cell in shown(book).cells if cell.sign]
    assert (cell.sign, cell.remark.partition("：")[0]) == ("▼", "比上年减少 38%，超过 30%")


def test_上年只知经济科目时_按经济科目比(book: Book) -> None:
    ledger.add(book, "basic", {**LINE, "function": "2080599", "amount": "1"})
    know(book, PriorLine(table="expenditure", kind="operating", economic="30201", amount=6 * WAN))
    assert beside(shown(book)) == [("6.00", "+1.20", "+20%"), ("〃", "〃", "〃")]


def test_别的类别的行不混进来(book: Book) -> None:
    know(book, OFFICE, replace(OFFICE, kind="project", project="来访接待"))
    assert len(beside(shown(book))) == 1


def test_项目支出按项目和项目内容比(book: Book) -> None:
    know(book, *budgeted_lines(book.connection))
    assert beside(shown(book, "project_spending")) == [("6.00", "0.00", "0%")]


def test_项目名称的括号不分全角半角(book: Book) -> None:
    ledger.add(book, "project", {"unit": "112001", "name": "接待（专项）"})
    ledger.add(book, "project_spending", {**PROJECT_LINE, "project": "接待（专项）"})
    lines = [it for it in budgeted_lines(book.connection) if it.project == "接待（专项）"]
    know(book, *(replace(it, project="接待(专项)") for it in lines))
    assert beside(shown(book, "project_spending"))[1] == ("6.00", "0.00", "0%")


def test_还没有金额的项目内容旁边也有上年数(book: Book) -> None:
    know(book, *budgeted_lines(book.connection))
    texts = {"function": "", "economic": "", "fund": "", "source": "", "channel": "", "amount": ""}
    for column, text in texts.items():
        type_in(book, "project_spending", 2, column, text)
    assert beside(shown(book, "project_spending")) == [("6.00", "", "")]


def test_自动的收入也比(book: Book) -> None:
    know(book, PriorLine(table="funding", unit="112001", kind="current", fund="general", amount=12 * WAN))
    assert beside(shown(book, "income"))[0] == ("12.00", "+0.20", "+1.67%")


def test_上年就是今年时_处处不增不减(book: Book) -> None:
    know(book, *budgeted_lines(book.connection))
    sheets = [shown(book, tab) for tab in ("basic", "project_spending", "other_spending")]
    assert {row[1:] for sheet in sheets for row in beside(sheet)} == {("0.00", "0%")}


def test_没有金额的页照旧(book: Book) -> None:
    sheet = entry_sheet(book, "headcount")
    assert compared(book, sheet) is sheet


def test_比较时录入的格一格不少_行也不动(book: Book) -> None:
    know(book, OFFICE)
    plain = {cell.binding: (cell.row, cell.text) for cell in entry_sheet(book, "basic").cells if cell.binding}
    assert {cell.binding: (cell.row, cell.text) for cell in shown(book).cells if cell.binding} == plain


def test_比较时粘贴的一块_落在上年各栏上的不收(book: Book) -> None:
    block = [["7.00", "6.20", "+0.80", "12.9%", "备注"]]
    assert over_typed(shown(book), 7, block) == (7, [["7.00", "备注"]])


def test_比较时从备注粘贴_仍是备注(book: Book) -> None:
    assert over_typed(shown(book), 11, [["备注"]]) == (8, [["备注"]])


def test_重画一部分的页_比较出来与全画一样(book: Book) -> None:
    know(book, OFFICE)
    before = entry_sheet(book, "basic")
    changes = ledger.change(book, [ledger.Edit(next(c.binding for c in before.cells if c.binding), "112002")])
    assert compared(book, entry_sheet(book, "basic", before, changes)) == shown(book)


def test_按上年的行新增_名目照旧_金额待填(book: Book) -> None:
    know(book, replace(OFFICE, economic="30211", amount=3 * WAN))
    begin_lines(book, "basic", list(known_lines(book.connection, 2023)))
    row = entry_rows(book, "basic")[-1]
    assert (row.texts["economic"], row.texts["nature"], row.texts["amount"], row.draft) == (
        "30211",
        "公用经费",
        "",
        True,
    )


def test_按上年新增的行_旁边有上年数_下面不再列(book: Book) -> None:
    know(book, replace(OFFICE, economic="30211", amount=3 * WAN))
    begin_lines(book, "basic", list(known_lines(book.connection, 2023)))
    assert beside(shown(book))[1:] == [("3.00", "", "")]


def test_填上金额就计入各表_与上年比较(book: Book) -> None:
    know(book, replace(OFFICE, economic="30211", amount=3 * WAN))
    begin_lines(book, "basic", list(known_lines(book.connection, 2023)))
    type_in(book, "basic", entry_rows(book, "basic")[-1].row_id, "amount", "3.3")
    assert beside(shown(book))[1:] == [("3.00", "+0.30", "+10%")]


def test_按上年新增几行是一步(book: Book) -> None:
    know(book, OFFICE, replace(OFFICE, economic="30211"))
    begin_lines(book, "basic", list(known_lines(book.connection, 2023)))
    assert book.undo_caption == "按上年增加 2 行"


def test_采购的品目和品名分开带上来(book: Book) -> None:
    know(book, PriorLine(table="procurement", unit="112001", item="A02010105 台式机", economic="31002", amount=WAN))
    begin_lines(book, "procurement", list(known_lines(book.connection, 2023)))
    (row,) = entry_rows(book, "procurement")
    assert (row.texts["catalog_code"], row.texts["item_name"]) == ("A02010105", "台式机")
