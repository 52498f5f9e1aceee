"""What goes into and out of a book through files and dialogs: new, open, sample, import, template, handing in.

A dialog is read in when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.dropping import Dropping
from desktop.home import Home, this_home
from desktop.packing import Packing
from desktop.palette import LIGHT, Palette

if TYPE_CHECKING:
    from db.book import Book
    from db.exchange.opening import ReadSheet
    from db.exchange.submission import Faces
    from desktop.dialogs.files import FileChooser
    from desktop.dialogs.new_book import NewBookAnswer
    from desktop.handing import Handing
    from desktop.receiving import Receiving
    from desktop.recent import Recent
    from desktop.session import Session
    from desktop.submitting import Submitting
    from desktop.work import Progress, Work

BOOKS = "预算本账套 (*.ysb)"
WORKBOOKS = "工作簿 (*.xlsx)"


class Exchange(QObject):
    """The dialogs over one window. Each method is one wish of the user; nothing here blocks but the system's choosers.

    `dialog` is the one that is open, or the last one that was; `working` tells of each slow work that begins.
    `files`: the system's choosers; `packing`: what installs packs. `offered`: a sentence, its tone, the words for what
    can be done about it, and a function that does it. `exported`: round, files and seconds of a submission.
    """

    exported = Signal(str, object, float)
    working = Signal(object)  # Work
    offered = Signal(str, str, str, object)
    helped = Signal()  # the manual on received workbooks is wanted

    def __init__(
        self,
        window: QWidget,
        session: Session,
        files: FileChooser,
        recent: Recent,
        show_findings: Callable[[], object],
        faces: Faces | None = None,
        palette: Callable[[], Palette] = lambda: LIGHT,
        home: Home | None = None,
    ) -> None:
        super().__init__(window)
        self._home = home or this_home()
        self._palette = palette
        self._window = window
        self._session = session
        self.files = files
        self._recent = recent
        self._show_findings = show_findings
        self._faces = dict(faces or {})
        self.dialog: QDialog | None = None
        dropping = Dropping(window)
        dropping.nothing.connect(session.fault)
        dropping.book.connect(self.open_path)
        dropping.workbooks.connect(self.receive)
        self.packing = Packing(self, session)
        dropping.pack.connect(self.packing.install)
        session.lacking.connect(self.packing.miss)

    # -- books

    def new(self) -> None:
        """Ask for a new book and make it."""
        from desktop.dialogs.new_book import NewBookDialog

        packs = self._session.packs()
        if not packs:
            self._session.fault.emit("没有能用的表样包。请用菜单里的“安装表样包…”装上，或重新安装程序。")
            return
        dialog = NewBookDialog(packs, self._recent.folder, self.files, self._window)

        def make(answer: NewBookAnswer) -> None:
            with self._session.faults_to(dialog.complain):
                made = self._session.create(answer)
            if made:
                dialog.accept()

        dialog.answered.connect(make)
        self.show(dialog)

    def open(self) -> None:
        """Ask for a book and open it."""
        chosen = self.files.open(self._window, "打开账套", self._recent.folder, BOOKS)
        if chosen is not None:
            self.open_path(chosen)

    def open_path(self, path: Path) -> None:
        """Open that book, or show the window of this user that has it open already."""
        from desktop.launch import IMPATIENCE, call

        if call(path.absolute(), IMPATIENCE):
            self._session.told.emit(f"“{path.name}”已在另一个窗口里打开，那个窗口已到最前面。")
        else:
            self._session.open(path)

    def demo(self) -> None:
        """Make the sample book where the user wants it, and open it."""
        there = self._recent.folder / "示例预算.ysb"
        chosen = self.files.save(self._window, "示例账套保存到", there, BOOKS)
        if chosen is not None:
            path = chosen if chosen.suffix == ".ysb" else chosen.with_name(chosen.name + ".ysb")
            self.work("正在建示例账套", partial(_make_sample, path), lambda _made: self.open_path(path))

    def rebuild(self) -> None:
        """Ask for a workbook that was handed in, and make the book that it was made of."""
        chosen = self.choose_near("从上报工作簿恢复账套", WORKBOOKS)
        if chosen is not None:
            self.rebuild_from(chosen)

    def rebuild_from(self, workbook: Path) -> None:
        """Ask where the book goes that this workbook was made of, make it there and open it."""
        there = workbook.with_name(f"{workbook.stem}（恢复）.ysb")
        chosen = self.files.save(self._window, "恢复的账套保存到", there, BOOKS)
        if chosen is not None:
            path = chosen if chosen.suffix.lower() == ".ysb" else chosen.with_name(f"{chosen.name}.ysb")
            self.work(f"正在从 {workbook.name} 恢复账套", partial(_rebuild, path, workbook), self._open_rebuilt)

    def _open_rebuilt(self, made: object) -> None:
        from db.exchange.rebuilding import Rebuilt

        assert isinstance(made, Rebuilt)
        self._window.activateWindow()
        if not self._session.open(made.path):
            return
        if made.notes:
            self._session.fault.emit(f"账套已恢复，请注意：{''.join(made.notes)}")
        else:
            self._session.told.emit(f"账套已恢复到“{made.path.name}”，与导出时一致。")

    # -- entries

    @cached_property
    def _handing(self) -> Handing:
        from desktop.handing import Handing

        return Handing(self._session)

    def import_entries(self) -> None:
        """Take the entries of a filled workbook: all of it or nothing."""
        chosen = self.files.open(self._window, "导入录入表", self._folder(), WORKBOOKS)
        if chosen is not None:
            take = partial(self._take_entries, self._session.book, chosen.name)
            self.work("正在读录入表", partial(_read_workbook, chosen), take)

    def _take_entries(self, into: Book, name: str, sheets: object) -> None:
        assert isinstance(sheets, tuple)
        # Another book may have been opened meanwhile: these entries are none of it.
        if self._is_open(into) and self._session.settle():
            if self._handing.are_entries(sheets):
                self._handing.import_entries(sheets, name)
            else:
                self._list(sheets, name)

    def _list(self, sheets: Sequence[ReadSheet], name: str) -> None:
        """Ask what the columns of somebody's own list are."""
        from desktop.listing import Listing, Lists

        lists = Lists(self._recent.store)
        make = partial(Listing, self._session, lists, sheets, name, self._palette(), self._window)
        listing = self._session.attempt(make)
        if listing is not None:
            self.show(listing.dialog)

    def template(self) -> None:
        """Write the entry workbook, filled with what the book has."""
        there = self._folder() / f"{self._session.book.path.stem}录入表.xlsx"
        chosen = self.files.save(self._window, "录入模板保存到", there, WORKBOOKS)
        if chosen is not None:
            self._handing.template(chosen if chosen.suffix == ".xlsx" else chosen.with_name(chosen.name + ".xlsx"))

    # -- handing in

    @cached_property
    def submitting(self) -> Submitting:
        """What makes submissions."""
        from desktop.submitting import Submitting

        return Submitting(self._window, self._session, self, self._recent, self._show_findings, self._faces)

    def export(self, *, final: bool) -> None:
        """Make the submission of the book's own round, draft or final."""
        self.submitting.export(final=final)

    def reopen(self) -> None:
        """Unlock a book that a final submission locked."""
        self.submitting.reopen()

    def verify(self) -> None:
        """Judge workbooks that came by mail; the open book has no part in it."""
        chosen = self.files.open_several(self._window, "核验收到的工作簿", self._near(), WORKBOOKS)
        self.receive(chosen)

    def receive(self, paths: Sequence[Path]) -> None:
        """Judge these workbooks."""
        self.receiving.take(paths)

    @cached_property
    def receiving(self) -> Receiving:
        """What becomes of workbooks that came by mail."""
        from desktop.receiving import Receiving

        made = Receiving(self._window, self._palette)
        made.working.connect(self.working)
        made.refused.connect(self._refuse_received)
        made.rebuild.connect(self.rebuild_from)
        made.helped.connect(self.helped)
        return made

    def _refuse_received(self, sentence: str, path: Path, sheets: Sequence[ReadSheet]) -> None:
        """No submission: entries are offered to the open book, anything else is refused."""
        if sheets and self._session.is_open and self._handing.are_entries(sheets):
            said = f"“{path.name}”是录入表，不是上报的工作簿。"
            self.offered.emit(said, "plain", "导入", lambda: self._take_entries(self._session.book, path.name, sheets))
        else:
            self._session.fault.emit(sentence)

    # -- the rest

    def about(self) -> None:
        """Say what this is."""
        from desktop.dialogs.about import AboutDialog
        from desktop.information import information

        book = self._session.book if self._session.is_open else None
        told = information(self._home, book)
        self.show(AboutDialog(told, self.submitting.outside, self._show_licences, self._window))

    def _show_licences(self) -> None:
        from db.places import running
        from desktop.dialogs.licences import LicencesDialog
        from desktop.information import licences

        dialog = LicencesDialog(licences(running()), self.dialog)
        dialog.open()

    def _is_open(self, book: Book) -> bool:
        return self._session.is_open and self._session.book is book

    def choose_near(self, title: str, kinds: str) -> Path | None:
        """Ask for a file, beginning where the open book lies, or the last one."""
        return self.files.open(self._window, title, self._near(), kinds)

    def _near(self) -> Path:
        """Where the open book lies, or the last one."""
        return self._folder() if self._session.is_open else self._recent.folder

    def _folder(self) -> Path:
        return self._session.book.path.parent

    def show(self, dialog: QDialog) -> None:
        """Open a dialog over the window."""
        self.dialog = dialog
        dialog.open()

    def work(
        self,
        title: str,
        task: Callable[[Progress], object],
        then: Callable[[Any], None],
        refused: Callable[[str], object] | None = None,
    ) -> Work:
        """Run `task` off the drawing thread; `then` gets its result here, `refused` the sentence of a refusal."""
        from desktop.work import Work

        work = Work(title, self)
        work.done.connect(then)
        work.refused.connect(refused or self._session.fault.emit)
        work.broken.connect(_raise)
        work.over.connect(work.deleteLater)
        self.working.emit(work)
        work.start(task)
        return work


def _make_sample(path: Path, progress: Progress) -> None:
    from db.sample import make

    make(path)
    if progress.given_up:
        path.unlink()


def _rebuild(path: Path, workbook: Path, progress: Progress) -> object:
    from db.exchange.rebuilding import rebuild

    made = rebuild(path, workbook, go_on=progress.go_on)
    if progress.given_up:
        path.unlink()
    return made


def _read_workbook(path: Path, _progress: Progress) -> object:
    from db.exchange.opening import open_workbook

    return open_workbook(path).sheets


def _raise(error: BaseException) -> None:
    """A bug of the other thread, on this one: the edge of the program catches it."""
    raise error
