"""Checks by their titles: an id is for machines, and nobody is shown one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.pack import Pack

RECOUNT = "recount"

# What the program itself objects to, beside the checks of the pack, and lets be answered.
PROGRAM_CHECKS: Mapping[str, str] = {RECOUNT: "金额按旧的数计算"}

# What reading a received workbook objects to: nobody answers it, the workbook is mended.
READING: Mapping[str, str] = {
    "unreadable": "读不出来的单元格",
    "unread-sheet": "读不出来的工作表",
    "unread-column": "缺少的栏目",
    "unread-row": "没有读到表里的行",
    "missing-form": "缺少的表",
    "repeated-form": "重复的表",
    "other-sheet": "不是预算表的工作表",
    "hidden-content": "隐藏的行和列",
    "converted-amounts": "换算过的金额单位",
    "finer-amounts": "小数多于两位的金额",
    "other-year": "各表年度不一致",
}


def check_title(pack: "Pack", check_id: str) -> str:
    """The title of a check; the id itself of one that is no longer there."""
    check = pack.checks.get(check_id)
    return check.title if check is not None else PROGRAM_CHECKS.get(check_id) or READING.get(check_id, check_id)


def check_named(pack: "Pack", text: str) -> str:
    """The id of the check that has this title, or this id; the text itself when there is none."""
    if text in pack.checks or text in PROGRAM_CHECKS:
        return text
    titled = (check_id for check_id, title in PROGRAM_CHECKS.items() if title == text)
    return next((check.id for check in pack.checks.values() if check.title == text), next(titled, text))
