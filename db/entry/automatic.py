"""Income that follows spending: which rows may, and what is said in the cell of one that does, or does no more."""

from collections.abc import Mapping

from db.entry.cells import Value
from db.entry.units import GRANT_FUNDS

AUTOMATIC, FIXED = "自动", "固定"
FOLLOWS = "随支出合计，直接输入即改为固定数。"
HELD = "已改为固定数，不再随支出合计；按 Delete 清除（右键“恢复自动”）又随支出合计。"


def may_follow(values: Mapping[str, Value]) -> bool:
    """May a row of income follow spending? Fiscal income of the current year may."""
    return values.get("kind") == "current" and values.get("fund") in GRANT_FUNDS


def sign_of(values: Mapping[str, Value]) -> tuple[str, str]:
    """The sign in the amount cell of a row of income, and its sentence; both empty for one that never follows."""
    if values.get("automatic") == 1:
        return AUTOMATIC, FOLLOWS
    return (FIXED, HELD) if may_follow(values) else ("", "")
