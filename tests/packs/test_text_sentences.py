"""What the checks of texts say: the words that are wrong, the place they are held against, what to write."""

from collections.abc import Iterator

import pytest

from tests.packs.full_book import Bench

_SAY = "update narrative set text = '{}' where topic = 'performance'"
_BASIS = "update cost_item set basis = '{}' where id = 1"
_PLAN = "update project set plan = '{}' where id = 1"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.connection.close()


@pytest.mark.parametrize(
    ("check_id", "change", "named"),
    [
        ("text-amount", _SAY.format("2024年收支总预算273万元"), "写的是“2024年收支总预算273万元”，01表"),
        ("text-unit", _SAY.format("收支总预算237元"), "像是元和万元写混了"),
        ("text-change", _SAY.format("收支总预算比上年增加27万元"), "本年和上年的数相差 17.00"),
        ("text-direction", _SAY.format("收支总预算比上年减少17万元"), "应当是增加"),
        ("text-growth", _SAY.format("收支总预算比上年增加17万元，增长7.2%"), "按本年和上年的数计算是 7.73%"),
        ("text-share", _SAY.format("人员经费132万元，占75.5%"), "写的是“占75.5%”，按表计算是"),
        (
            "text-amount",
            f"delete from expenditure where economic = '30217'; {_SAY.format('公务接待费3万元')}",
            "是 0.00",
        ),
        ("text-base-year", _SAY.format("收支总预算比2024年增加17万元"), "拿来比较的是 2024年，应当是 2023年"),
        ("text-zero-move", _SAY.format("收支总预算比上年增加0万元"), "应当写“持平”"),
        ("text-zero-move", _SAY.format("公务接待费0万元，比上年增加1万元"), "不会是增加来的"),
        ("text-none", _SAY.format("本单位2024年无政府性基金预算安排的支出"), "却有金额"),
        ("text-people", _SAY.format("在职人员11名"), "填的是 10名"),
        (
            "budget-change-15",
            "update project set budget_change = '2023年预算14万元；2024年比上年增加2万元' where id = 2",
            "应当是减少 2.00",
        ),
        ("text-expression", _BASIS.format("5500元*12月*10人=66元"), "核对算式和结果的单位，像是元和万元写混了"),
        ("basis-cost-15", _BASIS.format("计66元"), "改正依据里的数或者金额，像是元和万元写混了"),
        ("placeholder-texts", _PLAN.format("比上年增加（减少）3万元"), "没有选定“增加（减少）”"),
        ("placeholder-texts", _PLAN.format("主要原因是。"), "后面没有写原因“主要原因是”"),
        ("placeholder-texts", _PLAN.format("由{单位}实施"), "还有没填的“{单位}”"),
        ("text-personal", _PLAN.format("联系电话13800000000"), "手机号“13800000000”"),
        ("text-old-name", _PLAN.format("列医疗卫生与计划生育支出"), "现在是“卫生健康支出”"),
        ("text-punctuation", _PLAN.format("《样例办法"), "的标点没有成对"),
    ],
)
def test_说出哪里写得不对(bench: Bench, check_id: str, change: str, named: str) -> None:
    (said,) = bench.sentences(check_id, *change.split("; "))
    assert named in said


def test_一段文字先说第一处_改好了再说下一处(bench: Bench) -> None:
    (said,) = bench.sentences("text-amount", _SAY.format("收支总预算1万元。支出总预算2万元。"))
    assert "收支总预算1万元" in said
    (said,) = bench.sentences("text-amount", _SAY.format("收支总预算237万元。支出总预算2万元。"))
    assert "支出总预算2万元" in said


def test_收到的文件里的文字也审(bench: Bench) -> None:
    judged = {check_id for check_id, check in bench.checks.items() if bench.judges_workbooks(check)}
    assert judged >= {
        "text-amount", "text-expression", "basis-cost-15", "budget-text-15", "budget-change-15",
        "placeholder-texts", "text-personal", "text-punctuation", "text-old-name",
    }  # fmt: skip
