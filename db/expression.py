"""Amount expressions: what may be typed into an amount cell, read with exact fractions.

    expression = ["="] sum          sum     = term {("+" | "-") term}
    term       = product [unit]     product = factor {("*" | "/") factor}
    factor     = [sign] ["¥"] (number | name | "(" sum ")")
    unit       = 元 | 万元 | 万     only outside brackets

Full-width characters, × ÷, 。 typed for a point and thousands separators are understood or explained.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from db.errors import AmountError

LONGEST = 200
DEEPEST = 20
UNIT_FEN = {"万元": 1_000_000, "万": 1_000_000, "元": 100}

# A name's number, or the sentence that says why it has none yet.
Names = Mapping[str, Fraction | int | str]

# NFKC leaves these alone, yet input methods and word processors produce them for the plain sign.
_SIGNS = str.maketrans({"×": "*", "✕": "*", "÷": "/"} | dict.fromkeys("‐‑‒–—―−", "-"))
_UNIT = re.compile(r"(万元|万|元)(?![^\W\d])")
_FIGURE = re.compile(r"[0-9.,]+")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")
_SCIENTIFIC = re.compile(r"[0-9.,]+[eE][+-]?[0-9]+")
_SPLIT_FIGURE = re.compile(r"(?<=[0-9.,])\s+(?=[0-9.,])")
_LONE_BRACKET = re.compile(r"\(\s*(¥?[0-9.,]+)\s*\)\s*(万元|万|元)?")
_PLAIN = re.compile(r"[-+¥\s]*[0-9.,]+\s*(万元|万|元)?")
_LOOK_ALIKE = re.compile(r"(?<=[0-9.,oOlI])[oOlI。]|[oOlI。](?=[0-9.,oOlI])|(?<=[0-9)])\s*[xX]\s*(?=[0-9(¥])")
_WORD = re.compile(r"[^\W\d]\w*")
_MONTH, _DAY = r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12][0-9]|3[01])"
_DATE = re.compile(
    rf"((19|20)[0-9]{{2}}\s*([-/.])\s*{_MONTH}\s*\3\s*{_DAY}|((19|20)[0-9]{{2}}\s*年\s*)?{_MONTH}\s*月(\s*{_DAY}\s*[日号])?"
    r")([ T][0-9:.]+)?"
)


class _Token(NamedTuple):
    kind: str  # number, unit, end, or the sign itself
    text: str
    value: Fraction = Fraction(0)


_END = _Token("end", "")


def normalise(text: str) -> str:
    """The text with plain half-width signs, trimmed, its leading `=` kept; raises AmountError."""
    if len(text) > LONGEST:
        raise AmountError(f"内容太长：一格最多 {LONGEST} 个字符，请把算式拆成几行填写。")
    for sign in text:
        # NFKC would turn 10² into 102 and 1½ into 11/2.
        if unicodedata.category(sign) == "No":
            raise AmountError(f"“{sign}”不是普通数字，请改用 0 到 9 重新填写。")
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf").strip()
    if len(plain) > LONGEST:
        raise AmountError(f"内容太长：一格最多 {LONGEST} 个字符，请把算式拆成几行填写。")
    return plain


def is_plain(text: str) -> bool:
    """Whether a normalised text is one figure, without operators, names or brackets."""
    return _PLAIN.fullmatch(text.removeprefix("=")) is not None


def is_date(text: str) -> bool:
    """Whether a normalised text is a day as people and spreadsheets write it. Behind `=` it is a subtraction."""
    return _DATE.fullmatch(text) is not None


def names_unit(text: str) -> bool:
    """Does a normalised text say 元 or 万元 anywhere?"""
    return _UNIT.search(text) is not None


def words(text: str) -> tuple[str, ...]:
    """The words of a normalised text that are no units: what may be names."""
    return tuple(word for word in _WORD.findall(text) if word not in UNIT_FEN)


def evaluate(text: str, unit_fen: int, names: Names) -> Fraction:
    """The exact value in fen of a normalised text; a figure without a unit counts `unit_fen` fen.

    `names` are pure numbers (a headcount, a standard). Raises AmountError.
    """
    body = text.removeprefix("=").strip()
    if not body:
        raise AmountError("没有填写数字。", unfinished=True)
    _refuse_spreadsheet_leftovers(body)
    if is_date(text):
        arithmetic = "；确实要算，请在最前面写等号" if not any(sign in text for sign in "年月:") else ""
        raise AmountError(f"“{text}”：这是日期，不是金额，请填数字{arithmetic}。")
    # A spreadsheet shows and reads a bracketed figure as negative, an expression does not.
    if lone := _LONE_BRACKET.fullmatch(text):
        mended = f"-{lone[1]}{lone[2] or ''}"
        raise _with_mended(f"“{text}”看不出是不是负数", text, mended, unit_fen, names, "正数请去掉括号，负数请写减号。")
    if _SPLIT_FIGURE.search(body):
        raise _with_mended("数字中间有空格", text, _SPLIT_FIGURE.sub("", text), unit_fen, names)
    known = {unicodedata.normalize("NFKC", name).translate(_SIGNS): number for name, number in names.items()}
    try:
        tokens = _tokens(body, known)
    except _UnknownSignError as unknown:
        mended = _LOOK_ALIKE.sub(_plain_sign, text)
        fault = _with_mended(unknown.message, text, mended, unit_fen, names, unknown.advice)
        fault.unknown = unknown.word if fault.suggestion is None else ""
        raise fault from None
    return _Parser(tokens, unit_fen).value()


class _UnknownSignError(Exception):
    """Something the grammar has no word for, before a look-alike was searched."""

    def __init__(self, message: str, advice: str, word: str = "") -> None:
        super().__init__(message)
        self.message, self.advice, self.word = message, advice, word


def _refuse_spreadsheet_leftovers(body: str) -> None:
    if not body.strip("#"):
        raise AmountError("“####”是原表格列太窄时的显示，不是数字：请把原表的列拉宽，再重新复制。")
    if body.startswith("#"):
        raise AmountError(f"“{body}”是原表格的公式错误，不是数字：请先在原表里改好公式，再重新复制。")
    if "%" in body:
        raise AmountError("金额里不能用百分号 %：请写成小数，例如 5% 写成 *0.05。")
    if found := _SCIENTIFIC.search(body):
        raise AmountError(f"“{found[0]}”是科学计数法，可能已丢了尾数：请写出完整的数字。")


def _with_mended(
    message: str, text: str, mended: str, unit_fen: int, names: Names, advice: str = "请改正后重填。"
) -> AmountError:
    """The error for `text`, proposing `mended` when that differs and can be read."""
    try:
        if mended == text:
            raise AmountError(message)
        evaluate(mended, unit_fen, names)
    except AmountError:
        return AmountError(f"{message}，{advice}")
    return AmountError(f"{message}，是不是想填 {mended}？", mended)


def _plain_sign(found: re.Match[str]) -> str:
    return {"o": "0", "O": "0", "l": "1", "I": "1", "。": "."}.get(found[0], "*")


def _tokens(body: str, names: Names) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(body):
        if body[at].isspace():
            at += 1
            continue
        token = _token(body, at, names)
        tokens.append(token)
        at += len(token.text)
    return [*tokens, _END]


def _token(body: str, at: int, names: Names) -> _Token:
    sign = body[at]
    if sign in "+-*/()¥":
        return _Token(sign, sign)
    if figure := _FIGURE.match(body, at):
        return _Token("number", figure[0], _figure(figure[0]))
    if name := _name(body, at, names):
        number = names[name]
        if isinstance(number, str):
            raise AmountError(number)
        return _Token("number", name, Fraction(number))
    if unit := _UNIT.match(body, at):
        return _Token("unit", unit[0], Fraction(UNIT_FEN[unit[1]]))
    if sign == "=":
        raise AmountError("等号只能写在最前面，请删去中间的等号。")
    word = _WORD.match(body, at)
    if word and names:
        advice = f"可用的名称有：{'、'.join(names)}。"
    else:
        advice = "这里只能填数字、+ - * / 和圆括号，末尾可写 元 或 万元。"
    if word and word[0].isascii():
        raise _UnknownSignError(f"“{word[0]}”里有英文字母，不是数字", advice, word[0])
    raise _UnknownSignError(f"不认识“{word[0] if word else sign}”", advice, word[0] if word else "")


def _name(body: str, at: int, names: Names) -> str | None:
    """The longest known name that stands here as a whole word, possibly followed by a unit."""
    for name in sorted(names, key=len, reverse=True):
        end = at + len(name)
        if name and body.startswith(name, at):
            whole = end == len(body) or not (body[end].isalnum() or body[end] == "_")
            if whole or _UNIT.match(body, end):
                return name
    return None


def _figure(text: str) -> Fraction:
    if text.count(".") > 1:
        raise AmountError(f"“{text}”里有不止一个小数点，请只留一个。")
    whole, _, decimals = text.partition(".")
    if not (whole + decimals).strip(","):
        raise AmountError(f"“{text}”里没有数字，请填写数字。")
    if "," in decimals or ("," in whole and not _GROUPED.fullmatch(whole)):
        raise AmountError(f"“{text}”的千分位逗号位置不对：应每三位一个（如 1,234.50），也可以都不写。")
    digits = whole.replace(",", "") + decimals
    return Fraction(int(digits), 10 ** len(decimals))


class _Parser:
    """Recursive descent over the tokens; depth is bounded by DEEPEST, work by LONGEST."""

    def __init__(self, tokens: list[_Token], unit_fen: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._unit_fen = unit_fen

    def value(self) -> Fraction:
        """The whole expression in fen; the rule of units is in the module's grammar and in `_in_fen`."""
        terms = self._terms(depth=0)
        following = self._next
        if following.kind == ")":
            raise AmountError("多了一个右括号，请删去它，或补上左括号。")
        if following.kind != "end":
            raise AmountError(f"“{following.text}”前面少了运算符，请补上 + - * /。")
        return _in_fen(terms, self._unit_fen)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *kinds: str) -> _Token | None:
        token = self._next
        if token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _terms(self, depth: int) -> list[tuple[Fraction, Fraction | None]]:
        """Signed terms of a sum, each with the fen of the unit written after it."""
        terms = [self._term(depth)]
        while operator := self._take("+", "-"):
            value, unit = self._term(depth)
            terms.append((-value if operator.kind == "-" else value, unit))
        return terms

    def _term(self, depth: int) -> tuple[Fraction, Fraction | None]:
        value = self._factor(depth)
        while operator := self._take("*", "/"):
            factor = self._factor(depth)
            if operator.kind == "/" and factor == 0:
                raise AmountError("除数是 0，算不出来，请检查除号后面的数。")
            value = value / factor if operator.kind == "/" else value * factor
        unit = self._take("unit")
        if unit and depth:
            raise AmountError(f"单位“{unit.text}”不能写在括号里，请移到括号外、这一项的末尾。")
        if unit and self._next.kind in ("*", "/"):
            raise AmountError(f"单位“{unit.text}”不能写在乘除中间，请移到这一项的末尾，例如 100*12元。")
        return value, unit.value if unit else None

    def _factor(self, depth: int) -> Fraction:
        currency = self._take("¥")
        sign = self._take("+", "-")
        currency = currency or self._take("¥")
        value = self._bracket(depth + 1) if self._take("(") else self._number(sign or currency)
        return -value if sign and sign.kind == "-" else value

    def _number(self, before: _Token | None) -> Fraction:
        if number := self._take("number"):
            return number.value
        token = self._next
        if token.kind == "end":
            raise AmountError("算式没有写完，请在末尾补上数字，或删去多余的符号。", unfinished=True)
        if token.kind == "unit":
            raise AmountError(f"单位“{token.text}”前面没有数字，请补上。")
        if token.kind == ")":
            raise AmountError("右括号前面少了数字，请补上，或删去括号。")
        if before or self._at:
            raise AmountError(f"“{token.text}”前面也是符号，两个符号连在了一起，请删去一个或补上数字。")
        raise AmountError(f"算式不能以“{token.text}”开头，请在前面补上数字。")

    def _bracket(self, depth: int) -> Fraction:
        if depth > DEEPEST:
            raise AmountError(f"括号套得太深：最多 {DEEPEST} 层，请简化算式。")
        value = sum((value for value, _ in self._terms(depth)), Fraction(0))
        if self._take(")"):
            return value
        if self._next.kind == "end":
            raise AmountError("左括号没有配上右括号，请补上“)”。", unfinished=True)
        raise AmountError(f"“{self._next.text}”前面少了运算符，请补上 + - * /。")


def _in_fen(terms: list[tuple[Fraction, Fraction | None]], unit_fen: int) -> Fraction:
    """One unit at the very end holds for the whole sum; otherwise all terms carry one or none does."""
    units = [unit for _, unit in terms]
    if not any(units[:-1]):
        return sum((value for value, _ in terms), Fraction(0)) * (units[-1] or unit_fen)
    total = Fraction(0)
    for value, unit in terms:
        if unit is None:
            raise AmountError("有的项写了单位，有的没写：请每一项都写上 元 或 万元，或只在最末尾写一次。")
        total += value * unit
    return total
