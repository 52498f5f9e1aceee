"""Do income and spending of a book balance? The two grand totals of the overall form, straight from the facts."""

import msgspec

from db.book import Book

# Income and what was brought forward against spending and what is carried forward, over all funds.
_SIDES = """
select
    (select coalesce(sum(amount), 0) from fact_funding where kind in ('current', 'brought_forward')),
    (select coalesce(sum(amount), 0) from fact_line)
        + (select coalesce(sum(amount), 0) from fact_funding where kind = 'carried_forward')
"""


class Balance(msgspec.Struct, frozen=True):
    """Both sides in fen."""

    income: int
    spending: int

    @property
    def difference(self) -> int:
        """Income less spending, fen."""
        return self.income - self.spending


def balance(book: Book) -> Balance:
    """Both sides of the book as it stands."""
    income, spending = book.connection.execute(_SIDES).fetchone()
    return Balance(income, spending)
