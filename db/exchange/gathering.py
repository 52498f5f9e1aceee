"""What a submission is: everything of a book that is handed in for one round, as values, and how it is gathered."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from db import schema
from db.definitions import Output
from db.disclosure.shape import Disclosure
from db.exchange.code import canonical as canonical_text
from db.exchange.code import check_code
from db.exchange.cover import ContentsLine, Cover
from db.exchange.explained import Explained, explanations_sheet
from db.exchange.handed import handed
from db.exchange.letter import Letter, letter_of
from db.exchange.marks import canonical
from db.exchange.naming import next_revision, round_of, stem_of
from db.exchange.since import Difference, LastTime, differences, last_time
from db.forms.sheet import Sheet
from db.money import AmountUnit

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Round


class _Times(NamedTuple):
    made_at: datetime
    moment: datetime


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """What every face draws from: values only, no book. `content` is the text the check code is computed from.

    `stem` is the name of its files without an ending; `outputs` says which there are. `disclosure`: the written part.
    `last`: the final submission before this one, and `since` what differs from it. `carried`: the entries themselves,
    which travel hidden in the workbook, a text a line; none in what is published. `letter`: what is sent with it.
    """

    cover: Cover
    stem: str
    outputs: tuple[Output, ...]
    contents: tuple[ContentsLine, ...]
    forms: tuple[Sheet, ...]
    explanations: tuple[Explained, ...] = ()
    disclosure: Disclosure = Disclosure()
    last: LastTime | None = None
    since: tuple[Difference, ...] = ()
    carried: tuple[str, ...] = ()
    letter: Letter = Letter()
    content: str
    made_at: datetime  # of the last change to the book, so that the same book gives the same bytes
    moment: datetime  # at which a final one is handed in; of a draft, which is never handed in, the same as made_at


def gather(
    book: "Book",
    *,
    draft: bool,
    round: str | None = None,  # noqa: A002 - the domain's word
    again: int | None = None,
    moment: datetime | None = None,
) -> Submission:
    """The submission that `book` would make now, for its own round or another one of its pack.

    `again`: the revision of one that was handed in, and is drawn once more. `moment`: when a final one is handed in,
    now by default. What is for everybody to read is gathered from a copy that holds nothing else. Raises UnknownRound,
    PackError when a sentence of the pack does not go with the book, and NameSpilled: a final publication still names a
    confidential project.
    """
    wanted = round_of(book, round or book.record().round)
    revision = again or next_revision(book)
    times = _times(book, draft, revision, moment)
    if not wanted.public:
        return _gathered(book, wanted, draft, revision, times)
    from db.exchange.publication import published

    with published(book) as public:
        made = _gathered(public, wanted, draft, revision, times)
    # Whatever is gathered beside what is printed, today or later: none of it is for everybody.
    made = msgspec.structs.replace(made, explanations=(), last=None, since=(), carried=(), letter=Letter())
    if not draft:
        from db.exchange.spilled import refuse_spilled

        refuse_spilled(book, made)
    return made


def _gathered(book: "Book", wanted: "Round", draft: bool, revision: int, times: _Times) -> Submission:
    """The submission of a book, or of the copy of one that may be published."""
    from db.disclosure.passages import disclosure
    from db.exchange.publication import public_sheets
    from db.forms.draw import all_sheets

    record = book.record()
    forms = all_sheets(book)
    if wanted.public:
        forms = public_sheets(book, forms)
    head = (record.department_code, str(record.year), wanted.id, f"{record.pack} {book.pack.info.version}")
    answers = () if wanted.public else _explained(book, wanted.id)
    counted = (*forms, explanations_sheet(answers, keys=True))
    lines = ((cell.address, canonical(cell)) for sheet in counted for cell in sheet.cells if cell.address)
    content = canonical_text(head, lines)
    last = None if wanted.public else last_time(book, before=revision)
    cover = cover_of(book, wanted, revision=revision, draft=draft, code=check_code(content))
    made = Submission(
        cover=cover,
        stem=stem_of(book, wanted.id, cover.revision, draft=draft),
        outputs=wanted.outputs,
        contents=_contents(book, forms),
        forms=forms,
        explanations=answers,
        disclosure=disclosure(book, public=wanted.public),
        last=last,
        since=differences(book, counted, last) if last else (),
        carried=() if wanted.public else _carried(book, cover, content, times.moment),
        content=content,
        made_at=times.made_at,
        moment=times.moment,
    )
    return msgspec.structs.replace(made, letter=letter_of(book, cover, content, len(made.since)))


def cover_of(book: "Book", wanted: "Round", *, revision: int, draft: bool, code: str) -> Cover:
    """What identifies one submission of `book`, of that round and revision."""
    record = book.record()
    return Cover(
        department_code=record.department_code,
        department=record.budget_name,
        year=record.year,
        round=wanted.id,
        revision=revision,
        draft=draft,
        public=wanted.public,
        amounts=AmountUnit(record.amounts),
        pack=record.pack,
        # That which the figures were reckoned with: a sealed book still names the one it was handed in with.
        pack_version=book.pack.info.version,
        book="" if wanted.public else record.uuid,
        code=code,
        head=record.head,
        finance_head=record.finance_head,
        filler=record.filler,
        telephone=record.telephone,
    )


def _times(book: "Book", draft: bool, revision: int, moment: datetime | None) -> _Times:
    """When the book was changed last, and when that revision was handed in, or would be at `moment`.

    A book made anew of a workbook has no journal: it is as old as what was handed in before, and that again as old as
    it says; a draft of a book that knows nothing of itself is of its year.
    """
    known = {one.revision: one.moment for one in handed(book)}
    (latest,) = book.connection.execute("select max(made_at) from action where state = 'done'").fetchone()
    changed = (
        datetime.fromisoformat(latest) if latest else known.get(max((n for n in known if n < revision), default=0))
    )
    if draft:
        made_at = changed or datetime(book.record().year, 1, 1, tzinfo=UTC)
        return _Times(made_at, made_at)
    at = known.get(revision) or moment or book.now()
    return _Times(changed or at, at)


def _explained(book: "Book", round_id: str) -> tuple[Explained, ...]:
    from db.checks.explanations import explanations
    from db.checks.findings import findings
    from db.checks.places import spoken

    answers = explanations(book)
    return tuple(
        Explained(
            check=one.check,
            address=one.address,
            left=one.left,
            right=one.right,
            message=one.message,
            text=one.explanation,
            who=answers[one.check, one.address].who if (one.check, one.address) in answers else "",
            overridden=one.overridden,
            spoken=spoken(book, one.address),
        )
        for one in findings(book, round_id)
        if one.explanation
    )


def _carried(book: "Book", cover: Cover, content: str, moment: datetime) -> tuple[str, ...]:
    """The entries as they stand, of a final submission as they will stand once it is handed in."""
    from db.exchange.carried import handed_in, lines_of, tables_of

    tables = tables_of(book.connection)
    if not cover.draft and cover.revision == next_revision(book):
        tables = handed_in(tables, record_of_final(cover, content, moment))
    return lines_of(schema.newest(), tables)


def record_of_final(cover: Cover, content: str, moment: datetime) -> dict[str, str | int | None]:
    """The row of table `submission` that a final submission leaves, by column."""
    return {
        "revision": cover.revision,
        "round": cover.round,
        "kind": "final",
        "made_at": moment.isoformat(),
        "check_code": cover.code,
        "content": content,
    }


def _contents(book: "Book", forms: Sequence[Sheet]) -> tuple[ContentsLine, ...]:
    """A line a form, and one a sheet where a form has one for each project."""
    from db.forms.draw import words

    terms = words(book)
    lines = []
    for form in book.pack.forms.values():
        title = terms.fill(form.contents)
        drawn = [sheet for sheet in forms if sheet.form == form.id]
        if len(drawn) == 1 and drawn[0].name == form.id:
            lines.append(ContentsLine(form.id, title, form.id))
        elif not drawn:
            lines.append(ContentsLine(form.id, title, ""))
        lines += [
            ContentsLine(sheet.name, f"{title}：{_subject(sheet)}", sheet.name)
            for sheet in drawn
            if sheet.name != form.id
        ]
    return tuple(lines)


def _subject(sheet: Sheet) -> str:
    """The project a document is about, as its addresses say: `15/信访工作经费!…`."""
    address = next((cell.address for cell in sheet.cells if cell.address), "")
    return address.partition("!")[0].partition("/")[2]
