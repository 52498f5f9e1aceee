"""Books that tests of the window begin with."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from desktop.dialogs.new_book import NewBookAnswer
from desktop.session import Session

SALARY = [["112001", "", "2014001", "30101", "", "", "", "75.30"]]


def answer(path: Path) -> NewBookAnswer:
    """What somebody says of a new book at `path`."""
    return NewBookAnswer(
        path=path,
        year=2024,
        department_code="112",
        budget_name="信访局",
        units=(("112001", "信访局本级"),),
        amounts="万元",
    )


def filled_in(book: Path, folder: Path, *blocks: tuple[str, Sequence[Sequence[str]]]) -> Path:
    """A copy of a book in a folder, with a block pasted at the beginning of each of these tabs."""
    path = Path(shutil.copyfile(book, folder / book.name))
    session = Session()
    assert session.open(path)
    for entry, block in blocks:
        assert session.paste(entry, 0, 0, block)
    session.close()
    return path
