"""The covering letter of a submission: to whom it goes, and what it says."""

import msgspec


class Letter(msgspec.Struct, frozen=True):
    """A mail as it is to be sent: `to` is an address, '' where the pack knows none."""

    to: str = ""
    subject: str = ""
    body: str = ""
