"""The words that a pack reads texts with: what names a figure, what says that it rose, and what may stand between.

Which words there are is the pack's business; this knows only what each kind of them is for.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from db.errors import PackError
from db.texts.plain import plain

# kind, word, meaning: of a phrase the figure that it names, of a mark the name of what is wrong.
Entry = tuple[str, str, str]

# phrase: names a figure. up, down, same: how it moved. compare: with what. share: it is a part of something. part: what
# follows are parts. none: there is none of it. vague: not meant exactly. done: of money spent, not planned. prefix,
# filler: may stand before a phrase, or between it and its figure. before1, before2, now: a year by its place.
# rate: of one person or piece. total: of all. least: no less than. most: no more than. mark: what must not be there.
KINDS = frozenset(
    (
        *("phrase", "up", "down", "same", "compare", "share", "part", "none", "vague", "done", "prefix", "filler"),
        *("before1", "before2", "now", "rate", "total", "least", "most", "mark", "topic"),
    )
)

BREAKS = re.compile(r"[,，、:：;；。!！?？\n()\[\]]")
_HIDDEN = "\x01"
_NEVER = r"(?!)"
_YEAR = r"(?:(?:19|20)[0-9]{2}年(?:度)?)"


class Forms(NamedTuple):
    """The shapes that the words before a figure may have."""

    amount: re.Pattern[str]
    based: re.Pattern[str]
    change: re.Pattern[str]
    moved: re.Pattern[str]
    pushed: re.Pattern[str]
    same: re.Pattern[str]
    share: re.Pattern[str]
    none: re.Pattern[str]


class Vocabulary(NamedTuple):
    """A pack's words, compiled. `defaults`: topic → what a text of it speaks of when it does not say."""

    phrases: dict[str, str]
    defaults: dict[str, str]
    directions: dict[str, str]
    years: dict[str, int]
    naming: re.Pattern[str]
    parts: re.Pattern[str]
    vague: re.Pattern[str]
    done: re.Pattern[str]
    rate: re.Pattern[str]
    total: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    forms: Forms
    marks: tuple[tuple[re.Pattern[str], str], ...]

    def hidden(self, text: str) -> str:
        """The text with the signs inside phrases that would break a clause put out of sight."""
        return self.naming.sub(lambda found: _hide(found[0]), text)


@lru_cache(maxsize=8)
def vocabulary(entries: tuple[Entry, ...]) -> Vocabulary:
    """The words compiled. Raises PackError: an unknown kind of word, or a mark that is no pattern."""
    by_kind: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind, word, meaning in entries:
        if kind not in KINDS:
            raise PackError(f"表样包的文字用词有不认识的种类“{kind}”。")
        key = word if kind in ("mark", "topic") else plain(word).text
        if key:
            by_kind[kind].setdefault(key, meaning)
    phrases = {_hide(phrase): meaning for phrase, meaning in by_kind["phrase"].items()}
    directions = {word: kind for kind in ("up", "down", "same") for word in by_kind[kind]}
    years = {word: ago for ago, kind in enumerate(("now", "before1", "before2")) for word in by_kind[kind]}
    return Vocabulary(
        phrases=phrases,
        defaults=by_kind["topic"],
        directions=directions,
        years=years,
        naming=re.compile(_any(by_kind["phrase"])),
        parts=re.compile(_any(by_kind["part"])),
        vague=re.compile(_any(by_kind["vague"])),
        done=re.compile(_any(by_kind["done"])),
        rate=re.compile(_any(by_kind["rate"])),
        total=re.compile(_any(by_kind["total"])),
        least=re.compile(_any(by_kind["least"])),
        most=re.compile(_any(by_kind["most"])),
        forms=_forms(by_kind, phrases),
        marks=tuple((_pattern(mark), name) for mark, name in by_kind["mark"].items()),
    )


def _forms(words: dict[str, dict[str, str]], phrases: dict[str, str]) -> Forms:
    year = f"(?:{_YEAR}|{_any(('now', 'before1', 'before2'), words)})"
    own = f"(?P<own>{year})"
    later = f"(?P<later>{year})"
    before = f"(?:{_any(('prefix', 'part'), words)})*?"
    fill = f"(?:{_any(('filler',), words)})*"
    named = f"(?P<named>{_any(phrases)})"
    against = f"(?:(?:{_any(('compare',), words)})(?P<base>{year})?{fill})"
    moves = f"(?P<moves>{_any(('up', 'down'), words)})"
    same = f"(?:{_any(('same',), words)})"
    # As little as possible: the words of a phrase may also be such as stand before one.
    lead = f"{before}{own}?{before}{fill}?"
    return Forms(
        amount=re.compile(f"{lead}{named}?{fill}{later}?{fill}"),
        based=re.compile(f"{fill}{against}"),
        change=re.compile(f"{lead}{named}?{fill}{against}?{fill}{moves}{fill}"),
        moved=re.compile(f"{lead}{named}{fill}{against}?{fill}{moves}{fill}"),
        pushed=re.compile(f"{lead}{against}?{fill}{moves}{fill}{named}{fill}"),
        same=re.compile(f"{lead}{named}?{fill}{against}?{fill}{same}{fill}"),
        share=re.compile(f"{lead}(?:{_any(('share',), words)}){fill}{named}?{fill}"),
        none=re.compile(f"{lead}(?:{_any(('none',), words)}){before}{fill}{named}{fill}"),
    )  # fmt: skip


def _any(words: Iterable[str] | tuple[str, ...], by_kind: dict[str, dict[str, str]] | None = None) -> str:
    """Alternatives, the longest first; of the kinds in `by_kind`, when it is given."""
    known = list(words) if by_kind is None else [word for kind in words for word in by_kind[kind]]
    return "|".join(re.escape(word) for word in sorted(set(known), key=len, reverse=True)) or _NEVER


def _hide(phrase: str) -> str:
    return BREAKS.sub(_HIDDEN, phrase)


def _pattern(mark: str) -> re.Pattern[str]:
    try:
        return re.compile(mark)
    except re.error as fault:
        raise PackError(f"表样包的文字用词里“{mark}”不是正则表达式：{fault}") from fault
