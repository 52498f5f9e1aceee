"""What must not stand in a text: personal data, punctuation gone wrong, and what the pack has marks for."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from db.texts.vocabulary import Vocabulary

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_MOBILE = re.compile(r"(?<![0-9A-Za-z.-])1[3-9][0-9](?:[0-9]{8}|-[0-9]{4}-[0-9]{4}| [0-9]{4} [0-9]{4})(?![0-9A-Za-z.])")
_DOUBLED = re.compile(r"([，。；：、！？,;])\1+|[，、；：,;][。，；、]|。[，；、：]|：；")
_HALF = re.compile(r"(?<=[\u4e00-\u9fff])[,;?!](?=[\u4e00-\u9fff])")
_FULL = re.compile(r"[，；？！]")
_PAIRS = (("“", "”"), ("《", "》"), ("（(", "）)"), ("【", "】"), ("〔", "〕"))
# Points of a list: (1) and 1) both stand there.
_LIST_MARK = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,3}[）)]")


class Mark(NamedTuple):
    """Where it stands in the text, what stands there, and which kind of fault it is."""

    start: int
    length: int
    written: str
    kind: str  # identity, mobile, punctuation, bracket, mark, old
    name: str


def marks(text: str, vocabulary: Vocabulary) -> Iterator[Mark]:
    """What must not stand in a text as it was written."""
    yield from _personal(text)
    for pattern, name in vocabulary.words.marks:
        yield from (_mark(found, "mark", name) for found in pattern.finditer(text) if found[0])
    yield from _old_names(text, vocabulary.old)
    yield from (_mark(found, "punctuation") for found in _DOUBLED.finditer(text))
    if _FULL.search(text):
        yield from (_mark(found, "punctuation") for found in _HALF.finditer(text))
    yield from _lone_brackets(text)


def _old_names(text: str, known: Mapping[str, str]) -> Iterator[Mark]:
    for name, current in known.items():
        place = text.find(name)
        if place >= 0:
            yield Mark(place, len(name), name, "old", current)


def _personal(text: str) -> Iterator[Mark]:
    yield from (_mark(found, "identity") for found in _IDENTITY.finditer(text) if is_identity(found[0]))
    yield from (_mark(found, "mobile") for found in _MOBILE.finditer(text))


def is_identity(number: str) -> bool:
    """Whether 18 signs are a citizen's number: their last one follows from the others, and the birthday is a day."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    month, day = int(number[10:12]), int(number[12:14])
    return _CHECK_DIGITS[total % 11] == number[17].upper() and 1 <= month <= 12 and 1 <= day <= 31


def _lone_brackets(text: str) -> Iterator[Mark]:
    """Brackets and quotation marks that nothing opens or closes."""
    bare = _LIST_MARK.sub(lambda found: " " * len(found[0]), text)
    for opens, closes in _PAIRS:
        waiting: list[int] = []
        for place, sign in enumerate(bare):
            if sign in opens:
                waiting.append(place)
            elif sign in closes:
                if waiting:
                    waiting.pop()
                else:
                    yield Mark(place, 1, sign, "bracket", "")
        for place in waiting:
            yield Mark(place, 1, bare[place], "bracket", "")


def _mark(found: re.Match[str], kind: str, name: str = "") -> Mark:
    return Mark(found.start(), len(found[0]), found[0], kind, name)
