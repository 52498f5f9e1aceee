"""What the figures of a finding are made of: the entered cells behind both sides, as the pack says or a trace does."""

from collections import defaultdict
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
        entries = book.pack.entries.values()
        self._amounts = {(it.id, column.id) for it in entries for column in it.columns if column.type == "amount"}

    def of(self, check_id: str, addresses: Sequence[str]) -> dict[str, list[Part]]:
        """The cells behind the comparisons of a check with those addresses; not of one where there are too many."""
        listed = ", ".join(literal(address) for address in addresses)
        found: dict[str, list[Part]] = defaultdict(list)
        # Asked once for all of them: it goes through every line.
        for _, address, cell, value, times, whole in self._book.stages.asked(
            stage_name(check_id), f"address in ({listed})"
        ):
            if times:
                found[address].append(Part(cell, value, times, bool(whole) or self._is_amount(cell), bool(whole)))
        return {address: parts for address, parts in found.items() if len(parts) <= _MOST}

    def traced(self, finding: "Finding", left: Ranges, right: Ranges) -> Sequence[Part]:
        """The cells behind the figures that a finding names, whose amounts lie in `left` and `right`."""
        over, under = self._behind(finding.address, left), self._behind(finding.other_address, right)
        return [
            *(Part(cell, fen, 1) for cell, fen in over.items() if cell not in under),
            *(Part(cell, fen, -1) for cell, fen in under.items() if cell not in over),
        ]

    def _is_amount(self, cell: str) -> bool:
        entry, _, column_id = cell.removeprefix("entry/").partition("/")
        return (entry, column_id.rpartition(".")[2]) in self._amounts

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
