"""Measuring: faults of one book put in one after the other, and how many were found and their causes named right."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from db.checks.cause import Cause, grouped
from db.checks.figures import Spot
from db.checks.finding import Finding
from db.checks.judge import Judge
from db.checks.places import Places
from db.checks.stages import stage_name
from db.money import AmountUnit
from db.pack import load
from tests.db.undoing import put_back
from tests.detect.causes import Named, mends_entry, names_entry, names_it
from tests.detect.entries import EntryFault, entry_faults, open_findings, put_in, said
from tests.detect.faults import Fault, Kind, faults
from tests.detect.files import Exported, FileFault, book_on_disk, sample_on_disk
from tests.detect.tally import BREADTH, JUDGED, Otherwise, Place, Tally
from tests.detect.untied import entry_exemptions, entry_reason, exemptions, reason
from tests.detect.workshop import Generated, Workshop, sample_relations

PACK = "jianghan-2024"
_COUNTED = 20  # of so many clean books one is asked which checks have something to compare in it
SAMPLE = -1  # the seed of the sample book, which is not generated


def in_forms(seed: int, most_units: int, causes: int) -> Tally:
    """All faults of the forms of one book; the causes of `causes` of those that were found, of every kind as many."""
    pack = load(PACK)
    chance = Random(seed)
    workshop, known, tally = Workshop(pack), exemptions(), Tally.empty()
    workshop.fill(sample_relations() if seed == SAMPLE else Generated(pack).relations(chance, most_units))
    caught: dict[Kind, list[Fault]] = defaultdict(list)
    for relation in workshop.types:
        table = workshop.table(relation)
        for fault in faults(table, workshop.types, chance):
            place = _place("forms", fault)
            tally.note(place, "injected")
            if workshop.finds(fault):
                tally.note(place, "found")
                caught[fault.kind].append(fault)
            elif why := reason(known, fault, table, workshop.bench.connection):
                tally.exempt(place, why)
            else:
                tally.missed.append(_told(seed, "forms", fault))
    for fault in _some(caught.values(), causes, chance):
        verdicts = workshop.blamed(fault)
        blamed = (verdicts[0].suspect, *verdicts[0].others) if verdicts else ()
        rank = next((at for at, suspect in enumerate(blamed) if names_it(fault, Named.of(suspect))), None)
        told = f"{blamed[0].kind} {tuple(blamed[0].spot)} {blamed[0].expected}" if blamed else "-"
        alike = bool(verdicts) and verdicts[0].mended >= workshop.found(fault)
        otherwise: Otherwise = "alike" if alike else "" if verdicts else "silent"
        tally.cause(_place("forms", fault), rank, f"{_told(seed, 'forms', fault)}: {told}", otherwise)
    return tally


def in_files(seed: int, most_units: int, files: int) -> Tally:
    """Some faults of the workbook of one book, each in a file without our marks; `files` of every kind.

    Of the sample: one in each cell with a figure, whichever `chance` chooses, beside as many of the other kinds.
    """
    pack = load(PACK)
    chance = Random(seed)
    workshop, known, tally = Workshop(pack), exemptions(), Tally.empty()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ysb"
        with sample_on_disk(path) if seed == SAMPLE else book_on_disk(path, pack, chance, most_units) as book:
            exported = Exported(book, Path(folder))
        workshop.fill(exported.relations)
        if seed != SAMPLE:
            tally.wrong.extend(
                [f"{seed} files {one.check} {one.address} {one.left} {one.right}" for one in exported.clean]
            )
        for altered in _chosen(list(exported.faults(workshop.table, chance)), files, chance, each=seed == SAMPLE):
            fault = altered.fault
            place, table = _place("files", fault), workshop.table(fault.spot.relation)
            tally.note(place, "injected")
            found = exported.findings(altered)
            if found:
                tally.note(place, "found")
                rank, told = exported.named(altered, found)
                otherwise = "" if rank is not None else _otherwise(found, partial(exported.mends, altered))
                tally.cause(place, rank, f"{_told(seed, 'files', fault)}: {told}", otherwise)
            elif why := reason(known, fault, table, workshop.bench.connection, read=True):
                tally.exempt(place, why)
            else:
                tally.missed.append(_told(seed, "files", fault))
    return tally


def in_entries(seed: int, most_units: int, most: int) -> Tally:
    """Faults of every kind typed into the tabs of one book, at most `most` of each kind in each column."""
    pack = load(PACK)
    chance, tally, known = Random(seed), Tally.empty(), entry_exemptions()
    with (
        tempfile.TemporaryDirectory() as folder,
        sample_on_disk(Path(folder) / "a.ysb") if seed == SAMPLE
        else book_on_disk(Path(folder) / "a.ysb", pack, chance, most_units) as book,
    ):  # fmt: skip
        before = open_findings(book)
        known_before = {said(one) for one in before}
        if seed != SAMPLE:
            tally.wrong.extend([f"{seed} entries {one.check} {one.address} {one.left} {one.right}" for one in before])
        for fault in entry_faults(book, chance, most):
            place: Place = "entries", fault.kind, fault.at.entry
            with put_back(book):
                row = put_in(book, fault)
                tally.note(place, "injected")
                found = [one for one in open_findings(book) if said(one) not in known_before]
                if found:
                    tally.note(place, "found")
                    right = names_entry(book, fault, row, found)
                    told = found[0].cause.message if found[0].cause else found[0].message
                    mends = partial(mends_entry, book, frozenset(known_before))
                    otherwise = "" if right is not None else _otherwise(found, mends)
                    tally.cause(place, right, f"{_told_entry(seed, fault)}: {found[0].check} {told}", otherwise)
                elif why := entry_reason(known, fault, book.connection):
                    tally.exempt(place, why)
                else:
                    tally.missed.append(_told_entry(seed, fault))
    return tally


def false_findings(seeds: Collection[int], most_units: int) -> Tally:
    """Errors and warnings in books that are right: seed, check, address and both sides of each."""
    made, tally = Generated(load(PACK)), Tally.empty()
    for seed in seeds:
        made.relations(Random(seed), most_units)
        tally.wrong.extend([" ".join((str(seed), *found)) for found in sorted(findings(made))])
        for check in made.pack.checks if seed % _COUNTED == 0 else ():
            if made.stages.asked(stage_name(check)):
                tally.reasons[JUDGED, check] += 1
        for what, number in made.population.breadth().items():
            tally.reasons[BREADTH, what] = max(number, tally.reasons[BREADTH, what])
    return tally


def findings(made: Generated) -> frozenset[tuple[str, str, str, str]]:
    """Errors and warnings of the book as it stands: check, address and both sides of each."""
    pack = made.pack
    judge = Judge(pack, pack.info.rounds[1].id, AmountUnit.WAN, {}, Places(pack, made.ledger))
    found = judge.judge(lambda check: made.stages.rows(stage_name(check.id)))
    return frozenset((one.check, one.address, one.left, one.right) for one in found if one.severity != "hint")


def _otherwise(found: Sequence[Finding], mends: Callable[[Cause], bool]) -> Otherwise:
    """What is said where another cell is named than the one that the fault is in: `mends` tries it."""
    first = grouped(found)[0]
    return "silent" if first.cause is None else "alike" if mends(first.cause) else ""


def _some(groups: Collection[list[Fault]], most: int, chance: Random) -> Iterator[Fault]:
    """At most so many, of every group as many as of the others where it has them."""
    share = -(-most // max(1, len(groups)))
    return (fault for group in groups for fault in chance.sample(group, min(share, len(group))))


def _chosen(every: Sequence[FileFault], most: int, chance: Random, *, each: bool) -> Sequence[FileFault]:
    """Of every kind at most so many; with `each`, of the kinds that change a figure one for each cell."""
    by_kind: dict[object, list[FileFault]] = defaultdict(list)
    for altered in every:
        figure = isinstance(altered.fault.before, int) and altered.fault.spot.column != ""
        by_kind[altered.fault.spot if each and figure else altered.fault.kind].append(altered)
    return [
        altered
        for key, group in by_kind.items()
        for altered in chance.sample(group, min(1 if isinstance(key, Spot) else most, len(group)))
    ]


def _place(where: str, fault: Fault) -> Place:
    return where, fault.kind, fault.spot.relation.removeprefix("form_")


def _told(seed: int, where: str, fault: Fault) -> str:
    return f"{seed} {where} {fault.kind} {tuple(fault.spot)} {fault.before} {fault.after}"


def _told_entry(seed: int, fault: EntryFault) -> str:
    at = fault.at
    return f"{seed} entries {fault.kind} {at.entry}/{fault.key}.{at.column} {fault.before} {fault.after}"
