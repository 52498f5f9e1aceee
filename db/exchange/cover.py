"""The pages in front of the forms of a submission: cover and table of contents. Sheets like all others."""

from collections.abc import Sequence

import msgspec

from db.exchange.explained import EXPLANATIONS, Explained
from db.exchange.pages import page, page_header, page_title
from db.forms.sheet import Cell, Role, Sheet
from db.money import AmountUnit

COVER = "封面"
CONTENTS = "目录"
_OVERRIDDEN = "带错上报"
_HEAD, _FINANCE_HEAD, _FILLER, _DAY, _SEAL = "单位负责人", "财务负责人", "填报人", "填报日期", "单位公章"
_BY_HAND = frozenset((_HEAD, _FINANCE_HEAD, _FILLER, _DAY, _SEAL))
_LONGEST_LIST = 8_000  # characters: a cell holds 32,767, and a page of them nobody reads
_UNSIGNED = "（签字）"
_COVERED, _COVERED_PUBLICLY = "各表和情况说明", "各表"
PROVES = f"校验码由{_COVERED}算出，只能发现差错和拿错版本，不能证明真伪；真伪以签字盖章为准。"


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What identifies a submission, and who answers for it. `code` is its check code, `book` the book's uuid.

    `public`: it is for everybody to read.
    """

    department_code: str
    department: str
    year: int
    round: str
    revision: int
    draft: bool
    public: bool = False
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


class ContentsLine(msgspec.Struct, frozen=True):
    """A line of the table of contents: its number as printed, its title, and the worksheet it leads to ('': none)."""

    number: str
    title: str
    target: str


def cover_sheet(cover: Cover, overridden: Sequence[Explained] = ()) -> Sheet:
    """封面: what was handed in, the errors that the head answers for, the lines to sign, the place of the seal.

    That of a publication says what it is, and nobody's name.
    """
    said = [
        ("部门编码", cover.department_code),
        ("部门名称", cover.department),
        ("预算年度", str(cover.year)),
        ("轮次" if cover.public else "上报轮次", cover.round),
        ("版次", cover.version),
        ("金额单位", cover.amounts.value),
        ("校验码", cover.code),
        *([(_OVERRIDDEN, _overrides(overridden))] if overridden else []),
        *([] if cover.public else _signed(cover)),
    ]
    kind = "公开" if cover.public else "上报"
    title = f"{cover.year}年部门预算{kind}表册{'（草稿）' if cover.draft else ''}"
    cells = [page_title(title, 2)]
    for row, (label, value) in enumerate(said, start=2):
        cells.append(_label(row, 0, label))
        cells.append(Cell(row=row, column=1, text=value, value=value, wrap=True, address=_address(label)))
    note = f"纸质表册每页页脚的校验码与本页相同，{_COVERED}即与电子文件一致。{PROVES}"
    if cover.public:
        note = note.replace(_COVERED, _COVERED_PUBLICLY)
    return page(COVER, title, (24, 60), cells, 2, 2 + len(said), note)


def by_hand(sheet: Sheet) -> tuple[Cell, ...]:
    """The cells of a cover that may be filled in after it was made: signatures, day, seal."""
    rows = {cell.row for cell in sheet.cells if cell.role is Role.LABEL and cell.text in _BY_HAND}
    return tuple(cell for cell in sheet.cells if cell.row in rows and cell.role is Role.BODY)


def left_open(sheet: Sheet) -> tuple[Cell, ...]:
    """Those of them in which anything may stand then: who is to sign is said where the book knows the name."""
    named = frozenset(_address(label) for label in (_HEAD, _FINANCE_HEAD, _FILLER))
    return tuple(cell for cell in by_hand(sheet) if cell.address not in named or cell.text == _UNSIGNED)


def contents_sheet(lines: Sequence[ContentsLine]) -> Sheet:
    """目录: the titles in the order and wording of the published document; row n of the body is `lines[n]`."""
    cells = [page_title(CONTENTS, 2), *page_header(2, ("表号", "名称"))]
    for row, line in enumerate(lines, start=3):
        cells.append(Cell(row=row, column=0, text=line.number, value=line.number, type="code", align="center"))
        cells.append(Cell(row=row, column=1, text=line.title, value=line.title, wrap=True))
    return page(CONTENTS, CONTENTS, (12, 72), cells, 3, 3 + len(lines))


def spoken_line(address: str) -> str:
    """The line of the cover that an address names, in words; '' of another address."""
    page_name, _, label = address.partition("!")
    return f"“{label}”" if page_name == COVER and label else ""


def _address(label: str) -> str:
    return f"{COVER}!{label}"


def _overrides(overridden: Sequence[Explained]) -> str:
    """One after the other: what is wrong, why it is handed in all the same, and who answers for it."""
    said: list[str] = []
    for number, one in enumerate(overridden, start=1):
        line = f"{number}. {one.message}理由：{one.text.rstrip('。')}。（{one.who}）"
        if sum(map(len, said)) + len(line) > _LONGEST_LIST:
            said.append(f"其余 {len(overridden) - number + 1} 条见“{EXPLANATIONS}”。")
            break
        said.append(line)
    return "\n".join(said)


def _signed(cover: Cover) -> list[tuple[str, str]]:
    return [
        (_HEAD, _to_sign(cover.head)),
        (_FINANCE_HEAD, _to_sign(cover.finance_head)),
        (_FILLER, _to_sign(cover.filler)),
        ("联系电话", cover.telephone),
        (_DAY, "　　年　　月　　日"),
        (_SEAL, "（盖章）\n\n\n\n"),
    ]


def _to_sign(name: str) -> str:
    return f"{name}　　{_UNSIGNED}" if name else _UNSIGNED


def _label(row: int, column: int, text: str) -> Cell:
    return Cell(row=row, column=column, text=text, value=text, role=Role.LABEL, align="center")
