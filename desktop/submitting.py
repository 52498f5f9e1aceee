"""Handing in from the window: the dialogs, the work behind them, and the folder in which it was put."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db.exchange.mime import Mail
from desktop.handing import Handing
from desktop.outside import Outside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from db.book import Book
    from db.exchange.resending import Resent
    from db.exchange.submission import Faces, Submission
    from db.pack import Pack
    from desktop.exchange import Exchange
    from desktop.panels.submission import SubmissionPage
    from desktop.readiness import Readiness
    from desktop.recent import Recent
    from desktop.session import Session
    from desktop.work import Progress


class Drawn(msgspec.Struct, frozen=True):
    """What the work gives back: the files by name, and what is said with them; None where nobody is written to."""

    files: dict[str, bytes]
    mail: Mail | None


class Submitting:
    """Makes submissions, their mails anew, and opens a book again. `outside`: what other programs are asked for."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        exchange: Exchange,
        recent: Recent,
        show_findings: Callable[[], object],
        faces: Faces,
    ) -> None:
        self._window, self._session, self._exchange = window, session, exchange
        self._store = recent.store
        self._show_findings = show_findings
        self._faces = faces
        self._handing = Handing(session)
        self.outside = Outside()

    def attend(self, page: SubmissionPage, go_to: Callable[[str], object], rounds: Callable[[], object]) -> None:
        """Do what is pressed on the page; `rounds` shows it anew."""
        page.export.connect(lambda final: self.export(final=final, round_id=page.round))
        page.check.connect(self._show_findings)
        page.reopen.connect(self.reopen)
        page.round_chosen.connect(lambda _round: rounds())
        page.mail.connect(self.mail)
        page.folder.connect(self.open_folder)
        page.register.connect(lambda: go_to("entry/book/1.bureau_mail"))

    def readiness(self, round_id: str = "") -> Readiness:
        """How things stand in a round, the book's own by default, with all that can be drawn here."""
        return self._session.reading.readiness(round_id, tuple(self._faces))

    @property
    def folder(self) -> Path:
        """Where this book was handed in last; at first a folder beside it."""
        kept = self._store.value(self._key())
        return Path(str(kept)) if kept else self._session.book.path.parent / "上报"

    def export(self, *, final: bool, round_id: str = "") -> None:
        """Make the submission, draft or final."""
        from desktop.dialogs.export import ExportDialog

        now = self.readiness(round_id)
        # Of a book that was handed in there is no other final one.
        final = final and (now.public or not now.frozen)
        dialog = ExportDialog(now, self.folder, final, self._exchange.files, self.outside, self._window)

        def make(folder: Path, as_final: bool, attached: Sequence[Path]) -> None:
            with self._session.faults_to(dialog.complain):
                submission = self._handing.gather(final=as_final, round_id=now.round)
            if submission is None:
                return
            book, began = self._session.book, time.perf_counter()

            def hand_in(drawn: Drawn) -> None:
                if not self._session.is_open or self._session.book is not book:
                    return
                with self._session.faults_to(dialog.complain):
                    made = self._handing.hand_in(folder, submission, drawn.files)
                if made:
                    self._exchange.exported.emit(now.round, made, time.perf_counter() - began)
                    self._remember(folder)
                    dialog.show_made(made, drawn.mail)

            dialog.show_busy()
            task = partial(_draw, self._faces, submission, attached)
            work = self._exchange.work("正在生成上报材料", task, hand_in, dialog.complain)
            work.stepped.connect(dialog.show_step)
            work.over.connect(dialog.show_idle)
            # Who closes the dialog gives the submission up; nothing is handed in behind his back.
            dialog.given_up.connect(work.cancel)
            dialog.finished.connect(work.cancel)

        dialog.answered.connect(make)
        dialog.see_findings.connect(self._show_findings)
        self._exchange.show(dialog)

    def mail(self) -> None:
        """Make the mail of the last submission anew, with somebody's own files beside it."""
        from db.exchange.resending import last_mailed
        from desktop.dialogs.mailing import MailDialog

        book: Book = self._session.book
        last = self._session.attempt(lambda: last_mailed(book))
        if last is None:
            return
        which = f"{last.cover.round}{last.cover.version}，校验码 {last.cover.code}"
        dialog = MailDialog(which, self.folder, self._exchange.files, self.outside, self._window)

        def make(folder: Path, attached: Sequence[Path]) -> None:
            def show(sent: Resent) -> None:
                if self._session.is_open and self._session.book is book:
                    self._remember(folder)
                dialog.show_made(sent)

            dialog.show_busy()
            task = partial(_mail, last, book.pack, folder, attached)
            work = self._exchange.work("正在写邮件草稿", task, show, dialog.complain)
            work.over.connect(dialog.show_idle)
            dialog.finished.connect(work.cancel)

        dialog.answered.connect(make)
        self._exchange.show(dialog)

    def open_folder(self) -> None:
        """Show the folder in which this book was handed in last."""
        if not self.folder.is_dir() or not self.outside.show_folder(self.folder):
            self._session.fault.emit(f"文件夹“{self.folder}”打不开，可能已经移走；材料还在的话，请在资源管理器里找。")

    def reopen(self) -> None:
        """Unlock a book that a final submission locked."""
        from desktop.dialogs.reason import ReasonDialog

        dialog = ReasonDialog(
            "重新打开编制",
            "账套已锁定。写明退回或改数的原因后可以继续修改，原因随下一次上报带走。",
            "重新打开",
            self._window,
        )
        dialog.answered.connect(self._handing.reopen)
        self._exchange.show(dialog)

    def _remember(self, folder: Path) -> None:
        self._store.setValue(self._key(), str(folder.absolute()))
        self._store.sync()

    def _key(self) -> str:
        return f"handed_in/{self._session.book.record().uuid}"


def _draw(faces: Faces, submission: Submission, attached: Sequence[Path], progress: Progress) -> Drawn:
    """The files of the workbook, of all faces and of the mail by name."""
    from db.exchange.attachments import read_attachments
    from db.exchange.mail import posting
    from db.exchange.naming import MAIL
    from db.exchange.submission import draw

    own = read_attachments(attached)
    files = draw(submission, faces, progress.step, own)
    progress.go_on()
    others = {name: content for name, content in files.items() if not name.endswith(MAIL)}
    return Drawn(files, posting(submission, others, own).mail if submission.letter.subject else None)


def _mail(submission: Submission, pack: Pack, folder: Path, attached: Sequence[Path], progress: Progress) -> Resent:
    from db.exchange.resending import mail_again

    progress.go_on()
    return mail_again(submission, pack, folder, attached)
