"""What the figures of a finding are made of: the entered cells behind both sides, as the pack says or a trace does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.checks.stages import checks_of
from db.entry.mends import cell_address
from db.forms.feeds import Bindings
from db.forms.stages import Stage
from db.forms.trace import amounts_behind
from db.forms.where import literal
from db.pack import Pack

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.finding import Finding

COLUMNS = ("book", "address", "cell", "value", "times", "whole")

_AMOUNT = "amount"
_INCOME = "funding"
_AUTOMATIC = "select id from fact_funding where automatic = 1"
_MOST = 400  # cells behind a figure that are looked at; of more, one with the right amount is no surprise

Ranges = Sequence[tuple[int, int]]


class Part(NamedTuple):
    """An entered cell behind a comparison: what it says, and by how much left less right grows when it grows by one.

    `amount`: it holds fen, not a number of anything. `whole`: it is no part of the comparison as it stands, and would
    be if something else were chosen in that cell: only its whole value can be what is wrong.
    """

    cell: str  # entry/basic/#7.amount
    value: int
    times: int
    amount: bool = True
    whole: bool = False


def parts_stages(pack: Pack) -> tuple[Stage, ...]:
    """One stage for each check in force whose parts the pack knows, computed when it is asked for."""
    return tuple(_stage(pack, check.id) for check in checks_of(pack) if check.id in pack.parts)


class Parts:
    """Looks for the cells behind findings."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._bindings = Bindings(book.connection, book.pack)
        self._automatic: frozenset[int] | None = None

    def of(self, finding: "Finding", address: str, left: Ranges, right: Ranges) -> Sequence[Part]:
        """The cells behind a finding whose comparison has that address; none where there are too many to tell.

        Where the pack does not say what they are, those behind the cells that are named whose amounts lie in `left`
        and `right`.
        """
        if finding.check in self._book.pack.parts:
            where = f"address = {literal(address)}"
            rows = self._book.stages.asked(stage_name(finding.check), where)
            parts = [
                Part(cell, value, times, bool(whole) or self._is_amount(cell), bool(whole))
                for _, _, cell, value, times, whole in rows
                if times
            ]
            return parts if len(parts) <= _MOST else ()
        over, under = self._behind(finding.address, left), self._behind(finding.other_address, right)
        return [
            *(Part(cell, fen, 1) for cell, fen in over.items() if cell not in under),
            *(Part(cell, fen, -1) for cell, fen in under.items() if cell not in over),
        ]

    def _is_amount(self, cell: str) -> bool:
        entry, _, column_id = cell.removeprefix("entry/").partition("/")
        columns = self._book.pack.entries[entry].columns
        return any(column.id == column_id.rpartition(".")[2] and column.type == "amount" for column in columns)

    def _behind(self, address: str, between: Ranges) -> dict[str, int]:
        """The amounts behind a figure that somebody entered, in these ranges, by their cells."""
        rows = amounts_behind(self._book, address, between, _MOST) if "!" in address else ()
        found: dict[str, int] = {}
        for fact, row_id, fen in rows:
            at = self._bindings.of(fact, row_id, _AMOUNT)
            if at is not None and not (fact == _INCOME and row_id in self._following()):
                found[cell_address(at.entry, at.row_id, at.column)] = fen
        return found

    def _following(self) -> frozenset[int]:
        """Income that follows the spending by itself."""
        if self._automatic is None:
            self._automatic = frozenset(row_id for (row_id,) in self._book.connection.execute(_AUTOMATIC))
        return self._automatic


def stage_name(check_id: str) -> str:
    """The name of the stage of a check's parts."""
    return f"parts_{check_id.replace('-', '_')}"


def _stage(pack: Pack, check_id: str) -> Stage:
    sql = f"select {', '.join(COLUMNS)} from ({pack.parts[check_id].sql.rstrip().rstrip(';')})"
    return Stage(stage_name(check_id), sql, tuple((name, "any") for name in COLUMNS), table=False, asked=True)
