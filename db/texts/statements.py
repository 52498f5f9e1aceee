"""What a text says of figures: of which one, of which year, whether it rose, and by how much.

A number is taken for a figure only when every word before it in its clause is understood. What is not understood is
passed over: a sentence that nobody can assign for certain is never called wrong.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from db.texts.numbers import Number, numbers
from db.texts.vocabulary import BREAKS, Vocabulary

Role = Literal["amount", "change", "growth", "share", "move", "none", "other"]
Direction = Literal["up", "down", "same", ""]

UNKNOWN = -1  # so many years ago: not said
_LONGEST = 60  # a clause with more words than this says something else
_SENTENCE = re.compile(r"[。!！?？\n]")
_LIST_MARK = re.compile(r"^[0-9]{1,2}[.、)]?(?=[^0-9])")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")


class Statement(NamedTuple):
    """One thing said. `subject`: the figure it names ('' when nobody can tell), `whole`: what it is a share of.

    `kind`, `value`, `give` and `unit` are those of the number; a direction without number has the kind ''. `year`: the
    year named (0: none), else `ago`; `base`, `base_ago`: those of what it is compared with. `exact`: not about, at
    least or so. `done`: of money spent. `rate`: of one. `total`: of all. `before`: the words of its clause before it.
    """

    start: int
    end: int
    role: Role
    subject: str
    whole: str
    direction: Direction
    kind: str
    value: int
    give: int
    unit: str
    year: int
    ago: int
    base: int
    base_ago: int
    exact: bool
    done: bool
    rate: bool
    total: bool
    bound: str
    before: str


class _Told:
    """What is known half-way through a sentence."""

    def __init__(self, default: str) -> None:
        self.subject = default
        self.first = ""  # the first figure of the sentence: the parts of the next one are of it
        self.before = ""  # the first of the sentence before
        self.head = ""  # what the parts now told are of
        self.outer = ""  # and what they are of again behind a semicolon
        self.year: tuple[int, int] = (0, UNKNOWN)
        self.base: tuple[int, int] = (0, UNKNOWN)
        self.done = False


class _Clause(NamedTuple):
    start: int
    end: int
    numbers: tuple[Number, ...]
    ends: str  # the sign behind it


def statements(text: str, words: Vocabulary, default: str = "") -> Iterator[Statement]:
    """What a plain text says, in its order. `default`: what it speaks of when it does not say."""
    hidden = words.hidden(text)
    found = tuple(numbers(text))
    told = _Told(default)
    fresh = True
    for clause in _clauses(hidden, found):
        if fresh and clause.start:
            first = told.first or told.before
            told = _Told("")
            told.before = first
        yield from _read(hidden, clause, words, told)
        fresh = bool(_SENTENCE.match(clause.ends))
        if clause.ends in (";", "；"):
            told.subject, told.year, told.done, told.base = "", (0, UNKNOWN), False, (0, UNKNOWN)
            told.head = told.outer


def _clauses(text: str, found: tuple[Number, ...]) -> Iterator[_Clause]:
    start, at = 0, 0
    inside = {place for number in found for place in range(number.start, number.end)}
    breaks = [each.start() for each in BREAKS.finditer(text) if each.start() not in inside]
    for end in (*breaks, len(text)):
        own = []
        while at < len(found) and found[at].start < end:
            own.append(found[at])
            at += 1
        if end > start:
            yield _Clause(start, end, tuple(own), text[end : end + 1])
        elif text[end : end + 1] == "\n":
            yield _Clause(start, end, (), "\n")
        start = end + 1


def _read(text: str, clause: _Clause, words: Vocabulary, told: _Told) -> Iterator[Statement]:
    """The statements of one clause; what is told is carried on."""
    figures = [number for number in clause.numbers if number.kind != "year"]
    start = clause.start
    if mark := _LIST_MARK.match(text[start : clause.end]):
        start = start + mark.end() if not figures or figures[0].start >= start + mark.end() else start
    if words.parts.search(text, start, clause.end):
        if told.first:
            told.head = told.subject or told.head
        else:
            told.head = told.outer = told.subject or told.before
    for number in figures:
        lead = text[start : number.start]
        yield _stated(text, lead, number, clause, words, told)
        start = number.end
    rest = text[start : clause.end]
    if rest and not figures:
        yield from _without_number(rest, start, clause, words, told)
    elif rest and not words.forms.amount.fullmatch(rest[:_LONGEST]):
        told.subject = told.subject if _is_tail(rest, words) else ""


def _is_tail(rest: str, words: Vocabulary) -> bool:
    """Words behind a figure that change nothing: 左右, 以上."""
    return bool(words.vague.fullmatch(rest) or words.least.fullmatch(rest) or words.most.fullmatch(rest))


def _stated(text: str, lead: str, number: Number, clause: _Clause, words: Vocabulary, told: _Told) -> Statement:
    after = text[number.end : clause.end][:4]
    role, subject, whole, direction = _role(lead, number, words, told)
    if words.done.search(lead):
        told.done = True
    exact = not (words.vague.search(lead) or words.vague.match(after))
    if number.kind == "amount" and role in ("amount", "other"):
        told.subject = subject
        told.first = told.first or subject
    year, base = told.year, told.base
    return Statement(
        start=number.start, end=number.end, role=role, subject=subject, whole=whole, direction=direction,
        kind=number.kind, value=number.value, give=int(number.give), unit=number.unit, year=year[0], ago=year[1],
        base=base[0], base_ago=base[1], exact=exact, done=told.done,
        rate=number.rate or bool(words.rate.search(lead)), total=bool(words.total.search(lead)),
        bound=_bound(lead, after, words), before=_name_before(lead, words),
    )  # fmt: skip


def _role(lead: str, number: Number, words: Vocabulary, told: _Told) -> tuple[Role, str, str, Direction]:
    if len(lead) > _LONGEST:
        return "other", "", "", ""
    forms = words.forms
    if number.kind == "percent" and (found := forms.share.fullmatch(lead)):
        whole = words.phrases[found["named"]] if found["named"] else told.head
        return "share", told.subject, whole, ""
    if found := forms.change.fullmatch(lead):
        subject = words.phrases[found["named"]] if found["named"] else told.subject
        _dated(found, words, told)
        direction: Direction = "up" if words.directions[found["moves"]] == "up" else "down"
        if number.kind == "count":
            return "other", "", "", ""
        return ("growth" if number.kind == "percent" else "change"), subject, "", direction
    if found := forms.based.fullmatch(lead):
        # The figure compared with: its year is that of the comparison.
        subject = told.subject
        _dated(found, words, told)
        told.year, kept = told.base, told.year
        told.base = (0, UNKNOWN)
        del kept
        return "amount", subject, "", ""
    if found := forms.amount.fullmatch(lead):
        _dated(found, words, told)
        subject = words.phrases[found["named"]] if found["named"] else told.subject
        return "amount", subject, "", ""
    return "other", "", "", ""


def _dated(found: re.Match[str], words: Vocabulary, told: _Told) -> None:
    """Take over the years that a clause names."""
    groups = found.groupdict()
    for name in ("own", "later"):
        if groups.get(name):
            told.year = _year(groups[name], words)
            told.done = False
    if groups.get("base"):
        told.base = _year(groups["base"], words)


def _year(word: str, words: Vocabulary) -> tuple[int, int]:
    named = _YEAR.match(word)
    return (int(named[1]), UNKNOWN) if named else (0, words.years.get(word, UNKNOWN))


def _without_number(rest: str, start: int, clause: _Clause, words: Vocabulary, told: _Told) -> Iterator[Statement]:
    """A clause without figures: it may say that something moved, stayed, or is not there, or what comes next is of."""
    forms = words.forms
    if len(rest) > _LONGEST:
        told.subject = ""
        return
    role: Role | None = None
    direction: Direction = ""
    subject = ""
    if found := forms.none.fullmatch(rest):
        role, subject = "none", words.phrases[found["named"]]
        told.subject = ""
    elif found := forms.same.fullmatch(rest):
        role, direction = "move", "same"
        subject = words.phrases[found["named"]] if found["named"] else told.subject
    elif found := forms.moved.fullmatch(rest) or forms.pushed.fullmatch(rest):
        role, subject = "move", words.phrases[found["named"]]
        direction = "up" if words.directions[found["moves"]] == "up" else "down"
    elif found := forms.amount.fullmatch(rest):
        _dated(found, words, told)
        if found["named"]:
            told.subject = words.phrases[found["named"]]
        return
    else:
        if based := forms.based.fullmatch(rest):
            _dated(based, words, told)
            return
        told.subject = ""
        return
    _dated(found, words, told)
    year, base = told.year, told.base
    yield Statement(
        start=start, end=clause.end, role=role, subject=subject, whole="", direction=direction, kind="", value=0,
        give=0, unit="", year=year[0], ago=year[1], base=base[0], base_ago=base[1], exact=True, done=told.done,
        rate=False, total=False, bound="", before="",
    )  # fmt: skip


def _bound(lead: str, after: str, words: Vocabulary) -> str:
    if words.least.search(lead[-6:]) or words.least.match(after):
        return "least"
    if words.most.search(lead[-6:]) or words.most.match(after):
        return "most"
    return ""


def _name_before(lead: str, words: Vocabulary) -> str:
    """What is named right before a figure, without the words that only lead up to it."""
    name, before = lead, ""
    while name != before:
        before = name
        for pattern in (words.least, words.most, words.vague):
            for found in pattern.finditer(name):
                if found.end() == len(name) and found[0]:
                    name = name[: found.start()]
                    break
    return name.replace("\x01", "")
