"""上年公开表: figures of an earlier year out of a workbook, ours or another program's, and into a book."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from db import ledger
from db.book import Book
from db.entry.tabs import entry_sheet
from db.errors import BookError
from db.exchange.published import asked_by, read_disclosure
from db.rolling.comparison import compared
from db.rolling.figures import figures
from db.rolling.lines import PriorLine, budgeted_lines, known_lines, replace_lines
from db.rolling.prior import Prior, of_book, preview, take
from tests.db.entry_book import LINE, entry_book, everything, stored
from tests.db.foreign_workbook import Published, published
from tests.db.sample_book import sample_book, sample_draft
from tests.db.undoing import put_back

WAN = 1_000_000


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book of 2025."""
    with entry_book(tmp_path_factory.mktemp("year")) as book:
        with book.beyond_undo():
            book.connection.execute("update book set year = 2025")
        yield book


@pytest.fixture
def book(year: Book) -> Iterator[Book]:
    with put_back(year):
        yield year


@pytest.fixture(scope="module")
def found(year: Book) -> Prior:
    """What a workbook of 2024 in 元 says."""
    return read(year, published())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_book(tmp_path_factory.mktemp("sample"))


def read(book: Book, made: Published, year: int | None = None) -> Prior:
    path = made.save(book.path.with_name("公开表.xlsx"))
    return read_disclosure(path, asked_by(book.connection, book.pack), year)


def figures_of(book: Book, year: int = 2024) -> dict[str, int]:
    return dict(book.connection.execute("select measure, value from prior_figure where year = ?", (year,)))


def test_自己的上报工作簿_各指标与账套一致(book: Book, sample: Path, tmp_path: Path) -> None:
    found, own = read_disclosure(sample_draft(tmp_path), asked_by(book.connection, book.pack)), of_book(sample)
    untold = {"agency_running": 44_750_000, "per_head.personnel": 26_756_875, "per_head.operating": 2_796_875}
    assert found.figures | untold == own.figures


def test_别的程序的公开表_以元为单位_读成同样的数(found: Prior) -> None:
    some = ("total", "general", "procurement", "income.grant", "spending.target")
    assert {key: found.figures[key] for key in some} == {
        "total": 825_160_000, "general": 825_160_000, "procurement": 6 * WAN, "income.grant": 825_160_000,
        "spending.target": 342_190_000,
    }  # fmt: skip


def test_以万元为单位的读成同样的数(book: Book, found: Prior) -> None:
    assert read(book, published(unit="万元")).figures == found.figures


def test_没有的表_它的指标不猜(book: Book, found: Prior) -> None:
    assert {"agency_running", "three_public.abroad"} <= set(found.missing)


def test_认出的表和没认出的工作表都列出(book: Book, found: Prior) -> None:
    assert ([said[:3] for said in found.recognised], found.notes) == (
        ["01表", "05表", "07表", "12表", "14表"], ("没有认出的工作表：封面。",),
    )  # fmt: skip


def test_经济科目表成了按经济科目的上年明细(book: Book, found: Prior) -> None:
    lines = [(it.kind, it.economic, it.amount) for it in found.lines if it.table == "expenditure"]
    assert lines == [
        ("personnel", "30101", 75_300_000), ("operating", "30201", 6_200_000), ("operating", "30202", 3_000_000),
    ]  # fmt: skip


def test_采购表的每一行成了上年明细(book: Book, found: Prior) -> None:
    (line,) = [it for it in found.lines if it.table == "procurement"]
    assert (line.unit, line.project, line.item, line.function, line.economic, line.fund, line.amount) == (
        "112001", "来访接待", "A", "2014002", "30299", "general", 6 * WAN,
    )  # fmt: skip


def test_年度看标题(book: Book) -> None:
    assert read(book, published(2023)).year == 2023


def test_标题年度与所说的不同就不取(book: Book) -> None:
    with pytest.raises(BookError, match="写的是 2023 年，要取的是 2024 年"):
        read(book, published(2023), 2024)


def test_各表年度不一就不取(book: Book) -> None:
    made = published(2024)
    made.year = 2023
    heads = ["因公出国（境）费", "公务接待费", "公务用车运行费"]
    made.sheet("三公", "{year}年一般公共预算“三公”经费支出表", [heads, [1.0, 1.0, 1.0]])
    with pytest.raises(BookError, match="年度不一样"):
        read(book, made)


def test_一张表也没有就说没有(book: Book) -> None:
    made = Published()
    made.sheet("通讯录", "通讯录", [["姓名", "电话"]])
    with pytest.raises(BookError, match="没有认出一张预算表"):
        read(book, made)


def test_单位是千元的表不读_说明原因(book: Book) -> None:
    made = published()
    page = made.book["收支总表"]
    page["D2"] = "单位：千元"
    assert any("“收支总表”没有读：金额单位是千元" in note for note in read(book, made).notes)


def test_有一格不是数字_整张不取_说明在哪一栏(book: Book) -> None:
    made = published()
    made.book["经济科目"]["D5"] = "约75万"
    found = read(book, made)
    assert ([it for it in found.lines if it.table == "expenditure"], found.notes[0]) == (
        [], "工作表“经济科目”有 1 处不是数字（“人员经费”栏的“约75万”），整张没有取。",
    )  # fmt: skip


