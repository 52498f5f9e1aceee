"""The shape in which a pack says a check: a select of comparisons, its sentence, and how grave it is in which round."""

import re
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter
from typing import Literal, cast, get_args

import msgspec

Severity = Literal["error", "warning", "hint"]

_CHECK_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_COLUMN_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SAID = ("left", "right", "difference", "place", "other_place")


@lru_cache(maxsize=256)
def severities(text: str) -> Mapping[str, Severity]:
    """Round → severity of a check's `severity`; the key '' is for every round not named. Raises ValueError."""
    found: dict[str, Severity] = {}
    for word in text.split():
        round_id, colon, severity = word.rpartition(":")
        if severity not in get_args(Severity) or (colon and not round_id):
            raise ValueError(f"severity “{text}”应为 error、warning、hint，或“轮次:等级”，用空格分开")
        found[round_id] = cast(Severity, severity)
    if not found:
        raise ValueError("severity 是空的")
    return {"": found[next(reversed(found))], **found}


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A check: front matter and one select, which lists the comparisons it makes.

    `severity` is `error`, or differs by round: `一上:hint 二上:error` (a round not named has the last one; a bare word
    is for all rounds not named). `says` is the sentence of a comparison that does not hold, with {left}, {right},
    {difference}, {place}, {other_place} and columns of the row.
    `structural` errors cannot be overridden: they always stop a final submission. `completeness` says that something is
    not there yet: of a tab not begun it is no news. `absent` says why there is nothing to compare, when there is not.
    `left_is`, `right_is`: what a figure is, where it is not what stands at its address: a sum, or what a limit is for.
    `received`: it asks of printed forms what other checks ask of the lines behind them, so it waits for forms without.
    """

    id: str
    title: str
    says: str
    severity: str
    sql: str
    forms: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    basis: str = ""
    since: str = ""
    structural: bool = False
    completeness: bool = False
    absent: str = ""
    received: bool = False
    left_is: str = ""
    right_is: str = ""
    figures: Literal["amount", "percent", "integer", "text"] = "amount"  # how left and right are printed

    def __post_init__(self) -> None:
        """Raises ValueError, which reading a pack reports with the file's name."""
        if not _CHECK_ID.fullmatch(self.id):
            raise ValueError(f"id “{self.id}”只能用小写字母、数字和短横线")
        severities(self.severity)
        if not self.sql.strip():
            raise ValueError("没有 select")
        self.extras()

    def extras(self) -> tuple[str, ...]:
        """Columns of the select that `says` names beyond the six that every check has."""
        try:
            parts = [part[1:] for part in Formatter().parse(self.says) if part[1] is not None]
        except ValueError as fault:
            raise ValueError(f"says 的花括号不成对：{fault}") from fault
        for name, specification, conversion in parts:
            if not _COLUMN_NAME.fullmatch(name or "") or specification or conversion:
                raise ValueError(f"says 里的 {{{name}}} 不是栏名，花括号里只能写小写的栏名")
        return tuple(dict.fromkeys(str(part[0]) for part in parts if part[0] not in _SAID))
