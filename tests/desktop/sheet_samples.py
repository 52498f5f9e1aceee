"""Sheets built by hand: a pivot with a two-row heading, a document, and an entry list. Amounts are 万元, values fen."""

from collections.abc import Iterator, Sequence

import msgspec

from db.forms.sheet import Binding, Cell, Role, Sheet, SheetColumn

Line = tuple[str, str, int, str, tuple[str, str, str, str, str]]

# code, name, indent, kind, (合计, 小计, 人员, 公用, 项目); a leading * can be typed into
LINES: tuple[Line, ...] = (
    ("", "合计", 0, "total", ("825.16", "482.97", "438.22", "44.75", "342.19")),
    ("201", "一般公共服务支出", 0, "level1", ("676.94", "334.75", "290.39", "44.36", "342.19")),
    ("20140", "信访事务", 1, "level2", ("676.94", "334.75", "290.39", "44.36", "342.19")),
    ("2014001", "行政运行", 2, "level3", ("334.75", "334.75", "*290.39", "*44.36", "")),
    ("2014002", "一般行政管理事务", 2, "level3", ("342.19", "", "", "", "*342.19")),
    ("208", "社会保障和就业支出", 0, "level1", ("46.79", "46.79", "46.40", "0.39", "")),
    ("20805", "行政事业单位养老支出", 1, "level2", ("46.79", "46.79", "46.40", "0.39", "")),
    ("2080501", "行政单位离退休", 2, "level3", ("10.11", "10.11", "*10.11", "", "")),
    ("2080505", "机关事业单位基本养老保险缴费支出", 2, "level3", ("36.29", "36.29", "*36.29", "", "")),
    ("2080599", "其他行政事业单位养老支出", 2, "level3", ("0.39", "0.39", "", "*0.39", "")),
    ("210", "卫生健康支出", 0, "level1", ("37.09", "37.09", "37.09", "", "")),
    ("21011", "行政事业单位医疗", 1, "level2", ("37.09", "37.09", "37.09", "", "")),
    ("2101101", "行政单位医疗", 2, "level3", ("13.95", "13.95", "*13.95", "", "")),
    ("2101103", "公务员医疗补助", 2, "level3", ("23.14", "23.14", "*23.14", "", "")),
    ("221", "住房保障支出", 0, "level1", ("64.34", "64.34", "64.34", "", "")),
    ("22102", "住房改革支出", 1, "level2", ("64.34", "64.34", "64.34", "", "")),
    ("2210201", "住房公积金", 2, "level3", ("43.80", "43.80", "*43.80", "", "")),
    ("2210202", "提租补贴", 2, "level3", ("8.26", "8.26", "*8.26", "", "")),
    ("2210203", "购房补贴", 2, "level3", ("12.28", "12.28", "*12.28", "", "")),
)
AMOUNTS = ("total", "basic", "personnel", "operating", "project")
_HEADS = (
    (0, 0, 2, 1, "科目编码"), (0, 1, 2, 1, "科目名称"), (0, 2, 2, 1, "合计"), (0, 3, 1, 3, "基本支出"),
    (0, 6, 2, 1, "项目支出"), (1, 3, 1, 1, "小计"), (1, 4, 1, 1, "人员经费"), (1, 5, 1, 1, "公用经费"),
)  # fmt: skip
PIVOT_COLUMNS = (
    SheetColumn("code", 10, "科目编码"), SheetColumn("name", 32, "科目名称"), SheetColumn("total", 11, "合计"),
    SheetColumn("basic", 11, "基本支出 / 小计"), SheetColumn("personnel", 11, "基本支出 / 人员经费"),
    SheetColumn("operating", 11, "基本支出 / 公用经费"), SheetColumn("project", 11, "项目支出"),
)  # fmt: skip


