"""What sentences say of figures: of which, of which year, whether it rose; and when nobody can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.texts.plain import plain
from db.texts.reading import reader
from db.texts.statements import Statement, statements
from db.texts.vocabulary import vocabulary

WORDS = (
    ("phrase", "收支总额", "total"),
    ("phrase", "人员费用", "personnel"),
    ("phrase", "项目费用", "project"),
    ("phrase", "出国（境）费", "abroad"),
    ("topic", "reason", "total"),
    *((kind, word, "") for kind, words in (
        ("up", "增加 增长"), ("down", "减少 下降 压减"), ("same", "持平"), ("compare", "比 较 与"), ("share", "占"),
        ("part", "其中"), ("none", "无 没有"), ("vague", "约 左右 以上"), ("done", "执行 实际"), ("now", "本年"),
        ("before1", "上年 去年"), ("prefix", "我局"), ("link", "同时 相应"),
        ("filler", "预算 预算数 数 为 安排 安排的 的 支出 相应 执行"),
        ("rate", "每 人均"), ("total", "合计"), ("least", "不低于 达到 以上"), ("most", "不超过"), ("until", "截至"),
    ) for word in words.split()),
)  # fmt: skip


def read(text: str, topic: str = "") -> tuple[Statement, ...]:
    return reader(WORDS).read(topic, text).statements


def said(text: str, topic: str = "") -> list[tuple[str, str, int]]:
    return [(each.role, each.subject, each.value) for each in read(text, topic) if each.role not in ("year", "other")]


def test_一句话里的数_增减额和百分比说的是同一项() -> None:
    found = said("2024年收支总额825.16万元，比2023年预算增加28.64万元，增长3.6%。")
    assert found == [("amount", "total", 825_160_000), ("change", "total", 28_640_000), ("growth", "total", 360)]


def test_和哪一年比() -> None:
    change = read("收支总额比2023年增加1万元，人员费用较上年减少2万元")
    assert [(each.base, each.base_ago, each.direction) for each in change] == [(2023, -1, "up"), (0, 1, "down")]


def test_其中各项占的是前面那一项() -> None:
    shares = [
        each
        for each in read("收支总额100万元。其中：人员费用60万元，占60%；项目费用40万元，占40%。")
        if each.role == "share"
    ]
    assert [(each.subject, each.whole) for each in shares] == [("personnel", "total"), ("project", "total")]


def test_里层的其中到分号为止() -> None:
    shares = [
        each
        for each in read("收支总额100万元，其中：人员费用60万元，占60%；项目费用40万元，占40%。")
        if each.role == "share"
    ]
    assert [each.whole for each in shares] == ["total", ""]


def test_没有数也能说出增减和持平() -> None:
    found = read("人员费用相应增加；同时压减项目费用；出国（境）费0万元，与上年持平")
    assert [(each.role, each.subject, each.direction) for each in found] == [
        ("move", "personnel", "up"),
        ("move", "project", "down"),
        ("amount", "abroad", ""),
        ("move", "abroad", "same"),
    ]


def test_说没有的那一项() -> None:
    assert said("我局2024年无出国（境）费安排的支出。") == [("none", "abroad", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "劳务派遣人员费用5万元",
        "人员费用里的奖金5万元",
        "新进3名人员费用5万元",
        "安排了人员费用以外的5万元",
        "主要用于设备5万元",
        "人员费用和项目费用5万元",
    ],
)
def test_说不准是哪一项的不算(text: str) -> None:
    assert all(not each.subject for each in read(text))


@pytest.mark.parametrize("text", ["收支总额约5万元", "收支总额5万元左右", "收支总额5万元用于设备"])
def test_大约的和只是一部分的不当作准数(text: str) -> None:
    assert [each.exact for each in read(text)] == [False]


def test_执行数和人均数各有记号() -> None:
    done, each_one = read("人员费用实际执行5万元；人均人员费用1万元")
    assert (done.done, each_one.rate) == (True, True)


def test_不说是哪一项的是本栏目的那一项() -> None:
    assert said("比上年减少7万元，下降5%", "reason") == [("change", "total", 7_000_000), ("growth", "total", 500)]
    assert said("比上年减少7万元", "")[0][1] == ""


def test_隔了一句就不再是那一项() -> None:
    assert said("人员费用5万元。增加2万元")[1] == ("change", "", 2_000_000)


def test_句首的年份和截至的日期() -> None:
    found = [(each.role, each.year) for each in read("2023年全部完成。2023年底起步。截至2022年12月31日，无人。")]
    assert [each for each in found if each[0] in ("year", "until")] == [("year", 2023), ("until", 2022)]


def test_数前面的名称不带引出数的词() -> None:
    (found,) = read("出勤率不低于95%")
    assert (found.before, found.bound, found.value) == ("出勤率", "least", 9500)


AROUND = ("2024年", "5万元", "3%", "，", "；", "。", "\n", "2、", "的")
words = st.lists(st.sampled_from((*(word for _, word, _ in WORDS if word), *AROUND)), max_size=14)


@given(words)
def test_换行隔开的两段各说各的(parts: list[str]) -> None:
    text = "".join(parts)
    alone = list(statements(plain(text).text, vocabulary(WORDS)))
    both = list(statements(plain(f"人员费用9万元\n{text}").text, vocabulary(WORDS)))[1:]
    # Only what begins with 其中 looks back.
    if "其中" not in text:
        assert [each[2:] for each in both] == [each[2:] for each in alone]


@pytest.mark.parametrize("word", ["预算", "安排的支出", "本年", "其中", "我局", "增加", "1*", "1,000元*"])
def test_反复出现的词不会越读越久(word: str) -> None:
    """Words that can be split in many ways would take for ever if all were tried."""
    assert read(f"{word * 40}x") is not None
