"""Writing over a paragraph of the disclosure, and going back to what its sentences say: each one undoable action."""

from db import ledger
from db.book import Book, Changes
from db.definitions import Entry
from db.disclosure.passages import CATALOG, OVERRIDE, passages
from db.entry.lookup import Lookup
from db.errors import BookError
from db.forms.sheet import Binding


def write_over(book: Book, key: str, text: str) -> Changes:
    """Let `text` stand in the place of the paragraph `key`; a text that says what the sentences say restores them.

    Raises BookError: there is no such paragraph; FrozenBook, ReadOnlyPlace, WriteFailed.
    """
    found = next((it for it in passages(book) if it.kind == "text" and it.key == key), None)
    if found is None:
        raise BookError(f"公开说明里没有“{key}”这一段：它写的内容可能已经从账套里删去。")
    wanted = _trimmed(text)
    if wanted == found.text:
        return Changes()
    if wanted in ("", found.automatic):
        return restore(book, key)
    entry, row_id = _entry(book), _row(book, key)
    with book.action(f"改写 公开说明“{key}”") as action:
        if row_id is None:
            label = Lookup.read(book.connection, book.pack).family_name(CATALOG, OVERRIDE + key)
            ledger.add(book, entry.id, {"topic": label or OVERRIDE + key, "text": wanted})
        else:
            ledger.change(book, [ledger.Edit(Binding(entry.id, entry.table, row_id, "text"), wanted)])
    return action.changes


def restore(book: Book, key: str) -> Changes:
    """Let the sentences speak again. Raises FrozenBook, ReadOnlyPlace, WriteFailed."""
    row_id = _row(book, key)
    if row_id is None:
        return Changes()
    with book.action(f"恢复自动文字 公开说明“{key}”") as action:
        ledger.remove(book, _entry(book).id, [row_id])
    return action.changes


def _trimmed(text: str) -> str:
    """The lines that say something, as paragraphs have them."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _row(book: Book, key: str) -> int | None:
    found = book.connection.execute("select id from narrative where topic = ?", (OVERRIDE + key,)).fetchone()
    return int(found[0]) if found else None


def _entry(book: Book) -> Entry:
    """The tab of the written parts. Raises BookError: the pack has none."""
    found = next((entry for entry in book.pack.entries.values() if entry.topics == CATALOG), None)
    if found is None:
        raise BookError("这套表样没有可以改写的公开说明。")
    return found
