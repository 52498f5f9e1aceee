"""Phrases that a text may be made of: the words its column is given, and what the book has said before."""

from collections.abc import Iterator, Mapping

from db.book import Book
from db.definitions import Entry, EntryColumn


def phrases(
    book: Book, entry: Entry, column: EntryColumn, row_texts: Mapping[str, str], most: int
) -> Iterator[tuple[str, str]]:
    """(text, what is said about it) for a cell beside `row_texts`, by column id; at most `most` from the book.

    First the words that the pack gives the column beside these cells, then what the column says in other rows: rows
    that agree in most of the columns `like` first, then what is said most often.
    """
    words = [
        word.text
        for word in column.words
        if all(row_texts.get(name, "").strip() in ("", text) for name, text in word.beside.items())
    ]
    yield from ((text, "") for text in words)
    yield from ((text, said) for text, said in _said(book, entry, column, row_texts, most) if text not in words)


def _said(
    book: Book, entry: Entry, column: EntryColumn, row_texts: Mapping[str, str], most: int
) -> Iterator[tuple[str, str]]:
    if entry.table == "book" or column.id in entry.key:
        return
    like = [name for name in column.like if row_texts.get(name, "").strip()]
    alike = " + ".join(f"({name} = ?)" for name in like) or "0"
    found = book.connection.execute(
        f"select {column.id}, count(*), max({alike}) as alike from {column.via or entry.table} "
        f"where {column.id} <> '' group by 1 order by alike desc, 2 desc, 1 limit ?",
        (*(row_texts[name].strip() for name in like), most),
    )
    for text, count, agreeing in found.fetchall():
        kin = "同类的" if like and agreeing == len(like) else ""
        yield text, f"{kin}用过 {count} 次"
