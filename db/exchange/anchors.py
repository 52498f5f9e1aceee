"""Where the blocks of a document begin on a worksheet that somebody else laid out."""

import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import normalize

import msgspec

from db.definitions import Block, Document
from db.exchange.headers import find_header
from db.exchange.part import Part, Position
from db.exchange.wording import Words, core, counted

_MOST_ROWS = 3_000  # of a worksheet that are looked through for a document's labels
_LIKELY = 0.7  # of a block's headings: enough to know it by them alone


class Region(msgspec.Struct, frozen=True):
    """The rows in which a block stands. `found`: it was seen there; else they are where it should be."""

    block: Block
    first: int
    last: int
    found: bool


def regions(part: Part, form: Document, words: Words) -> list[Region]:
    """The blocks of a document in its order, each from where it begins to where the next one does."""
    cursor = part.first
    begins: list[int | None] = []
    for block in form.blocks:
        row = _begin(part, block, words, cursor)
        begins.append(row)
        cursor = row if row is not None else cursor
    found: list[Region] = []
    for number, block in enumerate(form.blocks):
        later = [row for row in begins[number + 1 :] if row is not None]
        first = begins[number]
        last = later[0] - 1 if later else part.last
        found.append(Region(block, first if first is not None else part.first, last, first is not None))
    return found


def labels_of(block: Block) -> list[str]:
    """The labels of a fields block."""
    return [place.label for places in block.places for place in places if place.label]


def share_found(part: Part, form: Document, words: Words) -> float:
    """How much of a document's labels and headings stand on a worksheet, to 1."""
    wanted = [
        text
        for block in form.blocks
        for text in (*labels_of(block), block.heading, block.side, *(column.head[-1] for column in block.columns))
        if text
    ]
    there = {core(text) for texts in islice(part.rows.values(), _MOST_ROWS) for text in texts.values()}
    return sum(core(text) in there for text in wanted) / max(len(wanted), 1)


def section_at(part: Part, row: int, block: Block) -> tuple[int, str, Position] | None:
    """Of the row that begins a section: its number, its text, and where that stands."""
    if block.section is None:
        return None
    at, text = next(iter(part.rows[row].items()))
    label = core(block.section.label.replace("{n}", ""))
    found = re.fullmatch(
        rf"{label}\s*([0-9]+|[一二三四五六七八九十]+)\s*(?::\s*(.*))?", normalize("NFKC", text), re.DOTALL
    )
    if not found:
        return None
    if found[2] and found[2].strip():
        return counted(found[1]), re.split("[:：]", text, maxsplit=1)[1].strip(), (row, at)
    beside = next(((other, said) for other, said in part.rows[row].items() if other > at), (at + 1, ""))
    return counted(found[1]), beside[1], (row, beside[0])


def _begin(part: Part, block: Block, words: Words, start: int) -> int | None:
    if block.kind == "fields":
        labels = labels_of(block)
        return next(
            (
                row
                for row, texts in part.below(start)
                if any(_labels(text, label, words) for text in texts.values() for label in labels)
            ),
            None,
        )
    if block.section:
        return next((row for row, _ in part.below(start) if section_at(part, row, block)), None)
    titled = next(_titled(part, block, words, start), None)
    if titled is not None:
        return titled
    header = find_header(part, block.columns, words, start)
    return header.first if header is not None and header.fit >= _LIKELY else None


def is_label(text: str, label: str, words: Words) -> bool:
    """Is the text that label? In brackets it is what stands for a value: `（填报人）`."""
    return words.same(text, label) and text[0] not in "（("


def _labels(text: str, label: str, words: Words) -> bool:
    return is_label(text, label, words) or words.same(normalize("NFKC", text).partition(":")[0], label)


def _titled(part: Part, block: Block, words: Words, start: int) -> Iterator[int]:
    """Rows where the heading of the block, or the label at its side, stands above or beside its header."""
    title = block.heading or block.side
    for row, texts in part.below(start):
        if title and any(words.same(text, title) for text in texts.values()):
            header = find_header(part.within(row, row + 6), block.columns, words)
            if header is not None and header.fit >= 0.5:
                yield row
