"""Measuring: faults of one book put in one after the other, and how many were found and their causes named right."""

import tempfile
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from random import Random
from typing import NamedTuple

from db.checks.figures import Spot, address_of
from db.checks.judge import Judge
from db.checks.places import Places
from db.checks.stages import stage_name
from db.money import AmountUnit
from db.pack import load
from tests.detect.entries import entry_faults, put_in
from tests.detect.faults import Fault, faults
from tests.detect.files import Exported, book_on_disk, first_cause
from tests.detect.untied import exemptions, reason
from tests.detect.workshop import Generated, Workshop, sample_relations

PACK = "jianghan-2024"
SAMPLE = -1  # the seed of the sample book, which is not generated

_ROWS = ("moved-row", "deleted-row", "doubled-row")
_COLUMNS = ("swapped-columns", "swapped-cells")
_ENTRY_FAULTS = 2  # of each kind in a book

Place = tuple[str, str, str]  # where it was put in (forms, files, entries), kind of fault, form or ''


class Tally(NamedTuple):
    """Counts by place: put in; contradicting something; found; asked for the cause; named right."""

    injected: Counter[Place]
    contradicting: Counter[Place]
    found: Counter[Place]
    asked: Counter[Place]
    named: Counter[Place]
    missed: list[str]
    misnamed: list[str]

    @classmethod
    def of_none(cls) -> "Tally":
        """Nothing counted yet."""
        return cls(Counter(), Counter(), Counter(), Counter(), Counter(), [], [])

    def add(self, other: "Tally") -> None:
        """Count another book in."""
        for mine, its in zip(self[:5], other[:5], strict=True):
            mine.update(its)
        self.missed.extend(other.missed)
        self.misnamed.extend(other.misnamed)


def names_it(fault: Fault, kind: str, spot: Spot) -> bool:
    """Whether a cause is the cell, row or columns that the fault is in, and of its sort."""
    relation, project, key, column = spot
    there = relation == fault.spot.relation and project in ("", fault.spot.project)
    if fault.kind in _ROWS:
        # A row that is gone is named by its key only when another form knows it.
        keys = {fault.spot.key, f"{fault.spot.key}#2"} | ({""} if kind == "missing-row" else set())
        return there and kind in ("missing-row", "extra-row", "moved-row") and key in keys
    if fault.kind in _COLUMNS:
        return there and kind == "swapped-columns" and key in ("", fault.spot.key)
    if fault.kind == "stale-name":
        # A document whose name is wrong goes by that name.
        return relation == fault.spot.relation and column == fault.spot.column and (there or project == fault.after)
    return spot == fault.spot


def in_forms(seed: int, most_units: int, causes: int) -> Tally:
    """All faults of the forms of one book; the causes of `causes` of those that were found."""
    pack = load(PACK)
    chance = Random(seed)
    workshop, known, tally = Workshop(pack), exemptions(), Tally.of_none()
    workshop.fill(sample_relations() if seed == SAMPLE else Generated(pack).relations(chance, most_units))
    caught: list[Fault] = []
    for relation in workshop.types:
        table = workshop.table(relation)
        for fault in faults(table, workshop.types, chance):
            place = _place("forms", fault)
            tally.injected[place] += 1
            if reason(known, fault, table, workshop.bench.connection):
                continue
            tally.contradicting[place] += 1
            if workshop.finds(fault):
                tally.found[place] += 1
                caught.append(fault)
            else:
                tally.missed.append(_told(seed, "forms", fault))
    for fault in chance.sample(caught, min(causes, len(caught))):
        verdicts = workshop.blamed(fault)
        blamed = (verdicts[0].suspect, *verdicts[0].others) if verdicts else ()
        right = any(names_it(fault, suspect.kind, suspect.spot) for suspect in blamed)
        said = f"{blamed[0].kind} {tuple(blamed[0].spot)}" if blamed else "-"
        _count_cause(tally, _place("forms", fault), right, f"{_told(seed, 'forms', fault)}: {said}")
    return tally


def in_files(seed: int, most_units: int, files: int) -> Tally:
    """Some faults of the workbook of one book, each in a file without our marks."""
    pack = load(PACK)
    chance = Random(seed)
    workshop, known, tally = Workshop(pack), exemptions(), Tally.of_none()
    with tempfile.TemporaryDirectory() as folder:
        with book_on_disk(Path(folder) / "a.ysb", pack, chance, most_units) as book:
            exported = Exported(book, Path(folder))
        workshop.fill(exported.relations)
        every = list(exported.faults(workshop.table, chance))
        for altered in chance.sample(every, min(files, len(every))):
            fault = altered.fault
            place, table = _place("files", fault), workshop.table(fault.spot.relation)
            tally.injected[place] += 1
            if reason(known, fault, table, workshop.bench.connection):
                continue
            tally.contradicting[place] += 1
            found = exported.findings(altered)
            if not found:
                tally.missed.append(_told(seed, "files", fault))
                continue
            tally.found[place] += 1
            cause = first_cause(found, pack)
            # Of several cells that explain as much, one is the cause, and the sentence names the others.
            said = Places(pack).spoken(address_of(pack, fault.spot))
            right = cause is not None and (names_it(fault, cause[0], cause[1]) or (said != "" and said in cause[2]))
            _count_cause(tally, place, right, f"{_told(seed, 'files', fault)}: {cause}")
    return tally


def in_entries(seed: int, most_units: int) -> Tally:
    """Faults of every kind in the entries of one book."""
    chance, tally = Random(seed), Tally.of_none()
    made = Generated(load(PACK))
    made.relations(chance, most_units)
    before = findings(made)
    for fault in list(entry_faults(made.ledger, chance, _ENTRY_FAULTS)):
        made.ledger.execute("savepoint fault")
        if put_in(made.ledger, fault):
            place = "entries", fault.words, ""
            tally.injected[place] += 1
            tally.contradicting[place] += 1
            made.stages.refresh_all()
            if findings(made) - before:
                tally.found[place] += 1
            else:
                tally.missed.append(f"{seed} entries {fault.words} {fault.row}")
        made.ledger.execute("rollback to fault")
        made.ledger.execute("release fault")
    return tally


def false_findings(seeds: Collection[int], most_units: int) -> list[str]:
    """Errors and warnings in books that are right: seed, check, address and both sides of each."""
    made = Generated(load(PACK))
    wrong: list[str] = []
    for seed in seeds:
        made.relations(Random(seed), most_units)
        wrong += [" ".join((str(seed), *found)) for found in sorted(findings(made))]
    return wrong


def findings(made: Generated) -> frozenset[tuple[str, str, str, str]]:
    """Errors and warnings of the book as it stands: check, address and both sides of each."""
    pack = made.pack
    judge = Judge(pack, pack.info.rounds[1].id, AmountUnit.WAN, {}, Places(pack, made.ledger))
    found = judge.judge(lambda check: made.stages.rows(stage_name(check.id)))
    return frozenset((one.check, one.address, one.left, one.right) for one in found if one.severity != "hint")


def _count_cause(tally: Tally, place: Place, right: bool, told: str) -> None:
    tally.asked[place] += 1
    if right:
        tally.named[place] += 1
    else:
        tally.misnamed.append(told)


def _place(where: str, fault: Fault) -> Place:
    return where, fault.kind, fault.spot.relation.removeprefix("form_")


def _told(seed: int, where: str, fault: Fault) -> str:
    return f"{seed} {where} {fault.kind} {tuple(fault.spot)} {fault.before} {fault.after}"
