"""What the address of a mailbox looks like, and which addresses stand for none."""

import re

LONGEST = 200

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])")
# Names that belong to nobody and never will (RFC 2606).
_RESERVED = re.compile(r"[^@]*@(?:[^@]*\.)?(?:example|test|invalid|localhost|example\.(?:com|net|org))", re.IGNORECASE)


def is_mailbox(text: str) -> bool:
    """Is it one plain address that a mail can be sent to?"""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None


def is_reserved(address: str) -> bool:
    """Does the address stand for no mailbox, a place where the real one belongs?"""
    return _RESERVED.fullmatch(address) is not None
