"""The page of submission: what still stands in the way, what has been handed in, and the deed itself."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.panels.card_page import CardPage
from desktop.panels.widgets import Tone, button, clear, label, rule

MOST_MISSING = 8  # sentences on the page; the list below has all


class Handed(msgspec.Struct, frozen=True):
    """A submission made earlier, texts as printed."""

    title: str
    detail: str


class Readiness(msgspec.Struct, frozen=True):
    """How far the book is from a final submission."""

    round: str
    errors: int
    warnings: int
    frozen: bool
    handed: tuple[Handed, ...] = ()
    missing: tuple[str, ...] = ()  # what is still to be filled in, a sentence each; it stops nothing


class SubmissionPage(CardPage):
    """Says in sentences whether a final submission can be made now. `export` opens the dialog, `check` the findings,
    `rules` the page of all checks."""

    export = Signal(bool)  # final?
    check = Signal()
    rules = Signal()
    reopen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("上报", 720, 8, parent)
        self._shown: Readiness | None = None

    def show_readiness(self, now: Readiness) -> None:
        """Show how things stand."""
        if now == self._shown:
            return
        self._shown = now
        clear(self.column)
        self.column.addWidget(label(f"上报 · {now.round}", "page"))
        for sign, tone, sentence in sentences(now):
            row = QHBoxLayout()
            mark = label(sign, tone)
            mark.setFixedWidth(20)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(sentence, "" if sign else "quiet", wrap=True), 1)
            self.column.addLayout(row)
        self._buttons(now)
        self._history(now.handed)

    def _buttons(self, now: Readiness) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        if now.frozen:
            row.addWidget(button("重新打开编制…", "primary", self.reopen.emit))
        else:
            row.addWidget(button("生成上报材料…", "primary", lambda: self.export.emit(True)))
        row.addWidget(button("导出草稿…", "", lambda: self.export.emit(False)))
        if now.errors or now.warnings or now.missing:
            row.addWidget(button("看审核结果", "link", self.check.emit))
        row.addWidget(button("全部审核规则", "link", self.rules.emit))
        row.addStretch()
        self.column.addSpacing(8)
        self.column.addLayout(row)

    def _history(self, handed: Sequence[Handed]) -> None:
        self.column.addSpacing(16)
        self.column.addWidget(label("上报记录", "heading"))
        if not handed:
            self.column.addWidget(label("还没有上报过。", "quiet"))
        for one in handed:
            row = QHBoxLayout()
            row.addWidget(label(one.title))
            row.addStretch()
            row.addWidget(label(one.detail, "quiet"))
            self.column.addLayout(row)
            self.column.addWidget(rule())


def sentences(now: Readiness) -> list[tuple[str, Tone, str]]:
    """Sign, tone and sentence of what stands in the way, or that nothing does."""
    if now.frozen:
        return [("✓", "fine", "终稿已上报，账套已锁定。财政退回或要改数时，先重新打开编制并写明原因。")]
    told: list[tuple[str, Tone, str]] = []
    if now.errors:
        told.append(("✗", "error", f"还有 {now.errors} 个错误，改正后才能出终稿。草稿随时可以导出。"))
    if now.warnings:
        told.append(("⚠", "warning", f"还有 {now.warnings} 条提示没有说明理由，写明后才能出终稿。"))
    if now.missing:
        told.append(("○", "quiet", f"还有 {len(now.missing)} 项没有填写，上报前请补齐："))
        told += [("", "quiet", one) for one in now.missing[:MOST_MISSING]]
        if len(now.missing) > MOST_MISSING:
            told.append(("", "quiet", f"另外 {len(now.missing) - MOST_MISSING} 项见审核结果。"))
    return told or [("✓", "fine", "审核通过，各表之间都对得上，可以上报。")]
