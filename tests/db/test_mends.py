"""Findings mended at one click: each mend of the pack does what it says, in one action that undo takes back."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from db import cli, ledger
from db.book import Book
from db.checks.finding import Finding
from db.checks.findings import findings
from db.checks.rows import ways_at
from db.entry.tabs import entry_sheet
from db.errors import BookError, PackError
from db.forms.sheet import Cell
from db.mending import CAPTION, mend, mend_certain
from db.offering import CheckMend
from db.pack import default_shelves, load
from tests.db.entry_book import entry_book, everything, type_in
from tests.db.undoing import put_back

BASIC = {"unit": "112001", "function": "2014001", "economic": "30201", "amount": "1"}
OBSOLETE = BASIC | {"function": "2080504", "economic": "30302"}
PURCHASE = {"unit": "112001", "project": "来访接待", "catalog_code": "A02000000", "function": "2014002",
            "economic": "30299", "quantity": "2", "unit_price": "0.5"}  # fmt: skip
SERVICE = {"unit": "112001", "project": "来访接待", "content": "印刷", "quantity": "1", "amount": "1",
           "function": "2014002", "economic": "30299", "level3": "印刷和出版"}  # fmt: skip
INDICATOR = {"project": "来访接待", "term": "年度", "objective": "1", "level1": "满意度指标",
             "level2": "服务对象满意度指标", "level3": "群众满意度"}  # fmt: skip


def give_up_following(book: Book) -> None:
    """Type over the income that follows spending."""
    (row,) = book.connection.execute("select id from funding where unit = 1 and fund = 'general'").fetchone()
    type_in(book, "income", row, "amount", "3")


def one_code_below(book: Book) -> None:
    ledger.add(book, "code", {"catalog": "支出功能分类科目", "code": "2014988", "name": "自设", "parent": "20149"})
    ledger.add(book, "code", {"catalog": "支出功能分类科目", "code": "20149", "name": "自设款", "parent": "201"})
    ledger.add(book, "basic", BASIC | {"function": "20149"})


def obsolete_economic(book: Book) -> None:
    ledger.add(
        book, "project_spending", {"project": "来访接待", "function": "2014002", "economic": "39906", "amount": "1"}
    )


def a_service_bought_twice(book: Book) -> None:
    ledger.add(book, "procurement", PURCHASE | {"catalog_code": "C23090100"})
    ledger.add(book, "service", SERVICE | {"in_procurement": "否"})


def write(book: Book, text: str) -> None:
    ledger.add(book, "narrative", {"topic": "预算绩效开展情况", "text": text})


def grown(book: Book) -> None:
    """12.2 万元 after 10, and a sentence that says it grew by 3."""
    ledger.add(book, "prior", {"measure": "收支总预算", "year": "2023", "stage": "预算", "value": "10"})
    write(book, "收支总预算比2023年预算增加3万元，增长22%。")


# Check → what goes wrong, and what the click says.
MENDED: dict[str, tuple[Callable[[Book], object], str]] = {
    "obsolete-function": (lambda book: ledger.add(book, "basic", OBSOLETE), "改用 2080501"),
    "obsolete-economic": (obsolete_economic, "改用 39909"),
    "obsolete-declared": (lambda book: type_in(book, "project", 1, "declared_code", "2080504"), "改用 2080501"),
    "function-level": (one_code_below, "改用 2014988"),
    "nature-economic": (lambda book: ledger.add(book, "basic", BASIC | {"nature": "人员经费"}), "类别改为公用经费"),
    "fund-of-code": (lambda book: ledger.add(book, "basic", BASIC | {"function": "2120803"}), "资金改为政府性基金预算"),
    "balance-fund": (give_up_following, "收入恢复自动（随支出走）"),
    "sme-order": (lambda book: ledger.add(book, "procurement", PURCHASE | {"for_smes": "3"}), "改为 1.00"),
    "purchase-economic": (
        lambda book: ledger.add(book, "procurement", PURCHASE | {"economic": "30201"}), "改用 30299"
    ),
    "project-total-budget": (lambda book: type_in(book, "project", 1, "total_budget", "5"), "总预算改为 6.00"),
    "merged-unit": (lambda book: type_in(book, "unit", 1, "merged_into", "112002"), "改到 112002"),
    "government-economic": (
        lambda book: ledger.add(book, "basic", BASIC | {"economic": "50206", "nature": "公用经费"}),
        "改用 30217",
    ),
    "economic-function": (
        lambda book: ledger.add(book, "basic", BASIC | {"economic": "30108", "nature": "人员经费"}),
        "功能科目改为 2080505",
    ),
    "transfer-money": (
        lambda book: ledger.add(book, "basic", BASIC | {"fund": "其他收入", "channel": "上级转移"}),
        "渠道改为区级",
    ),
    "headcount-unposted": (
        lambda book: ledger.add(book, "headcount", {"unit": "112001", "kind": "离退休", "authorised": "2"}),
        "编制数改为 0",
    ),
    "service-outside-procurement": (a_service_bought_twice, "改填“是”"),
    "value-unit": (lambda book: ledger.add(book, "indicator", INDICATOR | {"value_now": "≥95"}), "改为“≥95%”"),
    "value-direction": (lambda book: ledger.add(book, "indicator", INDICATOR | {"value_now": "<95%"}), "改为“≥95%”"),
    "text-amount": (
        lambda book: write(book, "2024年收支总预算 1 万元，都有绩效目标。"), "改为“12.2万元”"
    ),
    "text-change": (grown, "改为“2.2万元”"),
    "service-directory": (lambda book: ledger.add(book, "service", SERVICE), "改为“印刷和出版服务”"),
}  # fmt: skip


def found(book: Book, check_id: str) -> Finding:
    return next(it for it in findings(book) if it.check == check_id)


def cell(book: Book, address: str) -> Cell:
    return next(it for it in entry_sheet(book, address.split("/")[1]).cells if it.address == address)


class Mended(NamedTuple):
    """What came of one click: what it said, the findings it left at its place, the book before it and once undone."""

    labels: list[str]
    left: list[Finding]
    before: dict[str, list[tuple[object, ...]]]
    undone: dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def mended(opened: Book) -> Callable[[str], Mended]:
    """Each check's mend, clicked once for all that is asked of it."""

    @cache
    def click(check_id: str) -> Mended:
        with put_back(opened) as book:
            MENDED[check_id][0](book)
            finding, before = found(book, check_id), everything(book)
            mend(book, check_id, finding.address)
            left = [it for it in findings(book) if (it.check, it.address) == (check_id, finding.address)]
            book.undo()
            return Mended([it.label for it in finding.mends], left, before, everything(book))

    return click


