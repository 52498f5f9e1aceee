"""Named counts: words of the pack that stand for a number of the book in an amount, `=行政在职*4632.5*12元`.

A name reads cells of an entry tab (posts, people, vehicles …), of the unit whose row is typed, or of all units where
the row has none. The amount is reckoned once, when it is typed; `db.checks.recount` finds those whose counts have
changed since.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from fractions import Fraction

from db.definitions import Count
from db.expression import Names
from db.forms.where import condition
from db.pack import Pack

_MOST_NEAR = 3
_ALIKE = 0.6
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_UNITS = (("元", ("y", "yuan")), ("万元", ("w", "wy", "wyuan")))


class Counts:
    """The names of one book and what they stand for. A name is read when an expression first asks for any."""

    def __init__(self, connection: sqlite3.Connection, pack: Pack) -> None:
        self._connection = connection
        self._pack = pack
        self._beside: dict[int | None, Names] = {}

    @property
    def definitions(self) -> Mapping[str, Count]:
        """What the pack has each name read."""
        return self._pack.info.counts

    def beside(self, unit: int | None) -> Names:
        """Each name's number for the row id of a unit, or the sentence that says where it is missing.

        None: over all units.
        """
        known = self._beside.get(unit)
        if known is None:
            known = self._beside[unit] = {name: self._number(name, it, unit) for name, it in self.definitions.items()}
        return known

    def forget(self, entry_id: str) -> None:
        """Rows of that tab have changed: read what stands in them anew."""
        if any(it.entry == entry_id for it in self.definitions.values()):
            self._beside.clear()

    def near(self, word: str) -> tuple[str, ...]:
        """Names that somebody may have meant who wrote `word`, the likeliest first: 行政 or xz for 行政在职."""
        folded = word.casefold()
        ranked = sorted((_distance(folded, name, it.initials), name) for name, it in self.definitions.items())
        return tuple(name for distance, name in ranked if distance <= 1 - _ALIKE)[:_MOST_NEAR]

    def begins(self, word: str) -> bool:
        """May `word` be the beginning of a name, or of its initials?"""
        folded = word.casefold()
        return any(name.startswith(folded) or it.initials.startswith(folded) for name, it in self.definitions.items())

    def offers(self, typed: str, unit: int | None) -> Iterator[tuple[str, str, str]]:
        """What an expression that has been typed so far may go on to: the whole text, the name, what is said of it.

        Names by themselves or their initials, all of them behind the sign that opens an expression; units by theirs.
        """
        found = _LAST_WORD.search(typed)
        word, before = (found[0], typed[: found.start()]) if found else ("", typed)
        folded = word.casefold()
        if not word and before.strip() not in ("=", "＝"):
            return
        if before[-1:].isdigit() or before[-1:] in (")", "）"):
            for name, letters in _UNITS:
                if folded and any(it.startswith(folded) for it in letters):
                    yield before + name, name, "单位"
            return
        for name, it in self.definitions.items():
            if name != word and (it.initials.startswith(folded) or folded in name):
                yield before + name, name, self.says(name, unit)

    def says(self, name: str, unit: int | None) -> str:
        """What stands beside a name that is offered: `11 · 人员`, or that there is nothing yet."""
        number, sheet = self.beside(unit)[name], self._pack.entries[self.definitions[name].entry].sheet
        return f"还没有填 · {sheet}" if isinstance(number, str) else f"{plain_number(Fraction(number))} · {sheet}"

    def _number(self, name: str, count: Count, unit: int | None) -> Fraction | str:
        entry = self._pack.entries[count.entry]
        whose = "1" if unit is None else f"unit = {unit:d}"
        rows, total = self._connection.execute(
            f"select count({count.column}), sum({count.column}) from {entry.table}"
            f" where {condition(count.where, f'counts/{name}')} and {whose}"
        ).fetchone()
        column = next(it for it in entry.columns if it.id == count.column)
        if not rows:
            where_to = f"“{entry.sheet}”的“{column.label}”"
            return f"“{name}”还没有数，请先填{where_to}一栏，再用它来算。"
        return Fraction(total, 100 if column.type == "decimal" else 1)


def plain_number(number: Fraction) -> str:
    """`11`, `85.5`: a count as it is said."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _distance(word: str, name: str, initials: str) -> float:
    if len(word) > 1 and (initials.startswith(word) or name.startswith(word)):
        return 0.0
    if len(word) > 1 and (word in name or name in word):
        return 0.1
    return 1 - SequenceMatcher(None, word, name).ratio()
