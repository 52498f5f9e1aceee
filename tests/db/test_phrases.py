"""Documents are filled from words: levels of indicators, phrases said before, and weights that add up."""

from collections.abc import Iterator

import pytest

from db import ledger
from db.book import Book
from db.entry.completion import completions
from db.entry.live import judge
from tests.db.entry_book import entry_book

ROW = {"project": "来访接待", "term": "年度", "objective": "1"}
NUMBER = {"level1": "产出指标", "level2": "数量指标"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with entry_book(tmp_path_factory.mktemp("phrases")) as made:
        ledger.add(made, "indicator", {**ROW, **NUMBER, "level3": "接待人次", "value_now": "≥800人次", "weight": "40"})
        ledger.add(made, "indicator", {**ROW, **NUMBER, "level3": "办结件数", "value_now": "120件", "weight": "30"})
        ledger.add(made, "indicator", {**ROW, "level1": "效益指标", "level3": "群众知晓率", "value_now": "95%"})
        yield made


def offered(book: Book, column: str, prefix: str = "", **beside: str) -> list[str]:
    return [it.text for it in completions(book, "indicator", column, prefix, {**ROW, **beside})]


def said(book: Book, column: str, typed: str, entry: str = "indicator", **beside: str) -> str:
    verdict = judge(book, entry, column, typed, {**ROW, **beside})
    return verdict.text if verdict is not None else ""


def test_the_second_level_offers_what_belongs_to_the_first(book: Book) -> None:
    assert offered(book, "level2", level1="产出指标")[:4] == ["数量指标", "质量指标", "时效指标", "成本指标"]


def test_without_a_first_level_every_second_one_is_offered(book: Book) -> None:
    assert {"数量指标", "社会效益指标", "服务对象满意度指标"} <= set(offered(book, "level2"))


def test_a_level_that_a_district_words_otherwise_is_offered_once_it_was_typed(book: Book) -> None:
    ledger.add(book, "indicator", {**ROW, "level1": "履职效能", "level3": "到岗率"})
    assert "履职效能" in offered(book, "level1")


def test_phrases_of_the_same_levels_come_first(book: Book) -> None:
    assert offered(book, "level3", **NUMBER)[-1] == "群众知晓率"


def test_a_value_is_proposed_as_the_same_indicator_had_it(book: Book) -> None:
    assert offered(book, "value_now", **NUMBER, level3="办结件数")[0] == "120件"


def test_a_weight_says_what_all_weights_of_the_project_come_to(book: Book) -> None:
    assert said(book, "weight", "20") == "3 项合计 90，还差 10"


def test_a_weight_typed_anew_does_not_count_twice(book: Book) -> None:
    assert said(book, "weight", "70", weight="40") == "2 项合计 100，正好 100"


def test_a_weight_too_many_says_by_how_much(book: Book) -> None:
    assert said(book, "weight", "50") == "3 项合计 120，超出 20"


def test_long_term_indicators_have_no_weights_to_add_up(book: Book) -> None:
    assert said(book, "weight", "20", term="长期") == ""


def test_a_long_text_counts_its_characters(book: Book) -> None:
    assert said(book, "text", "按期办结", entry="objective") == "4 字，最多 2000 字"
