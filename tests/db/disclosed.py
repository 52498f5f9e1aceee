"""The disclosure of a ledger without a file, and what the checks of texts make of it."""

import sqlite3
from collections.abc import Sequence

from db.checks.stages import checks_of
from db.checks.stages import stage_name as check_stage
from db.disclosure.passages import OVERRIDE, Passage, compose, stage_name
from db.forms.stages import Stages
from db.pack import Pack


def passages_of(connection: sqlite3.Connection, stages: Stages, pack: Pack, *, public: bool = False) -> list[Passage]:
    """Its passages, as `passages` gives them for a book."""
    (amounts,) = connection.execute("select amounts from book").fetchone()
    texts = dict(connection.execute("select topic, text from narrative").fetchall())
    labels = {code: row.name for code, row in pack.codes("narrative").items()}
    figures = {name: stages.rows(stage_name(name)) for name in pack.writing.figures}
    return list(compose(pack.writing, amounts, figures, texts, labels, public=public))


def objections(
    connection: sqlite3.Connection, stages: Stages, pack: Pack, found: Sequence[Passage]
) -> dict[str, list[str]]:
    """Check → addresses: what the checks of texts object to when every paragraph is read as one that somebody wrote."""
    connection.execute("savepoint reading")
    connection.executemany(
        "insert into narrative (topic, text, position) values (?, ?, 900)",
        [(OVERRIDE + it.key, it.text) for it in found if it.key and it.text],
    )
    stages.refresh_all()
    asked = {
        it.id: [row[1] for row in stages.asked(check_stage(it.id), "not holds") if OVERRIDE in row[1]]
        for it in checks_of(pack)
        if it.id.startswith(("text-", "paragraph-"))
    }
    connection.execute("rollback to reading")
    stages.refresh_all()
    return {check: rows for check, rows in asked.items() if rows}
