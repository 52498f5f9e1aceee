"""What a text says of figures: of which one, of which year, whether it rose, and by how much.

A number is taken for a figure only when every word before it in its clause is understood. What is not understood is
passed over: a sentence that nobody can assign for certain is never called wrong.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from db.texts.numbers import Number, numbers
from db.texts.vocabulary import BREAKS, Vocabulary, Words

Role = Literal["amount", "change", "growth", "share", "move", "none", "year", "until", "other"]
Direction = Literal["up", "down", "same", ""]

UNKNOWN = -1  # so many years ago: not said
_LONGEST = 60  # a clause with more words than this says something else
_SENTENCE = re.compile(r"[。!！?？\n]")
_LIST_MARK = re.compile(r"^[0-9]{1,2}[.、)]?(?=[^0-9])")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
# A year that a sentence begins with is the one it speaks of, unless it is part of a day or a time.
_LEADING = re.compile(r"(?:[0-9]{1,2}[.、)])?((?:19|20)[0-9]{2})年度?(?![0-9]|[底末初中前后以起至到和及、—-])")


class Statement(NamedTuple):
    """One thing said. `subject`: the figure it names ('' when nobody can tell), `whole`: what it is a share of.

    `kind`, `value`, `give` and `unit` are those of the number; a direction without number has the kind ''. `year`: the
    year it is of (0: none), else `ago`; `dated`: named right before it; `base`, `base_ago`: those of what it is
    compared with. `exact`: the figure meant, and all of it. `done`: of money spent. `rate`: of one. `total`: of all.
    `bound`: at least, or at most. `before`: the words of its clause before it.
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
    dated: bool
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

    def __init__(self, default: str, names: Mapping[int, str]) -> None:
        self.names = names  # what the phrase at a place of the text names
        self.subject = default
        self.first = ""  # the first figure of the sentence: the parts of the next one are of it
        self.before = ""  # the first of the sentence before
        self.head = ""  # what the parts now told are of
        self.outer = ""  # and what they are of again behind a semicolon
        self.year: tuple[int, int] = (0, UNKNOWN)
        self.base: tuple[int, int] = (0, UNKNOWN)
        self.done = False

    def named(self, found: re.Match[str], otherwise: str) -> str:
        """What the phrase that a shape found names."""
        return self.names[found.start("named")] if found["named"] else otherwise


class _Clause(NamedTuple):
    start: int
    end: int
    numbers: tuple[Number, ...]
    ends: str  # the sign behind it


def statements(text: str, vocabulary: Vocabulary, default: str = "") -> Iterator[Statement]:
    """What a plain text says, in its order. `default`: what it speaks of when it does not say."""
    words = vocabulary.words
    hidden, names = vocabulary.masked(text)
    found = tuple(numbers(text))
    told = _Told(default, names)
    fresh = True
    for clause in _clauses(hidden, found):
        if fresh and clause.start:
            first = told.first or told.before
            told = _Told("", names)
            told.before = first
        yield from _years(hidden, clause, words, fresh)
        yield from _read(text, hidden, clause, words, told)
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


def _years(text: str, clause: _Clause, words: Words, leads: bool) -> Iterator[Statement]:
    """The year that a sentence begins with, and the years of days that something stands as of."""
    found = _LEADING.match(text, clause.start, clause.end) if leads else None
    if found:
        yield _dated_in("year", found.start(1), found.end(1) + 1, int(found[1]))
    for day in words.until.finditer(text, clause.start, clause.end):
        yield _dated_in("until", day.start(), day.end(), int(day["year"]))


def _dated_in(role: Role, start: int, end: int, year: int) -> Statement:
    return Statement(
        start=start, end=end, role=role, subject="", whole="", direction="", kind="year", value=year, give=0, unit="年",
        year=year, ago=UNKNOWN, dated=True, base=0, base_ago=UNKNOWN, exact=True, done=False, rate=False, total=False,
        bound="", before="",
    )  # fmt: skip


def _read(text: str, hidden: str, clause: _Clause, words: Words, told: _Told) -> Iterator[Statement]:
    """The statements of one clause; what is told is carried on."""
    figures = [number for number in clause.numbers if number.kind != "year"]
    start = clause.start
    mark = _LIST_MARK.match(hidden[start : clause.end])
    if mark and not (figures and figures[0].start < start + mark.end()):
        start += mark.end()
    if words.parts.search(hidden, start, clause.end):
        if told.first:
            told.head = told.subject or told.head
        else:
            told.head = told.outer = told.subject or told.before
    sure = True
    for at, number in enumerate(figures):
        end = figures[at + 1].start if at + 1 < len(figures) else clause.end
        lead = _Lead(hidden, start, number.start)
        said = _stated(lead, hidden[number.end : end], number, words, told, sure)
        # Behind what was not understood nothing is either.
        sure = sure and said.role != "other"
        yield said._replace(before=_name_before(text[start : number.start], words))
        start = number.end
    rest = _Lead(hidden, start, clause.end)
    if not figures and start < clause.end:
        yield from _without_number(rest, words, told)
    elif start < clause.end and not _is_tail(rest.words, words):
        told.subject = ""


def _is_tail(rest: str, words: Words) -> bool:
    """Words behind a figure that change nothing: 左右, 以上."""
    return bool(words.vague.fullmatch(rest) or words.least.fullmatch(rest) or words.most.fullmatch(rest))


