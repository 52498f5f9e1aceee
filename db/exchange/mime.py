"""A mail as a file (RFC 5322, 2045): head, a plain text, attachments. Written sign by sign, so that nothing is folded,
named or dated as a library sees fit: the same mail gives the same bytes.
"""

import re
from base64 import b64encode, encodebytes
from collections.abc import Mapping
from unicodedata import category
from urllib.parse import quote

import msgspec

# Neither base64 nor a head of ours has a line that begins so.
_BOUNDARY = "=_yusuanben"
_MOST_BYTES = 39  # of text in one encoded word: a line that holds one may have 76 signs (RFC 2047)
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
}


class Mail(msgspec.Struct, frozen=True):
    """A mail that has not been sent. `to`: one plain address, or '' where nobody knows it; `text` in lines of \\n."""

    to: str
    subject: str
    text: str


def draft_bytes(mail: Mail, attachments: Mapping[str, bytes]) -> bytes:
    """The mail as a draft that a mail program opens to be sent: without sender, date or number, which it puts in.

    Attachments by name, in their order. Whatever signs `mail` and the names hold, none of them makes a further line
    of a head.
    """
    head = [
        *([f"To: {mail.to}"] if mail.to else []),  # an empty one is no head (RFC 5322, 3.6.3)
        f"Subject: {_encoded(one_line(mail.subject))}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"',
    ]
    text = "\r\n".join(re.split("\r\n|\r|\n", _plain(mail.text)))
    parts = [_part(["Content-Type: text/plain; charset=utf-8"], text.encode())]
    parts += [_part(_attached(one_line(name)), content) for name, content in attachments.items()]
    between = f"--{_BOUNDARY}\r\n".encode()
    return b"".join([_lines(head), *(between + part for part in parts), f"--{_BOUNDARY}--\r\n".encode()])


def one_line(text: str) -> str:
    """`text` in one line that can be written as UTF-8: what breaks or steers a line is a blank."""
    return "".join(" " if category(sign) in ("Cc", "Zl", "Zp") else sign for sign in _plain(text)).strip()


def type_of(name: str) -> str:
    """The type of a file by its name's ending; what is not known is bytes."""
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _plain(text: str) -> str:
    """Without half signs, which a file name of an old disk may hold."""
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)


def _attached(name: str) -> list[str]:
    """Both ways to say a name: RFC 2231 in one piece, and the older one that Chinese mail programs read."""
    return [
        f'Content-Type: {type_of(name)};\r\n name="{_encoded(name)}"',
        f"Content-Disposition: attachment;\r\n filename*=utf-8''{quote(name, safe='')}",
    ]


def _part(head: list[str], content: bytes) -> bytes:
    return _lines([*head, "Content-Transfer-Encoding: base64"]) + encodebytes(content).replace(b"\n", b"\r\n")


def _lines(head: list[str]) -> bytes:
    return ("\r\n".join(head) + "\r\n\r\n").encode("ascii")


def _encoded(text: str) -> str:
    """`text` as encoded words (RFC 2047) in as many lines: never in the middle of a sign."""
    words, word = [], b""
    for sign in text:
        coded = sign.encode()
        if len(word) + len(coded) > _MOST_BYTES:
            words.append(word)
            word = b""
        word += coded
    words.append(word)
    return "\r\n ".join(f"=?utf-8?B?{b64encode(one).decode()}?=" for one in words if one)
