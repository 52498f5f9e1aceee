"""What happens in the window, told to the diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.diary import Diary
    from desktop.exchange import Exchange
    from desktop.session import Session

LATER = 2000  # milliseconds until the versions are asked for: nobody waits for them


class Noting(QObject):
    """Lives as long as its window."""

    def __init__(self, window: QWidget, session: Session, exchange: Exchange, diary: Diary) -> None:
        super().__init__(window)
        self._session = session
        self._diary = diary
        session.opened.connect(self._note_opened)
        session.closed.connect(diary.closed)
        session.took.connect(diary.took)
        session.refused.connect(diary.refused)
        exchange.exported.connect(self._note_exported)
        QTimer.singleShot(LATER, self, self._note_started)

    def _note_started(self) -> None:
        from desktop.surroundings import screens, versions

        self._diary.started(versions(), screens())

    def _note_opened(self) -> None:
        from desktop.surroundings import facts_of

        self._diary.opened(facts_of(self._session.book))

    def _note_exported(self, round_id: str, files: Sequence[Path], seconds: float) -> None:
        rounds = [one.id for one in self._session.book.pack.info.rounds]
        self._diary.exported(rounds.index(round_id) + 1 if round_id in rounds else 0, files, seconds)
