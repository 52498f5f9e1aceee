"""Handing in from the window: what a round makes, own files, what was made, the mail made anew, opening it again."""

import email
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import ledger
from db.exchange import submission
from db.forms.sheet import Binding
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.files import FileChooser
from desktop.dialogs.mailing import MailDialog
from desktop.main_window import MainWindow
from desktop.outside import Outside
from desktop.panels.made import NO_PROGRAM
from desktop.panels.submission import sentences
from desktop.panels.widgets import children
from desktop.readiness import Readiness
from tests.desktop.desk import Desk
from tests.desktop.keys import click, key
from tests.desktop.seen import texts

ADDRESS = Binding("book", "book", 1, "bureau_mail")


class Shown(Outside):
    """The system's other programs: what they were asked for, and whether there are any."""

    def __init__(self) -> None:
        self.asked: list[Path] = []
        self.there = True

    def show_folder(self, folder: Path) -> bool:
        self.asked.append(folder)
        return self.there

    def open(self, path: Path) -> bool:
        self.asked.append(path)
        return self.there


class Chosen(FileChooser):
    """The user, who answers the choosers with these paths."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def open_several(self, parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
        return self.paths

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return self.paths[0] if self.paths else None


@pytest.fixture(scope="module")
def handed_over(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample handed in, and in 上报 what was handed in."""
    from db.book import Book

    folder = tmp_path_factory.mktemp("handed")
    (folder / "示例.ysb").write_bytes(made_sample.read_bytes())
    with Book.open(folder / "示例.ysb") as book:
        submission.export(book, folder / "上报")
    return folder


@pytest.fixture
def user() -> Chosen:
    return Chosen()


@pytest.fixture
def window(desk: Desk, user: Chosen) -> MainWindow:
    made = desk.bare(user)
    made.exchange.submitting.outside = Shown()
    return made


@pytest.fixture
def sample(desk: Desk, made_sample: Path, user: Chosen) -> MainWindow:
    """The window with the sample, at the page of submission."""
    made = desk.lay(made_sample, user)
    made.exchange.submitting.outside = Shown()
    return at_page(made)


@pytest.fixture
def beside(sample: MainWindow) -> Path:
    """Where the sample is handed in unless another folder is chosen."""
    return sample.session.book.path.parent / "上报"


@pytest.fixture
def handed(window: MainWindow, handed_over: Path, tmp_path: Path) -> MainWindow:
    """The window with the sample that was handed in, its files beside it in 上报."""
    (tmp_path / "上报").mkdir()
    for file in (handed_over / "示例.ysb", *(handed_over / "上报").iterdir()):
        (tmp_path / file.relative_to(handed_over)).write_bytes(file.read_bytes())
    assert window.session.open(tmp_path / "示例.ysb")
    return at_page(window)


def at_page(window: MainWindow) -> MainWindow:
    window.navigation.choose(next(one for one in window.navigation.places if one.kind == "submit"))
    return window


def said(widget: QWidget) -> str:
    """Every text that stands there, once what has just come is shown."""
    QApplication.processEvents()
    return "\n".join(texts(widget))


def press(widget: QWidget, word: str) -> None:
    QApplication.processEvents()
    click(next(one for one in children(widget, QPushButton) if one.text() == word and not one.isHidden()))


def export_dialog(window: MainWindow, *, final: bool) -> ExportDialog:
    press(window.workspace.submission, "生成上报材料…" if final else "导出草稿…")
    dialog = window.exchange.dialog
    assert isinstance(dialog, ExportDialog)
    return dialog


def mail_dialog(window: MainWindow) -> MailDialog:
    press(window.workspace.submission, "写邮件…")
    dialog = window.exchange.dialog
    assert isinstance(dialog, MailDialog)
    return dialog


def outside(window: MainWindow) -> Shown:
    found = window.exchange.submitting.outside
    assert isinstance(found, Shown)
    return found


def attached(path: Path) -> list[str]:
    read = email.message_from_bytes(path.read_bytes(), policy=default)
    return [str(part.get_filename()) for part in read.iter_attachments()]


def test_the_page_names_every_file_that_the_round_makes(sample: MainWindow) -> None:
    told = said(sample.workspace.submission)
    for name in ("112_2024_二上_r1_中共武汉市江汉区信访局.xlsx", "112_2024_二上_r1_中共武汉市江汉区信访局.eml"):
        assert name in told


def test_who_turns_to_the_page_with_the_keyboard_is_at_its_deed(sample: MainWindow) -> None:
    sample.navigation.choose(next(one for one in sample.navigation.places if one.kind == "form"))
    sample.workspace.take_focus()
    at_page(sample)
    QApplication.processEvents()
    assert sample.workspace.submission.deed is QApplication.focusWidget()


