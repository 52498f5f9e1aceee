"""A document's cells back into the rows of its blocks' relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.definitions import Document
from db.forms.stages import Row
from db.pack import Pack

if TYPE_CHECKING:
    from db.forms.draw import Words


def read_document(
    form: Document, grid: Sequence[Sequence[str]], terms: Words, pack: Pack, book: str
) -> dict[str, tuple[Row, ...]]:
    """Relation name → rows."""
    return {}
