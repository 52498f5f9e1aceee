"""The sample as a file, and what is exported of it: made once, and copied by every test that wants one of its own."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from db import sample
from db.book import Book
from db.exchange import submission
from db.exchange.workbook import workbook_face


def sample_book(folder: Path) -> Path:
    """The sample book, in that folder."""
    path = folder / "示例.ysb"
    path.write_bytes(_file())
    return path


def sample_draft(folder: Path) -> Path:
    """The workbook of its draft, in that folder."""
    name, content = _draft()
    (folder / name).write_bytes(content)
    return folder / name


@lru_cache(maxsize=1)
def _file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "示例.ysb"
        sample.make(path)
        return path.read_bytes()


@lru_cache(maxsize=1)
def _draft() -> tuple[str, bytes]:
    with TemporaryDirectory() as folder, Book.read(sample_book(Path(folder))) as book:
        gathered = submission.gather(book, draft=True)
        ((name, content),) = workbook_face(gathered).items()
        return name, content
