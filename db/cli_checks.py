"""`yusuanben checks`: every check of the pack, and with a book how it stands there, or why it has nothing to judge."""

from pathlib import Path

import click
import msgspec


@click.command()
@click.option("--book", type=Path, metavar="账套.ysb", help="列出在这个账套里的结果。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def checks(book: Path | None, as_json: bool) -> None:
    """列出全部审核规则；带上账套，就列出每条审了什么、两边各是多少、不适用的为什么。"""
    from db import printout_checks as printout

    if book is None:
        from db.pack import load
        from db.shelf import newest

        pack = load(newest())
        said = _json(printout.checks_of_pack(pack)) if as_json else printout.pack_text(pack)
    else:
        from db.book import Book

        with Book.read(book) as opened:
            said = _json(printout.checks_of_book(opened)) if as_json else printout.book_text(opened)
    click.echo(said)


def _json(listed: object) -> str:
    return msgspec.json.encode({"checks": listed}).decode()
