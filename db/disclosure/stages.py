"""The figures of a disclosure as stages, and what the sentences say where somebody wrote in their place.

A figure is computed when it is asked for. `said_override` is a relation that checks join: each figure of such a text,
and whether the sentences have it too; and of each text, in a row of the kind `place`, whether it has a paragraph still.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from db.disclosure.figures import judged
from db.disclosure.outline import Figure, Writing
from db.disclosure.passages import OVERRIDE, Composer, stage_name
from db.errors import PackError
from db.forms.stages import Columns, Row, Stage
from db.pack import Pack

# `stands`, `wanted`: as of `Judged`; of a place 1 or 0. `give`: how far a value may be from what it stands for.
_OVERRIDE: Columns = (
    ("book", "text"), ("address", "text"), ("ordinal", "integer"), ("written", "text"), ("kind", "text"),
    ("value", "integer"), ("give", "integer"), ("stands", "integer"), ("wanted", "text"),
)  # fmt: skip
_BOOK, _TEXT = "", " "  # what the rows that are no figure's are marked with


def disclosure_stages(pack: Pack) -> tuple[Stage, ...]:
    """One stage a figure, and the texts that stand in a paragraph's place, where checks ask for them."""
    writing = pack.writing
    figures = tuple(_figure(figure) for figure in writing.figures.values())
    if not writing.outline.lines or not pack.said or not pack.checks:
        return figures
    return (*figures, Stage("said_override", _source(writing), _OVERRIDE, compute=_compute(writing)))


def _figure(figure: Figure) -> Stage:
    shown = ", ".join(f"f.{column}" for column in figure.columns)
    columns: Columns = tuple((column, "any") for column in figure.columns)
    return Stage(stage_name(figure.id), f"select {shown} from {_named(figure)}", columns, table=False, asked=True)


def _named(figure: Figure) -> str:
    """The figure's select with its columns named; a select with another number of columns does not compile."""
    return f"(with f ({', '.join(figure.columns)}) as (\n{figure.sql.rstrip().rstrip(';')}\n) select * from f) f"


def _source(writing: Writing) -> str:
    """All figures and written parts below each other, as wide as the widest; nothing unless a paragraph was written
    over: the limit is known before the first of them is read."""
    width = max([2, *(len(figure.columns) for figure in writing.figures.values())])
    parts = [
        _padded(_BOOK, ("uuid", "amounts"), width, "book"),
        _padded(_TEXT, ("topic", "text"), width, "narrative"),
        *(_padded(figure.id, figure.columns, width, _named(figure)) for figure in writing.figures.values()),
    ]
    whole = "\nunion all ".join(f"select * from ({part})" for part in parts)
    written = f"select count(*) * 1000000 from narrative where topic like '{OVERRIDE}%' and text <> ''"
    return f"select * from (\n{whole}\n) limit ({written})"


def _padded(name: str, columns: Sequence[str], width: int, source: str) -> str:
    shown = [*columns, *["null"] * (width - len(columns))]
    return f"select '{name}' as figure, {', '.join(shown)} from {source}"


def _compute(writing: Writing) -> Callable[[Sequence[Row]], Iterable[Row]]:
    def compute(rows: Sequence[Row]) -> Iterator[Row]:
        found = {name: list(own) for name, own in groupby(rows, key=lambda row: row[0])}
        if _BOOK not in found:
            return
        _, book, amounts, *_rest = found[_BOOK][0]
        texts = {row[1]: row[2] for row in found.get(_TEXT, ())}
        yield from _compared(book, texts, _automatic(writing, amounts, found, texts))

    return compute


def _automatic(
    writing: Writing, amounts: str, found: dict[str, list[Row]], texts: dict[str, str]
) -> dict[str, str | None]:
    """Key → what the sentences say, of the paragraphs that somebody wrote over; None where that cannot be said."""
    cut: dict[str, list[tuple[Any, ...]]] = {
        name: [row[1 : len(figure.columns) + 1] for row in found.get(name, ())]
        for name, figure in writing.figures.items()
    }
    composer = Composer(writing, amounts, cut, texts, {})
    wanted = tuple(topic.removeprefix(OVERRIDE) for topic in texts if topic.startswith(OVERRIDE))
    said: dict[str, str | None] = {}
    for line in writing.outline.lines:
        known, *open_end = line.key.split("{{", 1)
        own = [key for key in wanted if (key.startswith(known) if open_end else key == known)]
        if line.kind == "text" and own:
            try:
                said.update((it.key, it.automatic) for it in composer.passages(line) if it.written)
            except PackError:
                # A sentence that does not go with the book is told where the document is asked for.
                said.update(dict.fromkeys(own))
    return said


def _compared(book: str, texts: dict[str, str], automatic: dict[str, str | None]) -> Iterator[Row]:
    for topic, text in texts.items():
        key = topic.removeprefix(OVERRIDE)
        if key == topic or not text.strip():
            continue
        address = f"entry/narrative/#{topic}.text"
        yield book, address, -1, "", "place", 0, 0, int(key in automatic), ""
        said = automatic.get(key)
        for ordinal, one in enumerate(judged(text, said) if said is not None else ()):
            kind, value, give = one.number.kind, one.number.value, int(one.number.give)
            yield book, address, ordinal, one.written, kind, value, give, one.stands, one.wanted