def pivot(lines: Sequence[Line] = LINES, *, title: str = "2024年一般公共预算支出表(分功能科目)") -> Sheet:
    """Form 05 of the real case: codes, names, five amounts; two heading rows; the amounts of one line are typed."""
    cells = [
        Cell(row=0, column=0, text="预算05表", role=Role.NUMBER),
        Cell(row=1, column=0, column_span=7, text=title, role=Role.TITLE, align="center", bold=True),
        Cell(row=2, column=0, column_span=7, text="单位：万元", role=Role.UNIT, align="right"),
    ]
    cells += [
        Cell(row=3 + row, column=column, row_span=rows, column_span=columns, text=text, role=Role.HEADER)
        for row, column, rows, columns, text in _HEADS
    ]
    for at, line in enumerate(lines):
        cells.extend(_pivot_row(at, line))
    return Sheet(
        form="05",
        name="05",
        title=title,
        columns=PIVOT_COLUMNS,
        cells=tuple(cells),
        header_start=3,
        body_start=5,
        body_end=5 + len(lines),
        rows=5 + len(lines),
        row_keys=tuple(line[0] or "total" for line in lines),
        row_kinds=tuple(line[3] for line in lines),
    )


def _pivot_row(at: int, line: Line) -> Iterator[Cell]:
    code, name, indent, kind, amounts = line
    key, upper = code or "total", kind != "level3"
    yield Cell(row=5 + at, column=0, text=code, type="code", bold=upper, address=f"05!{key}.code")
    yield Cell(row=5 + at, column=1, text=name, indent=indent, bold=upper, address=f"05!{key}.name")
    for column, (id_, amount) in enumerate(zip(AMOUNTS, amounts, strict=True), start=2):
        binding = Binding("basic", "line", int(code or 0), id_) if amount.startswith("*") else None
        yield Cell(
            row=5 + at,
            column=column,
            text=amount.removeprefix("*"),
            type="amount",
            align="right",
            bold=upper,
            address=f"05!{key}.{id_}",
            binding=binding,
        )


def changed(lines: Sequence[Line], code: str, **amounts: str) -> tuple[Line, ...]:
    """`lines` with other amounts (by column id) in the row of `code`."""
    return tuple(
        line
        if line[0] != code
        else (*line[:4], tuple(amounts.get(id_, old) for id_, old in zip(AMOUNTS, line[4], strict=True)))  # type: ignore[misc]
        for line in lines
    )


LONG = (
    "负责处理人民群众来信来访，承办上级交办的信访事项；协调处理跨部门的信访问题，督促检查重要信访事项的落实；"
    "综合分析信访信息，提出完善政策的建议；指导全区信访业务，组织信访干部培训。"
)


