"""What a pack and the files in it may be called."""

import re

from db.exchange.names import legal_name

ENDING = ".ysbpack"
SUFFIXES = (".toml", ".sql", ".csv", ".txt", ".jinja", ".md")

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_ID = 60
_DEEPEST = 2  # a folder of one kind of files, and a file


def is_pack_id(text: str) -> bool:
    """Can a pack be called that, on every system: small letters, digits, and signs between them?"""
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None and legal_name(text) == text


def is_file_of_pack(name: str) -> bool:
    """Can a file of a pack lie at that path within its folder, with / between the parts, on every system?"""
    parts = name.split("/")
    return (
        len(parts) <= _DEEPEST
        and all(part and legal_name(part) == part and not part.startswith(("~", ".")) for part in parts)
        and name.endswith(SUFFIXES)
    )
