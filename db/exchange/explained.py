"""情况说明: answered warnings and the errors that the head answers for, out with a workbook and in again."""

from collections.abc import Sequence

import msgspec

from db.exchange.opening import ReadWorkbook
from db.exchange.pages import page, page_header, page_title
from db.forms.sheet import Cell, Sheet

EXPLANATIONS = "情况说明"
_HEADS = ("提示", "左值", "右值", "说明", "审核编号", "位置编号", "署名", "性质")
_WIDTHS = (46, 11, 11, 44, 15, 20, 9, 9)
_ERROR, _WARNING = "错误", "提示"


class Explained(msgspec.Struct, frozen=True):
    """A warning, or an overridden error, and the answer to it; figures as printed. `who` answers for it."""

    check: str
    address: str
    left: str
    right: str
    message: str
    text: str
    who: str = ""
    overridden: bool = False


def explanations_sheet(answers: Sequence[Explained]) -> Sheet:
    """Every answer with the figures it was given for, and by what a program knows it; overridden errors first."""
    cells = [page_title(EXPLANATIONS, len(_HEADS)), *page_header(2, _HEADS)]
    ordered = sorted(answers, key=lambda answer: not answer.overridden)
    for row, one in enumerate(ordered, start=3):
        kind = _ERROR if one.overridden else _WARNING
        texts = (one.message, one.left, one.right, one.text, one.check, one.address, one.who, kind)
        cells += [Cell(row=row, column=column, text=text, value=text, wrap=True) for column, text in enumerate(texts)]
    return page(EXPLANATIONS, EXPLANATIONS, _WIDTHS, cells, 3, 3 + len(answers), landscape=True)


def read_explained(workbook: ReadWorkbook) -> tuple[Explained, ...]:
    """The written answers that travel with a workbook; none where it has no such page."""
    sheet = workbook.sheet(EXPLANATIONS)
    found: list[Explained] = []
    for _, cells in sheet.rows() if sheet else ():
        message, left, right, text, check, address, who, kind = (
            cells[at].text if at in cells else "" for at in range(1, len(_HEADS) + 1)
        )
        if check and address and text and (message, text) != (_HEADS[0], _HEADS[3]):
            found.append(Explained(check, address, left, right, message, text, who, kind == _ERROR))
    return tuple(found)
