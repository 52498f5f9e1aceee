"""The page of all checks: how it is reached, what it tells, how it is walked through, and that it follows the book."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.panels.check_lines import ENTERED, ORDER, CheckLine, GroupLine, NoteLine, SidesLine
from desktop.panels.check_row import halves
from desktop.panels.checks_page import ChecksPage
from desktop.panels.finding_lines import RULE
from desktop.panels.finding_row import LINE
from desktop.panels.widgets import children
from tests.desktop.keys import NONE, SHIFT, click, key, type_text
from tests.desktop.test_window_findings_answered import CEILING, answer, type_amount
from tests.desktop.test_window_findings_answered import stand_on as stand_on_finding

TIE, OVER, ABSENT = "tie-05-03", "control-ceiling", "abroad-plan"
RIGHT, LEFT, ENTER = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return


@pytest.fixture
def window(sample_window: MainWindow) -> Iterator[MainWindow]:
    sample_window.commands.actions["checks"].trigger()
    page = sample_window.workspace.checks
    yield sample_window
    page.kinds.button(0).setChecked(True)
    page.form.choose("")
    page.field.clear()
    for at in reversed(range(len(page.model.lines))):
        page.model.fold(at, unfolded=False)


@pytest.fixture
def page(window: MainWindow) -> ChecksPage:
    return window.workspace.checks


def stand_on(page: ChecksPage, check: str) -> None:
    row = page.model.row_of(check)
    assert row is not None
    page.list.setCurrentIndex(page.model.index(row))


def current(page: ChecksPage) -> object:
    return page.list.currentIndex().data(LINE)


def shown(page: ChecksPage) -> list[str]:
    return [line.state.id for line in page.model.lines if isinstance(line, CheckLine)]


def sides(page: ChecksPage) -> list[SidesLine]:
    return [line for line in page.model.lines if isinstance(line, SidesLine)]


def choose(page: ChecksPage, state: str) -> None:
    page.kinds.button(1 + ORDER.index(state)).setChecked(True)


def standing_at(window: MainWindow) -> str:
    cell = window.workspace.view.current_cell()
    return cell.address if cell is not None and window.workspace.sheet is not None else ""


def test_the_menu_leads_to_the_page_with_the_keyboard_in_its_list(window: MainWindow, page: ChecksPage) -> None:
    place = window.navigation.current()
    assert place is not None
    assert (place.title, page.isVisible(), page.list.hasFocus()) == ("审核规则", True, True)


@pytest.mark.parametrize("panel", ["findings", "submission"])
def test_the_findings_and_the_submission_lead_to_the_page(window: MainWindow, panel: str) -> None:
    window.navigation.choose(window.navigation.places[-1])
    inside = window.findings if panel == "findings" else window.workspace.submission
    next(it for it in children(inside, QPushButton) if it.text() == "全部审核规则").click()
    assert window.workspace.checks.isVisible()


def test_every_check_of_the_pack_is_listed_and_counted(window: MainWindow, page: ChecksPage) -> None:
    in_force = [check.id for check in window.session.book.pack.checks.values()]
    assert set(shown(page)) <= set(in_force)
    assert page.tally.text().startswith(f"共 {len(shown(page))} 条，审了 ")


def test_a_check_stands_under_the_form_it_begins_with(page: ChecksPage) -> None:
    row = page.model.row_of(TIE)
    assert row is not None
    heading = next(line for line in reversed(page.model.lines[:row]) if isinstance(line, GroupLine))
    assert heading.title.startswith("03 ")


def test_a_sum_is_called_what_it_is_beside_the_cell_that_it_leads_to(page: ChecksPage) -> None:
    stand_on(page, OVER)
    key(page.list, RIGHT)
    row = page.list.currentIndex().row()
    first = next(line for line in page.model.lines[row:] if isinstance(line, SidesLine))
    assert (first.left.place, first.right.place) == ("安排的支出（“控制数”第1行“金额”栏）", "控制数")


def test_an_unfolded_check_tells_its_basis_and_both_sides_of_all_it_compared(page: ChecksPage) -> None:
    stand_on(page, TIE)
    key(page.list, RIGHT)
    row = page.list.currentIndex().row()
    basis, first = page.model.lines[row + 1 : row + 3]
    assert isinstance(basis, NoteLine)
    assert basis.label == "依据"
    assert isinstance(first, SidesLine)
    assert (first.left.place, first.left.figure) == ("05表“合计”行“基本支出·小计”栏", "482.97")
    assert (first.right.place, first.right.figure, first.holds) == ("03表“合计”行“基本支出”栏", "482.97", True)


def test_what_does_not_apply_says_why(page: ChecksPage) -> None:
    choose(page, "not applicable")
    row = page.model.row_of(ABSENT)
    assert page.model.index(row or 0).data() == "○ 因公出国（境）写明计划（不适用：没有因公出国（境）费，提示）"


def test_right_and_left_unfold_walk_and_fold(page: ChecksPage) -> None:
    stand_on(page, TIE)
    key(page.list, RIGHT)
    key(page.list, RIGHT)
    inside = current(page)
    key(page.list, LEFT)
    head = current(page)
    key(page.list, LEFT)
    assert isinstance(inside, NoteLine)
    assert isinstance(head, CheckLine)
    assert sides(page) == []


def test_enter_goes_to_the_left_side_and_shift_enter_to_the_right(window: MainWindow, page: ChecksPage) -> None:
    went = []
    for modifiers in (NONE, SHIFT):
        window.commands.actions["checks"].trigger()
        page.show_check(TIE)
        row = page.model.lines.index(sides(page)[0])
        page.list.setCurrentIndex(page.model.index(row))
        key(page.list, ENTER, modifiers)
        went.append(standing_at(window))
    assert [address.partition("!")[0] for address in went] == ["05", "03"]


def test_a_press_on_a_side_goes_to_its_cell(window: MainWindow, page: ChecksPage) -> None:
    page.show_check(TIE)
    index = page.model.index(page.model.lines.index(sides(page)[0]))
    page.list.scrollTo(index)
    click(page.list.viewport(), halves(page.list.visualRect(index))[1].center())
    assert standing_at(window).startswith("03!")


def test_who_comes_back_finds_the_page_as_he_left_it(window: MainWindow, page: ChecksPage) -> None:
    page.show_check(TIE)
    before = page.list.currentIndex().row(), len(page.model.lines)
    window.go_to("05!total.total")
    window.commands.actions["checks"].trigger()
    assert (page.list.currentIndex().row(), len(page.model.lines)) == before


def test_a_state_is_chosen(page: ChecksPage) -> None:
    choose(page, "explained")
    assert sorted(shown(page)) == [
        "annual-long", "assets-15", "indicator-14-15", "objective-figure", "obsolete-declared", "purchase-residual",
        "weights-15",
    ]  # fmt: skip


def test_a_form_is_chosen(page: ChecksPage) -> None:
    page.form.setCurrentIndex(page.form.findData("06"))
    assert {"tie-06-05"} <= set(shown(page))
    assert all("06" in line.state.forms for line in page.model.lines if isinstance(line, CheckLine))


def test_checks_of_what_was_typed_are_chosen(page: ChecksPage) -> None:
    page.form.setCurrentIndex(page.form.findData(ENTERED))
    assert {line.title for line in page.model.lines if isinstance(line, GroupLine)} == {ENTERED}


@pytest.mark.parametrize("typed", ["控制数", "kzs", "ＣＯＮＴＲＯＬ"])
def test_a_check_is_found_by_its_name_its_initials_and_its_id(page: ChecksPage, typed: str) -> None:
    type_text(page.field, typed)
    assert OVER in shown(page)


def test_what_is_typed_at_the_list_is_looked_for(page: ChecksPage) -> None:
    type_text(page.list, "k")
    assert (page.field.text(), page.field.hasFocus()) == ("k", True)


def test_what_nobody_has_is_said(page: ChecksPage) -> None:
    type_text(page.field, "查无此条")
    assert (page.nothing.isVisible(), page.list.isVisible()) == (True, False)
    key(page.field, Qt.Key.Key_Escape)
    assert (page.nothing.isVisible(), page.list.hasFocus()) == (False, True)


def test_the_page_follows_the_book_when_the_hand_rests(qtbot: QtBot, window: MainWindow, page: ChecksPage) -> None:
    type_amount(window, CEILING, "1")
    window.commands.actions["checks"].trigger()
    assert "1 条不成立" in page.tally.text()
    window.commands.actions["undo"].trigger()
    qtbot.waitUntil(lambda: "不成立" not in page.tally.text())
    window.commands.actions["redo"].trigger()
    qtbot.waitUntil(lambda: "1 条不成立" in page.tally.text())


def test_only_the_lines_that_differ_are_told(qtbot: QtBot, window: MainWindow, page: ChecksPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    type_amount(window, CEILING, "1")
    window.commands.actions["checks"].trigger()
    page.show_check(OVER)
    told, gone = QSignalSpy(page.model.dataChanged), QSignalSpy(page.model.rowsRemoved)
    reset = QSignalSpy(page.model.modelReset)
    window.commands.actions["undo"].trigger()
    qtbot.waitUntil(lambda: "不成立" not in page.tally.text())
    assert 1 <= told.count() + gone.count() <= 4
    assert reset.count() == 0
    tester.deleteLater()


def test_an_override_shows_as_approved(window: MainWindow, page: ChecksPage) -> None:
    type_amount(window, CEILING, "1")
    answer(window, OVER, "区领导已批准追加")
    window.commands.actions["checks"].trigger()
    choose(page, "overridden")
    row = page.model.row_of(OVER)
    assert page.model.index(row or 0).data() == "✓ 支出不超过控制数（已批准，错误）"


def test_the_basis_of_a_finding_leads_to_its_check(window: MainWindow, page: ChecksPage) -> None:
    type_amount(window, CEILING, "1")
    stand_on_finding(window, OVER)
    key(window.findings.list, RIGHT)
    row = next(at for at, line in enumerate(window.findings.model.lines) if RULE in line.ways())
    window.findings.list.setCurrentIndex(window.findings.model.index(row))
    key(window.findings.list, ENTER)
    line = current(page)
    assert isinstance(line, CheckLine)
    assert (page.isVisible(), line.state.id, line.unfolded) == (True, OVER, True)


def test_all_of_it_is_copied_as_a_text(window: MainWindow, page: ChecksPage) -> None:
    next(it for it in children(page, QPushButton) if it.text() == "复制全文").click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == page.tally.text()
    assert "    ✓ 05表“合计”行“基本支出·小计”栏 482.97；03表“合计”行“基本支出”栏 482.97" in lines
    assert window.banner.sentence.startswith("已复制全部审核规则")


def test_what_does_not_hold_stands_first(window: MainWindow, page: ChecksPage) -> None:
    type_amount(window, "entry/control/3.amount", "1")
    window.commands.actions["checks"].trigger()
    page.show_check(OVER)
    assert [line.holds for line in sides(page)] == [False, True, True, True, True]


def test_ctrl_g_leads_to_the_page(window: MainWindow) -> None:
    window.navigation.choose(window.navigation.places[0])
    window.wayfinding.go()
    window.workspace.goto.field.setText("审核规则")
    key(window.workspace.goto.field, ENTER)
    assert window.workspace.checks.isVisible()
