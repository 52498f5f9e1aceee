"""What the figures of a column come to that are to add up to a fixed sum: shares and weights of a hundred."""

from collections.abc import Mapping

import msgspec

from db.book import Book
from db.definitions import EntryColumn
from db.entry.tabs import entry_rows


class Running(msgspec.Struct, frozen=True):
    """The sum so far, of how many rows, and what it is to be."""

    sum: int
    rows: int
    to: int

    def spoken(self) -> str:
        """`合计 85，还差 15`."""
        rest = self.to - self.sum
        state = f"正好 {self.to}" if rest == 0 else f"还差 {rest}" if rest > 0 else f"超出 {-rest}"
        return f"{self.rows} 项合计 {self.sum}，{state}"


def running(book: Book, entry_id: str, column: EntryColumn, row_texts: Mapping[str, str], typed: int) -> Running | None:
    """The sum with `typed` in the cell beside `row_texts`; None where the column, or this row, adds up to nothing.

    Rows that are no values yet do not count, as in the forms. Source of the rule: the pack's `total` of the column.
    """
    rule = column.total
    if rule is None or any(row_texts.get(name, "").strip() != text for name, text in rule.rows.items()):
        return None
    units = {it.id for it in book.pack.entries[entry_id].columns if it.type == "unit"}
    figures = [
        figure
        for row in entry_rows(book, entry_id)
        if not row.draft
        and all(_agree(row_texts, row.texts, name, may_be_left_out=name in units) for name in rule.by)
        and all(row.texts.get(name, "") == text for name, text in rule.rows.items())
        and (figure := _figure(row.texts.get(column.id, "")))
    ]
    own = _figure(row_texts.get(column.id, ""))
    if own in figures:
        figures.remove(own)
    counted = [*figures, *([typed] if typed else [])]
    return Running(sum(counted), len(counted), rule.to)


def _agree(row: Mapping[str, str], other: Mapping[str, str], name: str, *, may_be_left_out: bool) -> bool:
    # A project that has its name for itself needs no unit beside it.
    own = row.get(name, "").strip()
    return own == other.get(name, "") or (may_be_left_out and own == "")


def _figure(text: str) -> int:
    return int(text) if text.strip().lstrip("-").isdecimal() else 0
