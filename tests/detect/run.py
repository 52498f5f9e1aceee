"""The detection table: faults put into the sample and into generated books, and how many the checks find.

`python -m tests.detect.run` (`make detect`) writes build/detection.json and prints the table; `--quick` takes a few
books, to try a change of the checks; `--readme` also puts the table between its marks in README.md.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.detect.faults import WORDS
from tests.detect.measure import SAMPLE, Place, Tally, false_findings, in_entries, in_files, in_forms

_MARKS = ("<!-- detection -->", "<!-- /detection -->")
_WORDS: Mapping[str, str] = dict(WORDS.items())
_BATCH = 25  # clean books that are judged in one go


class Size(NamedTuple):
    """How much is tried. `causes`, `files`: of each book."""

    books: int
    causes: int
    files: int
    entry_books: int
    clean: int
    units: int


FULL = Size(books=20, causes=120, files=40, entry_books=40, clean=1000, units=12)
QUICK = Size(books=3, causes=30, files=6, entry_books=4, clean=40, units=6)


def measured(size: Size) -> tuple[Tally, list[str]]:
    """All that is counted, and the false findings."""
    tally, wrong = Tally.of_none(), []
    with ProcessPoolExecutor(os.cpu_count() or 1) as pool:
        counts: list[Future[Tally]] = [
            *(pool.submit(in_forms, seed, size.units, size.causes) for seed in (SAMPLE, *range(size.books))),
            *(pool.submit(in_files, seed, 1 + seed % 4, size.files) for seed in range(size.books)),
            *(pool.submit(in_entries, seed, size.units) for seed in range(size.entry_books)),
        ]
        clean = [
            pool.submit(false_findings, range(start, min(start + _BATCH, size.clean)), size.units)
            for start in range(0, size.clean, _BATCH)
        ]
        for count in counts:
            tally.add(count.result())
        for batch in clean:
            wrong += batch.result()
    return tally, wrong


def report(tally: Tally, wrong: Sequence[str], size: Size) -> str:
    """The tables of the README."""
    tried = f"示例和 {size.books} 个随机生成的账套（最多 {size.units} 个单位、九种资金、结转、上级转移支付）"
    return "\n".join(
        (
            f"{tried}，每次只放入一处错误；{size.clean} 个没有错误的账套里误报 {len(wrong)} 条。",
            "“与别处矛盾”不算只写在一处的文字和数（`tests/detect/untied.csv` 逐条列出原因）；“原因指对”是抽查。",
            "",
            *_table("放进表里的错误", "forms", 1, _WORDS, tally),
            "",
            *_table("放进导出文件的错误（去掉本程序的记号）", "files", 1, _WORDS, tally),
            "",
            *_folded("逐表", _table("表", "forms", 2, {form: form for form in _forms(tally)}, tally)),
            "",
            *_folded("录入中的错误", _table("错误", "entries", 1, {}, tally)),
        )
    )


def _forms(tally: Tally) -> Iterable[str]:
    return sorted({form for where, _, form in tally.injected if where == "forms"})


def _folded(head: str, table: Iterable[str]) -> Iterable[str]:
    return f"<details><summary>{head}</summary>", "", *table, "", "</details>"


def _table(head: str, where: str, part: int, words: Mapping[str, str], tally: Tally) -> Iterable[str]:
    yield f"| {head} | 放入 | 与别处矛盾 | 查出 | 原因指对 |"
    yield "|---|---:|---:|---:|---:|"
    sums = [_by(counts, where, part) for counts in tally[:5]]
    order = {each: at for at, each in enumerate(words)}
    for key in sorted(sums[0], key=lambda each: (order.get(each, len(order)), each)):
        yield f"| {words.get(key, key)} | " + " | ".join(_figures([each[key] for each in sums])) + " |"
    yield "| **合计** | " + " | ".join(_figures([each.total() for each in sums])) + " |"


def _by(counts: Counter[Place], where: str, part: int) -> Counter[str]:
    summed: Counter[str] = Counter()
    for place, count in counts.items():
        if place[0] == where:
            summed[place[part]] += count
    return summed


def _figures(five: Sequence[int]) -> list[str]:
    injected, against, found, asked, named = five
    return [f"{injected}", f"{against}", _percent(found, against), _percent(named, asked)]


def _percent(part: int, whole: int) -> str:
    """Rounded down: only all of them are 100 %."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "—"


def as_json(tally: Tally, wrong: Sequence[str], size: Size) -> Mapping[str, object]:
    """All counts, by where the fault was put in, kind and form."""
    return {
        **size._asdict(),
        "false_findings": wrong,
        "contradicting": sum(tally.contradicting.values()),
        "found": sum(tally.found.values()),
        "causes_asked": sum(tally.asked.values()),
        "causes_named": sum(tally.named.values()),
        "faults": [
            {
                "where": place[0],
                "fault": place[1],
                "form": place[2],
                "injected": tally.injected[place],
                "contradicting": tally.contradicting[place],
                "found": tally.found[place],
                "causes_asked": tally.asked[place],
                "causes_named": tally.named[place],
            }
            for place in sorted(tally.injected)
        ],
        "missed": tally.missed,
        "misnamed": tally.misnamed,
    }


def main() -> None:
    """Run, print, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a few books only")
    options.add_argument("--readme", action="store_true", help="write the tables into README.md")
    given = options.parse_args()
    size = QUICK if given.quick else FULL
    tally, wrong = measured(size)
    text = report(tally, wrong, size)
    print(text)
    target = Path("build") / ("detection-quick.json" if given.quick else "detection.json")
    target.parent.mkdir(exist_ok=True)
    made = as_json(tally, wrong, size)
    target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if given.readme:
        _into_readme(Path("README.md"), text)


def _into_readme(readme: Path, text: str) -> None:
    """Put the tables between their marks; a README without the marks is left as it is."""
    before, begin, rest = readme.read_text(encoding="utf-8").partition(_MARKS[0])
    _, end, after = rest.partition(_MARKS[1])
    if begin and end:
        readme.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
