"""What was handed in: the final submissions that a book remembers, publications among them."""

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from db.book import Book


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """A final submission on record. `reason`: why it was reopened, '' when it was not."""

    revision: int
    round: str
    made_at: str
    code: str
    reason: str = ""
    content: str = ""

    @property
    def version(self) -> str:
        """`第1版`."""
        return f"第{self.revision}版"

    @property
    def moment(self) -> datetime | None:
        """When it was handed in; None in a book that was made of a workbook in which no time stood there."""
        try:
            return datetime.fromisoformat(self.made_at)
        except ValueError:
            return None


def handed(book: "Book") -> tuple[Handed, ...]:
    """The final submissions and publications of a book, newest first."""
    rows = book.connection.execute(
        "select revision, round, made_at, check_code, reopened_reason, content from submission where kind = 'final' "
        "order by revision desc"
    )
    return tuple(
        Handed(revision=row[0], round=row[1], made_at=row[2], code=row[3], reason=row[4], content=row[5])
        for row in rows
    )


def submitted(book: "Book", before: int | None = None) -> tuple[Handed, ...]:
    """Those that went to the bureau, newest first; `before`: only those of an earlier revision."""
    public = book.pack.info.public_rounds
    return tuple(one for one in handed(book) if one.round not in public and (before is None or one.revision < before))


def reopened_for(book: "Book", before: int | None = None) -> str:
    """Why the book was reopened since the last submission to the bureau, `before` a revision; '' when it was not.

    All the reasons where it was reopened several times: a publication freezes a book too.
    """
    last = next(iter(submitted(book, before)), None)
    if last is None:
        return ""
    ended = handed(book)[0].revision + 1 if before is None else before
    since = (one for one in reversed(handed(book)) if last.revision <= one.revision < ended)
    reasons = [one.reason for one in since if one.reason]
    return "；".join([*(one.rstrip("。；") for one in reasons[:-1]), *reasons[-1:]])


def froze(book: "Book") -> Handed | None:
    """What froze the book: the first one after the last reopening; those after it found it frozen."""
    first = None
    for one in handed(book):
        if one.reason:
            break
        first = one
    return first


def frozen_by_publication(book: "Book") -> bool:
    """Is the book frozen though the bureau has not got it as it is?"""
    closed = froze(book) if book.record().frozen else None
    return closed is not None and closed.round in book.pack.info.public_rounds