def document() -> Sheet:
    """A document: labels inside the grid, merged cells down and across, a long text, tick boxes, a hint."""

    def label(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> Cell:
        return Cell(row=3 + row, column=column, row_span=rows, column_span=columns, text=text, role=Role.LABEL,
                    align="center", wrap=True)  # fmt: skip

    def field(row: int, column: int, columns: int, text: str, id_: str, *, wrap: bool = False) -> Cell:
        return Cell(row=3 + row, column=column, column_span=columns, text=text, wrap=wrap, address=f"15/信访!{id_}",
                    binding=Binding("project", "project", 1, id_))  # fmt: skip

    cells = (
        Cell(row=0, column=0, text="预算15表", role=Role.NUMBER),
        Cell(row=1, column=0, column_span=6, text="2024年项目支出(绩效目标)申报表", role=Role.TITLE, bold=True),
        Cell(row=2, column=0, column_span=6, text="单位名称：(盖章)信访局", role=Role.UNIT),
        label(0, 0, "项目名称"), field(0, 1, 2, "信访工作经费", "name"),
        label(0, 3, "项目代码"), field(0, 4, 2, "2010308", "code"),
        label(1, 0, "项目类别"), field(1, 1, 5, "1.运转类 ☐ 2.特定目标类本级支出 ☑", "group"),
        label(2, 0, "立项依据"), field(2, 1, 5, LONG * 2, "basis", wrap=True),
        label(3, 0, "资金来源", rows=3),
        label(3, 1, "来源项目", columns=3), label(3, 4, "预算申报数", columns=2),
        Cell(row=7, column=1, column_span=3, text="当年预算合计", address="15/信访!sources/total.name"),
        Cell(row=7, column=4, column_span=2, text="29.57", type="plain", align="right",
             address="15/信访!sources/total.amount"),
        Cell(row=8, column=1, column_span=3, text="1.财政拨款收入(区级安排数)"),
        Cell(row=8, column=4, column_span=2, text="29.57", type="plain", align="right"),
        label(6, 0, "项目总预算"),
        Cell(row=9, column=1, column_span=5, text="(延续性项目填写)", role=Role.HINT,
             binding=Binding("project", "project", 1, "total")),
    )  # fmt: skip
    return Sheet(
        form="15",
        name="15-1",
        title="2024年项目支出(绩效目标)申报表",
        columns=tuple(SheetColumn(f"c{at}", 14) for at in range(6)),
        cells=cells,
        header_start=3,
        body_start=3,
        body_end=10,
        rows=10,
        row_keys=("name", "group", "basis", "sources", "total", "grants", "budget"),
    )


ENTRY_HEADS = (
    ("function", "功能科目", 14), ("economic", "经济科目", 14), ("fund", "资金性质", 16), ("amount", "金额(万元)", 14),
    ("note", "备注", 24),
)  # fmt: skip
EntryLine = tuple[int, str, tuple[str, str, str, str, str]]  # row id, kind, texts
ENTRY: tuple[EntryLine, ...] = (
    (1, "record", ("2014001", "30101", "一般公共预算", "92.20", "")),
    (2, "record", ("2014001", "30102", "一般公共预算", "118.05", "含津贴补贴")),
    (3, "draft", ("2080599", "30299", "一般公共预算", "12o.50", "")),
    (4, "record", ("2210201", "30113", "一般公共预算", "43.80", "")),
    (5, "new", ("", "", "", "", "")),
)


def entry(lines: Sequence[EntryLine] = ENTRY, *, frozen: int = 0) -> Sheet:
    """An entry tab: two good lines, a draft whose amount is none, another good line, and the empty one."""
    cells = [Cell(row=0, column=at, text=label, role=Role.HEADER) for at, (_, label, _width) in enumerate(ENTRY_HEADS)]
    for at, (row_id, _kind, texts) in enumerate(lines):
        for column, ((id_, _, _), text) in enumerate(zip(ENTRY_HEADS, texts, strict=True)):
            amount = id_ == "amount"
            cells.append(
                Cell(
                    row=1 + at,
                    column=column,
                    text=text,
                    type="amount" if amount else "code" if column < 2 else "text",
                    align="right" if amount else "left",
                    address=f"entry/basic/{at + 1}.{id_}",
                    binding=Binding("basic", "line", row_id, id_),
                    problem="金额“12o.50”不是数" if text == "12o.50" else "",
                )
            )
    return Sheet(
        form="basic",
        name="基本支出",
        title="基本支出",
        columns=tuple(SheetColumn(id_, width, label) for id_, label, width in ENTRY_HEADS),
        cells=tuple(cells),
        header_start=0,
        body_start=1,
        body_end=1 + len(lines),
        rows=1 + len(lines),
        row_keys=tuple(f"line/{row_id}" for row_id, _, _ in lines),
        row_kinds=tuple(kind for _, kind, _ in lines),
        frozen_columns=frozen,
    )


def named(sheet: Sheet, code: str, name: str) -> Sheet:
    """`sheet` with `name` standing behind each `code`."""
    cells = (msgspec.structs.replace(one, hint=name) if one.text == code else one for one in sheet.cells)
    return msgspec.structs.replace(sheet, cells=tuple(cells))
