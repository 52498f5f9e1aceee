"""The page of submission: what a round makes, what still stands in the way, what has been handed in, and the deed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QWidget

from desktop.panels.card_page import CardPage
from desktop.panels.widgets import Tone, button, clear, label, rule
from desktop.readiness import HandedLine, Readiness

MOST_MISSING = 8  # sentences on the page; the list below has all


class SubmissionPage(CardPage):
    """Says in sentences whether a final submission can be made now.

    `export` opens the dialog, `check` the findings, `rules` the page of all checks; `round_chosen`: another round is to
    be looked at. `mail` and `folder` are for what was handed in last, `register` leads to where the address belongs.
    """

    export = Signal(bool)  # final?
    check = Signal()
    rules = Signal()
    reopen = Signal()
    round_chosen = Signal(str)
    mail = Signal()
    folder = Signal()
    register = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("上报", 720, 8, parent)
        self.round = ""  # the one that is looked at; '': the book's own
        self.deed: QPushButton | None = None
        self.choices: dict[str, QPushButton] = {}  # of rounds
        self._shown: Readiness | None = None

    def show_readiness(self, now: Readiness) -> None:
        """Show how things stand."""
        if now == self._shown:
            return
        # Who chose the round with the keyboard goes on from there.
        choosing = any(choice.hasFocus() for choice in self.choices.values())
        self._shown = now
        clear(self.column)
        self.column.addWidget(label(now.title, "page"))
        self._rounds(now)
        for sign, tone, sentence in sentences(now):
            row = QHBoxLayout()
            mark = label(sign, tone)
            mark.setFixedWidth(20)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(sentence, "" if sign else "quiet", wrap=True), 1)
            self.column.addLayout(row)
        sealed = now.frozen and not now.public
        if now.mails and (not sealed or now.can_mail):
            self._address(now)
        self._buttons(now)
        if now.planned and not sealed:
            self._planned(now)
        self._history(now)
        if choosing and now.round in self.choices:
            self.choices[now.round].setFocus()

    def take_focus(self) -> None:
        """Give the keyboard to the deed."""
        (self.deed or self).setFocus()

    def _rounds(self, now: Readiness) -> None:
        self.choices = {}
        if len(now.rounds) < 2:
            return
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(4)
        row.addWidget(label("轮次", "quiet"))
        for round_id, title in now.rounds:
            choice = button(round_id, "choice", partial(self._choose, round_id))
            choice.setCheckable(True)
            choice.setChecked(round_id == now.round)
            choice.setToolTip(title)
            choice.setAccessibleName(f"轮次 {title}")
            group.addButton(choice)
            self.choices[round_id] = choice
            row.addWidget(choice)
        row.addStretch()
        self.column.addLayout(row)

    def _choose(self, round_id: str) -> None:
        self.round = round_id
        self.round_chosen.emit(round_id)

    def _planned(self, now: Readiness) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(label("将生成", "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(now.planned):
            grid.addWidget(label(one.what), 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(one.file, wrap=True), 2 * at, 1)
            grid.addWidget(label(one.purpose, "quiet", wrap=True), 2 * at + 1, 1)
        self.column.addLayout(grid)

    def _address(self, now: Readiness) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        if now.to:
            row.addWidget(label(f"邮件发往{now.bureau}：{now.to}", "quiet", wrap=True), 1)
        else:
            mark = label("⚠", "warning")
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            then = "发送前请在邮件里填写收件人" if now.frozen else "邮件草稿会没有收件人"
            row.addWidget(label(f"还没有登记{now.bureau}的收件邮箱，{then}。", wrap=True), 1)
            if not now.frozen:
                row.addWidget(button("去填写", "link", self.register.emit), 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def _buttons(self, now: Readiness) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        if now.frozen and not now.public:
            self.deed = button("重新打开编制…", "primary", self.reopen.emit)
        else:
            deed = "生成公开材料…" if now.public else "生成上报材料…"
            self.deed = button(deed, "primary", lambda: self.export.emit(True))
        row.addWidget(self.deed)
        row.addWidget(button("导出草稿…", "", lambda: self.export.emit(False)))
        if now.errors or now.warnings or now.missing:
            row.addWidget(button("看审核结果", "link", self.check.emit))
        row.addWidget(button("全部审核规则", "link", self.rules.emit))
        row.addStretch()
        self.column.addSpacing(8)
        self.column.addLayout(row)

    def _history(self, now: Readiness) -> None:
        self.column.addSpacing(16)
        self.column.addWidget(label("上报记录", "heading"))
        if not now.handed:
            self.column.addWidget(label("还没有上报过。", "quiet"))
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        if now.can_mail:
            self.write = button("写邮件…", "", self.mail.emit)
            row.addWidget(self.write)
        row.addWidget(button("打开文件夹", "", self.folder.emit))
        if now.can_mail:
            row.addWidget(label("盖章页扫描后，连同最近一次上报的材料发给财政局", "quiet", wrap=True), 1)
        else:
            row.addStretch()
        self.column.addLayout(row)
        for one in now.handed:
            self._line(one)

    def _line(self, one: HandedLine) -> None:
        row = QHBoxLayout()
        row.addWidget(label(one.title), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        row.addWidget(label(one.detail, "quiet"))
        self.column.addLayout(row)
        if one.reason:
            self.column.addWidget(label(f"重新打开：{one.reason}", "quiet", wrap=True))
        self.column.addWidget(rule())


def sentences(now: Readiness, most: int = MOST_MISSING) -> list[tuple[str, Tone, str]]:
    """Sign, tone and sentence of what stands in the way, or that nothing does; of a list the first `most`."""
    if now.frozen and now.published and not now.public:
        return [("✓", "fine", "公开材料已生成，账套已锁定。要改数或上报时，先重新打开编制并写明原因。")]
    if now.frozen and not now.public:
        return [("✓", "fine", "终稿已上报，账套已锁定。财政退回或要改数时，先重新打开编制并写明原因。")]
    told: list[tuple[str, Tone, str]] = []
    if now.reason and not now.public:
        told.append(("↻", "quiet", f"退回后重新编制，原因随这一次上报带走：{now.reason}"))
    if now.errors:
        told.append(("✗", "error", f"还有 {now.errors} 个错误，改正后才能出终稿。草稿随时可以导出。"))
    if now.warnings and not now.frozen:
        told.append(("⚠", "warning", f"还有 {now.warnings} 条提示没有说明理由，写明后才能出终稿。"))
    told += _some(now.against, most)
    if now.missing:
        told.append(("○", "quiet", f"还有 {len(now.missing)} 项没有填写，上报前请补齐："))
        told += _some(now.missing, most)
    if told and any(tone in ("error", "warning") for _, tone, _ in told):
        return told
    ready = f"审核通过，各表之间都对得上，可以{'公开' if now.public else '上报'}。"
    if now.frozen:
        ready = "公开材料从已锁定的账套生成，账套保持锁定，不必重新打开。"
    return told if now.missing else [*told, ("✓", "fine", ready)]


def _some(lines: Sequence[str], most: int) -> list[tuple[str, Tone, str]]:
    told: list[tuple[str, Tone, str]] = [("", "quiet", one) for one in lines[:most]]
    if len(lines) > most:
        told.append(("", "quiet", f"另外 {len(lines) - most} 项见审核结果。"))
    return told
