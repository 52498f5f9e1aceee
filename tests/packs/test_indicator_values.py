"""How the text of an indicator's value is read: its sign, its number in hundredths, its unit."""

import pytest

from tests.packs.full_book import Bench

READ = """select sign, number, unit from temp.read_indicator
    where project = '信息系统' and level3 = '办理件数' and term = 'annual'"""
NO_NUMBER = -1


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def read(bench: Bench, text: str) -> tuple[str, int, str]:
    with bench.changed(f"update indicator set value_now = '{text}' where level3 = '办理件数'"):
        (row,) = bench.connection.execute(READ).fetchall()
        return (row[0], row[1], row[2])


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("≥95%", ("≥", 9500, "%")),
        ("=100%", ("=", 10000, "%")),
        (">0%", (">", 0, "%")),
        ("5人", ("", 500, "人")),
        ("≤ 1,200.5 元", ("≤", 120050, "元")),
        (">=95％", ("≥", 9500, "%")),
        ("＞0％", (">", 0, "%")),
        ("不少于50件", ("≥", 5000, "件")),
        ("大于等于3次/月", ("≥", 300, "次/月")),
        ("不超过2万元", ("≤", 200, "万元")),
        ("50件以上", ("≥", 5000, "件")),
        ("15天以内", ("≤", 1500, "天")),
        ("12", ("", 1200, "")),
    ],
)
def test_a_value_is_a_sign_a_number_and_a_unit(bench: Bench, text: str, meaning: tuple[str, int, str]) -> None:
    assert read(bench, text) == meaning


@pytest.mark.parametrize("text", ["", "更加完善", "90%-95%", "2024年12月31日", "6月底前", "约50件", "5至8人"])
def test_words_ranges_estimates_and_dates_have_no_number(bench: Bench, text: str) -> None:
    assert read(bench, text)[1] == NO_NUMBER


def test_a_name_says_whether_more_or_less_is_better(bench: Bench) -> None:
    names = {"按期办结率": "more", "单件成本": "less", "群众满意度": "more", "办理件数": ""}
    found = dict(
        bench.connection.execute(
            "select distinct level3, direction from temp.read_indicator where project = '信息系统'"
        ).fetchall()
    )
    assert {name: found[name] for name in names} == names
