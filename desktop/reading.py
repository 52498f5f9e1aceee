"""What the window reads of an open book: the places and how they stand, Sheets, findings, traces, the last gestures.

Everything is asked of the core and kept only until a change may have moved it.
"""

import datetime
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, TypeVar

import msgspec

from db.balance import balance
from db.book import Book, Changes
from db.checks.begun import begun
from db.checks.finding import Finding
from db.checks.findings import findings
from db.checks.places import spoken
from db.checks.progress import Progress, completing, progress
from db.checks.rows import row_sentence, ways_at
from db.definitions import Entry, Output
from db.entry.growing_documents import grown_document
from db.entry.live import Verdict, judge, spoken_amount
from db.entry.mends import Mend
from db.entry.proposals import Proposed, proposals
from db.entry.tabs import entry_sheet
from db.errors import FrozenBook, ReadOnlyPlace
from db.forms.draw import sheets
from db.forms.growing import Begun, grown
from db.forms.sheet import Binding, Cell, Growth, Sheet
from db.forms.trace import Trace, trace, trace_row
from db.initials import Initials
from db.money import AmountUnit, format_amount
from db.notes import Guide, guide
from db.rolling.comparison import compared, is_known
from db.rolling.signs import with_changes
from desktop.memory import Memory
from desktop.places import PAGES, Place, Standing, owner, places, standings
from desktop.readiness import Readiness, readiness
from desktop.shown import Part, Past, Sides, spoken_time
from desktop.unwritten import signed

if TYPE_CHECKING:
    from db.disclosure.passages import Passage

T = TypeVar("T")
SHOWN_PAST = 3
DISCLOSURE = "disclosure"  # key of the part that is the written disclosure as it will be printed


