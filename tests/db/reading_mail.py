"""A mail read back by the email package, as another program understands it."""

import email
from email.message import EmailMessage
from email.policy import default


def read_back(content: bytes) -> EmailMessage:
    """The mail, as another program understands it; without a single defect in any of its parts."""
    read = email.message_from_bytes(content, policy=default)
    assert isinstance(read, EmailMessage)
    assert [part.defects for part in read.walk()] == [[] for _ in read.walk()]
    return read


def text_of(read: EmailMessage) -> str:
    body = read.get_body()
    assert body is not None
    return str(body.get_content())


def attached(read: EmailMessage) -> dict[str, tuple[str, bytes]]:
    return {
        str(part.get_filename()): (part.get_content_type(), bytes(part.get_content()))
        for part in read.iter_attachments()
    }
