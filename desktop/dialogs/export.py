"""Handing in: draft or final, into which folder, with which own files; why a final one is refused; what was made."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from db.exchange.mime import Mail
from desktop.dialogs.files import FileChooser
from desktop.dialogs.form import FormDialog
from desktop.outside import Outside
from desktop.panels.attachments import AttachmentsField
from desktop.panels.made import MadeFiles
from desktop.panels.submission import sentences
from desktop.panels.widgets import button, clear, label
from desktop.readiness import Planned, Readiness

FINAL = "终稿：存档、编号，账套随之锁定"
PUBLISHED = "终稿：存档、编号，账套保持锁定"
DRAFT = "草稿：随时可导，印有“草稿”字样"
ANY = "所有文件 (*)"
MOST_SAID = 3  # of a list of what is missing


class ExportDialog(FormDialog):
    """`answered` carries the folder, whether it is a final one, and own files. The window then says `show_step` while
    it works, and `show_made` or `complain`; `given_up`: the work is not wanted any more."""

    answered = Signal(object, bool, object)
    see_findings = Signal()
    given_up = Signal()

    def __init__(
        self,
        now: Readiness,
        folder: Path,
        final: bool,
        files: FileChooser,
        outside: Outside | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(now.title, "生成", parent, width=600)
        self._now, self._files, self._outside = now, files, outside or Outside()
        self._busy = self._stopping = False
        self.made: tuple[Path, ...] = ()
        self.final, self.draft = QRadioButton(PUBLISHED if now.frozen else FINAL), QRadioButton(DRAFT)
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
        self._listed = label("", "quiet", wrap=True)
        self.attachments = AttachmentsField(self._choose_files)
        self.attachments.changed.connect(self.grow_soon)
        self.attachments.take_drops(self)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(4)
        self._result = QVBoxLayout()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("进度")
        self._step = label("", "quiet")
        self.fields.addRow("做哪一种", choice)
        self.fields.addRow("将生成", self._listed)
        self.fields.addRow("保存到", place)
        if now.mails:
            self.fields.addRow("邮件另附", self.attachments)
        for row in (self._reasons, self._result, self._step, self.bar):
            self.fields.addRow(row)
        self.show_idle()
        self.final.toggled.connect(lambda _on: self._judge())
        self._judge()

    def attempt(self) -> None:
        if self.made:
            self.accept()
            return
        if not self.folder.text().strip():
            self.complain("请写明保存到哪个文件夹。", self.folder)
            return
        self.complain("")
        self.answered.emit(Path(self.folder.text().strip()), self.final.isChecked(), self.attachments.paths)

    def reject(self) -> None:
        """While work is under way, giving up ends the work; the dialog stays, to try again."""
        if self._busy:
            self._stopping = True
            self._step.setText("正在停下…")
            self.given_up.emit()
        else:
            super().reject()

    def show_busy(self) -> None:
        """Work is under way."""
        self._set_busy(True)
        self.bar.setRange(0, 0)
        self._step.setText("正在准备…")

    def show_step(self, done: int, of: int) -> None:
        """So many of the outputs are done."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        planned = self._plan
        if done < len(planned) and not self._stopping:
            self._step.setText(f"正在生成{planned[done].what}（{done + 1}/{of}）")

    def show_idle(self) -> None:
        """It has ended."""
        self._set_busy(False)

    def show_made(self, paths: Sequence[Path], mail: Mail | None = None) -> None:
        """What was made, and the ways on."""
        self.made = tuple(paths)
        self.show_idle()
        clear(self._reasons)
        clear(self._result)
        self.fields.setRowVisible(0, False)
        self.fields.setRowVisible(1, False)
        if self._now.mails:
            self.fields.setRowVisible(self.attachments, False)
        self.folder.setReadOnly(True)
        self.shown = MadeFiles(f"已生成 {len(self.made)} 个文件", paths, mail, self._outside)
        self._result.addWidget(self.shown)
        self.deed.setText("完成")
        self.deed.setEnabled(True)
        self.leave.hide()
        self.grow_soon()

    @property
    def _plan(self) -> Sequence[Planned]:
        return self._now.planned if self.final.isChecked() else self._now.drafted

    def _set_busy(self, busy: bool) -> None:
        self._busy, self._stopping = busy, False
        for field in (self.deed, self.final, self.draft, self.folder, self.attachments):
            field.setEnabled(not busy)
        for sign in (self.bar, self._step):
            sign.setVisible(busy)
        if not busy and not self.made:
            self._judge()
        self.grow_soon()

    def _judge(self) -> None:
        clear(self._reasons)
        self._listed.setText("\n".join(f"{one.what}　{one.file}" for one in self._plan))
        stopped = self.final.isChecked() and self._now.stopped
        if self.final.isChecked():
            for sign, tone, sentence in sentences(self._now, MOST_SAID):
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

    def _choose_files(self) -> Sequence[Path]:
        return self._files.open_several(self, "添加附件", Path(self.folder.text()), ANY)
