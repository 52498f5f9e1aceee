"""Another pack has another disclosure, or none: its outline, figures and words are all there is to write."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import ledger
from db.book import Book, NewBook
from db.disclosure.passages import disclosure
from db.errors import PackError
from db.exchange import submission
from db.money import AmountUnit
from db.pack import load
from tests.packs.test_second_pack import LINES, PACK

TEXT = {
    "text/outline.toml": """
title = "{{ town.name }}{{ town.year }}年用款说明"

[[line]]
kind = "section"
text = "甲、用款"

[[line]]
key = "总数"
text = "{{ once(town) }}，按用途有{{ uses|length }}项。{{ '' if written('thanks') else gap('致谢') }}"

[[line]]
key = "用途.{{ row.code }}"
each = "uses"
text = "第{{ n|chinese }}项是{{ row.name }}，{{ row.amount|amount }}，占{{ row.amount|share(by_code['7'].amount) }}。"

[[line]]
kind = "forms"
""",
    "text/words.jinja": "{% macro once(town) %}全镇共{{ town.total|amount }}{% endmacro %}\n",
    "text/town.sql": """
-- rows: one
-- columns: name year total
select budget_name, year, (select both from form_71 where row_key = 'total') from fact_book
""",
    "text/uses.sql": """
-- columns: code name amount
select row_key, label, both from form_71 where length(row_key) = 1 order by ordinal
""",
    "text/by_code.sql": """
-- rows: code
-- columns: code amount
select row_key, both from form_71
""",
}


def shelf_of(folder: Path) -> Path:
    """The pack with a disclosure."""
    files = {**PACK, **TEXT}
    files["pack.toml"] = files["pack.toml"].replace('["workbook"]', '["workbook", "document"]')
    for name, text in files.items():
        path = folder / "riverside-2031" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    return folder


def created(tmp_path: Path, shelf: Path) -> Book:
    new = NewBook(
        year=2031, department_code="9", budget_name="某镇", units=(("01", "上村"), ("02", "下村")),
        pack="riverside-2031", amounts=AmountUnit.YUAN,
    )  # fmt: skip
    return Book.create(tmp_path / "book.ysb", new, (shelf,))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with created(tmp_path, shelf_of(tmp_path / "packs")) as made:
        for line in LINES:
            ledger.add(made, "spending", line)
        yield made


def test_its_sentences_say_its_figures(book: Book) -> None:
    made = disclosure(book)
    assert made.title == "某镇2031年用款说明"
    assert [(it.kind, it.key, it.text) for it in made.paragraphs] == [
        ("section", "", "甲、用款"),
        ("text", "总数", "全镇共1700.5元，按用途有2项。〔待填写：致谢〕"),
        ("text", "用途.7", "第一项是河道，1400.5元，占100%。"),
        ("text", "用途.8", "第二项是道路，300元，占21.4%。"),
        ("forms", "", ""),
    ]


def test_it_leaves_as_a_document(book: Book, tmp_path: Path) -> None:
    files = submission.export(book, tmp_path / "out", draft=True)
    assert sorted(path.suffix for path in files) == [".docx", ".xlsx"]


def test_without_one_nothing_is_disclosed(tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    for name, text in PACK.items():
        path = folder / "riverside-2031" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    with created(tmp_path, folder) as bare:
        assert disclosure(bare).paragraphs == ()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("text/outline.toml", 'title = "x"\n[[line]]\ntext = "没有 key"\n', "text/outline.toml.*正文段落要有 key"),
        ("text/outline.toml", '[[line]]\nkind = "part"\nkey = "k"\ntext = "x"\n', "标题不能有"),
        ("text/outline.toml", '[[line]]\nkey = "k"\n[[line]]\nkey = "k"\n', "有两段的 key 都是“k”"),
        ("text/outline.toml", '[[line]]\nkey = "k{{ row.code }}"\neach = "nothing"\n', "按没有的数“nothing”重复"),
        ("text/outline.toml", '[[line]]\nkey = "k"\neach = "uses"\n', "逐行重复"),
        ("text/outline.toml", 'titel = "x"\n', "text/outline.toml.*titel"),
        ("text/town.sql", "-- columns: Name\nselect 1 from book\n", "text/town.sql.*小写字母"),
        ("text/town.sql", "-- columns: name\n-- rows: few\nselect 1 from book\n", "text/town.sql.*few"),
        ("text/town.sql", "-- rows: one\nselect 1 from book\n", "text/town.sql.*columns"),
    ],
)
def test_a_fault_is_named_by_file_and_key(tmp_path: Path, file: str, text: str, said: str) -> None:
    shelf = shelf_of(tmp_path / "packs")
    (shelf / "riverside-2031" / file).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=said):
        load("riverside-2031", (shelf,))


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select budget_name, year, 1, 2 from fact_book", "text_town"),
        ("select budget_name, year, load_extension('x') from fact_book", "text_town.*load_extension"),
        ("delete from book", "text_town"),
    ],
)
def test_a_figure_may_read_and_nothing_else(tmp_path: Path, sql: str, said: str) -> None:
    shelf = shelf_of(tmp_path / "packs")
    path = shelf / "riverside-2031" / "text/town.sql"
    path.write_text(f"-- rows: one\n-- columns: name year total\n{sql}\n", encoding="utf-8")
    with pytest.raises(PackError, match=said):
        created(tmp_path, shelf)


@pytest.mark.parametrize(
    "text", ["{{ town.nothing }}", "{{ 1 / 0 }}", "{% if %}", "{{ ''.__class__.__mro__ }}", "{{ uses[0] + 1 }}"]
)
def test_a_sentence_that_goes_wrong_is_a_fault_of_the_pack_and_says_which(tmp_path: Path, text: str) -> None:
    shelf = shelf_of(tmp_path / "packs")
    outline = f'title = "x"\n[[line]]\nkey = "k"\ntext = """{text}"""\n'
    (shelf / "riverside-2031" / "text/outline.toml").write_text(outline, encoding="utf-8")
    with created(tmp_path, shelf) as book, pytest.raises(PackError, match="句式不合规定"):
        disclosure(book)
