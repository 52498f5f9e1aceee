"""Which lines of the ledger each of the forms 01-13 counts, and what holds for any ledger."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.forms.reading import grid_of, read_form
from db.money import AmountUnit, format_amount
from tests.packs.ledger import (
    DEPARTMENT,
    FUNDS,
    GRANTS,
    NATURES,
    OTHER_UNIT,
    OWN,
    TABLES,
    UNIT,
    WORDS,
    Ledger,
    body,
    form,
    pack,
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Ledger]:
    ledger = Ledger()
    yield ledger
    ledger.connection.close()


@pytest.fixture
def ledger(engine: Ledger) -> Ledger:
    engine.clear()
    return engine


# --- which lines a form counts -----------------------------------------------------------------------------------


def test_a_line_carried_over_is_in_01_03_04_and_11_but_not_in_05_to_08(ledger: Ledger) -> None:
    ledger.spend(700, "project", source="carryover", economic="30217")
    assert [ledger.cell(place) for place in ("01!r01.spending", "03!total.project", "04!r02.spending")] == [700] * 3
    assert ledger.cell("11!total.carryover_general") == 700
    assert [ledger.relation(form_id) for form_id in ("05", "07", "08")] == [{}, {}, {}]
    assert ledger.cell("06!total.total") == 0


@pytest.mark.parametrize("source", ["current", "carryover"])
def test_unit_money_is_in_01_03_and_11_but_not_among_the_grants(ledger: Ledger, source: str) -> None:
    ledger.spend(300, "project", fund="service_income", source=source)
    assert [ledger.cell(place) for place in ("01!r01.spending", "03!total.total", "11!total.own")] == [300] * 3
    assert ledger.cell("04!r01.spending") == 0
    assert ledger.relation("05") == {}


@pytest.mark.parametrize(("form_id", "fund"), [("05", "general"), ("09", "gov_fund"), ("10", "state_capital")])
def test_each_kind_of_grant_has_its_own_form(ledger: Ledger, form_id: str, fund: str) -> None:
    ledger.spend(100, "operating", fund=fund)
    ledger.spend(20, "project", fund=fund)
    assert ledger.cell(f"{form_id}!2014001.total") == 120
    assert [other for other in ("05", "09", "10") if ledger.relation(other)] == [form_id]


def test_03_shows_every_nature_in_its_column(ledger: Ledger) -> None:
    for power, nature in enumerate(NATURES):
        ledger.spend(10**power, nature)
    row = ledger.relation("03")["total"]
    assert [row[column] for column in ("basic", "project", "business", "remit_up", "aid_down", "total")] == [
        11, 100, 1_000, 10_000, 100_000, 111_111,
    ]  # fmt: skip


def test_05_leaves_out_what_has_no_column_in_it(ledger: Ledger) -> None:
    ledger.spend(100, "business")
    assert ledger.relation("05") == {}


def test_personnel_or_operating_is_decided_by_the_line_not_by_its_code(ledger: Ledger) -> None:
    ledger.spend(50, "operating", economic="30399")
    row = ledger.relation("07")["30399"]
    assert (row["personnel"], row["operating"], row["total"]) == (0, 50, 50)


def test_07_sums_each_economic_class_before_its_codes(ledger: Ledger) -> None:
    ledger.spend(1, economic="30101")
    ledger.spend(2, economic="30102")
    ledger.spend(4, "operating", economic="30201")
    assert {key: row["total"] for key, row in ledger.relation("07").items()} == {
        "total": 7, "301": 3, "30101": 1, "30102": 2, "302": 4, "30201": 4,
    }  # fmt: skip


def test_a_line_at_款_level_prints_one_row(ledger: Ledger) -> None:
    ledger.spend(100, function="20140")
    assert list(ledger.relation("05")) == ["total", "201", "20140"]


def test_lines_that_cancel_out_leave_no_row(ledger: Ledger) -> None:
    ledger.spend(100)
    ledger.spend(-100)
    assert ledger.relation("05") == {}


def test_a_negative_amount_prints_with_a_minus(ledger: Ledger) -> None:
    ledger.spend(-6_200_000)
    assert body(ledger.sheet("05"))["2014001", "personnel"].text == "-6.20"


def test_08_takes_the_five_codes_of_basic_and_project_lines(ledger: Ledger) -> None:
    for power, code in enumerate(("30212", "31013", "30913", "30231", "30217")):
        ledger.spend(10**power, "operating" if power % 2 else "project", economic=code)
    row = ledger.relation("08")["row"]
    shown = ("abroad", "car_purchase", "car_running", "cars", "reception", "total")
    assert [row[column] for column in shown] == [1, 110, 1_000, 1_110, 10_000, 11_111]


def test_08_counts_the_general_fund_alone(ledger: Ledger) -> None:
    ledger.spend(100, "operating", economic="30217", fund="other_income")
    assert ledger.relation("08") == {}


@pytest.mark.parametrize("form_id", ["08", "09", "10", "11", "12", "13"])
def test_an_empty_form_prints_its_note_instead_of_rows(ledger: Ledger, form_id: str) -> None:
    sheet = ledger.sheet(form_id)
    notes = [row[0] for row in grid_of(sheet)[sheet.body_start :]]
    assert len(notes) == 1
    assert notes[0].startswith("注：本单位无")


@pytest.mark.parametrize("fund", FUNDS)
def test_each_income_has_its_column_in_02_and_its_row_in_01(ledger: Ledger, fund: str) -> None:
    ledger.fund(900, fund, "current")
    assert ledger.cell(f"02!{UNIT}.current_{fund}") == 900
    assert ledger.cell(f"01!r{FUNDS.index(fund) + 1:02}.income") == 900
    assert ledger.cell("04!r01.income") == (900 if fund in GRANTS else 0)


@pytest.mark.parametrize("fund", FUNDS)
def test_what_was_brought_forward_has_its_column_in_02(ledger: Ledger, fund: str) -> None:
    ledger.fund(80, fund, "brought_forward")
    column = "own" if fund in OWN else fund
    assert ledger.cell(f"02!total.carryover_{column}") == 80
    assert (ledger.cell("02!total.carryover"), ledger.cell("01!r27.income")) == (80, 80)
    assert ledger.cell("04!r05.income") == (80 if fund in GRANTS else 0)


def test_what_remains_at_the_end_of_the_year_is_of_all_funds_in_01_and_of_grants_in_04(ledger: Ledger) -> None:
    ledger.fund(5, "general", "carried_forward")
    ledger.fund(30, "other_income", "carried_forward")
    assert (ledger.cell("01!r27.spending"), ledger.cell("04!r27.spending")) == (35, 5)
    assert (ledger.cell("01!r28.spending"), ledger.cell("04!r28.spending")) == (35, 5)


def test_the_total_of_02_and_06_does_not_count_units_and_department_twice(ledger: Ledger) -> None:
    for unit, amount in ((UNIT, 1), (OTHER_UNIT, 20)):
        ledger.spend(amount, unit=unit)
        ledger.fund(amount, "general", "current", unit)
    for form_id in ("02", "06"):
        totals = {key: row["total"] for key, row in ledger.relation(form_id).items()}
        assert totals == {"total": 21, DEPARTMENT: 21, UNIT: 1, OTHER_UNIT: 20}


def test_11_groups_projects_by_unit_and_category_in_the_order_entered(ledger: Ledger) -> None:
    for name, unit, group in (("丙", OTHER_UNIT, "31"), ("乙", UNIT, "32"), ("甲", UNIT, "31"), ("丁", UNIT, "31")):
        ledger.spend(1, "project", unit=unit, project=ledger.project(name, unit, category_group=group))
    assert list(ledger.relation("11")) == [
        "total", DEPARTMENT, UNIT, "31", "甲", "丁", "32", "乙", OTHER_UNIT, "31#2", "丙",
    ]  # fmt: skip


def test_11_prints_a_project_of_the_same_name_in_another_unit_under_its_own_key(ledger: Ledger) -> None:
    for unit, amount in ((UNIT, 1), (OTHER_UNIT, 20)):
        ledger.spend(amount, "project", unit=unit, project=ledger.project("信访", unit))
    assert (ledger.cell("11!信访.total"), ledger.cell("11!信访#2.total")) == (1, 20)


def test_12_multiplies_quantity_and_price_and_adds_up_prices_in_the_total(ledger: Ledger) -> None:
    for quantity, price in ((2, 5_000), (10, 700)):
        ledger.row("procurement", unit=ledger.unit(UNIT), catalog_code="A", function="2014001", economic="30299",
                   quantity=quantity, unit_price=price)  # fmt: skip
    row = ledger.relation("12")["total"]
    assert (row["unit_price"], row["amount"], row["quantity"]) == (5_700, 17_000, 0)


def test_a_code_the_book_added_prints_under_its_name(ledger: Ledger) -> None:
    ledger.row("code", catalog="function", code="2014077", name="自设科目", parent="20140")
    ledger.spend(100, function="2014077")
    assert ledger.cell("05!2014077.name") == "自设科目"


# --- laws --------------------------------------------------------------------------------------------------------

LINE = st.fixed_dictionaries({
    "amount": st.integers(1, 10**9),
    "nature": st.sampled_from(NATURES),
    "unit": st.sampled_from((UNIT, OTHER_UNIT)),
    "function": st.sampled_from(("2014001", "2014002", "20140", "2080505", "2120801", "2230199", "2010101")),
    "economic": st.sampled_from(("30101", "30302", "30201", "30217", "30231", "31002")),
    "fund": st.sampled_from(FUNDS),
    "source": st.sampled_from(("current", "carryover")),
})  # fmt: skip
Lines = list[dict[str, Any]]


def spent(lines: Lines, begins: Mapping[str, str] | None = None, **wanted: object) -> int:
    """Σ[wanted]: fen of the lines whose columns have one of the wanted values, and begin as said."""
    return sum(
        line["amount"]
        for line in lines
        if all(line[column] in (value if isinstance(value, tuple) else (value,)) for column, value in wanted.items())
        and all(line[column].startswith(start) for column, start in (begins or {}).items())
    )


@given(lines=st.lists(LINE, max_size=12))
def test_any_ledger_gives_forms_that_are_sums_of_its_lines_and_tie(engine: Ledger, lines: Lines) -> None:
    engine.clear()
    for line in lines:
        engine.spend(**line)
    forms = {form_id: engine.relation(form_id) for form_id in ("01", "03", "04", "05", "06", "07", "09", "10", "11")}
    general = {"fund": "general", "source": "current"}
    for key, row in forms["05"].items():
        start = {"function": "" if key == "total" else key}
        assert row["operating"] == spent(lines, start, nature="operating", **general)
        assert row["project"] == spent(lines, start, nature="project", **general)
    for key, row in forms["03"].items():
        assert row["total"] == spent(lines, {"function": "" if key == "total" else key})
    for key, row in forms["07"].items():
        start = {"economic": "" if key == "total" else key}
        assert row["personnel"] == spent(lines, start, nature="personnel", **general)
    zero = dict.fromkeys(("total", "basic", "personnel", "operating", "project"), 0)
    for column in zero:
        assert forms["05"].get("total", zero)[column] == forms["06"]["total"][column]
    for column in ("total", "personnel", "operating"):
        assert (
            forms["07"].get("total", zero)[column]
            == forms["05"].get("total", {**zero, "basic": 0})["basic" if column == "total" else column]
        )
    assert forms["01"]["r26"]["spending"] == forms["03"].get("total", zero)["total"]
    assert forms["04"]["r01"]["spending"] == spent(lines, fund=GRANTS)
    projects = forms["11"].get("total", {"total": 0, "current_general": 0, "own": 0, "fiscal_account": 0})
    assert projects["total"] == forms["03"].get("total", zero)["project"]
    assert projects["current_general"] == forms["05"].get("total", zero)["project"]
    assert projects["own"] == spent(lines, nature="project", fund=OWN)


@given(lines=st.lists(LINE, max_size=12))
def test_any_ledger_can_be_read_back_from_its_printed_forms(engine: Ledger, lines: Lines) -> None:
    engine.clear()
    for line in lines:
        # Amounts that two decimals of 万元 can print.
        engine.spend(**{**line, "amount": line["amount"] // 10_000 * 10_000 + 10_000})
    for form_id in TABLES:
        grid = grid_of(engine.sheet(form_id))
        found = read_form(form(form_id), grid, WORDS, pack(), "0" * 36)
        assert found.relations[f"form_{form_id}"] == engine.stages.rows(f"form_{form_id}")


ODD_NAMES = ("合计", "total", DEPARTMENT, UNIT, "31", "信访", "信访#2", "信访/接待", "#")


@given(names=st.lists(st.tuples(st.sampled_from((UNIT, OTHER_UNIT)), st.sampled_from(ODD_NAMES)), unique=True))
def test_projects_of_any_name_have_keys_of_their_own_and_can_be_read_back(
    engine: Ledger, names: list[tuple[str, str]]
) -> None:
    engine.clear()
    for unit, name in names:
        engine.spend(10_000, "project", unit=unit, project=engine.project(name, unit))
    grid = grid_of(engine.sheet("11"))
    rows = engine.stages.rows("form_11")
    assert len({row[3] for row in rows}) == len(rows)
    assert read_form(form("11"), grid, WORDS, pack(), "0" * 36).relations["form_11"] == rows


@given(amounts=st.lists(st.integers(1, 10**7).map(lambda hundredths: hundredths * 10_000), min_size=1, max_size=8))
def test_a_printed_total_is_the_sum_of_the_printed_lines(engine: Ledger, amounts: list[int]) -> None:
    engine.clear()
    for amount in amounts:
        engine.spend(amount)
    assert body(engine.sheet("05"))["total", "total"].text == format_amount(sum(amounts), AmountUnit.WAN)
