"""Columns and rows that are shown beside those of an entry tab, and take nothing: last year's."""

from collections.abc import Sequence

from db.forms.sheet import Sheet

ADDED = "@"  # the ids of such columns begin with it; a column of the ledger never does
PRIOR = "prior"  # kind of such a row


def over_typed(sheet: Sheet, column: int, block: Sequence[Sequence[str]]) -> tuple[int, list[list[str]]]:
    """A block laid over the Sheet from `column` on, as it lies over the tab's own columns: (column there, block).

    What lies over the columns beside them goes nowhere, like what is laid over any derived cell.
    """
    added = [named.id.startswith(ADDED) for named in sheet.columns]
    kept = [
        [text for at, text in enumerate(texts, start=column) if at >= len(added) or not added[at]] for texts in block
    ]
    return column - sum(added[:column]), kept
