"""The list of own files that go with a mail."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.panels.attachments import SHOWN, AttachmentsField
from desktop.panels.widgets import children
from tests.desktop.keys import click
from tests.desktop.seen import texts


def said(field: AttachmentsField) -> str:
    """Every text that stands there, once what has just come is shown."""
    QApplication.processEvents()
    return "\n".join(texts(field))


@pytest.fixture
def field(qtbot: QtBot, tmp_path: Path) -> AttachmentsField:
    made = AttachmentsField(list)
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    return made


def files(folder: Path, names: Sequence[str], size: int = 10) -> list[Path]:
    made = [folder / name for name in names]
    for path in made:
        with path.open("wb") as file:
            file.truncate(size)
    return made


def test_files_are_dropped_on_the_list_and_folders_are_not(field: AttachmentsField, tmp_path: Path) -> None:
    (scan,) = files(tmp_path, ["盖章页.pdf"])
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in (scan, tmp_path, tmp_path / "没有.pdf")])
    how = Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.take_drops(field)
    for dragged in (QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPoint(5, 5), *how)):
        assert QApplication.sendEvent(field, dragged)
        assert dragged.isAccepted()
    assert field.paths == (scan,)


def test_a_file_is_listed_once_with_its_size_and_can_be_taken_away(field: AttachmentsField, tmp_path: Path) -> None:
    (scan,) = files(tmp_path, ["盖章页.pdf"], 2048)
    field.add([scan, scan])
    field.add([scan])
    assert ("盖章页.pdf" in said(field), field.sentence) == (True, "共 1 个，2 KB")
    away = next(one for one in children(field, QPushButton) if one.accessibleName() == "移除 盖章页.pdf")
    click(away)
    assert (field.paths, field.add_button.hasFocus()) == ((), True)


def test_a_heavy_mail_is_warned_of_and_not_refused(field: AttachmentsField, tmp_path: Path) -> None:
    field.add(files(tmp_path, ["大.pdf"], 21 * 1024 * 1024))
    assert "超过 20 MB" in field.sentence
    assert len(field.paths) == 1


def test_many_files_are_all_listed_and_take_the_room_of_a_few(field: AttachmentsField, tmp_path: Path) -> None:
    heights = []
    for number in range(2 * SHOWN):
        field.add(files(tmp_path, [f"依据{number}.pdf"]))
        heights.append(field.sizeHint().height())
    assert heights[0] < heights[SHOWN - 1] == heights[-1]
    assert said(field).splitlines().count("移除") == 2 * SHOWN
    assert field.sentence.startswith(f"共 {2 * SHOWN} 个")
