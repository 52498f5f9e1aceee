"""与上次上报的变化: what a resubmission says otherwise than the last one, as a page."""

from collections.abc import Sequence
from itertools import groupby

from db.exchange.pages import page, page_header, page_title
from db.exchange.since import Difference, LastTime
from db.forms.sheet import Cell, Role, Sheet

SINCE = "与上次上报的变化"
ON_PAPER = 300  # lines; who wants all of them has the workbook
IN_A_WORKBOOK = 5_000

_HEADS = ("位置", "上次", "本次")
_WIDTHS = (56, 26, 26)


def since_sheet(changed: Sequence[Difference], last: LastTime, most: int = IN_A_WORKBOOK) -> Sheet:
    """The page: what the last submission was and why it came back, then form by form each cell that differs.

    Not more than `most` of them are listed; how many there are is always said.
    """
    cells = [page_title(SINCE, len(_HEADS)), *page_header(2, _HEADS)]
    cells.append(Cell(row=1, column=0, column_span=len(_HEADS), text=_head(changed, last), role=Role.NOTE, wrap=True))
    row = 3
    for form, own in groupby(changed[:most], key=lambda one: one.form):
        listed = list(own)
        total = sum(one.form == form for one in changed)
        said = f"{form}（{total} 处）" if form else f"（{total} 处）"
        cells.append(
            Cell(row=row, column=0, column_span=len(_HEADS), text=said, value=said, role=Role.LABEL, bold=True)
        )
        for at, one in enumerate(listed, start=row + 1):
            place = one.spoken.removeprefix(f"{form.partition(' ')[0]}") or one.spoken
            cells += [
                Cell(row=at, column=column, text=text, value=text, wrap=True)
                for column, text in enumerate((place, one.before, one.now))
            ]
        row += 1 + len(listed)
    note = f"共 {len(changed)} 处，这里列出前 {most} 处；其余请看工作簿，或把两次的工作簿逐表比对。"
    return page(SINCE, SINCE, _WIDTHS, cells, 3, row, note if len(changed) > most else "")


def _head(changed: Sequence[Difference], last: LastTime) -> str:
    """`上次上报：第1版（一上），2024-11-05，校验码 …。重新打开的原因：…。共有 12 处变化。`"""
    reason = f"重新打开的原因：{last.reason.rstrip('。')}。" if last.reason else ""
    count = f"与上次相比共有 {len(changed)} 处变化。" if changed else "与上次相比没有变化。"
    return f"上次上报：第{last.revision}版（{last.round}），{last.day}，校验码 {last.code}。{reason}{count}"
