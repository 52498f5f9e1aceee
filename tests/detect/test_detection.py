"""A fault that contradicts anything else in the forms is found; a book that is right is not reproached with anything.

The whole of it is `make detect`; here a part, always the same.
"""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.book import Book
from db.checks.cause import grouped
from db.checks.figures import Spot
from db.pack import load
from tests.db.undoing import put_back
from tests.detect.conftest import SMALL
from tests.detect.entries import entry_faults, open_findings, put_in
from tests.detect.faults import WORDS, Fault, Kind, faults
from tests.detect.files import Exported, FileFault, book_on_disk
from tests.detect.measure import PACK, findings
from tests.detect.untied import entry_exemptions, entry_reason, exemptions, reason
from tests.detect.workshop import Generated, Workshop, sample_relations

FORM_FAULTS = 60  # of each kind
FILE_FAULTS = 2  # of each of ten kinds
ENTRY_FAULTS = 20


def contradicting(workshop: Workshop, kinds: frozenset[Kind], chance: Random) -> list[Fault]:
    """Faults of these kinds in the forms on the bench that contradict something, a few of each."""
    known = exemptions()
    found: dict[Kind, list[Fault]] = {kind: [] for kind in kinds}
    for relation in workshop.types:
        table = workshop.table(relation)
        for fault in faults(table, workshop.types, chance):
            if fault.kind in kinds and not reason(known, fault, table, workshop.bench.connection):
                found[fault.kind].append(fault)
    return [fault for each in found.values() for fault in chance.sample(each, min(FORM_FAULTS, len(each)))]


@pytest.mark.parametrize("kind", WORDS)
def test_a_fault_in_the_forms_of_the_sample_is_found(kind: Kind, sample: Workshop) -> None:
    put = contradicting(sample, frozenset((kind,)), Random(1))
    assert put
    assert [fault for fault in put if not sample.finds(fault)] == []


@pytest.mark.parametrize("seed", range(3, 3 + max(1, settings().max_examples // 25)))
def test_a_fault_in_the_forms_of_a_generated_book_is_found(seed: int, workshop: Workshop, generated: Generated) -> None:
    workshop.fill(generated.relations(Random(seed), 4))
    put = contradicting(workshop, frozenset(WORDS), Random(seed))
    assert [fault for fault in put if not workshop.finds(fault)] == []


@settings(
    max_examples=max(8, settings().max_examples // 2), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), units=st.integers(1, 12))
def test_a_book_that_is_right_has_no_finding(seed: int, units: int, generated: Generated) -> None:
    generated.relations(Random(seed), units)
    assert findings(generated) == frozenset()


def test_a_fault_in_the_entries_is_found(typed: Book) -> None:
    known, missed = entry_exemptions(), []
    before = open_findings(typed)
    assert before == ()
    for fault in Random(SMALL).sample(entry_faults(typed, Random(SMALL), 1), ENTRY_FAULTS):
        with put_back(typed):
            put_in(typed, fault)
            if not open_findings(typed) and not entry_reason(known, fault, typed.connection):
                missed.append(fault)
    assert missed == []


@pytest.mark.parametrize(
    ("kind", "spot", "cause"),
    [
        ("deleted-row", Spot("form_05", "", "total", ""), ("missing-row", "05!total")),
        ("deleted-row", Spot("form_03", "", "total", ""), ("missing-row", "03!total")),
    ],
)
def test_one_wrong_row_of_a_file_is_one_cause_with_nine_consequences(
    kind: Kind, spot: Spot, cause: tuple[str, str], exported: Exported, workshop: Workshop
) -> None:
    workshop.fill(exported.relations)
    wrong = next(
        altered
        for altered in exported.faults(workshop.table, Random(SMALL))
        if (altered.fault.kind, altered.fault.spot) == (kind, spot)
    )
    (group,) = grouped(exported.findings(wrong))
    assert len(group.findings) >= 9
    assert group.cause is not None
    assert (group.cause.kind, group.cause.address) == cause


@pytest.mark.parametrize("part", range(FILE_FAULTS))
def test_a_fault_in_a_file_without_our_marks_is_found(
    part: int, exported: Exported, file_faults: list[FileFault]
) -> None:
    mine = file_faults[part::FILE_FAULTS]
    assert len(mine) == 10
    assert [altered.fault for altered in mine if not exported.findings(altered)] == []


def test_the_file_itself_has_no_finding(exported: Exported) -> None:
    assert exported.clean == ()


@pytest.fixture(scope="module")
def sample() -> Workshop:
    workshop = Workshop(load(PACK))
    workshop.fill(sample_relations())
    return workshop


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A small generated book, open."""
    with book_on_disk(tmp_path_factory.mktemp("typed") / "账套.ysb", load(PACK), Random(5), 3) as book:
        yield book


@pytest.fixture(scope="module")
def file_faults(exported: Exported) -> list[FileFault]:
    """Two of each of the ten kinds, which contradict something."""
    chance, known, workshop = Random(SMALL), exemptions(), Workshop(load(PACK))
    workshop.fill(exported.relations)
    found: dict[Kind, list[FileFault]] = {}
    for altered in exported.faults(workshop.table, chance):
        table = workshop.table(altered.fault.spot.relation)
        if not reason(known, altered.fault, table, workshop.bench.connection, read=True):
            found.setdefault(altered.fault.kind, []).append(altered)
    return [altered for each in found.values() for altered in chance.sample(each, FILE_FAULTS)]
