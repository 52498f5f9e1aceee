"""Handing in: draft or final, into which folder; why a final one is refused; what was made."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from desktop.dialogs.files import FileChooser
from desktop.dialogs.form import FormDialog
from desktop.panels.submission import Readiness, sentences
from desktop.panels.widgets import button, clear, label

FINAL = "终稿：存档、编号，账套随之锁定"
DRAFT = "草稿：随时可导，印有“草稿”字样"


class ExportDialog(FormDialog):
    """`answered` carries the folder and whether it is a final one. The window then says `show_made` or `complain`."""

    answered = Signal(object, bool)
    see_findings = Signal()

    def __init__(
        self, now: Readiness, folder: Path, final: bool, files: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"上报 · {now.round}", "生成", parent, width=560)
        self._now = now
        self._files = files
        self._made: tuple[Path, ...] = ()
        self.final, self.draft = QRadioButton(FINAL), QRadioButton(DRAFT)
        kinds = QButtonGroup(self)
        choice = QVBoxLayout()
        choice.setSpacing(6)
        for kind in (self.final, self.draft):
            kinds.addButton(kind)
            choice.addWidget(kind)
        (self.final if final else self.draft).setChecked(True)
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName("保存到文件夹")
        place = QHBoxLayout()
        place.setSpacing(6)
        place.addWidget(self.folder, 1)
        place.addWidget(button("选择…", "", self._choose))
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(4)
        self._result = QVBoxLayout()
        self._result.setSpacing(4)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.bar.hide()
        self.fields.addRow("做哪一种", choice)
        self.fields.addRow("保存到", place)
        self.fields.addRow(self._reasons)
        self.fields.addRow(self._result)
        self.fields.addRow(self.bar)
        self.final.toggled.connect(lambda _on: self._judge())
        self._judge()

    def attempt(self) -> None:
        if self._made:
            self.accept()
            return
        if not self.folder.text().strip():
            self.complain("请写明保存到哪个文件夹。", self.folder)
            return
        self.complain("")
        self.answered.emit(Path(self.folder.text().strip()), self.final.isChecked())

    def show_busy(self) -> None:
        """Work is under way."""
        self.deed.setEnabled(False)
        self.bar.show()

    def show_idle(self) -> None:
        """It has ended."""
        self.deed.setEnabled(True)
        self.bar.hide()

    def show_made(self, paths: Sequence[Path]) -> None:
        """What was made, and the way to it."""
        self.show_idle()
        self._made = tuple(paths)
        clear(self._reasons)
        clear(self._result)
        for kind in (self.final, self.draft):
            kind.setEnabled(False)
        self.folder.setReadOnly(True)
        self._result.addWidget(label(f"✓ 已生成 {len(self._made)} 个文件", "fine"))
        for path in self._made:
            name = label(path.name)
            name.setToolTip(str(path))
            name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._result.addWidget(name)
        row = QHBoxLayout()
        row.addWidget(button("打开文件夹", "link", self._open_folder))
        row.addStretch()
        self._result.addLayout(row)
        self.deed.setText("完成")
        self.deed.setEnabled(True)
        self.leave.hide()

    @property
    def made(self) -> tuple[Path, ...]:
        """The files that were made."""
        return self._made

    def _judge(self) -> None:
        clear(self._reasons)
        stopped = False
        if self.final.isChecked():
            told = sentences(self._now)
            stopped = any(tone in ("error", "warning") for _, tone, _ in told) or self._now.frozen
            for sign, tone, sentence in told:
                self._reasons.addWidget(label(f"{sign or '　'} {sentence}", tone, wrap=True))
            if self._now.errors or self._now.warnings or self._now.missing:
                row = QHBoxLayout()
                row.addWidget(button("看审核结果", "link", self._see))
                row.addStretch()
                self._reasons.addLayout(row)
        self.deed.setEnabled(not stopped)

    def _see(self) -> None:
        self.see_findings.emit()
        self.reject()

    def _choose(self) -> None:
        chosen = self._files.folder(self, "保存到文件夹", Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _open_folder(self) -> None:
        if self._made:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made[0].parent)))
