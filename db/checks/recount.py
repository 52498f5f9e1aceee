"""Amounts reckoned with counts that have changed since: 人数变了. They stay as they were entered, and are offered anew.

A row keeps what was typed and what it came to. Where the same words come to something else today, the counts behind
them are others; nothing is changed until somebody takes the offer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from db.checks.explanations import Answers
from db.checks.finding import Finding
from db.checks.titles import PROGRAM_CHECKS, RECOUNT
from db.checks.unfinished import entry_of
from db.entry.counts import Counts, plain_number
from db.entry.mends import Mend, cell_address
from db.entry.rows import columns_of
from db.errors import AmountError
from db.expression import Names, normalise
from db.money import AmountUnit, format_amount, parse_amount

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.places import Places
    from db.definitions import Entry

AGAIN, KEEP = "重新计算", "保留现在的金额"
# SQLite finds the rows: a text that has these signs only, has no name in it.
_SIGNS = "-0123456789.,+*/() 元万"


class _Line(NamedTuple):
    """A ledger row whose words come to another amount today: `fen` was entered, `now` it would be (None: no count)."""

    entry: "Entry"
    row_id: int
    typed: str
    fen: int
    now: int | None


class _Told:
    """What was found out before, the same at every keystroke after it: about expressions, and which tables hold any."""

    def __init__(self, book: "Book") -> None:
        self.known: dict[object, tuple[int | None, str]] = {}
        tables = dict.fromkeys(it.table for it in book.pack.entries.values() if it.layout == "list")
        wanted = tables if book.pack.info.counts else ()
        self.tables = tuple(table for table in wanted if "typed" in columns_of(book.connection, table))


def recount_findings(book: "Book", places: "Places", answers: Answers) -> tuple[Finding, ...]:
    """A warning for each count that has changed, about all the amounts that were reckoned with it."""
    told = book.named(_Told, lambda: _Told(book))
    rows = _reckoned(book, told.tables)
    if not rows:
        return ()
    amounts = AmountUnit(book.record().amounts)
    counts = Counts(book.connection, book.pack)
    changed: dict[str, list[_Line]] = defaultdict(list)
    for table, row_id, unit, fen, typed in rows:
        names = counts.beside(unit)
        used = {name: names[name] for name in _named(names, typed)}
        key = (typed, fen, amounts, tuple(used.items()))
        if key not in told.known:
            told.known[key] = _judged(typed, fen, amounts, used)
        now, said = told.known[key]
        entry = entry_of(book, table, row_id) if said else None
        if entry is not None:
            changed[said].append(_Line(entry, row_id, typed, fen, now))
    sheets = {name: book.pack.entries[it.entry].sheet for name, it in counts.definitions.items()}
    return tuple(_finding(said, lines, sheets, amounts, places, answers) for said, lines in changed.items())


def _reckoned(book: "Book", tables: Iterable[str]) -> list[tuple[str, int, int, int, str]]:
    """Table, id, unit, fen and text of every ledger row that was typed with a name."""
    found = []
    for table in tables:
        rows = book.connection.execute(
            f"select id, unit, amount, typed from {table} where typed <> '' and trim(typed, ?) <> '' "
            "order by position, id",
            (_SIGNS,),
        )
        found += [(table, *row) for row in rows if _named(book.pack.info.counts, row[3])]
    return found


def _judged(typed: str, fen: int, amounts: AmountUnit, names: Names) -> tuple[int | None, str]:
    """What the text comes to today (None: it cannot be reckoned), and which count has changed; '' when none has."""
    try:
        now = parse_amount(typed, amounts, names).fen
    except AmountError:
        now = None
    return now, "" if now == fen else _change(typed, fen, amounts, names)


def _named(names: Iterable[str], typed: str) -> tuple[str, ...]:
    plain = normalise(typed)
    return tuple(name for name in names if name in plain)


def _change(typed: str, fen: int, amounts: AmountUnit, names: Names) -> str:
    """`行政在职 11→12`: which count makes the difference, and what it was when the amount was entered."""
    now = {name: "没有了" if isinstance(it, str) else plain_number(Fraction(it)) for name, it in names.items()}
    before = {name: it for name in names if (it := _before(typed, fen, amounts, names, name)) is not None}
    if len(before) == 1:
        return "".join(f"{name} {it}→{now[name]}" for name, it in before.items())
    return "，".join(f"{name} 现在是 {number}" for name, number in now.items())


def _before(typed: str, fen: int, amounts: AmountUnit, names: Names, name: str) -> int | None:
    """The only whole number of `name` with which the text comes to `fen`; None when there is none, or several."""

    def yuan(number: Fraction | int) -> Fraction:
        return parse_amount(typed, amounts, {**names, name: number}).yuan

    try:
        start = yuan(0)
        step = yuan(1) - start
        # An amount that is no straight line of the count (divided by it, squared) tells nothing by two points.
        if step == 0 or yuan(2) - start != 2 * step:
            return None
        near = round((Fraction(fen, 100) - start) / step)
        fits = [it for it in (near - 1, near, near + 1) if parse_amount(typed, amounts, {**names, name: it}).fen == fen]
    except AmountError:
        return None
    return fits[0] if len(fits) == 1 and fits[0] >= 0 else None


def _finding(
    said: str, lines: list[_Line], sheets: Mapping[str, str], amounts: AmountUnit, places: "Places", answers: Answers
) -> Finding:
    first = lines[0]
    sheet = sheets[_named(sheets, first.typed)[0]]
    address = places.address(f"entry/{first.entry.id}/#{first.row_id}.amount")
    left = format_amount(sum(line.fen for line in lines), amounts) or "0.00"
    known = [line.now for line in lines if line.now is not None]
    right = (format_amount(sum(known), amounts) or "0.00") if len(known) == len(lines) else ""
    cells = [(cell_address(line.entry.id, line.row_id, "amount"), line) for line in lines]
    keep = tuple((cell, f"{format_amount(line.fen, amounts) or '0'}{amounts}") for cell, line in cells)
    mends = [Mend(AGAIN, tuple((cell, f"={line.typed}") for cell, line in cells), certain=False)] if right else []
    answer = answers.get((RECOUNT, address))
    figures = f"共 {left} {amounts}，重新计算是 {right} {amounts}" if right else f"共 {left} {amounts}"
    return Finding(
        check=RECOUNT,
        severity="warning",
        title=PROGRAM_CHECKS[RECOUNT],
        address=address,
        left=left,
        right=right,
        message=f"“{sheet}”变了：{said}，{len(lines)} 处金额按旧数计算，{figures}。",
        explanation=answer.text if answer is not None and answer.answers(left, right, "warning") else "",
        explainable=True,
        mends=(*mends, Mend(KEEP, keep, certain=False)),
    )
