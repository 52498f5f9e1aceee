"""What is said of a cell while it is being typed: what its text will become, or why it cannot be read (yet)."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

import msgspec

from db.book import Book
from db.definitions import Entry, EntryColumn
from db.entry.beside import context_of
from db.entry.cells import CellFault, Value, parse_cell, print_cell
from db.entry.codes import Codes
from db.entry.completion import beside_code, completions
from db.entry.figures import Figure, reckoned
from db.entry.lookup import Context
from db.entry.settle import desk_of
from db.entry.totals import running
from db.expression import is_plain, names_unit, normalise, words
from db.money import AmountUnit, format_amount, format_yuan

# The beginnings of what may yet become a number or a day.
_NUMBER_BEGUN = re.compile(r"[-+]?([0-9]*\.|[0-9]{1,3}(,[0-9]{3})*,[0-9]{0,2})?")
_YEAR_BEGUN = re.compile(r"[0-9]{1,3}")
_FIGURE_BEGUN = re.compile(r"(.*[^0-9.,])?([.,]|[0-9]{1,3}(,[0-9]{3})*,[0-9]{0,2})", re.DOTALL)
_DAY_BEGUN = re.compile(r"[0-9]{1,4}(\s*[-/.年]\s*([0-9]{1,2}(\s*[-/.月]\s*0?)?)?)?|[0-9]{5,7}")
_LISTED = frozenset({"amount", "code", "unit", "project", "choice", "flag", "objective"})


class Verdict(msgspec.Struct, frozen=True):
    """`value`: it is one, and what will be in the cell. `unfinished`: more signs may make it one. `asked`: it is one
    that is asked about. `wrong`: it is none; the sentence says why."""

    kind: Literal["value", "unfinished", "asked", "wrong"]
    text: str


def judge(book: Book, entry_id: str, column_id: str, typed: str, row_texts: Mapping[str, str]) -> Verdict | None:
    """What to say of a cell that says `typed`, beside `row_texts` by column id; None: nothing that is not plain."""
    entry = book.pack.entries[entry_id]
    column = next(it for it in entry.columns if it.id == column_id)
    if not typed.strip():
        return None
    desk = desk_of(book)
    others = {name: text for name, text in row_texts.items() if name != column_id}
    context = context_of(entry, others, desk.lookup, desk.scale)
    try:
        value = parse_cell(column, typed, context)
    except CellFault as fault:
        begun = fault.unfinished or _begun(column, typed)
        # The list under the field says it: what was typed leads somewhere.
        if column.type in _LISTED and completions(book, entry_id, column_id, typed, row_texts):
            return None
        return Verdict("unfinished" if begun else "asked" if fault.asks else "wrong", fault.reason)
    if isinstance(value, Figure):
        return _figure(typed, value, context)
    if column.total is not None and isinstance(value, int):
        sum_so_far = running(book, entry_id, column, row_texts, value)
        return Verdict("value", sum_so_far.spoken()) if sum_so_far is not None else None
    if column.type == "paragraph":
        return Verdict("value", f"{len(typed.strip())} 字，最多 {column.limit} 字")
    doubt = _doubt(entry, column, value, row_texts, context)
    return Verdict("asked", f"{doubt}。") if doubt else _becomes(column, typed, value, context)


def _doubt(entry: Entry, column: EntryColumn, value: Value, row_texts: Mapping[str, str], context: Context) -> str:
    """Why a code of a list with levels makes no sense beside the rest of its row; '' when it does."""
    if column.type != "code" or not isinstance(value, str):
        return ""
    codes = Codes(column, context.lookup)
    known = value in codes.catalog.rows or codes.is_obsolete(value)
    doubt = codes.doubt(value, beside_code(entry, column, row_texts, context.lookup)) if known else None
    return doubt.reason if doubt is not None else ""


def spoken_amount(book: Book, typed: str, fen: int) -> str:
    """What the tooltip of an amount says: the text typed, the exact yuan, the amount in the ledger (fen)."""
    desk = desk_of(book)
    unit = desk.lookup.amounts
    lines = [f"输入：{typed}"] if typed else []
    exact = "" if words(normalise(typed)) else _exact_yuan(typed, fen, desk.context)
    lines.append(f"准确数：{exact} 元" if exact else f"合 {format_yuan(fen)} 元")
    if exact and exact != format_yuan(fen):
        lines.append(f"金额：{format_amount(fen, unit) or '0.00'} {unit}，四舍五入到 0.01 {unit}")
    return "\n".join(lines)


def _exact_yuan(typed: str, fen: int, context: Context) -> str:
    return reckoned(typed, context.beside(scale=None)).exact_yuan if typed else format_yuan(fen)


def _begun(column: EntryColumn, typed: str) -> bool:
    plain = unicodedata.normalize("NFKC", typed).strip()
    if column.type == "amount":
        return _FIGURE_BEGUN.fullmatch(plain) is not None
    known = {"integer": _NUMBER_BEGUN, "decimal": _NUMBER_BEGUN, "year": _YEAR_BEGUN, "date": _DAY_BEGUN}
    return column.type in known and known[column.type].fullmatch(plain) is not None


def _figure(typed: str, value: Figure, context: Context) -> Verdict | None:
    unit, plain = context.lookup.amounts, normalise(typed)
    amount = reckoned(typed, context)
    as_printed = amount.yuan * 100 == value.fen
    bare = is_plain(plain) and not names_unit(plain) and as_printed
    if bare and unit is AmountUnit.YUAN:
        return None
    said = f"= {amount.exact_yuan} 元"
    if not bare and (unit is AmountUnit.WAN or not as_printed):
        said += f" → {format_amount(value.fen, unit) or '0.00'} {unit}"
    return Verdict("value", said + _counted(plain, context))


def _counted(plain: str, context: Context) -> str:
    """What the names in an expression stand for: （行政在职 11）."""
    counts = context.lookup.counts
    if counts is None or not words(plain):
        return ""
    named = [name for name in counts.definitions if name in plain]
    said = "，".join(f"{name} {counts.says(name, context.owner).partition(' ')[0]}" for name in named)
    return f"（{said}）" if said else ""


def _becomes(column: EntryColumn, typed: str, value: Value, context: Context) -> Verdict | None:
    text = print_cell(column, value, context)
    if column.type == "code" and isinstance(value, str):
        name = context.lookup.code_name(column.catalog, value)
        if name is None and column.printed == "code":
            return Verdict("value", f"→ {value}（目录里没有这个编码，审核时会提醒）")
        text = f"{value} {name}" if column.printed == "code" and name else text
    elif column.type == "unit" and isinstance(value, int):
        text = f"{text} {context.lookup.units[value].name}"
    elif column.type in ("text", "paragraph"):
        return None
    return Verdict("value", f"→ {text}") if text != typed.strip() else None
