"""Checks as stages: each returns the comparisons it makes, in the same six columns and what its sentence names."""

from functools import cache

import msgspec

from db.errors import PackError
from db.forms.indicators import READ_PREFIX
from db.forms.stages import Columns, Stage, Stages
from db.judging import Check, severities
from db.pack import Pack
from db.texts.stages import PREFIX

# Of every comparison: where it looks, what stands there, and whether that is right.
COLUMNS = ("book", "address", "left_value", "other_address", "right_value", "holds")

# Relations that a received workbook has too: its forms, code lists, and what is read from forms.
FROM_FORMS = ("form_", "catalog_", READ_PREFIX, PREFIX)

CHECKS = "check_"  # what the names of their stages begin with

_OFF = "off"


@cache
def stage_name(check_id: str) -> str:
    """The name of a check's stage: `check_tie_05_06` for the check `tie-05-06`."""
    return f"{CHECKS}{check_id.replace('-', '_')}"


def checks_of(pack: Pack) -> tuple[Check, ...]:
    """The checks in force, in the order of their files, with the severities the pack sets for them.

    Raises PackError: `severities` of pack.toml names a check there is not, or a severity there is not.
    """
    unknown = pack.info.severities.keys() - pack.checks.keys()
    if unknown:
        raise PackError(f"pack.toml 的 [severities] 写了没有的检查：{'、'.join(sorted(unknown))}")
    return tuple(
        _graded(check, pack.info.severities.get(check.id, check.severity))
        for check in pack.checks.values()
        if pack.info.severities.get(check.id) != _OFF
    )


def checks_in_book(pack: Pack) -> tuple[Check, ...]:
    """The checks in force that judge a book: those of received workbooks would say what others say of its lines."""
    return tuple(check for check in checks_of(pack) if not check.received)


def check_stages(pack: Pack) -> tuple[Stage, ...]:
    """One stage a check, without a table: nothing reads a check. Its columns: COLUMNS, then `Check.extras()`."""
    return tuple(_stage(check) for check in checks_of(pack))


def form_only(stages: Stages, check: Check) -> bool:
    """Whether a check reads forms, code lists and what is written in forms only, so that it judges a received workbook
    as well: what texts say is known of those that are there."""
    return all(name.startswith(FROM_FORMS) for name in stages.reads(stage_name(check.id)))


def _graded(check: Check, severity: str) -> Check:
    try:
        severities(severity)
    except ValueError as fault:
        raise PackError(f"pack.toml 的 [severities] 里 {check.id} 有错：{fault}") from fault
    return check if severity == check.severity else msgspec.structs.replace(check, severity=severity)


def _stage(check: Check) -> Stage:
    names = (*COLUMNS, *check.extras())
    # The outer select gives every check the same columns; a sentence that names a column there is not fails here.
    sql = f"select {', '.join(f'c.{name}' for name in names)} from ({check.sql.rstrip().rstrip(';')}) c"
    columns: Columns = tuple((name, "any") for name in names)
    # What received workbooks alone are asked is computed for nobody else.
    return Stage(stage_name(check.id), sql, columns, table=False, kept="not holds", asked=check.received)
