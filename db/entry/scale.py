"""Is a figure far beyond its book? In a book kept in 万元 somebody may have typed yuan: ten thousand times too much.

Such a figure is not refused and not believed: it waits, and is asked about, until its unit is written behind it. How
large is too large says the pack (`thresholds`) and what the book already holds, so that a large department is not asked
about each of its lines.
"""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from db.entry.mends import Retype
from db.errors import AmountError
from db.expression import names_unit, normalise
from db.money import Amount, AmountUnit, amount_of, format_amount, parse_amount
from db.pack import Pack

# What a book or a received list may be measured by: fen, and what they are called.
_MEASURES = (
    ("select sum(amount) from expenditure where amount > 0", "全账套的支出"),
    ("select sum(amount) from funding where amount > 0", "全账套的收入"),
    ("select max(total) from (select sum(amount) as total from control group by round)", "控制数合计"),
    ("select max(value) from prior_figure", "上年的数"),
)


class Question(NamedTuple):
    """What is asked about a figure, and the two answers: the same text with one unit or the other."""

    reason: str
    mends: tuple[Retype, ...]


class Limits(NamedTuple):
    """The pack's thresholds. `least`, `always` in fen: nothing up to the one is asked about, of a list that holds a
    figure beyond the other every large figure is. `times`: so often the largest known sum is still believed. `lines`:
    with so many a book knows its own size."""

    least: int
    always: int
    times: int
    lines: int


def limits(pack: Pack, unit: AmountUnit) -> Limits | None:
    """The thresholds of a book kept in `unit`; None where nothing is asked: a book in yuan, a pack that sets none."""
    known = pack.info.thresholds
    if unit is not AmountUnit.WAN or "ask_unit" not in known:
        return None
    least = known["ask_unit"] * unit.fen
    always = known["ask_unit_always"] * unit.fen if "ask_unit_always" in known else 50 * least
    return Limits(least, always, known.get("ask_unit_times", 3), known.get("ask_unit_lines", 5))


class Scale:
    """The size of one book. Read once, when the first large figure comes, so that a block is judged by what was there
    before it."""

    def __init__(self, connection: sqlite3.Connection, pack: Pack, unit: AmountUnit) -> None:
        self._connection = connection
        self._unit = unit
        self._limits = limits(pack, unit)
        self._heard: list[str] = []
        self._book: tuple[int, str, int] | None = None

    def hear(self, texts: Iterable[str]) -> None:
        """The amounts that come together: what is pasted or imported into a book that holds nothing yet."""
        self._heard.extend(texts)

    def question(self, text: str, amount: Amount, *, again: bool = False) -> Question | None:
        """What to ask about the typed `text`; None when it is believed. `again`: it has been asked about before, and
        was not answered by what was typed elsewhere since."""
        limit = self._limits
        if limit is None or abs(amount.fen) <= limit.least or names_unit(normalise(text)):
            return None
        size, called = self._size(limit, abs(amount.fen))
        if not again and abs(amount.fen) <= max(limit.least, limit.times * size):
            return None
        return _asked(text.lstrip("=＝").strip(), amount, size, called, self._unit)

    def _size(self, limit: Limits, fen: int) -> tuple[int, str]:
        """The largest sum known, in fen, and what it is called; '' when there is none."""
        if self._book is None:
            self._book = self._read()
        size, called, lines = self._book
        if lines < limit.lines and size <= limit.least:
            others = self._together(limit) - fen
            return (others, "这一批的合计") if others > size else (size, called)
        return size, called

    def _read(self) -> tuple[int, str, int]:
        found = [(self._connection.execute(sql).fetchone()[0] or 0, called) for sql, called in _MEASURES]
        size, called = max(found, key=lambda it: it[0])
        (lines,) = self._connection.execute("select count(*) from expenditure").fetchone()
        return size, called if size else "", lines

    def _together(self, limit: Limits) -> int:
        """The sum of what comes together; 0 where it is beyond any department, for then nothing of it is a measure."""
        figures = []
        for text in self._heard:
            try:
                figures.append(abs(parse_amount(text, self._unit).fen))
            except AmountError:
                continue
        return 0 if any(it > limit.always for it in figures) else sum(figures)


def _asked(bare: str, amount: Amount, size: int, called: str, unit: AmountUnit) -> Question:
    """`unit` is 万元; the text means a ten-thousandth where yuan were meant."""
    meant = amount_of(amount.yuan * AmountUnit.YUAN.fen / unit.fen, unit)
    figure = f"{format_amount(amount.fen, unit)} {unit}"
    less = f"{format_amount(meant.fen, unit) or '0.00'} {unit}"
    beside = f"比{called} {format_amount(size, unit)} {unit} 还大" if abs(amount.fen) > size > 0 else "是很大的一笔"
    return Question(
        f"{figure} {beside}；是 {less}（{meant.exact_yuan} 元）吗？是元请在后面写上 元，确是{unit}请写 {unit}。",
        (Retype(f"改为 {less}", f"{bare}{AmountUnit.YUAN}"), Retype(f"确认是{unit}", f"{bare}{unit}")),
    )
