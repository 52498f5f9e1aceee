"""The words that a pack reads texts with: what names a figure, what says that it rose, and what may stand between.

Which words there are is the pack's business; this knows only what each kind of them is for.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from db.errors import PackError
from db.texts.plain import plain

# kind, word, meaning: of a phrase the figure that it names, of a mark the name of what is wrong.
Entry = tuple[str, str, str]

# phrase: names a figure. up, down, same: how it moved. compare: with what. share: it is a part of something. part: what
# follows are parts. none: there is none of it. vague: not meant exactly. done: of money spent, not planned. prefix,
# filler: may stand before a phrase, or between it and its figure. link: may stand before something that moved. now,
# before1, before2: a year by its place. rate: of one person or piece. total: of all. least: no less than. most: no more
# than. mark: what must not be there. old: what is called otherwise now. until: a day that something stands as of.
# topic: what a text of it speaks of.
KINDS = frozenset(
    (
        *(
            "phrase",
            "up",
            "down",
            "same",
            "compare",
            "share",
            "part",
            "none",
            "vague",
            "done",
            "prefix",
            "link",
            "filler",
        ),
        *("before1", "before2", "now", "rate", "total", "least", "most", "mark", "until"),
    )
)

_OF_BOOKS = frozenset(("phrase", "topic", "old"))  # kinds that a book adds to

BREAKS = re.compile(r"[,，、:：;；。!！?？\n()\[\]]")
# A phrase is read as one sign and as many fillings, so that the shapes of sentences need not know which phrases exist.
_FIRST, _MORE = "\ue000", "\ue001"
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


class Words(NamedTuple):
    """The words of a pack that are the same in every book, compiled."""

    directions: dict[str, str]
    years: dict[str, int]
    parts: re.Pattern[str]
    vague: re.Pattern[str]
    done: re.Pattern[str]
    rate: re.Pattern[str]
    total: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    until: re.Pattern[str]
    forms: Forms
    marks: tuple[tuple[re.Pattern[str], str], ...]


class Vocabulary(NamedTuple):
    """The words that texts of a book are read with.

    `phrases`: what each names, by its first sign, the longest first. `defaults`: topic → what a text of it speaks of
    when it does not say. `old`: a name out of use → the one that took its place.
    """

    words: Words
    phrases: dict[str, tuple[tuple[str, str], ...]]
    defaults: dict[str, str]
    old: dict[str, str]

    def masked(self, text: str) -> tuple[str, dict[int, str]]:
        """The text with its phrases masked, and what the phrase that begins at a place names."""
        found: dict[int, str] = {}
        parts: list[str] = []
        at = 0
        while at < len(text):
            known = self.phrases.get(text[at])
            phrase = next((each for each in known if text.startswith(each[0], at)), None) if known else None
            if phrase is None:
                parts.append(text[at])
                at += 1
            else:
                found[at] = phrase[1]
                parts.append(_FIRST + _MORE * (len(phrase[0]) - 1))
                at += len(phrase[0])
        return "".join(parts), found


@lru_cache(maxsize=8)
def vocabulary(entries: tuple[Entry, ...]) -> Vocabulary:
    """The words compiled. Raises PackError: an unknown kind of word, or a mark that is no pattern."""
    phrases: dict[str, str] = {}
    defaults: dict[str, str] = {}
    old: dict[str, str] = {}
    for kind, word, meaning in entries:
        if kind == "phrase":
            phrases.setdefault(plain(word).text, meaning)
        elif kind == "topic":
            defaults.setdefault(word, meaning)
        elif kind == "old":
            old.setdefault(word, meaning)
    by_sign: dict[str, list[tuple[str, str]]] = {}
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        by_sign.setdefault(phrase[0], []).append((phrase, phrases[phrase]))
    return Vocabulary(
        _words(tuple(entry for entry in entries if entry[0] not in _OF_BOOKS)),
        {sign: tuple(known) for sign, known in by_sign.items()},
        defaults,
        old,
    )


@lru_cache(maxsize=8)
def _words(entries: tuple[Entry, ...]) -> Words:
    by_kind: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind, word, meaning in entries:
        if kind not in KINDS:
            raise PackError(f"表样包的文字用词有不认识的种类“{kind}”。")
        key = word if kind == "mark" else plain(word).text
        if key:
            by_kind[kind].setdefault(key, meaning)
    return Words(
        directions={word: kind for kind in ("up", "down", "same") for word in by_kind[kind]},
        years={word: ago for ago, kind in enumerate(("now", "before1", "before2")) for word in by_kind[kind]},
        parts=re.compile(_any(by_kind, "part")),
        vague=re.compile(_any(by_kind, "vague")),
        done=re.compile(_any(by_kind, "done")),
        rate=re.compile(_any(by_kind, "rate")),
        total=re.compile(_any(by_kind, "total")),
        least=re.compile(_any(by_kind, "least")),
        most=re.compile(_any(by_kind, "most")),
        until=re.compile(f"(?:{_any(by_kind, 'until')})(?P<year>(?:19|20)[0-9]{{2}})年"),
        forms=_forms(by_kind),
        marks=tuple((_pattern(mark), name) for mark, name in by_kind["mark"].items()),
    )


def _forms(words: dict[str, dict[str, str]]) -> Forms:
    year = f"(?:{_YEAR}|{_any(words, 'now', 'before1', 'before2')})"
    own, later = f"(?P<own>{year})", f"(?P<later>{year})"
    before = f"(?:{_any(words, 'prefix', 'part')})*?"
    # Taken whole and never given back: fillings can be read in many ways, and trying them all takes for ever.
    fill = f"(?:{_any(words, 'filler')})*+"
    named = f"(?P<named>{_FIRST}{_MORE}*)"
    against = f"(?:(?:{_any(words, 'compare')})(?P<base>{year})?{fill})"
    moves = f"(?P<moves>{_any(words, 'up', 'down')})"
    # As little as possible: the words of a phrase may also be such as stand before one.
    lead = f"{before}{own}?{before}"
    linked = f"(?:{_any(words, 'prefix', 'part', 'link')})*?{own}?{before}{fill}"
    return Forms(
        amount=re.compile(f"{lead}{named}?{fill}{later}?{fill}"),
        based=re.compile(f"{fill}{against}"),
        change=re.compile(f"{linked}{named}?{fill}{against}?{fill}{moves}{fill}"),
        moved=re.compile(f"{linked}{named}{fill}{against}?{fill}{moves}{fill}"),
        pushed=re.compile(f"{linked}{against}?{fill}{moves}{fill}{named}{fill}"),
        same=re.compile(f"{linked}{named}?{fill}{against}?{fill}(?:{_any(words, 'same')}){fill}"),
        share=re.compile(f"{lead}(?:{_any(words, 'share')}){fill}{named}?{fill}"),
        none=re.compile(f"{lead}(?:{_any(words, 'none')}){before}{fill}{named}{fill}"),
    )


def _any(words: dict[str, dict[str, str]], *kinds: str) -> str:
    """Alternatives, the longest first."""
    known = {word for kind in kinds for word in words[kind]}
    return "|".join(re.escape(word) for word in sorted(known, key=lambda word: (-len(word), word))) or _NEVER


def _pattern(mark: str) -> re.Pattern[str]:
    try:
        return re.compile(mark)
    except re.error as fault:
        raise PackError(f"表样包的文字用词里“{mark}”不是正则表达式：{fault}") from fault
