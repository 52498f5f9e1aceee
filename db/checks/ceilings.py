"""What the bureau allows beside what is entered: the comparisons of the check that the pack names for it."""

from typing import TYPE_CHECKING

import msgspec

from db.checks.places import Places
from db.checks.stages import COLUMNS, stage_name

if TYPE_CHECKING:
    from db.book import Book

_WORDS = "name"  # the column of the check that says whose ceiling it is


class Ceiling(msgspec.Struct, frozen=True):
    """A ceiling (控制数) and what is entered against it, both in fen."""

    words: str
    entered: int
    allowed: int
    address: str

    @property
    def holds(self) -> bool:
        """Is it kept?"""
        return self.entered <= self.allowed


def ceilings(book: "Book") -> tuple[Ceiling, ...]:
    """The ceilings of the book's round in the order of their tab; none when the pack has no check for them."""
    check = book.pack.checks.get(book.pack.info.ceilings)
    if check is None:
        return ()
    extras = check.extras()
    at = len(COLUMNS) + extras.index(_WORDS) if _WORDS in extras else None
    places = book.named(Places, lambda: Places(book.pack, book.connection))
    return tuple(
        Ceiling(
            words=str(row[at]) if at is not None else check.title,
            entered=int(row[COLUMNS.index("left_value")] or 0),
            allowed=int(row[COLUMNS.index("right_value")] or 0),
            address=places.address(str(row[COLUMNS.index("address")])),
        )
        for row in book.stages.asked(stage_name(check.id))
    )
