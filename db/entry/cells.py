"""The text of one entry cell and the ledger value it stands for, in both directions.

`parse_cell` and `print_cell` are exact inverses. Entry tab, paste, import and export all go through
here, so a text means the same wherever it is typed.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable

from db.checks.titles import check_named, check_title
from db.definitions import EntryColumn
from db.entry.faults import CellFault
from db.entry.figures import Figure, print_amount, read_amount, write_amount
from db.entry.lookup import DEPARTMENT, Context, Lookup
from db.entry.mailbox import read_mailbox
from db.signs import blanked, is_plain, unkept

__all__ = ["CellFault", "Figure", "Value", "parse_cell", "print_amount", "print_cell"]

Value = int | str | Figure | None  # None: nothing typed


def parse_cell(column: EntryColumn, text: str, context: Context) -> Value:
    """The ledger value of a typed text: row id, code, choice value, Figure, ISO date …; None when empty.

    Raises CellFault: what is wrong and how to mend it.
    """
    plain = _clean(column, text)
    if not plain:
        return "" if column.type in ("text", "paragraph", "check", "address", "mail") else None
    return _PARSERS[column.type](column, plain, context)


def print_cell(column: EntryColumn, value: Value, context: Context) -> str:
    """The text that `parse_cell` reads back as the same value; an amount prints its expression."""
    if value is None:
        return ""
    if isinstance(value, Figure):
        return write_amount(column, value, context)
    if isinstance(value, int):
        return _print_number(column, value, context)
    if column.type == "code":
        return _print_code(column, value, context)
    if column.type == "choice" or column.choices:
        return next((it.label for it in context.lookup.choices(column) if it.value == value), value)
    if column.type == "check":
        return check_title(context.lookup.pack, value)
    if column.type == "address" and context.lookup.order is not None:
        return context.lookup.order.shown(value)
    return value


def _clean(column: EntryColumn, text: str) -> str:
    if not text:
        return ""
    if not is_plain(text):
        text = _without_breaks(column, text)
    plain = (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()
    if len(plain) > column.limit:
        raise CellFault(f"太长：这里最多 {column.limit} 个字，现有 {len(plain)} 个，请缩短。", plain[: column.limit])
    return plain


def _without_breaks(column: EntryColumn, text: str) -> str:
    """The text with line breaks as \\n where they are allowed; refuses what no spreadsheet can keep."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    kind = unkept(text, breaks=column.type == "paragraph")
    if kind:
        raise CellFault(f"里面有{kind}，这一格不能有，请删去。", blanked(text))
    return text


