"""How far a book is on its way to the bureau: the steps of the work in the pack's order, and what to do next.

Also which tabs somebody has begun: what is missing in the others is no news yet.
"""

from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from db.balance import Balance, balance
from db.checks.begun import Begun, begun
from db.checks.ceilings import Ceiling, ceilings
from db.checks.findings import findings
from db.checks.last import Done, last_done
from db.checks.standing import Counts, Standing, State, counts, own_place
from db.checks.unverified import UNVERIFIED
from db.exchange.handed import frozen_by_publication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.book import Book
    from db.checks.finding import Finding
    from db.definitions import Entry
    from db.pack import Pack

Kind = Literal["tab", "forms", "answers", "submit"]
_ANSWERS = "explanation"  # the table of the tab where warnings are answered
_CUT = "；"  # the sentences of checks say behind it how to mend


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the work. `line`: how it stands in one sentence. `address`: where to go on; an entry or a form when
    there is no cell to name, '' where nothing is typed. `optional`: nothing is asked of it, it may stay empty."""

    kind: Kind
    id: str  # the tab; of answers the entry
    title: str
    standing: Standing
    line: str
    address: str
    optional: bool = False
    last: Done | None = None

    @property
    def done(self) -> bool:
        """Is nothing left to do here?"""
        return self.standing.state is State.FINE


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """Where the work stands. `days` to the deadline, negative when it is over; None when none is set.

    `next`: the place of the step to go on with, None when all is done. `deadline_address`: where the deadline is set.
    """

    steps: tuple[Step, ...]
    next: int | None
    deadline: date | None
    days: int | None
    deadline_address: str
    balance: Balance
    ceilings: tuple[Ceiling, ...]
    frozen: bool


def progress(book: "Book", today: date, found: "Sequence[Finding] | None" = None) -> Progress:
    """The progress of a book on a day. `found`: its findings, where they are known already."""
    found = findings(book) if found is None else found
    record, start = book.record(), begun(book)
    steps = _Steps(book, found, start).all(frozen=record.frozen)
    deadline = date.fromisoformat(record.deadline) if record.deadline else None
    return Progress(
        steps=steps,
        next=None if record.frozen else _next(steps),
        deadline=deadline,
        days=(deadline - today).days if deadline else None,
        deadline_address=_deadline_address(book.pack),
        balance=balance(book),
        ceilings=ceilings(book),
        frozen=record.frozen,
    )


def spoken_days(days: int | None) -> str:
    """The days to the deadline in words: 还有 5 天, 今天截止, 已过期 3 天."""
    if days is None:
        return "没有设截止日期"
    if days == 0:
        return "今天截止"
    return f"还有 {days} 天" if days > 0 else f"已过期 {-days} 天"


class _Steps:
    """Makes the steps of one book."""

    def __init__(self, book: "Book", found: "Sequence[Finding]", start: Begun) -> None:
        self._book = book
        self._pack = book.pack
        self._open = [one for one in found if not one.settled]
        self._begun = start
        self._tab_of = {entry.id: entry.tab for entry in self._pack.entries.values()}
        self._counts: Counts = counts(self._open, self._tab_of, completing(self._pack))

    def all(self, *, frozen: bool) -> tuple[Step, ...]:
        tabs = self._pack.info.tabs
        answers = [entry for entry in self._pack.entries.values() if entry.table == _ANSWERS]
        filled = [tab for tab in tabs if any(entry not in answers for entry in self._entries(tab))]
        written = [tab for tab in filled if self._layouts(tab) == {"topics"}]
        typed = [tab for tab in filled if tab not in written]
        return (
            *(self._tab(tab) for tab in typed),
            self._forms(),
            *(self._tab(tab) for tab in written),
            *(self._answers(entry) for entry in answers),
            self._submit(tabs[-1], frozen=frozen),
        )

    def _entries(self, tab: str) -> "list[Entry]":
        return sorted(
            (entry for entry in self._pack.entries.values() if entry.tab == tab), key=lambda entry: entry.position
        )

    def _layouts(self, tab: str) -> set[str]:
        return {entry.layout for entry in self._entries(tab)}

    def _tab(self, tab: str) -> Step:
        entries, started = self._entries(tab), tab in self._begun.tabs
        standing = self._counts.standing("tab", tab, begun=started)
        here = [one for one in self._open if ("tab", tab) in own_place(one, self._tab_of)]
        lacking = [one for one in here if one.check in completing(self._pack)]
        worst = next(iter(here), None)
        optional = not started and not here
        if standing.errors or standing.warnings:
            line = _counted(standing, worst)
        elif lacking:
            line = _first(lacking)
        elif started:
            line = "已填"
        else:
            line = "没有就不用填"
        address = worst.address if worst is not None and worst.address else ""
        return Step(
            kind="tab",
            id=tab,
            title=tab,
            standing=standing,
            line=line,
            address=address or (f"entry/{entries[0].id}" if entries else ""),
            optional=optional,
            last=last_done(self._book, entries),
        )

    def _forms(self) -> Step:
        forms = list(self._pack.forms)
        about = [one for one in self._open if one.forms and not one.completeness and one.severity != "hint"]
        errors = sum(one.severity == "error" for one in about)
        standing = Standing.of(errors, len(about) - errors, 0, begun=self._begun.forms)
        if about:
            line = _counted(standing, about[0])
        else:
            line = "各表之间都对得上" if self._begun.forms else "录入支出以后，各表自动生成"
        return Step(
            kind="forms",
            id="",
            title=f"核对 {len(forms)} 张表",
            standing=standing,
            line=line,
            address=(about[0].address if about else "") or (forms[0] if forms else ""),
        )

    def _answers(self, entry: "Entry") -> Step:
        waiting = [one for one in self._open if one.severity == "warning" and not one.completeness]
        standing = Standing.of(0, len(waiting), 0, begun=self._begun.forms)
        line = f"{len(waiting)} 条提示没有说明理由：{_short(waiting[0])}" if waiting else "没有要说明的提示"
        return Step(
            kind="answers",
            id=entry.id,
            title=entry.sheet,
            standing=standing,
            line=line if self._begun.forms or waiting else "有提示时才要写",
            address=(waiting[0].address if waiting else "") or f"entry/{entry.id}",
            optional=not waiting,
            last=last_done(self._book, [entry]),
        )

    def _submit(self, tab: str, *, frozen: bool) -> Step:
        state = State.FINE if frozen else State.EMPTY
        done = "公开材料已生成" if frozen and frozen_by_publication(self._book) else "已上报"
        line = f"{done}，账套已封存" if frozen else self._before_submission()
        return Step(kind="submit", id=tab, title="上报", standing=Standing(state), line=line, address="")

    def _before_submission(self) -> str:
        """What is to be done first. That something is missing stops a final submission where its check says so."""
        lacks = completing(self._pack)
        missing = sum(one.check in lacks for one in self._open)
        found = [one.severity for one in self._open if one.check not in lacks]
        counted = (
            (found.count("error"), "个错误"), (found.count("warning"), "条提示"), (missing, "项没有填"),
        )  # fmt: skip
        words = "、".join(f"{count} {of}" for count, of in counted if count)
        if all(one.severity == "hint" for one in self._open):
            return f"可以上报；还有 {words}" if words else "可以上报"
        return f"还有 {words}，处理完才能出终稿"


def completing(pack: "Pack") -> frozenset[str]:
    """Ids of the checks that say what is not there yet, or not confirmed."""
    return frozenset(check.id for check in pack.checks.values() if check.completeness) | {UNVERIFIED}


def _next(steps: "Sequence[Step]") -> int | None:
    """The first step with something to do. One that may stay empty is passed over once a later one has been begun."""
    left = [number for number, step in enumerate(steps) if not step.done]
    for number in left:
        later = any(step.standing.state is not State.EMPTY for step in steps[number + 1 :])
        if not steps[number].optional or not (later or steps[number].kind == "answers"):
            return number
    return left[-1] if left else None


def _counted(standing: Standing, worst: "Finding | None") -> str:
    parts = [f"{standing.errors} 个错误"] if standing.errors else []
    parts += [f"{standing.warnings} 条提示"] if standing.warnings else []
    parts += [f"还缺 {standing.missing} 项"] if standing.missing else []
    return "、".join(parts) + (f"：{_short(worst)}" if worst is not None else "")


def _first(lacking: "Sequence[Finding]") -> str:
    return _short(lacking[0]) + (f"（共缺 {len(lacking)} 项）" if len(lacking) > 1 else "")


def _short(finding: "Finding") -> str:
    return finding.message.partition(_CUT)[0].rstrip("。")


def _deadline_address(pack: "Pack") -> str:
    return next(
        (
            f"entry/{entry.id}/1.{column.id}"
            for entry in pack.entries.values()
            if entry.table == "book"
            for column in entry.columns
            if column.id == "deadline"
        ),
        "",
    )
