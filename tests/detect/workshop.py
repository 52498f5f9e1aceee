"""Where faults are put in: the forms of one book on a bench, without the book."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from db import sample
from db.book import Book
from db.checks.bench import Bench, Stands
from db.checks.comparison import printed
from db.checks.diagnosis import Verdict, diagnose
from db.checks.figures import column_types
from db.checks.judge import severity_in
from db.checks.stages import stage_name
from db.checks.suspects import Table
from db.checks.trials import Key, Trials, changed_by
from db.forms.compile import compile_stages
from db.forms.stages import Row, Stages
from db.money import AmountUnit
from db.pack import Pack
from tests.db.sample_ledger import UUID, empty_ledger
from tests.detect.faults import Fault
from tests.detect.population import Population

Relations = Mapping[str, tuple[Row, ...]]

_COUNTED = ("error", "warning")  # a hint is no finding


class Generated:
    """Makes the forms of generated books: one ledger, compiled once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.ledger = empty_ledger()
        self.population = Population(self.ledger, pack)
        self.population.make(Random(0), 1)
        self.stages = compile_stages(self.ledger, pack, compute=False)

    def relations(self, chance: Random, most_units: int = 12) -> Relations:
        """The relations of all forms of another book."""
        self.population.make(chance, most_units)
        self.stages.refresh_all()
        return forms_of(self.stages)


def forms_of(stages: Stages) -> Relations:
    """The relations of all forms as they stand."""
    return {name: stages.rows(name) for name in stages.names() if name.startswith("form_")}


def sample_relations() -> Relations:
    """The relations of all forms of the sample book."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "示例.ysb"
        sample.make(path)
        with Book.open(path) as book:
            return forms_of(book.stages)


class Workshop:
    """A bench with the forms of a book that is right, into which one fault after the other is put."""

    def __init__(self, pack: Pack) -> None:
        self.bench = Bench(pack, Stands(UUID, "112", "二上", AmountUnit.WAN, pack.info.year))
        self.types = column_types(pack)
        self._columns = {name: self.bench.stages.columns(name) for name in self.types}
        self._checks = [
            check.id for check in self.bench.checks if severity_in(check, self.bench.stands.round) in _COUNTED
        ]

    def fill(self, relations: Relations) -> None:
        """Take over the forms of a book; what they are reproached with already is known and counts no more."""
        self.bench.fill(relations)
        self.trials = Trials(self.bench)
        self._before = self.trials.broken
        checks, unit = {check.id: check for check in self.bench.checks}, self.bench.stands.amounts
        # As if all that it is reproached with had been explained.
        self._answered = {
            key[:2]: (printed(checks[key[0]], gap.left, unit), printed(checks[key[0]], gap.right, unit))
            for key, gap in self._before.items()
        }
        self._answers = {check_id: self._asked(check_id) for check_id in self._checks}

    def table(self, name: str) -> Table:
        """A relation as it stands."""
        return Table.of(self.trials, name, self.types, self._columns[name])

    def finds(self, fault: Fault) -> bool:
        """Whether an error or a warning says something that it did not say before; the first one is enough."""
        with self._put_in(fault):
            return any(
                self.trials.derived.touches(check_id) and self._asked(check_id) != self._answers[check_id]
                for check_id in self._checks
            )

    def found(self, fault: Fault) -> frozenset[Key]:
        """The comparisons that no longer hold, or hold differently, because of the fault."""
        after = self.trials.broken_after(*fault.changes)
        return frozenset(key for key, gap in after.items() if self._before.get(key) != gap)

    def blamed(self, fault: Fault) -> tuple[Verdict, ...]:
        """What the diagnosis makes of the fault."""
        with self._put_in(fault):
            self.trials.derived.follow()
            return diagnose(self.bench, self._answered)

    @contextmanager
    def _put_in(self, fault: Fault) -> Iterator[None]:
        connection = self.bench.connection
        connection.execute("savepoint fault")
        try:
            for change in fault.changes:
                connection.execute(change.sql, change.values)
            self.trials.derived.changed(changed_by(fault.changes))
            yield
        finally:
            connection.execute("rollback to fault")
            connection.execute("release fault")
            self.trials.derived.restored()

    def _asked(self, check_id: str) -> Sequence[Row]:
        return self.bench.stages.asked(stage_name(check_id), "not holds")
