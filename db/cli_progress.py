"""`yusuanben progress`: the order of work and how each step stands, from the command line."""

import json
from datetime import datetime
from pathlib import Path

import click


@click.command()
@click.argument("book", type=Path, metavar="账套.ysb")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def progress(book: Path, as_json: bool) -> None:
    """编制进度：每一步做到哪里、还缺什么、离截止还有几天、下一步做什么。"""
    from db.book import Book
    from db.checks.progress import progress as progress_of
    from db.checks.progress import spoken_days

    with Book.read(book) as opened:
        now = progress_of(opened, datetime.now().astimezone().date())
    steps = [
        {
            "title": step.title,
            "state": step.standing.state.value,
            "errors": step.standing.errors,
            "warnings": step.standing.warnings,
            "missing": step.standing.missing,
            "line": step.line,
            "address": step.address,
            "next": number == now.next,
        }
        for number, step in enumerate(now.steps)
    ]
    if as_json:
        deadline = now.deadline.isoformat() if now.deadline else None
        click.echo(json.dumps({"deadline": deadline, "days": now.days, "steps": steps}, ensure_ascii=False))
        return
    for step in steps:
        mark = "  ← 下一步" if step["next"] else ""
        click.echo(f"{step['state']} {step['title']}：{step['line']}{mark}")
    click.echo(f"截止 {now.deadline:%Y-%m-%d}，{spoken_days(now.days)}" if now.deadline else spoken_days(None))
