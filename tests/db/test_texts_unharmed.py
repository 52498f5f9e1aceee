"""Whatever somebody types is refused with a reason, or leaves in every output as the text that it is."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from db import ledger
from db.book import Book, NewBook
from db.checks.explanations import explain
from db.checks.finding import Finding
from db.checks.findings import findings
from db.entry import pending
from db.errors import BookError
from db.exchange import entries, submission, template
from db.exchange.names import LONGEST_NAME, file_stem, legal_name, units_of
from db.exchange.opening import open_workbook
from db.signs import blanked, unkept
from tests.db.entry_book import LINE, NEW, entry_book, type_in
from tests.db.undoing import put_back

# What a spreadsheet, a template, a margin or a mail might take for something else than a text.
SLY = (
    "=1+1", "@SUM(A1)", "+1", "-2+3", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "&P", "&[Page]", "&A&F",
    "_x000D_", "_x005F_x0041_", "{{7*7}}", "{% for %}", "{year}", "😀𠀀", "甲\u202e乙", "\u200f右到左", "零\u200b宽",
    "'单引号", '"双引号"', "<b>&amp;</b>", "]]>", "https://example.com", "mailto:a@b", "\ufeff首", "%s %d", "[2014001]",
)  # fmt: skip
# What no file can keep.
REFUSED = ("甲\x00乙", "\x1b[1m", "甲\x0b乙", "半\ud83d", "\udfff半", "甲\ufffe", "甲\x85乙", "长" * 40_000)

REASONS = ["NUL", "ESC", "VT", "half of a pair", "other half", "no sign", "NEL", "40,000"]

# Entry tab, row, column: texts of every kind that are printed somewhere.
PLACES = (
    ("project", 1, "name"), ("project", 1, "purpose"), ("project", 1, "plan"), ("project", 1, "leader"),
    ("project_spending", 2, "item"), ("project_spending", 2, "basis"), ("objective", 1, "text"),
    ("book", 1, "budget_name"), ("book", 1, "head"), ("book", 1, "filler"), ("unit", 1, "name"),
)  # fmt: skip


def held(book: Book, entry: str, row: int, column: str) -> str:
    """What the ledger holds there; of a cost item, that of the line."""
    table = book.pack.entries[entry].table
    sql = f"select {column} from {table} where id = ?"
    if entry == "project_spending":
        sql = f"select {column} from cost_item where id = (select cost_item from expenditure where id = ?)"
    found = book.connection.execute(sql, (row,)).fetchone()
    return str(found[0]) if found else ""  # the line waits as a draft


def said(book: Book) -> list[str]:
    """The texts in all places that the tests type into."""
    return [held(book, *place) for place in PLACES]


def waiting(book: Book) -> list[pending.Waiting]:
    found = book.connection.execute("select text, reason from pending where reason <> ''")
    return [pending.Waiting(*row) for row in found]


def parts(content: bytes) -> Iterator[tuple[str, str]]:
    with ZipFile(BytesIO(content)) as archive:
        yield from ((name, archive.read(name).decode("utf-8")) for name in archive.namelist())


def texts_of(content: bytes) -> set[str]:
    """All texts in a workbook, as another reader has them."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    pages = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    return {cell for page in pages for row in page for cell in row if isinstance(cell, str)}


def refuse_anything_alive(content: bytes) -> None:
    """Neither formulas, nor links out of the file, nor codes in the margins that are not ours."""
    for name, xml in parts(content):
        assert not re.search(r"<(?:\w+:)?f[ >/]", xml) or not name.startswith("xl/worksheets"), name
        assert 'TargetMode="External"' not in xml
        for margin in re.findall(r"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", xml):
            plain = unescape(margin)
            assert len(plain) <= 255
            assert set(re.findall(r"&(.)", plain)) <= set("LCRPN9"), plain


