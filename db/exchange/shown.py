"""A verified workbook as people look at it: its forms drawn as Sheets, with a sign on each cell that something is said
of, and everything that is said as findings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from db.checks.cause import Cause
from db.checks.diagnosis import patient
from db.checks.finding import Finding
from db.checks.judge import worst_first
from db.checks.places import Places
from db.checks.standing import State
from db.definitions import Document
from db.exchange.changes import Change
from db.exchange.received import Verification, verify
from db.forms.draw import Words, received_sheets
from db.forms.sheet import Cell, Sheet
from db.pack import Pack, load

CHANGED = "changed"  # what the finding that stands for a changed cell is called
ALTERED = "改"  # the sign of such a cell
_SIGNS = {"error": "✗", "warning": "⚠"}
_LISTED = 3  # changes that stand in the list one by one; more are one line that unfolds


class Page(msgspec.Struct, frozen=True):
    """A form of the workbook, by the name of its Sheet. `head`: what the addresses of its cells begin with; `there`: is
    the form in the workbook? `errors`, `warnings`: open findings about it."""

    name: str
    title: str
    head: str
    there: bool
    errors: int
    warnings: int

    @property
    def state(self) -> State:
        """How it stands."""
        return State.ERROR if self.errors else State.WARNING if self.warnings else State.FINE


class Shown(msgspec.Struct, frozen=True):
    """All of it but the Sheets, which `draw` makes: three hundred of it are kept.

    `findings`: worst first, changed cells among them; nobody can answer or mend them here. `spoken`: their addresses in
    words.
    """

    path: Path
    found: Verification
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    spoken: Mapping[str, str]

    def page_of(self, address: str) -> Page | None:
        """The page an address lies in."""
        head = address.partition("!")[0]
        exact = (page for page in self.pages if page.head == head)
        return next(exact, next((page for page in self.pages if head and page.head.partition("/")[0] == head), None))


def look_at(path: Path, go_on: Callable[[], None] = patient) -> Shown:
    """Verify a workbook. Raises as `verify` does."""
    # Where each figure stands in the file is what most of the room would be taken by.
    found = msgspec.structs.replace(verify(path, go_on=go_on), places={})
    pack = load(found.facts.pack)
    places = Places(pack)
    findings = worst_first((*map(_for_readers, found.findings), *_changes(found.changed)))
    pages = tuple(_pages(_drawn(found, pack), findings, pack))
    return Shown(path, found, pages, findings, _spoken(findings, places))


def draw(shown: Shown) -> dict[str, Sheet]:
    """The Sheets of a workbook by name, with a sign on each cell that something is said of."""
    sheets = _drawn(shown.found, load(shown.found.facts.pack))
    return {sheet.name: sheet for sheet in _signed(sheets, shown.findings)}


def _drawn(found: Verification, pack: Pack) -> tuple[Sheet, ...]:
    facts = found.facts
    terms = Words(facts.year, facts.amounts, pack.info.district)
    return received_sheets(pack, found.relations, terms)


def _for_readers(finding: Finding) -> Finding:
    """Whoever reads the workbook of somebody else can neither answer nor mend."""
    cause = finding.cause and msgspec.structs.replace(finding.cause, mends=())
    return msgspec.structs.replace(finding, explainable=False, structural=False, mends=(), cause=cause)


def _changes(changed: Sequence[Change]) -> Iterator[Finding]:
    """What was changed since the export, each as a finding; of many the list shows one line first."""
    many = f"导出后改动了 {len(changed)} 处"
    cause = Cause(kind="same", address="", message=many) if len(changed) > _LISTED else None
    for one in changed:
        was, now = one.exported or "（空）", one.found or "（空）"
        said = f"{one.place}不见了" if one.gone else f"导出后改动：{one.place}导出时是 {was}，现在是 {now}"
        yield Finding(
            check=CHANGED, severity="warning", title="导出后改动", address=one.address, left=one.exported,
            forms=(one.sheet.partition("-")[0],) if one.sheet[:1].isdigit() else (), message=said, cause=cause,
        )  # fmt: skip


def _spoken(findings: Sequence[Finding], places: Places) -> dict[str, str]:
    wanted = {place for one in findings for place in (one.address, one.other_address)}
    wanted |= {one.cause.address for one in findings if one.cause is not None}
    return {address: places.spoken(address) for address in wanted if address and _lies_in_a_form(address)}


def _lies_in_a_form(address: str) -> bool:
    return not address.startswith("entry/")


def _signed(sheets: Sequence[Sheet], findings: Sequence[Finding]) -> list[Sheet]:
    """The Sheets with a sign on each cell that is at fault, contradicted by another, or changed."""
    said: dict[str, list[Finding]] = {}
    for one in findings:
        if not one.settled and (one.severity in _SIGNS or one.check == CHANGED):
            for address in {one.address, one.other_address, one.cause.address if one.cause else ""}:
                if "!" in address:
                    said.setdefault(address, []).append(one)
    return [_sign(sheet, said) for sheet in sheets]


def _sign(sheet: Sheet, said: Mapping[str, Sequence[Finding]]) -> Sheet:
    found = {cell.address: said[cell.address] for cell in sheet.cells if cell.address in said}
    for address in said.keys() - found.keys():
        # A row or a block of a document: its first cell carries the sign.
        below = (f"{address}/", f"{address}.", f"{address}!")
        first = next((cell.address for cell in sheet.cells if cell.address.startswith(below)), "")
        if first:
            found[first] = [*found.get(first, ()), *said[address]]
    if not found:
        return sheet
    cells = tuple(_marked(cell, found[cell.address]) if cell.address in found else cell for cell in sheet.cells)
    return msgspec.structs.replace(sheet, cells=cells)


def _marked(cell: Cell, said: Sequence[Finding]) -> Cell:
    changed = [one for one in said if one.check == CHANGED]
    wrong = [one for one in said if one.check != CHANGED]
    worst = "✗" if any(one.severity == "error" for one in wrong) else "⚠" if wrong else ""
    reasons = "\n".join(dict.fromkeys(one.message for one in said))
    unread = next((one.left for one in wrong if one.address == cell.address and one.check == "unreadable"), "")
    return msgspec.structs.replace(
        cell,
        text=unread or cell.text,
        sign=worst + (ALTERED if changed else ""),
        remark="" if worst == "✗" else reasons,
        problem=reasons if worst == "✗" else "",
    )


def _pages(sheets: Sequence[Sheet], findings: Sequence[Finding], pack: Pack) -> Iterator[Page]:
    for form in pack.forms.values():
        per = isinstance(form, Document) and bool(form.per)
        own = [sheet for sheet in sheets if sheet.form == form.id]
        for sheet in own:
            head = _head(sheet)
            project = head.partition("/")[2].replace("##", "#")
            title = f"{sheet.name} {project}" if project else f"{sheet.name} {form.short}"
            yield Page(sheet.name, title, head, True, *_counts(findings, form.id, head))
        counted = _counts(findings, form.id, form.id)
        if not own and (not per or any(counted)):
            yield Page(form.id, f"{form.id} {form.short}", form.id, False, *counted)


def _counts(findings: Sequence[Finding], form: str, head: str) -> tuple[int, int]:
    """Open errors and warnings about a page: those whose cells lie in it, and of a form of one page all about it."""
    errors = warnings = 0
    for one in findings:
        heads = {address.partition("!")[0] for address in (one.address, one.other_address)}
        touched = head in heads or (head == form and form in one.forms)
        if touched and not one.settled:
            errors += one.severity == "error"
            warnings += one.severity == "warning"
    return errors, warnings


def _head(sheet: Sheet) -> str:
    return next((cell.address.partition("!")[0] for cell in sheet.cells if cell.address), sheet.form)
