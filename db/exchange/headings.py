"""The headings of the entry workbook's columns, and which column a heading means, however it was typed."""

import unicodedata
from collections.abc import Mapping

import msgspec

from db.definitions import Entry, EntryColumn
from db.expression import is_date
from db.money import AmountUnit

FIELD, CONTENT = "项目", "内容"  # the two columns of a tab that is one record


class Meant(msgspec.Struct, frozen=True):
    """What a heading means: a column, and the unit its bare figures have when the heading says another one."""

    column: EntryColumn
    unit: AmountUnit | None = None


def heading(column: EntryColumn, amounts: AmountUnit) -> str:
    """The official heading: `功能科目`, `金额(万元)`."""
    return column.label.replace("{amounts}", amounts.value)


def meanings(entry: Entry, amounts: AmountUnit) -> Mapping[str, Meant]:
    """Every heading the tab's sheet may have, as `plain` gives it, and what it means in a book kept in `amounts`."""
    found: dict[str, Meant] = {}
    for column in entry.columns:
        for label in (column.label, *column.aliases):
            for unit in AmountUnit:
                meant = Meant(column, unit if "{amounts}" in label and unit is not amounts else None)
                found.setdefault(plain(label.replace("{amounts}", unit.value)), meant)
    # A label wins over another column's alias.
    found.update({plain(heading(column, amounts)): Meant(column) for column in entry.columns})
    return found


def plain(text: str) -> str:
    """A heading without spaces and breaks, brackets and letters in half width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def in_unit(text: str, unit: AmountUnit | None) -> str:
    """A typed amount below a heading of another unit says its unit itself: `3900` → `3900元`."""
    stripped = text.strip()
    if unit is None or not stripped or stripped.endswith("元") or is_date(unicodedata.normalize("NFKC", stripped)):
        return text
    return f"({stripped.lstrip('=')}){unit.value}" if _is_sum(stripped) else f"{stripped}{unit.value}"


def _is_sum(text: str) -> bool:
    return any(sign in text[1:] for sign in "+-*/×÷")
