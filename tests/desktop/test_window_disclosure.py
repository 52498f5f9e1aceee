"""The page of the written disclosure: it shows what will be printed, follows the book, and can be written over."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.panels.disclosure_page import DisclosurePage, PassageRow
from desktop.reading import DISCLOSURE
from tests.desktop.keys import CTRL, NONE, click, key, type_text
from tests.desktop.test_window_findings_answered import type_amount

INCOME = "收入预算"


@pytest.fixture
def window(sample_window: MainWindow) -> MainWindow:
    visit(sample_window)
    return sample_window


@pytest.fixture
def page(window: MainWindow) -> DisclosurePage:
    return window.workspace.disclosure


def visit(window: MainWindow) -> None:
    """Turn to the text of the disclosure, as a press on its tab does."""
    reading = window.session.reading
    place = next(it for it in reading.places if any(part.key == DISCLOSURE for part in reading.parts(it)))
    window.navigation.choose(place)
    tabs = window.workspace.tabs
    tabs.setCurrentIndex(tabs.count() - 1)
    assert window.workspace.stack.currentWidget() is window.workspace.disclosure


def row(page: DisclosurePage, wanted: str) -> PassageRow:
    return next(it for it in page.rows if it.passage.key == wanted)


def write(page: DisclosurePage, wanted: str, text: str) -> None:
    """Open the editor of a paragraph with the keyboard, and type `text` in place of what stands there."""
    found = row(page, wanted)
    assert found.change is not None
    found.change.setFocus()
    key(found.change, Qt.Key.Key_Return)
    assert found.editor is not None
    key(found.editor, Qt.Key.Key_A, CTRL)
    type_text(found.editor, text)


def topics(window: MainWindow) -> list[tuple[str, str]]:
    sql = "select topic, text from narrative where topic like 'paragraph.%'"
    return window.session.book.connection.execute(sql).fetchall()


def test_it_shows_the_text_as_it_will_be_printed(page: DisclosurePage) -> None:
    shown = [it.text.text() for it in page.rows]
    assert shown[0] == "江汉区信访局2024年预算"
    assert "第二部分　预算情况说明" in shown
    assert any(text.startswith("　　2024年收入预算825.16万元，比2023年预算增加28.64万元") for text in shown)


def test_it_follows_the_book(window: MainWindow, page: DisclosurePage) -> None:
    before = page.rows
    type_amount(window, "entry/basic/1.amount", "76.30")
    visit(window)
    assert "826.16万元" in row(page, INCOME).text.text()
    assert page.rows == before, "what stays is not made anew"


def test_a_paragraph_is_written_over_with_the_keyboard(window: MainWindow, page: DisclosurePage) -> None:
    write(page, INCOME, "收入预算825.16万元。")
    editor = row(page, INCOME).editor
    assert editor is not None
    key(editor, Qt.Key.Key_Return, CTRL)
    found = row(page, INCOME)
    assert found.editor is None
    assert (found.text.text(), found.passage.written) == ("　　收入预算825.16万元。", True)
    assert topics(window) == [("paragraph.收入预算", "收入预算825.16万元。")]
    assert window.session.book.undo_caption == "改写 公开说明“收入预算”"


def test_one_step_back_brings_the_automatic_text(window: MainWindow, page: DisclosurePage) -> None:
    automatic = row(page, INCOME).text.text()
    write(page, INCOME, "收入预算825.16万元。")
    page.commit()
    window.session.undo()
    assert row(page, INCOME).text.text() == automatic
    assert topics(window) == []


def test_the_automatic_text_can_be_restored(window: MainWindow, page: DisclosurePage) -> None:
    automatic = row(page, INCOME).text.text()
    write(page, INCOME, "收入预算825.16万元。")
    page.commit()
    back = row(page, INCOME).back
    assert back is not None
    assert back.isVisible()
    click(back)
    assert row(page, INCOME).text.text() == automatic
    assert not back.isVisible()
    assert topics(window) == []
    assert window.session.book.undo_caption == "恢复自动文字 公开说明“收入预算”"


def test_what_is_not_kept_changes_nothing(window: MainWindow, page: DisclosurePage) -> None:
    write(page, INCOME, "不要")
    editor = row(page, INCOME).editor
    assert editor is not None
    key(editor, Qt.Key.Key_Escape, NONE)
    assert row(page, INCOME).editor is None
    assert topics(window) == []


def test_what_is_being_written_is_kept_when_the_page_is_left(window: MainWindow, page: DisclosurePage) -> None:
    write(page, INCOME, "收入预算825.16万元。")
    window.navigation.choose(next(place for place in window.session.reading.places if place.kind == "form"))
    assert topics(window) == [("paragraph.收入预算", "收入预算825.16万元。")]


def test_a_paragraph_left_empty_says_nothing_of_a_change_and_undoes_none(
    window: MainWindow, page: DisclosurePage
) -> None:
    before = window.session.book.undo_caption
    window.status.show_note("还没有说过什么")
    write(page, INCOME, "")
    page.commit()
    assert window.session.book.undo_caption == before
    assert "改写" not in " ".join(it.text() for it in cast(list[QLabel], window.status.findChildren(QLabel)))


def test_a_figure_without_a_source_is_found(window: MainWindow, page: DisclosurePage) -> None:
    write(page, INCOME, "收入预算825.16万元，其中新增99.9万元。")
    page.commit()
    said = [it.message for it in window.session.reading.findings() if it.check == "paragraph-figures"]
    assert len(said) == 1
    assert "99.9万元" in said[0]


def test_every_word_that_changes_something_says_of_what(page: DisclosurePage) -> None:
    names = [it.change.accessibleName() for it in page.rows if it.change is not None]
    assert len(set(names)) == len(names) > 40
    assert "改写 收入预算" in names


def test_the_keyboard_comes_to_the_first_paragraph(qtbot: QtBot, window: MainWindow, page: DisclosurePage) -> None:
    window.workspace.take_focus()
    first = next(it.change for it in page.rows if it.change is not None)
    qtbot.waitUntil(first.hasFocus)
