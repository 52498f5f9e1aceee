"""What the sentences of the district say of other books than the sample: more units and funds, moves, nothing yet."""

from collections.abc import Iterator

import pytest

from db.disclosure.passages import Passage
from tests.db.disclosed import passages_of
from tests.packs.full_book import Bench, pack

_PRIOR = "insert into prior_figure (measure, year, stage, value, position) values ('{}', 2023, 'budget', {}, 99)"
_OF_UNIT = (
    "insert into prior_figure (unit, measure, year, stage, value, position) values ({}, '{}', 2023, 'budget', {}, 99)"
)
_WRITE = "insert into narrative (topic, text, position) values ('{}', '{}', 99)"
_OVER = "一般公共预算规模"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.connection.close()


def said(bench: Bench, key: str, *changes: str, public: bool = False) -> str:
    """What a paragraph says after the changes; '' when it is left out."""
    return passage(bench, key, *changes, public=public).text


def passage(bench: Bench, key: str, *changes: str, public: bool = False) -> Passage:
    with bench.changed(*changes):
        found = passages_of(bench.connection, bench.stages, pack(), public=public)
    return next(it for it in found if it.key == key)


def test_几个单位_几种资金_结转都写到(bench: Bench) -> None:
    assert "共2个，其中：行政单位1个、事业单位1个。分别是：样例局本级、样例中心" in said(bench, "预算单位名单")
    income = said(bench, "收入预算")
    for part in ("一般公共预算拨款收入216万元", "财政专户管理资金收入4万元", "上年结转结余5万元，占2.1%"):
        assert part in income
    assert "事业单位经营支出2万元，占0.8%" in said(bench, "支出预算")
    assert "政府性基金预算安排支出6万元，其中：项目支出6万元" in said(bench, "政府性基金预算")
    assert "国有资本经营预算安排支出3万元" in said(bench, "国有资本经营预算")
    grants = said(bench, "财政拨款收支")
    assert "一般公共预算拨款上年结转5万元" in grants
    assert "一般公共服务支出189万元；" in grants


def test_三公经费不为零时写明各项(bench: Bench) -> None:
    assert said(bench, "三公经费").startswith("2024年用一般公共预算安排的“三公”经费为21万元")
    assert said(bench, "公务用车购置及运行维护费") == "公务用车购置及运行维护费预算20万元，其中："
    assert said(bench, "公务用车购置费").startswith("1．公务用车购置费预算18万元")


@pytest.mark.parametrize(
    ("prior", "words"),
    [
        (200, "比2023年预算增加16万元，增长8%，主要原因是："),
        (432, "比2023年预算减少216万元，下降50%，主要原因是："),
        (216, "，与2023年预算持平"),
        (0, "比2023年预算增加216万元，主要原因是："),
        (None, "，2023年无可比数据"),
    ],
)
def test_增减词_增减额_增减幅都由数决定(bench: Bench, prior: int | None, words: str) -> None:
    changes = [] if prior is None else [_PRIOR.format("general", prior * 1_000_000)]
    text = said(bench, _OVER, *changes)
    assert text.startswith("2024年一般公共预算拨款216万元")
    assert words in text
    assert ("增长" in text or "下降" in text) == (prior in (200, 432))


def test_没有变动就不催写原因_有变动没写原因就留空位(bench: Bench) -> None:
    gone = "delete from narrative where topic = 'reason.general'"
    level = passage(bench, _OVER, gone, _PRIOR.format("general", 216_000_000))
    assert (level.gaps, level.text) == (False, "2024年一般公共预算拨款216万元，与2023年预算持平。")
    moved = passage(bench, _OVER, gone, _PRIOR.format("general", 200_000_000))
    assert moved.gaps
    assert moved.text.endswith("主要原因是：〔待填写：一般公共预算变动原因〕。")


def test_上年数各单位齐了才相加_缺一个单位就没有可比数据(bench: Bench) -> None:
    first, second = _OF_UNIT.format(1, "general", 150_000_000), _OF_UNIT.format(2, "general", 50_000_000)
    assert "，2023年无可比数据" in said(bench, _OVER, first)
    assert "比2023年预算增加16万元，增长8%" in said(bench, _OVER, first, second)
    assert "，2023年无可比数据" in said(bench, _OVER, first, "update expenditure set unit = 1 where unit = 3")
    running = _OF_UNIT.format(1, "agency_running", 13_000_000)  # an institution has none
    assert said(bench, "机关运行经费", running).startswith("2024年机关运行经费13万元，与2023年预算持平")


def test_增减原因的审核也不拿一个单位的上年数比全部门(bench: Bench) -> None:
    gone = ("delete from narrative where topic = 'reason.total'", "delete from prior_figure where measure = 'total'")
    assert bench.comparisons("growth-reason", *gone, _OF_UNIT.format(1, "total", 100_000_000)) == []
    both = (_OF_UNIT.format(1, "total", 100_000_000), _OF_UNIT.format(2, "total", 10_000_000))
    assert bench.broken("growth-reason", *gone, *both) == ["14!funds/spending_total.amount"]


@pytest.mark.parametrize(
    ("smes", "micro", "words"),
    [
        (100, 70, "。面向中小企业采购1万元，面向小微企业采购0.7万元。"),
        (0, 70, "。面向小微企业采购0.7万元。"),
        (100, 0, "。面向中小企业采购1万元。"),
    ],
)
def test_面向小微企业的采购单独也写到(bench: Bench, smes: int, micro: int, words: str) -> None:
    change = f"update procurement set for_smes = {smes * 10000}, for_micro = {micro * 10000}"
    assert said(bench, "政府采购预算", change).endswith(words)


