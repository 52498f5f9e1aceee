"""The detection table: faults put into the sample and into generated books, and how many the checks find.

`python -m tests.detect.run` (`make detect`) writes build/detection.json and prints the table; `--quick` takes a few
books, to try a change of the checks; `--readme` also puts the table between its marks in README.md.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from tests.detect.measure import SAMPLE, false_findings, in_entries, in_files, in_forms
from tests.detect.table import Size, as_json, report
from tests.detect.tally import Tally

_MARKS = ("<!-- detection -->", "<!-- /detection -->")
_BATCH = 50  # clean books that are judged in one go

FULL = Size(books=5, causes=36, file_books=5, files=2, entry_books=6, entries=1, clean=1000, units=12)
QUICK = Size(books=2, causes=24, file_books=2, files=1, entry_books=2, entries=1, clean=40, units=6)


def measured(size: Size, workers: int) -> Tally:
    """All that is counted, the longest tasks first."""
    tally = Tally.empty()
    with ProcessPoolExecutor(workers) as pool:
        counts: list[Future[Tally]] = [
            pool.submit(in_files, SAMPLE, 1, size.files),
            pool.submit(in_entries, SAMPLE, 1, size.entries),
            pool.submit(in_forms, SAMPLE, 1, size.causes),
            *(pool.submit(in_forms, seed, size.units // (1 + seed), size.causes) for seed in range(size.books)),
            *(pool.submit(in_files, seed, 1 + seed % 4, size.files) for seed in range(size.file_books)),
            *(pool.submit(in_entries, seed, 1 + seed % size.units, size.entries) for seed in range(size.entry_books)),
            *(
                pool.submit(false_findings, range(start, min(start + _BATCH, size.clean)), size.units)
                for start in range(0, size.clean, _BATCH)
            ),
        ]
        for number, count in enumerate(counts, start=1):
            tally.add(count.result())
            print(f"{number}/{len(counts)}", file=sys.stderr, flush=True)
    return tally


def main(given: Sequence[str] | None = None) -> None:
    """Run, print, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a few books only")
    options.add_argument("--readme", action="store_true", help="write the tables into README.md")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = options.parse_args(given)
    size = QUICK if chosen.quick else FULL
    started = time.monotonic()
    tally = measured(size, chosen.workers)
    text = report(tally, size)
    print(text)
    print(f"{time.monotonic() - started:.0f} s")
    target = Path("build") / ("detection-quick.json" if chosen.quick else "detection.json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(as_json(tally, size), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if chosen.readme:
        _into_readme(Path("README.md"), text)


def _into_readme(readme: Path, text: str) -> None:
    """Put the tables between their marks; a README without the marks is left as it is."""
    before, begin, rest = readme.read_text(encoding="utf-8").partition(_MARKS[0])
    _, end, after = rest.partition(_MARKS[1])
    if begin and end:
        readme.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