def test_another_round_is_looked_at_without_changing_the_book(sample: MainWindow) -> None:
    page = sample.workspace.submission
    page.choices["一上"].setFocus()
    key(page.choices["一上"], Qt.Key.Key_Space)
    told = said(page)
    assert "112_2024_一上_r1_中共武汉市江汉区信访局.xlsx" in told
    assert ".eml" not in told
    assert page.choices["一上"].hasFocus()
    assert sample.session.book.record().round == "二上"


def test_a_publication_is_called_by_its_own_name_and_mails_nothing(sample: MainWindow) -> None:
    press(sample.workspace.submission, "公开")
    told = said(sample.workspace.submission)
    assert "预算公开" in told.splitlines()
    assert "生成公开材料…" in told
    assert ".eml" not in told


def test_another_book_is_shown_in_its_own_round_again(
    sample: MainWindow, tmp_path: Path, copy_sample: Callable[[Path], Path]
) -> None:
    press(sample.workspace.submission, "一上")
    copy_sample(tmp_path / "乙.ysb")
    assert sample.session.open(tmp_path / "乙.ysb")
    assert sample.workspace.submission.choices["二上"].isChecked()


def test_while_nobody_knows_the_address_the_page_says_so_and_leads_to_its_cell(sample: MainWindow) -> None:
    assert "还没有登记江汉区财政局的收件邮箱" in said(sample.workspace.submission)
    press(sample.workspace.submission, "去填写")
    assert sample.workspace.entry == "book"


def test_a_registered_address_is_shown_on_the_page(sample: MainWindow) -> None:
    sample.session.gesture(lambda: ledger.change(sample.session.book, [ledger.Edit(ADDRESS, "yusuan@czj.gov.cn")]))
    assert "邮件发往江汉区财政局：yusuan@czj.gov.cn" in said(sample.workspace.submission)


def test_what_stands_against_another_round_is_told_on_the_page(sample: MainWindow) -> None:
    sample.session.gesture(
        lambda: ledger.change(sample.session.book, [ledger.Edit(Binding("book", "book", 1, "public_telephone"), "")])
    )
    press(sample.workspace.submission, "公开")
    now = sample.exchange.submitting.readiness("公开")
    assert now.errors == 1
    assert now.against[0] in said(sample.workspace.submission)


@pytest.mark.parametrize(
    ("now", "stopped"),
    [
        (Readiness("二上", 0, 0, False), False),
        (Readiness("二上", 0, 1, False), True),
        (Readiness("二上", 0, 0, True), True),
        (Readiness("公开", 0, 0, True, public=True), False),
        (Readiness("公开", 0, 1, True, public=True), False),
        (Readiness("公开", 1, 0, True, public=True), True),
    ],
)
def test_a_sealed_book_can_be_published_and_not_handed_in(now: Readiness, stopped: bool) -> None:
    assert now.stopped == stopped
    assert bool(sentences(now))


