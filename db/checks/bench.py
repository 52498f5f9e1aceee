"""The bench: the relations of forms that no book stands behind, judged by every check that reads forms only."""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import msgspec

from db import schema
from db.checks.blame import Accuser, blamed
from db.checks.cause import together
from db.checks.diagnosis import diagnose, patient
from db.checks.explanations import Answers
from db.checks.figures import column_types
from db.checks.finding import Finding
from db.checks.judge import Judge, answerable
from db.checks.places import Places
from db.checks.shared import shared_causes
from db.checks.stages import checks_in_book, checks_of, form_only, stage_name
from db.checks.trials import Answered
from db.file.gate import STATEMENTS
from db.forms.compile import compile_stages
from db.forms.indicators import READ_PREFIX
from db.forms.stages import Row, Stages
from db.judging import Check
from db.money import AmountUnit
from db.pack import Pack
from db.texts.stages import PREFIX


class Stands(msgspec.Struct, frozen=True):
    """What forms are judged by: whose they are, in which round and unit, of which budget year.

    `vouched`: their own book has judged the lines behind them, and nothing was changed since.
    """

    book: str
    department: str
    round: str
    amounts: AmountUnit
    year: int
    vouched: bool = False


class Unread(msgspec.Struct, frozen=True):
    """What nothing can be said of: relations, and columns of relations, that are not there."""

    relations: frozenset[str] = frozenset()
    columns: frozenset[tuple[str, str]] = frozenset()

    def leaves_out(self, stages: Stages, check: Check) -> bool:
        """Does a check look at something that is not there?"""
        reads = stages.reads(stage_name(check.id))
        for name in reads:
            if name.startswith(READ_PREFIX):
                reads |= stages.reads(name)
        return bool(reads & self.relations) or any(
            name in reads and re.search(rf"\b{column}\b", check.sql) for name, column in self.columns
        )


_ALL_READ = Unread()
PATIENCE = 15.0  # seconds that causes are looked for; a workbook of some thousand broken rows has no one cause


class Bench:
    """An empty ledger in memory in which the pack's stages are compiled, and relations that are filled from outside."""

    def __init__(self, pack: Pack, stands: Stands, unread: Unread = _ALL_READ) -> None:
        self.pack = pack
        self.stands = stands
        self.connection = _empty_ledger(pack, stands)
        self.stages = compile_stages(self.connection, pack)
        asked = checks_in_book(pack) if stands.vouched else checks_of(pack)
        self.checks = tuple(
            check for check in asked if form_only(self.stages, check) and not unread.leaves_out(self.stages, check)
        )
        self._places = Places(pack)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def fill(self, relations: Mapping[str, Sequence[Row]]) -> None:
        """Replace the rows of these relations; others stay as they are (of a new bench: the empty ledger's)."""
        for name, rows in relations.items():
            self.connection.execute(f"delete from temp.{name}")
            marks = ", ".join("?" * len(self.stages.columns(name)))
            self.connection.executemany(f"insert into temp.{name} values ({marks})", rows)
        for prefix in (READ_PREFIX, PREFIX):
            self.stages.recompute(prefix)

    def findings(self, answers: Answers | None = None, go_on: Callable[[], None] = patient) -> tuple[Finding, ...]:
        """What the checks object to in the relations as they stand, worst first, with what most likely made it.

        `go_on`: called again and again meanwhile; what it raises ends it.
        """
        found = self._judged(answers or {})
        verdicts = diagnose(self, self._answered(answers or {}), PATIENCE, go_on)
        accuser = Accuser(self.pack, self._places, column_types(self.pack), self.stands.amounts)
        caused = blamed(found, verdicts, accuser.cause)
        return together(shared_causes(self.pack, caused, self._places))

    def _answered(self, answers: Answers) -> Answered:
        """The figures that count as answered for, by those who may."""
        known = {check.id: check for check in self.checks}
        return {
            key: (one.left, one.right)
            for key, one in answers.items()
            if key[0] in known and answerable(known[key[0]], self.stands.round, one)
        }

    def _judged(self, answers: Answers) -> tuple[Finding, ...]:
        judge = Judge(self.pack, self.stands.round, self.stands.amounts, answers, self._places)
        # The stage's own rows are those of the empty ledger; asked again it sees the relations filled since.
        return judge.judge(lambda check: self.stages.asked(stage_name(check.id), "not holds"), self.checks)


def _empty_ledger(pack: Pack, stands: Stands) -> sqlite3.Connection:
    # Each check is asked again and again while causes are looked for: it must stay prepared.
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=STATEMENTS)
    schema.migrate(connection)
    connection.execute(
        "insert into book (id, uuid, year, pack, pack_version, department_code, budget_name, amounts, round) "
        "values (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stands.book.ljust(36, "0")[:36], stands.year, pack.info.id, pack.info.version,
            stands.department or "-", "-", stands.amounts.value, stands.round,
        ),
    )  # fmt: skip
    return connection
