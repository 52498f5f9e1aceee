"""Words like no other, put into a book and looked for in every byte of what leaves it."""

import base64
import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from db.book import Book

_TOKEN = re.compile(rb"Zq[0-9]{4}Kx")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{12,}")


class Tokens:
    """Words like no other that were put into a book."""

    def __init__(self) -> None:
        self.placed: dict[str, str] = {}  # token → table.column

    def put(self, book: Book, table: str, column: str, where: str = "1") -> None:
        """A token into that column of every such row, where the table lets it stand there."""
        for (row,) in book.connection.execute(f'select rowid from "{table}" where {where}').fetchall():
            token = f"Zq{len(self.placed):04}Kx"
            book.connection.execute("savepoint put")
            try:
                book.connection.execute(f'update "{table}" set "{column}" = ? where rowid = ?', (f"密{token}件", row))
            except Exception:  # a list of values, a date: no text of anybody's
                book.connection.execute("rollback to put")
            else:
                self.placed[token] = f"{table}.{column}"
            book.connection.execute("release put")

    def found_in(self, files: dict[str, bytes]) -> dict[str, str]:
        """The tokens that stand in any byte of the files, of what is packed in them, or in their names."""
        said = b"\n".join(_read_every_way(b"\n".join(unpacked(files))))
        return {word: self.placed[word] for word in map(bytes.decode, _TOKEN.findall(said)) if word in self.placed}


def unpacked(files: dict[str, bytes]) -> Iterator[bytes]:
    """The files with their names, and whatever is packed in them."""
    for name, content in files.items():
        yield name.encode()
        yield content
        if content.startswith(b"PK"):
            with ZipFile(BytesIO(content)) as archive:
                yield archive.comment
                yield from unpacked({part: archive.read(part) for part in archive.namelist()})


def _read_every_way(content: bytes) -> Iterator[bytes]:
    yield content
    yield content.replace(b"\0", b"")  # UTF-16, either way round
    for run in _BASE64.findall(content):
        for start in range(4):
            tail = run[start:]
            yield base64.b64decode(tail[: len(tail) // 4 * 4]).replace(b"\0", b"")
