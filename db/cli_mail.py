"""`yusuanben mail`: the mail of the last submission, made anew once the stamped page is scanned."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from db.definitions import Round

ATTACH = click.option(
    "--attach",
    "attachments",
    type=Path,
    multiple=True,
    metavar="文件",
    help="邮件里另外附上这个文件，例如盖章页的扫描件；可写多次。",
)


@click.command()
@click.argument("book", type=Path, metavar="账套.ysb")
@click.option("-o", "--output", "folder", type=Path, required=True, metavar="文件夹", help="上报材料所在的文件夹。")
@ATTACH
def mail(book: Path, folder: Path, attachments: tuple[Path, ...]) -> None:
    """重写最近一次上报的邮件草稿：附上文件夹里的材料和另选的文件。"""
    from db.book import Book
    from db.exchange.resending import last_mailed, mail_again

    with Book.read(book) as opened:
        submission, pack = last_mailed(opened), opened.pack
    made = mail_again(submission, pack, folder, attachments)
    click.echo(str(made.path))
    for remark in (*made.notes, *remarks([made.path], made.posting.mail.to)):
        click.echo(remark, err=True)


def remarks(paths: Sequence[Path], to: str) -> Iterator[str]:
    """What is to be said of the mail among these files: that it is large, that nobody knows where it goes."""
    from db.exchange.attachments import size_warning
    from db.exchange.letter import NO_ADDRESS
    from db.exchange.naming import MAIL

    for mailed in (path for path in paths if path.suffix == MAIL):
        if large := size_warning(mailed.stat().st_size):
            yield large
        if not to:
            yield NO_ADDRESS


def only_workbook(rounds: Sequence["Round"], wanted: "Round") -> Iterator[str]:
    """Where a round makes nothing but the workbook: which one makes the rest, for nobody to look for it."""
    fuller = next((one.id for one in rounds if not one.public and len(one.outputs) > 1), "")
    if wanted.outputs == ("workbook",) and fuller:
        yield f"“{wanted.id}”只出上报工作簿；文字说明、打印件和邮件草稿在“{fuller}”生成（--round {fuller}）。"