def test_a_draft_is_made_with_own_files_in_its_mail(
    qtbot: QtBot, sample: MainWindow, user: Chosen, beside: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "盖章页.pdf"
    scan.write_bytes(b"%PDF")
    dialog = export_dialog(sample, final=False)
    user.paths = [scan]
    click(dialog.attachments.add_button)
    assert "112_2024_二上_r1_草稿_中共武汉市江汉区信访局.eml" in said(dialog)
    click(dialog.deed)
    qtbot.waitUntil(lambda: bool(dialog.made), timeout=20_000)
    draft = next(path for path in dialog.made if path.suffix == ".eml")
    assert attached(draft)[-1] == "112_2024_fj1_盖章页.pdf"
    assert {path.name for path in dialog.made} == {path.name for path in beside.iterdir()}
    assert not sample.session.book.record().frozen
    press(dialog, "打开文件夹")
    press(dialog, "打开邮件草稿")
    assert outside(sample).asked == [beside, draft]
    press(dialog, "复制主题")
    assert "第1版（草稿）" in QApplication.clipboard().text()
    press(dialog, "复制正文")
    assert "112_2024_fj1_盖章页.pdf" in QApplication.clipboard().text()
    assert "✓ 已复制正文" in said(dialog)
    outside(sample).there = False
    press(dialog, "打开邮件草稿")
    assert NO_PROGRAM in said(dialog)


def test_while_it_works_the_dialog_says_what_is_being_made_and_how_far(sample: MainWindow) -> None:
    dialog = export_dialog(sample, final=False)
    dialog.show_busy()
    told = []
    for done in (0, 1, 2):
        dialog.show_step(done, 3)
        told += [line for line in said(dialog).splitlines() if line.startswith("正在")]
    assert told == ["正在生成工作簿（1/3）", "正在生成文字说明（2/3）", "正在生成邮件草稿（3/3）"]
    assert (dialog.bar.value(), dialog.bar.maximum(), dialog.deed.isEnabled()) == (2, 3, False)
    dialog.show_idle()


def test_an_own_file_that_went_away_is_said_and_nothing_is_made(
    qtbot: QtBot, sample: MainWindow, beside: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "盖章页.pdf"
    scan.write_bytes(b"%PDF")
    dialog = export_dialog(sample, final=False)
    dialog.attachments.add([scan])
    scan.unlink()
    click(dialog.deed)
    qtbot.waitUntil(lambda: "没有找到附件" in dialog.fault.text())
    assert dialog.deed.isEnabled()
    assert not beside.exists()


def test_giving_up_while_files_are_drawn_makes_nothing_and_lets_one_try_again(
    qtbot: QtBot, sample: MainWindow, beside: Path
) -> None:
    dialog = export_dialog(sample, final=True)
    click(dialog.deed)
    click(dialog.leave)
    assert "正在停下…" in said(dialog)
    qtbot.waitUntil(dialog.deed.isEnabled)
    assert not beside.exists()
    assert not sample.session.book.record().frozen
    assert dialog.isVisible()


def test_a_book_handed_in_keeps_its_mail_and_folder_within_reach(handed: MainWindow, tmp_path: Path) -> None:
    told = said(handed.workspace.submission)
    assert "第1版 · 二上" in told
    assert "校验码 " in told
    assert "将生成" not in told
    press(handed.workspace.submission, "打开文件夹")
    assert outside(handed).asked == [tmp_path / "上报"]


def test_the_mail_of_what_was_handed_in_is_written_with_the_scanned_page(
    qtbot: QtBot, handed: MainWindow, tmp_path: Path
) -> None:
    scan = tmp_path / "盖章页.pdf"
    scan.write_bytes(b"%PDF")
    dialog = mail_dialog(handed)
    dialog.attachments.add([scan])
    click(dialog.deed)
    qtbot.waitUntil(lambda: bool(dialog.made), timeout=20_000)
    (draft,) = dialog.made
    assert attached(draft)[-1] == "112_2024_fj1_盖章页.pdf"
    assert any(one.endswith(".xlsx") for one in attached(draft))
    press(dialog, "复制主题")
    assert QApplication.clipboard().text().endswith(handed.session.reading.readiness().handed[0].detail[-12:])


def test_a_folder_without_the_files_is_refused_in_the_dialog(qtbot: QtBot, handed: MainWindow, tmp_path: Path) -> None:
    dialog = mail_dialog(handed)
    dialog.folder.setText(str(tmp_path))
    click(dialog.deed)
    qtbot.waitUntil(lambda: "里没有最近一次上报" in dialog.fault.text())
    assert dialog.deed.isEnabled()


def test_a_folder_that_is_gone_is_said(handed: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "上报").rename(tmp_path / "别处")
    press(handed.workspace.submission, "打开文件夹")
    assert "打不开" in handed.banner.sentence


def test_the_folder_is_remembered_for_the_book(qtbot: QtBot, sample: MainWindow, user: Chosen, tmp_path: Path) -> None:
    dialog = export_dialog(sample, final=False)
    user.paths = [tmp_path / "U盘"]
    press(dialog, "选择…")
    click(dialog.deed)
    qtbot.waitUntil(lambda: bool(dialog.made), timeout=20_000)
    dialog.accept()
    assert export_dialog(sample, final=True).folder.text() == str(tmp_path / "U盘")


def test_the_reason_of_reopening_stands_on_the_page_and_in_the_next_letter(handed: MainWindow) -> None:
    handed.session.gesture(lambda: submission.reopen(handed.session.book, "财政局退回，核减公用经费"))
    told = said(handed.workspace.submission)
    assert "退回后重新编制，原因随这一次上报带走：财政局退回，核减公用经费" in told
    assert "重新打开：财政局退回，核减公用经费" in told
    letter = submission.gather(handed.session.book, draft=False).letter
    assert "财政局退回，核减公用经费" in letter.body({})


def test_the_page_of_a_book_that_a_publication_froze_does_not_say_that_it_was_submitted() -> None:
    ((_, _, published),) = sentences(Readiness("二上", 0, 0, True, published=True))
    ((_, _, submitted),) = sentences(Readiness("二上", 0, 0, True))
    assert published.startswith("公开材料已生成，账套已锁定。")
    assert submitted.startswith("终稿已上报，账套已锁定。")
