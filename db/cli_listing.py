"""`yusuanben import … --tab`: somebody's own list into one entry tab, as the window's dialog does it unasked."""

from collections.abc import Iterator
from pathlib import Path

from db.book import Book
from db.errors import BookError
from db.exchange.lists import ListPlan, plan_list, rehearse_list, take_list, totals_that_differ
from db.exchange.opening import ReadSheet, open_workbook


def import_list(book: Book, source: Path, tab: str, *, replacing: bool) -> Iterator[str]:
    """Take the first list of a workbook that goes into `tab` (its name or id); the lines that tell what was done.

    Raises BookError: no such tab, no such list; WorkbookError.
    """
    entry = next((it for it in book.pack.entries.values() if tab in (it.id, it.sheet)), None)
    if entry is None or entry.layout != "list":
        named = "、".join(it.sheet for it in book.pack.entries.values() if it.layout == "list")
        raise BookError(f"没有叫“{tab}”的录入表；可以导入清单的是：{named}。")
    sheet, plan = _first(book, open_workbook(source).sheets, entry.id)
    made = rehearse_list(book, plan, sheet, replacing=replacing)
    take_list(book, plan, sheet, replacing=replacing, name=source.name)
    labels = {it.id: it.label.replace("{amounts}", book.record().amounts) for it in entry.columns}
    for head in plan.heads:
        yield f"“{head.text or f'第{head.at}列'}” → {labels[head.column] if head.column else '没有导入'}"
    yield from totals_that_differ(plan, sheet)
    if plan.totals:
        yield f"第{'、'.join(map(str, plan.totals))}行是合计，没有导入。"
    waiting = f"，其中 {made.problems} 格还不能算数，先按原样留着" if made.problems else ""
    yield f"已从工作表“{plan.sheet}”导入 {len(plan.rows)} 行到“{entry.sheet}”{waiting}。"


def _first(book: Book, sheets: tuple[ReadSheet, ...], entry: str) -> tuple[ReadSheet, ListPlan]:
    refusal = BookError("这个工作簿里没有内容可以导入。")
    for sheet in sheets:
        if sheet.cells and not sheet.hidden:
            try:
                return sheet, plan_list(book, sheet, entry)
            except BookError as fault:
                refusal = fault
    raise refusal
