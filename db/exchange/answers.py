"""情况说明 in an entry workbook: the findings that are still open go out, their answers come in."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from db.entry.answered import ANSWERS

__all__ = ["ANSWERS", "match_answers", "open_questions"]

if TYPE_CHECKING:
    from db.book import Book
    from db.checks.finding import Finding
    from db.exchange.entries import FilledRow

Key = tuple[str, str]  # check, address


def open_questions(book: "Book", answered: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Rows for the findings of the book's round that wait for an answer, by column id; `text` is to be filled in.

    `answered` are the rows there are: one finding has one row, lapsed though its answer may be.
    """
    from db.checks.findings import findings
    from db.checks.titles import check_title

    known = {(texts["check_id"], texts["address"]) for texts in answered}
    rows: dict[Key, dict[str, str]] = {}
    for finding in findings(book):
        key = (check_title(book.pack, finding.check), finding.address)
        if finding.explainable and not finding.settled and key not in known:
            figures = {"left_value": finding.left, "right_value": finding.right, "text": ""}
            rows.setdefault(key, {"check_id": key[0], "address": finding.address, **figures})
    return list(rows.values())


def match_answers(book: "Book", sheet: str, rows: Sequence["FilledRow"]) -> list[str]:
    """Within an import: give answers without figures those of their finding; a sentence for each that answers nothing.

    What the checks say is what they say of the ledger as it has come in.
    """
    from db.checks.titles import check_named

    found = _findings_now(book)
    if found is None:
        return []
    notes = []
    for row in rows:
        key = check_named(book.pack, row.texts.get("check_id", "").strip()), row.texts.get("address", "").strip()
        figures = row.texts.get("left_value", "").strip(), row.texts.get("right_value", "").strip()
        place = f"{sheet}!{row.places.get('check_id', row.first)}"
        there = found.get(key, [])
        if len(there) == 1:
            figures = figures[0] or there[0].left, figures[1] or there[0].right
            _give_figures(book, key, figures)
        notes += [
            f"{place}：{reason}，说明留存但不起作用。"
            for reason in _idle(there, figures, row.texts.get("who", "").strip())
        ]
    return notes


def _findings_now(book: "Book") -> dict[Key, list["Finding"]] | None:
    """Findings by check and address as the open action has left the ledger; None when the forms cannot follow it.

    Found on a copy in memory: the book's own forms follow when the action ends, and tell then what has changed.
    """
    from db.checks.judge import Judge
    from db.checks.places import Places
    from db.checks.recount import recount_findings
    from db.checks.stages import stage_name
    from db.forms.compile import compile_stages

    record = book.record()
    found: dict[Key, list[Finding]] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy.deserialize(book.connection.serialize())
        try:
            stages = compile_stages(copy, book.pack)
        except sqlite3.Error:
            return None  # the book itself says so when the action ends
        places = Places(book.pack, copy)
        judge = Judge(book.pack, record.round, record.amounts, {}, places)
        judged = judge.judge(lambda check: stages.rows(stage_name(check.id)))
        recounted = recount_findings(book, places, {})  # of the ledger alone, which the open action has in hand
    for finding in (*judged, *recounted):
        found.setdefault((finding.check, finding.address), []).append(finding)
    return found


def _give_figures(book: "Book", key: Key, figures: tuple[str, str]) -> None:
    from db.checks.places import Places

    check_id, address = key
    book.connection.execute(
        "update explanation set left_value = ?3, right_value = ?4 where check_id = ?1 and address = ?2"
        " and (left_value, right_value) is not (?3, ?4)",
        (check_id, Places(book.pack, book.connection).held(address), *figures),
    )


def _idle(found: Sequence["Finding"], figures: tuple[str, str], who: str) -> Iterator[str]:
    """Why an answer with those figures, signed by `who`, answers none of the findings at its place."""
    if not found:
        yield "现在没有这条提示"
    elif not any(each.explainable for each in found):
        yield "这一条不能用说明代替"
    elif figures not in [(each.left, each.right) for each in found]:
        now = "；".join(f"{each.left or '空'} 和 {each.right or '空'}" for each in found)
        yield f"数字已经变了（现在是 {now}）"
    elif not who and all(each.severity == "error" for each in found):
        yield "这一条是错误，要由单位负责人负责，“批准人”没有填"
