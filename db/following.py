"""What follows from the ledger of one book: its stages, up to date after each change, and what is made of names."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from db.errors import BookError
from db.forms.stages import Stages
from db.journal import Changes

# Columns of the ledger by which no row is named, found or put in order.
_FIGURES = frozenset({"amount", "typed", "note"})

T = TypeVar("T")


class Following:
    """`stages`, and whether they could follow.

    The ledger is written already: a failure here is shown, and loses nothing.
    """

    def __init__(self, stages: Stages) -> None:
        """Computes every stage."""
        self.stages = stages
        self._fault: str | None = None
        self._named: dict[type, object] = {}
        self.all_anew()

    def named(self, kind: type[T], make: Callable[[], T]) -> T:
        """What was made of the names and places of rows, the same until a change of more than figures."""
        known = self._named.get(kind)
        if not isinstance(known, kind):
            known = self._named[kind] = make()
        return known

    def after(self, changes: Changes) -> frozenset[str]:
        """Follow a change; the stages whose rows differ now."""
        if any(table not in changes.amended for table in changes.tables) or any(
            columns - _FIGURES for columns in changes.amended.values()
        ):
            self._named.clear()
        if self._fault is not None:
            return self.all_anew()
        return self._computed(lambda: self.stages.refresh(changes.tables, changes.amended))

    @property
    def fault(self) -> str | None:
        """Why the stages could not follow; None: they do. The checks that wait follow for the answer."""
        if self._fault is None:
            self._computed(self.stages.settle)
        return self._fault

    def all_anew(self) -> frozenset[str]:
        """Every stage anew: at the beginning, after a fault, and when anything may have changed."""
        self._named.clear()

        def compute() -> frozenset[str]:
            self.stages.refresh_all()
            return frozenset(self.stages.names())

        return self._computed(compute)

    def _computed(self, compute: Callable[[], frozenset[str]]) -> frozenset[str]:
        try:
            changed = compute()
        except (sqlite3.Error, BookError) as fault:
            self._fault = f"数据已保存，但各表没有算出来：{fault}。请撤销最近一步，或打开 backups 文件夹中的备份。"
            return frozenset()
        self._fault = None
        return changed
