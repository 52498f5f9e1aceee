"""The codes and units in use, grouped once for all checks that look at lines.

Grouped as the ledger's indexes hand the lines over, so that an edit costs two passes and no sorting.
`id` is the first line of its group, by which a finding names a place; `lines` how many there are.
"""

from db.forms.facts import code_levels
from db.forms.stages import Stage
from db.pack import Pack

_FUNCTION = """
select b.uuid as book, u.code as unit_code, e.nature, e.function, {levels}, e.fund, e.id, e.lines, e.amount, e.least,
    e.zeros
from (
    select unit, nature, function, fund, min(id) as id, count(*) as lines, sum(amount) as amount, min(amount) as least,
        sum(case when amount = 0 then 1 else 0 end) as zeros
    from expenditure group by function, nature, fund, source, unit
) e join unit u on u.id = e.unit cross join book b
"""

_ECONOMIC = """
select b.uuid as book, u.code as unit_code, u.kind as unit_kind, e.nature, e.economic, {levels}, e.id, e.lines
from (
    select unit, nature, economic, min(id) as id, count(*) as lines from expenditure
    group by economic, nature, fund, source, unit
) e join unit u on u.id = e.unit cross join book b
"""


def used_stages(pack: Pack) -> tuple[Stage, ...]:
    """`used_by_function` and `used_by_economic`."""
    return (
        _stage(
            pack, "function", _FUNCTION, ("unit_code", "nature"), ("fund",), ("id", "lines", "amount", "least", "zeros")
        ),
        _stage(pack, "economic", _ECONOMIC, ("unit_code", "unit_kind", "nature"), (), ("id", "lines")),
    )


def _stage(
    pack: Pack, catalog: str, sql: str, before: tuple[str, ...], after: tuple[str, ...], numbers: tuple[str, ...]
) -> Stage:
    levels = tuple(f"{catalog}_{level}" for level, _ in enumerate(pack.catalogs[catalog].info.lengths, start=1))
    return Stage(
        f"used_by_{catalog}",
        sql.format(levels=code_levels(pack, "e", catalog)).strip(),
        (
            *((column, "text") for column in ("book", *before, catalog, *levels, *after)),
            *((column, "integer") for column in numbers),
        ),
    )
