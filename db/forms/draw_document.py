"""Documents as Sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.definitions import Document
from db.forms.sheet import Sheet

if TYPE_CHECKING:
    from db.book import Book
    from db.forms.draw import Words


def document_sheets(form: Document, book: Book, terms: Words) -> tuple[Sheet, ...]:
    """The Sheets of a document form."""
    return ()
