"""What is said of the cell that is worked on: why its text is no value yet, why nothing can be typed into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.entry.rates import RateHint
    from db.forms.sheet import Cell
    from db.forms.trace import Trace
    from desktop.panels.status_line import StatusLine
    from desktop.panels.top_bar import Banner


class Remarks:
    """Says it in the line of state and, to who types where nothing can be typed, in the banner."""

    def __init__(self, banner: Banner, status: StatusLine) -> None:
        self._banner = banner
        self._status = status
        self._said = ""

    def follow(self, cell: Cell | None) -> None:
        """Another cell is the current one, or the same one has changed."""
        if self._said:
            self._banner.retract(self._said)
            self._said = ""
        self._status.show_note(f"✗ {cell.problem}" if cell is not None and cell.problem else "", "error")

    def refuse(self, cell: Cell, made: Trace | None) -> None:
        """Something was typed into a derived cell."""
        sentence = why_derived(cell, made)
        # A refusal that stands in the banner is worth more than this.
        if self._banner.sentence in ("", self._said):
            self._said = sentence
            self._banner.say(sentence, "plain")
        else:
            self._status.show_note(sentence)

    def offer(self, hint: RateHint | None) -> None:
        """What a rate makes of the current amount; anything else that is to be said of the cell goes before it."""
        if hint is not None and not hint.fits and not self._status.note.text():
            self._status.show_note(f"参考：{hint.short}（Alt+= 填入）", "quiet")

    def pass_over(self, cells: int) -> None:
        """A block was pasted, and so many of its texts found no cell that takes them."""
        self._banner.say(f"已填入能填的格；另有 {cells} 格由程序算出或超出表格，没有填入，请核对。", "plain")


def why_derived(cell: Cell, made: Trace | None) -> str:
    """What `cell`, made of others, answers to somebody who types into it, and where its figures can be typed."""
    if cell.address.startswith("entry/"):
        return "这一格由程序带出，不能直接填。"
    if made is not None and made.count > 1:
        return f"这一格是 {made.count} 笔相加：在右侧“构成”里改各笔，或键入新的合计、按 Enter 分摊到各笔。"
    if made is not None and made.count:
        return "这一格来自 1 笔录入，请在右侧“构成”里改。"
    if cell.type in ("amount", "plain"):
        return "这一格由各行相加，不能直接填；请填明细行、最后的空行，或在左侧“录入”里加一笔。"
    return "这一格由录入的内容生成，不能直接填；请在左侧“录入”里改。"
