"""The figures of a text that stands in a paragraph's place, held against those of what the sentences say.

A figure goes by the words before it: `面向中小企业采购3.6万元` is what is bought of small firms in either text. Where
the words are others the text was reworded, and all that can be asked is whether the sentences have such a figure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from db.texts.numbers import Number, numbers
from db.texts.plain import plain

Stands = Literal[-1, 0, 1]

_APART = re.compile(r"[，。；：、！？,.;:!?()\[\]\n]+")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}")
# Words that are as long as this mean the same wherever they stand, or where others go before them.
_TELLING, _TELLING_END, _TELLING_COUNT = 4, 5, 2


class Judged(NamedTuple):
    """A figure of the text. `stands` 1: the sentences have it too; 0: they have none like it; -1: they have another
    one in its place, which is `wanted`."""

    written: str
    number: Number
    stands: Stands
    wanted: str = ""


class _Told(NamedTuple):
    """A figure with the words before it, and those before the figure before it; of a count, what is counted."""

    number: Number
    words: str
    earlier: str
    noun: str
    written: str


def judged(text: str, automatic: str) -> Iterator[Judged]:
    """The amounts, percents and counts of a text, against what the sentences say."""
    known = tuple(_told(automatic))
    for one in _told(text):
        like = [each for each in known if _kind(each) == _kind(one)]
        meant = _meant(one, like)
        if any(_fits(one.number, each.number) for each in meant):
            yield Judged(one.written, one.number, 1)
        elif meant:
            yield Judged(one.written, one.number, -1, meant[0].written)
        else:
            # What somebody counts beside what the sentences count has its source elsewhere.
            stands = one.number.kind == "count" or any(_fits(one.number, each.number) for each in like)
            yield Judged(one.written, one.number, 1 if stands else 0)


def _meant(one: _Told, like: Sequence[_Told]) -> list[_Told]:
    """The figures of the sentences that this one must be one of; none where it cannot be told."""
    counted = one.number.kind == "count"
    if one.words and (found := [it for it in like if (it.words, it.earlier) == (one.words, one.earlier)]):
        return found
    if len(one.words) >= (_TELLING_COUNT if counted else _TELLING) and (
        found := [it for it in like if it.words == one.words]
    ):
        return found
    if len(one.words) >= _TELLING_END and (found := [it for it in like if it.words.endswith(one.words)]):
        return found
    return [it for it in like if counted and one.noun and it.noun == one.noun]


def _told(text: str) -> Iterator[_Told]:
    seen = plain(text)
    end, earlier = 0, ""
    for number in numbers(seen.text):
        if number.kind == "year":  # it is one of the words
            continue
        words = next((part for part in reversed(_APART.split(seen.text[end : number.start])) if part), "")
        noun = _NOUN.match(seen.text, number.end) if number.kind == "count" else None
        place, length = seen.span(number.start, number.end)
        yield _Told(number, words, earlier, noun[0] if noun else "", text[place : place + length])
        end, earlier = number.end, words


def _kind(one: _Told) -> tuple[str, str]:
    return one.number.kind, one.number.unit if one.number.kind == "count" else ""


def _fits(written: Number, known: Number) -> bool:
    """Whether it is that figure, rounded as it is written."""
    return abs(written.value - known.value) <= written.give
