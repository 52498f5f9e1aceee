"""Values the window shows, already printed: what reading a book gives to the panels."""

import msgspec


class Part(msgspec.Struct, frozen=True):
    """One of the sheets of a place. `key`: entry id, or name of the form's sheet."""

    key: str
    title: str


class Past(msgspec.Struct, frozen=True):
    """A gesture of the journal."""

    caption: str
    when: str
    can_undo: bool


class Sides(msgspec.Struct, frozen=True):
    """Income and spending as printed."""

    income: str
    spending: str
    difference: str
    balanced: bool
