"""Large changes in a printed form: 当年金额 beside last year's."""

from db import ledger
from db.book import Book
from db.forms.draw import sheets
from db.rolling.signs import with_changes
from tests.db.entry_book import type_in


def know(book: Book, measure: str, value: str) -> None:
    ledger.add(book, "prior", {"measure": measure, "year": "2023", "stage": "预算", "value": value})


def signs(book: Book) -> dict[str, str]:
    """The signs of table 14, whose year has 人员类 nothing, 运转类 6.20, 特定目标类 6.00."""
    (sheet,) = sheets(book, "14")
    return {cell.address: cell.sign for cell in with_changes(book.pack, sheet).cells if cell.sign}


def test_比上年增减超过三成的_上年数旁有记号(book: Book) -> None:
    know(book, "运转类项目支出", "4")
    know(book, "特定目标类项目支出", "60")
    assert signs(book) == {
        "14!funds/spending_operating.prior1": "▲", "14!funds/spending_target.prior1": "▼",
        "14!funds/spending_total.prior1": "▼",
    }  # fmt: skip


def test_三成以内没有记号(book: Book) -> None:
    know(book, "运转类项目支出", "6")
    know(book, "特定目标类项目支出", "6")
    assert signs(book) == {}


def test_今年还没有数的不算变动(book: Book) -> None:
    know(book, "人员类项目支出", "100")
    know(book, "运转类项目支出", "6")
    know(book, "特定目标类项目支出", "6")
    assert "14!funds/spending_personnel.prior1" not in signs(book)


def test_改了今年的数_记号跟着变(book: Book) -> None:
    know(book, "运转类项目支出", "6")
    know(book, "特定目标类项目支出", "6")
    type_in(book, "basic", 1, "amount", "20")
    assert signs(book)["14!funds/spending_operating.prior1"] == "▲"
