"""The pages of a submission that are no forms: cover, table of contents, explanations. Sheets like all others."""

from collections.abc import Sequence

import msgspec

from db.forms.sheet import Cell, Role, Sheet, SheetColumn
from db.money import AmountUnit

COVER = "封面"
CONTENTS = "目录"
EXPLANATIONS = "情况说明"


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What identifies a submission, and who answers for it. `code` is its check code, `book` the book's uuid."""

    department_code: str
    department: str
    year: int
    round: str
    revision: int
    draft: bool
    amounts: AmountUnit
    pack: str
    pack_version: str
    book: str
    code: str
    head: str = ""
    finance_head: str = ""
    filler: str = ""
    telephone: str = ""

    @property
    def version(self) -> str:
        """`第1版`, `第1版（草稿）`."""
        return f"第{self.revision}版{'（草稿）' if self.draft else ''}"


class Explained(msgspec.Struct, frozen=True):
    """A warning, or an overridden error, and the answer to it; figures as printed."""

    check: str
    address: str
    left: str
    right: str
    message: str
    text: str


class ContentsLine(msgspec.Struct, frozen=True):
    """A line of the table of contents: its number as printed, its title, and the worksheet it leads to ('': none)."""

    number: str
    title: str
    target: str


def cover_sheet(cover: Cover) -> Sheet:
    """封面: what was handed in, the lines to sign, the place of the seal."""
    said = [
        ("部门编码", cover.department_code),
        ("部门名称", cover.department),
        ("预算年度", str(cover.year)),
        ("上报轮次", cover.round),
        ("版次", cover.version),
        ("金额单位", cover.amounts.value),
        ("校验码", cover.code),
        ("单位负责人", _to_sign(cover.head)),
        ("财务负责人", _to_sign(cover.finance_head)),
        ("填报人", _to_sign(cover.filler)),
        ("联系电话", cover.telephone),
        ("填报日期", "　　年　　月　　日"),
        ("单位公章", "（盖章）\n\n\n\n"),
    ]
    title = f"{cover.year}年部门预算上报表册{'（草稿）' if cover.draft else ''}"
    cells = [_title(title, 2)]
    for row, (label, value) in enumerate(said, start=2):
        cells.append(_label(row, 0, label))
        cells.append(Cell(row=row, column=1, text=value, value=value, wrap=True))
    note = "纸质表册每页页脚的校验码与本页相同，即与电子文件内容一致。"
    return _page(COVER, title, (24, 60), cells, 2, 2 + len(said), note)


def contents_sheet(lines: Sequence[ContentsLine]) -> Sheet:
    """目录: the titles in the order and wording of the published document; row n of the body is `lines[n]`."""
    cells = [_title(CONTENTS, 2), *_header(2, ("表号", "名称"))]
    for row, line in enumerate(lines, start=3):
        cells.append(Cell(row=row, column=0, text=line.number, value=line.number, type="code", align="center"))
        cells.append(Cell(row=row, column=1, text=line.title, value=line.title, wrap=True))
    return _page(CONTENTS, CONTENTS, (12, 72), cells, 3, 3 + len(lines))


def explanations_sheet(answers: Sequence[Explained]) -> Sheet:
    """情况说明: every answered warning with the figures it was answered for, and by what a program knows it."""
    cells = [_title(EXPLANATIONS, 6), *_header(2, ("提示", "左值", "右值", "说明", "审核编号", "位置编号"))]
    for row, answer in enumerate(answers, start=3):
        texts = (answer.message, answer.left, answer.right, answer.text, answer.check, answer.address)
        cells += [Cell(row=row, column=column, text=text, value=text, wrap=True) for column, text in enumerate(texts)]
    widths = (48, 12, 12, 48, 16, 22)
    return _page(EXPLANATIONS, EXPLANATIONS, widths, cells, 3, 3 + len(answers), landscape=True)


def _to_sign(name: str) -> str:
    return f"{name}　　（签字）" if name else "（签字）"


def _title(text: str, width: int) -> Cell:
    return Cell(row=0, column=0, column_span=width, text=text, role=Role.TITLE, bold=True, align="center")


def _label(row: int, column: int, text: str) -> Cell:
    return Cell(row=row, column=column, text=text, value=text, role=Role.LABEL, align="center")


def _header(row: int, heads: Sequence[str]) -> list[Cell]:
    return [
        Cell(row=row, column=column, text=head, role=Role.HEADER, bold=True, align="center")
        for column, head in enumerate(heads)
    ]


def _page(
    name: str,
    title: str,
    widths: Sequence[int],
    cells: list[Cell],
    body_start: int,
    body_end: int,
    note: str = "",
    landscape: bool = False,
) -> Sheet:
    if note:
        cells.append(Cell(row=body_end, column=0, column_span=len(widths), text=note, role=Role.NOTE))
    return Sheet(
        form="",
        name=name,
        title=title,
        columns=tuple(SheetColumn(str(number), width) for number, width in enumerate(widths)),
        cells=tuple(cells),
        header_start=2,
        body_start=body_start,
        body_end=body_end,
        rows=body_end + bool(note),
        landscape=landscape,
    )
