"""The bar at the top: words, the state of checking, and the one primary button."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.panels.widgets import TAB_FOCUS, Yielding, button, children, label, retone, rule, selectable

HEIGHT = 44


class TopBar(QFrame):
    """Words on buttons. What they do hangs on the actions that are given; `checking` is a press on 审核."""

    checking = Signal()
    submitting = Signal()

    def __init__(self, menu: QMenu, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(10, 0, 12, 0)
        self._layout.setSpacing(4)
        self.brand = button("预算本 ▾", "brand")
        self.brand.setMenu(menu)
        self.brand.setToolTip("文件菜单：新建、打开、最近、示例、导入、录入模板、导出 (F10)")
        self.brand.setAccessibleName("预算本 菜单")
        self._layout.addWidget(self.brand)
        self._layout.addSpacing(12)
        self.words = {name: self._word(action) for name, action in actions.items() if name in ("undo", "redo")}
        self._divide()
        self.words |= {name: self._word(action) for name, action in actions.items() if name not in self.words}
        self._divide()
        self._checks()
        self.where = Yielding()
        self._layout.addSpacing(20)
        self._layout.addWidget(self.where, 1)
        self._layout.addStretch(0)  # takes the room while there is no book to name
        self.submit = button("上报…", "primary", self.submitting.emit)
        self._layout.addWidget(self.submit)
        self.show_findings(0, 0)

    def show_findings(self, errors: int, warnings: int) -> None:
        """The two counts beside 审核."""
        self._errors.setText(f"{errors} 错误")
        self._errors.setVisible(errors > 0)
        self._warnings.setText(f"{warnings} 待说明")
        self._warnings.setVisible(warnings > 0)
        self._fine.setVisible(not errors and not warnings)
        self.check.setAccessibleName(f"审核：{errors} 错误，{warnings} 待说明")

    def show_where(self, text: str) -> None:
        """Unit, year and round of the open book; empty: none is open."""
        self.where.setText(text)
        self.where.setVisible(bool(text))
        self.where.setToolTip(text)

    def set_open(self, is_open: bool) -> None:
        """Without a book only the menu is of use."""
        for widget in (*self.words.values(), self._checking, self.submit, *self._dividers()):
            widget.setVisible(is_open)

    def _word(self, action: QAction) -> QPushButton:
        word = button(action.text(), "word", action.trigger)
        # A press must not take the focus from the cell that is being typed in.
        word.setProperty("focusPolicy", TAB_FOCUS)

        def follow() -> None:
            word.setEnabled(action.isEnabled())
            word.setToolTip(action.toolTip())

        action.changed.connect(follow)
        follow()
        self._layout.addWidget(word)
        return word

    def _checks(self) -> None:
        self._checking = QWidget()
        row = QHBoxLayout(self._checking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.check = button("审核", "word", self.checking.emit)
        self.check.setToolTip("打开或收起审核结果(F8 到下一条)")
        row.addWidget(self.check)
        self._errors, self._warnings, self._fine = label("", "error"), label("", "warning"), label("✓", "fine")
        for part in (self._errors, self._warnings, self._fine):
            row.addWidget(part)
        self._layout.addWidget(self._checking)

    def _divide(self) -> None:
        self._layout.addSpacing(8)
        self._layout.addWidget(rule("divider", vertical=True))
        self._layout.addSpacing(8)

    def _dividers(self) -> list[QWidget]:
        return [one for one in children(self, QWidget) if one.objectName() == "divider"]


class Banner(QFrame):
    """One quiet sentence under the bar: a refusal, a note, and how to put it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sentence = label("", wrap=True)
        self._way = button("", "link", self.press)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 5)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._way)
        row.addWidget(button("知道了", "link", self.hide))
        self._pressed: object = None
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty when it is put away."""
        return "" if self.isHidden() else self._sentence.text()

    def say(self, sentence: str, tone: str = "error", way: str = "", press: object = None) -> None:
        """Show a sentence; `way` is the text of one thing that can be done about it, `press` does it."""
        self._sentence.setText(sentence)
        selectable(self._sentence)
        self._way.setText(way)
        self._way.setVisible(bool(way))
        self._pressed = press
        retone(self, "tone", tone)
        self.show()

    def retract(self, sentence: str) -> None:
        """Put `sentence` away if it is what stands here: it holds no longer."""
        if self.sentence == sentence:
            self.hide()

    def press(self) -> None:
        """Do what can be done about it."""
        self.hide()
        if callable(self._pressed):
            self._pressed()
