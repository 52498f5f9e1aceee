"""Figures of an earlier year taken into a book: from the book of that year, or from what was published then."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db.book import Book, Changes
from db.errors import BookError
from db.money import AmountUnit
from db.rolling.figures import CATALOG, figures
from db.rolling.lines import PriorLine, budgeted_lines, known_lines, part_of, replace_lines
from db.rolling.roll import set_figures

if TYPE_CHECKING:
    from collections.abc import Sequence


class Prior(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of an earlier year. `figures`: measure → fen; `missing`: measures that were not found.

    `recognised`: a phrase for each part that was understood; `notes`: sentences on what was not.
    """

    source: str
    year: int
    figures: dict[str, int]
    missing: tuple[str, ...] = ()
    lines: tuple[PriorLine, ...] = ()
    recognised: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """A figure before and after, in fen. `before` None: the book has none yet."""

    measure: str
    name: str
    before: int | None
    after: int


class Taking(msgspec.Struct, frozen=True):
    """What taking would do, for a look beforehand: each figure, and how many lines replace how many."""

    steps: tuple[Step, ...]
    lines_before: int
    lines_after: int
    missing: tuple[str, ...]  # names of measures


def of_book(path: Path, shelves: "Sequence[Path] | None" = None) -> Prior:
    """The figures of another year's book, which is only read. Raises as `Book.read` does."""
    with Book.read(path, shelves) as book:
        if book.fault:
            raise BookError(f"“{path.name}”的各表没有算出来，不能取数：{book.fault}")
        record, found = book.record(), figures(book.connection, book.pack)
        return Prior(
            source=path.name,
            year=record.year,
            figures=found.found,
            missing=found.missing,
            lines=budgeted_lines(book.connection),
            recognised=(f"{record.year}年账套（{record.budget_name}，{record.round}）",),
        )


def refuse_other_year(prior: Prior, year: int | None) -> None:
    """Raises BookError when another year was asked for than the one that was found."""
    if year is not None and year != prior.year:
        raise BookError(f"“{prior.source}”是 {prior.year} 年的，要取的是 {year} 年；请核对年度或文件。")


def preview(book: Book, prior: Prior) -> Taking:
    """What `take` would change, with the figures rounded as the book keeps them."""
    names = {code: row.name for code, row in book.pack.codes(CATALOG).items()}
    known: Mapping[str, int] = dict(
        book.connection.execute(
            "select measure, value from prior_figure where unit is null and stage = 'budget' and year = ?",
            (prior.year,),
        ).fetchall()
    )
    values = _values(book, prior)
    steps = tuple(Step(code, names[code], known.get(code), fen) for code, fen in values.items())
    lines = _news(book, prior)
    parts = set(map(part_of, lines))
    before = [line for line in known_lines(book.connection, prior.year).values() if part_of(line) in parts]
    return Taking(steps, len(before), len(lines), tuple(names[it] for it in prior.missing if it in names))


def refuse_useless(book: Book, prior: Prior) -> None:
    """Raises BookError when the year is not an earlier one than the book's, or nothing was found."""
    year = book.record().year
    if prior.year >= year:
        raise BookError(f"“{prior.source}”是 {prior.year} 年的，账套是 {year} 年的；只能取以前年度的数，账套没有变化。")
    if not _values(book, prior) and not prior.lines:
        raise BookError(f"“{prior.source}”里没有认出能用的数，账套没有变化。")


def take(book: Book, prior: Prior) -> Changes:
    """Put the figures into the book, as one action: budget figures of that year, and its lines to compare with.

    Raises as `refuse_useless` does; FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    refuse_useless(book, prior)
    values = _values(book, prior)
    with book.action(f"取 {prior.year} 年数") as action:
        set_figures(book, prior.year, values)
        replace_lines(book.connection, prior.year, _news(book, prior))
    return action.changes


def _values(book: Book, prior: Prior) -> dict[str, int]:
    step, known = _step(book), book.pack.codes(CATALOG)
    return {measure: _rounded(fen, step) for measure, fen in prior.figures.items() if measure in known}


def _news(book: Book, prior: Prior) -> tuple[PriorLine, ...]:
    """The lines to be taken, rounded; not those of a part of which the book knows the same sum in more detail."""
    step = _step(book)
    lines = tuple(msgspec.structs.replace(it, amount=_rounded(it.amount, step)) for it in prior.lines)
    news: list[PriorLine] = []
    for part in dict.fromkeys(map(part_of, lines)):
        own = [line for line in lines if part_of(line) == part]
        known = [line for line in known_lines(book.connection, prior.year).values() if part_of(line) == part]
        if len(known) < len(own) or sum(it.amount for it in known) != sum(it.amount for it in own):
            news += own
    return tuple(news)


def _step(book: Book) -> int:
    return AmountUnit(book.record().amounts).step


def _rounded(fen: int, step: int) -> int:
    """Half up, away from zero, to what the book's unit shows (design: Units and rounding)."""
    whole = (2 * abs(fen) + step) // (2 * step) * step
    return -whole if fen < 0 else whole
