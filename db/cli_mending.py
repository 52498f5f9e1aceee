"""`yusuanben mend`: what the button on a finding does, from the command line."""

from pathlib import Path

import click

from db.errors import BadUsage


@click.command()
@click.argument("book", type=Path, metavar="账套.ysb")
@click.argument("check_id", metavar="[规则]", required=False, default="")
@click.argument("address", metavar="[位置]", required=False, default="")
@click.option("--label", default="", metavar="改法", help="有几种改法时，要哪一种（审核结果里“可改正”后面的字）。")
@click.option("--all-certain", is_flag=True, help="改正所有只有一种改法的。")
def mend(book: Path, check_id: str, address: str, label: str, all_certain: bool) -> None:
    """按审核意见改正：一条（规则和位置），或所有只有一种改法的。可以撤销。"""
    from db import mending
    from db.book import Book

    if all_certain == bool(check_id and address):
        raise BadUsage(
            "请写明改哪一条（规则和位置，照审核结果方括号里写，例如 功能科目没有停用 entry/basic/2.function），"
            "或用 --all-certain。"
        )
    with Book.open(book) as opened:
        if not all_certain:
            click.echo(mending.mend(opened, check_id, address, label).caption)
            return
        taken = mending.mend_certain(opened)
    for finding in taken:
        click.echo(f"{finding.mends[0].label}：{finding.message} [{finding.address}]")
    click.echo(f"改正了 {len(taken)} 处。" if taken else "没有只有一种改法的审核意见，账套没有变化。")
