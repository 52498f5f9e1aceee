"""沿用上年账套: which year and where, what is taken; then what was made and which codes have to change."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from desktop.dialogs.files import FileChooser
from desktop.dialogs.form import FormDialog
from desktop.panels.widgets import button, label

if TYPE_CHECKING:
    from db.rolling.roll import OldBook, Rolled, Taken

_PARTS = (
    ("people", "人员和国有资产", "日期清空，数待核实"),
    ("projects", "项目", "立项依据等文字、历年数、项目内容；金额不带"),
    ("goals", "绩效目标和指标", "本年值移到上年，上年值移到前年"),
    ("narratives", "公开说明", "职能、名词等长期有效的文字；变动原因要重写"),
    ("figures", "上年数", "各表合计成为上年预算数，明细用于比较"),
)


class RollAnswer(msgspec.Struct, frozen=True):
    """What was answered. `parts`: which of the parts are taken, by the field of `Taken`."""

    path: Path
    year: int
    parts: dict[str, bool]

    def taken(self) -> "Taken":
        """The parts as the core takes them."""
        from db.rolling.roll import Taken

        return Taken(**self.parts)


class RollDialog(FormDialog):
    """`answered` carries a RollAnswer; the book is made by whoever asked, who then accepts or complains."""

    answered = Signal(object)

    def __init__(self, old: "OldBook", files: FileChooser, parent: QWidget | None = None) -> None:
        super().__init__("沿用上年账套", "沿用", parent, width=580)
        self._old = old
        self._files = files
        self._own_path = False
        self.year = QSpinBox()
        self.year.setRange(old.year + 1, max(2100, old.year + 1))
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.year.setFixedWidth(90)
        self.path = QLineEdit()
        self.path.setAccessibleName("保存到")
        place = QHBoxLayout()
        place.setSpacing(6)
        place.addWidget(self.path, 1)
        place.addWidget(button("选择…", "", self._choose))
        parts = QVBoxLayout()
        parts.setSpacing(5)
        self.parts: dict[str, QCheckBox] = {}
        for name, title, about in _PARTS:
            box = self.parts[name] = QCheckBox(title)
            box.setChecked(True)
            row = QHBoxLayout()
            row.addWidget(box)
            row.addWidget(label(about, "quiet"))
            row.addStretch()
            parts.addLayout(row)
        state = "已封存" if old.frozen else old.round
        self.fields.addRow("上年账套", label(f"{old.path.name}　{old.year}年 · {old.department} · {state}", wrap=True))
        self.fields.addRow("预算年度", self.year)
        self.fields.addRow("保存到", place)
        self.fields.addRow("沿用", parts)
        self.fields.addRow("", label("部门、单位、联系人和自定义科目一定沿用。上年账套只读不动。", "quiet", wrap=True))
        self.fields.addRow(
            "", label("收支金额不带过来；带来的内容标着“待核实”，改好或确认后去掉。", "quiet", wrap=True)
        )
        self.year.valueChanged.connect(self._suggest)
        self.path.textEdited.connect(self._typed_path)
        self._suggest()

    def attempt(self) -> None:
        wrong = self.wrong()
        if wrong is not None:
            self.complain(*wrong)
            return
        self.complain("")
        self.answered.emit(self.answer())

    def answer(self) -> RollAnswer:
        """The fields as values."""
        path = Path(self.path.text().strip())
        return RollAnswer(
            path=path if path.suffix == ".ysb" else path.with_name(path.name + ".ysb"),
            year=self.year.value(),
            parts={name: box.isChecked() for name, box in self.parts.items()},
        )

    def show_busy(self, busy: bool) -> None:
        """While the book is being made nothing can be answered."""
        self.deed.setEnabled(not busy)

    def wrong(self) -> tuple[str, QLineEdit | None] | None:
        if not self.path.text().strip():
            return "请写明新账套保存在哪里。", self.path
        path = self.answer().path
        if path.exists():
            return f"“{path.name}”已经存在，请换一个文件名。", self.path
        return None

    def _suggest(self) -> None:
        if not self._own_path:
            stem, old, year = self._old.path.stem, str(self._old.year), str(self.year.value())
            named = stem.replace(old, year) if old in stem else f"{stem}{year}"
            self.path.setText(str(self._old.path.with_name(f"{named}.ysb")))

    def _typed_path(self) -> None:
        self._own_path = True

    def _choose(self) -> None:
        chosen = self._files.save(self, "新账套保存到", Path(self.path.text()), "预算本账套 (*.ysb)")
        if chosen is not None:
            self._own_path = True
            self.path.setText(str(chosen))


class RolledDialog(FormDialog):
    """What was made of last year's book, and what needs a look: obsolete codes and notes."""

    def __init__(self, made: "Rolled", parent: QWidget | None = None) -> None:
        super().__init__("沿用结果", "知道了", parent, width=620)
        self.leave.hide()
        self.fields.addRow(label(f"✓ {made.year} 年账套已经建好并打开：{made.path.name}", "fine", wrap=True))
        self.fields.addRow("沿用了", label("；".join(made.taken) or "单位", wrap=True))
        self.listed = QPlainTextEdit("\n".join(code.sentence for code in made.obsolete))
        self.listed.setReadOnly(True)
        self.listed.setAccessibleName("停用的科目")
        self.listed.setFixedHeight(120)
        if made.obsolete:
            title = label(f"上年用过、{made.year} 年已停用的科目 {len(made.obsolete)} 个", "warning")
            self.fields.addRow(title)
            self.fields.addRow(self.listed)
        for note in made.notes:
            self.fields.addRow(label(note, "quiet", wrap=True))
        after = "接下来：核对标着“待核实”的内容（右键“确认”或 Ctrl+Shift+K）；按 Ctrl+Shift+L 与上年比较。"
        self.fields.addRow(label(after, "quiet", wrap=True))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
