"""A file that comes as a pack is hostile until it has been read: what no honest program packs is never unpacked."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import sentences
from db.errors import PackError
from db.money import AmountUnit
from db.packing import archive
from db.packing.archive import bytes_of, packed, packed_of
from db.packing.installing import install
from db.packing.names import is_file_of_pack
from db.sentences import Sentences
from tests.db.pack_files import SHIPPED, SMALL, file_of, folder_of, parts_of, zipped

PACK = {"river-2031/pack.toml": 'id = "river-2031"'}
HONEST = bytes_of(packed_of(SMALL))


def refused(path: Path) -> str:
    """What is said of a file, which is not installed."""
    shelf = path.parent / "packs"
    with pytest.raises(PackError) as refusal:
        install(path, shelf, SHIPPED)
    assert [it for it in path.parent.rglob("*") if it.is_file() and it != path] == []
    return refusal.value.message


@pytest.mark.parametrize(
    "name",
    [
        "../escaped.toml",
        "river-2031/../../escaped.toml",
        "/etc/escaped.toml",
        "C:/escaped.toml",
        "river-2031/c:escaped.toml",
        "river-2031\\..\\escaped.toml",
        "river-2031//escaped.toml",
        "river-2031/./escaped.toml",
        "river-2031/forms/deeper/escaped.toml",
        "river-2031/forms/con.toml",
        "river-2031/forms/a.toml.",
        "river-2031/forms/a .toml/b.toml",
        "river-2031/forms/ a.toml",
        "river-2031/forms/a\u202etoml.sql",
        "river-2031/forms/a.py",
        "river-2031/forms/a.exe",
        "river-2031/forms/a.TOML",
        "river-2031/forms/nosuffix",
        "river-2031/.hidden.toml",
        "river-2031/forms/" + "a" * 300 + ".toml",
    ],
)
def test_a_name_that_no_pack_has(tmp_path: Path, name: str) -> None:
    said = refused(zipped(tmp_path / "x.ysbpack", {**PACK, name: "x = 1"}))
    assert "没有安装" in said


def test_two_folders(tmp_path: Path) -> None:
    assert "只有一个文件夹" in refused(zipped(tmp_path / "x.ysbpack", {**PACK, "__MACOSX/pack.toml": ""}))


def test_files_without_a_folder(tmp_path: Path) -> None:
    assert "pack.toml" in refused(zipped(tmp_path / "x.ysbpack", {"pack.toml": 'id = "river-2031"'}))


def test_a_folder_without_pack_toml(tmp_path: Path) -> None:
    assert "不是表样包" in refused(zipped(tmp_path / "x.ysbpack", {"river-2031/forms/a.toml": ""}))


def test_a_symbolic_link(tmp_path: Path) -> None:
    link = "river-2031/forms/a.toml"
    assert "不该在里面" in refused(zipped(tmp_path / "x.ysbpack", {**PACK, link: "/etc/passwd"}, (link,)))


def test_one_name_twice(tmp_path: Path) -> None:
    parts = {**PACK, "river-2031/forms/a.toml": "", "river-2031/forms/A.toml": ""}
    assert "有两份" in refused(zipped(tmp_path / "x.ysbpack", parts))


def test_a_part_that_swells(tmp_path: Path) -> None:
    large = b"0" * (archive.LARGEST_PART + 1)
    assert "太大" in refused(zipped(tmp_path / "x.ysbpack", {"river-2031/catalogs/a.csv": large}))


def test_a_part_that_swells_and_lies_about_its_size(tmp_path: Path) -> None:
    size = archive.LARGEST_PART + 1
    path = zipped(tmp_path / "x.ysbpack", {"river-2031/catalogs/a.csv": b"0" * size})
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "不完整" in refused(path)


def test_many_parts_that_are_too_large_together(tmp_path: Path) -> None:
    parts = {f"river-2031/catalogs/{at}.csv": b"0" * archive.LARGEST_PART for at in range(9)}
    assert "太多或太大" in refused(zipped(tmp_path / "x.ysbpack", parts))


def test_too_many_parts(tmp_path: Path) -> None:
    parts = {f"river-2031/catalogs/{at}.csv": "" for at in range(archive.MOST_PARTS)}
    assert "太多或太大" in refused(zipped(tmp_path / "x.ysbpack", {**PACK, **parts}))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "x.ysbpack"
    path.write_bytes(b"PK\x03\x04" + b"0" * archive.LARGEST_FILE)
    assert "文件太大" in refused(path)


@pytest.mark.parametrize("content", ["", "%PDF-1.4", "SQLite format 3", "表样"])
def test_what_is_no_archive(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.ysbpack").write_bytes(content.encode())
    assert "不是表样包" in refused(tmp_path / "x.ysbpack")


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "没有找到" in refused(tmp_path / "x.ysbpack")


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.ysbpack").mkdir()
    assert re.search("读不出来.*请确认", refused(tmp_path / "x.ysbpack"))


def test_half_an_archive(tmp_path: Path) -> None:
    (tmp_path / "x.ysbpack").write_bytes(HONEST[: len(HONEST) // 2])
    assert "不完整" in refused(tmp_path / "x.ysbpack")


@given(st.lists(st.tuples(st.integers(0, len(HONEST) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_bytes_give_a_pack_or_a_refusal(changes: list[tuple[int, int]]) -> None:
    content = bytearray(HONEST)
    for at, value in changes:
        content[at] = value
    try:
        found = packed(bytes(content), "x.ysbpack")
    except PackError:
        return
    assert all(map(is_file_of_pack, found.files))


# -- honest archives of packs that do not work


def with_file(tmp_path: Path, name: str, text: str) -> Path:
    """An archive of the small pack with one file besides, or in the place of its own."""
    parts = parts_of(folder_of(tmp_path / "源"))
    alone = tmp_path / "收到"
    alone.mkdir()
    return zipped(alone / "x.ysbpack", {**parts, f"river-2031/{name}": text.encode("utf-8", "surrogateescape")})


HEAD = 'id = "river-2031"\nname = "河"\nyear = 2031\nversion = "1"\ndistrict = "河区"'
BROKEN = {
    "syntax of pack.toml": ("pack.toml", "id = "),
    "signs of pack.toml": ("pack.toml", "\udcff\udcfe"),
    "another id": ("pack.toml", 'id = "lake-2031"\nname = "湖"\nyear = 2031\nversion = "1"\ndistrict = "湖区"'),
    "no round": ("pack.toml", f'{HEAD}\ntabs = ["上报"]'),
    "no tabs": ("pack.toml", f'{HEAD}\nfirst_round = "一上"\n[[round]]\nid = "一上"\ntitle = "一上"'),
    "extends itself": ("pack.toml", 'id = "river-2031"\nextends = "river-2031"'),
    "extends a path": ("pack.toml", 'id = "river-2031"\nextends = "../../etc"'),
    "nested deeply": ("pack.toml", "a = " + "[" * 100_000),
    "empty list": ("catalogs/function.csv", ""),
    "level in words": ("catalogs/function.csv", "code,name,level,parent\n201,一般公共服务,壹,\n"),
    "torn list": ("catalogs/function.csv", 'code,name\n"201\n'),
    "id as a number": ("forms/06.toml", "id = 6"),
    "half a form": ("forms/07.toml", 'id = "07"\nkind = "pivot"'),
    "check of nothing": ("checks/bad.sql", "-- id: bad\n-- severity: error\nselect nothing from nowhere\n"),
    "select that drops": ("checks/bad.sql", "-- id: bad\n-- severity: error\ndrop table book"),
    "sentence of nothing": ("text/outline.toml", '[[line]]\nkey = "a"\ntext = "{{ nothing.at.all }}"\n'),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_pack_that_does_not_work_is_not_installed(tmp_path: Path, broken: str) -> None:
    assert "表样包" in refused(with_file(tmp_path, *BROKEN[broken]))


def test_a_pack_that_does_not_work_leaves_the_one_that_did(tmp_path: Path) -> None:
    shelf = tmp_path / "packs"
    install(file_of(tmp_path), shelf, SHIPPED)
    before = packed_of(shelf / "river-2031")
    bad = zipped(tmp_path / "x.ysbpack", {"river-2031/pack.toml": 'id = "river-2031"\nversion = "2"'})
    with pytest.raises(PackError):
        install(bad, shelf, SHIPPED)
    assert packed_of(shelf / "river-2031") == before


def test_a_select_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.packing import proving

    monkeypatch.setattr(proving, "PATIENCE", 0.2)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    check = f"""-- id: endless
