"""How findings are mended: the selects of a pack's `mends`, and the ways out they give each finding."""

from collections.abc import Mapping, Sequence
from typing import Any

from db.checks.stages import checks_of
from db.entry.mends import Mend
from db.forms.stages import Stage, Stages
from db.judging import Check
from db.money import AmountUnit, format_amount
from db.offering import CheckMend
from db.pack import Pack

# Of every cell: the name its mend has, where to type, what, and whether there is no other way.
COLUMNS = ("book", "mend", "cell", "text", "certain")

Ways = Mapping[str, Mend]  # address as the check's select has it → the way out
MendRows = Sequence[Sequence[Any]]


def mend_stages(pack: Pack) -> tuple[Stage, ...]:
    """One stage a mend of a check in force, computed when it is asked for: only findings need it."""
    return tuple(_stage(pack.mends[check.id]) for check in checks_of(pack) if check.id in pack.mends)


def mend_rows(pack: Pack, stages: Stages, check: Check) -> MendRows:
    """The cells that the mend of a check would type into; none where its pack knows no mend."""
    mend = pack.mends.get(check.id)
    return stages.rows(_stage_name(mend)) if mend is not None else ()


def ways_from(pack: Pack, check: Check, cells: MendRows, unit: AmountUnit) -> Ways:
    """The ways out of a check's findings that those cells make."""
    if not cells:
        return {}
    mend = pack.mends[check.id]
    rows: dict[str, list[Sequence[Any]]] = {}
    for row in cells:
        rows.setdefault(row[1], []).append(row)
    made = {name: _way(mend, found, unit) for name, found in rows.items()}
    # Lines at the same fault are one finding, at whichever of them it may stand.
    return {cell: way for way in made.values() for cell, _ in way.cells} | made


def _way(mend: CheckMend, rows: Sequence[Sequence[Any]], unit: AmountUnit) -> Mend:
    first = rows[0]
    words = dict(zip(mend.extras(), first[len(COLUMNS) :], strict=True))
    label = mend.label.format(text=_typed(first[3], unit), **words)
    places = len({row[2].rpartition(".")[0] for row in rows})
    return Mend(
        label + (f"（{places} 行）" if places > 1 else ""),
        tuple((row[2], _typed(row[3], unit, with_unit=True)) for row in rows),
        certain=all(row[4] for row in rows),
    )


def _typed(text: object, unit: AmountUnit, *, with_unit: bool = False) -> str:
    """A text of a select. An amount that is typed says its unit, so that it is written and not asked about."""
    if isinstance(text, int):
        return f"{format_amount(text, unit) or '0'}{unit if with_unit else ''}"
    return "" if text is None else str(text)


def _stage_name(mend: CheckMend) -> str:
    return f"mend_{mend.id.replace('-', '_')}"


def _stage(mend: CheckMend) -> Stage:
    names = (*COLUMNS, *mend.extras())
    sql = f"select {', '.join(f'm.{name}' for name in names)} from ({mend.sql.rstrip().rstrip(';')}) m"
    return Stage(_stage_name(mend), sql, tuple((name, "any") for name in names), table=False, asked=True)
