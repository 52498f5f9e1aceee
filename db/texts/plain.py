"""A text as the reader sees it: half-width, without blanks and quotation marks; where each sign stands in the text."""

import re
import unicodedata
from typing import NamedTuple

_QUOTES = frozenset("“”‘’\"'「」『』")
_MULTIPLIED = frozenset("×✕╳＊∗")
# These separate clauses; made half-width, a comma between two numbers would join them.
_KEPT = frozenset("，；！？：")
_TIMES = re.compile(r"(?<=[0-9)\u4e00-\u9fff])[xX](?=[0-9(\u4e00-\u9fff])")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9.])[ \t\u3000\xa0]+(?=[0-9.])")


class Plain(NamedTuple):
    """`places[n]` is where sign n of `text` stands in what was written."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text begins in what was written, and how long it is there."""
        first = self.places[start]
        return first, self.places[end - 1] + 1 - first


def plain(written: str) -> Plain:
    """The signs that count, and where they stand."""
    apart = {place for gap in _BETWEEN_DIGITS.finditer(written) for place in range(*gap.span())}
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(written):
        simple = " " if place in apart else _simple(sign)
        if simple:
            signs.append(simple)
            places.append(place)
    return Plain(_TIMES.sub("*", "".join(signs)), tuple(places))


def _simple(sign: str) -> str:
    """A sign as it is read; '' where it says nothing."""
    if sign == "\n" or sign in _KEPT:
        return sign
    if sign in _QUOTES or sign.isspace() or unicodedata.category(sign) == "Cf":
        return ""
    if sign in _MULTIPLIED:
        return "*"
    if sign == "÷":
        return "/"
    half = unicodedata.normalize("NFKC", sign)
    return half if len(half) == 1 else sign
