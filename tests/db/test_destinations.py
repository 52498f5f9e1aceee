"""Go to: what a typed line means."""

import pytest

from db.destinations import Destinations
from db.initials import Initials
from db.pack import load

PACK = load("jianghan-2024")
WAYS = Destinations(PACK, Initials(PACK))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("05!2014001.operating", "05!2014001.operating"),
        ("entry/basic/12.amount", "entry/basic/12.amount"),
        ("15/信访工作经费!costs", "15/信访工作经费!costs"),
        ("05", "05"),
        ("５", "05"),
        ("支出预算总表", "03"),
        ("支出总表", "03"),
        ("zcyszb", "03"),
        ("基本支出", "entry/basic"),
        ("基本支出 12", "entry/basic/12"),
        ("基本支出12", "entry/basic/12"),
        ("基本支出 第12行 金额", "entry/basic/12.amount"),
        ("基本支出 12 功能", "entry/basic/12.function"),
        ("jbzc 3 je", "entry/basic/3.amount"),
        ("zfcg", "12"),
        ("05 2014001", "05!2014001"),
        ("15 信访工作经费", "15/信访工作经费"),
        ("采购与服务", "entry/procurement"),
        ("公开说明", "entry/narrative"),
    ],
)
def test_一行字说的是哪里(typed: str, address: str) -> None:
    assert WAYS.offers(typed)[0].address == address


def test_空着时列出所有的表和录入页() -> None:
    assert len(WAYS.offers("")) == len(PACK.forms) + len(PACK.entries)


@pytest.mark.parametrize("typed", ["龘", "99!total", "entry/nothing/1.amount", "基本支出 12 没有这栏"])
def test_哪里也不是就没有去处(typed: str) -> None:
    assert WAYS.offers(typed) == ()


@pytest.mark.parametrize("typed", ["上报", "sb"])
def test_没有格子的页也去得(typed: str) -> None:
    pages = Destinations(PACK, Initials(PACK), [("page", "上报")])
    assert [(it.owner, it.address) for it in pages.offers(typed)][:1] == [("page", "")]
