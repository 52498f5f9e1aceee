"""Filters of a pack as SQL conditions and as predicates: one meaning, two readings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from db.definitions import CellType
from db.errors import PackError

# A filter: column of a fact view -> the value or values it may have.
Filter = Mapping[str, str | Sequence[str]]

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def name(text: str, place: str) -> str:
    """`text` as an SQL name. Raises PackError: a pack's names are lower case letters, digits and _."""
    if not _NAME.fullmatch(text):
        raise PackError(f"{place}：名称“{text}”只能用小写字母、数字和下划线，并以字母开头。")
    return text


def literal(text: str) -> str:
    """`text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def values(wanted: str | Sequence[str]) -> tuple[str, ...]:
    """A filter's value or values."""
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def condition(where: Filter, place: str) -> str:
    """The filter as an SQL condition over a fact's columns; `1` when it filters nothing."""
    parts = [
        f"{name(column, place)} in ({', '.join(literal(value) for value in values(wanted))})"
        for column, wanted in where.items()
    ]
    return " and ".join(parts) or "1"


def holds(where: Filter, fact: Mapping[str, object]) -> bool:
    """Whether a fact row passes the filter."""
    return all(str(fact[column]) in values(wanted) for column, wanted in where.items())


def dimensions(filters: Iterable[Filter | None], place: str) -> tuple[str, ...]:
    """The columns the filters look at, each once, in order of appearance."""
    return tuple(dict.fromkeys(name(column, place) for where in filters if where for column in where))


def storage(kind: CellType) -> Literal["text", "integer"]:
    """How a cell type is stored in a relation: text or integer (fen, numbers, hundredths of a percent)."""
    return "text" if kind in ("text", "code") else "integer"