@pytest.mark.parametrize("check_id", sorted(MENDED))
def test_a_mend_does_away_with_its_finding(mended: Callable[[str], Mended], check_id: str) -> None:
    assert mended(check_id).left == []


@pytest.mark.parametrize("check_id", sorted(MENDED))
def test_one_undo_takes_a_mend_back(mended: Callable[[str], Mended], check_id: str) -> None:
    assert mended(check_id).undone == mended(check_id).before


@pytest.mark.parametrize("check_id", sorted(MENDED))
def test_the_click_says_what_it_does(mended: Callable[[str], Mended], check_id: str) -> None:
    assert mended(check_id).labels == [MENDED[check_id][1]]


def test_every_mend_of_the_pack_is_tried() -> None:
    assert MENDED.keys() == load("jianghan-2024").mends.keys()


def test_a_mend_covers_every_line_of_the_finding_and_says_how_many(book: Book) -> None:
    for _ in range(2):
        ledger.add(book, "basic", OBSOLETE)
    changes = mend(book, "obsolete-function", found(book, "obsolete-function").address)
    functions = book.connection.execute("select function from expenditure where economic = '30302'").fetchall()
    assert (changes.caption, functions) == (f"{CAPTION}：改用 2080501（2 行）", [("2080501",)] * 2)


def test_a_code_with_several_successors_is_not_mended_by_one_click(book: Book) -> None:
    ledger.add(book, "basic", BASIC | {"function": "2010308"})
    assert found(book, "obsolete-function").mends == ()


def test_its_successors_are_a_choice_at_the_cell(book: Book) -> None:
    ledger.add(book, "basic", BASIC | {"function": "2010308"})
    labels = [it.label for it in ways_at(book, findings(book), cell(book, "entry/basic/2.function"))]
    assert labels[:2] == ["改用 2014001 行政运行", "改用 2014002 一般行政管理事务"]


