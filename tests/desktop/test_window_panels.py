"""The panels by themselves: what they show of plain values, and what they ask for when pressed or typed into."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.checks.cause import Cause
from db.entry.mends import Mend
from db.forms.effects import Effect
from db.forms.sheet import Binding
from db.forms.trace import Source, Trace
from desktop.palette import LIGHT
from desktop.panels.finding_lines import EXPLAIN, GO, links
from desktop.panels.finding_row import ROW, chip_text, columns, two_lines, way_rects
from desktop.panels.findings import FindingsPanel
from desktop.panels.navigation import Navigation
from desktop.panels.status_line import StatusLine
from desktop.panels.submission import sentences
from desktop.panels.top_bar import Banner
from desktop.panels.trace import SHOWN, TracePanel
from desktop.panels.widgets import children
from desktop.places import Place, Standing, State
from desktop.readiness import Readiness
from desktop.shown import Past
from tests.desktop.keys import click, key, type_text

LINE = Binding("basic", "expenditure", 7, "amount")


class Finding(msgspec.Struct, frozen=True):
    severity: str = "error"
    message: str = "05 表与 06 表的合计不一致"
    address: str = "05!total.total"
    other_address: str = ""
    forms: tuple[str, ...] = ("05", "06")
    explanation: str = ""
    check: str = "tie"
    explainable: bool = False
    structural: bool = False
    overridden: bool = False
    left: str = ""
    right: str = ""
    left_is: str = ""
    right_is: str = ""
    basis: str = ""
    cause: Cause | None = None
    mends: tuple[Mend, ...] = ()
    completeness: bool = False

    @property
    def settled(self) -> bool:
        return bool(self.explanation)


def traced(lines: int = 1) -> Trace:
    line = Source("30299 其他商品和服务支出", "一般公共预算 · 本年", 390000, "0.39", LINE)
    return Trace(
        address="05!2080599.operating",
        title="2080599 公用经费",
        fen=390000,
        text="0.39",
        yuan="3,900.00",
        lines=(line,) * lines,
        count=lines,
        effects=(Effect("03!208.total", "支出预算总表", "合计", "46.79"),),
    )


def shown_texts(panel: TracePanel) -> list[str]:
    return [one.text() for one in children(panel, QLabel) if not one.isHidden()]


def test_findings_stand_worst_first(qtbot: QtBot) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_findings([Finding(severity="hint"), Finding(severity="warning"), Finding()])
    assert [one.severity for one in panel.model.found] == ["error", "warning", "hint"]


def test_an_answered_finding_stands_last(qtbot: QtBot) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_findings([Finding(explanation="已核实"), Finding(severity="hint")])
    assert [one.severity for one in panel.model.found] == ["hint", "error"]


def test_without_findings_the_panel_says_that_all_is_well(qtbot: QtBot) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_findings([])
    assert not panel.nothing.isHidden()


def test_only_what_may_be_explained_offers_it() -> None:
    assert [links(Finding()), links(Finding(severity="warning", explainable=True))] == [[GO], [EXPLAIN, GO]]


def test_the_chip_joins_the_forms() -> None:
    assert [chip_text(("05", "06")), chip_text(())] == ["05 ↔ 06", "录入"]


def test_a_press_on_定位_asks_for_the_cell(qtbot: QtBot) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(1100, 150)
    panel.show_findings([Finding()])
    panel.show()
    row = panel.list.visualRect(panel.model.index(0))
    ((_, way),) = way_rects(row, [GO], panel.list.fontMetrics().horizontalAdvance)
    with qtbot.waitSignal(panel.go) as asked:
        click(panel.list.viewport(), way.center())
    assert asked.args == [Finding()]


LONG = "13 表“印刷费”写 3.00 万元，15 表的成本明细写 4.00 万元，两处不一致；请改 15 表的明细，或说明理由。"


@pytest.mark.parametrize("width", [1150, 750, 560])
def test_a_sentence_that_fits_into_two_lines_is_never_cut(qtbot: QtBot, width: int) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(width, 200)
    panel.show()
    panel.show_findings([Finding(message=LONG)])
    row = panel.list.visualRect(panel.model.index(0))
    lines = two_lines(LONG, panel.list.font(), columns(panel.model.lines, panel.list.font()).sentence(row).width())
    tall = row.height() >= len(lines) * panel.list.fontMetrics().lineSpacing()
    assert ("".join(lines), tall) == (LONG, True)


def test_a_narrower_list_breaks_its_sentences(qtbot: QtBot) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(1300, 200)
    panel.show()
    panel.show_findings([Finding(message=LONG)])
    wide = panel.list.visualRect(panel.model.index(0)).height()
    panel.resize(480, 200)
    qtbot.waitUntil(lambda: panel.list.visualRect(panel.model.index(0)).height() > wide)
    assert wide == ROW


def test_the_whole_sentence_is_its_tooltip(qtbot: QtBot) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_findings([Finding(message=LONG)])
    assert panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole) == f"{LONG}\n05!total.total"


def test_stepping_goes_round(qtbot: QtBot) -> None:
    panel = FindingsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_findings([Finding(message="甲", check="a"), Finding(message="乙", check="b")])
    gone: list[str] = []
    panel.go.connect(lambda one: gone.append(one.message))
    for _ in range(3):
        panel.step()
    assert gone == ["甲", "乙", "甲"]


def test_the_trace_shows_amount_exact_yuan_and_lines(qtbot: QtBot) -> None:
    panel = TracePanel()
    qtbot.addWidget(panel)
    panel.show_trace(traced(), "万元")
    texts = shown_texts(panel)
    assert {"0.39 万元", "3,900.00 元 · 来自 1 笔", "30299 其他商品和服务支出"} <= set(texts)


def test_a_figure_typed_in_the_trace_is_told_with_its_binding(qtbot: QtBot) -> None:
    panel = TracePanel()
    qtbot.addWidget(panel)
    panel.show_trace(traced(), "万元")
    panel.show()
    (field,) = panel.fields()
    field.selectAll()
    with qtbot.waitSignal(panel.edited) as edited:
        type_text(field, "0.50")
        key(field, Qt.Key.Key_Return)
    assert edited.args == [LINE, "0.50"]


def test_esc_in_the_trace_takes_the_typing_back(qtbot: QtBot) -> None:
    panel = TracePanel()
    qtbot.addWidget(panel)
    panel.show_trace(traced(), "万元")
    (field,) = panel.fields()
    type_text(field, "9")
    key(field, Qt.Key.Key_Escape)
    assert field.text() == "0.39"


def test_a_long_trace_is_cut_and_can_be_unfolded(qtbot: QtBot) -> None:
    panel = TracePanel()
    qtbot.addWidget(panel)
    panel.show_trace(traced(SHOWN + 5), "万元")
    cut = len(panel.fields())
    panel._unfold()
    assert (cut, len(panel.fields())) == (SHOWN, SHOWN + 5)


def test_the_last_gesture_can_be_taken_back_from_the_trace(qtbot: QtBot) -> None:
    panel = TracePanel()
    qtbot.addWidget(panel)
    panel.show_trace(None, "万元", [Past("公用经费 0.30→0.39", "今天 16:42", True)])
    assert {"公用经费 0.30→0.39", "今天 16:42"} <= set(shown_texts(panel))


def test_the_status_line_says_how_far_the_sides_differ(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_balance("825.16", "825.66", False, "0.50")
    assert "✗ 相差 0.50" in line.texts


@pytest.mark.parametrize(
    ("now", "signs"),
    [
        (Readiness("二上", 0, 0, False), ["✓"]),
        (Readiness("二上", 2, 1, False), ["✗", "⚠"]),
        (Readiness("二上", 0, 0, True), ["✓"]),
        (Readiness("二上", 0, 0, False, missing=("“填报人”没有填。",)), ["○", ""]),
    ],
)
def test_readiness_is_told_in_sentences(now: Readiness, signs: list[str]) -> None:
    assert [sign for sign, _, _ in sentences(now)] == signs


def test_the_banner_says_one_sentence_until_it_is_put_away(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("账套打不开。")
    said = banner.sentence
    banner.hide()
    assert (said, banner.sentence) == ("账套打不开。", "")


def test_a_place_is_chosen_with_the_keyboard(qtbot: QtBot) -> None:
    five, six = Place("form", "05", "05 分功能", "报表"), Place("form", "06", "06 分单位", "报表")
    navigation = Navigation(LIGHT)
    qtbot.addWidget(navigation)
    navigation.show_places([five, six])
    navigation.choose(five)
    with qtbot.waitSignal(navigation.chosen) as chosen:
        key(navigation, Qt.Key.Key_Down)
    assert chosen.args == [six]


def test_a_screen_reader_hears_the_state(qtbot: QtBot) -> None:
    five = Place("form", "05", "05 分功能", "报表")
    navigation = Navigation(LIGHT)
    qtbot.addWidget(navigation)
    navigation.show_places([five])
    navigation.show_standings({five: Standing(State.ERROR, 2, errors=2)})
    assert navigation.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "05 分功能，2 个错误"
