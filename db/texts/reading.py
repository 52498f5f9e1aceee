"""Reading a text: what it says of figures, the sums in it worked out anew, and what must not stand in it."""

from functools import lru_cache
from typing import NamedTuple

from db.texts.expressions import Expression, expressions
from db.texts.marks import Mark, marks
from db.texts.plain import Plain, plain
from db.texts.statements import Statement, statements
from db.texts.vocabulary import Entry, Vocabulary, vocabulary

_MOST_KEPT = 20_000


class Reading(NamedTuple):
    """What one text says. Places of statements and expressions are those of `plain`."""

    plain: Plain
    statements: tuple[Statement, ...]
    expressions: tuple[Expression, ...]
    marks: tuple[Mark, ...]


class Reader:
    """Reads texts with the words of a pack, each text once."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._read: dict[tuple[str, str], Reading] = {}

    def read(self, topic: str, text: str) -> Reading:
        """What a text about a topic says; '' is a text about anything."""
        key = (self._words.defaults.get(topic, ""), text)
        reading = self._read.get(key)
        if reading is None:
            if len(self._read) >= _MOST_KEPT:
                self._read.clear()
            reading = self._read[key] = self._reading(*key)
        return reading

    def _reading(self, default: str, text: str) -> Reading:
        seen = plain(text)
        return Reading(
            seen,
            tuple(statements(seen.text, self._words, default)),
            tuple(expressions(seen.text)),
            tuple(marks(text, self._words)),
        )


@lru_cache(maxsize=8)
def reader(entries: tuple[Entry, ...]) -> Reader:
    """The reader that knows these words: several stages read the same texts with it. Raises PackError."""
    return Reader(vocabulary(entries))
