"""What the line of state says of the selected cells, in Excel's words."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from db.forms.sheet import Cell

_NUMBERS = frozenset(("amount", "plain", "integer"))
_CENT = Decimal("0.01")


def tally(cells: Iterable[Cell]) -> str:
    """`平均值 13.38　计数 4　求和 53.52` of the numbers among `cells`; empty for less than two cells, as in Excel.

    计数 counts what is not empty. The figures are added up as printed, which is exact: an amount is its printed text.
    """
    chosen = list(cells)
    filled = [cell for cell in chosen if cell.text]
    if len(chosen) < 2 or not filled:
        return ""
    counted = f"计数 {len(filled):,}"
    numbers = [number for cell in filled if (number := _number(cell)) is not None]
    if not numbers:
        return counted
    total = sum(numbers, Decimal())
    mean = (total / len(numbers)).quantize(_CENT, ROUND_HALF_UP)
    return f"平均值 {_printed(mean)}　{counted}　求和 {_printed(total)}"


def _number(cell: Cell) -> Decimal | None:
    if cell.type not in _NUMBERS or cell.problem:
        return None
    try:
        return Decimal(cell.text.replace(",", ""))
    except InvalidOperation:
        return None


def _printed(number: Decimal) -> str:
    if number == number.to_integral_value() and number.as_tuple().exponent == 0:
        return f"{number:,}"
    return f"{number:,.2f}"
