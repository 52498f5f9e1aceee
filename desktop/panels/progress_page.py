"""The page one begins with: the order of work, how each step stands, the deadline, and one button for what is next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.checks.progress import Step
from db.checks.standing import State
from desktop.panels.card_page import CardPage
from desktop.panels.widgets import Tone, Yielding, button, clear, label, rule

if TYPE_CHECKING:
    from desktop.shown import Sides

TONES: dict[State, Tone] = {State.EMPTY: "quiet", State.FINE: "fine", State.WARNING: "warning", State.ERROR: "error"}
WORDS = {State.EMPTY: "未填", State.FINE: "完成", State.WARNING: "待办", State.ERROR: "有错"}


class StepLine(msgspec.Struct, frozen=True):
    """A step as it is printed: the step, who did what last, and whether it is the one to go on with."""

    step: Step
    last: str
    who: str


class Limit(msgspec.Struct, frozen=True):
    """A ceiling as printed."""

    words: str
    entered: str
    allowed: str
    holds: bool
    address: str


class ProgressView(msgspec.Struct, frozen=True):
    """Everything the page shows. `days` is the deadline in words, `tone` how it is coloured, `date` as printed."""

    where: str
    steps: tuple[StepLine, ...]
    next: int | None
    days: str
    date: str
    tone: Tone
    deadline_address: str
    sides: Sides
    limits: tuple[Limit, ...]
    frozen: bool


class ProgressPage(CardPage):
    """The page. `go` carries a step that was pressed, `go_address` an address."""

    go = Signal(object)
    go_address = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("编制进度", 860, 6, parent)
        self._shown: ProgressView | None = None
        self.next_button = button("", "primary")
        self.steps: list[QPushButton] = []

    def show_progress(self, now: ProgressView) -> None:
        """Show how things stand."""
        if now == self._shown:
            return
        held = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._shown = now
        clear(self.column)
        self._head(now)
        self._figures(now)
        self._next(now)
        self.column.addSpacing(4)
        self._steps(now)
        self._limits(now.limits)
        if held:
            self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to the button for what is next."""
        (self.next_button if self.next_button.isEnabled() else self).setFocus()

    def _head(self, now: ProgressView) -> None:
        row = QHBoxLayout()
        row.addWidget(label("编制进度", "page"))
        row.addStretch()
        if now.date:
            until = button(f"截止 {now.date}", "aside", lambda: self.go_address.emit(now.deadline_address))
            until.setEnabled(bool(now.deadline_address))
            row.addWidget(until)
            row.addWidget(label(now.days, now.tone))
        elif now.deadline_address and not now.frozen:
            row.addWidget(label(now.days, "quiet"))
            row.addWidget(button("设截止日期", "link", lambda: self.go_address.emit(now.deadline_address)))
        self.column.addLayout(row)
        self.column.addWidget(label(now.where, "quiet", wrap=True))

    def _figures(self, now: ProgressView) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, text in (("收入", now.sides.income), ("支出", now.sides.spending)):
            row.addWidget(label(name, "quiet"))
            row.addWidget(label(text, "strong"))
            row.addSpacing(12)
        balanced = now.sides.balanced
        row.addWidget(
            label("✓ 平衡" if balanced else f"✗ 相差 {now.sides.difference}", "fine" if balanced else "error")
        )
        row.addStretch()
        self.column.addLayout(row)

    def _next(self, now: ProgressView) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 4)
        if now.next is None:
            self.next_button = button("全部完成", "primary")
            self.next_button.setEnabled(False)
        else:
            step = now.steps[now.next].step
            self.next_button = button(f"下一步：{step.title}", "primary", lambda: self.go.emit(step))
        self.next_button.setMinimumHeight(34)
        row.addWidget(self.next_button)
        row.addSpacing(10)
        told = Yielding()
        told.setText(now.steps[now.next].step.line if now.next is not None else "")
        told.setToolTip(told.text())
        row.addWidget(told, 1)
        self.column.addLayout(row)

    def _steps(self, now: ProgressView) -> None:
        self.steps = []
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self.column.addLayout(lines)
        for number, line in enumerate(now.steps):
            lines.addWidget(rule())
            lines.addLayout(self._step(number, line, current=number == now.next))

    def _step(self, number: int, line: StepLine, *, current: bool) -> QGridLayout:
        step, state = line.step, line.step.standing.state
        row = QGridLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setHorizontalSpacing(8)
        row.setColumnStretch(3, 1)
        place = label(str(number + 1), "quiet")
        place.setFixedWidth(18)
        place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        word = WORDS[state]
        if step.kind == "submit":
            word = "已报" if step.done else "未报"
        sign = label(f"{state.value} {word}", TONES[state])
        sign.setFixedWidth(58)
        name = button(step.title, "line", partial(self.go.emit, step))
        name.setAccessibleName(f"{step.title}，{word}，{step.line}")
        name.setFixedWidth(116)
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name.setProperty("current", current)
        name.setAutoDefault(True)  # Enter presses it, as it does the one for what is next
        self.steps.append(name)
        told = Yielding()
        told.setText(step.line)
        told.setToolTip(step.line)
        last = label(line.last, "quiet")
        last.setToolTip(line.who)
        for column, widget in enumerate((place, sign, name, told, last)):
            row.addWidget(widget, 0, column)
        return row

    def _limits(self, limits: Sequence[Limit]) -> None:
        if not limits:
            return
        self.column.addSpacing(12)
        self.column.addWidget(label("控制数", "heading"))
        for one in limits:
            row = QHBoxLayout()
            row.addWidget(label("✓" if one.holds else "✗", "fine" if one.holds else "error"))
            row.addWidget(button(one.words, "line", partial(self.go_address.emit, one.address)))
            row.addStretch()
            row.addWidget(label("已填", "quiet"))
            row.addWidget(label(one.entered, "" if one.holds else "error"))
            row.addWidget(label("控制数", "quiet"))
            row.addWidget(label(one.allowed))
            self.column.addLayout(row)
            self.column.addWidget(rule())
