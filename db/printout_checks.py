"""The checks of a pack as the command line prints them: how each stands, and both sides of all it compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypedDict

from db.checks.places import Places
from db.checks.stages import checks_of
from db.checks.state import CheckState, Tally, states
from db.judging import severities
from db.printout import STATES

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.comparison import Comparison
    from db.pack import Pack

_EMPTY = "（空）"
# What wants a look comes first, what could not be judged last.
_ORDER = ("broken", "overridden", "explained", "holds", "not applicable")


class CheckLine(TypedDict):
    """A check, its state in a book (None: no book), what it compared, and why it does not apply ('': it does)."""

    id: str
    severity: str
    forms: list[str]
    title: str
    basis: str
    state: str | None
    comparisons: list[dict[str, Any]]
    reason: str


def checks_of_book(book: "Book") -> list[CheckLine]:
    """Every check in force with what it compared in that book."""
    return [_line(state) for state in states(book)]


def checks_of_pack(pack: "Pack") -> list[CheckLine]:
    """Every check in force, without a book to judge."""
    return [
        CheckLine(
            id=check.id,
            severity=severities(check.severity)[""],
            forms=list(check.forms),
            title=check.title,
            basis=check.basis,
            state=None,
            comparisons=[],
            reason="",
        )
        for check in checks_of(pack)
    ]


def book_text(book: "Book") -> str:
    """For people: how many were judged, then each check under its state, with both sides of every comparison."""
    judged = states(book)
    places = Places(book.pack, book.connection)
    lines = [Tally.of(judged).sentence]
    for kind in _ORDER:
        under = [state for state in judged if state.state == kind]
        lines += [f"{STATES[kind]}（{len(under)} 条）"] if under else []
        for state in under:
            lines.append(
                f"  {state.title}" + (f"：{state.reason}" if state.reason else f"（{STATES[state.severity]}）")
            )
            lines += _compared(state, places)
    return "\n".join(lines)


def pack_text(pack: "Pack") -> str:
    """For people: how many checks there are, and the title of each with how grave it is in which round."""
    listed = checks_of(pack)
    lines = [f"  {check.title}（{_grave(severities(check.severity), pack)}）：{check.basis}" for check in listed]
    return "\n".join([f"共 {len(lines)} 条", *lines])


def _grave(by_round: Any, pack: "Pack") -> str:
    """`错误`, or `一上参考，二上错误，公开错误` of one that differs by round."""
    rounds = {it.id: STATES[by_round.get(it.id, by_round[""])] for it in pack.info.rounds}
    kinds = set(rounds.values())
    if len(kinds) == 1:
        return kinds.pop()
    return "，".join(f"{round_id}{said}" for round_id, said in rounds.items())


def _compared(state: CheckState, places: Places) -> Iterator[str]:
    for each in state.comparisons:
        alone = "应为" if not each.holds or each.left == each.right else "对照"  # a limit is no figure that should be
        sides = [_side(places, each.address, each.left, alone), _side(places, each.other_address, each.right, alone)]
        yield f"    {'✓' if each.holds else '✗'} " + "；".join(side for side in sides if side)


def _side(places: Places, address: str, figure: str, alone: str) -> str:
    """A place and what stands there; a side that has no place is what the check reckoned itself, after `alone`."""
    if not address:
        return f"{alone} {figure}" if figure else ""
    return f"{places.spoken(address) or address} {figure or _EMPTY}"


def _line(state: CheckState) -> CheckLine:
    return CheckLine(
        id=state.id,
        severity=state.severity,
        forms=list(state.forms),
        title=state.title,
        basis=state.basis,
        state=state.state,
        comparisons=[_comparison(each) for each in state.comparisons],
        reason=state.reason,
    )


def _comparison(each: "Comparison") -> dict[str, Any]:
    return {
        "address": each.address,
        "left": each.left,
        "other_address": each.other_address,
        "right": each.right,
        "holds": each.holds,
    }