def _half_width(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _text(column: EntryColumn, text: str, context: Context) -> Value:
    return text


def _check(column: EntryColumn, text: str, context: Context) -> Value:
    return check_named(context.lookup.pack, text)


def _address(column: EntryColumn, text: str, context: Context) -> Value:
    return context.lookup.order.held(text) if context.lookup.order is not None else text


_BRACKETED = re.compile(r"[\[【〔]\s*([^\]】〕]+?)\s*[\]】〕]\s*(.*)", re.DOTALL)
_CODE_AND_NAME = re.compile(r"([0-9A-Za-z]+)[\s\-—_:：]+\D.*")
_FLOATED = re.compile(r"([0-9]+)\.0+")
_CODE = re.compile(r"[0-9A-Za-z._-]+")


def _code(column: EntryColumn, text: str, context: Context) -> Value:
    """A code as `2014001`, `[2014001]行政运行`, `2014001 行政运行`, or a name that only one code has."""
    lookup, catalog = context.lookup, context.lookup.pack.catalogs[column.catalog]
    found = _known_code(column, text, context) or lookup.family_code(column.catalog, text)
    if found is not None:
        return found
    plain = _half_width(text)
    bracketed = _BRACKETED.fullmatch(plain) or _CODE_AND_NAME.fullmatch(plain)
    code = bracketed[1] if bracketed else plain
    floated = _FLOATED.fullmatch(code)
    code = floated[1] if floated else code
    known = _known_code(column, code, context)
    if known is not None:
        return known
    named = [it for it in lookup.codes_named(column.catalog, text) if _fits(column, it, context)]
    if len(named) == 1:
        return named[0]
    if named:
        more = "……" if len(named) > 5 else ""
        raise CellFault(f"叫“{text}”的有 {len(named)} 个编码：{'、'.join(named[:5])}{more}，请填编码。", named[0])
    if catalog.info.enforced or not _fits(column, code, context):
        raise CellFault(_no_such_code(column, text, code, context))
    return code


def _known_code(column: EntryColumn, code: str, context: Context) -> str | None:
    """The code itself, or with the leading zeros that Excel cut off, when the catalog or the book has it."""
    own = context.lookup.own_codes.get(column.catalog, {})
    if code in own:
        return code
    catalog = context.lookup.pack.catalogs[column.catalog]
    candidates = [code]
    if code.isascii() and code.isdigit():
        candidates += [code.zfill(length) for length in catalog.info.lengths if length > len(code)]
    return next((it for it in candidates if it in catalog.rows and _fits(column, it, context)), None)


def _fits(column: EntryColumn, code: str, context: Context) -> bool:
    """Has the code the catalog's shape, or did the book add it?"""
    info = context.lookup.pack.catalogs[column.catalog].info
    if code in context.lookup.own_codes.get(column.catalog, {}):
        return True
    shape = re.compile(info.shape) if info.shape else _CODE  # re keeps compiled shapes
    return shape.fullmatch(code) is not None


def _no_such_code(column: EntryColumn, text: str, code: str, context: Context) -> str:
    catalog = context.lookup.pack.catalogs[column.catalog]
    if catalog.info.enforced:
        offered = "、".join(_print_code(column, it, context) for it in list(catalog.rows)[:9])
        return f"“{text}”不在“{catalog.info.name}”里，请填其中之一：{offered}。"
    if code in catalog.rows:
        return f"{code} {catalog.rows[code].name} 是上级科目，请填到它下面的编码。"
    allowed = [length for length in catalog.info.lengths if re.fullmatch(catalog.info.shape, "1" * length)]
    lengths = "、".join(map(str, allowed))
    size = f"（{lengths} 位数字）" if lengths else ""
    return f"“{text}”不是“{catalog.info.name}”的编码{size}，也没有叫这个名称的，请核对。"


def _print_code(column: EntryColumn, code: str, context: Context) -> str:
    if column.printed == "code":
        return code
    row = context.lookup.pack.catalogs[column.catalog].rows.get(code)
    name = context.lookup.code_name(column.catalog, code)
    if name is None and (family := context.lookup.family_name(column.catalog, code)):
        return family
    if column.printed != "name" and row is not None:
        name = row.attributes.get(column.printed) or name
    if name is None:
        return code
    alone = len(context.lookup.codes_named(column.catalog, name)) == 1
    return name if alone and _known_code(column, name, context) in (None, code) else f"[{code}]{name}"


def _choice(column: EntryColumn, text: str, context: Context) -> Value:
    choices = context.lookup.choices(column)
    for wanted in (text, _half_width(text)):
        for choice in choices:
            if wanted == choice.label:
                return choice.value
        for choice in choices:
            if wanted == choice.value:
                return choice.value
    if column.choices_from == "rounds":
        for it in context.lookup.pack.info.rounds:
            if text == it.title:
                return it.id
    near = next((it.label for it in choices if text in it.label or it.label in text), None)
    raise CellFault(f"“{text}”不在可选的内容里，请填：{'、'.join(it.label for it in choices)}。", near)


_YES = ("是", "有", "1", "1.0", "y", "yes", "true", "√", "✓")
_NO = ("否", "无", "不", "0", "0.0", "n", "no", "false", "×", "x")


def _flag(column: EntryColumn, text: str, context: Context) -> Value:
    plain = _half_width(text).casefold()
    if plain in _YES:
        return 1
    if plain in _NO:
        return 0
    raise CellFault(f"“{text}”不能用在这里，请填 是 或 否。")


def _unit(column: EntryColumn, text: str, context: Context) -> Value:
    by_text = context.lookup.units_by_text
    plain = _half_width(text)
    bracketed = _BRACKETED.fullmatch(plain) or _CODE_AND_NAME.fullmatch(plain)
    floated = _FLOATED.fullmatch(plain)
    for wanted in (text, plain, bracketed[1] if bracketed else "", floated[1] if floated else ""):
        ids = by_text.get(wanted, ())
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise CellFault(f"叫“{text}”的单位有 {len(ids)} 个，请填单位编码。")
    wide = [row_id for row_id, it in context.lookup.units.items() if _half_width(it.name) == plain]
    if len(wide) == 1:
        return wide[0]
    # Excel takes 012 for the number 12.
    bare = plain.lstrip("0")
    padded = [row_id for row_id, it in context.lookup.units.items() if it.code.lstrip("0") == bare]
    if len(padded) == 1 and plain.isdigit():
        return padded[0]
    codes = "、".join(it.code for it in list(context.lookup.units.values())[:5])
    hint = f"现有 {codes}" if codes else "请先在“单位”里增加"
    raise CellFault(f"没有编码或名称是“{text}”的单位，请核对（{hint}）。")


def _project(column: EntryColumn, text: str, context: Context) -> Value:
    """A project by name; the words of a column with choices (控制数) come first, and mean no project."""
    for choice in column.choices:
        if text in (choice.label, choice.value):
            return choice.value
    lookup = context.lookup
    everywhere = lookup.projects_by_text.get(text) or _wide_projects(text, lookup)
    here = everywhere
    if context.unit is not None:
        here = tuple(it for it in everywhere if lookup.projects[it].unit == context.unit)
        if not here and context.elsewhere:
            here = everywhere
    if len(here) == 1:
        return here[0]
    if here:
        codes = "、".join(lookup.units[lookup.projects[it].unit].code for it in here)
        raise CellFault(f"几个单位（{codes}）都有项目“{text}”，请先填单位编码。")
    if everywhere and context.unit is not None:
        code = lookup.units[context.unit].code
        raise CellFault(f"单位 {code} 没有叫“{text}”的项目，请核对单位编码或项目名称。")
    near = next((it.name for it in lookup.projects.values() if text in it.name or it.name in text), None)
    raise CellFault(f"没有叫“{text}”的项目，请核对名称，或先在“项目”里增加。", near)


def _wide_projects(text: str, lookup: Lookup) -> tuple[int, ...]:
    """Projects whose name differs from `text` in the width of brackets and letters only."""
    plain = _half_width(text)
    return tuple(row_id for row_id, it in lookup.projects.items() if _half_width(it.name) == plain)


def _objective(column: EntryColumn, text: str, context: Context) -> Value:
    """An objective by its number, given the project (none: the department) and the term beside it."""
    number = _whole(text)
    if not context.term:
        raise CellFault("请先填期限（长期或年度），再填目标序号。")
    project = context.project or DEPARTMENT
    found = context.lookup.objectives_by_place.get((project, context.term, number))
    if found is None:
        places = context.lookup.objectives.values()
        count = sum(1 for it in places if it.project == project and it.term == context.term)
        hint = f"只有 {count} 个目标" if count else "还没有目标，请先在“绩效目标”里增加"
        raise CellFault(f"没有第 {number} 个目标：这里{hint}。")
    return found


_DIGITS = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_HUNDRED = 100
_DATES = (
    re.compile(r"([0-9]{4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})(?:[ T]0{1,2}:00(?::00)?)?"),
    re.compile(r"([0-9]{4})\s*(年)\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日?"),
    re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})"),
)


