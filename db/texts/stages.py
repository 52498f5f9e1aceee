"""What texts say, as relations that checks join: `said_statement`, `said_expression`, `said_mark`.

A pack says in three selects which texts there are (`said_text`), with which words they are read (`said_word`), and what
the figures are that they may name (`said_subject`); in a fourth, if it likes, all that a publication prints and nobody
reads so (`said_printed`). Taken apart they are in Python, as soon as a text or a word
changes; an amount that changes is no reason.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from db.errors import PackError
from db.forms.stages import Columns, Row, Stage
from db.pack import Pack
from db.texts.expressions import Expression
from db.texts.plain import Plain
from db.texts.reading import Reading, reader
from db.texts.statements import UNKNOWN, Statement

PREFIX = "said_"
NOTHING = -1  # no result is written behind a sum

_PLACE: Columns = (
    ("book", "text"),
    ("address", "text"),
    ("topic", "text"),
    ("project", "text"),
    ("ordinal", "integer"),
)
_WRITTEN: Columns = (("place", "integer"), ("length", "integer"), ("written", "text"))

# The selects of a pack, and their columns.
_SELECTS: dict[str, Columns] = {
    "text": (
        *(("book", "text"), ("year", "integer"), ("address", "text"), ("topic", "text"), ("project", "text")),
        ("text", "text"),
    ),
    "word": (("kind", "text"), ("word", "text"), ("meaning", "text")),
    "subject": (
        *(("book", "text"), ("subject", "text"), ("ago", "integer"), ("kind", "text"), ("address", "text")),
        ("value", "integer"),
    ),
    "printed": (("book", "text"), ("address", "text"), ("project", "text"), ("text", "text")),
}  # fmt: skip
_OPTIONAL = frozenset({"printed"})

_STATEMENT: Columns = (
    *_PLACE, *_WRITTEN, ("role", "text"), ("subject", "text"), ("whole", "text"), ("direction", "text"),
    ("kind", "text"), ("value", "integer"), ("give", "integer"), ("unit", "text"), ("year", "integer"),
    ("ago", "integer"), ("dated", "integer"), ("base", "integer"), ("base_ago", "integer"), ("exact", "integer"),
    ("done", "integer"), ("rate", "integer"), ("whole_sum", "integer"), ("bound", "text"), ("before", "text"),
)  # fmt: skip
_EXPRESSION: Columns = (
    *_PLACE, *_WRITTEN, ("yuan", "integer"), ("wan", "integer"), ("result", "integer"), ("holds", "integer"),
    ("other_unit", "integer"),
)  # fmt: skip
_MARK: Columns = (*_PLACE, *_WRITTEN, ("kind", "text"), ("name", "text"))

# Each stage says its own name in it: of a select that is prepared already, the authorizer hears nothing again.
_SOURCE = """select 0 as sort, '' as book, 0 as year, w.kind as one, w.word as two, w.meaning as three, '' as text
    from said_word w union all select 1, t.book, t.year, t.address, t.topic, t.project, t.text from said_text t"""

Taken = Callable[[int, Reading, str], Iterable[Row]]  # the budget year, what was read, the text


def said_stages(pack: Pack) -> tuple[Stage, ...]:
    """The stages of what texts say; none for a pack without a reading, or without checks to ask for it.

    Raises PackError: a select that nobody asks for, or one of the first three is not there.
    """
    if not pack.said or not pack.checks:
        return ()
    needed = _SELECTS.keys() - _OPTIONAL
    if not needed <= pack.said.keys() <= _SELECTS.keys():
        names = "、".join(f"{name}.sql" for name in _SELECTS if name in needed)
        raise PackError(f"表样包的 said 应当正好有这几个文件：{names}。")
    selects = tuple(_select(name, columns, pack.said[name]) for name, columns in _SELECTS.items() if name in pack.said)
    read = (("statement", _STATEMENT, _statements), ("expression", _EXPRESSION, _expressions), ("mark", _MARK, _marks))
    return (
        *selects,
        *(
            Stage(f"{PREFIX}{name}", f"{_SOURCE} /* {name} */", columns, compute=_read(taken))
            for name, columns, taken in read
        ),
    )


def _select(name: str, columns: Columns, sql: str) -> Stage:
    shown = ", ".join(f"s.{column}" for column, _ in columns)
    return Stage(f"{PREFIX}{name}", f"select {shown} from ({sql.rstrip().rstrip(';')}\n) s", columns)


def _read(taken: Taken) -> Callable[[Sequence[Row]], Iterable[Row]]:
    def compute(rows: Sequence[Row]) -> Iterator[Row]:
        reads = reader(tuple(row[3:6] for row in rows if not row[0]))
        for sort, book, year, address, topic, project, text in rows:
            if sort:
                for ordinal, row in enumerate(taken(year, reads.read(topic, text), text)):
                    yield (book, address, topic, project, ordinal, *row)

    return compute


def _where(seen: Plain, text: str, said: Statement | Expression) -> Row:
    place, length = seen.span(said.start, said.end)
    return (place, length, text[place : place + length])


def _statements(year: int, reading: Reading, text: str) -> Iterator[Row]:
    for it in reading.statements:
        yield (
            *_where(reading.plain, text, it), it.role, it.subject, it.whole, it.direction, it.kind, it.value, it.give,
            it.unit, it.year, _ago(year, it.year, it.ago, 0), int(it.dated), it.base,
            _ago(year, it.base, it.base_ago, 1), int(it.exact), int(it.done), int(it.rate), int(it.total), it.bound,
            it.before,
        )  # fmt: skip


def _ago(budget: int, year: int, ago: int, otherwise: int) -> int:
    return budget - year if year else otherwise if ago == UNKNOWN else ago


def _expressions(_year: int, reading: Reading, text: str) -> Iterator[Row]:
    for it in reading.expressions:
        result = NOTHING if it.said is None else it.said
        yield (*_where(reading.plain, text, it), it.yuan, it.wan, result, int(it.holds), int(it.other_unit))


def _marks(_year: int, reading: Reading, _text: str) -> Iterator[Row]:
    for it in reading.marks:
        yield (it.start, it.length, it.written, it.kind, it.name)
