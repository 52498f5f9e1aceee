"""The window: four places around one form. It wires panels to the session and holds no figure itself."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from desktop.app import Look
from desktop.commands import Commands, Deed
from desktop.dialogs.files import FileChooser
from desktop.exchange import Exchange
from desktop.frame import Frame
from desktop.helping import Helping
from desktop.home import Home, this_home
from desktop.keeping import Keeping
from desktop.last_year import LastYear
from desktop.panels.top_bar import TopBar
from desktop.recent import Recent
from desktop.session import Session

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from db.exchange.submission import Faces
    from desktop.folding import Folding
    from desktop.mending import Mending
    from desktop.paging import Paging
    from desktop.panels.findings import FindingsPanel
    from desktop.panels.navigation import Navigation
    from desktop.panels.status_line import StatusLine
    from desktop.panels.trace import TracePanel
    from desktop.papers import Papers
    from desktop.remarks import Remarks
    from desktop.restoring import Restoring
    from desktop.rooms import Rooms
    from desktop.tracing import Tracing
    from desktop.wayfinding import Wayfinding
    from desktop.workspace import Workspace

FOLDS = ("navigation", "trace")  # the third has its word on the bar


class MainWindow(QMainWindow):
    """Attributes: session, and the parts of the frame by their names."""

    folding: Folding
    remarks: Remarks
    restoring: Restoring
    status: StatusLine
    _mending: Mending
    _paging: Paging
    _tracing: Tracing
    _wayfinding: Wayfinding

    def __init__(
        self,
        look: Look,
        files: FileChooser | None = None,
        faces: Faces | None = None,
        memory: QSettings | None = None,
        home: Home | None = None,
    ) -> None:
        super().__init__()
        self.home = this_home() if home is None else home
        self._memory = self.home.memory() if memory is None else memory
        self.look = look
        self.session = Session(self)
        self.session.recovery = self.home.kept
        self.recent = Recent(self._memory)
        chooser = files or FileChooser()
        self.exchange = Exchange(
            self,
            self.session,
            chooser,
            self.recent,
            lambda: self.folding.show("findings"),
            faces,
            lambda: look.palette,
            self.home,
        )
        self.last_year = LastYear(self, self.session, chooser, self.recent, self.exchange, self._memory)
        self.commands = Commands(self, self._deeds())
        self.commands.actions["compare"].setChecked(self.last_year.comparing)
        words = {name: self.commands.actions[name] for name in ("undo", "redo", "find", "import", "fold_notes")}
        bar = TopBar(self.commands.menu(look.choice, self._choose_theme), words)
        self.frame = Frame(bar)
        self.bar, self.banner, self.start = bar, self.frame.banner, self.frame.start
        self.setCentralWidget(self.frame)
        self._wire()
        self.keeping = Keeping(self, self.session, self.frame.standing, files or FileChooser())
        self.helping = Helping(self, self.commands, self.frame, self.exchange, look)
        self.setMinimumSize(640, 360)
        self.resize(1366, 768)
        kept = self._memory.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        self._show_closed()

    # -- building

    def _deeds(self) -> dict[str, Deed]:
        exchange, session = self.exchange, self.session
        return {
            "new": exchange.new, "open": exchange.open, "demo": exchange.demo, "close": session.close,
            "template": exchange.template, "import": exchange.import_entries, "verify": exchange.verify,
            "export": lambda: exchange.export(final=False), "submit": lambda: exchange.export(final=True),
            "preview": lambda: self.papers.preview(), "print": lambda: self.papers.print(),
            "save": lambda: self.keeping.save(), "save_elsewhere": lambda: self.keeping.save_elsewhere(),
            "snapshots": lambda: self.restoring.choose(), "rebuild": exchange.rebuild, "history": self._toggle_history,
            "undo": session.undo, "redo": session.redo,
            "find": lambda: self.wayfinding.find(), "goto": lambda: self.wayfinding.go(),
            "find_everywhere": lambda: self.wayfinding.find_everywhere(),
            "next_finding": lambda: self.wayfinding.next_finding(1),
            "previous_finding": lambda: self.wayfinding.next_finding(-1),
            "fold_notes": lambda: self.wayfinding.toggle_notes(),
            "previous_place": lambda: self.navigation.step(-1), "next_place": lambda: self.navigation.step(1),
            "next_pane": lambda: self.frame.step_pane(1), "previous_pane": lambda: self.frame.step_pane(-1),
            "fold_navigation": lambda: self.folding.toggle("navigation"),
            "fold_trace": lambda: self.folding.toggle("trace"),
            "fold_findings": lambda: self._mending.visit(),
            "zoom_in": lambda: self._zooming.step(1), "zoom_out": lambda: self._zooming.step(-1),
            "zoom_reset": lambda: self._zooming.step(0),
            "roll": self.last_year.roll, "prior": self.last_year.take_prior,
            "compare": lambda: self.last_year.compare(self.paging, self.commands.actions["compare"]),
            "confirm": lambda: self.last_year.confirm(self.workspace),
            "begin_lines": lambda: self.last_year.begin_lines(self.workspace),
            "install_pack": exchange.packing.choose, "about": exchange.about, "quit": self.close,
        }  # fmt: skip

    @cached_property
    def rooms(self) -> Rooms:
        """What surrounds an open book; made when it is first looked at, for the start page shows none of it."""
        from desktop.answering import Answering
        from desktop.auditing import Auditing
        from desktop.copying import Copying
        from desktop.disclosing import Disclosing
        from desktop.folding import CRAMPED, LOW, NARROW, Foldable, Folding
        from desktop.judging import Judging
        from desktop.leaving import Leaving
        from desktop.mending import Mending
        from desktop.paging import Paging
        from desktop.proposing import Proposing
        from desktop.remarks import Remarks
        from desktop.restoring import Restoring
        from desktop.stepping import Stepping
        from desktop.tracing import Tracing
        from desktop.wayfinding import Wayfinding

        rooms = self.frame.furnish(self.look.palette, self.session.completions)
        actions = self.commands.actions
        self.status = self.frame.status
        self.remarks = Remarks(self.banner, self.status)
        self.folding = Folding(self, self._offer_fold)
        self.status.toggled.connect(self.folding.toggle)
        for name in FOLDS:
            self.status.add_fold(name, actions[f"fold_{name}"].text(), actions[f"fold_{name}"].toolTip())
        self.folding.furnish(
            {
                "navigation": Foldable(rooms.navigation, actions["fold_navigation"], width=CRAMPED),
                "trace": Foldable(rooms.trace, actions["fold_trace"], width=NARROW, side="right"),
                "notes": Foldable(rooms.notes, actions["fold_notes"], side="right", asks=True),
                "history": Foldable(rooms.history, actions["history"], side="right", asks=True),
                "findings": Foldable(rooms.findings, actions["fold_findings"], height=LOW),
            }
        )
        self._wire_form(rooms.workspace)
        self._tracing = Tracing(self.session, rooms, self.folding, self.banner, self.remarks, self.exchange)
        self._leaving = Leaving(self.session, rooms, self.status)
        self._leaving.left_new.connect(self._show_state)
        self._mending = Mending(self.session, rooms, self.status, self.folding)
        self._proposing = Proposing(self.session, rooms, self.status)
        self._judging = Judging(self.session, rooms, self.status)
        self._paging = Paging(self.session, rooms, self._tracing, self.remarks, self.status)
        self._paging.turned.connect(lambda *_: self._leaving.look_up())
        self._paging.turned.connect(lambda *_: self.growing.settle())
        self._wayfinding = Wayfinding(self.session, rooms, self._paging, self.folding, self.status, self._memory)
        self._stepping = Stepping(self.session, rooms, self.go_to)
        self.restoring = Restoring(self, self.session, self.keeping)
        rooms.history.fold.connect(lambda: self.folding.fold("history"))
        rooms.resized.connect(self.folding.fit)
        rooms.trace.edited.connect(self.session.edit)
        rooms.trace.undo.connect(self.session.undo)
        rooms.trace.fold.connect(lambda: self.folding.fold("trace"))
        self._copying = Copying(self.session)
        self._answering = Answering(self.session, rooms, self.status, self.exchange)
        self._disclosing = Disclosing(self.session, rooms, self._paging, self.status)
        self._auditing = Auditing(self.session, rooms, self._paging, actions["checks"])
        rooms.findings.fold.connect(lambda: self.folding.fold("findings"))
        return rooms

    @cached_property
    def papers(self) -> Papers:
        """What is printed; made when something first is."""
        from desktop.papers import Papers

        return Papers(self, self.session, self.exchange, self.shown_form)

    @property
    def paging(self) -> Paging:
        """Which part of which place is shown."""
        _ = self.rooms
        return self._paging

    @property
    def tracing(self) -> Tracing:
        """What follows the current cell."""
        _ = self.rooms
        return self._tracing

    @property
    def wayfinding(self) -> Wayfinding:
        """What moves about in the book."""
        _ = self.rooms
        return self._wayfinding

    @property
    def mending(self) -> Mending:
        """What puts right at one click."""
        _ = self.rooms
        return self._mending

    @property
    def navigation(self) -> Navigation:
        """The list of places."""
        return self.rooms.navigation

    @property
    def workspace(self) -> Workspace:
        """The form."""
        return self.rooms.workspace

    @property
    def trace(self) -> TracePanel:
        """What the current cell is made of."""
        return self.rooms.trace

    @property
    def findings(self) -> FindingsPanel:
        """What is wrong."""
        return self.rooms.findings

    def _wire(self) -> None:
        session = self.session
        session.opened.connect(self._show_opened)
        session.closed.connect(self._show_closed)
        session.changed.connect(self._show_changed)
        session.fault.connect(self.banner.say)
        session.mended.connect(self.banner.retract)
        session.settling.connect(self._commit_typed)
        session.told.connect(lambda sentence: self.banner.say(sentence, "plain"))
        self.bar.checking.connect(lambda: self.folding.toggle("findings"))
        self.bar.submitting.connect(lambda: self.exchange.export(final=True))
        self.start.new.connect(self.exchange.new)
        self.start.open.connect(self.exchange.open)
        self.start.roll.connect(self.last_year.roll)
        self.start.demo.connect(self.exchange.demo)
        self.start.recent.connect(lambda path: self.exchange.open_path(Path(path)))
        self.exchange.working.connect(self.frame.work_line.watch)
        self.exchange.offered.connect(self.banner.say)
        self.commands.actions["menu"].triggered.connect(self.bar.brand.showMenu)
        self.look.changed.connect(self.frame.recolour)

    def _wire_form(self, workspace: Workspace) -> None:
        from desktop.arranging import Arranging
        from desktop.growing import Growing
        from desktop.pasting import Pasting
        from desktop.zooming import Zooming

        view, page = workspace.view, workspace.submission
        self.growing = Growing(self.session, workspace, self.banner, self.look, self.go_to)
        self._arranging = Arranging(self.session, workspace)
        self._pasting = Pasting(self.session, workspace, self.look)
        self._zooming = Zooming(view, self.status, self._memory)
        view.passed_over.connect(self.remarks.pass_over)
        self.last_year.attend(workspace)
        view.selection_changed.connect(self.status.show_selection)
        self.exchange.submitting.attend(page, self.go_to, self._show_submission)

    # -- gestures

    def go_to(self, address: str) -> bool:
        """Show the cell at `address`, wherever it is."""
        return self.session.is_open and self.paging.go_to(address)

    def _commit_typed(self) -> None:
        self.workspace.view.commit_open_editor()
        self.trace.commit()

    def _offer_fold(self, name: str, offered: bool) -> None:
        if name in FOLDS:
            self.status.show_fold(name, offered)

    def shown_form(self) -> str:
        """The name of the form that is shown, '' when it is none."""
        place, sheet = self.navigation.current(), self.workspace.sheet
        return sheet.name if place is not None and place.kind == "form" and sheet is not None else ""

    def _toggle_history(self) -> None:
        self.folding.toggle("history")
        self._stepping.show()

    # -- showing

    def _show_opened(self) -> None:
        session = self.session
        path = session.book.path
        self.recent.remember(path)
        self.banner.hide()
        rooms = self.rooms
        rooms.workspace.submission.round = ""
        self.paging.begin()
        self.frame.show_open(True)
        self.commands.show_open(True)
        self.status.show_file(path.name, str(path))
        self.setWindowTitle(f"{path.stem} - 预算本")
        rooms.navigation.show_places(session.reading.places)
        self._show_recent()
        self._show_state()
        self.navigation.choose(session.reading.places[0])
        self.workspace.take_focus()

    def _show_closed(self) -> None:
        self.frame.show_open(False)
        self.start.new_button.setFocus()
        self.bar.show_where("")
        self.commands.show_open(False)
        self.commands.show_steps(None, None)
        self.setWindowTitle("预算本")
        self._show_recent()

    def _show_recent(self) -> None:
        paths = self.recent.paths()
        self.start.show_recent(paths)
        self.commands.show_recent(paths, self.exchange.open_path)

    def _show_changed(self) -> None:
        self.paging.refresh()
        self._show_state()

    def _show_state(self) -> None:
        session, reading = self.session, self.session.reading
        self.paging.show_findings()
        self.navigation.show_standings(reading.standings())
        self.bar.show_findings(*reading.open_counts())
        self.bar.show_where(reading.where())
        self._show_submission()
        sides = reading.sides()
        self.status.show_balance(sides.income, sides.spending, sides.balanced, sides.difference)
        self.status.show_saved(session.saved, "warning" if session.unwritten else "quiet")
        self.workspace.set_writable(reading.writable)
        self.commands.show_steps(*reading.steps())
        self._tracing.soon()

    def _show_submission(self) -> None:
        page = self.workspace.submission
        page.show_readiness(self.exchange.submitting.readiness(page.round))

    # -- colours, size

    def _choose_theme(self, choice: str) -> None:
        self._memory.setValue("theme", choice)
        self.look.choose(choice)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.session.close(self.close):
            # What was typed last could not be written; the banner says why, and another try closes.
            event.ignore()
            return
        self._memory.setValue("geometry", self.saveGeometry())
        super().closeEvent(event)