@pytest.fixture(scope="module")
def typed_into(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with entry_book(tmp_path_factory.mktemp("文")) as book:
        yield book


@pytest.mark.parametrize("first", range(0, len(SLY), len(PLACES)))
def test_a_text_that_looks_like_something_else_is_a_text_in_every_output(tmp_path: Path, first: int) -> None:
    texts = [SLY[(first + at) % len(SLY)] for at in range(len(PLACES))]
    with entry_book(tmp_path) as book:
        for place, text in zip(PLACES, texts, strict=True):
            type_in(book, *place, text)
        assert said(book) == texts
        for content in submission.draw(submission.gather(book, draft=True)).values():
            refuse_anything_alive(content)
            printed = "\n".join(texts_of(content))  # a name on the cover has （签字） behind it
            assert [text for text in texts if text not in printed] == []
        template.write_filled(tmp_path / "录入表.xlsx", book)
        written = (tmp_path / "录入表.xlsx").read_bytes()
        refuse_anything_alive(written)
        assert set(texts) <= texts_of(written)
        entries.read(book, tmp_path / "录入表.xlsx")
        assert said(book) == texts


@pytest.mark.parametrize("text", REFUSED, ids=REASONS)
def test_what_no_file_can_keep_waits_with_a_reason(typed_into: Book, text: str) -> None:
    with put_back(typed_into) as book:
        for place in PLACES:
            type_in(book, *place, text)
        reasons = [one.reason for one in waiting(book)]
        assert sum(bool(re.search("控制字符|读不出|太长", reason)) for reason in reasons) >= len(PLACES)
        assert text not in said(book)
        for content in submission.draw(submission.gather(book, draft=True)).values():
            refuse_anything_alive(content)
            assert text not in texts_of(content)


SIGNS = (
    st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Co", "So"]) | st.sampled_from("=+-@&_x05F{}\r\n\t")
)


@settings(max_examples=max(4, settings().max_examples // 20))  # each writes an entry workbook and reads it twice
@given(st.lists(st.text(SIGNS, min_size=1, max_size=30), min_size=4, max_size=4))
@example(["_x0041_", "a\r\nb", "e\u0301", "\U0001fffe"])
def test_any_text_is_refused_or_comes_back_unharmed(typed_into: Book, texts: list[str]) -> None:
    folder = typed_into.path.parent
    (folder / "a.xlsx").unlink(missing_ok=True)
    places = (("project", 1, "purpose"), ("project", 2, "plan"), ("project_spending", 2, "basis"), ("book", 1, "head"))
    with put_back(typed_into) as book:
        kept: list[tuple[tuple[str, int, str], str]] = []
        for place, text in zip(places, texts, strict=True):
            type_in(book, *place, text)
            column = next(it for it in book.pack.entries[place[0]].columns if it.id == place[2])
            meant = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip()).strip()
            if unkept(meant, breaks=column.type == "paragraph"):
                assert any("不能有" in one.reason for one in waiting(book))
            else:
                assert held(book, *place) == meant
                kept.append((place, meant))
        template.write_filled(folder / "a.xlsx", book)
        if not waiting(book):
            entries.read(book, folder / "a.xlsx")
            assert [held(book, *place) for place, _ in kept] == [text for _, text in kept]
        found = texts_of((folder / "a.xlsx").read_bytes())
        ours = {cell.text for page in open_workbook(folder / "a.xlsx").sheets for cell in page.cells.values()}
        assert {text for _, text in kept if text} <= found
        assert {text for _, text in kept if text} <= ours


@pytest.fixture(scope="module")
def questioned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, Finding]]:
    """A book with a warning that waits for its answer; nobody's answer is taken."""
    with entry_book(tmp_path_factory.mktemp("questioned")) as book:
        ledger.add(book, "basic", {**LINE, "function": "2019898"})
        yield book, next(one for one in findings(book, "二上") if one.explainable)


@pytest.mark.parametrize("text", REFUSED, ids=REASONS)
def test_what_is_written_beside_the_entries_is_held_to_the_same(
    questioned: tuple[Book, Finding], tmp_path: Path, text: str
) -> None:
    book, finding = questioned
    before = book.connection.total_changes
    with pytest.raises(BookError, match=r"控制字符|读不出|最多"):
        explain(book, finding.check, finding.address, text)
    with pytest.raises(BookError, match=r"控制字符|读不出|最多"):
        explain(book, finding.check, finding.address, "好", text)
    with pytest.raises(BookError, match=r"控制字符|读不出|最多"):
        submission.reopen(book, text)
    assert book.connection.total_changes == before
    for new in ({"budget_name": text}, {"department_code": text}, {"units": (("1", text),)}):
        wishes = {name: getattr(NEW, name) for name in NEW.__struct_fields__} | new
        with pytest.raises(BookError, match=r"控制字符|读不出|最多"):
            Book.create(tmp_path / "新.ysb", NewBook(**wishes))
    assert not (tmp_path / "新.ysb").exists()


def test_a_long_name_does_not_make_a_margin_that_excel_calls_damaged(tmp_path: Path) -> None:
    with entry_book(tmp_path) as book:
        type_in(book, "book", 1, "budget_name", "长" * 200)
        for content in submission.draw(submission.gather(book, draft=True)).values():
            refuse_anything_alive(content)


RESERVED = ("CON", "nul", "Com1", "LPT9", "con.txt", "NUL .x", "COM¹", "AUX.")


@given(st.text(SIGNS, max_size=120) | st.sampled_from(RESERVED))
@example("甲\u202excod.exe")
@example("😀" * 60)
def test_a_file_name_is_legal_whatever_it_is_made_of(text: str) -> None:
    name = legal_name(text)
    assert name
    assert not set('\\/:*?"<>|') & set(name)
    assert not [sign for sign in name if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert units_of(name) <= LONGEST_NAME
    assert name == name.strip(" .")
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", name)
    assert legal_name(name) == name


PATTERN = "{code}_{year}_{round}_r{revision}{draft}_{unit}"


@given(st.text(SIGNS, max_size=90), st.text(SIGNS, max_size=50), st.text(SIGNS, max_size=90))
@example("信访局", "112", "草稿_信访局")
@example("长" * 200, "9" * 40, "长" * 199)
def test_a_draft_and_a_final_submission_never_share_a_name(unit: str, code: str, other: str) -> None:
    words = {"code": code, "year": 2024, "round": "二上", "revision": 1}
    draft = file_stem(PATTERN, **words, draft="_草稿", unit=unit)
    assert draft != file_stem(PATTERN, **words, draft="", unit=other)
    assert "_二上_r1_草稿_" in draft
    assert units_of(draft) <= LONGEST_NAME
    later = file_stem(PATTERN, **{**words, "revision": 2}, draft="", unit=unit)
    assert later != file_stem(PATTERN, **words, draft="", unit=unit)


def test_signs_are_blanked_into_one_line() -> None:
    assert blanked("甲\x00\n 乙\ud83d") == "甲 乙"
