"""The disclosure of the sample beside the published one: the same headings, every figure in the same section."""

import json
import re
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from db.book import Book
from db.disclosure.passages import disclosure, passages
from db.disclosure.shape import Disclosure
from db.exchange import submission
from db.exchange.submission import SubmissionBlocked
from db.forms.compile import compile_stages
from db.money import AmountUnit
from db.sentences import sentences
from tests.db.disclosed import objections, passages_of
from tests.db.sample_book import sample_book
from tests.db.sample_ledger import empty_ledger
from tests.detect.population import Population
from tests.packs.full_book import Bench, pack

PUBLISHED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "seed" / "disclosure.json").read_text(encoding="utf-8")
)
HEADINGS = ("part", "section", "point")


def plain(text: str) -> str:
    """The signs that count, as the facts have them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    with Book.read(sample_book(tmp_path_factory.mktemp("disclosure"))) as book:
        return disclosure(book)


def sections(disclosure: Disclosure) -> list[tuple[str, str]]:
    """Each heading with the text up to the next one."""
    found: list[tuple[str, str]] = []
    for one in disclosure.paragraphs:
        if one.kind in HEADINGS:
            found.append((plain(one.text), ""))
        elif found:
            heading, text = found[-1]
            found[-1] = heading, text + plain(one.text)
    return found


def test_标题和顺序与公布的目录相同(ours: Disclosure) -> None:
    assert [heading for heading, _ in sections(ours)] == [it["heading"] for it in PUBLISHED]


@pytest.mark.parametrize("number", range(len(PUBLISHED)), ids=[it["heading"] for it in PUBLISHED])
def test_每个数都在同一部分里(ours: Disclosure, number: int) -> None:
    published, (_, text) = PUBLISHED[number], sections(ours)[number]
    missing = [it for it in published["figures"] if not re.search(rf"(?<![0-9.]){re.escape(it)}", text)]
    assert missing == []
    assert [it for it in published["words"] if it not in text] == []


def test_没有留下待填写的地方(ours: Disclosure) -> None:
    assert not any("待填写" in it.text for it in ours.paragraphs)


def test_职能有十条_名词有十个再加用到的科目(ours: Disclosure) -> None:
    lines = [it for it in ours.paragraphs if it.key == "主要职能"]
    terms = [it for it in ours.paragraphs if it.key.startswith("名词.")]
    assert (len(lines), len(terms)) == (10, 10 + 1 + 10)


def test_示例的句子自己读一遍_与账没有矛盾(tmp_path: Path) -> None:
    with Book.read(sample_book(tmp_path)) as book:
        assert objections(book.connection, book.stages, book.pack, passages(book)) == {}


def test_各种资金都有的账_句子自己读一遍没有矛盾() -> None:
    bench = Bench()
    try:
        found = passages_of(bench.connection, bench.stages, pack())
        assert objections(bench.connection, bench.stages, pack(), found) == {}
    finally:
        bench.connection.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_随机造的账_句子自己读一遍没有矛盾(seed: int) -> None:
    ledger = empty_ledger()
    Population(ledger, pack()).make(Random(seed))
    try:
        stages = compile_stages(ledger, pack())
        found = passages_of(ledger, stages, pack())
        assert objections(ledger, stages, pack(), found) == {}
        # And a figure that is another one is told.
        wrong = [msgspec.structs.replace(it, text=it.text.replace("收支总预算", "收支总预算9")) for it in found]
        assert "text-amount" in objections(ledger, stages, pack(), wrong)
    finally:
        ledger.close()


def test_一套句式都编得通() -> None:
    made = sentences(pack().writing.words, AmountUnit.WAN)
    outline = pack().writing.outline
    for line in outline.lines:
        made.compiled(line.text)
        made.compiled(line.key)
    assert outline.title


def test_还有待填写的地方不能上报_草稿可以(tmp_path: Path) -> None:
    with Book.open(sample_book(tmp_path)) as book:
        with book.action("清空人员"):
            book.connection.execute("delete from headcount")
        assert submission.export(book, tmp_path / "草稿", draft=True)
        with pytest.raises(SubmissionBlocked, match=r"1 段还有待填写的地方：“人员构成”"):
            submission.export(book, tmp_path / "终稿")
    assert not (tmp_path / "终稿").exists()
