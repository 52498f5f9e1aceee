"""Who did what last in an entry tab, as the journal remembers it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from db.forms.where import literal, name, values

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Entry

_LOOKED_BACK = 400  # actions; who wants to know more opens the history


class Done(msgspec.Struct, frozen=True):
    """A gesture: its caption, when (ISO), and who made it ('' when the book does not say)."""

    caption: str
    made_at: str
    who: str


def last_done(book: "Book", entries: "Sequence[Entry]") -> Done | None:
    """The newest gesture that still counts and changed a row of one of these tabs."""
    touching = " or ".join(f"({_touches(entry)})" for entry in entries)
    if not touching:
        return None
    row = book.connection.execute(
        "select a.caption, a.made_at, a.who from main.action a where a.state = 'done' "
        f"and a.id > (select ifnull(max(id), 0) - {_LOOKED_BACK} from main.action) "
        f"and exists (select 1 from main.change c where c.action = a.id and ({touching})) "
        "order by a.id desc limit 1"
    ).fetchone()
    return Done(*row) if row is not None else None


def _touches(entry: "Entry") -> str:
    """A condition on a change `c`: its row stands in the tab, before or after."""
    place = f"entry/{entry.id}"
    parts = [f"c.table_name = {literal(entry.table)}"]
    for column, wanted in entry.scope.items():
        listed = ", ".join(literal(value) for value in values(wanted))
        parts.append(f"json_extract(ifnull(c.new_row, c.old_row), '$.{name(column, place)}') in ({listed})")
    return " and ".join(parts)
