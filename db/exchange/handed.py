"""What was handed in: the final submissions that a book remembers."""

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


def handed(book: "Book") -> tuple[Handed, ...]:
    """The final submissions of a book, newest first."""
    rows = book.connection.execute(
        "select revision, round, made_at, check_code, reopened_reason, content from submission where kind = 'final' "
        "order by revision desc"
    )
    return tuple(
        Handed(revision=row[0], round=row[1], made_at=row[2], code=row[3], reason=row[4], content=row[5])
        for row in rows
    )
