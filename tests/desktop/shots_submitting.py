"""Pictures of handing in: the page before and after, the dialog with own files, what was made, the mail made anew."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.dialogs.export import ExportDialog
from desktop.dialogs.mailing import MailDialog
from desktop.main_window import MainWindow


def submitting_states(window: MainWindow, folder: Path) -> Iterator[str]:
    """Lead the window from state to state, on a book of its own; it stays open, handed in and opened again."""
    path = folder / "上报" / "示例预算.ysb"
    path.parent.mkdir()
    window.session.book.snapshot(path)
    assert window.session.open(path)
    window.navigation.choose(next(place for place in window.navigation.places if place.kind == "submit"))
    yield "submit-page"
    page, submitting = window.workspace.submission, window.exchange.submitting
    page.round_chosen.emit("公开")
    page.round = "公开"
    page.round_chosen.emit("公开")
    yield "submit-public"
    page.round = ""
    page.round_chosen.emit("")
    submitting.export(final=True)
    dialog = window.exchange.dialog
    assert isinstance(dialog, ExportDialog)
    scans = [path.with_name(name) for name in ("盖章页扫描件.pdf", "关于核减公用经费的通知（江财预〔2024〕某号）.pdf")]
    for scan, size in zip(scans, (700_000, 15_800_000), strict=True):
        scan.write_bytes(b"%PDF" + bytes(size))
    dialog.attachments.add(scans)
    yield "submit-dialog"
    dialog.attachments.remove(scans[1])
    dialog.deed.click()
    dialog.show_step(0, len(submitting.readiness().planned))
    yield "submit-busy"
    wait(lambda: bool(dialog.made))
    yield "submit-made"
    dialog.accept()
    yield "submit-handed"
    submitting.mail()
    mailing = window.exchange.dialog
    assert isinstance(mailing, MailDialog)
    mailing.attachments.add(scans[:1])
    yield "submit-mail"
    mailing.deed.click()
    wait(lambda: bool(mailing.made))
    yield "submit-mailed"
    mailing.accept()
    from db.exchange.submission import reopen

    assert window.session.gesture(lambda: reopen(window.session.book, "财政局退回：公用经费按新定额核减，请重报"))
    yield "submit-reopened"


def wait(until: Callable[[], bool]) -> None:
    """Let the window work until something holds, or ten seconds have passed."""
    end = time.monotonic() + 10
    while not until() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
