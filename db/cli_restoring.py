"""`yusuanben snapshots`: the copies of a book. `yusuanben restore`: back to one of them, which can be undone."""

from pathlib import Path

import click
import msgspec

_BOOK = click.argument("book", type=Path, metavar="账套.ysb")


@click.command()
@_BOOK
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def snapshots(book: Path, as_json: bool) -> None:
    """列出账套的副本：时间、原因、大小、能不能打开。"""
    from db.file.gate import check_header_unless_ours
    from db.restoring import snapshots as listed

    check_header_unless_ours(book)
    found = listed(book)
    if as_json:
        rows = [
            {
                "path": str(it.path),
                "made_at": it.made_at.isoformat(),
                "reason": it.reason,
                "size": it.size,
                "fault": it.fault,
            }
            for it in found
        ]
        click.echo(msgspec.json.encode({"snapshots": rows}).decode())
        return
    for it in found:
        state = it.fault or "可以恢复"
        click.echo(f"{it.path.name}\t{it.made_at:%Y-%m-%d %H:%M}\t{it.reason}\t{it.size // 1024} KB\t{state}")
    if not found:
        click.echo("还没有副本。打开账套的每一天、每次导入前都会自动存一份。", err=True)


@click.command()
@_BOOK
@click.argument("snapshot", type=Path, metavar="副本.ysb")
@click.option("--dry-run", is_flag=True, help="只列出会改变什么，不恢复。")
def restore(book: Path, snapshot: Path, dry_run: bool) -> None:
    """恢复到一份副本（文件名或路径）；恢复前先存一份，恢复后可以撤销。"""
    from db.book import Book, local_time
    from db.file.backups import folder_of
    from db.restoring import preview, told
    from db.restoring import restore as take_back

    beside = folder_of(book) / snapshot.name
    copy = beside if not snapshot.exists() and beside.exists() else snapshot
    with Book.read(copy) as then, Book.read(book) as now:
        lines = list(told(preview(now, then)))
    for line in lines:
        click.echo(line)
    if dry_run:
        return
    with Book.open(book) as opened:
        changes = take_back(opened, copy.absolute(), local_time())
    if changes.rows:
        click.echo("已恢复；恢复前的账套存在 backups 文件夹里，在窗口里按 Ctrl+Z 可以撤销。")
    else:
        click.echo("账套和这份副本没有不同，没有改动。")
