"""What is said of a workbook that could not be read whole: findings, each with the worksheet it is about."""

from collections.abc import Sequence

import msgspec
from openpyxl.utils import get_column_letter

from db.checks.finding import Finding
from db.checks.titles import READING
from db.judging import Severity

_LISTED = 5  # cells or rows that a sentence names


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


def cell_named(row: int, column: int) -> str:
    """`E12`."""
    return f"{get_column_letter(column)}{row}"


def listed(texts: Sequence[str]) -> str:
    """The first few, and how many there are."""
    shown = "、".join(texts[:_LISTED])
    return shown if len(texts) <= _LISTED else f"{shown} 等 {len(texts)} 处"
