"""`yusuanben import` of a workbook that was handed in: the book it was made of, anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from db.exchange.opening import ReadWorkbook


def rebuilt(book: Path, workbook: "ReadWorkbook", name: str) -> bool:
    """Make the book `book` of a submission workbook; False when `workbook` is none. `name` is that of its file.

    Raises BookError when there is such a book already, or it cannot be made.
    """
    from db.exchange import rebuilding

    if not rebuilding.is_submission(workbook):
        return False
    if book.exists():
        raise rebuilding.refusal(name, book)
    done = rebuilding.rebuild_of(book, workbook, name)
    for note in done.notes:
        click.echo(note, err=True)
    click.echo(f"已按“{name}”带的录入数据恢复账套：{done.path}{_state(done.path)}")
    return True


def _state(path: Path) -> str:
    """Of a frozen book what it takes to work on."""
    from db.book import Book

    with Book.read(path) as made:
        return "（已正式上报，是封存的；要改请先 reopen）" if made.record().frozen else ""
