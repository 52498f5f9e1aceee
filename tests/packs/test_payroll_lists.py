"""The pack's lists for wage tables and rates name items and functions that its catalogs have."""

from decimal import Decimal

import pytest

from db.pack import load

PACK = load("jianghan-2024")


def records(catalog: str) -> list[dict[str, str]]:
    listed = PACK.catalogs[catalog]
    return [dict(zip(listed.fields, record, strict=True)) for record in listed.records]


@pytest.mark.parametrize(
    ("catalog", "field", "codes"),
    [
        ("payroll_word", "economic", "economic"),
        ("payroll_word", "function", "function"),
        ("rate", "economic", "economic"),
    ],
)
def test_every_code_of_the_lists_is_of_the_last_level_of_its_catalog(catalog: str, field: str, codes: str) -> None:
    last = PACK.catalogs[codes].info.lengths[-1]
    known = PACK.catalogs[codes].rows
    wrong = [it for it in records(catalog) if it[field] and (it[field] not in known or len(it[field]) != last)]
    assert wrong == []


def test_the_base_of_a_rate_is_items_of_the_catalog() -> None:
    known = PACK.catalogs["economic"].rows
    assert [item for it in records("rate") for item in it["base"].split() if item not in known] == []


def test_a_rate_is_a_part_of_its_base_and_names_its_rule() -> None:
    assert [it for it in records("rate") if not (0 < Decimal(it["rate"]) < 1 and it["source"])] == []


def test_every_word_of_a_wage_table_means_something_the_program_knows() -> None:
    known = {"economic", "total", "function", "unit", "fund", "group", "skip", "deduction"}
    wrong = [it for it in records("payroll_word") if it["means"] not in known or not it["word"]]
    assert wrong == []
