"""A new book: the year, the department, its units, the unit of amounts, and where the file lies."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from db.shelf import OnShelf
from desktop.dialogs.files import FileChooser
from desktop.dialogs.form import FormDialog
from desktop.panels.widgets import Chooser, button, label


class NewBookAnswer(msgspec.Struct, frozen=True):
    """What was answered. `units`: (code, name) in the order typed; `pack`: '' for the newest."""

    path: Path
    year: int
    department_code: str
    budget_name: str
    units: tuple[tuple[str, str], ...]
    amounts: str
    pack: str = ""


class _UnitRows(QWidget):
    """Code and name of each unit; a row can be added and taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[QLineEdit, QLineEdit, QWidget]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._grid)
        more = QHBoxLayout()
        self.more = button("＋ 再加一个单位", "link", self.add)
        more.addWidget(self.more)
        more.addStretch()
        layout.addLayout(more)
        self.add()

    def add(self) -> None:
        code, name = QLineEdit(), QLineEdit()
        code.setPlaceholderText("单位编码，如 112001")
        name.setPlaceholderText("单位名称")
        code.setAccessibleName("单位编码")
        name.setAccessibleName("单位名称")
        code.setFixedWidth(150)
        row = len(self._rows)
        away = button("去掉", "link")
        away.clicked.connect(lambda: self._remove(code))
        self._grid.addWidget(code, row, 0)
        self._grid.addWidget(name, row, 1)
        self._grid.addWidget(away, row, 2)
        self._rows.append((code, name, away))
        self._offer()
        if row:
            code.setFocus()

    def pairs(self) -> list[tuple[QLineEdit, QLineEdit]]:
        return [(code, name) for code, name, _ in self._rows]

    def _remove(self, code: QLineEdit) -> None:
        row = next(row for row in self._rows if row[0] is code)
        self._rows.remove(row)
        for widget in row:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._offer()

    def _offer(self) -> None:
        for _, _, away in self._rows:
            away.setVisible(len(self._rows) > 1)


class NewBookDialog(FormDialog):
    """Checks in place; `answered` carries a NewBookAnswer, the file is made by the session."""

    answered = Signal(object)

    def __init__(
        self, packs: Sequence[OnShelf], folder: Path, files: FileChooser, parent: QWidget | None = None
    ) -> None:
        """For a book made with one of the `packs`, of which there is at least one; the first is offered."""
        super().__init__("新建账套", "新建", parent, width=560)
        self._years = {each.id: each.year for each in packs}
        self.pack = Chooser("表样包", ((each.id, f"{each.name}（第 {each.version} 版）") for each in packs))
        self.pack.activated.connect(self._follow_pack)
        self._folder = folder
        self._files = files
        self._own_path = False
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(packs[0].year)
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.year.setFixedWidth(90)
        self.department_code = QLineEdit()
        self.department_code.setPlaceholderText("如 112")
        self.department_code.setFixedWidth(150)
        self.budget_name = QLineEdit()
        self.budget_name.setPlaceholderText("部门名称，印在报表和公开说明里")
        self.units = _UnitRows()
        self.in_wan, self.in_yuan = QRadioButton("万元"), QRadioButton("元")
        self.in_wan.setChecked(True)
        amounts = QHBoxLayout()
        amounts.setSpacing(18)
        amounts.addWidget(self.in_wan)
        amounts.addWidget(self.in_yuan)
        amounts.addStretch()
        self.path = QLineEdit()
        self.path.setAccessibleName("保存到")
        choose = button("选择…", "", self._choose)
        place = QHBoxLayout()
        place.setSpacing(6)
        place.addWidget(self.path, 1)
        place.addWidget(choose)
        if len(packs) > 1:
            self.fields.addRow("表样包", self.pack)
        self.fields.addRow("预算年度", self.year)
        self.fields.addRow("部门编码", self.department_code)
        self.fields.addRow("部门名称", self.budget_name)
        self.fields.addRow("预算单位", self.units)
        self.fields.addRow("金额单位", amounts)
        self.fields.addRow("", label("年度、金额单位和单位编码建好后一般不改。", "quiet"))
        self.fields.addRow("保存到", place)
        self.budget_name.textChanged.connect(self._suggest)
        self.year.valueChanged.connect(self._suggest)
        self.path.textEdited.connect(self._typed_path)
        self._suggest()
        self.department_code.setFocus()

    def attempt(self) -> None:
        wrong = self.wrong()
        if wrong is not None:
            self.complain(*wrong)
            return
        self.complain("")
        self.answered.emit(self.answer())

    def answer(self) -> NewBookAnswer:
        """The fields as values."""
        path = Path(self.path.text().strip())
        return NewBookAnswer(
            path=path if path.suffix == ".ysb" else path.with_name(path.name + ".ysb"),
            year=self.year.value(),
            department_code=self.department_code.text().strip(),
            budget_name=self.budget_name.text().strip(),
            units=tuple((code.text().strip(), name.text().strip()) for code, name in self._filled()),
            amounts=(self.in_wan if self.in_wan.isChecked() else self.in_yuan).text(),
            pack=self.pack.currentData(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in a field goes on to the next one; only the button makes the book.
        focus = self.focusWidget()
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(focus, QLineEdit)
            and focus is not self.path
        ):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _filled(self) -> list[tuple[QLineEdit, QLineEdit]]:
        return [pair for pair in self.units.pairs() if pair[0].text().strip() or pair[1].text().strip()]

    def wrong(self) -> tuple[str, QLineEdit | None] | None:
        if not self.department_code.text().strip():
            return "请填部门编码，例如 112。", self.department_code
        if not self.budget_name.text().strip():
            return "请填部门名称。", self.budget_name
        filled = self._filled()
        if not filled:
            return "至少要有一个预算单位：填单位编码和单位名称。", self.units.pairs()[0][0]
        seen: set[str] = set()
        for code, name in filled:
            if not code.text().strip():
                return f"单位“{name.text().strip()}”没有编码，请补上。", code
            if not name.text().strip():
                return f"单位 {code.text().strip()} 没有名称，请补上。", name
            if code.text().strip() in seen:
                return f"单位编码 {code.text().strip()} 写了两次，请改掉一个。", code
            seen.add(code.text().strip())
        return self._wrong_path()

    def _wrong_path(self) -> tuple[str, QLineEdit | None] | None:
        if not self.path.text().strip():
            return "请写明账套保存在哪里。", self.path
        path = self.answer().path
        if path.exists():
            return f"“{path.name}”已经存在，请换一个文件名。", self.path
        return None

    def _suggest(self) -> None:
        if not self._own_path:
            name = self.budget_name.text().strip() or "预算"
            kept = "".join(sign for sign in name if sign not in '\\/:*?"<>|')
            self.path.setText(str(self._folder / f"{kept}{self.year.value()}.ysb"))

    def _follow_pack(self) -> None:
        self.year.setValue(self._years[self.pack.currentData()])

    def _typed_path(self) -> None:
        self._own_path = True

    def _choose(self) -> None:
        chosen = self._files.save(self, "账套保存到", Path(self.path.text()), "预算本账套 (*.ysb)")
        if chosen is not None:
            self._own_path = True
            self.path.setText(str(chosen))
