"""No check of the pack names a form, a block, a column, a row, an entry or a code that the pack does not have.

What stands in the selects is looked at as it is written; what they put together, in all they compare in the full book.
"""

import re
from collections.abc import Iterator

import pytest

from db.checks.comparison import Comparison
from db.checks.figures import fixed_keys, spot_of
from db.definitions import Document, Pivot
from tests.packs.full_book import Bench, pack
from tests.packs.test_check_rules import QUIET

SELECTS = {
    f"{kind}/{each.id}": each.sql
    for kind, found in (("checks", pack().checks), ("mends", pack().mends), ("parts", pack().parts))
    for each in found.values()
}
CODES = frozenset[str]().union(*(catalog.rows for catalog in pack().catalogs.values()))
BLOCKS = {(form.id, block.id) for form in pack().forms.values() if isinstance(form, Document) for block in form.blocks}
FIXED = {fixed.key for form in pack().forms.values() if isinstance(form, Pivot) for fixed in form.fixed}
_COMMENT = re.compile(r"--[^\n]*")
_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_ADDRESS = re.compile(r"(?P<form>[0-9]{2})?(?:/[^!]*)?!(?P<block>[a-z]+(?=/|$))?")


def literals(sql: str) -> Iterator[str]:
    """The texts that a select writes out."""
    return (found[1] for found in _LITERAL.finditer(_COMMENT.sub("", sql)))


def misnamed(literal: str) -> bool:
    """Does a text that is written out name a form, a block, a fixed row or a code that there is not?"""
    if re.fullmatch(r"[0-9]{3}|[0-9]{5}|[0-9]{7}", literal):
        return literal not in CODES
    if re.fullmatch(r"r[0-9]{2}", literal):
        return literal not in FIXED
    address = _ADDRESS.match(literal)
    if address is None:
        return False
    form, block = address["form"], address["block"]
    if form and form not in pack().forms:
        return True
    return bool(block) and not any(known == block and form in (None, owner) for owner, known in BLOCKS | ROWS)


# What stands behind the mark of a form without blocks is a row of it.
ROWS = {(form.id, "total") for form in pack().forms.values() if not isinstance(form, Document)}


def unknown(bench: Bench, address: str) -> bool:
    """Does an address lead to no entry, form, column or fixed row of the pack?"""
    kind, _, rest = address.partition("/")
    if kind == "entry":
        entry = pack().entries.get(rest.partition("/")[0])
        place, dot, column = rest.partition("/")[2].rpartition(".")
        named = bool(dot) and re.fullmatch(r"#?[0-9]+", place) is not None
        return entry is None or (named and column not in {one.id for one in entry.columns})
    spot = spot_of(pack(), address)
    if spot is None:
        return True
    if spot.relation not in bench.stages.names():
        return True
    if spot.column and spot.column not in bench.stages.columns(spot.relation):
        return True
    fixed = fixed_keys(pack(), spot.relation)
    return bool(fixed and spot.key) and spot.key not in fixed


def addresses(made: list[Comparison]) -> set[str]:
    return {address for each in made for address in (each.address, each.other_address) if address}


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("select", sorted(SELECTS))
def test_what_is_written_out_is_there(select: str) -> None:
    assert [literal for literal in literals(SELECTS[select]) if misnamed(literal)] == []


def test_the_forms_of_a_check_are_there() -> None:
    assert {form for check in pack().checks.values() for form in check.forms} <= pack().forms.keys()


@pytest.mark.parametrize("check_id", sorted(pack().checks))
def test_what_is_compared_is_there(bench: Bench, check_id: str) -> None:
    made = bench.comparisons(check_id, *QUIET.get(check_id, ()))
    assert sorted(address for address in addresses(made) if unknown(bench, address)) == []


def test_a_name_that_is_not_there_is_noticed(bench: Bench) -> None:
    assert [misnamed(it) for it in ("05!", "16!", "14!funds/", "14!fund/", "30201", "30298", "r28", "r29")] == [
        False, True, False, True, False, True, False, True,
    ]  # fmt: skip
    there, not_there = ("05!total.basic", "entry/basic/1.amount"), ("05!total.base", "entry/basics/1.amount")
    assert [unknown(bench, it) for it in (*there, *not_there)] == [False, False, True, True]
