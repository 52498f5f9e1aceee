"""Values the window shows, already printed: what reading a book gives to the panels."""

import datetime

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


class Gesture(msgspec.Struct, frozen=True):
    """A gesture in the list of all of them. `state`: done, undone, or dropped (undone, then overtaken by another);
    `current`: the newest that counts, where the book stands.
    """

    action: int
    caption: str
    who: str
    when: str
    state: str
    current: bool


class Sides(msgspec.Struct, frozen=True):
    """Income and spending as printed."""

    income: str
    spending: str
    difference: str
    balanced: bool


def spoken_time(made_at: str) -> str:
    """`今天 16:42`, `昨天 09:05`, `3月8日 10:00` from an ISO time."""
    try:
        made = datetime.datetime.fromisoformat(made_at).astimezone()
    except ValueError:
        return made_at
    days = (datetime.datetime.now().astimezone().date() - made.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, f"{made.month}月{made.day}日")
    return f"{day} {made:%H:%M}"