def test_元的账写元(bench: Bench) -> None:
    text = said(bench, "收支总体安排", "update book set amounts = '元'")
    assert text.startswith("2024年收支总预算2370000元，比2023年预算增加170000元，增长7.7%")


def test_不到千分之一的占比不写成零(bench: Bench) -> None:
    tiny = "update expenditure set amount = 10000 where fund = 'business_income'"
    assert "事业单位经营支出0.01万元，占比不足0.1%" in said(bench, "支出预算", tiny)


def test_没有的就按规定的说法写没有(bench: Bench) -> None:
    nothing = "delete from expenditure"
    assert said(bench, "政府性基金预算", nothing) == "本部门2024年无政府性基金预算安排的支出。"
    assert said(bench, "国有资本经营预算", nothing) == "本部门2024年无国有资本经营预算安排的支出。"
    assert said(bench, "项目支出", nothing) == "本部门2024年无项目支出。"
    assert said(bench, "政府购买服务", "delete from service_purchase") == "本部门2024年无政府购买服务安排的支出。"


def test_功能科目的解释_账里写的先于表样包的_都没有的留空位(bench: Bench) -> None:
    assert said(bench, "名词.2014001").endswith("行政运行（项）：已写")
    gone = "delete from narrative where topic like 'term.%'"
    assert "日常运转" in said(bench, "名词.2014001", gone)
    lacking = passage(bench, "名词.2120803", gone)
    assert lacking.gaps
    assert lacking.text.endswith("〔待填写：2120803城市建设支出的解释〕")


def test_公开时不点涉密项目的名_编号不断(bench: Bench) -> None:
    secret = "update project set confidential = 1 where id = 1"
    over = _WRITE.format("paragraph.项目支出.来访接待", "来访接待另作安排。")
    with bench.changed(secret, over):
        whole = passages_of(bench.connection, bench.stages, pack())
        published = passages_of(bench.connection, bench.stages, pack(), public=True)
    assert any("来访接待" in it.text for it in whole)
    assert not any("来访接待" in it.text for it in published)
    listed = [it.text for it in published if it.key.startswith("项目支出.") and it.text]
    assert [text[:2] for text in listed] == ["1．", "2．"]


def test_改写的段落用改写的文字_自动文字留着(bench: Bench) -> None:
    change = _WRITE.format("paragraph.收入预算", "第一行。\n第二行。")
    found = passage(bench, "收入预算", change)
    assert (found.written, found.text) == (True, "第一行。\n第二行。")
    assert found.automatic.startswith("2024年收入预算237万元")


def test_改写后账变了_旧的数会被指出(bench: Bench) -> None:
    change = _WRITE.format("paragraph.收入预算", "2024年共安排237万元，比上年多出7.7%。")
    assert bench.broken("paragraph-figures", change) == []
    later = "update expenditure set amount = amount + 10000000 where id = 1"
    assert bench.broken("paragraph-figures", change, later) == ["entry/narrative/35.text"]


@pytest.mark.parametrize(
    ("key", "before", "after", "left"),
    [
        ("政府采购预算", "面向中小企业采购1万元", "面向中小企业采购0.7万元", "0.7万元"),
        ("政府采购预算", "面向中小企业采购1万元", "中小企业采购0.7万元", "0.7万元"),
        ("绩效目标", "3个项目", "8个项目", "8个"),
        ("绩效目标", "2024年3个项目全部编制绩效目标", "编制绩效目标的有8个项目", "8个"),
        ("人员构成", "事业编制5人", "事业编制6人", "6人"),
        ("支出预算", "占33.8%", "占65.4%", "65.4%"),
    ],
)
def test_改写的段落里别处的数也不能用在这里(bench: Bench, key: str, before: str, after: str, left: str) -> None:
    text = said(bench, key)
    assert before in text
    over = _WRITE.format(f"paragraph.{key}", text.replace(before, after))
    (sentence,) = bench.sentences("paragraph-figures", over)
    assert f"“{left}”，自动文字在这里写的是" in sentence


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("绩效目标", "今年的项目都编了绩效目标，共80万元。"),
        ("绩效目标", "召开绩效培训会2次，3个项目都有绩效目标。"),
        ("政府采购预算", "采购2万元，其中1万元面向中小企业，0.7万元面向小微企业。"),
        ("支出预算", "支出预算约237万元，基本支出的占比约65%，项目占33.8%。"),
        ("收入预算", "收入预算237万元（2023年收入预算220万元）。"),
        ("人员构成", "编制10人，在职10人；离退休人员2人，3个科室。"),
    ],
)
def test_换一种说法_少写几个数_不算错(bench: Bench, key: str, text: str) -> None:
    assert bench.sentences("paragraph-figures", _WRITE.format(f"paragraph.{key}", text)) == []


def test_写上原因的话不重复(bench: Bench) -> None:
    prior = _PRIOR.format("general", 200_000_000)
    again = "update narrative set text = '主要原因是新增一个科室。' where topic = 'reason.general'"
    assert said(bench, _OVER, prior, again).endswith("增长8%，主要原因是新增一个科室。")
    use = "update narrative set text = '用于日常办公；' where topic = 'use.208'"
    assert said(bench, "一般公共预算使用.社会保障和就业支出", use).endswith("24万元，用于日常办公。")
