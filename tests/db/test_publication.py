"""What is published: nothing in any byte of it that the office keeps to itself, and the rest as it was handed in."""

import base64
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from db import ledger
from db.book import Book
from db.checks.findings import findings
from db.errors import BookError, FrozenBook, PackError
from db.exchange import submission
from db.exchange.publication import _blank
from db.exchange.received import verify
from db.exchange.workbook import workbook_face
from db.forms.sheet import Binding
from db.ledger import Edit
from db.pack import load
from tests.db.sample_book import sample_book
from tests.db.sample_ledger import empty_ledger
from tests.db.tokens import Tokens, unpacked
from tests.db.workbooks import opened

SECRET, OPEN = "信访工作经费", "临时人员工作经费"

# Texts of the ledger that are codes, printed as they are, or of which the pack says that they are published.
_PUBLISHED = {
    "book": {"pack", "pack_version", "department_code", "budget_name", "legal_name", "short_name", "public_telephone"},
    "unit": {"code", "name"},
    "project": {
        *("name", "code", "declared_code", "category_group", "spending_type", "purpose", "executing_unit"),
        *("basis", "plan", "last_review", "budget_change"),
    },
    "cost_item": {"item"},
    "expenditure": {"function", "economic"},
    "procurement": {"catalog_code", "function", "economic", "item_name", "source_text", "measure"},
    "service_purchase": {"content", "function", "economic", "source_text", "level1", "level2", "level3"},
    "asset_plan": {"name", "quantity_text"},
    "objective": {"text"},
    "indicator": {"level1", "level2", "level3", "value_prior2", "value_prior1", "value_now", "basis"},
    "state_asset": {"kind"},
    "prior_figure": {"measure"},
    "code": {"catalog", "code", "name", "parent"},
    "narrative": {"topic", "text"},
}
# Of a confidential project these say where its amounts are counted.
_COUNTED = {
    "project": {"category_group"},
    "expenditure": {"function", "economic"},
    "procurement": {"function", "economic"},
    "service_purchase": {"function", "economic"},
}
_OF_PROJECT = ("cost_item", "expenditure", "procurement", "service_purchase", "asset_plan", "objective", "project_year")
_READ_BY_PROGRAM = {"round", "topic", "made_at", "content", "table_name"}


