"""The amount in a cell: fen and the expression typed, read with the book's names, asked about when far too large."""

from typing import NamedTuple

from db.definitions import EntryColumn
from db.entry.faults import CellFault
from db.entry.lookup import Context
from db.entry.mends import Retype
from db.errors import AmountError
from db.expression import Names, is_date, normalise, words
from db.money import Amount, format_amount, parse_amount


class Figure(NamedTuple):
    """Value of an amount cell: fen, and the expression typed ('': a plain figure), without its `=` where it can go."""

    fen: int
    typed: str = ""


def read_amount(column: EntryColumn, text: str, context: Context) -> Figure:
    """The figure that a typed amount stands for. Raises CellFault, also to ask whether yuan were meant."""
    bare = text.lstrip("=＝").strip()
    try:
        amount = reckoned(text, context)
    except AmountError as fault:
        raise _amount_fault(fault, bare, context) from None
    if column.minimum is not None and amount.fen < column.minimum:
        raise CellFault("金额不能是负数，请核对。")
    asked = context.scale.question(bare, amount, again=context.again) if context.scale and column.asks_unit else None
    if asked is not None:
        raise CellFault(asked.reason, mends=asked.mends, asks=True)
    return Figure(amount.fen, amount.typed)


def reckoned(text: str, context: Context) -> Amount:
    """A typed amount with its exact value, names understood beside that cell. Raises AmountError."""
    # The sign that opens a formula is no part of it: an expression travels without it, unless it looks like a day then.
    bare = text.lstrip("=＝").strip()
    kept = f"={bare}" if bare != text and is_date(normalise(bare)) else bare
    return parse_amount(kept or text, context.lookup.amounts, _names(text, context))


def _names(text: str, context: Context) -> Names:
    """What names stand for beside this cell; most amounts have no word in them, and ask for none."""
    counts = context.lookup.counts
    return counts.beside(context.owner) if counts is not None and words(normalise(text)) else {}


def _amount_fault(fault: AmountError, text: str, context: Context) -> CellFault:
    """The fault of an amount; with a word that is no name, the names that are like it."""
    counts, word = context.lookup.counts, fault.unknown
    near = counts.near(word) if counts is not None and word else ()
    begun = counts is not None and bool(word) and text.endswith(word) and counts.begins(word)
    if near:
        mends = tuple(Retype(f"改为 {name}", text.replace(word, name)) for name in near if word in text)
        return CellFault(f"没有叫“{word}”的名称，是不是 {'、'.join(near)}？", mends=mends, unfinished=begun)
    if word:
        advice = "金额里只能用数字、+ - * / 和圆括号，末尾可写 元 或 万元"
        named = "；写等号后会列出可用的名称" if counts is not None and counts.definitions else ""
        return CellFault(f"不认识“{word}”，{advice}{named}。", unfinished=begun)
    return CellFault(fault.message, fault.suggestion, unfinished=fault.unfinished)


def write_amount(column: EntryColumn, figure: Figure, context: Context) -> str:
    """The text that `read_amount` reads back as the same figure: its expression, or the plain figure."""
    return figure.typed or print_amount(figure.fen, context) + _unit_of(column, figure.fen, context)


def print_amount(fen: int, context: Context) -> str:
    """An amount with two decimals in the book's unit, zero as 0.00: what an entry tab shows."""
    hundredths, rest = divmod(abs(fen), context.lookup.amounts.step)
    if rest:
        return format_amount(fen, context.lookup.amounts) or "0.00"
    return f"{'-' if fen < 0 else ''}{hundredths // 100}.{hundredths % 100:02d}"


def _unit_of(column: EntryColumn, fen: int, context: Context) -> str:
    """A figure that may be asked about says its unit itself, so that it is never asked about twice."""
    if not column.asks_unit:
        return ""
    limit = context.lookup.limits
    return context.lookup.amounts.value if limit is not None and abs(fen) > limit.least else ""
