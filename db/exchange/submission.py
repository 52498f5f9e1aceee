"""A submission: everything that is handed in for one round, made from a book.

A final one leaves only when nothing stands against it; it is recorded with a revision and freezes the book. A
draft leaves at any time, says on every page that it is one, and leaves no trace in the book.

A publication shows what was handed in: of a frozen book it is made without reopening it, is recorded as the next
revision, and leaves the book frozen. A book that is settled but not frozen may be published too, and is frozen by it:
what everybody can read is changed by nobody unawares. It is no submission to the bureau: whoever compares with the last
one passes publications over. The reason of a reopening goes to what froze the book, be it the one or the other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.definitions import Output
from db.errors import BadUsage, BookError, FrozenBook
from db.exchange.gathering import Submission, gather, record_of_final
from db.exchange.handed import froze
from db.exchange.naming import UnknownRound, drawable, next_version, round_of
from db.exchange.writing import written_together
from db.file.dressing import keep_with_its_pack
from db.signs import unkept

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.finding import Finding

__all__ = [
    "Face",
    "Faces",
    "Submission",
    "SubmissionBlocked",
    "SubmissionRefused",
    "SubmissionUnexplained",
    "UnknownRound",
    "draw",
    "drawable",
    "export",
    "gather",
    "hand_in",
    "next_version",
    "reopen",
    "standing_against",
]

_LONGEST_REASON = 2000
_MOST_NAMED = 5

Face = Callable[[Submission], Mapping[str, bytes]]  # file name -> content
Faces = Mapping[Output, Face]  # what draws an output of a round that the core does not draw itself


class SubmissionRefused(BookError):  # noqa: N818 - it names what happened
    """A final submission that errors, pending input or unexplained warnings stand against: `findings`."""

    def __init__(self, message: str, findings: Sequence["Finding"]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class SubmissionBlocked(SubmissionRefused):
    """Errors stand against it."""

    exit_code = 1


class SubmissionUnexplained(SubmissionRefused):
    """Only warnings that nobody has explained stand against it."""

    exit_code = 2


def export(
    book: "Book",
    folder: Path,
    *,
    draft: bool = False,
    round: str | None = None,  # noqa: A002 - the domain's word
    faces: Faces | None = None,
    attachments: Iterable[Path] = (),
) -> tuple[Path, ...]:
    """Write the submission into `folder`, made if need be: every output of the round, drawn here or by `faces`.

    `attachments` are somebody's own files, which go into the mail. A final one (not `draft`) is recorded and freezes
    the book; all files appear and the book is frozen, or neither; a publication may be made of a frozen book too.
    Raises SubmissionRefused with the findings that stand against it, FrozenBook, WriteFailed, NoAttachment, and
    BadUsage: there is no mail for them in this round.
    """
    from db.exchange.attachments import read_attachments

    own = read_attachments(attachments)
    if not draft:
        _refuse_unsettled(book, round)
    submission = gather(book, draft=draft, round=round)
    if own and "mail" not in submission.outputs:
        raise BadUsage(f"“{submission.cover.round}”不出邮件草稿，附件没有地方放；请去掉附件再导出。")
    return hand_in(book, folder, submission, draw(submission, faces, attachments=own))


def draw(
    submission: Submission,
    faces: Faces | None = None,
    step: Callable[[int, int], object] = lambda _done, _all: None,
    attachments: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Every file of a submission by name. Slow, and free of any book: fit for another thread.

    `step` is told before each output how many are done, of how many, in the order of `drawable`. The mail is drawn from
    the files that were drawn before it and from `attachments`, somebody's own files by name.
    """
    from db.disclosure.docx import document_face
    from db.exchange.workbook import workbook_face

    known: dict[Output, Face] = {"workbook": workbook_face, "document": document_face, **(faces or {})}
    wanted = drawable(submission.outputs, faces or {})
    drawn: dict[str, bytes] = {}
    for done, output in enumerate(wanted):
        step(done, len(wanted))
        if output == "mail":
            from db.exchange.mail import mail_face

            drawn.update(mail_face(submission, drawn, attachments))
        else:
            drawn.update(known[output](submission))
    return drawn


