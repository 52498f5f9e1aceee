"""Forms, findings and verifications as the command line prints them: plain values, ready for JSON."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from db.definitions import Document, severities
from db.forms.reading import grid_of
from db.forms.sheet import Role, Sheet

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.finding import Finding
    from db.checks.state import CheckState
    from db.exchange.received import Verification
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


class CheckLine(TypedDict):
    """A check, its state in a book (None: no book) and what it compared."""

    id: str
    severity: str
    forms: list[str]
    title: str
    basis: str
    state: str | None
    comparisons: list[dict[str, Any]]


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


def findings_json(found: "Iterable[Finding]") -> list[dict[str, str]]:
    """Findings, figures as printed."""
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
        }
        for finding in found
    ]


def checks_of_book(book: "Book") -> list[CheckLine]:
    """Every check in force with what it compared in that book."""
    from db.checks.state import states

    return [_state_json(state) for state in states(book)]


def checks_of_pack(pack: "Pack") -> list[CheckLine]:
    """Every check in force, without a book to judge."""
    from db.checks.stages import checks_of

    return [
        CheckLine(
            id=check.id,
            severity=severities(check.severity)[""],
            forms=list(check.forms),
            title=check.title,
            basis=check.basis,
            state=None,
            comparisons=[],
        )
        for check in checks_of(pack)
    ]


def verification_json(result: "Verification") -> dict[str, Any]:
    """What `verify` found out about a workbook."""
    return {
        "findings": findings_json(result.findings),
        "book": result.book,
        "revision": result.revision,
        "unchanged": result.unchanged,
        "changed": [
            {"address": change.address, "exported": change.exported, "found": change.found} for change in result.changed
        ],
    }


def _state_json(state: "CheckState") -> CheckLine:
    return CheckLine(
        id=state.id,
        severity=state.severity,
        forms=list(state.forms),
        title=state.title,
        basis=state.basis,
        state=state.state,
        comparisons=[
            {
                "address": each.address,
                "left": each.left,
                "other_address": each.other_address,
                "right": each.right,
                "holds": each.holds,
            }
            for each in state.comparisons
        ],
    )


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
