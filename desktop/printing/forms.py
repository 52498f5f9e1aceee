"""A Sheet on as many pages as it takes: the header again on each, merged cells whole on both sides of a break."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from db.forms.sheet import Role, Sheet
from desktop.printing.breaking import FIRMLY, LOOSELY, Band, bands, edges_of
from desktop.printing.lettering import Lettering, baseline, pitch
from desktop.printing.pages import FORM_MARGINS, LONG, POINT, SHORT, Hand, Letter, Line, Page, Rule
from desktop.printing.table import BOXED, PAD_X, PAD_Y, PLAIN, TIGHT, Box, Manner, Table, measured

HEADING = Letter(Hand.HEI, 16)
_HEADING_HEIGHT = 40 * POINT
_AGAIN_HEIGHT = 18 * POINT
_MOST_GROWTHS = 40
_DEPTHS = ("department", "unit", "category", "level1", "level2", "level3", "record")  # kinds of rows, outermost first
_TITLES = frozenset({Role.LABEL, Role.HEADER})
_SHORT = 0.25  # of a page: not worth a page of its own
_TIGHTER = (0.96, 0.92, 0.88)
_ENDING = 2  # lines of a text that goes over pages, on the last of them


def sheet_pages(sheet: Sheet, lettering: Lettering, manner: Manner = PLAIN, heading: str = "") -> list[Page]:
    """The pages of `sheet`, `heading` above it. Nothing of the screen is on them: no signs, no names of codes."""
    width = (LONG if sheet.landscape else SHORT) - FORM_MARGINS.left - FORM_MARGINS.right
    setting = _Setting(measured(sheet, width, lettering, manner), lettering, heading)
    if setting.ends_shortly:
        setting = setting.tightened(width) or setting
    return list(setting.pages())


class _Setting:
    """One table being set."""

    def __init__(self, table: Table, lettering: Lettering, heading: str) -> None:
        self._table = table
        self._lettering = lettering
        self._heading = heading
        sheet = table.sheet
        self._start = sheet.body_start
        self._heights = list(table.heights[self._start :])
        self._flowing = [box for box in table.boxes if box.cell.row >= self._start]
        self._header = [box for box in table.boxes if sheet.header_start <= box.cell.row < self._start]
        self._above = [box for box in table.boxes if box.cell.row < sheet.header_start]

        self._cuts, self._parts = self._settled()

    @property
    def ends_shortly(self) -> bool:
        """Is there little on its last page?"""
        last = self._cuts[-1]
        return len(self._cuts) > 1 and last.bottom - last.top < self._room(1) * _SHORT

    def tightened(self, width: float) -> "_Setting | None":
        """The same in smaller type, when that saves a page and stays legible."""
        for share in _TIGHTER:
            size = self._table.body.size * share
            if size >= TIGHT:
                table = measured(self._table.sheet, width, self._lettering, size=round(size, 1))
                other = _Setting(table, self._lettering, self._heading)
                if len(other._cuts) < len(self._cuts):
                    return other
        return None

    def pages(self) -> Iterator[Page]:
        sheet = self._table.sheet
        for number, band in enumerate(self._cuts):
            lines: list[Line] = []
            rules: set[Rule] = set()
            top = self._top(lines, number)
            top = self._repeated(self._header, sheet.header_start, top, lines, rules)
            for box, part in self._parts[number]:
                self._set(box, part, top - band.top, lines, rules)
            subjects = (self._heading or sheet.title,) if number == 0 else ()
            yield Page(landscape=sheet.landscape, lines=tuple(lines), rules=joined(rules), subjects=subjects)

    def _settled(self) -> tuple[list[Band], list[list[tuple[Box, "_Part"]]]]:
        """Where pages end, and what of each cell is on which; rows grow until the texts that go over find room."""
        kept = _kept(self._table.sheet)
        least = 2 * PAD_Y + pitch(self._table.body)
        cuts: list[Band] = []
        parts: list[list[tuple[Box, _Part]]] = []
        for _ in range(_MOST_GROWTHS):
            edges = edges_of(self._heights)
            cuts = bands(self._heights, self._room(0), self._room(1), kept, least)
            parts = [[] for _ in cuts]
            short: dict[int, float] = {}
            for box in self._flowing:
                first = box.cell.row - self._start
                last = min(first + box.cell.row_span, len(self._heights))
                pieces = _pieces(cuts, edges[first], edges[last])
                left = _flow(box, pieces)
                short[last - 1] = max(short.get(last - 1, 0.0), left * pitch(box.letter))
                for number, part in pieces:
                    parts[number].append((box, part))
            if not any(short.values()):
                break
            for row, missing in short.items():
                self._heights[row] += missing
        return cuts, parts

    def _room(self, number: int) -> float:
        sheet = self._table.sheet
        height = (SHORT if sheet.landscape else LONG) - FORM_MARGINS.top - FORM_MARGINS.bottom
        above = sum(self._table.heights[: sheet.header_start]) + (_HEADING_HEIGHT if self._heading else 0.0)
        header = sum(self._table.heights[sheet.header_start : self._start])
        return max(height - header - (above if number == 0 else _AGAIN_HEIGHT), height / 4)

    def _top(self, lines: list[Line], number: int) -> float:
        """What stands above the header; where that begins."""
        top = FORM_MARGINS.top
        if number:
            self._again(lines, top)
            return top + _AGAIN_HEIGHT
        if self._heading:
            across = self._lettering.width(self._heading, HEADING)
            left = FORM_MARGINS.left + (self._table.xs[-1] - across) / 2
            lines.append(Line(left, baseline(HEADING, top, pitch(HEADING)), self._heading, HEADING))
            top += _HEADING_HEIGHT
        return self._repeated(self._above, 0, top, lines, set())

    def _again(self, lines: list[Line], top: float) -> None:
        """The line over a table that goes on: which it is, and its unit."""
        sheet, letter = self._table.sheet, self._table.body
        words = {box.cell.role: box.cell for box in self._above}
        number = words[Role.NUMBER].text if Role.NUMBER in words else ""
        y = baseline(letter, top, pitch(letter))
        lines.append(Line(FORM_MARGINS.left, y, f"{number}　{sheet.title}（续）".strip("　"), letter))
        unit = words.get(Role.UNIT)
        if unit is not None and unit.align == "right":
            right = FORM_MARGINS.left + self._table.xs[-1] - self._lettering.width(unit.text, letter)
            lines.append(Line(right, y, unit.text, letter))

    def _repeated(self, boxes: Sequence[Box], start: int, top: float, lines: list[Line], rules: set[Rule]) -> float:
        """Rows that are on a page as a whole, from `start` on; where they end."""
        stop = self._start if start else self._table.sheet.header_start
        edges = edges_of(self._table.heights[start:stop])
        for box in boxes:
            first = box.cell.row - start
            last = min(first + box.cell.row_span, len(edges) - 1)
            part = _Part(edges[first], edges[last], box.lines)
            self._set(box, part, top, lines, rules)
        return top + edges[-1]

    def _set(self, box: Box, part: "_Part", down: float, lines: list[Line], rules: set[Rule]) -> None:
        """A cell, or the part of it that is on this page, moved `down`."""
        cell, letter, xs = box.cell, box.letter, self._table.xs
        left = FORM_MARGINS.left + xs[cell.column]
        right = FORM_MARGINS.left + xs[min(cell.column + cell.column_span, len(xs) - 1)]
        top, bottom = round(part.top + down), round(part.bottom + down)
        if cell.role in BOXED:
            rules |= {Rule(left, top, right, top), Rule(left, bottom, right, bottom)}
            rules |= {Rule(left, top, left, bottom), Rule(right, top, right, bottom)}
        y = top + (PAD_Y if part.flows else (bottom - top - len(part.lines) * pitch(letter)) / 2)
        for text in part.lines:
            x = left + PAD_X + cell.indent * letter.em
            if cell.align != "left":
                free = right - PAD_X - x - self._lettering.width(text, letter)
                x += free / 2 if cell.align == "center" else free
            if text:
                lines.append(Line(x, baseline(letter, y, pitch(letter)), text, letter))
            y += pitch(letter)


class _Part:
    """The part of a cell that is on one page. `flows`: its text began on another, or goes on there."""

    __slots__ = ("bottom", "flows", "lines", "top")

    def __init__(self, top: float, bottom: float, lines: tuple[str, ...] = ()) -> None:
        self.top, self.bottom, self.lines, self.flows = top, bottom, lines, False

    def holds(self, box: Box) -> int:
        """How many lines of its text there is room for."""
        return max(int((self.bottom - self.top - 2 * PAD_Y + 0.5) // pitch(box.letter)), 0)


def _pieces(cuts: Sequence[Band], top: float, bottom: float) -> list[tuple[int, _Part]]:
    """The parts of what lies between `top` and `bottom`, with the numbers of their pages."""
    found: list[tuple[int, _Part]] = []
    number = bisect_right([band.top for band in cuts], top) - 1
    while number < len(cuts) and (cuts[number].top < bottom or not found):
        band = cuts[number]
        found.append((number, _Part(max(top, band.top), min(bottom, band.bottom))))
        number += 1
    return found


def _flow(box: Box, pieces: Sequence[tuple[int, _Part]]) -> int:
    """Give each part its lines; how many find no room.

    What stands beside several rows is said again on the next page, a figure is not; the text of one row goes on.
    """
    parts = [part for _, part in pieces]
    roomy = [part for part in parts if len(parts) == 1 or part.holds(box) >= len(box.lines)]
    if roomy and (box.cell.row_span > 1 or roomy[0] is parts[0]):
        for part in roomy if box.cell.row_span > 1 and not box.figure else roomy[:1]:
            part.lines = box.lines
        return 0
    left, staying = box.lines, min(parts[-1].holds(box), _ENDING)
    for part in parts:
        part.flows = True
        # The last part is never left without any of the text, should there be room before it.
        holds = part.holds(box) if part is parts[-1] else min(part.holds(box), max(len(left) - staying, 0))
        part.lines, left = left[:holds], left[holds:]
    return len(left)


def _kept(sheet: Sheet) -> list[int]:
    """Which rows from the body on stay with the one after them: headings, and the last ones."""
    rows = range(sheet.body_start, sheet.rows)
    told = {
        row for cell in sheet.cells if cell.role not in _TITLES for row in range(cell.row, cell.row + cell.row_span)
    }
    kept = [LOOSELY if row < sheet.body_end and row not in told else 0 for row in rows]
    depths = [_DEPTHS.index(kind) if kind in _DEPTHS else None for kind in sheet.row_kinds]
    for at, (depth, following) in enumerate(pairwise(depths)):
        if depth is not None and following is not None and depth < following:
            kept[at] = LOOSELY
    last = sheet.body_end - sheet.body_start - 1
    if last > 0:
        kept[last - 1] = LOOSELY
    for at in range(max(last, 0), len(kept)):
        kept[at] = FIRMLY
    return kept


def joined(rules: set[Rule]) -> tuple[Rule, ...]:
    """Every line once: those that lie on one another or follow one another become one."""
    level: dict[float, list[tuple[float, float]]] = {}
    upright: dict[float, list[tuple[float, float]]] = {}
    for rule in rules:
        if rule.y1 == rule.y2:
            level.setdefault(rule.y1, []).append((rule.x1, rule.x2))
        else:
            upright.setdefault(rule.x1, []).append((rule.y1, rule.y2))
    found = [Rule(x1, y, x2, y) for y, runs in sorted(level.items()) for x1, x2 in _runs(runs)]
    found += [Rule(x, y1, x, y2) for x, runs in sorted(upright.items()) for y1, y2 in _runs(runs)]
    return tuple(found)


def _runs(runs: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    ordered = sorted(runs)
    start, end = ordered[0]
    for low, high in ordered[1:]:
        if low > end:
            yield start, end
            start = low
        end = max(end, high)
    yield start, end
