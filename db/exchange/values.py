"""A cell that somebody typed or computed, as the form would print it: figures written as texts, other units, blanks."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from unicodedata import normalize

from db.definitions import CellType
from db.exchange.headers import scale_of
from db.exchange.opening import ReadCell
from db.money import LARGEST_FEN, AmountUnit

_NOTHING = frozenset(("", "-", "--", "—", "——", "–", "−", "/", "无", "0"))
_FIGURE = re.compile(r"([(]?)([-−]?)[¥]?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]*)?([)]?)([百千万亿]*元)?")
_CODED = re.compile(r"^[\[［【]\s*([0-9A-Za-zＡ-Ｚ０-９]+)\s*[\]］】]\s*")
_DECIMAL_CODE = re.compile(r"([0-9]+)\.0+")


class Reader:
    """Cells of one form as texts. Its own figures are in `scale` yuan; printed they are in `unit`.

    `rounded`: how many amounts lost something when they were converted. `finer`: cells with more decimals than print.
    """

    def __init__(self, scale: Decimal, unit: AmountUnit) -> None:
        self.scale = scale
        self.unit = unit
        self.rounded = 0
        self.finer = 0

    def text(self, cell: ReadCell | None, kind: CellType, scale: Decimal | None = None, line: bool = True) -> str:
        """What the cell says as a value of that kind; its own text when it is none. `line`: a text is one line."""
        if cell is None:
            return ""
        told = cell.told.replace("\r\n", "\n").strip().strip("\u3000").strip()
        if kind == "text":
            told = cell.seen if cell.percent else told
            return _CODED.sub(_coded, "".join(told.split("\n")), count=1) if line else told
        if kind == "code":
            return code_in(told)
        plain = "".join(normalize("NFKC", told).split())
        if plain in _NOTHING:
            return ""
        if kind in ("amount", "plain"):
            return self._amount(cell, plain, told, scale or self.scale)
        number = cell.number if cell.number is not None else _figure(plain.removesuffix("%"))
        if number is None:
            return told
        if kind == "percent":
            # A worksheet keeps 53.11% as 0.5311; written without its sign it is 53.11.
            percents = number if plain.endswith("%") or abs(number) > 1 else number * 100
            return f"{percents.quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"
        return f"{number:f}".partition(".")[0] if number == number.to_integral_value() else told

    def _amount(self, cell: ReadCell, plain: str, told: str, scale: Decimal) -> str:
        number, own = (cell.number, None) if cell.number is not None else _with_unit(plain)
        if number is None:
            return told
        yuan = number * (own or scale)
        if abs(yuan) * 100 > LARGEST_FEN:
            return told
        step = Decimal(self.unit.step) / 100
        printed = yuan.quantize(Decimal("0.000001")) / step
        whole = printed.to_integral_value(ROUND_HALF_UP)
        if printed != whole:
            if (own or scale) * 100 != self.unit.fen:
                self.rounded += 1
                yuan = whole * step
            else:
                self.finer += 1
        text = f"{(yuan * 100 / self.unit.fen).quantize(Decimal('0.00000001'), ROUND_HALF_UP):f}"
        shown = text.rstrip("0").rstrip(".") if "." in text else text
        return "" if shown in ("0", "-0") else shown


def code_in(text: str) -> str:
    """A code in half width, also of one that a spreadsheet took for a number: 2014001.0."""
    plain = "".join(normalize("NFKC", text).split()).lstrip("'")
    decimal = _DECIMAL_CODE.fullmatch(plain)
    return decimal[1] if decimal else plain


def joined_code(texts: Sequence[str]) -> str:
    """A code that stands in several columns: 201 | 40 | 01, or 201 | 20140 | 2014001."""
    code = ""
    for text in (code_in(text) for text in texts):
        code = text if code and text.startswith(code) else code + text
    return code


def _coded(found: re.Match[str]) -> str:
    return f"[{normalize('NFKC', found[1])}]"


def _figure(plain: str) -> Decimal | None:
    return _with_unit(plain)[0]


def _with_unit(plain: str) -> tuple[Decimal | None, Decimal | None]:
    """A figure written as a text, and the yuan in its unit when it names one: `1,234.50万元`, `(3.20)`."""
    found = _FIGURE.fullmatch(plain)
    if not found or bool(found[1]) != bool(found[5]):
        return None, None
    try:
        number = Decimal(found[3].replace(",", "") + (found[4] or "").rstrip("."))
    except InvalidOperation:
        return None, None
    return -number if found[1] or found[2] else number, scale_of(found[6]) if found[6] else None