def _text_columns(book: Book, table: str) -> list[str]:
    return [name for _, name, kind, *_ in book.connection.execute(f"pragma table_info({table})") if kind == "TEXT"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, whose round is 二上."""
    return sample_book(tmp_path_factory.mktemp("示例"))


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(made, tmp_path))) as opened:
        yield opened


@pytest.fixture
def tokens(book: Book) -> Tokens:
    """The sample with a word in every text that is nobody's business, one of its projects confidential."""
    connection, put = book.connection, Tokens()
    ledger.change(book, [Edit(Binding("basic", "expenditure", 1, "amount"), "待定")])
    with book.beyond_undo():
        connection.execute("update project set confidential = 1 where name = ?", (SECRET,))
        connection.execute("insert into submission values (9, 9, '二上', 'draft', '2024-01-01', 'c', '', 't')")
        connection.execute("insert into unverified values (9, 'project', 1, 'name')")
        connection.execute(
            "insert into prior_line (id, year, table_name, amount, position) values (9, 2023, 'expenditure', 1, 1)"
        )
        connection.execute("update narrative set topic = 'use.' || ? where topic = 'use.' || ?", (SECRET, SECRET))
        (project,) = connection.execute("select id from project where name = ?", (SECRET,)).fetchone()
        put.put(book, "narrative", "text", f"topic = 'use.{SECRET}'")
        for table in _OF_PROJECT:
            for column in set(_text_columns(book, table)) - _COUNTED.get(table, set()):
                put.put(book, table, column, f"project = {project}")
        for column in _text_columns(book, "indicator"):
            put.put(book, "indicator", column, f"objective in (select id from objective where project = {project})")
        for (table,) in connection.execute("select name from main.sqlite_schema where type = 'table'").fetchall():
            for column in set(_text_columns(book, table)) - _PUBLISHED.get(table, set()) - _READ_BY_PROGRAM:
                put.put(book, table, column)
        for column in set(_text_columns(book, "project")) - _COUNTED["project"]:
            put.put(book, "project", column, f"id = {project}")
        (name,) = connection.execute("select name from project where id = ?", (project,)).fetchone()
        connection.execute("update narrative set topic = 'use.' || ? where topic = 'use.' || ?", (name, SECRET))
    return put


def test_no_byte_of_a_publication_holds_what_is_private(book: Book, tokens: Tokens) -> None:
    gathered = submission.gather(book, draft=True, round="公开")
    assert tokens.found_in(submission.draw(gathered)) == {}
    assert tokens.found_in({"gathered": repr(gathered).encode()}) == {}


def test_the_same_search_finds_what_goes_to_the_bureau(book: Book, tokens: Tokens) -> None:
    found = tokens.found_in(submission.draw(submission.gather(book, draft=True, round="二上")))
    printed = {"book.head", "book.filler", "project.leader", "project.telephone", "cost_item.basis", "project.name"}
    assert printed <= set(found.values())


def test_a_token_stood_in_every_text_that_is_not_published(book: Book, tokens: Tokens) -> None:
    kinds = {place.partition(".")[0] for place in tokens.placed.values()}
    assert kinds >= {"book", "explanation", "pending", "submission", "action", "change", "prior_line", *_OF_PROJECT[:6]}
    assert {"expenditure.note", "expenditure.typed", "narrative.text"} <= set(tokens.placed.values())


def test_a_publication_has_neither_hidden_sheets_nor_an_author_nor_the_name_of_its_book(book: Book) -> None:
    (content,) = public(book).values()
    workbook = opened(BytesIO(content))
    assert {sheet.sheet_state for sheet in workbook} == {"visible"}
    assert "情况说明" not in workbook.sheetnames
    properties = b"".join(
        part for part in unpacked({"": content}) if b"coreProperties" in part or b"AppVersion" in part
    )
    assert b"title" in properties
    assert not any(word in properties for word in (b"creator", b"lastModifiedBy", b"Company", b"Manager"))
    assert not {"YSB_BOOK", "YSB_REVISION", "YSB_CODE"} & set(workbook.defined_names)
    assert book.record().uuid.encode() not in b"".join(unpacked({"": content}))


def handed_in(book: Book, folder: Path, round_id: str | None = None) -> tuple[Path, ...]:
    """The workbook of that round, final; what else the round lists is drawn elsewhere."""
    gathered = submission.gather(book, draft=False, round=round_id)
    return submission.hand_in(book, folder, gathered, workbook_face(gathered))


def public(book: Book) -> dict[str, bytes]:
    """The workbook of its publication as a draft."""
    return workbook_face(submission.gather(book, draft=True, round="公开"))


def _rows(files: dict[str, bytes], sheet: str) -> list[list[Any]]:
    content = next(content for name, content in files.items() if name.endswith(".xlsx"))
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()


def test_the_cover_of_a_publication_asks_nobody_to_sign(book: Book) -> None:
    said = [str(row[0]) for row in _rows(public(book), "封面")]
    assert "部门名称" in said
    assert not {"单位负责人", "财务负责人", "填报人", "联系电话"} & set(said)


def test_a_confidential_project_keeps_its_amounts_under_another_name(book: Book) -> None:
    before = {row[1]: row[3] for row in _rows(workbook_face(submission.gather(book, draft=True)), "11")}
    with book.beyond_undo():
        book.connection.execute("update project set confidential = 1 where name = ?", (SECRET,))
    gathered = submission.gather(book, draft=True, round="公开")
    after = {row[1]: row[3] for row in _rows(workbook_face(gathered), "11")}
    assert after["涉密项目1"] == before[SECRET]
    assert {name: after[name] for name in after if name != "涉密项目1"} == {
        name: before[name] for name in before if name != SECRET
    }
    documents = [sheet for sheet in gathered.forms if sheet.form == "15"]
    assert [sheet.name for sheet in documents] == ["15-1", "15-2"]
    assert [line.title for line in gathered.contents if line.target.startswith("15-")] == [
        f"十五、2024年江汉区项目支出(绩效目标)申报表：{name}" for name in ("复查复核委员会经费", OPEN)
    ]


def test_the_other_name_is_one_that_no_project_has(book: Book) -> None:
    with book.beyond_undo():
        book.connection.execute("update project set confidential = 1 where name = ?", (SECRET,))
        book.connection.execute("update project set name = '涉密项目1' where name = ?", (OPEN,))
    names = [row[1] for row in _rows(public(book), "11")]
    assert {"涉密项目1", "涉密项目2"} <= set(names)


def test_a_confidential_project_has_its_goals_still_when_they_are_counted(book: Book) -> None:
    def told() -> str:
        said = submission.gather(book, draft=True, round="公开").disclosure.paragraphs
        return next(one.text for one in said if one.key == "绩效目标")

    before = told()
    assert "个项目全部编制绩效目标" in before
    with book.beyond_undo():
        book.connection.execute("update project set confidential = 1 where name = ?", (SECRET,))
    assert told() == before


def test_what_a_confidential_project_buys_is_told_by_its_class_and_as_one(book: Book) -> None:
    with book.beyond_undo():
        (secret,) = book.connection.execute("select id from project where name = ?", (SECRET,)).fetchone()
        book.connection.execute("delete from procurement")
        _purchases_of_all_kinds(book, 0, of=secret)
        book.connection.execute("update project set confidential = 1 where id = ?", (secret,))
        bought = (
            "update procurement set catalog_code = 'A02010105', quantity = 3, unit_price = 500000 where position = 900"
        )
        book.connection.execute(bought)
    gathered = submission.gather(book, draft=True, round="公开")
    (row,) = [row for row in _rows(workbook_face(gathered), "12") if "涉密项目1" in row]
    assert {"[A]货物", 1, 1.5} <= set(row)
    assert not {"个", 3, 0.5} & set(row)
    said = next(one.text for one in gathered.disclosure.paragraphs if one.key == "政府采购预算")
    assert "计算机" not in said


def test_a_pack_without_a_name_for_it_publishes_nothing_of_a_confidential_project(book: Book) -> None:
    import msgspec

    with book.beyond_undo():
        book.connection.execute("update project set confidential = 1 where name = ?", (SECRET,))
    rules = msgspec.structs.replace(book.pack.info.public, confidential="")
    book.pack = msgspec.structs.replace(book.pack, info=msgspec.structs.replace(book.pack.info, public=rules))
    files = public(book)
    assert not any("涉密" in str(cell) for row in _rows(files, "11") for cell in row)
    lines = book.connection.execute(
        "select sum(amount) from expenditure e join project p on p.id = e.project where p.confidential = 0"
    ).fetchone()
    assert _rows(files, "11")[5][3] == pytest.approx(lines[0] / 1_000_000)


def test_a_publication_is_judged_as_a_foreign_workbook_and_for_nothing_that_it_leaves_out(
    book: Book, tmp_path: Path
) -> None:
    with book.beyond_undo():
        book.connection.execute("update project set confidential = 1 where name = ?", (OPEN,))
    ((name, content),) = public(book).items()
    (tmp_path / name).write_bytes(content)
    told = verify(tmp_path / name)
    assert (told.unchanged, told.book) == (None, "")
    assert {one.check for one in told.findings} <= {one.check for one in findings(book)}


def test_the_names_that_checks_know_withheld_projects_by_are_the_packs() -> None:
    pack = load("jianghan-2024")
    records = pack.catalogs["word"].records
    (word,) = [word for topic, word in records if topic == "withheld"]
    assert pack.info.public.confidential.startswith(word)


def test_a_pack_cannot_want_a_column_blank_that_there_is_not() -> None:
    with pytest.raises(PackError, match=r"project\.leaders"):
        _blank(empty_ledger(), "project", ("leaders",))


def test_a_frozen_book_is_published_as_it_was_handed_in_and_stays_frozen(book: Book, tmp_path: Path) -> None:
    handed_in(book, tmp_path / "上报")
    paths = handed_in(book, tmp_path / "公开", "公开")
    assert [path.name for path in paths] == ["112_2024_公开_r2_中共武汉市江汉区信访局.xlsx"]
    assert book.record().frozen
    with pytest.raises(FrozenBook):
        submission.export(book, tmp_path / "上报")
    submission.reopen(book, "追加预算")
    lines = "select revision, round, reopened_reason from submission order by revision"
    assert book.connection.execute(lines).fetchall() == [(1, "二上", "追加预算"), (2, "公开", "")]


def test_a_name_in_a_text_is_told_before_it_leaves(book: Book, tmp_path: Path) -> None:
    ledger.change(book, [Edit(Binding("project", "project", 2, "leader"), "某某某")])
    ledger.change(book, [Edit(Binding("project", "project", 3, "plan"), "由某某某牵头，电话 027-1234 5678。")])
    ledger.change(book, [Edit(Binding("project", "project", 3, "telephone"), "02712345678")])
    found = [one for one in findings(book, "公开") if one.check == "text-private"]
    assert [(one.severity, one.left) for one in found] == [("warning", "某某某")]
    with pytest.raises(submission.SubmissionUnexplained):
        submission.export(book, tmp_path / "公开", round="公开")
    ledger.change(book, [Edit(Binding("project", "project", 2, "leader"), "")])
    (left,) = [one.left for one in findings(book, "公开") if one.check == "text-private"]
    assert left == "02712345678"


def test_against_publishing_a_frozen_book_stand_errors_only(book: Book, tmp_path: Path) -> None:
    ledger.change(book, [Edit(Binding("project", "project", 2, "leader"), "某某某")])
    ledger.change(book, [Edit(Binding("project", "project", 3, "plan"), "由某某某牵头。")])
    handed_in(book, tmp_path / "上报")
    assert [one.severity for one in submission.standing_against(book, "公开")] == ["warning"]
    handed_in(book, tmp_path / "公开", "公开")
    submission.reopen(book, "涉密事项")
    ledger.change(book, [Edit(Binding("project", "project", 2, "confidential"), "是")])
    ledger.change(book, [Edit(Binding("project", "project", 3, "plan"), f"与{OPEN}一并安排。")])
    handed_in(book, tmp_path / "上报")
    with pytest.raises(submission.SubmissionBlocked, match="重新打开") as refusal:
        submission.export(book, tmp_path / "公开", round="公开")
    assert "text-confidential" in {one.check for one in refusal.value.findings}
    assert len(list((tmp_path / "公开").glob("*.xlsx"))) == 1


def test_wherever_a_publication_prints_what_somebody_typed_the_name_of_a_confidential_project_is_told(
    book: Book,
) -> None:
    """Each text that the public forms and sentences print, with the name put into it: the check names all there are."""
    connection = book.connection
    with book.beyond_undo():
        connection.execute("update project set confidential = 1 where name = ?", (SECRET,))
        (secret,) = connection.execute("select id from project where name = ?", (SECRET,)).fetchone()
        _purchases_of_all_kinds(book, secret)
        tokens, own = Tokens(), f"project is not {secret}"
        for table, columns in _PUBLISHED.items():
            coded = _COUNTED.get(table, set()) | {"catalog", "catalog_code", "code", "parent", "topic"}
            where = {
                "project": f"id <> {secret}",
                "indicator": f"objective in (select id from objective where {own})",
                **dict.fromkeys((*_OF_PROJECT, "procurement"), own),
            }.get(table, "1")
            for column in columns - coded if table not in ("book", "unit", "state_asset", "prior_figure") else ():
                tokens.put(book, table, column, where)
        for token, place in tokens.placed.items():
            table, _, column = place.partition(".")
            connection.execute(
                f'update "{table}" set "{column}" = ? where "{column}" = ?', (f"{token}{SECRET}", f"密{token}件")
            )
    printed = tokens.found_in(submission.draw(submission.gather(book, draft=True, round="公开")))
    assert {"procurement.item_name", "indicator.value_now", "asset_plan.name", "project.name"} <= set(printed.values())
    places = {one.address.split("/")[1] + "." + one.address.rpartition(".")[2] for one in findings(book, "公开")
              if one.check == "text-confidential"}  # fmt: skip
    assert {
        "procurement.item_name",
        "procurement.measure",
        "service.content",
        "asset_plan.name",
        "project.name",
    } <= places
    asked = {str(text) for *_, text in book.stages.rows("said_printed")}
    assert {place for token, place in printed.items() if not any(token in text for text in asked)} == set()


def _purchases_of_all_kinds(book: Book, secret: int, of: int = 0) -> None:
    """A purchase, a service and an asset, each in place 900, of a project that is not `secret`, or `of` that one."""
    connection = book.connection
    which = "select unit, id from project where id <> ? and ? in (0, id) limit 1"
    (unit, project) = connection.execute(which, (secret, of)).fetchone()
    common = f"{unit}, {project}, '2014002', '30299', 'general', '预算', 1, 1, 900"
    columns = "unit, project, function, economic, fund, source_text, quantity"
    connection.execute(
        f"insert into procurement ({columns}, unit_price, position, catalog_code, item_name, measure) "
        f"values ({common}, 'A', '柜', '个')"
    )
    connection.execute(
        f"insert into service_purchase ({columns}, amount, position, content, level1, level2, level3) "
        f"values ({common}, '印刷', '甲', '乙', '丙')"
    )
    connection.execute(f"insert into asset_plan values (900, {project}, '柜', '1个', 100, 1)")


def test_a_final_publication_that_names_a_confidential_project_is_refused_whatever_the_checks_say(book: Book) -> None:
    with book.beyond_undo():
        book.connection.execute("update project set confidential = 1 where name = ?", (SECRET,))
        book.connection.execute("update unit set name = name || ?", (SECRET,))
        book.connection.execute("update project set plan = ? where name = ?", ("同信访 工作\n经费一并安排", OPEN))
    with pytest.raises(BookError, match="不能公开") as refusal:
        submission.gather(book, draft=False, round="公开")
    assert f"“{SECRET}”在" in str(refusal.value)
    assert f"15表“{OPEN}”" in str(refusal.value)
    assert "02表" not in str(refusal.value)  # the name of a unit is no secret
    with book.beyond_undo():
        book.connection.execute("update project set plan = '' where name = ?", (OPEN,))
    assert submission.gather(book, draft=False, round="公开").disclosure.paragraphs


def test_a_confidential_project_that_is_called_like_a_code_does_not_stop_a_publication(book: Book) -> None:
    with book.beyond_undo():
        book.connection.execute("update project set confidential = 1, name = '公务接待费' where name = ?", (SECRET,))
    assert submission.gather(book, draft=False, round="公开").forms


@pytest.mark.parametrize(
    "written",
    [
        "密Zq0000Kx件".encode("utf-16-le"),
        "密Zq0000Kx件".encode("utf-16-be"),
        base64.b64encode("密Zq0000Kx件".encode()),
        base64.b64encode(b"a" + "密Zq0000Kx件".encode("utf-16-le")),
        base64.b64encode(b"ab" + "密Zq0000Kx件".encode()),
    ],
    ids=["utf-16-le", "utf-16-be", "base64", "base64 of utf-16", "base64 further on"],
)
def test_the_search_finds_a_word_however_it_is_written(written: bytes) -> None:
    tokens = Tokens()
    tokens.placed["Zq0000Kx"] = "book.head"
    assert tokens.found_in({"": b"<x>" + written + b"</x>"}) == {"Zq0000Kx": "book.head"}
