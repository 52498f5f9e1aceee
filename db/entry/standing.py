"""What stands on a row: the rows that would lose their footing were it removed."""

import sqlite3

# Referenced table -> (referring table, column), children that others stand on first.
_STANDS_ON: dict[str, tuple[tuple[str, str], ...]] = {
    "unit": (
        ("project", "unit"), ("headcount", "unit"), ("state_asset", "unit"), ("funding", "unit"),
        ("expenditure", "unit"), ("procurement", "unit"), ("service_purchase", "unit"), ("prior_figure", "unit"),
        ("control", "unit"), ("unit", "merged_into"),
    ),
    "project": (
        ("objective", "project"), ("expenditure", "project"), ("cost_item", "project"), ("project_year", "project"),
        ("procurement", "project"), ("service_purchase", "project"), ("asset_plan", "project"),
        ("control", "project"),
    ),
    "cost_item": (("expenditure", "cost_item"),),
    "objective": (("indicator", "objective"),),
}  # fmt: skip
_NAMES = {
    "project": "项目", "headcount": "人员", "state_asset": "国有资产", "funding": "收入", "expenditure": "支出",
    "procurement": "政府采购", "service_purchase": "购买服务", "prior_figure": "上年数据", "control": "控制数",
    "unit": "并入它的单位", "objective": "绩效目标", "project_year": "项目历年", "asset_plan": "资产配置",
    "indicator": "绩效指标", "cost_item": "项目内容",
}  # fmt: skip
# Rows whose (project, unit) must agree with the project's unit.
_OF_PROJECT_AND_UNIT = ("expenditure", "procurement", "service_purchase", "control")


def standing_on(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, int]:
    """How many rows stand on a row, by the Chinese name of their sheet; automatic income does not count."""
    counts: dict[str, int] = {}
    for child, column in _STANDS_ON.get(table, ()):
        if child == "cost_item" and "支出" in counts:
            continue  # each of them carries a line that is counted already
        extra = " and automatic = 0" if child == "funding" else ""
        (count,) = connection.execute(f"select count(*) from {child} where {column} = ?{extra}", (row_id,)).fetchone()
        if count:
            counts[_NAMES[child]] = count
    return counts


def sentence(counts: dict[str, int]) -> str:
    """`支出 3 行、绩效目标 2 行`."""
    return "、".join(f"{name} {count} 行" for name, count in counts.items())


def delete(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    """Remove a row, what stands on it, and what waits in any of them."""
    for child, column in _STANDS_ON.get(table, ()):
        if (child, column) == ("unit", "merged_into"):
            connection.execute("update unit set merged_into = null where merged_into = ?", (row_id,))
            continue
        found = connection.execute(f"select id from {child} where {column} = ?", (row_id,)).fetchall()
        for (child_id,) in found:
            delete(connection, child, child_id)
    connection.execute(f"delete from {table} where id = ?", (row_id,))
    connection.execute("delete from pending where table_name = ? and row_id = ?", (table, row_id))


def move_project(connection: sqlite3.Connection, project: int, unit: int) -> None:
    """Give a project another unit, its lines, purchases and ceilings along with it. Runs inside an action."""
    # The pairs (project, unit) disagree until the last of them is written.
    connection.execute("pragma defer_foreign_keys = on")
    connection.execute("update project set unit = ? where id = ?", (unit, project))
    for table in _OF_PROJECT_AND_UNIT:
        connection.execute(f"update {table} set unit = ? where project = ?", (unit, project))
