"""`make bench`: measures, prints a table, writes build/bench.json. Nothing is asserted: a machine is not a rule."""

import json
import os
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import qVersion

from db.sample import make
from db.shelf import newest
from tests.bench import handing, keystrokes, ledger, packaged, window
from tests.bench.books import make_book
from tests.bench.measure import Measured

OUT = Path("build") / "bench.json"


def measure(folder: Path) -> Iterator[Measured]:
    """Every figure that applies already, in the order of the design."""
    sample = folder / "sample.ysb"
    make(sample)
    yield ledger.checks(_copy(sample), "sample", 5.0)
    for lines in (300, 10_000):
        path = folder / f"{lines}.ysb"
        make_book(path, lines, newest())
        yield ledger.edits(path, lines)
        yield from window.keys_and_tabs(path, lines)
        yield ledger.checks(path, str(lines), 5.0 if lines <= 300 else 50.0)
    yield from window.start_and_memory(sample)
    yield from handing.submissions(sample, "", "二上", folder / "sample")
    yield from handing.submissions(folder / "300.ysb", "_300", "二上", folder / "300")
    yield keystrokes.keystrokes(folder)
    yield from packaged.sizes()


def _copy(book: Path) -> Path:
    """Another file of the same book: what is measured changes it."""
    return Path(shutil.copyfile(book, book.with_stem(f"{book.stem}-edited")))


def machine() -> str:
    """What the figures were taken on."""
    busy = f"，负载 {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} 核 {platform.machine()}{busy} · Python {platform.python_version()}"
        f" · SQLite {sqlite3.sqlite_version} · Qt {qVersion()}"
    )


def main() -> None:
    """Measure and report."""
    found: dict[str, dict[str, object]] = {}
    print(machine())
    print(f"{'名称':<14}{'数值':>10} {'单位':<4}{'目标':>8}  达到  说明")
    with tempfile.TemporaryDirectory() as folder:
        for one in measure(Path(folder)):
            sign = "✓" if one.reached else "✗"
            print(f"{one.name:<16}{one.value:>10.2f} {one.unit:<4}{one.reach:>8}  {sign}    {one.of}", flush=True)
            found[one.name] = {"value": round(one.value, 3), "unit": one.unit, "reach": one.reach, "of": one.of}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
