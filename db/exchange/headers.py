"""The header of a table that somebody else laid out: which worksheet column is which column of the form."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice
from unicodedata import normalize

import msgspec

from db.definitions import Column
from db.exchange.part import Part
from db.exchange.wording import Words, core, parts_of

_SEARCHED = 40  # rows from the top in which a header begins
_HIGHEST = 4  # rows of a header
_LEAST = 0.5  # of the columns of a form
_UNIT = re.compile(r"(?:单位:?|[(])(?:人民币)?([十百千万亿]*元)[)]?$|^[^(]*?(万元)$")
_SCALES = {"元": 1, "十元": 10, "百元": 100, "千元": 1_000, "万元": 10_000, "十万元": 100_000, "百万元": 1_000_000,
           "千万元": 10_000_000, "亿元": 100_000_000}  # fmt: skip


class Header(msgspec.Struct, frozen=True):
    """Rows `first` to `last`. `columns`: place of a form's column → the worksheet columns that it stands in.

    `units`: yuan in one unit, of the columns whose headings name one. `fit`: how much of the form was found, to 1;
    `likeness`: how much of its words, and how little else, to 1.
    """

    first: int
    last: int
    columns: Mapping[int, tuple[int, ...]]
    units: Mapping[int, Decimal]
    fit: float
    likeness: float = 0


def find_header(part: Part, columns: Sequence[Column], words: Words, start: int = 0) -> Header | None:
    """The best header from row `start` on: the earliest of equals. None when too few of the headings are there."""
    known = parts_of(columns)
    is_head = {
        row: any(words.likeness(text, head) for text in texts.values() for head in known)
        and not any(part.is_figure(row, at) for at in texts)
        for row, texts in islice(part.below(max(start, part.first)), _SEARCHED)
    }
    rows = list(is_head)
    best: tuple[float, Header] | None = None
    for place, last in enumerate(rows):
        if not is_head[last]:
            continue
        above = [row for row in rows[max(0, place - _HIGHEST + 1) : place] if last - row < 2 * _HIGHEST]
        while above and not all(is_head[row] for row in above):
            above = above[1:]
        for top in range(len(above) + 1):
            score, header = _read(part, columns, words, [*above[top:], last])
            if header is not None and (best is None or score > best[0]):
                best = score, header
    return best[1] if best else None


def scale_of(unit: str) -> Decimal | None:
    """Yuan in one `千元`; None of what is no unit."""
    found = _SCALES.get(unit)
    return Decimal(found) if found else None


def unit_in(text: str) -> Decimal | None:
    """The unit that a heading names: `金额（元）`, in yuan; None when it names none."""
    found = _UNIT.search("".join(normalize("NFKC", text).split()))
    return scale_of(found[1] or found[2]) if found else None


def _read(part: Part, columns: Sequence[Column], words: Words, rows: Sequence[int]) -> tuple[float, Header | None]:
    paths = _paths(part, rows)
    taken: dict[int, int] = {}
    fits = sorted(
        (-fit, at, place)
        for at, column in enumerate(columns)
        for place, path in paths.items()
        if (fit := words.fit(column.head, path)) > 0
    )
    score = 0
    for fit, at, place in fits:
        if at not in taken and place not in taken.values():
            taken[at] = place
            score -= fit
    found = {at: (place,) for at, place in taken.items()} | _in_levels(columns, paths, taken, words)
    amounts = {at for at, column in enumerate(columns) if column.type not in ("text", "code")}
    if len(found) < _LEAST * len(columns) or (amounts and not amounts & found.keys()):
        return 0, None
    units = {at: unit for at, places in found.items() for text in paths[places[0]] if (unit := unit_in(text))}
    score += 20 * (len(found) - len(taken))
    wanted = sum(words.fit(column.head, column.head) for column in columns)
    alike = score / wanted * len(found) / max(len(paths), 1)
    return score, Header(rows[0], rows[-1], found, units, len(found) / len(columns), alike)


def _in_levels(
    columns: Sequence[Column], paths: Mapping[int, Sequence[str]], taken: Mapping[int, int], words: Words
) -> dict[int, tuple[int, ...]]:
    """A code that stands in several columns below one heading: 类, 款, 项."""
    for at, column in enumerate(columns):
        if column.role != "code" or not words.levels:
            continue
        split = [
            place
            for place, path in paths.items()
            if len(path) > 1 and core(path[-1]) in words.levels and words.likeness(path[-2], column.head[-1])
            and place not in (other for key, other in taken.items() if key != at)
        ]  # fmt: skip
        if len(split) > 1:
            return {at: tuple(sorted(split))}
    return {}


def _paths(part: Part, rows: Sequence[int]) -> dict[int, list[str]]:
    """The headings over each worksheet column, top down.

    An upper heading that is not merged reaches right over the columns that have none of their own there.
    """
    width = max(max(part.rows[row]) for row in rows)
    paths: dict[int, list[str]] = {}
    for column in range(1, width + 1):
        path: list[str] = []
        for row in rows:
            own = part.shown(row, column)
            anchor = part.anchor(row, column)
            if own and anchor[0] < rows[0]:
                own = ""
            if not own and any(part.text(lower, column) for lower in rows if lower > row):
                left = next((at for at in range(column - 1, 0, -1) if part.text(row, at)), 0)
                own = part.text(row, left) if left and not part.is_merged(row, left) else ""
            if own and (not path or path[-1] != own):
                path.append(own)
        if path:
            paths[column] = path
    return paths
