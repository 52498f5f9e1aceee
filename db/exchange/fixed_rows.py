"""Rows that a form always prints, in a table where somebody may have left out some or added others."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from db.definitions import FixedRow, Pivot
from db.exchange.wording import Words, words_of

_NUMBERING = re.compile(r"^(其中:)?([一二三四五六七八九十廿]+、|[(][一二三四五六七八九十廿0-9]+[)]|[0-9]+[.、])")

_LOST = 2  # rows whose absence is a slip

Line = tuple[list[str], dict[int, tuple[int, int]]]


class FixedLines(NamedTuple):
    """The rows of a form that were found, in its order. `strangers`: rows with figures that it does not have;
    `restored`: labels of rows that were left out and count as blank."""

    lines: list[Line]
    keys: list[str]
    strangers: list[str]
    restored: list[str]


def fixed_rows(form: Pivot, lines: Sequence[Line], words: Words) -> FixedLines:
    """The form's rows out of those that stand on a worksheet.

    As many rows as the form has are its rows as they stand: a row in the wrong place is for the checks to find. Else
    each half of the table is put beside its own labels. One or two that are missing were lost, and stay missing; of
    more it is a habit not to print what is blank.
    """
    kept = [line for line in lines if any(line[0])]
    keys = [row.key for row in form.fixed]
    if len(kept) == len(form.fixed):
        as_it_stands = [_worded(form, line, row, words) for line, row in zip(kept, form.fixed, strict=True)]
        return FixedLines(as_it_stands, keys, [], [])
    found: list[Line] = [([""] * len(form.columns), {}) for _ in form.fixed]
    strangers: list[str] = []
    missing: list[tuple[int, int, str]] = []
    for label, amounts in _halves(form):
        wanted = [_text(row, form.columns[label].id) for row in form.fixed]
        places = _matched(wanted, [line[0][label] for line in kept], words)
        for number, place in places.items():
            _take(found[number], kept[place], wanted[number], label, amounts)
        missing += [(number, label, text) for number, text in enumerate(wanted) if text and number not in places]
        for at in sorted(set(range(len(kept))) - set(places.values())):
            texts, stood = kept[at]
            if any(texts[amount] for amount in amounts):
                strangers.append(f"第 {next(iter(stood.values()))[0]} 行“{texts[label]}”")
    if len(missing) <= _LOST:
        there = [number for number, line in enumerate(found) if any(line[0])]
        return FixedLines([found[number] for number in there], [keys[number] for number in there], strangers, [])
    for number, label, text in missing:
        found[number][0][label] = text
    return FixedLines(found, keys, strangers, [text for _, _, text in missing])


def _matched(wanted: Sequence[str], given: Sequence[str], words: Words) -> dict[int, int]:
    """Number of the form's row → that of the worksheet's with its label: the next one, else one further up."""
    found: dict[int, int] = {}
    free = list(range(len(given)))
    last = -1
    for number, text in enumerate(wanted):
        order = [at for at in free if at > last] + [at for at in free if at < last]
        place = next((at for at in order if text and _same(given[at], text, words)), None)
        if place is not None:
            found[number] = last = place
            free.remove(place)
    return found


def _take(row: Line, line: Line, text: str, label: int, amounts: Sequence[int]) -> None:
    row[0][label] = text
    for at in amounts:
        row[0][at] = line[0][at]
    row[1].update({at: line[1][at] for at in (label, *amounts) if at in line[1]})


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