-- title: 不停
-- says: 不停
-- severity: error
select 'b' as book, '' as address, 0 as left_value, '' as other_address, ({endless}) as right_value, 1 as holds
"""
    assert "interrupted" in refused(with_file(tmp_path, "checks/endless.sql", check))


ENDLESS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loops whose rounds are left out": (
        "{% for a in range(99999) %}{% for b in range(99999) if not b + 1 %}{% endfor %}{% endfor %}"
    ),
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"
    ),
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a power": "{{ 9 ** 9 ** 9 ** 9 }}{{ 2.0 ** (9 ** 9) }}",
    "a power of a power": "{{ 9 ** (9 ** (9 ** 9)) }}",
    "squares of squares": "{% set x = namespace(n=9) %}{% for a in range(99) %}{% set x.n = x.n * x.n %}{% endfor %}",
    "a text many times": "{{ 'x' * 10 ** 12 }}",
    "a text twice as long each time": (
        "{% set x = namespace(t='x') %}{% for a in range(99) %}{% set x.t = x.t ~ x.t %}{% endfor %}"
    ),
    "a text in itself": "{% set x = 'x' * 99999 %}{{ x|replace('x', x) }}{{ x|join(x) }}",
    **{
        f"a list of itself twice, {then}": "".join(
            (
                "{% set x = namespace(l=",
                nothing,
                ") %}{% for a in range(99) %}{% set x.l = ",
                twice,
                " %}{% endfor %}",
                then,
            )
        )
        for nothing, twice, then in (
            ("['']", "[x.l, x.l]", "{{ x.l }}"),
            ("['']", "[x.l, x.l]", "{{ x.l|upper }}"),
            ("['']", "[x.l] + [x.l]", "{{ x.l|string|truncate }}"),
            ("(1,)", "(x.l, x.l)", "{{ {x.l: 1} }}"),
            ("(1,)", "dict(a=x.l, b=x.l).values()|list", "{{ x.l|unique|list }}"),
        )
    },
    "two lists of themselves twice": (
        "{% set x = namespace(l=[''], m=['']) %}{% for a in range(99) %}{% set x.l = [x.l, x.l] %}"
        "{% set x.m = [x.m, x.m] %}{% endfor %}{{ x.l == x.m }}"
    ),
    "names of names": (
        "{% set x = namespace(n='') %}{% for a in range(99) %}{% set x.n = namespace(a=x.n, b=x.n) %}{% endfor %}"
        "{{ [][x.n] }}"
    ),
    "arguments of arguments": (
        "{% set x = namespace(t=()) %}{% macro m() %}{% set x.t = varargs %}{% endmacro %}"
        "{% for a in range(99) %}{{ m(x.t, x.t) }}{% endfor %}{{ x.t|unique|list }}"
    ),
    "lists that are kept": (
        "{% set x = namespace(l=[]) %}{% for a in range(99) %}{% set x.l = [x.l, range(99999)|list] %}{% endfor %}"
    ),
    "a wide text": "{{ 'x'.center(10 ** 12) }}",
    "a wide number": "{{ '{:999999999999}'.format(1) }}",
    "a wide number of old": "{{ '%999999999d' % 1 }}",
    "sums of sums": "{{ ([range(99999)] * 99999)|map('sum')|sum }}",
}


@pytest.mark.parametrize("endless", ENDLESS)
def test_a_sentence_that_never_ends_is_refused(endless: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from db import bounded

    monkeypatch.setattr(bounded, "SECONDS", 0.5)
    with pytest.raises(PackError, match="句式不合规定"):
        Sentences("", AmountUnit.WAN).fill(ENDLESS[endless], {})


def test_a_sentence_of_the_letter_that_never_ends_is_refused() -> None:
    with pytest.raises(PackError, match="句式不合规定"):
        sentences.fill(ENDLESS["loops in loops"])


def test_what_ends_is_filled_as_jinja_fills_it() -> None:
    rows = [{"kind": "b", "amount": 2}, {"kind": "a", "amount": 1}, {"kind": "a", "amount": 4}]
    for template, said in {
        "{{ rows|sum(attribute='amount', start=3) }}": "10",
        "{% for kind, of in rows|groupby('kind') %}{{ kind }}{{ of|sum('amount') }}{% endfor %}": "a5b2",
        "{% set a, b = (1, [2, 3]) %}{{ a }}{{ b|join('、') }}{{ 2 in (1, 2) }}": "12、3True",
        "{{ 'a1b'|replace(1, 2)|upper|truncate(2, True, '', 0) }}{{ [rows, rows][1][0].kind }}": "A2b",
    }.items():
        assert Sentences("", AmountUnit.WAN).fill(template, {"rows": rows}) == said


def test_words_that_never_end_are_refused() -> None:
    with pytest.raises(PackError, match=r"words\.jinja"):
        sentences.sentences(ENDLESS["loops in loops"], AmountUnit.WAN)


def test_sentences_that_end_one_by_one_are_stopped_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.packing import proving

    monkeypatch.setattr(proving, "PATIENCE", 0.01)
    busy = "{% for a in range(99) %}{{ range(9999)|sum }}{% endfor %}"
    outline = "".join(f'[[line]]\nkey = "{key}"\ntext = "{busy}"\n' for key in range(99))
    assert "算得太久" in refused(with_file(tmp_path, "text/outline.toml", outline))
