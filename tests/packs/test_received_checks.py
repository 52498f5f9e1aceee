"""Checks for forms without their lines: a book, whose lines others judge, is spared them."""

from collections.abc import Iterator

import msgspec
import pytest

from db.checks.bench import Bench, Stands
from db.checks.stages import checks_in_book, form_only
from db.money import AmountUnit
from db.pack import load

STANDS = Stands("0" * 36, "112", "二上", AmountUnit.WAN, 2024)


@pytest.fixture(scope="module")
def received() -> Iterator[Bench]:
    with Bench(load("jianghan-2024"), STANDS) as bench:
        yield bench


def test_它们都只看表_收到的文件才审得了(received: Bench) -> None:
    waiting = [check for check in received.pack.checks.values() if check.received]
    assert [check.id for check in waiting if not form_only(received.stages, check)] == []


def test_自己的账套不再审一遍(received: Bench) -> None:
    assert [check.id for check in checks_in_book(received.pack) if check.received] == []


def test_别人做的文件要审(received: Bench) -> None:
    assert "fund-of-form" in {check.id for check in received.checks}


def test_本程序导出后没有改过的文件不再审一遍(received: Bench) -> None:
    with Bench(received.pack, msgspec.structs.replace(STANDS, vouched=True)) as vouched:
        assert {check.id for check in received.checks} - {check.id for check in vouched.checks} == {
            check.id for check in received.pack.checks.values() if check.received
        }
