"""F1: the manual, at what is written about the place where the user is. It is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from desktop.app import Look
    from desktop.commands import Commands
    from desktop.exchange import Exchange
    from desktop.frame import Frame
    from desktop.manual.window import ManualWindow

QUICK_START = "quick_start"


class Helping(QObject):
    """`manual` is the window once it has been opened, else None."""

    def __init__(self, owner: QWidget, commands: Commands, frame: Frame, exchange: Exchange, look: Look) -> None:
        super().__init__(owner)
        self._owner = owner
        self._action = commands.actions["manual"]
        self._frame = frame
        self._look = look
        self.manual: ManualWindow | None = None
        self._action.triggered.connect(lambda *_: self.open(*self._where()))
        commands.actions["quick_start"].triggered.connect(lambda *_: self.open(QUICK_START))
        frame.start.manual.connect(self.open)
        exchange.helped.connect(lambda: self.open("received"))
        owner.destroyed.connect(self._let_go)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._attend)

    def open(self, *keys: str) -> None:
        """Show what is written about the first of the places `keys` that the manual has something about."""
        from desktop.manual.contents import read
        from desktop.manual.window import ManualWindow

        if self.manual is None:
            # Without a parent, for an owned window stays above its owner, which is to be seen beside it.
            self.manual = ManualWindow(read(), lambda: self._look.palette)
            self._look.changed.connect(self.manual.recolour)
        # Shown first: where a heading lies depends on how wide the page is.
        self.manual.show()
        self.manual.open_about(keys)
        self.manual.raise_()
        self.manual.activateWindow()

    def _where(self) -> Iterator[str]:
        """The places where the user is, the narrowest first: a dialog, a panel, a page of the book, its kind."""
        asked = QApplication.activeWindow()
        if isinstance(asked, QDialog):
            yield type(asked).__name__
        rooms = self._frame.rooms
        if rooms is not None and rooms.isVisible():
            focus = self._frame.focusWidget()
            panels: dict[str, QWidget] = {
                "findings": rooms.findings, "trace": rooms.trace, "notes": rooms.notes, "history": rooms.history,
            }  # fmt: skip
            yield from (name for name, panel in panels.items() if focus is panel or panel.isAncestorOf(focus))
            place = rooms.navigation.current()
            if place is not None:
                yield f"{place.kind}/{place.id}"
                yield place.kind
        yield "start"

    def _attend(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A key of the window is none of its dialogs'."""
        asked = new.window() if new is not None else None
        if isinstance(asked, QDialog) and asked.parent() is self._owner:
            asked.addAction(self._action)

    def _let_go(self) -> None:
        if self.manual is not None:
            self.manual.deleteLater()
            self.manual = None
