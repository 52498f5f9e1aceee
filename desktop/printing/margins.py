"""What stands in the margins of every page: whose it is, which of how many, its check code, and that it is a draft."""

from collections.abc import Sequence

import msgspec

from db.exchange.cover import Cover
from desktop.printing.lettering import Lettering
from desktop.printing.pages import FORM_MARGINS, MM, Hand, Letter, Line, Page

DRAFT = "草稿"
FOOT = Letter(Hand.SONG, 9)
_HEAD = Letter(Hand.HEI, 10.5)
_FOOT_UP, _FOOT_STEP, _HEAD_DOWN = 9 * MM, 4.5 * MM, 11 * MM
_APART = 4 * MM


def with_margins(pages: Sequence[Page], cover: Cover, lettering: Lettering) -> list[Page]:
    """`pages` numbered among themselves, as pages of that submission."""
    return [_with(page, number, len(pages), cover, lettering) for number, page in enumerate(pages, start=1)]


def _with(page: Page, number: int, count: int, cover: Cover, lettering: Lettering) -> Page:
    lines = [*page.lines, *_foot(page, number, count, cover, lettering)]
    if cover.draft:
        x = (page.width - lettering.width(DRAFT, _HEAD)) / 2
        lines.insert(0, Line(x, _HEAD_DOWN, DRAFT, _HEAD))
    return msgspec.structs.replace(page, lines=tuple(lines), mark=DRAFT if cover.draft else "")


def _foot(page: Page, number: int, count: int, cover: Cover, lettering: Lettering) -> list[Line]:
    """Unit, round and version left, the number in the middle, the code right; a long name has a line of its own."""
    left, right = FORM_MARGINS.left, page.width - FORM_MARGINS.right
    who = f"{cover.department_code} {cover.department} {cover.round} {cover.version}"
    which = f"第{number}页 共{count}页"
    code = f"校验码 {cover.code}"
    y = page.height - _FOOT_UP
    middle = (page.width - lettering.width(which, FOOT)) / 2
    lines = [Line(middle, y, which, FOOT), Line(right - lettering.width(code, FOOT), y, code, FOOT)]
    if left + lettering.width(who, FOOT) + _APART > middle:
        said = lettering.wrap(who, FOOT, right - left)
        above = [Line(left, y - step * _FOOT_STEP, text, FOOT) for step, text in enumerate(reversed(said), start=1)]
        return [*reversed(above), *lines]
    return [Line(left, y, who, FOOT), *lines]
