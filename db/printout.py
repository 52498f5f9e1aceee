"""Forms and findings as the command line prints them: plain values, ready for JSON."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from db.definitions import Document
from db.forms.reading import grid_of
from db.forms.sheet import Role, Sheet

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.cause import Cause
    from db.checks.finding import Finding
    from db.entry.mends import Mend
    from db.pack import Pack

STATES = {
    "holds": "成立",
    "broken": "不成立",
    "explained": "已说明",
    "overridden": "已批准",
    "not applicable": "不适用",
    "error": "错误",
    "warning": "提示",
    "hint": "参考",
}

_GRAVEST_FIRST = ("error", "warning", "hint")


def form_json(book: "Book", form_id: str) -> Any:
    """One object a form; a list for all documents of a form that has one for each project. Raises UnknownForm."""
    from db.forms.draw import sheets

    form = book.pack.form(form_id)
    unit = book.record().amounts.value
    drawn = [_sheet_json(sheet, unit, isinstance(form, Document)) for sheet in sheets(book, form_id)]
    many = isinstance(form, Document) and bool(form.per) and form_id == form.id
    return drawn if many else drawn[0]


def form_text(book: "Book", form_id: str) -> str:
    """The form as lines of tab separated cells, titles and notes included. Raises UnknownForm."""
    from db.forms.draw import sheets

    pages = ["\n".join("\t".join(line).rstrip("\t") for line in grid_of(sheet)) for sheet in sheets(book, form_id)]
    return "\n\n".join(pages)


def full_number(pack: "Pack", number: str) -> str:
    """The form meant by a number typed without its leading zeros; any other text as it is."""
    form, dash, page = number.strip().partition("-")
    return next((it for it in pack.forms if it.lstrip("0") == form.lstrip("0")), form) + dash + page


def findings_text(found: "Iterable[Finding]", where: Callable[[str], str] = str) -> str:
    """Findings under 错误, 提示 and 参考, each as its sentence and then its place, and how many there are.

    What has one cause stands under it, where the gravest of them belongs. `where`: how an address is told.
    """
    from db.checks.cause import grouped

    listed = tuple(found)
    lines: dict[str, list[str]] = {severity: [] for severity in _GRAVEST_FIRST}
    for group in grouped(listed):
        gravest = min((_shown(it) for it in group.findings), key=_GRAVEST_FIRST.index)
        if group.cause is not None:
            lines[gravest].append(f"  原因：{group.cause.message}{_ways(group.cause.mends)}")
        indent = "  " if group.cause is None else "    "
        lines[gravest] += [
            indent + ("" if _shown(it) == gravest else f"{STATES[_shown(it)]}：") + _finding_line(it, where)
            for it in group.findings
        ]
    errors = sum(it.severity == "error" and not it.overridden for it in listed)
    warnings = [it for it in listed if it.overridden or it.severity == "warning"]
    explained = sum(it.settled for it in warnings)
    answered = f"（{explained} 条已说明）" if explained else ""
    said = [line for severity, under in lines.items() if under for line in (STATES[severity], *under)]
    return "\n".join([*said, f"{errors} 个错误，{len(warnings)} 条提示{answered}"])


def _shown(finding: "Finding") -> str:
    """The heading that a finding belongs under: an error that was answered for counts as an explained warning."""
    return "warning" if finding.overridden else finding.severity


def _finding_line(finding: "Finding", where: Callable[[str], str]) -> str:
    answer = f"（已说明：{finding.explanation}）" if finding.explanation else ""
    # What `mend` wants to be told: the check, and the place.
    title = f"{finding.title} " if finding.mends and finding.title else ""
    place = f" [{title}{where(finding.address)}]" if finding.address else ""
    return f"{finding.message}{answer}{_ways(finding.mends)}{place}"


def _ways(mends: "Iterable[Mend]") -> str:
    labels = "、".join(it.label for it in mends)
    return f"（可改正：{labels}）" if labels else ""


def findings_json(found: "Iterable[Finding]") -> list[dict[str, Any]]:
    """Findings, figures as printed; findings with equal causes are one fault. `cause` is null where none is known."""
    return [
        {
            "check": finding.check,
            "severity": finding.severity,
            "address": finding.address,
            "other_address": finding.other_address,
            "left": finding.left,
            "right": finding.right,
            "message": finding.message,
            "explanation": finding.explanation,
            "basis": finding.basis,
            "cause": _cause_json(finding.cause),
        }
        for finding in found
    ]


def _cause_json(cause: "Cause | None") -> dict[str, str] | None:
    if cause is None:
        return None
    return {
        "kind": cause.kind,
        "address": cause.address,
        "message": cause.message,
        "found": cause.found,
        "expected": cause.expected,
    }


def _sheet_json(sheet: Sheet, unit: str, letters: bool) -> dict[str, Any]:
    grid = grid_of(sheet)
    body = grid[sheet.body_start : sheet.body_end]
    return {
        "form": sheet.name,
        "title": sheet.title,
        "unit": unit,
        "columns": [_letter(at) if letters else column.id for at, column in enumerate(sheet.columns)],
        "rows": [{"key": key, "cells": cells} for key, cells in zip(sheet.row_keys, body, strict=True)],
        "notes": [cell.text for cell in sheet.cells if cell.role is Role.NOTE],
    }


def _letter(column: int) -> str:
    return chr(ord("A") + column)
