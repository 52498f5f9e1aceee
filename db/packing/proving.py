"""A pack is tried before it is believed: loaded, compiled, its forms, checks and sentences run over an empty book."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from db.errors import BookError, MissingPack, PackError
from db.pack import Pack, load
from db.versions import is_version

# Seconds, for all selects of a pack over an empty book, and for all its sentences: each takes less than one.
PATIENCE = 20.0
_STEPS = 100_000  # of SQLite between two looks at the clock


def prove(name: str, shelves: Sequence[Path], scratch: Path, go_on: Callable[[], object] = lambda: None) -> Pack:
    """The pack called `name`, which works. `scratch`: a folder for a book that is made, and stays there; `go_on` is
    called between the steps, and ends them by raising, which it does ever after.

    Raises PackError: what is wrong with it.
    """
    try:
        pack = load(name, shelves)
        _refuse_unnamed(pack, name)
        _run(pack, scratch, shelves, go_on)
    except MissingPack as fault:
        raise PackError(
            f"表样包“{name}”要先有表样包“{fault.pack}”（extends），这台电脑上没有；请先装那一个。"
        ) from fault
    except BookError as fault:
        go_on()  # it may have been the end
        raise PackError(f"表样包“{name}”不能用：{fault.message}") from fault
    except Exception as fault:  # whatever a stranger's files lead the reader to is their fault, not ours
        go_on()
        raise PackError(f"表样包“{name}”不能用：{type(fault).__name__} {fault}。请向做表样包的人核实。") from fault
    return pack


def _refuse_unnamed(pack: Pack, name: str) -> None:
    if pack.info.id != name:
        raise PackError(f"文件夹叫“{name}”，pack.toml 里的 id 却是“{pack.info.id}”，两处要一致。")
    if not is_version(pack.info.version):
        raise PackError(f"pack.toml 里的 version“{pack.info.version}”不是版本号；写数字，例如 2 或 2.1。")
    if pack.info.first_round not in {each.id for each in pack.info.rounds}:
        raise PackError(f"pack.toml 里的 first_round“{pack.info.first_round}”不是它的轮次。")
    if not pack.info.tabs or not pack.forms:
        raise PackError("一张表也没有，或 pack.toml 里没有 tabs（窗口里的各页）。")


def _run(pack: Pack, scratch: Path, shelves: Sequence[Path], go_on: Callable[[], object]) -> None:
    from db.book import Book, NewBook
    from db.bounded import all_texts
    from db.checks.findings import findings
    from db.checks.progress import progress
    from db.disclosure.passages import disclosure
    from db.entry.tabs import entry_sheet
    from db.exchange.gathering import gather
    from db.file import founding
    from db.forms.draw import all_sheets
    from db.money import AmountUnit

    path = scratch / "empty.ysb"
    new = NewBook(
        year=pack.info.year,
        department_code="112",
        budget_name="样例单位",
        units=(("112001", "样例单位"),),
        pack=pack.info.id,
        amounts=AmountUnit.WAN,
    )
    founding.found(path, new, pack, founding.new_uuid())
    _compute(pack, path, go_on)
    with Book.read(path, shelves) as book, all_texts(PATIENCE):
        if book.fault:
            raise PackError(book.fault)
        all_sheets(book)
        for entry in pack.entries:
            go_on()
            entry_sheet(book, entry)
        findings(book)
        go_on()
        disclosure(book)
        progress(book, book.now().date())
        for each in pack.info.rounds:
            go_on()
            gather(book, draft=True, round=each.id)


def _compute(pack: Pack, path: Path, go_on: Callable[[], object]) -> None:
    """Every select once, before a clock: one that never ends is no pack's."""
    from db.file import opening
    from db.forms.compile import compile_stages

    with closing(opening.for_reading(path)) as connection:
        stages = compile_stages(connection, pack, compute=False)
        end = time.monotonic() + PATIENCE

        def is_over() -> bool:
            go_on()  # what it raises interrupts the select
            return time.monotonic() > end

        connection.set_progress_handler(is_over, _STEPS)
        stages.refresh_all()
        stages.settle()
        for name in stages.names():
            stages.asked(name)