class Reading:
    """Reads one open book. `forget` after each change."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._entries: dict[str, Entry] = book.pack.entries
        self._tab_of = {entry.id: entry.tab for entry in self._entries.values()}
        self.places = places(book.pack.info.tabs, self._entries.values(), book.pack.forms.values())
        self.memory = Memory(book)
        self.fresh_row = ""  # what the addresses of the new row begin with that is being typed: entry/basic/13.
        self.begun: dict[str, Begun] = {}  # form → what was typed into its empty row so far
        self._kept: dict[object, object] = {}
        self._comparing = False
        self._compared: dict[str, Sheet] = {}
        self._before: dict[str, tuple[Sheet, Changes]] = {}  # entry tabs, and what has changed since they were drawn

    def forget(self, changes: Changes | None = None) -> None:
        """Let go of what a change may have moved; without `changes` that is everything."""
        if changes is None:
            self._before.clear()
        else:
            self._before = {key: (sheet, known.then(changes)) for key, (sheet, known) in self._before.items()}
            self._before |= {made.form: (made, changes) for made in self._kept.values() if isinstance(made, Sheet)}
        self._kept.clear()
        self._compared.clear()

    # -- places

    def place_of(self, address: str) -> Place | None:
        """The place an address lies in."""
        kind, name = owner(address)
        wanted = self._tab_of.get(name, "") if kind == "entry" else name.partition("-")[0]
        return next(
            (place for place in self.places if place.id == wanted and (place.kind == "form") == (kind == "form")), None
        )

    def standings(self) -> dict[Place, Standing]:
        """How every place stands."""
        started = self._once("begun", self._begun)
        return standings(self.places, self._tab_of, self.findings(), started, completing(self._book.pack))

    def parts(self, place: Place) -> tuple[Part, ...]:
        """The sheets of a place, in order."""
        if place.kind == "form":
            return tuple(Part(sheet.name, _part_title(sheet)) for sheet in self._form(place.id))
        own = [entry for entry in self._entries.values() if entry.tab == place.id]
        listed = tuple(Part(entry.id, entry.sheet) for entry in sorted(own, key=lambda entry: entry.position))
        if place.kind in PAGES:
            return (Part("", place.title), *listed)
        written = self._book.pack.writing.outline.lines and any(entry.topics for entry in own)
        return (*listed, Part(DISCLOSURE, "全文和改写")) if written else listed

    def passages(self) -> "tuple[Passage, ...]":
        """The written disclosure as it stands. Raises PackError when a sentence does not go with the book."""
        from db.disclosure.passages import passages

        return self._once("passages", lambda: passages(self._book))

    def part_of(self, address: str) -> str:
        """Key of the part an address lies in; empty when it cannot be told."""
        kind, name = owner(address)
        if kind == "entry":
            return name
        place = self.place_of(address)
        if place is None:
            return ""
        return next((sheet.name for sheet in self._form(place.id) if _holds(sheet, address)), "")

    def sheet(self, place: Place, key: str) -> Sheet | None:
        """A part as a Sheet; None when it has none (no project yet, or the page of submission)."""
        if key == DISCLOSURE or (not key and place.kind in PAGES):
            return None
        if place.kind == "form":
            made = self._form(place.id)
            sheet = next((sheet for sheet in made if sheet.name == key), made[0] if made else None)
            return self._grown(sheet) if sheet is not None and self.writable else sheet
        return self._beside(key)

    def _grown(self, sheet: Sheet) -> Sheet:
        """A form on the screen: its empty cells can be typed into, and its empty row."""
        begun = self.begun.get(sheet.form, Begun())
        return self._once(
            ("grown", sheet.name, begun), lambda: (grown_document(self._book, grown(self._book, sheet, begun)),)
        )[0]

    def row_texts(self, binding: Binding) -> dict[str, str]:
        """The texts of the entry row a cell stands in, by column id."""
        if isinstance(binding, Growth):
            return dict(binding.said)
        sheet, key = self._entry(binding.entry), f"{binding.table}/{binding.row_id}"
        if self._entries[binding.entry].layout == "record":
            return {cell.binding.column: cell.text for cell in sheet.cells if cell.binding is not None}
        if key not in sheet.row_keys:
            return {}
        row = sheet.body_start + sheet.row_keys.index(key)
        start = bisect_left(sheet.cells, row, key=lambda cell: cell.row)
        cells = takewhile(lambda cell: cell.row == row, islice(sheet.cells, start, None))
        return {cell.binding.column: cell.text for cell in cells if cell.binding is not None}

    def entry_row(self, binding: Binding) -> tuple[str, str]:
        """Address of the entry cell a binding names, and why its row is a draft; '' when it is none."""
        sheet, key = self._entry(binding.entry), f"{binding.table}/{binding.row_id}"
        if key not in sheet.row_keys:
            return "", ""
        at = sheet.row_keys.index(key)
        faults = (cell for cell in sheet.cells if cell.row == sheet.body_start + at and cell.problem)
        fault = next(faults, None) if sheet.row_kinds[at] == "draft" else None
        column = fault.binding.column if fault is not None and fault.binding is not None else binding.column
        return f"entry/{binding.entry}/{at + 1}.{column}", fault.problem if fault is not None else ""

    def ways_out(self, cell: Cell) -> tuple[Mend, ...]:
        """What one click can put right at a cell."""
        return ways_at(self._book, self.findings(), cell)

    def judge(self, binding: Binding, typed: str) -> Verdict | None:
        """What is to be said of a cell while it says `typed`."""
        return judge(self._book, binding.entry, binding.column, typed, self.row_texts(binding))

    def spoken_amount(self, cell: Cell) -> str:
        """What the tooltip of an amount says: the text typed, the exact yuan, the amount; '' of any other cell."""
        if cell.type not in ("amount", "plain") or cell.problem or not cell.text or not isinstance(cell.value, int):
            return ""
        return spoken_amount(self._book, cell.typed, cell.value)

    def row_sentence(self, binding: Binding) -> tuple[str, str] | None:
        """What is to be said of an entry row that is left: how grave, and the sentence."""
        # What a new row lacks is no news while it is typed, and is when it has been left.
        at = (self.fresh_row, binding.entry, binding.table, binding.row_id)
        return self._once(("row", *at), lambda: row_sentence(self._book, self.findings(), binding))

    def proposals(self, binding: Binding, typed: Mapping[str, str] | None = None) -> dict[str, Proposed]:
        """What stands in grey in the empty cells of an entry row, by column id; or will, once `typed` is."""
        texts, above = self.row_texts(binding) | dict(typed or {}), self._above(binding)
        return proposals(self._book, binding.entry, texts, above)

    def _above(self, binding: Binding) -> dict[str, str]:
        sheet, key = self._entry(binding.entry), f"{binding.table}/{binding.row_id}"
        at = sheet.row_keys.index(key) if key in sheet.row_keys else 0
        table, _, row_id = sheet.row_keys[at - 1].partition("/") if at else ("", "", "")
        return self.row_texts(msgspec.structs.replace(binding, table=table, row_id=int(row_id))) if at else {}

    def lead(self, key: str) -> str:
        """The sentence above an entry tab."""
        entry = self._entries.get(key)
        return entry.lead if entry is not None else ""

    def spoken(self, address: str) -> str:
        """An address in words."""
        return spoken(self._book, address)

    def progress(self) -> Progress:
        """The steps of the work and how each stands today."""
        today = datetime.datetime.now().astimezone().date()
        return self._once("progress", lambda: progress(self._book, today, self.findings()))

    def guide(self, place: Place, key: str) -> Guide | None:
        """How the shown part is filled in; None for a page that nothing is filled into."""
        return guide(self._book.pack, place.id if place.kind == "form" else key)

    @cached_property
    def initials(self) -> Initials:
        """Pinyin initials of whatever the book says."""
        return Initials(self._book.pack)

    # -- what is wrong, and what it is made of

    def shown_findings(self, place: Place | None) -> tuple[Finding, ...]:
        """What the list shows at a place: what is missing in tabs not begun yet is kept back until the submission."""
        found = self.findings()
        if place is not None and place.kind == "submit":
            return found
        return tuple(one for one in found if not one.completeness)

    def open_counts(self) -> tuple[int, int]:
        """Open errors and warnings; what is missing in tabs not begun yet is no news before the submission."""
        severities = [one.severity for one in self.shown_findings(None) if not one.settled]
        return severities.count("error"), severities.count("warning")

    def findings(self) -> tuple[Finding, ...]:
        """All findings of the book; what is missing in a row that is just being typed is no news before it is left."""
        found = self._once("findings", lambda: findings(self._book))
        if not self.fresh_row:
            return found
        return tuple(one for one in found if not (one.unfilled and one.address.startswith(self.fresh_row)))

    def sides(self) -> Sides:
        """Do income and spending balance?"""
        both = balance(self._book)
        unit = self.amounts
        return Sides(
            format_amount(both.income, unit) or "0.00",
            format_amount(both.spending, unit) or "0.00",
            format_amount(abs(both.difference), unit),
            both.difference == 0,
        )

    def trace(self, cell: Cell) -> Trace | None:
        """A printed figure taken apart, or what the line of an entry cell makes; None for what no form counts."""
        if cell.address.startswith("entry/"):
            at = cell.binding
            return None if at is None or cell.problem else trace_row(self._book, at.table, at.row_id)
        return trace(self._book, cell.address) if cell.address else None

    # -- the book itself

    @property
    def amounts(self) -> AmountUnit:
        """The book's unit of amounts."""
        return AmountUnit(self._book.record().amounts)

    def where(self) -> str:
        """`112001 信访局本级 · 2024 · 二上`, and whether it is sealed; the department stands for several units."""
        record = self._book.record()
        units = self._book.connection.execute(
            "select code, name from unit where merged_into is null order by position"
        ).fetchall()
        code, name = units[0] if len(units) == 1 else (record.department_code, record.budget_name)
        sealed = " · 已上报，封存" if record.frozen else ""
        return f"{code} {name} · {record.year} · {record.round}{sealed}"

    @property
    def writable(self) -> bool:
        """May anything be typed? Not into a book of somebody else's, nor into one that was handed in."""
        return not self.locked

    @property
    def locked(self) -> str:
        """Why nothing can be typed; empty when it can."""
        try:
            self._book.refuse_locked()
        except (ReadOnlyPlace, FrozenBook) as refusal:
            return refusal.message
        return ""

    def steps(self) -> tuple[str | None, str | None]:
        """What undo and redo would do; None for each that cannot."""
        return (self._book.undo_caption, self._book.redo_caption) if self.writable else (None, None)

    def past(self) -> tuple[Past, ...]:
        """The newest gestures, newest first."""
        done = self._book.newest(SHOWN_PAST)
        return tuple(
            Past(entry.caption, spoken_time(entry.made_at), self.writable and place == 0)
            for place, entry in enumerate(done)
        )

    def readiness(self, round_id: str = "", faces: Collection[Output] = ()) -> Readiness:
        """How far the book is from a final submission in a round, its own by default; `faces` are what can be drawn
        beside the core's own.
        """
        return readiness(self._book, self.findings(), round_id, faces)

    def compare(self, comparing: bool) -> None:
        """Show entry tabs beside last year from now on, or no longer."""
        self._comparing = comparing
        self._compared.clear()

    @property
    def knows_last_year(self) -> bool:
        """Does the book know what last year's lines were?"""
        return is_known(self._book)

    def _beside(self, entry_id: str) -> Sheet:
        """The Sheet of an entry tab as it is shown. The one beside last year is no beginning of another."""
        if not self._comparing:
            return self._entry(entry_id)
        if entry_id not in self._compared:
            self._compared[entry_id] = compared(self._book, self._entry(entry_id))
        return self._compared[entry_id]

    def _entry(self, entry_id: str) -> Sheet:
        """The Sheet of an entry tab, made of the one before as far as that is still right."""

        def draw() -> Sheet:
            before, changes = self._before.pop(entry_id, (None, None))
            made = entry_sheet(self._book, entry_id, before, changes)
            return made if self._book.away is None else signed(made, self._book.away.cells)

        return self._once(("entry", entry_id), draw)

    def _form(self, form_id: str) -> tuple[Sheet, ...]:
        def draw() -> tuple[Sheet, ...]:
            return tuple(with_changes(self._book.pack, sheet) for sheet in sheets(self._book, form_id))

        return self._once(("form", form_id), draw)

    def _begun(self) -> frozenset[Place]:
        started, frozen = begun(self._book), self._book.record().frozen
        by_kind = {"form": started.forms, "submit": frozen}
        return frozenset(place for place in self.places if by_kind.get(place.kind, place.id in started.tabs))

    def _once(self, key: object, make: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]


def _part_title(sheet: Sheet) -> str:
    if "-" not in sheet.name:
        return sheet.name
    owner_part = next((cell.address.split("!")[0] for cell in sheet.cells if "/" in cell.address.split("!")[0]), "")
    return owner_part.partition("/")[2] or sheet.name


def _holds(sheet: Sheet, address: str) -> bool:
    before = address.split("!", maxsplit=1)[0]
    return any(cell.address.partition("!")[0] == before for cell in sheet.cells if cell.address)
