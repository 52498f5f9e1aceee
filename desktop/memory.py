"""What the window reads of a book's history: the list of gestures, the cell of one, how a text came into a cell."""

from db.book import Book
from db.forms.sheet import Binding
from db.history import address_of, page, touch
from desktop.shown import Gesture, spoken_time


class Memory:
    """Of one open book. Nothing is kept: each question is put to the journal when it is asked."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """Id and name of each entry tab, in order."""
        entries = sorted(self._book.pack.entries.values(), key=lambda it: it.position)
        return tuple((it.id, it.sheet) for it in entries)

    def gestures(self, most: int, before: int | None, text: str, tab: str) -> tuple[Gesture, ...]:
        """A page of the history: the newest gestures before an action, narrowed to a text and a tab."""
        current = [it.id for it in self._book.newest(1)]
        return tuple(
            Gesture(it.id, it.caption, it.who, spoken_time(it.made_at), it.state, it.id in current)
            for it in page(self._book, most, before, text, tab)
        )

    def address_of(self, action: int) -> str:
        """The address of a cell that a gesture changed; empty when it is there no more."""
        return address_of(self._book, action)

    def recalled(self, binding: Binding) -> str:
        """`张某 今天 16:42 填入，原来是“6.20”（粘贴 36 格）`; how the text came into the cell; empty: unknown."""
        known = touch(self._book, binding)
        if known is None:
            return ""
        who = " ".join(part for part in (known.who, spoken_time(known.made_at)) if part)
        before = f"，原来是“{known.before}”" if known.before else ""
        return f"{who} 填入{before}（{known.caption}）"
