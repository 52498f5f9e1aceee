"""A submission: everything that is handed in for one round, made from a book.

A final one leaves only when nothing stands against it; it is recorded with a revision and freezes the book. A
draft leaves at any time, says on every page that it is one, and leaves no trace in the book.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db.errors import BookError, FrozenBook
from db.exchange.code import canonical as canonical_text
from db.exchange.code import check_code
from db.exchange.cover import ContentsLine, Cover
from db.exchange.explained import Explained
from db.exchange.files import legal_name, written_together
from db.exchange.marks import canonical
from db.forms.sheet import Sheet
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.finding import Finding


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """What every face draws from: values only, no book. `content` is the text the check code is computed from."""

    cover: Cover
    contents: tuple[ContentsLine, ...]
    forms: tuple[Sheet, ...]
    explanations: tuple[Explained, ...]
    texts: dict[str, str]  # topic -> written part
    content: str
    made_at: datetime  # of the last change to the book, so that the same book gives the same bytes

    @property
    def stem(self) -> str:
        """The file name without its ending: `112_2024_二上_r1_…`, ASCII in front should a mail garble the rest."""
        cover = self.cover
        parts = [cover.department_code, str(cover.year), cover.round, f"r{cover.revision}"]
        return legal_name("_".join([*parts, *(["草稿"] if cover.draft else []), cover.department]))


Face = Callable[[Submission], Mapping[str, bytes]]  # file name -> content; export writes them all or none


class SubmissionRefused(BookError):  # noqa: N818 - it names what happened
    """A final submission that errors, pending input or unexplained warnings stand against: `findings`."""

    def __init__(self, message: str, findings: Sequence["Finding"]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class UnknownRound(BookError):  # noqa: N818 - it names what happened
    """The pack has no such round."""

    exit_code = 64


class SubmissionBlocked(SubmissionRefused):
    """Errors stand against it."""

    exit_code = 1


class SubmissionUnexplained(SubmissionRefused):
    """Only warnings that nobody has explained stand against it."""

    exit_code = 2


def gather(book: "Book", *, draft: bool, round: str | None = None) -> Submission:  # noqa: A002 - the domain's word
    """The submission that `book` would make now, for its own round or another one of its pack.

    Raises UnknownRound.
    """
    from db.forms.draw import all_sheets

    record = book.record()
    round_id = _round(book, round or record.round)
    forms = all_sheets(book)
    head = (record.department_code, str(record.year), round_id, f"{record.pack} {record.pack_version}")
    lines = ((cell.address, canonical(cell)) for sheet in forms for cell in sheet.cells if cell.address)
    content = canonical_text(head, lines)
    cover = Cover(
        department_code=record.department_code,
        department=record.budget_name,
        year=record.year,
        round=round_id,
        revision=_next_revision(book),
        draft=draft,
        amounts=AmountUnit(record.amounts),
        pack=record.pack,
        pack_version=record.pack_version,
        book=record.uuid,
        code=check_code(content),
        head=record.head,
        finance_head=record.finance_head,
        filler=record.filler,
        telephone=record.telephone,
    )
    return Submission(
        cover=cover,
        contents=_contents(book, forms),
        forms=forms,
        explanations=_explained(book, round_id),
        texts=dict(book.connection.execute("select topic, text from narrative order by position")),
        content=content,
        made_at=_last_change(book, record.year),
    )


def export(
    book: "Book",
    folder: Path,
    *,
    draft: bool = False,
    round: str | None = None,  # noqa: A002 - the domain's word
    faces: Sequence[Face] = (),
) -> tuple[Path, ...]:
    """Write the submission into `folder`, made if need be: the workbook, then what the other `faces` make of it.

    A final one (not `draft`) is recorded and freezes the book; all files appear and the book is frozen, or neither.
    Raises SubmissionRefused with the findings that stand against it, FrozenBook, WriteFailed.
    """
    if not draft:
        _refuse_unsettled(book, round)
    submission = gather(book, draft=draft, round=round)
    return hand_in(book, folder, submission, draw(submission, faces))


def draw(
    submission: Submission, faces: Sequence[Face] = (), step: Callable[[int, int], object] = lambda _done, _all: None
) -> dict[str, bytes]:
    """Every file of a submission by name: the workbook first. Slow, and free of any book: fit for another thread.

    `step` is told before each face how many are done, of how many.
    """
    from db.exchange.workbook import workbook_face

    drawn: dict[str, bytes] = {}
    every = (workbook_face, *faces)
    for done, face in enumerate(every):
        step(done, len(every))
        drawn.update(face(submission))
    return drawn


def hand_in(book: "Book", folder: Path, submission: Submission, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write what was drawn of a gathered submission; a final one is recorded, and freezes the book.

    Raises as `export` does, and BookError when the book is no longer what was gathered.
    """
    round_id, draft = submission.cover.round, submission.cover.draft
    if not draft:
        _refuse_unsettled(book, round_id)
    if gather(book, draft=draft, round=round_id) != submission:
        raise BookError("生成文件期间账套有改动，没有写出任何文件。请再生成一次。")
    if draft:
        with written_together(folder, files, "没有写出任何文件，账套没有变化。") as drafts:
            return drafts
    book.back_up("上报")
    state = "没有写出任何文件，账套没有封存，可以改正后重新上报。"
    paths: tuple[Path, ...] = ()
    try:
        # The files take their names last but one; should the commit fail after that, they go again.
        with _recorded(book, submission), written_together(folder, files, state) as paths:
            pass
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    return paths