def test_what_a_form_of_records_objects_to_is_mended_at_the_row_it_was_typed_in(book: Book) -> None:
    MENDED["sme-order"][0](book)
    ways = ways_at(book, findings(book), cell(book, "entry/procurement/1.for_smes"))
    assert [it.label for it in ways] == ["改为 1.00"]


def test_a_text_that_waits_offers_what_it_may_have_meant(book: Book) -> None:
    ledger.add(book, "project_spending", {"project": "来访", "function": "2014002", "economic": "30299", "amount": "1"})
    finding = found(book, "pending")
    mend(book, "pending", finding.address)
    assert cell(book, finding.address).text == "来访接待"


def test_an_empty_cell_that_the_pack_can_fill_is_filled_by_one_click(book: Book) -> None:
    ledger.add(book, "basic", {"unit": "112001", "economic": "30113", "amount": "1"})
    finding = found(book, "pending")
    mend(book, "pending", finding.address)
    assert cell(book, finding.address).text == "2210201"


def test_a_pack_that_mends_a_check_there_is_not_is_refused(tmp_path: Path) -> None:
    (tmp_path / "next" / "mends").mkdir(parents=True)
    head = 'id = "next"\nname = "下一年"\nyear = 2025\nversion = "1"\ndistrict = "某区"\nextends = "jianghan-2024"\n'
    (tmp_path / "next" / "pack.toml").write_text(head, encoding="utf-8")
    mend_file = "-- id: no-such-check\n-- label: 改\nselect 1"
    (tmp_path / "next" / "mends" / "no-such-check.sql").write_text(mend_file, encoding="utf-8")
    with pytest.raises(PackError, match="no-such-check"):
        load("next", (tmp_path, *default_shelves()))


def test_a_label_names_columns_only() -> None:
    with pytest.raises(ValueError, match="不是栏名"):
        CheckMend(id="sme-order", label="改为 {Text!r}", sql="select 1")


def test_a_mend_of_a_finding_that_is_gone_changes_nothing(book: Book) -> None:
    ledger.add(book, "basic", OBSOLETE)
    address = found(book, "obsolete-function").address
    mend(book, "obsolete-function", address)
    with pytest.raises(BookError, match="没有“功能科目没有停用”这条审核意见，不需要改"):
        mend(book, "obsolete-function", address)


def test_a_finding_without_a_mend_says_so(book: Book) -> None:
    ledger.add(book, "basic", BASIC | {"amount": "0"})
    with pytest.raises(BookError, match="没有能直接改正的办法"):
        mend(book, "zero-line", found(book, "zero-line").address)


def test_only_what_has_a_single_way_out_is_mended_unasked(book: Book) -> None:
    ledger.add(book, "basic", OBSOLETE)
    ledger.add(book, "basic", BASIC | {"nature": "人员经费"})
    assert {it.check for it in mend_certain(book)} == {"obsolete-function"}


def test_the_command_line_mends_one_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with entry_book(tmp_path) as book:
        ledger.add(book, "basic", OBSOLETE)
        address, path = found(book, "obsolete-function").address, book.path
    assert cli.main(["mend", str(path), "obsolete-function", address]) == 0
    assert "改用 2080501" in capsys.readouterr().out


def test_the_command_line_mends_what_check_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with entry_book(tmp_path) as book:
        ledger.add(book, "basic", OBSOLETE)
        one, path = found(book, "obsolete-function"), book.path
    cli.main(["check", str(path)])
    assert f"[{one.title} {one.address}]" in capsys.readouterr().out
    assert cli.main(["mend", str(path), one.title, one.address]) == 0
    assert "改用 2080501" in capsys.readouterr().out
    assert cli.main(["mend", str(path), one.title, one.address]) != 0
    assert f"现在没有“{one.title}”这条审核意见" in capsys.readouterr().err


def test_the_command_line_lists_what_can_be_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with entry_book(tmp_path) as book:
        ledger.add(book, "basic", OBSOLETE)
        path = book.path
    cli.main(["check", str(path)])
    assert "（可改正：改用 2080501）" in capsys.readouterr().out


def test_the_command_without_a_finding_is_no_use_of_it(book: Book) -> None:
    assert cli.main(["mend", str(book.path)]) == 64
