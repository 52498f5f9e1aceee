"""Rows that a form always prints, in a table where somebody may have left out some or added others."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from db.definitions import FixedRow, Pivot
from db.exchange.wording import Words, words_of

_NUMBERING = re.compile(r"^(其中:)?([一二三四五六七八九十廿]+、|[(][一二三四五六七八九十廿0-9]+[)]|[0-9]+[.、])")

Line = tuple[list[str], dict[int, tuple[int, int]]]


def fixed_rows(form: Pivot, lines: Sequence[Line], words: Words) -> tuple[list[Line], list[str]]:
    """The form's rows in its order, and the rows that it does not have although a figure stands there.

    As many rows as the form has are its rows as they stand: a row in the wrong place is for the checks to find. Else
    each half of the table is put beside its own labels.
    """
    kept = [line for line in lines if any(line[0])]
    if len(kept) == len(form.fixed):
        return [_worded(form, line, row, words) for line, row in zip(kept, form.fixed, strict=True)], []
    found: list[Line] = [([""] * len(form.columns), {}) for _ in form.fixed]
    strangers: list[str] = []
    for label, amounts in _halves(form):
        column = form.columns[label].id
        wanted = [_text(row, column) for row in form.fixed]
        free = list(range(len(kept)))
        last = -1
        for number, text in enumerate(wanted):
            order = [at for at in free if at > last] + [at for at in free if at < last]
            place = next((at for at in order if text and _same(kept[at][0][label], text, words)), None)
            if place is None:
                continue
            last = place
            free.remove(place)
            texts, places = found[number]
            texts[label] = text
            for at in (label, *amounts):
                if at != label:
                    texts[at] = kept[place][0][at]
                if at in kept[place][1]:
                    places[at] = kept[place][1][at]
        for at in free:
            texts, places = kept[at]
            if any(texts[amount] for amount in amounts):
                row = next(iter(places.values()))[0]
                strangers.append(f"第 {row} 行“{texts[label]}”")
    return found, strangers


def _halves(form: Pivot) -> list[tuple[int, list[int]]]:
    """Each column of labels with the amounts right of it."""
    found: list[tuple[int, list[int]]] = []
    for at, column in enumerate(form.columns):
        if column.type == "text":
            found.append((at, []))
        elif found:
            found[-1][1].append(at)
    return found


def _worded(form: Pivot, line: Line, row: FixedRow, words: Words) -> Line:
    """A label that says the same in other words stands as the form prints it."""
    texts = list(line[0])
    for at, column in enumerate(form.columns):
        official = _text(row, column.id)
        if column.type == "text" and official and _same(texts[at], official, words):
            texts[at] = official
    return texts, line[1]


def _text(row: FixedRow, column: str) -> str:
    text = row.cells.get(column, "")
    return text if isinstance(text, str) else ""


def _same(found: str, official: str, words: Words) -> bool:
    there, wanted = label_of(found), label_of(official)
    return bool(there) and (there == wanted or words.same(there, wanted) or words.same(found, official))


def label_of(text: str) -> str:
    """The words of a label without its number: `（一）一般公共预算拨款`."""
    return words_of(_NUMBERING.sub("", "".join(normalize("NFKC", text).split())))
