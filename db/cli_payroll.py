"""`yusuanben payroll`: a wage table from a file into basic spending, all of it or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from db.errors import BadCells

if TYPE_CHECKING:
    from db.entry.payroll import PayrollPlan


@click.command()
@click.argument("book", type=Path, metavar="账套.ysb")
@click.argument("source", type=Path, metavar="工资表.xlsx|.csv")
@click.option("--yuan/--wan", "yuan", default=None, help="表里的数以元还是万元计；默认看表上写的单位和数的大小。")
@click.option("--unit", default="", metavar="单位编码", help="表里没有写单位的行属于它。")
@click.option("--function", default="", metavar="功能科目", help="表里没有写、账套里也看不出功能科目的款项用它。")
@click.option("--as-is", is_flag=True, help="合计与各项对不上时也收：只收各项。")
def payroll(book: Path, source: Path, yuan: bool | None, unit: str, function: str, as_is: bool) -> None:
    """按工资表录入基本支出：一列一个经济科目；合计只核对不录入，有一处不对就全部不收。"""
    from db.book import Book
    from db.entry.payroll import PayrollAnswers, apply, plan
    from db.exchange.payroll_file import read_payroll
    from db.money import AmountUnit, format_amount

    amounts = None if yuan is None else AmountUnit.YUAN if yuan else AmountUnit.WAN
    with Book.open(book) as opened:
        made = plan(opened, read_payroll(opened, source), PayrollAnswers(amounts=amounts, unit=unit, function=function))
        wrong = () if as_is else made.wrong_totals
        if made.faults or wrong:
            remedy = _remedy(made) if made.faults else "改正后再试；只要各项、不管合计，加 --as-is。"
            raise BadCells(
                f"“{source.name}”有 {len(made.faults) + len(wrong)} 处不对，没有录入。{remedy}", (*made.faults, *wrong)
            )
        kept = AmountUnit(opened.record().amounts)
        backup = opened.back_up("工资表前") if made.ready else None
        if backup is not None:
            apply(opened, made)
    for note in made.notes:
        click.echo(note, err=True)
    if backup is None:
        click.echo("工资表里的数账套里都有了，没有变化。")
        return
    words = {"add": "增加", "change": "修改", "same": "不变"}
    for line in made.lines:
        click.echo("\t".join((words[line.state], line.unit, line.function, line.economic, line.name,
                              format_amount(line.fen, kept) or "0.00")))  # fmt: skip
    changed = sum(line.state != "same" for line in made.lines)
    click.echo(f"已录入 {changed} 行。录入前的账套备份在：{backup}")


def _remedy(made: "PayrollPlan") -> str:
    """Which options say what the table does not."""
    unsaid = ["单位用 --unit 单位编码 写明"] if made.needs_unit else []
    unsaid += ["功能科目用 --function 写明"] if not all(made.unsaid.values()) else []
    return f"{'，'.join(unsaid)}；或在表里补上后再试。" if unsaid else ""