class _Lead(NamedTuple):
    """The words of a text from one place to another."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def has(self, form: re.Pattern[str]) -> re.Match[str] | None:
        """Whether they have that shape. More words than a clause has say something else."""
        return form.fullmatch(self.text, self.start, self.end) if self.end - self.start <= _LONGEST else None


class _Said(NamedTuple):
    """What the words before a figure make of it. `dated`: they name its year."""

    role: Role
    subject: str = ""
    whole: str = ""
    direction: Direction = ""
    dated: bool = False


_OTHER = _Said("other")


def _stated(lead: _Lead, after: str, number: Number, words: Words, told: _Told, sure: bool) -> Statement:
    said = _said(lead, number, words, told) if sure else _OTHER
    before = lead.words
    if words.done.search(before):
        told.done = True
    # 28.64万元的主要原因 is all there is to it, 28.64万元的设备 is a part.
    part = bool(after) and not _is_tail(after, words) and not _goes_on(after, words)
    if said.role in ("change", "growth") and after.startswith("的"):
        part = False
    if number.kind == "amount" or said.subject:
        told.subject = said.subject
        told.first = told.first or said.subject
    year, base = told.year, told.base
    return Statement(
        start=number.start, end=number.end, role=said.role, subject=said.subject, whole=said.whole,
        direction=said.direction, kind=number.kind, value=number.value, give=int(number.give), unit=number.unit,
        year=year[0], ago=year[1], dated=said.dated, base=base[0], base_ago=base[1],
        exact=not (part or words.vague.search(before) or words.vague.match(after)), done=told.done,
        rate=number.rate or bool(words.rate.search(before)), total=bool(words.total.search(before)),
        bound=_bound(before, after, words), before="",
    )  # fmt: skip


def _goes_on(after: str, words: Words) -> bool:
    """Whether what follows a figure leads up to the next one."""
    forms = words.forms
    return len(after) <= _LONGEST and any(form.fullmatch(after) for form in (forms.change, forms.based, forms.share))


def _said(lead: _Lead, number: Number, words: Words, told: _Told) -> _Said:
    forms = words.forms
    if number.kind == "percent" and (found := lead.has(forms.share)):
        return _Said("share", told.subject, told.named(found, told.head))
    if number.kind != "count" and (found := lead.has(forms.change)):
        _dated(found, words, told)
        role: Role = "growth" if number.kind == "percent" else "change"
        return _Said(role, told.named(found, told.subject), "", _moved(found, words))
    if found := lead.has(forms.based):
        # The figure compared with: its year is that of the comparison.
        _dated(found, words, told)
        told.year, told.base = told.base, (0, UNKNOWN)
        return _Said("amount", told.subject, dated=True)
    if found := lead.has(forms.amount):
        _dated(found, words, told)
        dated = bool(found["own"] or found["later"])
        return _Said("amount", told.named(found, told.subject if dated else ""), dated=dated)
    return _OTHER


def _moved(found: re.Match[str], words: Words) -> Direction:
    return "up" if words.directions[found["moves"]] == "up" else "down"


def _dated(found: re.Match[str], words: Words, told: _Told) -> None:
    """Take over the years that a clause names."""
    groups = found.groupdict()
    for name in ("own", "later"):
        if groups.get(name):
            told.year = _year(groups[name], words)
            told.done = False
    if groups.get("base"):
        told.base = _year(groups["base"], words)


def _year(word: str, words: Words) -> tuple[int, int]:
    named = _YEAR.match(word)
    return (int(named[1]), UNKNOWN) if named else (0, words.years.get(word, UNKNOWN))


def _without_number(rest: _Lead, words: Words, told: _Told) -> Iterator[Statement]:
    """A clause without figures: it may say that something moved, stayed, or is not there, or what comes next is of."""
    forms = words.forms
    direction: Direction = ""
    if found := rest.has(forms.none):
        role: Role = "none"
        subject, told.subject = told.named(found, ""), ""
    elif found := rest.has(forms.same):
        role, direction, subject = "move", "same", told.named(found, told.subject)
    elif found := rest.has(forms.moved) or rest.has(forms.pushed):
        role, direction, subject = "move", _moved(found, words), told.named(found, "")
    elif found := rest.has(forms.amount):
        _dated(found, words, told)
        told.subject = told.named(found, told.subject)
        return
    else:
        based = rest.has(forms.based)
        if based is None:
            told.subject = ""
        else:
            _dated(based, words, told)
        return
    _dated(found, words, told)
    year, base = told.year, told.base
    yield Statement(
        start=rest.start, end=rest.end, role=role, subject=subject, whole="", direction=direction, kind="", value=0,
        give=0, unit="", year=year[0], ago=year[1], dated=False, base=base[0], base_ago=base[1], exact=True,
        done=told.done, rate=False, total=False, bound="", before="",
    )  # fmt: skip


def _bound(lead: str, after: str, words: Words) -> str:
    if words.least.search(lead[-6:]) or words.least.match(after):
        return "least"
    if words.most.search(lead[-6:]) or words.most.match(after):
        return "most"
    return ""


def _name_before(lead: str, words: Words) -> str:
    """What is named right before a figure, without the words that only lead up to it."""
    name, before = lead, ""
    while name != before:
        before = name
        for pattern in (words.least, words.most, words.vague):
            found = next((found for found in pattern.finditer(name) if found.end() == len(name)), None)
            name = name[: found.start()] if found else name
    return name
