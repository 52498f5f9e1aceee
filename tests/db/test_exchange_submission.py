"""A submission leaves whole or not at all, is the same for the same book, and freezes it."""

import errno
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from db import ledger
from db.book import Book, NewBook
from db.checks.explanations import explain
from db.checks.findings import findings
from db.errors import BookError, FrozenBook, WriteFailed
from db.exchange import submission
from db.exchange.submission import Submission, SubmissionBlocked, SubmissionUnexplained, UnknownRound
from db.money import AmountUnit
from db.pack import load
from db.shelf import newest
from tests.db.workbooks import opened

LINE = {"unit": "112001", "function": "2014001", "economic": "30101", "amount": "75.30"}


def new_book(folder: Path, amounts: AmountUnit = AmountUnit.WAN) -> Book:
    """A book of one unit by a clock that ticks a second at each look."""
    ticks = count()
    return Book.create(
        folder / "账套.ysb",
        NewBook(
            year=2024,
            department_code="112",
            budget_name="信访局",
            units=(("112001", "信访局本级"),),
            pack=newest(),
            amounts=amounts,
        ),
        clock=lambda: datetime(2024, 1, 2, 3, 4, next(ticks) % 60, tzinfo=UTC),
        uuid=lambda: "00000000-0000-4000-8000-000000000001",
    )


@lru_cache(maxsize=1)
def _file() -> bytes:
    """A book with one line of spending, as a file."""
    with TemporaryDirectory() as folder, new_book(Path(folder)) as made:
        ledger.add(made, "basic", LINE)
        return made.content()


def line_book(folder: Path) -> Book:
    """That book; its clock goes on where it was."""
    (folder / "账套.ysb").write_bytes(_file())
    ticks = count(20)
    return Book.open(folder / "账套.ysb", clock=lambda: datetime(2024, 1, 2, 3, 4, next(ticks) % 60, tzinfo=UTC))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with one line of spending."""
    with line_book(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of its draft."""
    folder = tmp_path_factory.mktemp("drafted")
    with line_book(folder) as made:
        (path,) = submission.export(made, folder / "out", draft=True)
    return path


@pytest.fixture(scope="module")
def workbook(drafted: Path) -> Any:
    """The same, opened: to be looked at and left as it is."""
    return opened(drafted)


def give_cause_to_warn(book: Book) -> None:
    """A project declared under a function code that is no longer in use."""
    ledger.add(book, "project", {"unit": "112001", "name": "信访工作经费", "declared_code": "2010308"})


@pytest.fixture
def warned(tmp_path: Path) -> Any:
    """A book in which nothing is wrong but that cause."""
    with new_book(tmp_path) as made:
        give_cause_to_warn(made)
        spend = {"project": "信访工作经费", "function": "2014002", "economic": "30299", "amount": "5", "basis": "按需"}
        ledger.add(made, "project_spending", {**spend, "item": "办案"})
        yield made


def settle(book: Book) -> None:
    """Answer every warning, so that nothing stands against handing in."""
    for finding in findings(book):
        if not finding.settled and finding.explainable:
            explain(book, finding.check, finding.address, "经核实无误。", "负责人")


def draft(book: Book, folder: Path) -> Any:
    path, *_ = submission.export(book, folder, draft=True)
    return opened(path)


def texts(workbook: Any) -> list[str]:
    return [str(cell.value) for sheet in workbook for row in sheet for cell in row if cell.value is not None]


def test_the_sheets_stand_in_the_order_of_the_forms(workbook: Any) -> None:
    names = workbook.sheetnames
    forms = list(load(newest()).forms)
    assert names[:2] == ["封面", "目录"]
    assert [name for name in names if name in forms] == [form for form in forms if form in names]
    assert names[-2:] == ["_ysb", "_ysb_entries"]


@pytest.mark.parametrize("name", ["_ysb", "_ysb_entries"])
def test_the_hidden_sheets_cannot_be_shown_by_hand(workbook: Any, name: str) -> None:
    assert workbook[name].sheet_state == "veryHidden"


def test_the_forms_are_locked_against_a_slip_and_no_password_keeps_anybody_out(workbook: Any) -> None:
    for sheet in (one for one in workbook if one.sheet_state == "visible"):
        assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert all(cell.protection.locked for row in workbook["05"].iter_rows() for cell in row)


def test_beside_a_form_and_where_the_cover_is_signed_can_be_written(workbook: Any) -> None:
    beside = workbook["05"].column_dimensions["H"]
    assert (beside.min, beside.max, beside.protection.locked) == (8, 16384, False)
    signed = {row[0].value for row in workbook["封面"] if not row[1].protection.locked}
    assert signed == {"单位负责人", "财务负责人", "填报人", "填报日期", "单位公章"}


def test_the_cover_names_department_year_round_version_and_check_code(workbook: Any) -> None:
    cover = [cell.value for row in workbook["封面"] for cell in row]
    code = workbook.defined_names["YSB_CODE"].value.strip('"')
    for said in ("112", "信访局", "2024", "一上", "第1版（草稿）", "万元", code):
        assert said in cover


