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


@click.command()
@click.argument("book", type=Path, metavar="账套.ysb")
@click.argument("source", type=Path, metavar="上年公开表.xlsx|上年账套.ysb")
@click.option("--year", type=int, metavar="年度", help="表里是哪一年的数，默认看表的标题。")
def prior(book: Path, source: Path, year: int | None) -> None:
    """取上年的数：从公开或上报的预算表，或上年账套。"""
    from db.book import Book
    from db.exchange.published import asked_by, read_disclosure
    from db.money import AmountUnit, format_amount
    from db.rolling.prior import of_book, preview, refuse_other_year, refuse_useless, take

    with Book.open(book) as opened:
        if source.suffix.lower() == ".ysb":
            found = of_book(source)
            refuse_other_year(found, year)
        else:
            found = read_disclosure(source, asked_by(opened.connection, opened.pack), year)
        refuse_useless(opened, found)
        seen = preview(opened, found)
        opened.refuse_locked()
        backup = opened.back_up("取上年数")
        take(opened, found)
        unit = AmountUnit(opened.record().amounts)
    for phrase in found.recognised:
        click.echo(f"已认出：{phrase}")
    for step in seen.steps:
        before = "没有" if step.before is None else format_amount(step.before, unit) or "0.00"
        click.echo(f"{step.name}\t{before} → {format_amount(step.after, unit) or '0.00'}")
    for name in seen.missing:
        click.echo(f"没有取到：{name}。", err=True)
    for note in found.notes:
        click.echo(note, err=True)
    click.echo(f"已取 {found.year} 年数 {len(seen.steps)} 项，明细 {seen.lines_after} 行。取数前的账套备份在：{backup}")
