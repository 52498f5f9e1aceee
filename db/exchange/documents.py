"""A document that somebody else laid out, put on its form's grid: fields by their labels, tables by their headings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from msgspec.structs import replace

from db.definitions import Block, Document, Field, Place
from db.exchange.anchors import Region, is_label, labels_of, regions, section_at
from db.exchange.headers import Header, find_header
from db.exchange.laid import Laid
from db.exchange.part import Part, Position
from db.exchange.tables import Told
from db.exchange.ticked import as_ticked
from db.exchange.trouble import trouble
from db.exchange.values import Reader
from db.exchange.wording import Words, core, words_of
from db.forms.draw_document import ticks
from db.forms.heading import header_cells, header_rows

if TYPE_CHECKING:
    from db.checks.finding import Finding
    from db.forms.draw import Words as Terms

_PREFIX_END = r"\s*[:：、.]?\s*"

Line = dict[int, str]  # column of the grid → text


def read_blocks(part: Part, form: Document, words: Words, reader: Reader, terms: "Terms") -> Told:
    """The worksheet as that document; what is not there is blank, and said."""
    page = _Page(part, form, words, reader, terms)
    for region in regions(part, _worded(form, terms), words):
        page.block(region)
    width = len(form.grid)
    grid = [[line.get(at, "") for at in range(width)] for line in page.lines]
    return Told(Laid(form.id, part.name, grid, page.at), tuple(page.troubles))


def _worded(form: Document, terms: "Terms") -> Document:
    """The form with its years filled in: 2022年 and 2023年 are two columns."""
    blocks = tuple(
        replace(
            block,
            columns=tuple(replace(own, head=tuple(terms.fill(part) for part in own.head)) for own in block.columns),
        )
        for block in form.blocks
    )
    return replace(form, blocks=blocks)


class _Page:
    """The grid being filled from the top down."""

    def __init__(self, part: Part, form: Document, words: Words, reader: Reader, terms: "Terms") -> None:
        self.part, self.form, self.words, self.reader, self.terms = part, form, words, reader, terms
        self.lines: list[Line] = []
        self.at: dict[Position, Position] = {}
        self.troubles: list[Finding] = []

    def block(self, region: Region) -> None:
        """Fill in one block. Of a block that is not there nothing but its fields' labels is printed."""
        block = region.block
        if block.kind == "fields":
            self._fields(region)
        elif not region.found:
            name = block.heading or block.side or (block.columns[0].head[0] if block.columns else block.id)
            where = f"工作表“{self.part.name}”（{self.form.id}表）"
            said = f"{where}没有找到“{core(self.terms.fill(name))}”部分；请核对标题和栏目。"
            self.troubles.append(trouble("unread-column", "error", said, form=self.form.id))
        elif block.section:
            self._sections(region)
        else:
            header = find_header(self.part.within(region.first, region.last), block.columns, self.words)
            if block.heading:
                self._line({0: self.terms.fill(block.heading)})
            self._table(block, header, region.last)

    def _line(self, texts: Line, places: Mapping[int, Position] | None = None) -> None:
        self.at.update(((len(self.lines), column), place) for column, place in (places or {}).items())
        self.lines.append(texts)

    def _fields(self, region: Region) -> None:
        fields = {own.id: own for own in region.block.fields}
        labels = labels_of(region.block)
        for places in region.block.places:
            texts: Line = {}
            stood: dict[int, Position] = {}
            column = 0
            label = ""
            for place in places:
                if place.label:
                    label = place.label
                    texts[column] = self.terms.fill(label)
                else:
                    found = self._value(region, label, fields[place.field], place, labels)
                    if found:
                        texts[column], stood[column] = found
                column += place.span
            self._line(texts, stood)

    def _value(
        self, region: Region, label: str, own: Field, place: Place, labels: Sequence[str]
    ) -> tuple[str, Position] | None:
        """The text right of a label, up to the next one; or behind a colon in the label's own cell."""
        for row, texts in self.part.below(region.first):
            if row > region.last:
                break
            for at, text in texts.items():
                if is_label(text, label, self.words):
                    return self._beside(row, at, own, place, labels)
                head, colon, rest = normalize("NFKC", text).partition(":")
                if colon and rest.strip() and not own.ticks and self.words.same(head, label):
                    return text[len(head) + 1 :].strip(), (row, at)
        said = f"工作表“{self.part.name}”（{self.form.id}表）没有找到“{label}”；请核对这一栏。"
        self.troubles.append(trouble("unread-column", "warning", said, form=self.form.id, left=label))
        return None

    def _beside(
        self, row: int, label: int, own: Field, place: Place, labels: Sequence[str]
    ) -> tuple[str, Position] | None:
        texts = self.part.rows[row]
        blank = next(at for at in range(label + 1, label + 200) if self.part.anchor(row, at) != (row, label))
        for at in sorted(texts):
            if at <= label:
                continue
            if any(is_label(texts[at], other, self.words) for other in labels):
                break
            if own.ticks:
                return ticks(own, as_ticked(own, texts[at])), (row, at)
            text = self.reader.text(self.part.cell(row, at), own.type, line=False)
            return ("" if place.hint and words_of(text) == words_of(place.hint) else text), (row, at)
        return "", (row, blank)

    def _sections(self, region: Region) -> None:
        block = region.block
        assert block.section is not None
        starts = [
            (row, *found)
            for row, _ in self.part.below(region.first)
            if row <= region.last and (found := section_at(self.part, row, block))
        ]
        header: Header | None = None
        for number, (row, counted, text, place) in enumerate(starts):
            last = starts[number + 1][0] - 1 if number + 1 < len(starts) else region.last
            label = block.section.label.replace("{n}", str(counted or number + 1))
            self._line({0: self.terms.fill(label), 1: text}, {1: place})
            own = find_header(self.part.within(row + 1, last), block.columns, self.words)
            # A heading that is printed once is that of the sections below it too.
            header = own or (Header(row, row, header.columns, header.units, header.fit) if header else None)
            self._table(block, header, last)

    def _table(self, block: Block, header: Header | None, last: int) -> None:
        side = 1 if block.side else 0
        height = header_rows(block.columns)
        top: list[Line] = [{} for _ in range(height)]
        for cell in header_cells(block.columns, 0, side, [own.span for own in block.columns]):
            top[cell.row][cell.column] = self.terms.fill(cell.text)
        if block.side:
            top[0][0] = self.terms.fill(block.side)
        for line in top:
            self._line(line)
        if header is None:
            for _ in block.fixed:
                self._line({})
            return
        columns = _with_twins(block, header)
        starts = [side + sum(own.span for own in block.columns[:at]) for at in range(len(block.columns))]
        rows = [row for row, texts in self.part.below(header.last + 1) if row <= last and not self._is_other(texts)]
        read = self._fixed(block, header, columns, rows) if block.fixed else self._listed(block, header, columns, rows)
        for texts, places in read:
            self._line(
                {starts[at]: text for at, text in texts.items()},
                {starts[at]: place for at, place in places.items()},
            )

    def _is_other(self, texts: Mapping[int, str]) -> bool:
        """A signature line below the last table."""
        return self.words.ends(next(iter(texts.values())))

    def _listed(
        self, block: Block, header: Header, columns: Mapping[int, int], rows: Sequence[int]
    ) -> Iterator[tuple[dict[int, str], dict[int, Position]]]:
        for row in rows:
            if self._repeats(block, columns, row):
                continue
            texts = {at: self._text(block, header, at, row, place) for at, place in columns.items()}
            if any(texts.values()):
                yield texts, {at: (row, place) for at, place in columns.items()}

    def _repeats(self, block: Block, columns: Mapping[int, int], row: int) -> bool:
        """Is it the block's header once more?"""
        texts = {at: self.part.text(row, place) for at, place in columns.items()}
        there = [at for at, text in texts.items() if text]
        same = [at for at in there if any(self.words.same(texts[at], part) for part in block.columns[at].head)]
        return len(same) > 1 and len(same) == len(there)

    def _text(self, block: Block, header: Header, at: int, row: int, place: int) -> str:
        own = block.columns[at]
        where = (row, place) if own.merge_down else self._above(row, place)
        text = self.reader.text(self.part.cell(*where), own.type, header.units.get(at), line=False)
        return _unprefixed(own.prefix, text) if own.prefix else text

    def _above(self, row: int, place: int) -> Position:
        top, left = self.part.anchor(row, place)
        return (top, left) if left == place else (row, place)

    def _fixed(
        self, block: Block, header: Header, columns: Mapping[int, int], rows: Sequence[int]
    ) -> Iterator[tuple[dict[int, str], dict[int, Position]]]:
        """The block's rows, each where its label is; a row that has moved left is read from there."""
        label = max(at for at, own in enumerate(block.columns) if own.type == "text")
        free = list(rows)
        for fixed in block.fixed:
            wanted = str(fixed.cells.get(block.columns[label].id, ""))
            found = next(((row, at) for row in free if (at := self._labelled(row, wanted))), None)
            texts = {
                at: str(text)
                for at, own in enumerate(block.columns)
                if isinstance(text := fixed.cells.get(own.id), str)
            }
            if found is None:
                said = f"工作表“{self.part.name}”（{self.form.id}表）没有找到“{wanted}”行；请核对。"
                self.troubles.append(trouble("unread-row", "error", said, form=self.form.id, left=wanted))
                yield texts, {}
                continue
            row, at = found
            free = free[free.index(row) + 1 :]
            moved = max(columns.get(label, at) - at, 0)
            places = {number: place - moved for number, place in columns.items() if place > moved}
            for number, place in places.items():
                if number not in texts:
                    texts[number] = self._text(block, header, number, row, place)
            yield texts, {number: (row, place) for number, place in places.items()}

    def _labelled(self, row: int, wanted: str) -> int:
        return next((at for at, text in self.part.rows[row].items() if self.words.same(text, wanted)), 0)


def _with_twins(block: Block, header: Header) -> dict[int, int]:
    """Places of the columns; two columns below one heading that is not merged stand beside each other."""
    found = {at: places[0] for at, places in header.columns.items()}
    for at, own in enumerate(block.columns):
        before = block.columns[at - 1] if at else None
        if at in found or before is None or before.head != own.head or at - 1 not in found:
            continue
        if found[at - 1] + 1 not in found.values():
            found[at] = found[at - 1] + 1
    return found


def _unprefixed(prefix: str, text: str) -> str:
    """`项目1：信访工作经费` without what the form prints before it, however it is written."""
    begun = re.escape(prefix.strip().rstrip(":：")).replace(r"\{n\}", r"\s*[0-9０-９一二三四五六七八九十]+")
    return re.sub(rf"^{begun}{_PREFIX_END}", "", text, count=1)
