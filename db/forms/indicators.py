"""The indicators of all documents in one relation, their values read: `≥95%` is a sign, a number and a unit.

Read from the printed forms, not from the ledger, so that a received workbook is read in the same way. A value that is a
date, a range, an estimate or words only has no number; its sign and unit say nothing then.
"""

from collections.abc import Callable

from db.definitions import Block, Document
from db.forms.document import block_relation
from db.forms.stages import Columns, Stage
from db.forms.where import literal
from db.pack import Pack

READ_PREFIX = "read_"  # of relations that are made of forms and code lists alone

_WORDS = "indicator_word"  # the pack's list of what in a name says whether more or less is better
_RECORDS = "indicator"
_TEXTS = ("level1", "level2", "level3", "value_prior1", "value_now")
_VALUES = ("value_now", "value_prior1")

# Words that begin a value and stand for its sign, the longer ones before those they contain.
_SIGNS = (
    ("大于或等于", "≥"), ("大于等于", "≥"), ("不低于", "≥"), ("不少于", "≥"), ("不小于", "≥"), ("至少", "≥"),
    ("小于或等于", "≤"), ("小于等于", "≤"), ("不超过", "≤"), ("不高于", "≤"), ("不多于", "≤"), ("不大于", "≤"),
    ("大于", ">"), ("高于", ">"), ("超过", ">"), ("多于", ">"), ("小于", "<"), ("低于", "<"), ("少于", "<"),
    ("至多", "≤"), ("等于", "="), ("达到", "="),
)  # fmt: skip
_WIDE = (
    (" ", ""), ("　", ""), (",", ""), ("％", "%"), ("＝", "="), ("＞", ">"), ("＜", "<"), ("≧", "≥"), ("≦", "≤"),
    (">=", "≥"), ("<=", "≤"),
)  # fmt: skip
_BEHIND = (("以上", "≥"), ("以内", "≤"), ("以下", "≤"))
_DATES = ("年%月%", "月%", "%月%日%")
_RANGES = ("-", "~", "～", "—", "至")
_NAME = "rtrim(replace(replace(n.level3, ' ', ''), '　', ''), '率度数')"
_DIGITS = "'0123456789.'"

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
    direction = "''"
    if _WORDS in pack.catalogs:
        direction = (
            f"coalesce((select w.direction from catalog_{_WORDS} w where instr(n.level3, w.word) > 0 "
            "order by w.rank limit 1), '')"
        )
    # Each step is computed once a row: put into one another, the expressions would grow with every step.
    sql = (
        f"with i as ({' union all '.join(selects)}), "
        f"t as materialized (select i.*, {_step(_clean, 'text')} from i), "
        f"s as materialized (select t.*, {_step(_sign, 'sign')}, {_step(_rest, 'rest')} from t), "
        f"d as materialized (select s.*, {_step(_digits, 'digits')} from s), "
        f"n as materialized (select d.*, {_step(_unit, 'unit')} from d) "
        "select n.book, n.form, n.project, n.term, n.place, n.ordinal, n.goal, n.level1, n.level2, n.level3, "
        f"{_NAME} as name, n.value_now, n.value_prior1, n.weight, n.weighted, "
        "n.value_now_sign as sign, n.value_prior1_sign as prior_sign, n.value_now_unit as unit, "
        f"n.value_prior1_unit as prior_unit, {_number('value_now')} as number, "
        f"{_number('value_prior1')} as prior_number, {direction} as direction from n"
    )
    return (Stage(f"{READ_PREFIX}indicator", sql, _COLUMNS),)


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


def _step(expression: Callable[[str], str], name: str) -> str:
    return ", ".join(f"{expression(value)} as {value}_{name}" for value in _VALUES)


def _clean(value: str) -> str:
    for old, new in _WIDE:
        value = f"replace({value}, '{old}', '{new}')"
    return value


def _sign(value: str) -> str:
    text = f"{value}_text"
    words = "".join(f" when {text} like '{word}%' then '{sign}'" for word, sign in _SIGNS)
    behind = "".join(f" when {text} like '%{word}' then '{sign}'" for word, sign in _BEHIND)
    # Most values begin with a sign or a figure: those are spared the words.
    return (
        f"case when {text} = '' then '' when {text} glob '[≥≤=><]*' then substr({text}, 1, 1) "
        f"when {text} glob '[0-9]*' then case{behind} else '' end{words} else '' end"
    )


def _rest(value: str) -> str:
    text = f"{value}_text"
    words = "".join(f" when {text} like '{word}%' then substr({text}, {len(word) + 1})" for word, _ in _SIGNS)
    return f"case when {text} = '' or {text} glob '[≥≤=><0-9]*' then ltrim({text}, '≥≤=><'){words} else {text} end"


def _digits(value: str) -> str:
    return f"substr({value}_rest, 1, length({value}_rest) - length(ltrim({value}_rest, {_DIGITS})))"


def _unit(value: str) -> str:
    rest = f"substr({value}_rest, length({value}_digits) + 1)"
    for word, _ in _BEHIND:
        rest = f"replace({rest}, '{word}', '')"
    return rest


def _number(value: str) -> str:
    unit, digits = f"n.{value}_unit", f"n.{value}_digits"
    none = " or ".join(
        (
            f"trim({digits}, '.') = ''",
            *(f"{unit} like '{date}'" for date in _DATES),
            *(f"instr({unit}, '{mark}') > 0" for mark in _RANGES),
        )
    )
    return f"case when {none} then -1 else cast(round(cast({digits} as real) * 100) as integer) end"
