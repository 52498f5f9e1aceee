"""写邮件: the mail of what was handed in last, made anew with the scanned page; what was made."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop.dialogs.files import FileChooser
from desktop.dialogs.form import FormDialog
from desktop.outside import Outside
from desktop.panels.attachments import AttachmentsField
from desktop.panels.made import MadeFiles
from desktop.panels.widgets import button, label

if TYPE_CHECKING:
    from db.exchange.resending import Resent

ANY = "所有文件 (*)"


class MailDialog(FormDialog):
    """`answered` carries the folder of the files and own ones. The window then says `show_made` or `complain`."""

    answered = Signal(object, object)

    def __init__(
        self, which: str, folder: Path, files: FileChooser, outside: Outside, parent: QWidget | None = None
    ) -> None:
        super().__init__("写邮件", "生成邮件草稿", parent, width=600)
        self._files, self._outside = files, outside
        self.made: tuple[Path, ...] = ()
        said = f"附上最近一次上报（{which}）的材料，可以加上盖章页的扫描件；文件夹里的工作簿会先核对校验码。"
        self.fields.addRow(label(said, "quiet", wrap=True))
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName("上报材料所在的文件夹")
        place = QHBoxLayout()
        place.setSpacing(6)
        place.addWidget(self.folder, 1)
        place.addWidget(button("选择…", "", self._choose))
        self.attachments = AttachmentsField(self._choose_files)
        self.attachments.changed.connect(self.grow_soon)
        self.attachments.take_drops(self)
        self._result = QVBoxLayout()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("进度")
        self.bar.hide()
        self.fields.addRow("材料在", place)
        self.fields.addRow("另附", self.attachments)
        self.fields.addRow(self._result)
        self.fields.addRow(self.bar)

    def attempt(self) -> None:
        if self.made:
            self.accept()
            return
        if not self.folder.text().strip():
            self.complain("请选择上报材料所在的文件夹。", self.folder)
            return
        self.complain("")
        self.answered.emit(Path(self.folder.text().strip()), self.attachments.paths)

    def show_busy(self) -> None:
        """Work is under way."""
        self.deed.setEnabled(False)
        self.bar.show()

    def show_idle(self) -> None:
        """It has ended."""
        self.deed.setEnabled(True)
        self.bar.hide()

    def show_made(self, sent: "Resent") -> None:
        """What was made, and the ways on."""
        self.made = (sent.path,)
        self.folder.setReadOnly(True)
        self.fields.setRowVisible(self.attachments, False)
        said = f"已生成邮件草稿，附 {len(sent.posting.attached)} 个文件"
        self.shown = MadeFiles(said, self.made, sent.posting.mail, self._outside, sent.notes)
        self._result.addWidget(self.shown)
        self.deed.setText("完成")
        self.leave.hide()
        self.grow_soon()

    def _choose(self) -> None:
        chosen = self._files.folder(self, "上报材料所在的文件夹", Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _choose_files(self) -> Sequence[Path]:
        return self._files.open_several(self, "添加附件", Path(self.folder.text()), ANY)