def reopen(book: "Book", reason: str) -> None:
    """Let a book that a final submission froze be worked on again; the reason stays with that submission.

    Raises BookError: the book is not frozen, or no reason is given.
    """
    reason = reason.strip()
    if not reason:
        raise BookError("请写明重新打开的原因，例如“财政局退回，核减公用经费”。")
    if not book.record().frozen:
        raise BookError(f"“{book.path.name}”没有封存，可以直接修改，不必重新打开。")
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 0")
        book.connection.execute(
            "update submission set reopened_reason = ? "
            "where revision = (select max(revision) from submission where kind = 'final')",
            (reason,),
        )


@contextmanager
def _recorded(book: "Book", submission: Submission) -> Iterator[None]:
    """One transaction around what the block does: the submission is on record and the book frozen, or neither."""
    cover = submission.cover
    with book.beyond_undo():
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (?, ?, 'final', ?, ?, ?)",
            (cover.revision, cover.round, submission.made_at.isoformat(), cover.code, submission.content),
        )
        book.connection.execute("update book set frozen = 1")
        yield


def _refuse_unsettled(book: "Book", round_id: str | None) -> None:
    from db.checks.findings import findings, verdict

    if book.record().frozen:
        raise FrozenBook(f"“{book.path.name}”已经正式上报。被退回后请先“重新打开编制”并写明原因，再重新上报。")
    found = findings(book, round_id)
    against = tuple(finding for finding in found if not finding.settled and finding.severity != "hint")
    errors = sum(finding.severity == "error" for finding in against)
    match verdict(found):
        case 1:
            raise SubmissionBlocked(
                f"不能上报：有 {errors} 处错误没有改正。请先在“审核”中逐条处理，或用 --draft 导出草稿。", against
            )
        case 2:
            raise SubmissionUnexplained(
                f"不能上报：有 {len(against)} 条提示没有说明。请先逐条写明情况，或用 --draft 导出草稿。", against
            )


def _round(book: "Book", round_id: str) -> str:
    known = [each.id for each in book.pack.info.rounds]
    if round_id not in known:
        raise UnknownRound(f"没有“{round_id}”这个轮次；可选：{'、'.join(known)}。")
    return round_id


def next_version(book: "Book") -> str:
    """What the next submission of the book will be called: `第3版`."""
    return f"第{_next_revision(book)}版"


def _next_revision(book: "Book") -> int:
    (last,) = book.connection.execute("select ifnull(max(revision), 0) from submission").fetchone()
    return int(last) + 1


def _last_change(book: "Book", year: int) -> datetime:
    (latest,) = book.connection.execute("select max(made_at) from action where state = 'done'").fetchone()
    return datetime.fromisoformat(latest) if latest else datetime(year, 1, 1, tzinfo=UTC)


def _explained(book: "Book", round_id: str) -> tuple[Explained, ...]:
    from db.checks.explanations import explanations
    from db.checks.findings import findings

    answers = explanations(book)
    return tuple(
        Explained(
            check=one.check,
            address=one.address,
            left=one.left,
            right=one.right,
            message=one.message,
            text=one.explanation,
            who=answers[one.check, one.address].who if (one.check, one.address) in answers else "",
            overridden=one.overridden,
        )
        for one in findings(book, round_id)
        if one.explanation
    )


def _contents(book: "Book", forms: Sequence[Sheet]) -> tuple[ContentsLine, ...]:
    """A line a form, and one a sheet where a form has one for each project."""
    from db.forms.draw import words

    terms = words(book)
    lines = []
    for form in book.pack.forms.values():
        title = terms.fill(form.contents)
        drawn = [sheet for sheet in forms if sheet.form == form.id]
        if len(drawn) == 1 and drawn[0].name == form.id:
            lines.append(ContentsLine(form.id, title, form.id))
        elif not drawn:
            lines.append(ContentsLine(form.id, title, ""))
        lines += [
            ContentsLine(sheet.name, f"{title}：{_subject(sheet)}", sheet.name)
            for sheet in drawn
            if sheet.name != form.id
        ]
    return tuple(lines)


def _subject(sheet: Sheet) -> str:
    """The project a document is about, as its addresses say: `15/信访工作经费!…`."""
    address = next((cell.address for cell in sheet.cells if cell.address), "")
    return address.partition("!")[0].partition("/")[2]
