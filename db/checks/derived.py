"""What is made of forms, and read by checks beside them: it follows when a relation is changed for a trial."""

from collections.abc import Iterable
from graphlib import TopologicalSorter

from db.checks.stages import stage_name
from db.forms.indicators import READ_PREFIX
from db.forms.stages import Stages
from db.texts.stages import PREFIX


class Derived:
    """The stages that are made of forms, and which of them no longer fit what they are made of."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        names = [name for name in stages.names() if name.startswith((READ_PREFIX, PREFIX))]
        own = {name: stages.reads(name) for name in names}
        self._order = [name for name in TopologicalSorter(own).static_order() if name in own]
        self._behind: dict[str, frozenset[str]] = {}
        for name in self._order:
            self._behind[name] = self._with_sources(own[name])
        self._stale: dict[str, None] = {}
        self.all = frozenset(self._order)

    def sources(self, check_id: str) -> frozenset[str]:
        """What a check reads, and what is behind the derived relations that it reads."""
        return self._with_sources(self._stages.reads(stage_name(check_id)))

    def changed(self, relations: Iterable[str]) -> None:
        """Those relations say something else: what is made of them will be made anew when a check asks for it."""
        touched = frozenset(relations)
        self._stale.update({name: None for name in self._order if self._behind[name] & touched})

    def restored(self) -> None:
        """The changes were taken back, and with them what was made of them."""
        self._stale.clear()

    def ask(self, reads: frozenset[str]) -> bool:
        """Make anew what is derived, where a check that reads this would see what does not fit any more; whether."""
        if not self._stale.keys().isdisjoint(reads):
            for name in [name for name in self._order if name in self._stale]:
                self._stages.rewrite(name)
            self._stale.clear()
            return True
        return False

    def _with_sources(self, reads: frozenset[str]) -> frozenset[str]:
        return reads.union(*(self._behind[name] for name in reads if name in self._behind))