def hand_in(book: "Book", folder: Path, submission: Submission, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write what was drawn of a gathered submission; a final one is recorded, and freezes the book.

    Raises as `export` does, and BookError when the book is no longer what was gathered.
    """
    round_id, draft = submission.cover.round, submission.cover.draft
    if not draft:
        _refuse_unsettled(book, round_id)
    if gather(book, draft=draft, round=round_id, moment=submission.moment) != submission:
        raise BookError("生成文件期间账套有改动，没有写出任何文件。请再生成一次。")
    if draft:
        with written_together(folder, files, "没有写出任何文件，账套没有变化。") as drafts:
            return drafts
    book.back_up("上报")
    stays = "账套仍是封存的" if book.record().frozen else "账套没有封存，可以改正后重新生成"
    state = f"没有写出任何文件，{stays}。"
    # Recorded last, while the files can still be brought back: a frozen book has all its files.
    with written_together(folder, files, state) as paths, _recorded(book, submission):
        pass
    return paths


def reopen(book: "Book", reason: str) -> None:
    """Let a book that a final submission froze be worked on again; the reason stays with that submission.

    Raises BookError: the book is not frozen, or no reason is given.
    """
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise BookError("请写明重新打开的原因，例如“财政局退回，核减公用经费”。")
    if bad := unkept(reason, breaks=True):
        raise BookError(f"重新打开的原因里有{bad}，请删去。")
    if len(reason) > _LONGEST_REASON:
        raise BookError(f"重新打开的原因有 {len(reason)} 个字，最多 {_LONGEST_REASON} 个，请写短一些。")
    if not book.record().frozen:
        raise BookError(f"“{book.path.name}”没有封存，可以直接修改，不必重新打开。")
    closed = froze(book)
    with book.beyond_undo():
        book.connection.execute("update book set frozen = 0")
        if closed is not None:
            book.connection.execute(
                "update submission set reopened_reason = ? where revision = ?", (reason, closed.revision)
            )
    keep_with_its_pack(book)


@contextmanager
def _recorded(book: "Book", submission: Submission) -> Iterator[None]:
    """One transaction around what the block does: the submission is on record and the book frozen, or neither."""
    row = record_of_final(submission.cover, submission.content, submission.moment)
    with book.beyond_undo():
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (:revision, :round, :kind, :made_at, :check_code, :content)",
            row,
        )
        book.connection.execute("update book set frozen = 1")
        yield


def standing_against(book: "Book", round_id: str | None = None) -> "tuple[Finding, ...]":
    """What stands against handing in, or publishing, the book in a round, worst first.

    A frozen book cannot take an explanation any more: against publishing it stand errors, warnings are only told.
    """
    from db.checks.findings import findings

    return tuple(one for one in findings(book, round_id) if not one.settled and one.severity != "hint")


def _refuse_unsettled(book: "Book", round_id: str | None) -> None:
    from db.checks.findings import verdict

    record = book.record()
    wanted = round_of(book, round_id or record.round)
    public = wanted.public
    if record.frozen and not public:
        raise FrozenBook(f"“{book.path.name}”已经封存。被退回后请先“重新打开编制”并写明原因，再重新上报。")
    against = standing_against(book, round_id)
    errors, deed = sum(finding.severity == "error" for finding in against), "公开" if public else "上报"
    match verdict(against):
        case 1 if record.frozen:
            raise SubmissionBlocked(
                f"不能公开：有 {errors} 处错误不能公开。账套已经封存，请先“重新打开编制”并写明原因，改正后再公开。",
                against,
            )
        case 1:
            raise SubmissionBlocked(
                f"不能{deed}：有 {errors} 处错误没有改正。请先在“审核”中逐条处理，或用 --draft 导出草稿。", against
            )
        case 2 if not record.frozen:
            raise SubmissionUnexplained(
                f"不能{deed}：有 {len(against)} 条提示没有说明。请先逐条写明情况，或用 --draft 导出草稿。", against
            )
    if "document" in wanted.outputs:
        _refuse_unwritten(book, public=public)


def _refuse_unwritten(book: "Book", *, public: bool) -> None:
    """A gap is for a draft: no document leaves with 〔待填写〕 in it."""
    from db.disclosure.passages import unwritten

    gaps = unwritten(book, public=public)
    if gaps:
        named = "、".join(f"“{key}”" for key in gaps[:_MOST_NAMED]) + ("等" if len(gaps) > _MOST_NAMED else "")
        raise SubmissionBlocked(
            f"不能{'公开' if public else '上报'}：文字说明有 {len(gaps)} 段还有待填写的地方：{named}。"
            "请看“公开说明”的“全文和改写”，把〔待填写〕处要写的补上，或用 --draft 导出草稿。",
            (),
        )
