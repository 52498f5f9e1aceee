"""A book on paper as it stands: what was handed in, while nothing has changed since, else a draft."""

from typing import TYPE_CHECKING

import msgspec

from db.exchange.gathering import Submission, gather
from db.exchange.naming import stem_of

if TYPE_CHECKING:
    from db.book import Book


def as_it_stands(book: "Book") -> Submission:
    """The last final submission again, with its own version, when the book is frozen and still says the same.

    Anything else is a draft, and is marked as one.
    """
    last = book.connection.execute(
        "select revision, round, check_code from submission where kind = 'final' order by revision desc limit 1"
    ).fetchone()
    if last is not None and book.record().frozen:
        revision, round_id, code = last
        again = gather(book, draft=False, round=str(round_id))
        if again.cover.code == code:
            cover = msgspec.structs.replace(again.cover, revision=int(revision))
            return msgspec.structs.replace(again, cover=cover, stem=stem_of(book, cover.round, cover.revision, draft=False))
    return gather(book, draft=True)
