"""Explanations: the answer to a warning, or the head's reason for going on in spite of an error.

An answer names the two figures it was given for, as printed. When either differs it has lapsed: it stays written down,
and answers nothing. One about a row holds the row, and stays with it wherever the row goes.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from db.checks.places import Places, spoken
from db.checks.titles import check_title
from db.errors import BookError
from db.judging import Severity
from db.signs import unkept

if TYPE_CHECKING:
    from db.book import Book

_MOST_CHARACTERS = 2000
_LONGEST_NAME = 100


class Explanation(msgspec.Struct, frozen=True):
    """A written answer. `who` is empty for a warning, and whoever took responsibility for an overridden error."""

    check: str
    address: str
    left: str
    right: str
    text: str
    who: str = ""

    def answers(self, left: str, right: str, severity: Severity) -> bool:
        """Whether it was given for these very figures; somebody must answer for an error."""
        return (self.left, self.right) == (left, right) and (severity != "error" or bool(self.who))


Answers = Mapping[tuple[str, str], Explanation]


class _Written(msgspec.Struct, frozen=True):
    """What is written in a book, as its addresses are now."""

    answers: Answers


def explanations(book: "Book") -> Answers:
    """(check id, address) → what was written there, lapsed answers included; the same until rows or answers change."""
    return book.named(_Written, lambda: _Written(_written(book))).answers


def _written(book: "Book") -> Answers:
    rows = book.connection.execute(
        "select check_id, address, left_value, right_value, text, who from explanation order by position, id"
    )
    places = _places(book)
    written = (Explanation(check, places.address(held), *rest) for check, held, *rest in rows)
    return {(each.check, each.address): each for each in written}


def explain(book: "Book", check_id: str, address: str, text: str, who: str = "") -> None:
    """Answer the finding of that check at that address, as one journaled action.

    An error is answered for by the head: nobody named is the one whom the book names.
    Raises BookError: there is no such finding, it cannot be answered (a hint, a structural error), the text is empty or
    too long, or nobody answers for an error.
    """
    from db.checks.findings import findings

    text, who = _lines(text).strip(), who.strip()
    if not text:
        raise BookError("情况说明是空的，请写明原因。")
    for said, what, breaks in ((text, "情况说明", True), (who, "署名", False)):
        if bad := unkept(said, breaks):
            raise BookError(f"{what}里有{bad}，请删去。")
    if len(who) > _LONGEST_NAME:
        raise BookError(f"署名有 {len(who)} 个字，最多 {_LONGEST_NAME} 个，只写姓名。")
    if len(text) > _MOST_CHARACTERS:
        raise BookError(f"情况说明有 {len(text)} 个字，最多 {_MOST_CHARACTERS} 个，请写短一些。")
    finding = next((each for each in findings(book) if (each.check, each.address) == (check_id, address)), None)
    if finding is None:
        raise BookError(f"{_where(book, address)}现在没有“{_title(book, check_id)}”这条审核意见，不需要说明。")
    if not finding.explainable:
        raise BookError(f"“{finding.title}”不能用说明代替，请改正数据：{finding.message}")
    if finding.severity == "error":
        who = who or book.record().head
        if not who:
            raise BookError("带错上报须由单位负责人署名：请写明是谁，或先在“基本信息”里填单位负责人。")
    with book.action(f"说明 {finding.title}"):
        book.connection.execute(
            "insert into explanation (check_id, address, left_value, right_value, text, who, made_at, position) "
            "values (?, ?, ?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from explanation)) "
            "on conflict (check_id, address) do update set left_value = excluded.left_value, "
            "right_value = excluded.right_value, text = excluded.text, who = excluded.who, made_at = excluded.made_at",
            (check_id, _places(book).held(address), finding.left, finding.right, text, who, _now()),
        )


def withdraw(book: "Book", check_id: str, address: str) -> None:
    """Take an answer back, as one journaled action. Raises BookError when there is none."""
    if (check_id, address) not in explanations(book):
        raise BookError(f"{_where(book, address)}没有“{_title(book, check_id)}”的情况说明，无需撤回。")
    with book.action("撤回情况说明"):
        book.connection.execute(
            "delete from explanation where check_id = ? and address in (?, ?)",
            (check_id, address, _places(book).held(address)),
        )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _where(book: "Book", address: str) -> str:
    return spoken(book, address) or address


def _title(book: "Book", check_id: str) -> str:
    return check_title(book.pack, check_id)


def _places(book: "Book") -> Places:
    return book.named(Places, lambda: Places(book.pack, book.connection))


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
