"""A submission as a mail draft: every other file attached, own ones beside them, and the covering letter."""

from collections.abc import Mapping

import msgspec

from db.exchange.attachments import readable_names
from db.exchange.gathering import Submission
from db.exchange.mime import Mail, draft_bytes


class Posting(msgspec.Struct, frozen=True):
    """What is sent: the mail, and what is attached to it by name."""

    mail: Mail
    attached: dict[str, bytes]


def posting(submission: Submission, files: Mapping[str, bytes], own: Mapping[str, bytes] | None = None) -> Posting:
    """The mail that a submission is sent with: `files` are its own, `own` are somebody's. Raises PackError."""
    cover, letter = submission.cover, submission.letter
    attached = readable_names(cover.department_code, cover.year, files, own or {})
    return Posting(Mail(letter.to, letter.subject, letter.body(attached)), attached)


def mail_face(
    submission: Submission, attachments: Mapping[str, bytes], own: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """The draft by its file name: a mail without sender or date, marked as one that has not been sent."""
    made = posting(submission, attachments, own)
    return {f"{submission.stem}.eml": draft_bytes(made.mail, made.attached)}
