"""How far a book is from handing in, round by round, and what it has handed in: what the page of submission shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import msgspec

from db.exchange.handed import frozen_by_publication, handed, reopened_for, submitted
from db.exchange.letter import address_of
from db.exchange.naming import ENDINGS, drawable, next_revision, round_of, stem_of
from desktop.shown import spoken_time

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.finding import Finding
    from db.definitions import Output

_WHAT: dict[Output, tuple[str, str]] = {
    "workbook": ("工作簿", "封面、目录和各表，Excel 文件"),
    "document": ("文字说明", "各部分文字和各表，Word 文件"),
    "pdf": ("打印件", "PDF，打印后签字盖章"),
    "mail": ("邮件草稿", "附上以上文件，由邮件程序打开后发送"),
}


_PUBLIC = "，只含可以公开的内容"


class Planned(msgspec.Struct, frozen=True):
    """A file that will be made: what it is, its name, what it is for. `output` names its kind."""

    output: Output
    what: str
    file: str
    purpose: str


class HandedLine(msgspec.Struct, frozen=True):
    """A submission made earlier, texts as printed. `reason`: why it was reopened."""

    title: str
    detail: str
    reason: str = ""


class Readiness(msgspec.Struct, frozen=True):
    """How far the book is from a final submission in a round, and what that round makes.

    `missing`: what is still to be filled in, a sentence each; it stops nothing. `against`: what stands against a final
    one in a round that is not the book's own, whose findings no list shows. `to`: the bureau's address, '' unknown.
    `published`: it was a publication that froze the book.
    """

    round: str
    errors: int
    warnings: int
    frozen: bool
    handed: tuple[HandedLine, ...] = ()
    missing: tuple[str, ...] = ()
    public: bool = False
    rounds: tuple[tuple[str, str], ...] = ()
    against: tuple[str, ...] = ()
    planned: tuple[Planned, ...] = ()
    drafted: tuple[Planned, ...] = ()
    bureau: str = ""
    to: str = ""
    reason: str = ""
    can_mail: bool = False
    published: bool = False

    @property
    def title(self) -> str:
        """`上报 · 二上`; of a publication its own title."""
        return dict(self.rounds).get(self.round, self.round) if self.public else f"上报 · {self.round}"

    @property
    def stopped(self) -> bool:
        """Does something stand against a final one? A publication may be made of a frozen book, warnings or not."""
        if self.frozen and self.public:
            return self.errors > 0
        return self.frozen or self.errors > 0 or self.warnings > 0

    @property
    def mails(self) -> bool:
        """Does the round make a mail?"""
        return any(one.output == "mail" for one in self.planned)


def readiness(book: Book, own: Sequence[Finding], round_id: str = "", faces: Collection[Output] = ()) -> Readiness:
    """How things stand in a round, the book's own by default; `own` are its findings in that one."""
    record = book.record()
    wanted = round_of(book, round_id or record.round)
    found = own if wanted.id == record.round else _findings(book, wanted.id)
    open_ones = [one for one in found if not one.settled]
    outputs, revision = drawable(wanted.outputs, faces), next_revision(book)
    past = handed(book)
    rounds = {each.id: each for each in book.pack.info.rounds}
    sent = next(iter(submitted(book)), None)
    against = [one.message for one in open_ones if one.severity != "hint"]
    return Readiness(
        round=wanted.id,
        errors=sum(one.severity == "error" for one in open_ones),
        warnings=sum(one.severity == "warning" for one in open_ones),
        frozen=record.frozen,
        missing=tuple(one.message for one in open_ones if one.severity == "hint"),
        handed=tuple(
            HandedLine(f"{one.version} · {one.round}", f"{spoken_time(one.made_at)} · 校验码 {one.code}", one.reason)
            for one in past
        ),
        public=wanted.public,
        rounds=tuple((each.id, each.title) for each in rounds.values()),
        against=tuple(against) if wanted.id != record.round else (),
        planned=_planned(outputs, stem_of(book, wanted.id, revision, draft=False), wanted.public),
        drafted=_planned(outputs, stem_of(book, wanted.id, revision, draft=True), wanted.public),
        bureau=book.pack.info.bureau.name if book.pack.info.bureau is not None else "",
        to=address_of(book),
        reason="" if record.frozen else reopened_for(book),
        can_mail=sent is not None and sent.round in rounds and "mail" in rounds[sent.round].outputs,
        published=frozen_by_publication(book),
    )


def _findings(book: Book, round_id: str) -> tuple[Finding, ...]:
    from db.checks.findings import findings

    return findings(book, round_id)


def _planned(outputs: Sequence[Output], stem: str, public: bool) -> tuple[Planned, ...]:
    def purpose(output: Output) -> str:
        return f"{_WHAT[output][1]}{_PUBLIC if public else ''}"

    return tuple(Planned(output, _WHAT[output][0], stem + ENDINGS[output], purpose(output)) for output in outputs)
