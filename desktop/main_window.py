"""The window: four places around one form. It wires panels to the session and holds no figure itself."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.forms.sheet import Binding, Cell
from desktop.app import Look, settings, watch
from desktop.commands import Commands
from desktop.dialogs.files import FileChooser
from desktop.exchange import Exchange
from desktop.palette import Palette
from desktop.panels.findings import FindingsPanel
from desktop.panels.navigation import Navigation
from desktop.panels.start import StartPage
from desktop.panels.status_line import StatusLine
from desktop.panels.top_bar import Banner, TopBar
from desktop.panels.trace import WIDTH as TRACE_WIDTH
from desktop.panels.trace import TracePanel
from desktop.places import Place
from desktop.recent import Recent
from desktop.session import Session
from desktop.workspace import Workspace

NARROW = 1080  # below this width of the window the trace is put away unless it was asked for
LOW = 600  # below this height the findings are
FINDINGS_HEIGHT = 150


class MainWindow(QMainWindow):
    """Attributes: session; the panels navigation, workspace, trace, findings, bar, status, banner, start."""

    def __init__(self, look: Look, files: FileChooser | None = None) -> None:
        super().__init__()
        self.look = look
        self.session = Session(self)
        self.recent = Recent(settings())
        self.exchange = Exchange(self, self.session, files or FileChooser(), self.recent)
        palette = look.palette
        self.commands = Commands(self, self._deeds())
        self.bar = TopBar(
            self.commands.menu(look.choice, self._choose_theme),
            {name: self.commands.actions[name] for name in ("undo", "redo", "find", "import", "pdf")},
        )
        self.banner = Banner()
        self.start = StartPage()
        self.navigation = Navigation(palette)
        self.workspace = Workspace(palette, self.session.completions)
        self.trace = TracePanel()
        self.findings = FindingsPanel(palette)
        self.status = StatusLine()
        self._asked: dict[str, bool] = {}  # panels that the user folded or unfolded by hand
        self._parts: dict[Place, str] = {}  # the part of each place that was looked at last
        self._tracing = QTimer(self)
        self._tracing.setSingleShot(True)
        self._tracing.setInterval(40)
        self._lay_out()
        self._wire()
        self.setMinimumSize(720, 360)
        self.resize(1366, 768)
        kept = settings().value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        self._show_closed()

    # -- building

    def _lay_out(self) -> None:
        self.upper = QSplitter(Qt.Orientation.Horizontal)
        self.upper.addWidget(self.workspace)
        self.upper.addWidget(self.trace)
        self.upper.setSizes([896, TRACE_WIDTH])
        self.main = QSplitter(Qt.Orientation.Vertical)
        self.main.addWidget(self.upper)
        self.main.addWidget(self.findings)
        self.main.setSizes([548, FINDINGS_HEIGHT])
        for splitter in (self.upper, self.main):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            splitter.setStretchFactor(0, 1)
            splitter.setStretchFactor(1, 0)
        self.trace.setMinimumWidth(220)
        self.trace.setMaximumWidth(460)
        self.findings.setMinimumHeight(64)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(0)
        across.addWidget(self.navigation)
        across.addWidget(self.main)
        across.setStretchFactor(1, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.pages.addWidget(across)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)

    def _deeds(self) -> dict[str, object]:
        exchange, session = self.exchange, self.session
        return {
            "new": exchange.new, "open": exchange.open, "demo": exchange.demo, "close": self.close_book,
            "template": exchange.template, "import": exchange.import_entries, "pdf": exchange.pdf,
            "export": lambda: exchange.export(final=False), "submit": lambda: exchange.export(final=True),
            "undo": lambda: self._commit_first(session.undo), "redo": lambda: self._commit_first(session.redo),
            "find": self._find, "next_finding": self._next_finding,
            "previous_place": lambda: self.navigation.step(-1), "next_place": lambda: self.navigation.step(1),
            "fold_trace": lambda: self._fold("trace"), "fold_findings": lambda: self._fold("findings"),
            "about": exchange.about, "quit": self.close,
        }  # fmt: skip

    def _wire(self) -> None:
        session, view = self.session, self.workspace.view
        session.opened.connect(self._show_opened)
        session.closed.connect(self._show_closed)
        session.changed.connect(self._show_changed)
        session.fault.connect(self.banner.say)
        session.told.connect(lambda sentence: self.banner.say(sentence, "plain"))
        self.navigation.chosen.connect(self._show_place)
        self.workspace.part_chosen.connect(self._show_part)
        view.edited.connect(self._edit)
        view.current_changed.connect(lambda _cell: self._tracing.start())
        view.open_trace.connect(self._open_trace)
        view.remove_rows.connect(self._remove_rows)
        view.pasted.connect(self._paste)
        view.selection_changed.connect(self.status.show_selection)
        self._tracing.timeout.connect(self._show_trace)
        self.trace.edited.connect(self._edit)
        self.trace.go.connect(self.go_to)
        self.trace.undo.connect(session.undo)
        self.trace.fold.connect(lambda: self._fold("trace", shown=False))
        self.findings.go.connect(lambda one: self.go_to(one.address))
        self.findings.explain.connect(self.exchange.explain)
        self.findings.fold.connect(lambda: self._fold("findings", shown=False))
        self.bar.checking.connect(lambda: self._fold("findings"))
        self.bar.submitting.connect(lambda: self.exchange.export(final=True))
        self.start.new.connect(self.exchange.new)
        self.start.open.connect(self.exchange.open)
        self.start.demo.connect(self.exchange.demo)
        self.start.recent.connect(lambda path: self.exchange.open_path(Path(path)))
        page = self.workspace.submission
        page.export.connect(lambda final: self.exchange.export(final=final))
        page.check.connect(lambda: self._fold("findings", shown=True))
        page.reopen.connect(self.exchange.reopen)
        self.look.changed.connect(self._recolour)

    # -- gestures

    def go_to(self, address: str) -> bool:
        """Show the cell at `address`, wherever it is."""
        if not address or not self.session.is_open:
            return False
        self.workspace.view.commit_open_editor()
        reading = self.session.reading
        place = reading.place_of(address)
        if place is None:
            return False
        self._parts[place] = reading.part_of(address) or self._parts.get(place, "")
        if self.navigation.current() == place:
            self._show_place(place)
        else:
            self.navigation.choose(place)
        return self.workspace.go_to(address)

    def show_first_form(self) -> None:
        """The first printed form, for a picture."""
        form = next((place for place in self.session.reading.places if place.kind == "form"), None)
        if form is not None:
            self.navigation.choose(form)

    def close_book(self) -> None:
        """Let go of the book; what was being typed is kept."""
        self.workspace.view.commit_open_editor()
        self.session.close()

    def _commit_first(self, deed: object) -> None:
        self.workspace.view.commit_open_editor()
        if self.session.is_open and callable(deed):
            deed()

    def _edit(self, binding: Binding, text: str) -> None:
        if not self.session.edit(binding, text):
            self._show_part(self.workspace.part)

    def _entry(self) -> str:
        sheet = self.workspace.sheet
        return sheet.form if sheet is not None else ""

    def _remove_rows(self, row_ids: list[int]) -> None:
        self.session.remove(self._entry(), row_ids)

    def _paste(self, row: int, column: int, block: list[list[str]]) -> None:
        self.session.paste(self._entry(), row, column, block)

    def _find(self) -> None:
        self.workspace.find.begin()

    def _next_finding(self) -> None:
        self._fold("findings", shown=True)
        self.findings.step()

    # -- showing

    def _show_opened(self) -> None:
        session = self.session
        path = session.book.path
        self.recent.remember(path)
        self.banner.hide()
        self._parts = {}
        self.pages.setCurrentIndex(1)
        self.bar.set_open(True)
        self.status.show()
        self.commands.show_open(True)
        self.status.show_file(path.name, str(path))
        self.setWindowTitle(f"{path.stem} - 预算本")
        self.navigation.show_places(session.reading.places)
        self._show_recent()
        self._show_state()
        self.navigation.choose(session.reading.places[0])

    def _show_closed(self) -> None:
        self.pages.setCurrentIndex(0)
        self.bar.set_open(False)
        self.bar.show_where("")
        self.status.hide()
        self.commands.show_open(False)
        self.commands.show_steps(None, None)
        self.setWindowTitle("预算本")
        self._show_recent()

    def _show_recent(self) -> None:
        paths = self.recent.paths()
        self.start.show_recent(paths)
        self.commands.show_recent(paths, self.exchange.open_path)

    def _show_changed(self) -> None:
        place = self.navigation.current()
        if place is not None:
            self._refresh_part(place)
        self._show_state()
        self._tracing.start()

    def _show_state(self) -> None:
        session, reading = self.session, self.session.reading
        self._show_findings()
        self.navigation.show_standings(reading.standings())
        now = reading.readiness()
        self.bar.show_findings(now.errors, now.warnings)
        self.bar.show_where(reading.where())
        self.workspace.submission.show_readiness(now)
        sides = reading.sides()
        self.status.show_balance(sides.income, sides.spending, sides.balanced, sides.difference)
        self.status.show_saved(session.saved)
        self.commands.show_steps(session.book.undo_caption, session.book.redo_caption)
        self.trace.show_past(reading.past())

    def _show_findings(self) -> None:
        self.findings.show_findings(self.session.reading.shown_findings(self.navigation.current()))

    def _show_place(self, place: Place) -> None:
        self.workspace.view.commit_open_editor()
        self._show_findings()
        parts = self.session.reading.parts(place)
        self._show_part(self.workspace.show_parts(parts, self._parts.get(place, "")))

    def _show_part(self, key: str) -> None:
        place = self.navigation.current()
        if place is None:
            return
        self._parts[place] = key
        reading = self.session.reading
        sheet = reading.sheet(place, key)
        if place.kind == "submit" and not key:
            self.workspace.show_submission()
        elif sheet is None:
            self.workspace.show_nothing(f"{place.title}：账套里还没有项目，先在“项目”里录入，这里就有表。")
        else:
            self.workspace.show_sheet(sheet, reading.lead(key))
        self._tracing.start()

    def _refresh_part(self, place: Place) -> None:
        reading, key = self.session.reading, self.workspace.part
        kept = self.workspace.show_parts(reading.parts(place), key)
        sheet = reading.sheet(place, kept)
        if sheet is None or self.workspace.sheet is None or kept != key:
            self._show_part(kept)
        else:
            self.workspace.refresh_sheet(sheet)

    def _show_trace(self) -> None:
        if not self.session.is_open:
            return
        cell: Cell | None = self.workspace.view.current_cell() if self.workspace.sheet is not None else None
        reading = self.session.reading
        made = reading.trace(cell.address) if cell is not None and cell.address else None
        self.trace.show_trace(made, reading.amounts.value)

    def _open_trace(self, _cell: Cell) -> None:
        self._fold("trace", shown=True)
        self._show_trace()
        fields = self.trace.fields()
        if fields:
            fields[0].setFocus()
            fields[0].selectAll()

    # -- folding, colours, size

    def _fold(self, name: str, shown: bool | None = None) -> None:
        panel = self.trace if name == "trace" else self.findings
        self._asked[name] = panel.isHidden() if shown is None else shown
        self._fit()

    def _fit(self) -> None:
        roomy = {"trace": self.width() >= NARROW, "findings": self.height() >= LOW}
        for name, panel in (("trace", self.trace), ("findings", self.findings)):
            shown = self._asked.get(name, roomy[name])
            panel.setVisible(shown)
            self.commands.actions[f"fold_{name}"].setChecked(shown)

    def _choose_theme(self, choice: str) -> None:
        settings().setValue("theme", choice)
        self.look.choose(choice)

    def _recolour(self, palette: Palette) -> None:
        for panel in (self.navigation, self.findings, self.workspace.view):
            panel.recolour(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_book()
        settings().setValue("geometry", self.saveGeometry())
        super().closeEvent(event)


def run(app: QApplication, book: Path | None) -> int:
    """Show the window until it is closed; its exit code."""
    kept = settings().value("theme", "system")
    window = MainWindow(Look(app, str(kept)))
    watch(window.exchange.crashed)
    window.show()
    if book is not None:
        # After the first paint: the window stands before a slow disk has answered.
        QTimer.singleShot(0, window, lambda: window.exchange.open_path(book))
    return app.exec()
