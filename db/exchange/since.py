"""What a resubmission changes: its forms beside those of the last final submission."""

import msgspec


class Difference(msgspec.Struct, frozen=True):
    """A cell that says something else than last time; both as printed. `spoken`: where it stands, in words."""

    address: str
    spoken: str
    before: str
    now: str
