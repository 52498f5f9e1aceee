"""What is said of a workbook that could not be read whole: findings, each with the worksheet it is about."""

from collections.abc import Sequence

import msgspec
from openpyxl.utils import get_column_letter

from db.checks.cause import Cause
from db.checks.finding import Finding
from db.checks.titles import READING
from db.exchange.opening import UNCOMPUTED
from db.judging import Severity

MISSING = "missing-form"
_LISTED = 5  # cells or rows that a sentence names
_MANY = 3  # forms that are not there are told as one


class CellPlace(msgspec.Struct, frozen=True):
    """Where a person finds something: the worksheet by its name, and the cell (`E12`; '': the whole worksheet)."""

    sheet: str
    cell: str = ""

    @property
    def spoken(self) -> str:
        """`工作表“03”的 E12`."""
        return f"工作表“{self.sheet}”" + (f"的 {self.cell}" if self.cell else "")


def trouble(
    check: str, severity: Severity, message: str, *, form: str = "", address: str = "", left: str = ""
) -> Finding:
    """A finding of reading. `address` is a form's or a cell's where one is known."""
    return Finding(
        check=check,
        severity=severity,
        forms=(form,) if form else (),
        title=READING[check],
        address=address or form,
        left=left,
        message=message,
        structural=severity == "error",
    )


def missing_last(troubles: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What went wrong in reading, and the forms that are not there: many of them have one cause, the file."""
    gone = tuple(one for one in troubles if one.check == MISSING)
    others = tuple(one for one in troubles if one.check != MISSING)
    if len(gone) < _MANY:
        return others, gone
    forms = "、".join(form for one in gone for form in one.forms)
    said = f"文件里缺 {len(gone)} 张表：{forms}；与它们有关的审核没有做，请向填报单位要全。"
    cause = Cause(kind="same", address=gone[0].address, message=said)
    return others, tuple(msgspec.structs.replace(one, cause=cause) for one in gone)


def alike_together(unread: Sequence[Finding]) -> tuple[Finding, ...]:
    """Cells that could not be read; many of one form that say the same have one cause."""
    alike: dict[tuple[tuple[str, ...], str], list[Finding]] = {}
    for one in unread:
        alike.setdefault((one.forms, one.left), []).append(one)
    causes = {key: _said_alike(*key, found) for key, found in alike.items() if len(found) >= _MANY}
    return tuple(
        msgspec.structs.replace(one, cause=causes[key]) if (key := (one.forms, one.left)) in causes else one
        for one in unread
    )


def _said_alike(forms: Sequence[str], text: str, found: Sequence[Finding]) -> Cause:
    mend = "用 Excel 或 WPS 打开、保存一次再核验" if text == UNCOMPUTED else "改成数字或清空"
    said = f"{'、'.join(forms)}表有 {len(found)} 格写的都是“{text}”，读不出数；请{mend}。"
    return Cause(kind="same", address=found[0].address, message=said, found=text)


def cell_named(row: int, column: int) -> str:
    """`E12`."""
    return f"{get_column_letter(column)}{row}"


def listed(texts: Sequence[str]) -> str:
    """The first few, and how many there are."""
    shown = "、".join(texts[:_LISTED])
    return shown if len(texts) <= _LISTED else f"{shown} 等 {len(texts)} 处"
