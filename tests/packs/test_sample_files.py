"""The sample's entry files, read as plain CSV: headings, sums, codes, agreement with the published forms."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from db.money import AmountUnit, format_amount, parse_amount

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "jianghan-2024"
CATALOGS = ROOT / "resources" / "packs" / "jianghan-2024" / "catalogs"
SEED = ROOT / "tests" / "seed"

LINE = "功能科目 经济科目 资金性质 资金来源 渠道 金额(万元) 备注"
HEADINGS = {
    "book": "项目 内容",
    "unit": "单位编码 单位名称 单位性质 并入单位",
    "headcount": "单位编码 类别 编制数 实有数 截至",
    "state_asset": "单位编码 类别 数量 面积 价值 截至",
    "income": "单位编码 资金性质 类型 金额(万元) 自动",
    "basic": f"单位编码 类别 {LINE}",
    "project": "单位编码 项目名称 项目编码 申报代码 项目类别 安排频度 支出项目类别 项目总预算 用途 "
    "执行单位 负责人 联系电话 涉密 立项依据 项目实施方案 上年绩效评价结果、整改及应用 "
    "项目前两年预算及当年预算变动情况",
    "project_year": "单位编码 项目名称 年度 预算数 执行数 截至数 截至",
    "project_spending": f"单位编码 项目名称 项目内容 测算依据 {LINE}",
    "other_spending": f"单位编码 类别 {LINE}",
    "procurement": "单位编码 项目 政府采购品目 品名 功能科目 部门支出经济分类 资金来源 资金性质 采购数量 "
    "单价 计量单位 面向中小企业 面向小微企业",
    "service": "单位编码 项目 是否包含政府采购 政府购买服务内容 购买数量 购买金额 资金来源 资金性质 功能科目 "
    "部门支出经济分类 一级目录 二级目录 三级目录",
    "asset_plan": "单位编码 项目名称 品名 数量 金额(万元)",
    "objective": "单位编码 项目名称 期限 序号 目标 指标权重比例",
    "indicator": "单位编码 项目名称 期限 目标序号 一级指标 二级指标 三级指标 前年 上年 指标值 权重 依据",
    "prior": "单位编码 指标 年度 口径 数值",
    "control": "轮次 单位编码 类别或项目 资金性质 金额(万元)",
    "narrative": "栏目 内容",
    "explanation": "检查 位置 左值 右值 说明",
    "code": "目录 编码 名称 上级",
}
PROJECT_TOTALS = {"复查复核委员会经费": "1.66", "临时人员工作经费": "29.57", "信访工作经费": "310.96"}
PROJECT_FORMS = {"15-1": "复查复核委员会经费", "15-2": "临时人员工作经费", "15-3": "信访工作经费"}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def headings(name: str) -> list[str]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def fen(text: str) -> int:
    return parse_amount(text, AmountUnit.WAN).fen


def total(lines: list[Row], column: str = "金额(万元)") -> str:
    return format_amount(sum(fen(line[column]) for line in lines), AmountUnit.WAN)


def sums_by(lines: list[Row], column: str) -> dict[str, str]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        groups[line[column]].append(line)
    return {key: total(group) for key, group in groups.items()}


def printed_body(form: str) -> list[list[str]]:
    body: list[list[str]] = json.loads((SEED / "forms.json").read_text(encoding="utf-8"))[form]["body"]
    return body


def catalog(name: str) -> dict[str, str]:
    """Codes and names of one list of the pack."""
    with (CATALOGS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def current_codes() -> set[str]:
    """Every code of the pack that is still in force: a function has seven digits, an economic item five."""
    codes: set[str] = set()
    for path in CATALOGS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            codes |= {row["code"] for row in csv.DictReader(file) if "code" in row and "replaced_by" not in row}
    return codes


@pytest.mark.parametrize("name", sorted(HEADINGS))
def test_each_file_has_the_headings_of_its_entry_sheet(name: str) -> None:
    assert headings(name) == HEADINGS[name].split()


def test_there_is_no_file_without_an_entry_sheet() -> None:
    assert {path.stem for path in SAMPLE.iterdir()} == set(HEADINGS)


@pytest.mark.parametrize("name", sorted(HEADINGS))
def test_each_row_fills_exactly_its_headings(name: str) -> None:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lengths = {len(row) for row in csv.reader(file, strict=True)}
    assert lengths == {len(HEADINGS[name].split())}


def test_基本支出加项目支出等于全年预算() -> None:
    assert total(rows("basic") + rows("project_spending")) == "825.16"


def test_人员经费和公用经费与公布数一致() -> None:
    assert sums_by(rows("basic"), "类别") == {"人员经费": "438.22", "公用经费": "44.75"}


def test_各项目支出与公布数一致() -> None:
    assert sums_by(rows("project_spending"), "项目名称") == PROJECT_TOTALS


def test_各功能科目合计与03表一致() -> None:
    printed = {row[0]: row[2] for row in printed_body("03") if len(row[0]) == 7}
    assert sums_by(rows("basic") + rows("project_spending"), "功能科目") == printed


def test_各经济科目合计与07表一致() -> None:
    printed = {row[0]: row[2] for row in printed_body("07") if len(row[0]) == 5}
    assert sums_by(rows("basic"), "经济科目") == printed


def test_采购数量乘单价等于12表采购金额() -> None:
    amounts = [int(row["采购数量"]) * fen(row["单价"]) for row in rows("procurement")]
    assert format_amount(sum(amounts), AmountUnit.WAN) == "6.00"


def test_购买服务合计与13表一致() -> None:
    assert total(rows("service"), "购买金额") == "3.66"


def test_控制数合计等于全年预算() -> None:
    assert total(rows("control")) == "825.16"


def test_项目按11表的顺序() -> None:
    assert [row["项目名称"] for row in rows("project")] == list(PROJECT_TOTALS)


@pytest.mark.parametrize("name", ["project_year", "project_spending", "procurement", "service", "asset_plan"])
def test_each_named_project_is_one_of_the_book(name: str) -> None:
    column = "项目" if "项目" in headings(name) else "项目名称"
    assert {row[column] for row in rows(name)} <= set(PROJECT_TOTALS)


def test_每个项目的指标分值加起来是80() -> None:
    weights: Counter[str] = Counter()
    for row in rows("indicator"):
        weights[row["项目名称"]] += int(row["权重"] or 0)
    assert weights == {"": 0} | dict.fromkeys(PROJECT_TOTALS, 80)


def test_each_indicator_belongs_to_an_objective() -> None:
    objectives = {(row["项目名称"], row["期限"], row["序号"]) for row in rows("objective")}
    assert {(row["项目名称"], row["期限"], row["目标序号"]) for row in rows("indicator")} == objectives


@pytest.mark.parametrize("form", ["14", "15-1", "15-2", "15-3"])
def test_指标名称数值和分值与公布数一致(form: str) -> None:
    facts = json.loads((SEED / "forms.json").read_text(encoding="utf-8"))[form]["indicators"]
    published = [tuple(fact[key] for key in list(fact)[:-1]) for fact in facts]
    columns = ["期限", "目标序号", "一级指标", "二级指标", "三级指标", "前年", "上年", "指标值", "权重"]
    project = PROJECT_FORMS.get(form, "")
    ours = [tuple(row[c] for c in columns) for row in rows("indicator") if row["项目名称"] == project]
    assert ours == published


def test_前两年三类支出相加等于收支总预算() -> None:
    figures = {(row["指标"], row["年度"]): row for row in rows("prior")}
    kinds = ("人员类项目支出", "运转类项目支出", "特定目标类项目支出")
    sums = {year: total([figures[kind, year] for kind in kinds], "数值") for year in ("2022", "2023")}
    assert sums == {year: figures["收支总预算", year]["数值"] for year in ("2022", "2023")}


@pytest.mark.parametrize("name", ["basic", "project_spending", "procurement", "service"])
def test_功能科目都在目录里(name: str) -> None:
    assert {row["功能科目"] for row in rows(name)} <= current_codes()


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("basic", "经济科目"),
        ("project_spending", "经济科目"),
        ("procurement", "部门支出经济分类"),
        ("service", "部门支出经济分类"),
    ],
)
def test_经济科目都在目录里(name: str, column: str) -> None:
    assert {row[column] for row in rows(name)} <= current_codes()


def test_上年数据的指标都在目录里() -> None:
    assert {row["指标"] for row in rows("prior")} <= set(catalog("measure").values())


def test_公开说明的栏目都在目录里() -> None:
    # A label such as 使用情况.{项目} stands for one paragraph per project.
    labels = set(catalog("narrative").values())
    stems = tuple(label.partition("{")[0] for label in labels if "{" in label)
    unknown = {row["栏目"] for row in rows("narrative") if row["栏目"] not in labels}
    assert {label for label in unknown if not label.startswith(stems)} == set()


def test_必填的公开说明都写了() -> None:
    with (CATALOGS / "narrative.csv").open(encoding="utf-8", newline="") as file:
        required = {row["name"] for row in csv.DictReader(file) if row["required"] == "yes"}
    written = {row["栏目"] for row in rows("narrative") if row["内容"]}
    assert {label for label in required if "{" not in label} <= written


def test_用到的每个功能科目都有名词解释() -> None:
    used = {row["功能科目"] for row in rows("basic") + rows("project_spending")}
    with (CATALOGS / "term.csv").open(encoding="utf-8", newline="") as file:
        explained = {row["term"] for row in csv.DictReader(file) if row["text"]}
    assert used <= explained
    assert not any(row["栏目"].startswith("名词.") for row in rows("narrative")), "表样包写过的不必再写"


def test_目标截止年度是2026() -> None:
    record = {row["项目"]: row["内容"] for row in rows("book")}
    assert record["目标截止年度"] == "2026"
