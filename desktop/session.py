"""The open book as the window sees it: gestures go in, signals come out. Nothing else of the window changes the book.

Each gesture is one call into `db`, given to `Session.gesture` here or by a feature of its own. A refusal (BookError)
becomes one `fault` with its sentence; every other exception passes on to the edge of the program, for it is a bug.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from db.errors import BadCells, BookAway, BookError, HeldBook, MissingPack, ReadOnlyPlace, WriteFailed

# The core comes with the first book: the start page needs none of it.
if TYPE_CHECKING:
    from db.book import Book
    from db.file.recovery import Kept
    from db.forms.sheet import Binding
    from db.shelf import OnShelf
    from desktop.dialogs.new_book import NewBookAnswer
    from desktop.places import Judged
    from desktop.reading import Reading
    from desktop.sheet.suggestions import Completion

T = TypeVar("T")
MOST_CELLS = 6  # bad cells listed in the banner


class Session(QObject):
    """A book, or none.

    Signals: `opened`, `closed`; `changed` after each gesture, undo and redo included;
    `fault` with a sentence for the user; `mended` with that sentence once a later gesture has overtaken it; `told` with
    a sentence that is no refusal; `lacking` with a MissingPack, which the user can get; `settling` before whatever must
    find every typed text in the book: who has an open field commits it then. For the diary: `took` with each deed and
    its seconds, `refused` with each BookError.
    """

    opened = Signal()
    closed = Signal()
    changed = Signal()
    fault = Signal(str)
    mended = Signal(str)
    settling = Signal()
    told = Signal(str)
    lacking = Signal(object)
    took = Signal(object, float)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book: Book | None = None
        self._reading: Reading | None = None
        self._saved = ""
        self._refusals = 0
        self._standing = ""  # the sentence that holds until a gesture succeeds
        self._say: Callable[[str], object] = self.fault.emit
        # What is written together with a text: the proposals of its row that were passed.
        self.beside: Callable[[Binding, str], Sequence[tuple[Binding, str]]] = lambda _binding, _text: ()
        self.obstacle: BookError | None = None  # why the open book can only be read
        self.recovery: Path | None = None  # where what a disk does not take outlives a crash
        self.may_leave: Callable[[Callable[[], object]], bool] = lambda _wish: True  # asked before a book is let go
        self._given_up: Book | None = None  # one that may be let go unasked

    # -- the file

    @property
    def is_open(self) -> bool:
        """Is there a book?"""
        return self._book is not None

    @property
    def book(self) -> Book:
        """The open book. Raises RuntimeError without one: no gesture of an open book may come then."""
        if self._book is None:
            raise RuntimeError("no book is open")
        return self._book

    @property
    def reading(self) -> Reading:
        """What can be read of the open book."""
        if self._reading is None:
            raise RuntimeError("no book is open")
        return self._reading

    def open(self, path: Path) -> bool:
        """Open a book in place of the present one; one that cannot be written is opened for reading."""
        # One that is open for reading only is opened again: it may be free by now.
        if self._book is not None and self._book.writable and self._book.path == path.absolute():
            return True
        obstacles: list[BookError] = []
        return self._take(lambda: _open_or_read(path, obstacles), obstacles)

    def create(self, answer: NewBookAnswer) -> bool:
        """Make an empty book and open it."""
        from db.book import Book, NewBook
        from db.money import AmountUnit
        from db.shelf import newest

        new = NewBook(
            year=answer.year,
            department_code=answer.department_code,
            budget_name=answer.budget_name,
            units=answer.units,
            pack=answer.pack or newest(),
            amounts=AmountUnit(answer.amounts),
        )
        return self._take(lambda: Book.create(answer.path, new))

    def packs(self) -> Sequence[OnShelf]:
        """The packs that a new book can be made with, the latest year first."""
        from db.shelf import packs

        return tuple(each for each in packs() if not each.fault)

    def close(self, wish: Callable[[], object] | None = None) -> bool:
        """Let go of the book; it stays open when what was being typed is refused, or the user has to be asked first.

        `wish`: what is to be done again once he has answered.
        """
        if not self.settle() or not self._may_leave(wish or self.close):
            return False
        self.abandon()
        return True

    def abandon(self) -> None:
        """Let go of the book as it is, whatever is still being typed."""
        if self._book is not None:
            book, self._book, self._reading = self._book, None, None
            self._standing = ""
            book.close()
            self.closed.emit()

    def settle(self) -> bool:
        """Have everything that is still being typed written; False when some of it was refused."""
        before = self._refusals
        if self._book is not None:
            self.settling.emit()
        return self._refusals == before

    # -- gestures

    def gesture(self, deed: Callable[[], object], typed: str = "") -> bool:
        """One gesture on the book, `deed`: whether it was taken. Everything shown is read anew after it.

        `typed`: what the user would have to type again if it is refused.
        """
        from db.insist import insist
        from db.journal import Changes

        began = time.perf_counter()
        try:
            changes = insist(self.book, deed, self.recovery)
        except BookError as error:
            sentence = sentence_of(error) + (f"\n没有写入的内容：{typed}" if typed else "")
            # What stands in the way of every write is overcome by the next one that succeeds.
            self._standing = sentence if isinstance(error, WriteFailed) else self._standing
            self._refuse(error, sentence)
            return False
        self._note_saved()
        self.reading.forget(changes if isinstance(changes, Changes) else None)
        self.changed.emit()
        self.took.emit(deed, time.perf_counter() - began)
        if self._standing:
            self.mended.emit(self._standing)
        self._standing = self.book.fault or ""
        if self._standing:
            self._say(self._standing)
        return True

    def lose_disk(self, refusal: BookAway) -> None:
        """The disk has gone, before anything was typed: the book goes on in memory."""
        self.book.go_on_in_memory(refusal, self.recovery)
        self._show_anew()

    def come_back(self) -> BookError | None:
        """Write what the disk does not have; what stands in the way, or None when all of it is written."""
        try:
            self.book.come_back()
        except BookError as refusal:
            return refusal
        self._show_anew()
        return None

    def take_back(self, kept: Kept) -> bool:
        """Write what an earlier run could not write; a refusal is said."""
        done = self._managed(lambda: self.book.take_back(kept))
        if done:
            self._show_anew()
        return done

    def save_elsewhere(self, path: Path) -> bool:
        """The whole book, with all that its disk does not have, to another file; the window goes on there."""
        from db.book import Book

        before = self.book
        if not self.settle() or not self._managed(lambda: before.snapshot(path)):
            return False
        self.give_up(keep=False)
        return self._take(lambda: Book.open(path))

    def give_up(self, *, keep: bool) -> None:
        """The book may be let go as it is; `keep`: what its disk does not have stays on this machine."""
        self._given_up = self._book
        if self.book.away is not None and not keep:
            self.book.away.forget()

    def _may_leave(self, wish: Callable[[], object]) -> bool:
        return self._book is None or self._book is self._given_up or self.may_leave(wish)

    def _show_anew(self) -> None:
        self._note_saved()
        self.reading.forget()
        self.changed.emit()

    def _note_saved(self) -> None:
        if self.book.writable and self.book.away is None:
            from datetime import datetime

            self._saved = f"已保存 {datetime.now().astimezone():%H:%M:%S}"

    def edit(self, binding: Binding, text: str) -> bool:
        """A text typed into a cell: committed before the next key."""
        from db.ledger import Edit, change

        edits = [*(Edit(*it) for it in self.beside(binding, text)), Edit(binding, text)]
        return self.gesture(lambda: change(self.book, edits), typed=text)

    def edit_block(self, edits: Sequence[tuple[Binding, str]], caption: str = "") -> bool:
        """Several cells at once, one gesture."""
        from db.ledger import Edit, change

        return self.gesture(lambda: change(self.book, [Edit(binding, text) for binding, text in edits], caption))

    def insert(self, entry_id: str, before: int | None, count: int) -> bool:
        """Empty rows above another one, or at the end."""
        from db.ledger import insert

        return self.gesture(lambda: insert(self.book, entry_id, before, count))

    def duplicate(self, entry_id: str, row_ids: Sequence[int]) -> bool:
        """Rows once more, below them."""
        from db.ledger import duplicate

        return self.gesture(lambda: duplicate(self.book, entry_id, row_ids))

    def move(self, entry_id: str, row_ids: Sequence[int], to: int) -> bool:
        """Rows to another place of their tab, 0-based."""
        from db.ledger import move

        return self.gesture(lambda: move(self.book, entry_id, row_ids, to + 1))

    def paste(
        self,
        entry_id: str,
        row: int,
        column: int,
        block: Sequence[Sequence[str | None]],
        emptied: Sequence[Binding] = (),
    ) -> bool:
        """A block pasted at a row and column of an entry tab, both 0-based in its body; `emptied` was cut for it."""
        from db.ledger import paste

        return self.gesture(lambda: paste(self.book, entry_id, row, column, block, emptied))

    def remove(self, entry_id: str, row_ids: Sequence[int]) -> bool:
        """Rows taken away."""
        from db.ledger import remove

        return self.gesture(lambda: remove(self.book, entry_id, row_ids))

    def undo(self) -> bool:
        """Take back the last gesture."""
        return self.settle() and self.gesture(self.book.undo)

    def redo(self) -> bool:
        """Do again what was taken back."""
        return self.settle() and self.gesture(self.book.redo)

    def restore(self, copy: Path) -> bool:
        """Lead the book to what a copy of it says, one gesture."""
        from datetime import datetime

        from db.restoring import restore

        now = datetime.now().astimezone()
        return self.settle() and self.gesture(lambda: restore(self.book, copy, now))

    def step_to(self, action: int) -> bool:
        """Undo or redo until that action is the newest that counts; 0: none does."""
        from db.history import step_to

        return self.settle() and self.gesture(lambda: step_to(self.book, action))

    def explain(self, finding: Judged, text: str, who: str) -> bool:
        """Answer a finding with a written reason."""
        from db.checks.explanations import explain

        return self.gesture(lambda: explain(self.book, finding.check, finding.address, text, who))

    # -- what the window shows

    @property
    def saved(self) -> str:
        """When the last change reached the disk, as printed, or how many have not; empty before the first."""
        count = self.unwritten
        return f"⚠ 未写入 {count} 处" if count else self._saved

    @property
    def unwritten(self) -> int:
        """How many gestures the disk does not have."""
        away = self._book.away if self._book is not None else None
        return len(away.gestures) if away is not None else 0

    def completions(self, binding: Binding, typed: str) -> Sequence[Completion]:
        """Values that fit what is being typed into a cell."""
        from db.entry.completion import completions

        if not self.is_open:
            return ()
        beside = self.reading.row_texts(binding)
        return completions(self.book, binding.entry, binding.column, typed, beside)

    @contextmanager
    def faults_to(self, say: Callable[[str], object]) -> Iterator[None]:
        """While it lasts, refusals are said there: in the dialog that asked."""
        before, self._say = self._say, say
        try:
            yield
        finally:
            self._say = before

    def attempt(self, deed: Callable[[], T]) -> T | None:
        """Do something that may be refused; the refusal is said once, and None returned."""
        try:
            return deed()
        except BookError as error:
            self._refuse(error, sentence_of(error))
            return None

    def _managed(self, deed: Callable[[], object]) -> bool:
        before = self._refusals
        self.attempt(deed)
        return self._refusals == before

    def _refuse(self, error: BookError, sentence: str) -> None:
        self._refusals += 1
        self.refused.emit(error)
        if isinstance(error, MissingPack):
            self.lacking.emit(error)
        else:
            self._say(sentence)

    def _take(self, begin: Callable[[], Book], obstacles: Sequence[BookError] = ()) -> bool:
        from desktop.reading import Reading

        # A book that has to be asked about first must not be lost for another one.
        ready = self.settle() and self._may_leave(self.close)
        book = self.attempt(begin) if ready else None
        if book is None:
            return False
        self.close()
        self.obstacle = obstacles[0] if obstacles else None
        self._book = book
        self._reading = Reading(book)
        self._saved = "已保存" if book.writable else "只读"
        self.opened.emit()
        if book.pack_change is not None:
            self.told.emit(f"⚠ {book.pack_change.sentence}")
        return True


def sentence_of(error: BookError) -> str:
    """What is said of a refusal: its sentence, and the first of the cells it is about."""
    if not isinstance(error, BadCells):
        return error.message
    rest = len(error.cells) - MOST_CELLS
    return "\n".join((error.message, *error.cells[:MOST_CELLS], *([f"还有 {rest} 处。"] if rest > 0 else [])))


def _open_or_read(path: Path, obstacles: list[BookError]) -> Book:
    from db.book import Book

    try:
        return Book.open(path)
    except (HeldBook, ReadOnlyPlace) as refusal:
        obstacles.append(refusal)
        return Book.read(path)
