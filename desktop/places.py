"""What there is to do in a book: the places of the left list, and how each one stands.

A place is an entry tab, a form, or the page of submission. Which there are and in what order is the pack's business.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from db.checks.standing import Judged, Standing, State, counts, owner
from db.definitions import Entry, Form

__all__ = ["Judged", "Place", "Standing", "State", "owner", "places", "standings"]

Group = Literal["", "录入", "报表", "提交", "收到的文件"]
OVERVIEW: Group = ""  # above all groups
ENTERING: Group = "录入"
FORMS: Group = "报表"
PAGES = frozenset(("progress", "checks", "submit"))  # kinds of places that are a page of their own, and no Sheet
SUBMITTING: Group = "提交"
RECEIVED: Group = "收到的文件"


class Place(msgspec.Struct, frozen=True):
    """A line of the left list. `id`: name of the tab, or id of the form."""

    kind: Literal["progress", "tab", "form", "checks", "submit"]
    id: str
    title: str
    group: Group


def places(tabs: Sequence[str], entries: Iterable[Entry], forms: Iterable[Form]) -> tuple[Place, ...]:
    """The places of a pack in the order of work.

    First the page that shows how far the work is. The last tab is the submission, before it stands the page of all
    checks; a tab of written parts only stands beside them.
    """
    layouts: dict[str, set[str]] = {}
    for entry in entries:
        layouts.setdefault(entry.tab, set()).add(entry.layout)
    written = [tab for tab in tabs[:-1] if layouts.get(tab) == {"topics"}]
    typed = [Place("tab", tab, tab, ENTERING) for tab in tabs[:-1] if tab not in written]
    derived = [Place("form", form.id, f"{form.id} {form.short}", FORMS) for form in forms]
    last = [Place("tab", tab, tab, SUBMITTING) for tab in written]
    first = Place("progress", "progress", "编制进度", OVERVIEW)
    rules = Place("checks", "checks", "审核规则", SUBMITTING)
    return (first, *typed, *derived, *last, rules, Place("submit", tabs[-1], "上报", SUBMITTING))


def standings(
    all_places: Sequence[Place],
    tab_of: Mapping[str, str],
    found: Iterable[Judged],
    begun: Iterable[Place],
    completing: Collection[str] = (),
) -> dict[Place, Standing]:
    """How every place stands. `tab_of`: entry id → its tab; `begun`: places in which something has been entered;
    `completing`: ids of the checks that say what is not there yet."""
    counted, started = counts(found, tab_of, completing), set(begun)
    return {place: counted.standing(place.kind, place.id, begun=place in started) for place in all_places}
