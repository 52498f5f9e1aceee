"""What goes into the open book from a file, and out of it into one: entries, templates, submissions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.exchange.opening import ReadSheet
    from db.exchange.submission import Submission
    from desktop.session import Session


class Handing:
    """The gestures of a session that have a file at their other end."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def are_entries(self, sheets: Sequence[ReadSheet]) -> bool:
        """Are there sheets of the entry workbook among them?"""
        from db.exchange.entries import recognise

        return bool(recognise(sheets, self._session.book.pack, self._session.reading.amounts)[0])

    def import_entries(self, sheets: Sequence[ReadSheet], name: str) -> bool:
        """Take the entries of a workbook that has been opened: all of it or nothing. `name`: of its file."""
        from db.exchange.entries import read_sheets

        done = []
        if self._session.settle():
            self._session.gesture(lambda: done.append(read_sheets(self._session.book, sheets, name)))
        for imported in done:
            changed = "、".join(imported.replaced) or f"共 {imported.rows} 行"
            said = f"已导入 {imported.tables} 张表（{changed}）；按 Ctrl+Z 可整个撤销。"
            if imported.backup is None:
                said = "没有导入任何内容，账套没有变化。"
            self._session.told.emit("\n".join((said, *imported.notes)))
        return bool(done)

    def template(self, target: Path) -> bool:
        """Write the entry workbook with everything that was typed into the book."""
        from db.exchange.template import write_filled

        made = (
            self._session.attempt(lambda: write_filled(target, self._session.book)) if self._session.settle() else None
        )
        if made is not None:
            self._session.told.emit(f"录入表已存为 {made}")
        return made is not None

    def gather(self, *, final: bool, round_id: str = "") -> Submission | None:
        """What would be handed in now, in the book's own round by default: values that may cross to another thread."""
        from db.exchange.submission import gather

        return (
            self._session.attempt(lambda: gather(self._session.book, draft=not final, round=round_id or None))
            if self._session.settle()
            else None
        )

    def hand_in(self, folder: Path, submission: Submission, drawn: Mapping[str, bytes]) -> tuple[Path, ...]:
        """Write what was drawn of a gathered submission; the files made, none when it was refused."""
        from db.exchange.submission import hand_in

        made: list[Path] = []
        self._session.gesture(lambda: made.extend(hand_in(self._session.book, folder, submission, drawn)))
        return tuple(made)

    def reopen(self, reason: str) -> bool:
        """Unlock a book that a final submission locked."""
        from db.exchange.submission import reopen

        return self._session.gesture(lambda: reopen(self._session.book, reason))
