"""The shapes in which a pack says what a cell offers, which code goes with which, and how a finding is mended."""

import re
from string import Formatter
from typing import Literal

import msgspec

_COLUMN_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Fit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Which codes make sense in a column: the catalog's `attribute` of the code (or its `parent`) is one of `values`.

    With `column` the words of another column of the row decide: `alike` says which attribute values go with each of its
    values, a value not named with all of `values`. `says` is the sentence about a code that does not fit, with {code},
    {name}, and {beside}, what that other column says. A code that does not fit is not offered; it can be typed.
    """

    attribute: str
    values: tuple[str, ...] = ()
    but: tuple[str, ...] = ()  # or: any value except these
    column: str = ""
    alike: dict[str, tuple[str, ...]] = {}
    says: str


class Proposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Where an empty cell's grey text comes from; the first of a column's that knows something is taken.

    history: what most rows of the tab say that agree with this one in `like` (`table`: most rows of another table).
    catalog: the record of `catalog` that agrees with this row in every column it names (`unit_kind`: the kind of the
    row's unit; an empty field agrees with anything). above: what the row above says. only: the only one the book has,
    of units. default: what the column will say anyway.
    """

    by: Literal["history", "catalog", "above", "only", "default"]
    like: tuple[str, ...] = ()
    table: str = ""
    catalog: str = ""


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word a text column is filled from. It is offered where the cells `beside` it say so, or nothing yet."""

    text: str
    beside: dict[str, str] = {}


class Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the integers of a column add up to, over the rows that agree in the columns `by`; only where the row says
    what `rows` says."""

    to: int
    by: tuple[str, ...]
    rows: dict[str, str] = {}


class CheckMend(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """How the findings of a check are mended: front matter and one select, `mends/*.sql` of a pack.

    `id` is the check's; `label` what the click says, with {text} and columns of the row. The select returns
    `book, mend, cell, text, certain` for the findings that can be mended. `cell` is where `text` is to be typed: an
    entry cell as `entry/basic/#7.function`, or a form's; rows with the same `mend` are one mend. It mends the finding
    whose address is `mend`, as the check's select has it, or any of the cells. A text that is an integer is an amount
    in fen. `certain`: there is no other way to mend it.
    """

    id: str
    label: str
    sql: str

    def __post_init__(self) -> None:
        """Raises ValueError, which reading a pack reports with the file's name."""
        if not self.sql.strip():
            raise ValueError("没有 select")
        self.extras()

    def extras(self) -> tuple[str, ...]:
        """Columns of the select that `label` names beyond those every mend has."""
        try:
            names = [part[1] for part in Formatter().parse(self.label) if part[1] is not None]
        except ValueError as fault:
            raise ValueError(f"label 的花括号不成对：{fault}") from fault
        for name in names:
            if not _COLUMN_NAME.fullmatch(name):
                raise ValueError(f"label 里的 {{{name}}} 不是栏名，花括号里只能写小写的栏名")
        return tuple(dict.fromkeys(name for name in names if name != "text"))


class CheckParts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What the figures of a check are made of: front matter and one select, `parts/*.sql` of a pack.

    `id` is the check's. The select returns `book, address, cell, value, times, whole`: for the comparison with that
    address (as the check's select has it) every entry cell behind it, `entry/basic/#7.amount`, with what it says, and
    by how much the left side less the right one grows when the cell grows by one. `whole`: a row that is not behind
    it, and would be if that cell (a fund, a source) were chosen otherwise. `limit`: the sides need not be equal.
    """

    id: str
    sql: str
    limit: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError, which reading a pack reports with the file's name."""
        if not self.sql.strip():
            raise ValueError("没有 select")
