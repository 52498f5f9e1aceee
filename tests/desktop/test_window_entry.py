"""The program's entry: what opens a window, what goes to the command line, and the picture of a book."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from db.sample import make
from desktop.__main__ import main
from desktop.home import this_home


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


def test_a_verb_goes_to_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert (main(["demo", str(tmp_path / "甲.ysb")]), (tmp_path / "甲.ysb").exists()) == (0, True)


def test_an_unknown_verb_is_a_fault_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["没有这个词"]) == 64


def test_the_picture_of_a_book_is_as_large_as_a_small_screen(qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "甲.ysb")
    code = main(["--screenshot", str(tmp_path / "图" / "甲.png"), str(tmp_path / "甲.ysb")])
    image = QImage(str(tmp_path / "图" / "甲.png"))
    assert (code, image.width(), image.height()) == (0, 1366, 768)


def test_a_picture_leaves_what_the_user_had_open_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    make(tmp_path / "甲.ysb")
    main(["--screenshot", str(tmp_path / "甲.png"), str(tmp_path / "甲.ysb")])
    assert this_home().memory().allKeys() == []


def test_a_book_that_is_not_there_has_no_picture(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code = main(["--screenshot", str(tmp_path / "甲.png"), str(tmp_path / "没有.ysb")])
    assert (code, (tmp_path / "甲.png").exists(), "没有.ysb" in capsys.readouterr().err) == (65, False, True)
