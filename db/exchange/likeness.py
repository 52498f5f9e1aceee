"""Which column of somebody's list is which column of an entry tab: by its heading, then by what stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from db.definitions import Entry, EntryColumn
from db.entry.cells import CellFault, parse_cell
from db.entry.lookup import Context, Lookup
from db.exchange.headings import meanings, plain

Why = Literal["heading", "alike", "content", "remembered", ""]

_ALIKE = 0.7  # headings that share this much of their signs may mean the same
_SURE = 0.8  # of the texts in a column that must be values of a kind to recognise it by them
# Nearly every text is a text, and every small number a quantity: only these tell by what stands in them.
_TELLING = frozenset({"code", "unit", "project", "objective", "choice", "amount"})


class Head(msgspec.Struct, frozen=True):
    """A column of a list: its number from 1, its heading, some of its texts; the column it means ('' for none) and
    how that is known."""

    at: int
    text: str
    samples: tuple[str, ...]
    column: str = ""
    why: Why = ""


def needed(column: EntryColumn) -> bool:
    """Must a list have this column? One that fills itself may be absent."""
    return column.required and not (column.optional_heading or column.default or column.default_from)


class Likeness:
    """Compares the columns of lists with those of one entry tab."""

    def __init__(self, entry: Entry, lookup: Lookup) -> None:
        self._entry = entry
        # Nobody asks here which count was meant by a text that is no amount.
        self._lookup = replace(lookup, counts=None)
        self._known = meanings(entry, lookup.amounts)
        self._columns = [it for it in entry.columns if not it.read_only]

    def matched(self, heads: Sequence[Head], remembered: Mapping[str, str]) -> tuple[Head, ...]:
        """`heads` with what they mean; no column is meant twice. `remembered`: plain heading → column id."""
        ranked = sorted(
            (
                (rank, -place, head.at, column.id, why)
                for head in heads
                for place, column in enumerate(self._columns)
                for rank, why in [self._rank(head, column, remembered)]
                if rank > 0
            ),
            reverse=True,
        )
        meant: dict[int, tuple[str, Why]] = {}
        taken: set[str] = set()
        for _, _, at, column, why in ranked:
            if at not in meant and column not in taken:
                meant[at] = column, why
                taken.add(column)
        return tuple(
            msgspec.structs.replace(head, column=meant[head.at][0], why=meant[head.at][1])
            if head.at in meant
            else msgspec.structs.replace(head, column="", why="")
            for head in heads
        )

    def score(self, heads: Sequence[Head]) -> float:
        """How much of the tab those columns fill: what it requires counts most."""
        worth = {"heading": 3.0, "remembered": 3.0, "alike": 2.0, "content": 1.0, "": 0.0}
        required = {it.id for it in self._columns if needed(it)}
        found = {head.column for head in heads if head.column}
        return sum(worth[head.why] for head in heads) + 2.0 * len(required & found) - 4.0 * len(required - found)

    def _rank(self, head: Head, column: EntryColumn, remembered: Mapping[str, str]) -> tuple[float, Why]:
        name = plain(head.text)
        if name and remembered.get(name) == column.id:
            return 9.0, "remembered"
        if name and name in self._known:
            return (8.0, "heading") if self._known[name].column.id == column.id else (0.0, "")
        fits = self._share(column, head.samples)
        alike = max((_alike(name, label) for label in self._labels(column)), default=0.0) if name else 0.0
        if alike >= _ALIKE and (fits > 0 or not head.samples):
            return 4.0 + alike + fits, "alike"
        if column.type in _TELLING and fits >= _SURE and column.via == "":
            return 1.0 + fits, "content"
        return 0.0, ""

    def _labels(self, column: EntryColumn) -> list[str]:
        return [plain(label.replace("({amounts})", "")) for label in (column.label, *column.aliases)]

    def _share(self, column: EntryColumn, samples: Sequence[str]) -> float:
        """Which part of the texts are values of that column."""
        said = [text for text in samples if text.strip()]
        if not said:
            return 0.0
        context = Context(self._lookup)
        return sum(_is_value(column, text, context) for text in said) / len(said)


def _alike(heading: str, label: str) -> float:
    if not label:
        return 0.0
    if label in heading or (len(heading) > 1 and heading in label):
        return 0.9
    return SequenceMatcher(None, heading, label, autojunk=False).ratio()


def _is_value(column: EntryColumn, text: str, context: Context) -> bool:
    try:
        value = parse_cell(column, text, context)
    except CellFault:
        return False
    # A catalog takes codes that it does not know; here only those tell that it does.
    return column.type != "code" or context.lookup.code_name(column.catalog, str(value)) is not None