def test_取数写成上年预算数(book: Book, found: Prior) -> None:
    take(book, found)
    assert figures_of(book)["total"] == 825_160_000


def test_取数是一步_撤销后与取数前一样(book: Book, found: Prior) -> None:
    before = everything(book)
    take(book, found)
    book.undo()
    assert everything(book) == before


def test_再取一次没有变化(book: Book, found: Prior) -> None:
    take(book, found)
    assert take(book, found).rows == frozenset()


def test_别的年度和执行数不动(book: Book, found: Prior) -> None:
    row = {"measure": "收支总预算", "year": "2023", "stage": "预算", "value": "1"}
    ledger.add(book, "prior", row)
    ledger.add(book, "prior", {**row, "year": "2024", "stage": "执行"})
    take(book, found)
    kept = book.connection.execute("select value from prior_figure where year = 2023 or stage = 'executed'").fetchall()
    assert kept == [(WAN,), (WAN,)]


def test_预览写明每个数从多少变成多少(book: Book, found: Prior) -> None:
    ledger.add(book, "prior", {"measure": "收支总预算", "year": "2024", "stage": "预算", "value": "800"})
    steps = {step.name: (step.before, step.after) for step in preview(book, found).steps}
    assert (steps["收支总预算"], steps["政府采购"]) == ((800 * WAN, 825_160_000), (None, 6 * WAN))


def test_预览不改账套(book: Book, found: Prior) -> None:
    before = everything(book)
    preview(book, found)
    assert everything(book) == before


def test_同年或以后年度的数不收(book: Book) -> None:
    with pytest.raises(BookError, match="只能取以前年度的数"):
        take(book, read(book, published(2025)))


def test_账套里有更细的上年明细_合计相同就留着(book: Book, found: Prior) -> None:
    coarse = [it for it in found.lines if it.table == "procurement"]
    fine = [_half(coarse[0], "甲"), _half(coarse[0], "乙")]
    with book.action("上年"):
        replace_lines(book.connection, 2024, fine)
    take(book, found)
    assert list(known_lines(book.connection, 2024, "procurement").values()) == fine


def test_公开表里没有的类别_账套里的上年明细不动(book: Book, found: Prior) -> None:
    project = PriorLine(table="expenditure", kind="project", project="来访接待", amount=5 * WAN)
    with book.action("上年"):
        replace_lines(book.connection, 2024, [project])
    take(book, found)
    assert project in known_lines(book.connection, 2024).values()


def test_取了公开表_录入页能与上年比较(book: Book, found: Prior) -> None:
    ledger.add(book, "basic", {**LINE, "economic": "30202", "amount": "6"})
    take(book, found)
    sheet = compared(book, entry_sheet(book, "basic"))
    width = len(sheet.columns)
    rows = [sheet.cells[width * row : width * (row + 1)] for row in (1, 2)]
    assert [[cell.text for cell in row[8:11]] for row in rows] == [["6.20", "0.00", "0%"], ["3.00", "+3.00", "+100%"]]


def test_上年账套的数可以单独取进来(book: Book, sample: Path) -> None:
    take(book, of_book(sample))
    with Book.read(sample) as old:
        lines = budgeted_lines(old.connection)
    assert (figures_of(book)["total"], len(stored(book, "prior_line"))) == (825_160_000, len(lines))


def test_没有填人员的账套说不出人均经费(book: Book) -> None:
    assert set(figures(book.connection, book.pack).missing) == {"per_head.personnel", "per_head.operating"}


def _half(line: PriorLine, item: str) -> PriorLine:
    return replace(line, item=item, amount=3 * WAN)


def spending(note: str | None, unit: str, times: float) -> Published:
    """Form 05 alone, `note` above it, `unit` behind its headings, its figures of 万元 multiplied."""
    made = Published()
    heads = (f"{head}{unit}" for head in ("合计", "基本支出", "人员经费", "公用经费", "项目支出"))
    page = made.sheet("支出", "{year}年一般公共预算支出表（分功能科目）", [["科目编码", "科目名称", *heads]])
    page["D2"] = note
    page.append(["合计", None, *(figure * times for figure in (825, 482, 438, 44, 343))])
    return made


@pytest.mark.parametrize(
    ("note", "unit", "times"),
    [("单位：万元", "", 1), ("金额单位：人民币元", "", 10_000), (None, "（元）", 10_000), (None, "(万元)", 1)],
)
def test_表上方没有写单位的_看表头里的(book: Book, note: str | None, unit: str, times: int) -> None:
    found = read(book, spending(note, unit, times))
    assert (found.figures["general"], found.notes) == (825 * WAN, ())


def test_哪里都没有写单位的_按万元取并说明(book: Book) -> None:
    assert "没有写金额单位，按万元取的" in read(book, spending("", "", 1)).notes[0]


@pytest.mark.parametrize("unit", ["千元", "百万元", "亿元"])
def test_不是万元和元的单位_整张不取_说明怎么办(book: Book, unit: str) -> None:
    with pytest.raises(BookError, match=f"金额单位是{unit}，请在 Excel 里换算"):
        read(book, spending(f"单位：{unit}", "", 1))
