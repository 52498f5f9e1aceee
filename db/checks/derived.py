"""What is made of forms, and read by checks beside them: it follows when a relation is changed for a trial."""

from graphlib import TopologicalSorter

from db.checks.stages import stage_name
from db.forms.indicators import READ_PREFIX
from db.forms.learning import Reads, add
from db.forms.stages import Made, Stages
from db.texts.stages import PREFIX


class Derived:
    """The stages that are made of forms: they are made anew where a check asks, and only as far as a change reaches.

    The relations of forms must be in keeping with them when this is made, and whenever changes are taken back.
    """

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        names = [name for name in stages.names() if name.startswith((READ_PREFIX, PREFIX))]
        own = {name: stages.reads(name) for name in names}
        self._order = [name for name in TopologicalSorter(own).static_order() if name in own]
        self._behind: dict[str, frozenset[str]] = {}
        for name in self._order:
            self._behind[name] = self._with_sources(own[name])
        self._known: dict[str, Made] = {name: stages.made(name) for name in self._order}
        self._changed: Reads = {}  # what is known to differ
        self._stale: dict[str, None] = {}  # what may differ as well
        self._made: dict[str, Made] = {}

    def sources(self, check_id: str) -> frozenset[str]:
        """What a check reads, and what is behind the derived relations that it reads."""
        return self._with_sources(self._stages.reads(stage_name(check_id)))

    def reach(self, changed: Reads) -> Reads:
        """What may differ when this does: of what is derived, whatever reads it."""
        reached = dict(changed)
        for name in self._order:
            if self._stages.touched(name, reached):
                reached[name] = None
        return reached

    def changed(self, changed: Reads) -> None:
        """Those relations say something else: what is made of them will follow when a check asks for it."""
        add(self._changed, changed)
        self._stale = dict.fromkeys(name for name in self._order if name in self.reach(self._changed))

    def restored(self) -> None:
        """The changes were taken back, and with them what was made of them."""
        self._changed, self._stale, self._made = {}, {}, {}

    def kept(self) -> None:
        """The changes stay: what is derived follows, and is from now on what is known."""
        self.follow()
        self._known |= self._made
        self.restored()

    def follow(self) -> None:
        """Make anew whatever no longer fits."""
        self._follow(self._order)

    def touches(self, check_id: str) -> bool:
        """Whether something that a check reads differs; what is derived of it is up to date afterwards."""
        if self._stale:
            self._follow([name for name in self._order if name in self.sources(check_id)])
        return self._stages.touched(stage_name(check_id), self._changed)

    @property
    def followed(self) -> int:
        """How many relations were made anew since the changes."""
        return len(self._made)

    def _follow(self, wanted: list[str]) -> None:
        for name in wanted:
            if name in self._stale:
                del self._stale[name]
                if self._stages.touched(name, self._changed):
                    before = self._made.get(name, self._known[name])
                    self._made[name] = made = self._stages.made(name, before)
                    if made.rows != before.rows:
                        add(self._changed, self._stages.put(name, before, made))

    def _with_sources(self, reads: frozenset[str]) -> frozenset[str]:
        return reads.union(*(self._behind[name] | {name} for name in reads if name in self._behind))