def _hundredths(text: str) -> int:
    plain = _half_width(text).replace("−", "-")
    found = _DIGITS.fullmatch(plain)
    if not found:
        number = re.search(r"[0-9]+(\.[0-9]+)?", plain)
        raise CellFault(f"“{text}”不是数字，这里只填数字，不带单位和文字。", number[0] if number else None)
    decimals = (found[3] or "").rstrip("0")
    if len(decimals) > 2:
        raise CellFault(f"“{text}”的小数太多，最多两位。", f"{found[1]}{found[2]}.{decimals[:2]}")
    if len(found[2]) > 15:
        raise CellFault(f"“{text}”太大，请核对。")
    value = int(found[2].replace(",", "")) * 100 + int(decimals.ljust(2, "0") if decimals else 0)
    return -value if found[1] == "-" else value


def _whole(text: str) -> int:
    value, rest = divmod(_hundredths(text), 100)
    if rest:
        raise CellFault(f"“{text}”不是整数，请填整数。")
    return value


def _within(column: EntryColumn, value: int, shown: str) -> int:
    if column.minimum is not None and value < column.minimum:
        low = "不能是负数" if column.minimum == 0 else f"不能小于 {column.minimum}"
        raise CellFault(f"{shown} {low}，请核对。")
    if column.maximum is not None and value > column.maximum:
        raise CellFault(f"{shown} 不能大于 {column.maximum}，请核对。")
    return value


