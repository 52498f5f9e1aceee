"""Values as printed cells and back: one rule for each cell type, used by every face and by reading."""

from db.definitions import Align, CellType
from db.money import AmountUnit, format_amount, format_percent, format_plain, parse_percent, parse_printed


def print_value(value: int | str, kind: CellType, unit: AmountUnit) -> str:
    """`value` as printed: fen as an amount of the book's unit, hundredths of a percent as a percent; zero is blank."""
    if isinstance(value, str):
        return value
    if kind == "amount":
        return format_amount(value, unit)
    if kind == "plain":
        return format_plain(value, unit)
    if kind == "percent":
        return format_percent(value)
    return str(value) if value else ""


def read_value(text: str, kind: CellType, unit: AmountUnit) -> int | str:
    """The value that prints as `text`. Raises ValueError or AmountError when there is none."""
    if kind in ("text", "code"):
        return text
    if kind in ("amount", "plain"):
        return parse_printed(text, unit)
    if kind == "percent":
        return parse_percent(text)
    return int(text) if text.strip() else 0


def default_align(kind: CellType) -> Align:
    """Numbers right, texts and codes left."""
    return "left" if kind in ("text", "code") else "right"