def test_titles_in_the_contents_lead_to_their_sheets(workbook: Any) -> None:
    links = [row[1].hyperlink.location for row in workbook["目录"] if row[1].hyperlink]
    assert "'01'!A1" in links
    assert all(link.split("'")[1] in workbook.sheetnames for link in links)


def test_a_draft_says_so_on_every_page_and_in_its_name(drafted: Path, workbook: Any) -> None:
    assert "草稿" in drafted.name
    assert {sheet.oddHeader.right.text for sheet in workbook if not sheet.title.startswith("_ysb")} == {"草稿"}


def test_every_page_foot_carries_the_check_code(workbook: Any) -> None:
    code = workbook.defined_names["YSB_CODE"].value.strip('"')
    assert {sheet.oddFooter.right.text for sheet in workbook if not sheet.title.startswith("_ysb")} == {
        f"校验码 {code}"
    }


def test_a_draft_leaves_no_trace_in_the_book(book: Book, tmp_path: Path) -> None:
    before = book.path.read_bytes()
    submission.export(book, tmp_path / "out", draft=True)
    assert book.path.read_bytes() == before


def test_a_draft_can_be_made_of_a_snapshot(book: Book, tmp_path: Path) -> None:
    with Book.read(book.path) as snapshot:
        assert submission.export(snapshot, tmp_path / "out", draft=True)


def test_the_same_book_gives_the_same_bytes(book: Book, tmp_path: Path) -> None:
    (one,) = submission.export(book, tmp_path / "a", draft=True)
    (other,) = submission.export(book, tmp_path / "b", draft=True)
    assert one.read_bytes() == other.read_bytes()


def test_dates_in_the_file_are_the_books(drafted: Path, workbook: Any) -> None:
    properties = workbook.properties
    assert properties.creator == "预算本"
    assert (properties.created.year, properties.modified.year) == (2024, 2024)
    with ZipFile(drafted) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_figures_are_numbers_also_for_another_reader(drafted: Path) -> None:
    rows = CalamineWorkbook.from_path(drafted).get_sheet_by_name("05").to_python()
    assert 75.3 in [value for row in rows for value in row]


def test_codes_stay_texts(workbook: Any) -> None:
    codes = [row[0] for row in workbook["05"] if row[0].value == "2014001"]
    assert [(cell.data_type, cell.number_format) for cell in codes] == [("s", "@")]


