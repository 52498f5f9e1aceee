"""Codes that last year's lines used and that this year's code lists no longer have, with what replaced them."""

import sqlite3

import msgspec

from db.pack import Pack

# Where codes are used: ledger table, column, catalog, what it is called.
_USES = (
    ("expenditure", "function", "function", "支出"),
    ("expenditure", "economic", "economic", "支出"),
    ("procurement", "catalog_code", "procurement", "政府采购"),
    ("procurement", "function", "function", "政府采购"),
    ("procurement", "economic", "economic", "政府采购"),
    ("service_purchase", "function", "function", "购买服务"),
    ("service_purchase", "economic", "economic", "购买服务"),
    ("project", "declared_code", "function", "项目申报代码"),
)


class ObsoleteCode(msgspec.Struct, frozen=True):
    """A code that must not be used any more. `successors`: code and name of what replaced it; empty: not known.

    `used`: where and how often last year used it: `支出 3 行、项目申报代码 1 个`.
    """

    catalog: str  # name of the code list
    code: str
    name: str
    successors: tuple[tuple[str, str], ...]
    note: str
    used: str

    @property
    def sentence(self) -> str:
        """`2010308 信访事务（支出功能分类科目，支出 3 行）已停用，改用 20140 信访事务。`"""
        named = f"{self.code} {self.name}".strip()
        after = "、".join(f"{code} {name}".strip() for code, name in self.successors)
        instead = f"改用 {after}" if after else "请在新的科目表中另选"
        note = f"（{self.note}）" if self.note else ""
        return f"{named}（{self.catalog}，{self.used}）已停用，{instead}{note}。"


def obsolete_codes(old: sqlite3.Connection, pack: Pack, year: int) -> tuple[ObsoleteCode, ...]:
    """What the book behind `old` used and `pack` has not, or declares obsolete in that year; the book's own codes hold.

    Sorted by code list and code.
    """
    own = set(old.execute("select catalog, code from code"))
    used: dict[tuple[str, str], dict[str, int]] = {}
    for table, column, catalog, name in _USES:
        for code, count in old.execute(
            f"select {column}, count(*) from {table} where {column} <> '' group by {column}"
        ):
            if (catalog, code) not in own and _is_obsolete(pack, catalog, code, year):
                used.setdefault((catalog, code), {})[name] = count
    return tuple(_described(pack, catalog, code, used[catalog, code]) for catalog, code in sorted(used))


def _is_obsolete(pack: Pack, catalog: str, code: str, year: int) -> bool:
    if catalog not in pack.catalogs:
        return False
    row = pack.codes("obsolete").get(code)
    if row is not None and row.attributes.get("catalog") == catalog:
        return int(row.attributes.get("since") or 0) <= year
    # 项目申报代码 may be one of a project, with twenty-one signs, which is no function code.
    lengths = pack.catalogs[catalog].info.lengths
    return code not in pack.catalogs[catalog].rows and (not lengths or len(code) in lengths)


def _described(pack: Pack, catalog: str, code: str, counts: dict[str, int]) -> ObsoleteCode:
    rows = pack.catalogs[catalog].rows
    gone = pack.codes("obsolete").get(code)
    replaced = gone.attributes.get("replaced_by", "").replace("；", ";").replace("、", ";") if gone else ""
    successors = tuple(
        (it, rows[it].name if it in rows else "") for it in (part.strip() for part in replaced.split(";")) if it
    )
    known = gone.name if gone else (rows[code].name if code in rows else "")
    used = "、".join(f"{name} {count} {'个' if name == '项目申报代码' else '行'}" for name, count in counts.items())
    note = gone.attributes.get("note", "") if gone else ""
    return ObsoleteCode(pack.catalogs[catalog].info.name, code, known, successors, note, used)
