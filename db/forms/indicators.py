"""The indicators of all documents in one relation, their values read: `≥95%` is a sign, a number and a unit.

Read from the printed forms, not from the ledger, so that a received workbook is read in the same way. A value that is a
date, a range, an estimate or words only has no number; its sign and unit say nothing then.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from db.definitions import Block, Document
from db.forms.document import block_relation
from db.forms.stages import Columns, Row, Stage
from db.forms.where import literal
from db.pack import Pack

READ_PREFIX = "read_"  # of relations that are made of forms and code lists alone

_WORDS = "indicator_word"  # the pack's list of what in a name says whether more or less is better
_RECORDS = "indicator"
_TEXTS = ("level1", "level2", "level3", "value_prior1", "value_now")
_WIDE_SPACES = str.maketrans("", "", " 　")

# Words that begin a value and stand for its sign, the longer ones before those they contain.
_SIGNS = {
    "大于或等于": "≥", "大于等于": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "至少": "≥",
    "小于或等于": "≤", "小于等于": "≤", "不超过": "≤", "不高于": "≤", "不多于": "≤", "不大于": "≤",
    "大于": ">", "高于": ">", "超过": ">", "多于": ">", "小于": "<", "低于": "<", "少于": "<",
    "至多": "≤", "等于": "=", "达到": "=",
}  # fmt: skip
_WIDE = str.maketrans({" ": "", "　": "", ",": "", "％": "%", "＝": "=", "＞": ">", "＜": "<", "≧": "≥", "≦": "≤"})
_BEHIND = {"以上": "≥", "以内": "≤", "以下": "≤"}
_VALUE = re.compile(rf"(?:(?P<signs>[≥≤=><]+)|(?P<word>{'|'.join(_SIGNS)}))?(?P<digits>[0-9.]*)(?P<unit>.*)", re.DOTALL)
_BOUND = re.compile("|".join(_BEHIND))
_DATE_OR_RANGE = re.compile("年.*月|月|.*月.*日|.*[-~～—至]", re.DOTALL)
_DECIMAL = re.compile(r"[0-9]*\.?[0-9]*")
_MOST = 2**63 - 1024  # what an integer column holds, and a float is exactly

_ORDINAL, _LEVEL3 = 5, 9  # in the select
_A_WORD = -1  # the ordinal of what is no indicator, but a word and its direction

_COLUMNS: Columns = (
    *((column, "text") for column in ("book", "form", "project", "term", "place")),
    ("ordinal", "integer"),
    *((column, "text") for column in ("goal", "level1", "level2", "level3", "name", "value_now", "value_prior1")),
    *((column, "integer") for column in ("weight", "weighted")),
    *((column, "text") for column in ("sign", "prior_sign", "unit", "prior_unit")),
    *((column, "integer") for column in ("number", "prior_number")),
    ("direction", "text"),
)


def indicator_stages(pack: Pack) -> tuple[Stage, ...]:
    """The relation read_indicator; none where no document lists indicators.

    place: the address of its row. name: level 3 without the ending that writers leave out. weighted: 1 where its list
    has weights. number: hundredths, -1 for none. direction: what is better says the name: more, less, free, or ''.
    """
    selects = [
        _rows(form, block, block.scope["term"])
        for form in pack.forms.values()
        if isinstance(form, Document)
        for block in form.blocks
        if block.records == _RECORDS and isinstance(block.scope.get("term"), str)
    ]
    if not selects:
        return ()
    sql = " union all ".join(selects)
    if _WORDS in pack.catalogs:
        sql += (
            f" union all select '', '', '', '', '', {_A_WORD}, '', '', '', w.word, w.direction, '', 0, 0 "
            f"from (select word, direction from catalog_{_WORDS} order by rank limit -1) w"
        )
    return (Stage(f"{READ_PREFIX}indicator", sql, _COLUMNS, compute=_read),)


def _read(rows: Sequence[Row]) -> Iterator[Row]:
    words = [(row[_LEVEL3], row[_LEVEL3 + 1]) for row in rows if row[_ORDINAL] == _A_WORD]
    for *place, goal, level1, level2, level3, prior, now, weight, weighted in rows:
        if place[_ORDINAL] == _A_WORD:
            continue
        name = level3.translate(_WIDE_SPACES).rstrip("率度数")
        (sign, number, unit), (prior_sign, prior_number, prior_unit) = read_value(now), read_value(prior)
        direction = next((direction for word, direction in words if word in level3), "")
        yield (
            *place, goal, level1, level2, level3, name, now, prior, weight, weighted,
            sign, prior_sign, unit, prior_unit, number, prior_number, direction,
        )  # fmt: skip


@lru_cache(maxsize=4096)
def read_value(text: str) -> tuple[str, int, str]:
    """Sign, hundredths (-1: no number) and unit of an indicator's value: `不低于95％` is ≥, 9500 and %."""
    said = text.translate(_WIDE).replace(">=", "≥").replace("<=", "≤")
    found = _VALUE.match(said)
    assert found is not None  # each of its parts may be empty
    signs, word, digits, unit = found.group("signs", "word", "digits", "unit")
    bound = _BEHIND.get(said[-2:], "") if digits[:1].isdigit() else ""
    sign = signs[0] if signs else _SIGNS.get(word, bound)
    unit = _BOUND.sub("", unit)
    if not digits.strip(".") or _DATE_OR_RANGE.match(unit):
        return sign, -1, unit
    number = _DECIMAL.match(digits)
    assert number is not None
    return sign, int(min(float(number[0]) * 100 + 0.5, _MOST)), unit


def _rows(form: Document, block: Block, term: object) -> str:
    by_record = {column.record: f"r.{column.id}" for column in block.columns}
    goal = next((f"r.{column.id}" for column in block.columns if "{number}" in column.text), "''")
    project = "r.project" if form.per else "''"
    head = f"{literal(form.id + '/')} || r.project || " if form.per else f"{literal(form.id)} || "
    shown = (
        f"r.book, {literal(form.id)} as form, {project} as project, {literal(str(term))} as term",
        f"{head}{literal(f'!{block.id}/')} || r.row_key as place, r.ordinal",
        f"{literal('') + ' || r.number' if block.section else goal} as goal",
        *(f"{by_record.get(text, literal(''))} as {text}" for text in _TEXTS),
        f"{by_record.get('weight', '0')} as weight, {int('weight' in by_record)} as weighted",
    )
    return f"select {', '.join(shown)} from {block_relation(form, block)} r where r.row_kind = 'record'"