def test_no_text_of_a_book_becomes_a_formula(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        names = ("budget_name", "legal_name", "short_name", "filler", "head", "finance_head")
        ledger.change(book, [ledger.Edit(binding(book, column), "=1+1") for column in names])
        texts_of_project = dict.fromkeys(("name", "purpose", "basis", "plan"), "=1+1")
        ledger.add(book, "project", {"unit": "112001", **texts_of_project})
        texts_of_line = dict.fromkeys(("project", "item", "basis"), "=1+1")
        ledger.add(
            book, "project_spending", {**texts_of_line, "function": "2014002", "economic": "30299", "amount": "1"}
        )
        workbook = draft(book, tmp_path / "out")
    assert "=1+1" in texts(workbook)
    assert {cell.data_type for sheet in workbook for row in sheet for cell in row} <= {"n", "s"}


def binding(book: Book, column: str) -> Any:
    from db.forms.sheet import Binding

    assert any(each.id == column for each in book.pack.entries["book"].columns)
    return Binding("book", "book", 1, column)


def test_errors_stop_a_final_submission(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        ledger.add(book, "basic", {**LINE, "amount": "很多"})
        with pytest.raises(SubmissionBlocked) as refusal:
            submission.export(book, tmp_path / "out")
        assert refusal.value.exit_code == 1
        assert refusal.value.findings
        assert not (tmp_path / "out").exists()
        assert not book.record().frozen


def test_unexplained_warnings_stop_it_too_with_a_code_of_their_own(warned: Book, tmp_path: Path) -> None:
    with pytest.raises(SubmissionUnexplained) as refusal:
        submission.export(warned, tmp_path / "out")
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize("round_id", ["一上", "二上", "公开"])
def test_a_book_without_any_spending_is_never_handed_in(tmp_path: Path, round_id: str) -> None:
    with new_book(tmp_path) as empty:
        settle(empty)
        with pytest.raises(SubmissionBlocked) as refusal:
            submission.export(empty, tmp_path / "out", round=round_id)
    assert any("还没有录入任何支出，不能上报" in finding.message for finding in refusal.value.findings)


def test_a_final_submission_is_recorded_and_freezes_the_book(book: Book, tmp_path: Path) -> None:
    settle(book)
    (path,) = submission.export(book, tmp_path / "out")
    assert "草稿" not in path.name
    assert book.record().frozen
    row = book.connection.execute("select revision, round, kind, check_code from submission").fetchone()
    assert row == (1, "一上", "final", opened(path).defined_names["YSB_CODE"].value.strip('"'))
    with pytest.raises(FrozenBook):
        ledger.add(book, "basic", LINE)


def test_explained_warnings_travel_with_it(warned: Book, tmp_path: Path) -> None:
    settle(warned)
    (path,) = submission.export(warned, tmp_path / "out")
    assert "经核实无误。" in [cell.value for row in opened(path)["情况说明"] for cell in row]


def test_a_frozen_book_cannot_be_handed_in_again(book: Book, tmp_path: Path) -> None:
    settle(book)
    submission.export(book, tmp_path / "out")
    with pytest.raises(FrozenBook, match="重新打开"):
        submission.export(book, tmp_path / "out")


def test_a_reopened_book_is_handed_in_as_the_next_version(book: Book, tmp_path: Path) -> None:
    settle(book)
    (first,) = submission.export(book, tmp_path / "out")
    submission.reopen(book, "财政局退回")
    ledger.add(book, "basic", {**LINE, "economic": "30102"})
    settle(book)
    (second,) = submission.export(book, tmp_path / "out")
    assert first.exists()
    assert "r2" in second.name
    reasons = [
        reason for (reason,) in book.connection.execute("select reopened_reason from submission order by revision")
    ]
    assert reasons == ["财政局退回", ""]


def test_undo_does_not_unfreeze(book: Book, tmp_path: Path) -> None:
    settle(book)
    submission.export(book, tmp_path / "out")
    with pytest.raises(FrozenBook):
        book.undo()


def test_reopening_wants_a_reason_and_a_frozen_book(book: Book) -> None:
    with pytest.raises(BookError, match="原因"):
        submission.reopen(book, "  ")
    with pytest.raises(BookError, match="没有封存"):
        submission.reopen(book, "退回")


def test_an_unknown_round_is_a_matter_of_usage(book: Book, tmp_path: Path) -> None:
    with pytest.raises(UnknownRound) as refusal:
        submission.export(book, tmp_path / "out", draft=True, round="三上")
    assert refusal.value.exit_code == 64


def test_another_round_is_printed_without_changing_the_book(book: Book, tmp_path: Path) -> None:
    path, *_ = submission.export(book, tmp_path / "out", draft=True, round="二上")
    assert "二上" in path.name
    assert book.record().round == "一上"


def test_a_full_disk_leaves_neither_files_nor_a_frozen_book(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(book)

    opened = Path.open

    def full(self: Path, mode: str = "r", *more: Any, **others: Any) -> Any:
        if self.suffix == ".tmp":
            raise OSError(errno.ENOSPC, "full")
        return opened(self, mode, *more, **others)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        with pytest.raises(WriteFailed, match=r"磁盘已满.*没有封存"):
            submission.export(book, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    assert not book.record().frozen


def test_a_target_open_in_excel_leaves_the_old_file_and_says_so(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = submission.export(book, tmp_path / "out", draft=True)
    before = path.read_bytes()

    def held(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(WriteFailed, match="Excel"):
        submission.export(book, tmp_path / "out", draft=True)
    assert [each.name for each in (tmp_path / "out").iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_other_faces_write_beside_the_workbook(book: Book, tmp_path: Path) -> None:
    def note(made: Submission) -> dict[str, bytes]:
        return {f"{made.stem}.txt": made.cover.code.encode()}

    paths = submission.export(book, tmp_path / "out", draft=True, round="二上", faces={"pdf": note})
    made = {path.suffix: path.read_bytes() for path in paths}
    assert opened(BytesIO(made[".xlsx"])).defined_names["YSB_CODE"].value.strip('"') == made[".txt"].decode()


def test_the_check_code_follows_the_figures(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        empty = submission.gather(book, draft=True).cover.code
        row = ledger.add(book, "basic", LINE)
        full = submission.gather(book, draft=True).cover.code
        ledger.remove(book, "basic", [row])
        assert empty != full
        assert submission.gather(book, draft=True).cover.code == empty


def test_a_name_that_windows_refuses_is_mended(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        ledger.change(book, [ledger.Edit(binding(book, "budget_name"), "信访局/本级:甲")])
        (path,) = submission.export(book, tmp_path / "out", draft=True)
        assert not set('\\/:*?"<>|') & set(path.name)


def test_what_was_drawn_of_an_earlier_state_of_the_book_is_not_handed_in(book: Book, tmp_path: Path) -> None:
    gathered = submission.gather(book, draft=True)
    files = submission.draw(gathered)
    ledger.add(book, "basic", {**LINE, "amount": "1"})
    with pytest.raises(BookError, match="有改动"):
        submission.hand_in(book, tmp_path / "上报", gathered, files)
    assert not (tmp_path / "上报").exists()


def test_没有带错上报的封面上不提(workbook: Any) -> None:
    assert "带错上报" not in texts(workbook)
