"""A submission: everything that is handed in for one round, made from a book.

A final one leaves only when nothing stands against it; it is recorded with a revision and freezes the book. A
draft leaves at any time, says on every page that it is one, and leaves no trace in the book.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.definitions import Output
from db.errors import BadUsage, BookError, FrozenBook
from db.exchange.files import written_together
from db.exchange.gathering import Submission, gather, record_of_final
from db.exchange.naming import UnknownRound, drawable, next_version

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
]

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
    the book; all files appear and the book is frozen, or neither. Raises SubmissionRefused with the findings that stand
    against it, FrozenBook, WriteFailed, NoAttachment, and BadUsage: there is no mail for them in this round.
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
    from db.exchange.workbook import workbook_face

    known: dict[Output, Face] = {"workbook": workbook_face, **(faces or {})}
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
    row = record_of_final(submission.cover, submission.content, submission.made_at)
    with book.beyond_undo():
        book.connection.execute(
            "insert into submission (revision, round, kind, made_at, check_code, content) "
            "values (:revision, :round, :kind, :made_at, :check_code, :content)",
            row,
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
