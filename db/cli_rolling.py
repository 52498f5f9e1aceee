"""`yusuanben roll`: this year's book from last year's. `yusuanben prior`: last year's figures into this year's book."""

from pathlib import Path

import click

_PARTS = {"人员": "people", "项目": "projects", "绩效": "goals", "说明": "narratives", "上年数": "figures"}


@click.command()
@click.argument("old", type=Path, metavar="上年账套.ysb")
@click.argument("new", type=Path, metavar="新账套.ysb")
@click.option("--year", type=int, metavar="年度", help="新账套的年度，默认是上年账套的下一年。")
@click.option("--pack", metavar="表样包", help="新账套的表样包，默认最新的一个。")
@click.option("--without", "without", multiple=True, type=click.Choice(list(_PARTS)), help="不沿用的部分，可写多次。")
def roll(old: Path, new: Path, year: int | None, pack: str | None, without: tuple[str, ...]) -> None:
    """沿用上年账套，建本年的新账套；上年账套只读不动。"""
    from db.rolling.roll import Taken
    from db.rolling.roll import roll as make

    take = Taken(**{_PARTS[word]: False for word in without})
    target = new if new.suffix.lower() == ".ysb" else new.with_name(f"{new.name}.ysb")
    made = make(old, target, year, pack=pack, take=take)
    click.echo(f"已沿用 {made.old_year} 年账套，建好 {made.year} 年账套：{made.path}")
    for phrase in made.taken:
        click.echo(phrase)
    for code in made.obsolete:
        click.echo(code.sentence)
    for note in made.notes:
        click.echo(note, err=True)
    click.echo("沿用的文字和数都标着“待核实”，改好或确认后标记去掉。", err=True)
