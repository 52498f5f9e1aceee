"""What a submission is called before it is made: its round, its revision, the names of its files."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from db.errors import BookError, PackError
from db.exchange.names import file_stem

if TYPE_CHECKING:
    from db.book import Book
    from db.definitions import Output, Round

OWN: tuple["Output", ...] = ("workbook", "document")  # what the core draws itself, beside the mail

MAIL = ".eml"
ENDINGS: dict["Output", str] = {"workbook": ".xlsx", "document": ".docx", "pdf": ".pdf", "mail": MAIL}


class UnknownRound(BookError):  # noqa: N818 - it names what happened
    """The pack has no such round."""

    exit_code = 64


def round_of(book: "Book", round_id: str) -> "Round":
    """The round of that id. Raises UnknownRound."""
    rounds = {each.id: each for each in book.pack.info.rounds}
    if round_id not in rounds:
        raise UnknownRound(f"没有“{round_id}”这个轮次；可选：{'、'.join(rounds)}。")
    return rounds[round_id]


def drawable(outputs: Iterable["Output"], faces: Collection["Output"] = ()) -> tuple["Output", ...]:
    """Those of a round's outputs that the core or `faces` can draw, in the order of their drawing: the mail last."""
    listed = tuple(outputs)
    files = (one for one in listed if one != "mail" and (one in OWN or one in faces))
    return (*files, *(one for one in listed if one == "mail"))


def next_revision(book: "Book") -> int:
    """The number of the next submission, from 1."""
    (last,) = book.connection.execute("select ifnull(max(revision), 0) from submission").fetchone()
    return int(last) + 1


def next_version(book: "Book") -> str:
    """What the next submission of the book will be called: `第3版`."""
    return f"第{next_revision(book)}版"


def stem_of(book: "Book", round_id: str, revision: int, *, draft: bool) -> str:
    """The name of every file by the pack's pattern: ASCII in front should a mail garble the rest.

    Raises PackError when the pattern is none, or does not tell one submission from another.
    """
    record, pattern = book.record(), book.pack.info.file_name
    if not all(f"{{{word}}}" in pattern for word in ("round", "revision", "draft")):
        raise PackError(f"表样包 pack.toml 的 file_name “{pattern}”要有 {{round}}、{{revision}} 和 {{draft}}。")
    try:
        return file_stem(
            pattern,
            code=record.department_code,
            year=record.year,
            round=round_id,
            revision=revision,
            draft="_草稿" if draft else "",
            unit=record.budget_name,
        )
    except (KeyError, ValueError, IndexError, AttributeError) as fault:
        raise PackError(f"表样包 pack.toml 的 file_name “{pattern}”不合规定：{fault}") from fault
