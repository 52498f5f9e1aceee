"""A published workbook as another program might lay it out: the real case's figures, other sheets, order, unit."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Line = Sequence[object]


class Published:
    """A workbook being laid out. Amounts are given in 万元 and written in the sheet's unit."""

    def __init__(self, year: int = 2024, unit: str = "元") -> None:
        self.year = year
        self.unit = unit
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])

    def sheet(self, name: str, title: str, rows: Sequence[Line]) -> Worksheet:
        page: Worksheet = self.book.create_sheet(name)
        page.append([title.format(year=self.year)])
        page.append(["部门：某某局", None, None, f"金额单位：{self.unit}"])
        for row in rows:
            page.append([self._amount(cell) if isinstance(cell, float) else cell for cell in row])
        return page

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path

    def _amount(self, wan: float) -> float:
        return round(wan * 10_000, 2) if self.unit == "元" else wan


def published(year: int = 2024, unit: str = "元") -> Published:
    """The forms of the real case that say most, none laid out as ours: no number line, 合计 in the first column …"""
    made = Published(year, unit)
    made.sheet("封面", "某某局部门预算公开", [])
    made.sheet("收支总表", "{year}年度部门收支预算总表", [
        ["收入", None, "支出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一、一般公共预算拨款收入", 825.16, "一、一般公共服务支出", 676.94],
        ["九、其他收入", None, "六、社会保障和就业支出", 46.79],
        ["", None, "七、卫生健康支出", 37.09],
        ["", None, "十七、住房保障支出", 64.34],
        ["本年收入合计", 825.16, "本年支出合计", 825.16],
        ["收入总计", 825.16, "支出总计", 825.16],
        ["注：以上不含涉密支出"],
    ])  # fmt: skip
    made.sheet("功能科目", "{year}年一般公共预算支出表（分功能科目）", [
        ["科目编码", "科目名称", "合计", "基本支出", None, None, "项目支出"],
        [None, None, None, "小计", "人员经费", "公用经费", None],
        ["合计", None, 825.16, 482.97, 438.22, 44.75, 342.19],
        [2014001, "　　行政运行", 334.75, 334.75, 290.39, 44.36, "—"],
        [2014002, "　　一般行政管理事务", "3,421,900.00" if unit == "元" else "342.19", None, None, None, 342.19],
    ])  # fmt: skip
    made.sheet("经济科目", "{year}年一般公共预算基本支出表", [
        ["科目编码", "科目名称", "本年一般公共预算基本支出", None, None],
        [None, None, "合计", "人员经费", "公用经费"],
        [301, "工资福利支出", 75.30, 75.30, None],
        [30101, "基本工资", 75.30, 75.30, None],
        [302, "商品和服务支出", 9.20, None, 9.20],
        [30201, "办公费", 6.20, None, 6.20],
        [30202, "印刷费", 3.00, None, 3.00],
    ])  # fmt: skip
    made.sheet("采购", "{year}年政府采购预算表", [
        ["单位代码", "单位名称", "项目", "政府采购品目", "功能科目", "部门支出经济分类", "资金来源", "资金性质",
         "采购数量", "单价(元)", "计量单位", "采购金额合计(元)", "其中面向中小企业(元)", "其中面向小微企业(元)"],
        [None, "合计", None, None, None, None, None, None, None, 1.00, None, 6.00, 3.60, 2.16],
        ["112", "某某局", *[None] * 12],
        ["112001", "样例局本级", "来访接待", "[A]货物", "[2014002]一般行政管理事务", "[30299]其他商品和服务支出",
         "预算安排", "经费拨款补助", 12, 0.50, "台", 6.00, 3.60, 2.16],
    ])  # fmt: skip
    made.sheet("绩效", "{year}年某某区部门整体绩效目标申报表", [
        ["部门总体资金情况", "收入构成", "财政拨款", 825.16],
        [None, None, "当年金额的说明"],
        [None, "总体资金情况", None, "当年金额", "占比"],
        [None, "收入构成", "财政拨款", 825.16, 1],
        [None, None, "财政专户管理资金", None, None],
        [None, None, "单位资金", None, None],
        [None, None, "合计", 825.16, 1],
        [None, "支出构成", "人员类项目支出", 438.22],
        [None, None, "运转类项目支出", 44.75],
        [None, None, "特定目标类项目支出", 342.19],
        [None, None, "合计", 825.16],
    ])  # fmt: skip
    return made