def _integer(column: EntryColumn, text: str, context: Context) -> Value:
    # What adds up to 100 is a share: 20% says no more than 20.
    share = column.total is not None and column.total.to == _HUNDRED and _half_width(text).endswith("%")
    return _within(column, _whole(_half_width(text)[:-1].rstrip() if share else text), text)


def _decimal(column: EntryColumn, text: str, context: Context) -> Value:
    return _within(column, _hundredths(text), text)


def _year(column: EntryColumn, text: str, context: Context) -> Value:
    plain = _half_width(text).removesuffix("年").strip()
    if not re.fullmatch(r"[0-9]{4}(\.0+)?", plain):
        raise CellFault(f"“{text}”不是年度，请填四位数字，例如 2024。")
    return _within(column, int(plain[:4]), plain[:4])


def _date(column: EntryColumn, text: str, context: Context) -> Value:
    plain = _half_width(text)
    found = next((match for pattern in _DATES if (match := pattern.fullmatch(plain))), None)
    if not found:
        raise CellFault(f"“{text}”不是日期，请像 2024-01-31 这样填。")
    try:
        return datetime.date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        raise CellFault(f"没有 {text} 这一天，请核对月和日。") from None


def _mail(column: EntryColumn, text: str, context: Context) -> Value:
    return read_mailbox(_half_width(text))


def _print_number(column: EntryColumn, value: int, context: Context) -> str:
    lookup = context.lookup
    match column.type:
        case "unit":
            return lookup.units[value].code
        case "project":
            return lookup.projects[value].name
        case "objective":
            return str(lookup.objectives[value].number)
        case "flag":
            return "是" if value else "否"
        case "decimal":
            whole, rest = divmod(abs(value), 100)
            return f"{'-' if value < 0 else ''}{whole}.{rest:02d}".removesuffix("0").removesuffix(".0")
        case _:
            return str(value)


_PARSERS: dict[str, Callable[[EntryColumn, str, Context], Value]] = {
    "text": _text,
    "paragraph": _text,
    "check": _check,
    "address": _address,
    "code": _code,
    "unit": _unit,
    "project": _project,
    "objective": _objective,
    "choice": _choice,
    "amount": read_amount,
    "integer": _integer,
    "decimal": _decimal,
    "year": _year,
    "date": _date,
    "flag": _flag,
    "mail": _mail,
}
