"""What a text in an entry cell means, and that it is printed as it is read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.definitions import EntryColumn
from db.entry.cells import CellFault, Figure, parse_cell, print_cell
from db.entry.lookup import Context, Lookup, ObjectiveName, ProjectName, UnitName
from db.money import AmountUnit
from db.pack import load

PACK = load("jianghan-2024")
LOOKUP = Lookup(
    PACK,
    AmountUnit.WAN,
    units={1: UnitName("012001", "样例局本级"), 2: UnitName("112002", "接待中心")},
    projects={
        1: ProjectName(1, "来访接待", ""),
        2: ProjectName(2, "来访接待", ""),
        3: ProjectName(2, "信息系统", "P3"),
    },
    objectives={5: ObjectiveName(0, "annual", 1), 6: ObjectiveName(3, "long", 2)},
    own_codes={"function": {"2019988": "自设科目"}},
)
CONTEXT = Context(LOOKUP)


def column(entry: str, name: str) -> EntryColumn:
    return next(it for it in PACK.entries[entry].columns if it.id == name)


FUNCTION, ECONOMIC = column("basic", "function"), column("basic", "economic")
AMOUNT, FUND = column("basic", "amount"), column("basic", "fund")


def fault(of: EntryColumn, text: str, context: Context = CONTEXT) -> CellFault:
    with pytest.raises(CellFault) as caught:
        parse_cell(of, text, context)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "2014001",
        "[2014001]行政运行",
        "２０１４００１",
        "2014001 行政运行",
        "【2014001】行政运行",
        "2014001.0",
        " 2014001 ",
    ],
)
def test_a_code_may_be_typed_bare_or_with_its_name(text: str) -> None:
    assert parse_cell(FUNCTION, text, CONTEXT) == "2014001"


def test_a_name_that_one_code_has_is_that_code() -> None:
    assert parse_cell(ECONOMIC, "办公费", CONTEXT) == "30201"


def test_a_name_that_many_codes_have_asks_for_the_code() -> None:
    assert "请填编码" in fault(FUNCTION, "行政运行").reason


def test_an_unknown_code_of_the_right_shape_is_taken() -> None:
    assert parse_cell(FUNCTION, "2019999", CONTEXT) == "2019999"


@pytest.mark.parametrize("text", ["201", "20140011", "abc", "30x01"])
def test_a_code_of_the_wrong_shape_is_refused(text: str) -> None:
    assert text in fault(FUNCTION, text).reason


def test_a_code_the_book_added_is_known() -> None:
    assert parse_cell(FUNCTION, "自设科目", CONTEXT) == "2019988"


def test_leading_zeros_that_excel_cut_off_come_back() -> None:
    assert parse_cell(column("basic", "unit"), "12001", CONTEXT) == 1


def test_the_fund_of_a_purchase_prints_its_own_name_and_takes_either() -> None:
    fund = column("procurement", "fund")
    printed = print_cell(fund, "general", CONTEXT)
    assert (printed, parse_cell(fund, printed, CONTEXT), parse_cell(fund, "一般公共预算", CONTEXT)) == (
        "经费拨款补助",
        "general",
        "general",
    )


def test_a_fund_that_is_not_listed_is_refused_with_the_list() -> None:
    assert "一般公共预算" in fault(FUND, "彩票收入").reason


@pytest.mark.parametrize(("text", "value"), [("公用经费", "operating"), ("operating", "operating")])
def test_a_choice_by_its_word_or_its_value(text: str, value: str) -> None:
    assert parse_cell(column("basic", "nature"), text, CONTEXT) == value


def test_a_wrong_choice_names_the_right_ones_and_the_nearest() -> None:
    said = fault(column("basic", "nature"), "公用")
    assert ("人员经费" in said.reason, said.suggestion) == (True, "公用经费")


@pytest.mark.parametrize(("text", "value"), [("是", 1), ("否", 0), ("1", 1), ("√", 1), ("N", 0)])
def test_a_flag(text: str, value: int) -> None:
    assert parse_cell(column("income", "automatic"), text, CONTEXT) == value


def test_a_project_name_that_two_units_have_needs_the_unit() -> None:
    project = column("project_spending", "project")
    assert "单位编码" in fault(project, "来访接待").reason
    assert parse_cell(project, "来访接待", CONTEXT.beside(unit=2)) == 2


def test_a_project_of_another_unit_is_not_taken() -> None:
    assert "012001" in fault(column("project_spending", "project"), "信息系统", CONTEXT.beside(unit=1)).reason


def test_names_match_whatever_the_width_of_brackets_and_letters() -> None:
    lookup = replace(
        LOOKUP,
        units={1: UnitName("012001", "样例局（本级）"), 2: UnitName("112002", "A站")},
        projects={1: ProjectName(1, "信访(接待)A", ""), 2: ProjectName(1, "信访（接待）B", "")},
    )
    wide = Context(lookup)
    unit, project = column("basic", "unit"), column("project_spending", "project")
    assert [parse_cell(unit, text, wide) for text in ("样例局(本级)", "Ａ站")] == [1, 2]
    assert [parse_cell(project, text, wide) for text in ("信访（接待）Ａ", "信访(接待)B")] == [1, 2]


def test_of_two_names_that_differ_in_width_the_one_typed_is_meant() -> None:
    projects = {1: ProjectName(1, "接待(一)", ""), 2: ProjectName(1, "接待（一）", "")}
    both = Context(replace(LOOKUP, projects=projects))
    found = [parse_cell(column("project_spending", "project"), it.name, both) for it in projects.values()]
    assert found == [1, 2]


def test_a_ceiling_is_for_a_kind_of_spending_or_a_project() -> None:
    target = column("control", "target")
    assert [parse_cell(target, text, CONTEXT) for text in ("人员经费", "信息系统")] == ["personnel", 3]


def test_an_objective_is_named_by_project_term_and_number() -> None:
    objective = column("indicator", "objective")
    assert parse_cell(objective, "2", CONTEXT.beside(project=3, term="long")) == 6
    assert parse_cell(objective, "1", CONTEXT.beside(term="annual")) == 5


@pytest.mark.parametrize(
    "text", ["2024-01-31", "2024年1月31日", "2024/1/31", "2024.1.31", "20240131", "2024-01-31 00:00:00"]
)
def test_dates_as_people_write_them(text: str) -> None:
    assert parse_cell(column("headcount", "as_of"), text, CONTEXT) == "2024-01-31"


@pytest.mark.parametrize("text", ["2024-02-30", "1月31日", "昨天"])
def test_what_is_no_date(text: str) -> None:
    assert text in fault(column("headcount", "as_of"), text).reason


@pytest.mark.parametrize(
    "text",
    [
        "2024-1-1",
        "2024/1/1",
        "２０２４－１－１",
        "2024年1月1日",
        "1月1日",
        "2024年3月",
        "2024-01-01 00:00:00",
        "2024.1.1",
    ],
)
def test_a_day_is_no_amount(text: str) -> None:
    assert "这是日期，不是金额" in fault(AMOUNT, text).reason


def test_a_day_behind_an_equals_sign_is_arithmetic_and_comes_back_as_such() -> None:
    figure = parse_cell(AMOUNT, "=2024-1-1", CONTEXT)
    assert isinstance(figure, Figure)
    assert figure.fen == 2_022_000_000
    assert parse_cell(AMOUNT, print_cell(AMOUNT, figure, CONTEXT), CONTEXT) == figure


@pytest.mark.parametrize("text", ["2024-13-1", "120-5-3", "12/5"])
def test_arithmetic_that_is_no_day_needs_no_equals_sign(text: str) -> None:
    assert isinstance(parse_cell(AMOUNT, text, CONTEXT), Figure)


@pytest.mark.parametrize("text", ["20", "20%", "20 %", "２０％", "20.00%"])
def test_a_weight_may_be_pasted_as_a_share(text: str) -> None:
    assert parse_cell(column("indicator", "weight"), text, CONTEXT) == 20


def test_a_count_is_no_share() -> None:
    assert "不是数字" in fault(column("headcount", "actual"), "20%").reason


@pytest.mark.parametrize(("text", "value"), [("１２", 12), ("1,234", 1234), ("5.0", 5), ("0", 0)])
def test_integers(text: str, value: int) -> None:
    assert parse_cell(column("headcount", "actual"), text, CONTEXT) == value


@pytest.mark.parametrize("text", ["-1", "1.5", "5人", "12,34", "十"])
def test_what_is_no_count_of_people(text: str) -> None:
    assert fault(column("headcount", "actual"), text).reason.endswith("。")


def test_an_area_is_kept_in_hundredths() -> None:
    area = column("state_asset", "area")
    assert [
        (value := parse_cell(area, text, CONTEXT), print_cell(area, value, CONTEXT)) for text in ("85.5", "120")
    ] == [
        (8550, "85.5"),
        (12000, "120"),
    ]


def test_an_amount_keeps_its_expression_without_the_sign_that_opens_it() -> None:
    assert parse_cell(AMOUNT, "=4888.33*12*5元", CONTEXT) == Figure(29_330_000, "4888.33*12*5元")


def test_a_zero_is_a_figure_too() -> None:
    assert print_cell(AMOUNT, Figure(0), CONTEXT) == "0.00"


def test_a_letter_typed_for_a_digit_is_answered_with_the_figure() -> None:
    assert fault(AMOUNT, "8o").suggestion == "80"


@pytest.mark.parametrize("text", ["办公\x00费", "a\tb", "两\n行", "\x7f"])
def test_control_characters_are_refused(text: str) -> None:
    assert "请删去" in fault(column("basic", "note"), text).reason


def test_a_paragraph_keeps_its_lines() -> None:
    assert parse_cell(column("project", "basis"), "一\r\n二", CONTEXT) == "一\n二"


def test_a_text_too_long_says_how_long_it_may_be() -> None:
    assert "2000" in fault(column("basic", "note"), "长" * 2001).reason


def test_written_parts_are_named_as_the_document_names_them() -> None:
    topic = column("narrative", "topic")
    assert [parse_cell(topic, text, CONTEXT) for text in ("主要职能", "使用情况.201", "名词.2014001")] == [
        "duties",
        "use.201",
        "term.2014001",
    ]


def _columns() -> Iterator[tuple[str, EntryColumn]]:
    for entry in PACK.entries.values():
        for it in entry.columns:
            yield f"{entry.id}.{it.id}", it


def _values(of: EntryColumn) -> st.SearchStrategy[object]:
    match of.type:
        case "code":
            catalog = PACK.catalogs[of.catalog]
            plain = [code for code in catalog.rows if "{" not in code]
            return st.sampled_from([it for it in plain if _is_shaped(of, it)])
        case "choice":
            return st.sampled_from([it.value for it in LOOKUP.choices(of)])
        case "unit":
            return st.sampled_from([1, 2])
        case "project":
            return st.sampled_from([3, *(it.value for it in of.choices)])
        case "objective":
            return st.just(6)
        case "flag":
            return st.sampled_from([0, 1])
        case "amount":
            return st.integers(-(10**11), 10**11).map(lambda steps: Figure(steps * LOOKUP.amounts.step))
        case "integer" | "decimal" | "year":
            low, high = (1990, 2100) if of.type == "year" else (of.minimum or 0, of.maximum or 10**9)
            return st.integers(max(low, of.minimum or low), min(high, of.maximum or high))
        case "date":
            return st.dates().map(lambda day: day.isoformat())
        case _:
            return _MAILBOXES if of.type == "mail" else _TEXTS


_TEXTS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffd"), max_size=10)
_LABELS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
_MAILBOXES = st.builds(
    "{}{}@{}{}.cn".format,
    _LABELS,
    st.one_of(st.just(""), _LABELS.map(".{}".format)),
    _LABELS,
    st.sampled_from(("", ".gov")),
)


def _is_shaped(of: EntryColumn, code: str) -> bool:
    try:
        return parse_cell(of, code, CONTEXT) == code
    except CellFault:
        return False


_WRITTEN = frozenset({"text", "paragraph", "check", "address"})  # kept as they are typed, but for their signs


@pytest.mark.parametrize(("of", "values"), [pytest.param(it, _values(it), id=name) for name, it in _columns()])
@given(st.data())
def test_what_is_printed_reads_back_as_the_same_value(
    of: EntryColumn, values: st.SearchStrategy[object], data: st.DataObject
) -> None:
    context = CONTEXT.beside(project=3, term="long") if of.type == "objective" else CONTEXT
    drawn = data.draw(values)
    value = parse_cell(of, drawn, context) if of.type in _WRITTEN and isinstance(drawn, str) else drawn
    assert parse_cell(of, print_cell(of, value, context), context) == value  # type: ignore[arg-type]


@given(st.text(max_size=40), st.sampled_from([it for _, it in _columns()]))
def test_any_text_is_a_value_that_prints_back_or_a_fault_that_says_why(text: str, of: EntryColumn) -> None:
    reason, again = "", None
    try:
        value = again = parse_cell(of, text, CONTEXT)
        again = parse_cell(of, print_cell(of, value, CONTEXT), CONTEXT)
    except CellFault as said:
        value, reason = None, said.reason
    assert reason or value == again


_NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}(\.[0-9]{1,2})?", fullmatch=True)
_EXPRESSIONS = st.recursive(
    _NUMBERS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/×÷"), inner).map("".join),
        st.tuples(st.sampled_from("(（"), inner, st.sampled_from(")）")).map("".join),
        inner.map(lambda text: f" {text} "),
    ),
    max_leaves=4,
)


@given(st.tuples(st.sampled_from(("", "=", "＝")), _EXPRESSIONS, st.sampled_from(("", "元", "万元"))).map("".join))
def test_an_expression_means_the_same_when_it_is_printed_and_typed_again(text: str) -> None:
    try:
        value = parse_cell(AMOUNT, text, CONTEXT)
    except CellFault:
        assume(False)
        return
    assert parse_cell(AMOUNT, print_cell(AMOUNT, value, CONTEXT), CONTEXT) == value
