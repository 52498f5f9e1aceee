"""Which worksheet is which form: by its title, its number line, its name, and the headings that stand on it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal
from unicodedata import normalize

import msgspec

from db.definitions import Document, Pivot
from db.exchange.anchors import share_found
from db.exchange.fixed_rows import label_of
from db.exchange.headers import find_header
from db.exchange.opening import ReadSheet, ReadWorkbook
from db.exchange.part import Part
from db.exchange.wording import Words, number_in, title_of, words_of
from db.pack import FormKind, Pack

_LONGEST_PREFIX = 40  # characters that name year, district and unit before a title
_LONGEST_TITLE = 120
_MOST_FIXED = 500  # rows of a form with fixed rows; what stands further down is none of them
_READABLE = 0.5  # of a form's headings
_BY_HEADINGS_ALONE = 0.75
_MOST_STACKED = 60  # forms on one worksheet; more are no budget
_MANY = 5  # figures that make a worksheet worth a word though it is no form
_YEAR = re.compile(r"20[0-9]{2}年(?:度)?")

Kind = Literal["form", "unreadable", "other", "nothing"]


class Located(msgspec.Struct, frozen=True):
    """A worksheet, or some of its rows, and the form that it is. `fit`: how sure that is.

    Of kind unreadable it says that it is the form and has not its headings; of kind other it is none and has figures.
    """

    part: Part
    kind: Kind
    form: str = ""
    fit: float = 0


def locate(workbook: ReadWorkbook, pack: Pack, words: Words) -> list[Located]:
    """What each worksheet is, in their order."""
    found: list[Located] = []
    for page in workbook.sheets:
        if page.cells:
            found += _of_page(page, pack, words)
    return found


def _of_page(page: ReadSheet, pack: Pack, words: Words) -> list[Located]:
    whole = Part(page)
    titled = list(_titles(whole, pack, words))
    parts = list(_stacked(whole, titled, pack, words))
    if parts:
        return parts
    if len({forms[0] for _, forms in titled}) > 2:
        # 目录 names every form and is none.
        best = _best(whole, pack, words, [])
        return [best] if best.kind == "form" and best.fit > 1 else []
    return [_best(whole, pack, words, titled[:1])]


def _titles(part: Part, pack: Pack, words: Words) -> Iterator[tuple[int, list[str]]]:
    """The rows that are titles of forms, and the forms that such a title may be of, the likeliest first."""
    for row, texts in part.rows.items():
        for text in texts.values():
            forms = forms_titled(text, pack, words)
            if forms:
                yield row, forms
                break


def forms_titled(text: str, pack: Pack, words: Words) -> list[str]:
    """The forms whose title this is, with whatever year and office before it."""
    if len(text) > _LONGEST_TITLE:
        return []
    plain = _YEAR.sub("", words_of(text))
    if not plain.endswith(words.endings(pack)):  # asked of every cell
        return []
    scored: list[tuple[int, int, str]] = []
    for at, form in enumerate(pack.forms.values()):
        for title, official in words.titles(form):
            if plain.endswith(title) and len(plain) - len(title) <= _LONGEST_PREFIX:
                scored.append((-2 * len(title) - official, at, form.id))
    if not scored:
        return []
    scored.sort()
    longest = scored[0][0]
    return list(dict.fromkeys(form for score, _, form in scored if score <= longest + 1))


def _stacked(whole: Part, titled: Sequence[tuple[int, list[str]]], pack: Pack, words: Words) -> Iterator[Located]:
    """The parts of a sheet that holds several forms, or several documents of one; none when it does not."""
    starts: list[tuple[int, list[str]]] = []
    for row, forms in titled:
        again = starts and starts[-1][1] == forms
        per = isinstance(form := pack.forms[forms[0]], Document) and form.per
        if not again or per:
            starts.append((row, forms))
    if not 1 < len(starts) <= _MOST_STACKED:
        return
    found: list[Located] = []
    for number, (row, forms) in enumerate(starts):
        above = [before for before in whole.rows if before < row][-1:]
        first = above[0] if above and any(number_in(text) for text in whole.rows[above[0]].values()) else row
        found.append(Located(Part(whole.page, first), "form", forms[0], 0))
        if number:
            before = found[-2]
            found[-2] = msgspec.structs.replace(before, part=Part(whole.page, before.part.first, first - 1))
    judged = [_best(one.part, pack, words, [(row, forms)]) for one, (row, forms) in zip(found, starts, strict=True)]
    if all(one.kind == "form" for one in judged):
        yield from judged


def _best(part: Part, pack: Pack, words: Words, titled: Sequence[tuple[int, list[str]]]) -> Located:
    """The form that a part says it is and has the headings of; else the one form whose headings it has."""
    said = _said(part, pack, words, titled)
    fits = {form: fit_of(part, pack.forms[form], words) for form in said}
    readable = [form for form in said if fits[form] >= _READABLE]
    if readable:
        best = max(readable, key=lambda form: (said[form] + fits[form], said[form]))
        return Located(part, "form", best, said[best] + fits[best])
    alone = sorted(((fit_of(part, form, words, alone=True), form.id) for form in pack.forms.values()), reverse=True)
    if alone[0][0] >= _BY_HEADINGS_ALONE and alone[0][0] > alone[1][0]:
        return Located(part, "form", alone[0][1], alone[0][0])
    figures = sum(part.is_figure(row, at) for row, texts in part.rows.items() for at in texts)
    if said and figures:
        return Located(part, "unreadable", max(said, key=lambda form: said[form]))
    return Located(part, "other" if figures >= _MANY else "nothing")


def _said(part: Part, pack: Pack, words: Words, titled: Sequence[tuple[int, list[str]]]) -> dict[str, float]:
    """The forms that a part says it is, and how plainly: its title says most, then its number, then its name."""
    said: dict[str, float] = {}
    for _, forms in titled:
        for at, form in enumerate(forms):
            said[form] = said.get(form, 0) + 8 - at / 10
    numbers = {number_in(form.number_line): form.id for form in pack.forms.values()}
    above = [text for row, texts in list(part.rows.items())[:4] for text in texts.values()]
    for form in {numbers[number] for text in above if (number := number_in(text)) in numbers and number}:
        said[form] = said.get(form, 0) + 4
    name = normalize("NFKC", part.name).strip()
    plain = words_of(name)
    for form_kind in pack.forms.values():
        titles = [title for title, _ in words.titles(form_kind)]
        short = words_of(form_kind.short)
        if _is_number(name, form_kind.number_line) or plain == short or any(plain.endswith(title) for title in titles):
            said[form_kind.id] = said.get(form_kind.id, 0) + 4
        elif len(plain) >= 4 and any(plain in title for title in titles):
            said[form_kind.id] = said.get(form_kind.id, 0) + 1
    return said


def _is_number(name: str, number_line: str) -> bool:
    """Is a worksheet's name the number of a form: 03, 3, 表三, 预算03表, 15-2, 03支出总表?"""
    number = number_in(number_line)
    begun = re.match(r"(?:预算|附?表)?0*([0-9]{1,2})(?![0-9])", name)
    return number > 0 and (number_in(name) == number or (begun is not None and int(begun[1]) == number))


def fit_of(part: Part, form: FormKind, words: Words, *, alone: bool = False) -> float:
    """How much of a form's headings, and of the rows that it always prints, stand on a part, to 1.

    `alone`: and how little else, where nothing but them says which form it is.
    """
    if isinstance(form, Document):
        return share_found(part, form, words)
    header = find_header(part, form.columns, words)
    if header is None:
        return 0
    if not isinstance(form, Pivot) or not form.fixed:
        return header.likeness if alone else header.fit
    wanted = {label_of(text) for row in form.fixed for text in row.cells.values() if isinstance(text, str)} - {""}
    there = {label_of(text) for _, texts in islice(part.below(header.last + 1), _MOST_FIXED) for text in texts.values()}
    return ((header.likeness if alone else header.fit) + len(wanted & there) / max(len(wanted), 1)) / 2


def official_title(form: FormKind) -> str:
    """The title of a form as it is said in a sentence: without its year."""
    return re.sub(r"\{[^}]*\}年?", "", form.title) or title_of(form)
