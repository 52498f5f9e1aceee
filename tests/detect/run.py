"""`make detect`: faults put into the forms of generated books, how many are found, and whether the cause is named.

Writes build/detection.json and the table in README.md. Without files, without a clock: the same on every run.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from db.checks.diagnosis import Verdict
from db.checks.findings import judge
from db.checks.places import Places
from db.checks.stages import stage_name
from db.money import AmountUnit
from db.pack import load
from tests.detect.faults import WORDS, Fault, Kind, faults
from tests.detect.untied import exemptions, reason
from tests.detect.workshop import Generated, Workshop

PACK = "jianghan-2024"
_MARKS = ("<!-- detection -->", "<!-- /detection -->")
_ROWS = ("moved-row", "deleted-row", "doubled-row")
_COLUMNS = ("swapped-columns", "swapped-cells")

Place = tuple[Kind, str]  # fault, relation


class Tally(NamedTuple):
    """Counts by fault and form: put in; contradicting something; found; asked for the cause; named right."""

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


def names_it(fault: Fault, verdict: Verdict) -> bool:
    """Whether a verdict blames the cell, row or columns that the fault is in, alone or among its equals."""
    return any(_same(fault, suspect.kind, suspect.spot) for suspect in (verdict.suspect, *verdict.others))


def _same(fault: Fault, kind: str, spot: tuple[str, str, str, str]) -> bool:
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


def book(seed: int, most_units: int, causes: int) -> Tally:
    """All faults of one generated book; the causes of `causes` of those that were found."""
    pack = load(PACK)
    chance = Random(seed)
    workshop, known, tally = Workshop(pack), exemptions(), Tally.of_none()
    workshop.fill(Generated(pack).relations(chance, most_units))
    caught: list[Fault] = []
    for relation in workshop.types:
        table = workshop.table(relation)
        for fault in faults(table, workshop.types, chance):
            place = fault.kind, relation
            tally.injected[place] += 1
            if reason(known, fault, table, workshop.bench.connection):
                continue
            tally.contradicting[place] += 1
            if workshop.finds(fault):
                tally.found[place] += 1
                caught.append(fault)
            else:
                tally.missed.append(f"{seed} {fault.kind} {fault.spot} {fault.before} {fault.after}")
    for fault in chance.sample(caught, min(causes, len(caught))):
        place = fault.kind, fault.spot.relation
        verdicts = workshop.blamed(fault)
        tally.asked[place] += 1
        if verdicts and names_it(fault, verdicts[0]):
            tally.named[place] += 1
        else:
            blamed = verdicts[0].suspect._replace(changes=()) if verdicts else None
            tally.misnamed.append(f"{seed} {fault.kind} {fault.spot} {fault.before} {fault.after}: {blamed}")
    return tally


def false_findings(seeds: range, most_units: int) -> list[str]:
    """Errors and warnings in books that are right: seed, check and sentence of each."""
    pack = load(PACK)
    made = Generated(pack)
    wrong: list[str] = []
    for seed in seeds:
        made.relations(Random(seed), most_units)
        found = judge(
            pack,
            lambda check: made.stages.rows(stage_name(check.id)),
            pack.info.rounds[1].id,
            AmountUnit.WAN,
            {},
            Places(pack, made.ledger),
            frozenset,
        )
        wrong += [f"{seed} {one.check}: {one.message}" for one in found if one.severity != "hint"]
    return wrong


def table_of(tally: Tally, clean: int, wrong: int, books: int) -> str:
    """The table of the README."""
    lines = [
        f"{books} 个随机生成的账套，逐格放入一处错误（`make detect`）；{clean} 个没有错误的账套里误报 {wrong} 条。",
        "",
        "| 错误 | 放入 | 与别处矛盾 | 查出 | 原因指对 |",
        "|---|---:|---:|---:|---:|",
    ]
    for kind, words in WORDS.items():
        lines.append(f"| {words} | " + " | ".join(_figures(tally, kind)) + " |")
    return "\n".join([*lines, "| **合计** | " + " | ".join(_figures(tally, None)) + " |"])


def _figures(tally: Tally, kind: Kind | None) -> list[str]:
    injected, against, found, asked, named = (
        sum(count for (each, _), count in counts.items() if kind in (None, each)) for counts in tally[:5]
    )
    return [f"{injected}", f"{against}", _percent(found, against), _percent(named, asked)]


def _percent(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}%" if whole else "—"


def as_json(tally: Tally, clean: int, wrong: Iterable[str], books: int) -> Mapping[str, object]:
    """All counts per fault and form."""
    rows = [
        {
            "fault": kind,
            "form": relation.removeprefix("form_"),
            "injected": tally.injected[kind, relation],
            "contradicting": tally.contradicting[kind, relation],
            "found": tally.found[kind, relation],
            "causes_asked": tally.asked[kind, relation],
            "causes_named": tally.named[kind, relation],
        }
        for kind, relation in sorted(tally.injected)
    ]
    return {
        "books": books,
        "clean_books": clean,
        "false_findings": list(wrong),
        "faults": rows,
        "missed": tally.missed,
        "misnamed": tally.misnamed,
    }


def main() -> None:
    """Run, print, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--books", type=int, default=24)
    options.add_argument("--clean", type=int, default=1000)
    options.add_argument("--units", type=int, default=6)
    options.add_argument("--causes", type=int, default=150)
    options.add_argument("--readme", action="store_true", help="write the table into README.md")
    given = options.parse_args()
    workers = os.cpu_count() or 1
    tally = Tally.of_none()
    with ProcessPoolExecutor(workers) as pool:
        batches = [range(start, given.clean, workers) for start in range(min(workers, given.clean))]
        clean = list(pool.map(partial(false_findings, most_units=given.units), batches))
        for each in pool.map(partial(book, most_units=given.units, causes=given.causes), range(given.books)):
            tally.add(each)
    wrong = [line for part in clean for line in part]
    text = table_of(tally, given.clean, len(wrong), given.books)
    print(text)
    target = Path("build") / "detection.json"
    target.parent.mkdir(exist_ok=True)
    made = as_json(tally, given.clean, wrong, given.books)
    target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if given.readme:
        readme = Path("README.md")
        before, _, rest = readme.read_text(encoding="utf-8").partition(_MARKS[0])
        after = rest.partition(_MARKS[1])[2]
        readme.write_text(f"{before}{_MARKS[0]}\n{text}\n{_MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
