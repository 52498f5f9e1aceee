"""Judging a workbook that came by mail: what was changed since it was exported, and whether its forms tie."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db.checks.diagnosis import patient
from db.checks.explanations import Answers, Explanation
from db.checks.finding import Finding
from db.definitions import Document, Listing
from db.errors import BookError
from db.exchange.carried import SHEET as ENTRIES
from db.exchange.changes import Change, by_place
from db.exchange.cover import COVER
from db.exchange.explained import Explained, read_explained
from db.exchange.facts import Facts, facts_of, named
from db.exchange.foreign import Foreign, missing, read_foreign, relations_of
from db.exchange.laid import Relations, read_laid
from db.exchange.locating import official_title
from db.exchange.marked import read_marked, sized, without_ours
from db.exchange.marks import SHEET, read_marks
from db.exchange.opening import ReadWorkbook, open_workbook
from db.exchange.screening import too_large
from db.exchange.trouble import CellPlace, alike_together, missing_last
from db.exchange.workbook import PACK, PACK_VERSION, YEAR
from db.forms.compile import relation
from db.forms.stages import Row

if TYPE_CHECKING:
    from db.checks.bench import Stands, Unread
    from db.pack import Pack

MOST_FORM_ROWS = 8_000  # of all forms together; an office has some hundred

__all__ = ["CellPlace", "Change", "Facts", "Verification", "verify"]


class Verification(msgspec.Struct, frozen=True):
    """What a received workbook is. `unchanged` is None when this program did not make it.

    `relations`: what its forms say, as the checks judge it. `facts`: its year, unit of amounts, department, units.
    `places`: address of a finding, of its row, its form → the worksheet and cell where that stands. `overridden`: the
    errors that its head answers for, as it says itself; of some only their book could tell whether they still stand.
    """

    book: str
    revision: int | None
    unchanged: bool | None
    changed: tuple[Change, ...]
    findings: tuple[Finding, ...]
    facts: Facts
    relations: Mapping[str, tuple[Row, ...]]
    places: Mapping[str, CellPlace]
    overridden: tuple[Explained, ...] = ()
    carries_entries: bool = False  # a book can be made of it

    def place_of(self, address: str) -> CellPlace | None:
        """Where an address stands: its cell, else its row, else its form; None of what stands nowhere."""
        row = address.rpartition(".")[0]
        for known in (address, row, address.partition("!")[0]):
            if known in self.places:
                return self.places[known]
        return None

    def is_what_bears(self, code: str) -> bool | None:
        """Is it, as it was exported, what that check code was printed on? None: it has no code to tell by."""
        return code == self.facts.code and self.unchanged is not False if self.facts.code else None

    @property
    def exit_code(self) -> int:
        """As `check`; 3 when it ties but was changed since it was exported."""
        from db.checks.judge import verdict

        return verdict(self.findings) or (3 if self.unchanged is False else 0)


def verify(path: Path, shelves: Sequence[Path] | None = None, go_on: Callable[[], None] = patient) -> Verification:
    """Compare a workbook with what was exported, and run every check that reads forms only.

    `go_on`: called again and again while causes are looked for; what it raises ends it.
    Raises WorkbookError, PackError, BookError when none of its sheets is a form, or it is an entry workbook.
    """
    from db.checks.bench import Unread
    from db.pack import load, refuse_earlier
    from db.shelf import newest

    workbook = open_workbook(path)
    pack = load(workbook.names.get(PACK) or newest(shelves), shelves)
    refuse_earlier(pack, workbook.names.get(PACK_VERSION, ""), path.name)
    facts = facts_of(workbook, pack)
    read, changed, unchanged = _read(workbook, path, facts, pack)
    if not read.forms:
        raise BookError(_no_form(path.name, read, pack))
    relations = read_laid(read.forms, read.facts, pack)
    absent, late = _documents_missing(relations, read, pack)
    if sum(map(len, relations.rows.values())) > MOST_FORM_ROWS:
        raise too_large(path.name)
    unread = Unread(absent, read.lacking)
    explained = read_explained(workbook)
    stands = msgspec.structs.replace(named(read.facts, relations.rows, pack).stands, vouched=bool(unchanged))
    return Verification(
        book=facts.book,
        revision=facts.revision,
        unchanged=unchanged,
        changed=changed,
        findings=_judge(explained, relations, (*read.troubles, *late), stands, unread, pack, go_on),
        facts=named(read.facts, relations.rows, pack),
        relations=relations.rows,
        places=relations.places,
        overridden=tuple(one for one in explained if one.overridden),
        carries_entries=workbook.sheet(ENTRIES) is not None,
    )


def _read(
    workbook: ReadWorkbook, path: Path, facts: Facts, pack: "Pack"
) -> tuple[Foreign, tuple[Change, ...], bool | None]:
    """The forms, what was changed in them since they were exported, and whether nothing was; None: not ours."""
    from db.checks.places import Places
    from db.exchange.entries import are_entries

    hidden = workbook.sheet(SHEET)
    marks = read_marks(hidden) if hidden else None
    if marks and sized(marks.sheets, pack):
        own = read_marked(workbook, marks, by_place(marks), facts, pack, Places(pack))
        return Foreign(own.forms, facts, own.troubles, own.absent), own.changed, not own.changed
    if are_entries(workbook.sheets, pack):
        raise BookError(f"“{path.name}”是录入表，不是预算表；请用“导入录入表”（命令行 yusuanben import）读进账套。")
    read = read_foreign(without_ours(workbook), facts, pack, path.stem, known=YEAR in workbook.names)
    changed = _lost(facts)
    return read, changed, not changed if facts.code else None


def changed_since_export(workbook: ReadWorkbook, pack: "Pack") -> tuple[Change, ...]:
    """What was changed in a workbook of ours; nothing is said of others, and nothing is judged."""
    from db.checks.places import Places

    hidden = workbook.sheet(SHEET)
    marks = read_marks(hidden) if hidden else None
    facts = facts_of(workbook, pack)
    if marks is None:
        return _lost(facts)
    return read_marked(workbook, marks, by_place(marks), facts, pack, Places(pack)).changed


def _lost(facts: Facts) -> tuple[Change, ...]:
    """One that says that this program made it has lost what it was compared with."""
    return (Change(f"{COVER}!校验码", facts.code, "", COVER),) if facts.code else ()


def _no_form(name: str, read: Foreign, pack: "Pack") -> str:
    said = "".join(one.message for one in read.troubles if one.check == "unread-sheet")
    first = official_title(next(iter(pack.forms.values())))
    return f"“{name}”里没有一张预算表。{said or f'每张表要有标题和表头，例如“{first}”。'}"


def _documents_missing(relations: Relations, read: Foreign, pack: "Pack") -> tuple[frozenset[str], tuple[Finding, ...]]:
    """Documents that are one a project are missing when there are projects, and not needed when there are none."""
    absent, late = set(read.absent), []
    there = {laid.form for laid in read.forms}
    for form in pack.forms.values():
        if not isinstance(form, Document) or not form.per or form.id in there:
            continue
        lists = [it.id for it in pack.forms.values() if isinstance(it, Listing) and it.records == form.per]
        records = [row for it in lists for row in relations.rows.get(relation(it), ()) if row[2] == "record"]
        if records:
            absent.update(relations_of(form.id, pack))
            late += [] if any(form.id in one.forms for one in read.troubles) else [missing(form.id, pack)]
        else:
            absent.difference_update(relations_of(form.id, pack))
    return frozenset(absent), tuple(late)


def _judge(
    explained: Sequence[Explained],
    relations: Relations,
    troubles: Sequence[Finding],
    stands: "Stands",
    unread: "Unread",
    pack: "Pack",
    go_on: Callable[[], None],
) -> tuple[Finding, ...]:
    from db.checks.bench import Bench
    from db.checks.judge import worst_first

    with Bench(pack, stands, unread) as bench:
        bench.fill(relations.rows)
        others, gone = missing_last(troubles)
        return worst_first(
            (*alike_together(relations.unread), *others, *bench.findings(_answers(explained), go_on), *gone)
        )


def _answers(explained: Sequence[Explained]) -> Answers:
    return {
        (one.check, one.address): Explanation(one.check, one.address, one.left, one.right, one.text, one.who)
        for one in explained
    }
