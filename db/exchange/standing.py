"""A book on paper as it stands: what was handed in, while nothing has changed since, else a draft."""

from typing import TYPE_CHECKING

import msgspec

from db.exchange.gathering import Submission, gather
from db.exchange.handed import handed
from db.exchange.naming import stem_of

if TYPE_CHECKING:
    from db.book import Book


def as_it_stands(book: "Book") -> Submission:
    """The last final submission again, with its own version, when the book is frozen and still says the same.

    Anything else is a draft, and is marked as one.
    """
    last = next(iter(handed(book)), None)
    if last is not None and book.record().frozen:
        again = gather(book, draft=False, round=last.round)
        if again.cover.code == last.code:
            stem = stem_of(book, last.round, last.revision, draft=False)
            cover = msgspec.structs.replace(again.cover, revision=last.revision)
            return msgspec.structs.replace(again, cover=cover, stem=stem)
    return gather(book, draft=True)
