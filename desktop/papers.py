"""Printing and its preview: the form that is shown, or everything that is handed in, as the book stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from desktop.dialogs.preview import PreviewDialog
from desktop.printing.printer import PrinterChooser, print_pages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.exchange.submission import Submission
    from desktop.exchange import Exchange
    from desktop.printing.pages import Page
    from desktop.session import Session
    from desktop.work import Progress

WHOLE = "全部上报材料"
_REFUSED = "打印机没有接受，什么也没有印。请看打印机是否开着、选得对不对，再打印一次。"


class Papers(QObject):
    """`shown` says which form stands on the screen, by the name of its Sheet; '' when it is none.

    What is printed comes from the book, never from the screen: no open cells, no proposals, no signs.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        exchange: Exchange,
        shown: Callable[[], str],
        printers: PrinterChooser | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._exchange = exchange
        self._shown = shown
        self._printers = printers or PrinterChooser()

    def preview(self) -> None:
        """Show the pages as they will be printed."""
        submission = self._submission()
        if submission is None:
            return
        name = self._shown()
        dialog = PreviewDialog(_title(submission, name) if name else "", WHOLE, submission.cover.draft, self._window)

        def lay_out(whole: bool, draft: bool) -> None:
            pages = partial(_pages, _marked(submission, draft), "" if whole else name)
            work = self._exchange.work("正在排版", pages, dialog.show_pages)
            dialog.finished.connect(work.cancel)

        dialog.asked.connect(lay_out)
        dialog.printing.connect(self._print)
        self._exchange.show(dialog)
        dialog.ask()

    def print(self) -> None:
        """Ask for a printer and print the form that is shown, or everything where there is none."""
        submission = self._submission()
        if submission is not None:
            name = self._shown()
            title = _title(submission, name)
            self._exchange.work("正在排版", partial(_pages, submission, name), lambda pages: self._print(pages, title))

    def _submission(self) -> Submission | None:
        from db.exchange.standing import as_it_stands

        session = self._session
        return session.attempt(lambda: as_it_stands(session.book)) if session.settle() else None

    def _print(self, pages: object, title: str) -> None:
        assert isinstance(pages, list)
        printer = self._printers.choose(self._window, title, len(pages))
        if printer is not None and not print_pages(pages, printer):
            self._session.fault.emit(_REFUSED)


def _title(submission: Submission, name: str) -> str:
    """What is printed, in words."""
    form = next((sheet for sheet in submission.forms if sheet.name == name), None)
    return f"{form.name} {form.title}" if form is not None else WHOLE


def _marked(submission: Submission, draft: bool) -> Submission:
    """The same, as a draft if it is wanted as one."""
    cover = submission.cover
    return msgspec.structs.replace(submission, cover=msgspec.structs.replace(cover, draft=draft or cover.draft))


def _pages(submission: Submission, name: str, progress: Progress) -> Sequence[Page]:
    """The pages of one form, or of everything; on another thread."""
    from desktop.printing.booklet import booklet, form_pages

    if name:
        return form_pages([sheet for sheet in submission.forms if sheet.name == name], submission.cover)
    return booklet(submission, progress.step)
