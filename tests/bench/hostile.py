"""What hostile workbooks cost: each is verified in a process of its own, with a clock and a look at its memory.

PYTHONPATH=. python tests/bench/hostile.py
"""

import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from db.errors import BookError
from db.exchange.received import verify
from tests.db.hostile import READ, REFUSED


def measured(path: Path) -> tuple[float, int, str]:
    """Seconds of work, peak MB beyond those of the process before, and what was said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        try:
            verify(path)
            said = "读完"
        except BookError as refusal:
            said = refusal.message
        except BaseException as fault:
            said = f"!! {type(fault).__name__}: {fault}"
        took = time.process_time() - begun
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        os.write(writer, f"{took:.2f}\n{grown}\n{said}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        seconds, peak, message = told.read().split("\n", 2)
    os.waitpid(child, 0)
    return float(seconds), int(peak), message


def main(wanted: list[str]) -> None:
    cases = {**{name: write for name, (write, _) in REFUSED.items()}, **READ}
    with TemporaryDirectory() as folder:
        warm = next(iter(READ.values()))(Path(folder) / "warm.xlsx")
        with suppress(BookError):
            verify(warm)  # what the program itself takes is loaded
        for number, (name, write) in enumerate(cases.items()):
            if wanted and name not in wanted:
                continue
            made = os.fork()  # making them must not raise the memory that is measured
            path = Path(folder) / f"{number}.xlsx"
            if made == 0:
                write(path)
                os._exit(0)
            os.waitpid(made, 0)
            size = path.stat().st_size // 1024
            took, grown, said = measured(path)
            print(f"| {name} | {size} KB | {took:.2f} s | {grown} MB | {said.partition('”')[2][:40]} |", flush=True)
            if path.is_file():
                path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
