"""The dash that a spreadsheet shows for zero in its accounting format: a copied cell says ` - ` and means 0.

Only where a text is pasted or read from a list: who types a dash has begun a negative figure.
"""

from db.definitions import EntryColumn

_DASHES = frozenset(("-", "－", "–", "—", "——", "−"))
_FIGURES = frozenset(("amount", "integer", "decimal"))


def is_dash(text: str) -> bool:
    """Is it nothing but that dash?"""
    return text.strip() in _DASHES


def pasted(column: EntryColumn, text: str) -> str:
    """A text laid into a column as it is meant: a dash in a column of figures is 0."""
    return "0" if column.type in _FIGURES and is_dash(text) else text
