"""Words of the official forms as others write them: without spaces, signs, year and unit, and by their other names."""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

from db.definitions import Column
from db.pack import FormKind, Pack

_FILLED = re.compile(r"\{[^}]*\}年?")
_YEAR = re.compile(r"20[0-9]{2}年(?:度)?")
_UNIT = re.compile(
    r"[(](?:单位:?)?(?:人民币)?[十百千万亿]*元[)]|(?:,|:)?单位:[十百千万亿]*元$|(?<=[^公])[百千万亿]?万元$"
)
_NUMERALS = {numeral: at for at, numeral in enumerate("一二三四五六七八九十", start=1)}
_NUMBER_LINE = re.compile(r"[^0-9一二三四五六七八九十]{0,8}?([0-9]{1,2}|[一二三四五六七八九十]{1,3})[^0-9]{0,2}")


@lru_cache(maxsize=8192)  # a sheet is looked through for each form that it may be
def words_of(text: str) -> str:
    """A text without spaces, signs and brackets, in half width: what two programs write alike."""
    return re.sub(r"[\W_]+", "", normalize("NFKC", text))


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """The words of a heading or label without its unit, and without its year unless that is all it says."""
    plain = "".join(normalize("NFKC", _FILLED.sub("", text)).split())
    plain = _UNIT.sub("", plain) or plain
    return words_of(_YEAR.sub("", plain)) or words_of(plain)


def title_of(form: FormKind) -> str:
    """The words of a form's title that are the same every year and everywhere."""
    return words_of(_FILLED.sub("", form.title))


def number_in(text: str) -> int:
    """The number in `预算03表`, `附表3`, `表三`; 0 when the text is no such line."""
    plain = "".join(normalize("NFKC", text).split())
    found = _NUMBER_LINE.fullmatch(plain)
    return counted(found[1]) if found and "表" in plain and len(plain) <= 10 else 0


def counted(text: str) -> int:
    """`03` → 3, `十二` → 12; 0 of what is no number."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS.get(text, 0)
    return 10 * _NUMERALS.get(tens, 1 if not tens else 0) + (_NUMERALS.get(ones, 0) if ones else 0)


class Words:
    """The wording of one pack, which says what else a heading may be called."""

    def __init__(self, pack: Pack) -> None:
        self._wording = pack.info.wording
        self._titles: dict[str, tuple[tuple[str, bool], ...]] = {}
        self._endings: tuple[str, ...] | None = None
        self._official: dict[str, set[str]] = {}
        for official, others in self._wording.aliases.items():
            for other in others:
                self._official.setdefault(core(other), set()).add(core(official))
        self.subtotals = frozenset(core(text) for text in self._wording.subtotals)
        self.levels = tuple(core(text) for text in self._wording.levels)
        self._below = tuple(words_of(text) for text in (*self._wording.notes, *self._wording.signatures))

    def same(self, found: str, official: str) -> bool:
        """Do both words mean the same? `found` as a workbook has it, `official` as the pack does."""
        there, wanted = core(found), core(official)
        return there == wanted or wanted in self._official.get(there, ())

    def likeness(self, found: str, official: str) -> int:
        """2: the same words; 1: another name, or one holds the other; 0: something else."""
        there, wanted = core(found), core(official)
        if there == wanted:
            return 2 * bool(wanted)
        if wanted in self._official.get(there, ()):
            return 1
        holds = min(len(there), len(wanted)) >= 4 and (there in wanted or wanted in there)
        return int(holds)

    def fit(self, head: Sequence[str], path: Sequence[str]) -> int:
        """How well the headings over a worksheet column, top down, are those of a form's column; 0: not at all."""
        if not path:
            return 0
        leaf = self.likeness(path[-1], head[-1])
        if not leaf:
            return 0
        above = sum(3 for part in head[:-1] if any(self.likeness(other, part) for other in path[:-1]))
        strange = len(path) > 1 and not above and not any(self.likeness(path[0], part) for part in head)
        return 10 * leaf + above - abs(len(head) - len(path)) - 4 * strange

    def titles(self, form: FormKind) -> Sequence[tuple[str, bool]]:
        """The words of a form's title, and those of its other titles; whether they are the official ones."""
        if form.id not in self._titles:  # asked of every cell of a workbook
            title = title_of(form)
            others = [(other, False) for other, official in self._official.items() if title in official]
            self._titles[form.id] = ((title, True), *others)
        return self._titles[form.id]

    def endings(self, pack: Pack) -> tuple[str, ...]:
        """The words of all titles of all forms."""
        if self._endings is None:
            self._endings = tuple({title for form in pack.forms.values() for title, _ in self.titles(form)})
        return self._endings

    def ends(self, text: str) -> bool:
        """Is it a note, or a line for a signature, under a table?"""
        plain = "".join(normalize("NFKC", text).split())
        found = next((start for start in self._below if words_of(plain).startswith(start)), "")
        if not found:
            return False
        rest = plain.lstrip("(").removeprefix(found).lstrip(")0123456789.、")
        return not rest or rest[0] in ":;,.(" or words_of(plain) == found


def parts_of(columns: Sequence[Column]) -> list[str]:
    """Every heading of the columns, once."""
    return list(dict.fromkeys(part for column in columns for part in column.head))
