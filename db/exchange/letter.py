"""The covering letter of a submission: to whom it goes, and what it says, in the words of the pack."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from db.exchange.attachments import spoken_size
from db.exchange.code import entries_of
from db.exchange.handed import reopened_for
from db.mailbox import is_mailbox, is_reserved
from db.money import AmountUnit, format_amount
from db.sentences import fill

if TYPE_CHECKING:
    from db.book import Book
    from db.exchange.cover import Cover

Word = str | int | bool

NO_ADDRESS = "邮件草稿没有收件人：财政局的收件邮箱还没有登记，可在“基本信息”里填写，或发送前在邮件里填写。"


class Letter(msgspec.Struct, frozen=True):
    """A mail as it is to be sent: `to` is an address, '' where nobody knows it; `bureau` is who gets it.

    `template` is its text, filled with `words` and with the files that are sent, which are known last: `body`.
    """

    to: str = ""
    bureau: str = ""
    subject: str = ""
    template: str = ""
    words: dict[str, Word | dict[str, str]] = {}

    def body(self, files: Mapping[str, bytes]) -> str:
        """The text, with `files` named as they are attached. Raises PackError."""
        listed = [{"name": name, "size": spoken_size(len(content))} for name, content in files.items()]
        size = spoken_size(sum(map(len, files.values())))
        return fill(self.template, files=listed, size=size, to=self.to, **self.words).strip() + "\n"


def letter_of(book: "Book", cover: "Cover", content: str, since: int) -> Letter:
    """What is said with a submission of `book`. `content` is what its check code was computed from, `since` how many
    cells say something else than in the last one. Without a bureau in the pack there is nobody to write to.

    Raises PackError: a sentence of the pack asks for a word that it does not get.
    """
    info = book.pack.info
    if info.bureau is None:
        return Letter()
    title = next((one.title for one in info.rounds if one.id == cover.round), cover.round)
    words: dict[str, Word | dict[str, str]] = {
        "bureau": info.bureau.name,
        "unit": cover.department,
        "department_code": cover.department_code,
        "year": cover.year,
        "round": cover.round,
        "title": title,
        "revision": cover.revision,
        "version": cover.version,
        "draft": cover.draft,
        "code": cover.code,
        "amounts": cover.amounts.value,
        "filler": cover.filler,
        "telephone": cover.telephone,
        "figures": _figures(info.bureau.figures, content, cover.amounts),
        "since": since,
        "reason": reopened_for(book, cover.revision),
    }
    to = address_of(book)
    return Letter(
        to=to,
        bureau=info.bureau.name,
        subject=" ".join(fill(info.bureau.subject, to=to, **words).split()),
        template=book.pack.texts[info.bureau.letter],
        words=words,
    )


def address_of(book: "Book") -> str:
    """Where the bureau wants its mail: what the book says, else the pack; '' where both know no real address."""
    known = book.record().bureau_mail or (book.pack.info.bureau.mail if book.pack.info.bureau is not None else "")
    return known if is_mailbox(known) and not is_reserved(known) else ""


def _figures(addresses: Mapping[str, str], content: str, amounts: AmountUnit) -> dict[str, str]:
    """The amounts at these addresses as printed, nothing as 0.00; '' of a cell that is not there, or no amount."""
    values = entries_of(content)
    return {name: _printed(values.get(address, ""), amounts) for name, address in addresses.items()}


def _printed(value: str, amounts: AmountUnit) -> str:
    try:
        return format_amount(int(value), amounts) or "0.00"
    except ValueError:
        return ""
