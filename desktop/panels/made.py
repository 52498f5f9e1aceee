"""What was made for a submission, and the ways on: to the folder, into a mail program, onto the clipboard."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.exchange.attachments import size_warning, spoken_size
from db.exchange.mime import Mail
from db.exchange.naming import MAIL
from desktop.outside import Outside
from desktop.panels.widgets import button, label, rule

NO_ADDRESS = "⚠ 财政局的收件邮箱还没有登记（基本信息），邮件草稿没有收件人，发送前请填写。"
HINT = "新版 Outlook 和网页邮箱可能打不开邮件草稿；那就新建一封邮件，粘贴主题和正文，把文件夹里的文件拖进去。"
NO_PROGRAM = "没有能打开邮件草稿的程序；请新建一封邮件，粘贴主题和正文，把文件夹里的文件拖进去。"


class MadeFiles(QWidget):
    """The files that were made and, of a round that mails, what its mail says. Each word does one thing."""

    def __init__(
        self, said: str, paths: Sequence[Path], mail: Mail | None, outside: Outside, notes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.paths, self._mail, self._outside = tuple(paths), mail, outside
        self._draft = next((path for path in paths if path.suffix == MAIL), None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(f"✓ {said}", "fine"))
        for path in paths:
            column.addLayout(_file(path))
        self._remark = label("", "quiet", wrap=True)
        warnings = [f"⚠ {note}" for note in notes]
        if self._draft is not None:
            large = size_warning(_size(self._draft))
            warnings += [f"⚠ {large}"] if large else []
        if mail is not None and not mail.to:
            warnings.append(NO_ADDRESS)
        for warning in warnings:
            column.addWidget(label(warning, "warning", wrap=True))
        column.addSpacing(4)
        column.addLayout(self._ways())
        if mail is not None:
            column.addLayout(self._copies(mail))
            self._remark.setText(HINT if self._draft is not None else "")
            column.addWidget(self._remark)
        column.addWidget(rule())

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder_button = button("打开文件夹", "", self._show_folder)
        row.addWidget(self.folder_button)
        if self._draft is not None:
            self.draft_button = button("打开邮件草稿", "", self._open_draft)
            row.addWidget(self.draft_button)
        row.addStretch()
        return row

    def _copies(self, mail: Mail) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.copies = {}
        for word, text in (("收件地址", mail.to), ("主题", mail.subject), ("正文", mail.text)):
            if text:
                self.copies[word] = button(f"复制{word}", "link", partial(self._copy, word, text))
                row.addWidget(self.copies[word])
        self.copied = label("", "quiet")
        row.addWidget(self.copied)
        row.addStretch()
        return row

    def _copy(self, word: str, text: str) -> None:
        self._outside.copy(text)
        self.copied.setText(f"✓ 已复制{word}")

    def _show_folder(self) -> None:
        if not self._outside.show_files(self.paths):
            self._remark.setText(f"文件在“{self.paths[0].parent}”。")

    def _open_draft(self) -> None:
        if self._draft is not None and not self._outside.open(self._draft):
            self._remark.setText(NO_PROGRAM)


def _file(path: Path) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    name: QLabel = label(path.name, wrap=True)
    name.setToolTip(str(path))
    name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(name, 1)
    row.addWidget(label(spoken_size(_size(path)), "quiet"), 0, Qt.AlignmentFlag.AlignTop)
    return row


def _size(path: Path) -> int:
    """Bytes; 0 of a file that is gone again with its stick."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
