"""Another total for a cell that several ledger rows make: spread over them, looked at, and written as one action.

In proportion to what they are, by largest remainder in steps of the book's unit, so that the parts add up to the total
exactly. Rows that cannot or shall not move keep their amount, and say why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from db.entry import pending
from db.entry.cells import print_amount
from db.entry.lookup import Context, Lookup
from db.errors import BookError
from db.forms.sheet import Binding
from db.forms.trace import Source, sources, title_of
from db.ledger import Edit, change
from db.money import AmountUnit, parse_amount, spread

if TYPE_CHECKING:
    from db.book import Book, Changes


class SpreadLine(msgspec.Struct, frozen=True):
    """A row behind the cell, before and after, in fen. `fixed`: why it cannot move; `kept`: the user left it out."""

    label: str
    detail: str
    binding: Binding | None
    before: int
    after: int
    fixed: str = ""
    kept: bool = False


class SpreadPlan(msgspec.Struct, frozen=True):
    """A new total in fen and what it makes of the rows. `fault`: why it cannot be done, '' when it can.

    `equal`: in equal parts, not in proportion; so it is too when every row that moves is nothing. `drafts`: rows not
    finished, which no form counts and no total reaches.
    """

    address: str
    title: str
    before: int
    total: int
    lines: tuple[SpreadLine, ...]
    equal: bool
    drafts: int
    fault: str

    @property
    def changed(self) -> tuple[SpreadLine, ...]:
        """The rows that get another amount."""
        return tuple(line for line in self.lines if line.after != line.before)


def read_total(book: Book, text: str) -> int:
    """Fen of a typed total, rounded to the book's step. Raises AmountError."""
    return parse_amount(text, _unit(book)).fen


def plan(
    book: Book, address: str, total: int, kept: Iterable[Binding] = (), *, equal: bool = False
) -> SpreadPlan | None:
    """What the total would make of the rows behind the cell at `address`; None for a cell that no ledger row makes.

    `kept`: rows that keep their amount. Nothing is changed.
    """
    found = sources(book, address)
    if not found:
        return None
    left_out = frozenset(kept)
    # Rows of nothing take a share only when there is nothing else to go by.
    movable = [it for it in found if not _fixed(book, it) and it.binding not in left_out]
    moving = [it for it in movable if it.fen] or movable
    parts, fault = _shares(_unit(book), found, moving, total, equal=equal)
    after = {(it.fact, it.row_id): fen for it, fen in zip(moving, parts, strict=True)}
    lines = tuple(
        SpreadLine(
            label=it.label,
            detail=it.detail,
            binding=it.binding,
            before=it.fen,
            after=after.get((it.fact, it.row_id), it.fen),
            fixed=_fixed(book, it),
            kept=it.binding in left_out,
        )
        for it in found
        if it.fen or it in moving
    )
    return SpreadPlan(
        address=address,
        title=title_of(book, address),
        before=sum(it.fen for it in found),
        total=total,
        lines=lines,
        equal=equal or not any(it.fen for it in moving),
        drafts=_drafts(book, found),
        fault=fault,
    )


def apply(book: Book, made: SpreadPlan) -> Changes:
    """Write a plan as one action.

    Raises BookError, and changes nothing, when the plan has a fault or a row is not what it was when it was made;
    FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    if made.fault:
        raise BookError(made.fault)
    now = {it.binding: it.fen for it in sources(book, made.address)}
    if sum(now.values()) != made.before or any(now.get(line.binding) != line.before for line in made.changed):
        raise BookError("账套在预览之后改动过，这次没有分摊。请重新打开预览，看过再确定。")
    context = Context(Lookup.read(book.connection, book.pack))
    # It has been looked at: with its unit no part is asked about, and none waits instead of being written.
    unit = context.lookup.amounts
    edits = [
        Edit(it.binding, f"{print_amount(it.after, context)}{unit}") for it in made.changed if it.binding is not None
    ]
    figures = f"{print_amount(made.before, context)}→{print_amount(made.total, context)}"
    return change(book, edits, f"分摊 {made.title} {figures}")


def _shares(
    unit: AmountUnit, found: tuple[Source, ...], moving: list[Source], total: int, *, equal: bool
) -> tuple[list[int], str]:
    """The amounts of the rows that move, and why they stay as they are."""
    stay = [it.fen for it in moving]
    if not moving:
        return stay, "没有可以分摊的行：各行都不能改，或都没有勾选。"
    held = sum(it.fen for it in found) - sum(stay)
    rest = total - held
    if rest < 0:
        return stay, "不动的各行已经超过新的合计，余下各行会变成负数；请勾选更多的行，或改合计。"
    if rest % unit.step:
        return stay, f"不动的各行有不足 0.01 {unit.value}的零头，凑不成这个合计。"
    weights = [1] * len(moving) if equal or not any(stay) else stay
    return [steps * unit.step for steps in spread(rest // unit.step, weights)], ""


def _fixed(book: Book, row: Source) -> str:
    """Why a row cannot take part; '' when it can."""
    if row.binding is None:
        if row.fact == "procurement":
            return "金额是数量×单价，请改数量或单价"
        return "由程序带出，不能直接改"
    if row.fact == "funding":
        found = book.connection.execute("select automatic from funding where id = ?", (row.row_id,)).fetchone()
        if found and found[0]:
            return "随支出自动，改支出它就跟着变"
    return "负数，不按比例分摊" if row.fen < 0 else ""


def _drafts(book: Book, found: tuple[Source, ...]) -> int:
    """How many unfinished rows wait in the tabs of these rows."""
    entries = {it.binding.entry for it in found if it.binding is not None}
    return sum(
        book.connection.execute(
            "select count(*) from pending where column_name = ? and text = ?", (pending.ENTRY, entry)
        ).fetchone()[0]
        for entry in entries
    )


def _unit(book: Book) -> AmountUnit:
    return AmountUnit(book.record().amounts)
