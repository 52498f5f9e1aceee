"""A book on paper as it stands: what was handed in, while nothing has changed since, else a draft."""

from typing import TYPE_CHECKING

from db.exchange.gathering import Submission, gather
from db.exchange.handed import submitted

if TYPE_CHECKING:
    from db.book import Book


def as_it_stands(book: "Book") -> Submission:
    """The last final submission again, with its own version, when the book is frozen and still says the same.

    Anything else is a draft, and is marked as one. What was published since is no book as it stands.
    """
    last = next(iter(submitted(book)), None)
    if last is not None and book.record().frozen:
        again = gather(book, draft=False, round=last.round, again=last.revision)
        if again.cover.code == last.code:
            return again
    return gather(book, draft=True)
