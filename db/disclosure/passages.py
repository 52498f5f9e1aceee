"""The paragraphs of a book's disclosure: what the sentences of its pack say, and what somebody wrote in their place."""

from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import msgspec

from db.disclosure.outline import Figure, Line, Writing
from db.disclosure.shape import Disclosure, Kind, Paragraph
from db.money import AmountUnit
from db.sentences import Sentences, sentences

if TYPE_CHECKING:
    from db.book import Book

OVERRIDE = "paragraph."  # what the topic of a text begins with that stands in a paragraph's place
CATALOG = "narrative"

Rows = Sequence[Sequence[Any]]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A heading or a paragraph, which may have several lines. `automatic`: what its sentences say.

    `written`: somebody wrote the text in its place. `gaps`: the sentences lack a part that is still to be written.
    """

    kind: Kind
    key: str = ""
    text: str = ""
    automatic: str = ""
    written: bool = False
    gaps: bool = False


def disclosure(book: "Book", *, public: bool = False) -> Disclosure:
    """The written disclosure of a book, each line of its paragraphs one Paragraph; empty where its pack has none.

    `public`: it is published, so that the sentences leave out what is confidential.
    Raises PackError when a sentence of the pack does not go with the book.
    """
    return printed(passages(book, public=public))


def passages(book: "Book", *, public: bool = False) -> tuple[Passage, ...]:
    """Headings and paragraphs in their order; the first is the title. Raises PackError, as `disclosure` does."""
    writing = book.pack.writing
    if not writing.outline.lines:
        return ()
    figures = {name: book.stages.rows(stage_name(name)) for name in writing.figures}
    texts = dict(book.connection.execute("select topic, text from narrative").fetchall())
    labels = {code: row.name for code, row in book.pack.codes(CATALOG).items()}
    return tuple(compose(writing, book.record().amounts, figures, texts, labels, public=public))


def unwritten(book: "Book", *, public: bool = False) -> tuple[str, ...]:
    """The keys of the paragraphs that lack a part which is still to be written. Raises PackError."""
    return tuple(passage.key for passage in passages(book, public=public) if passage.gaps)


def printed(found: Sequence[Passage]) -> Disclosure:
    """The passages as they are printed: what has nothing to say is left out."""
    title, *rest = found or (Passage(kind="title"),)
    return Disclosure(title.text, tuple(line for passage in rest for line in _paragraphs(passage)))


def stage_name(figure: str) -> str:
    """The name of the stage of a figure."""
    return f"text_{figure}"


def compose(
    writing: Writing,
    amounts: str,
    figures: Mapping[str, Rows],
    texts: Mapping[str, str],
    labels: Mapping[str, str],
    *,
    public: bool = False,
) -> Iterator[Passage]:
    """The passages that these figures and written parts make. `labels`: topic → its name, for the gaps.

    Raises PackError.
    """
    made = Composer(writing, amounts, figures, texts, labels, public=public)
    yield Passage(kind="title", text=made.filled(writing.outline.title))
    for line in writing.outline.lines:
        yield from made.passages(line)


class Composer:
    """Fills the templates of an outline with the figures and written parts of one book."""

    def __init__(
        self,
        writing: Writing,
        amounts: str,
        figures: Mapping[str, Rows],
        texts: Mapping[str, str],
        labels: Mapping[str, str],
        *,
        public: bool = False,
    ) -> None:
        self._sentences: Sentences = sentences(writing.words, AmountUnit(amounts))
        self._outline, self._texts, self._labels = writing.outline, texts, labels
        self._rows = {name: figure_rows(figure, figures.get(name, ())) for name, figure in writing.figures.items()}
        self._values = {
            **{name: shaped(figure, self._rows[name]) for name, figure in writing.figures.items()},
            "written": self._written, "asked": self._asked, "gap": self._gap, "public": public,
        }  # fmt: skip
        self._gaps = 0

    def passages(self, line: Line) -> Iterator[Passage]:
        """The heading, or the paragraph once for each row it is repeated by."""
        if line.kind != "text":
            yield Passage(kind=line.kind, text=self.filled(line.text))
            return
        rows = self._rows[line.each] if line.each else (None,)
        for number, row in enumerate(rows, start=1):
            yield self._passage(line, {} if row is None else {"row": row, "n": number, "last": number == len(rows)})

    def filled(self, template: str, more: Mapping[str, object] | None = None) -> str:
        """A template filled; blank lines go."""
        text = self._sentences.fill(template, {**self._values, **(more or {})})
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())

    def _passage(self, line: Line, row: Mapping[str, object]) -> Passage:
        before = self._gaps
        key = self.filled(line.key, row)
        automatic = self.filled(line.text, row)
        # What the sentences leave out stays out: a project that is confidential, or has no money any more.
        written = self._texts.get(OVERRIDE + key, "").strip() if automatic else ""
        gaps = self._gaps > before and not written
        return Passage(
            kind="text", key=key, text=written or automatic, automatic=automatic, written=bool(written), gaps=gaps
        )

    def _written(self, topic: str) -> str:
        return self._texts.get(topic, "").strip()

    def _asked(self, topic: str, label: str = "") -> str:
        return self._written(topic) or self._gap(label or self._labels.get(topic, topic))

    def _gap(self, label: str) -> str:
        self._gaps += 1
        return self._outline.gap.format(label=label)


def figure_rows(figure: Figure, rows: Rows) -> tuple[SimpleNamespace, ...]:
    """The rows as templates see them: their values by name."""
    return tuple(SimpleNamespace(**dict(zip(figure.columns, row, strict=True))) for row in rows)


def shaped(figure: Figure, rows: tuple[SimpleNamespace, ...]) -> object:
    """The figure as templates see it: a row or None, all rows, or the rows by one of their columns."""
    if figure.rows == "one":
        return rows[0] if rows else None
    if figure.rows == "many":
        return rows
    return {getattr(row, figure.rows): row for row in rows}


def _paragraphs(passage: Passage) -> Iterator[Paragraph]:
    if passage.kind == "forms":
        yield Paragraph(kind="forms", text=passage.text)
    for line in passage.text.splitlines() if passage.kind != "forms" else ():
        if line.strip():
            automatic = passage.automatic if passage.written else ""
            yield Paragraph(kind=passage.kind, text=line.strip(), key=passage.key, automatic=automatic)
