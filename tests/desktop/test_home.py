"""Where the program keeps what is its own: with the user, or beside a program that is carried about."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from db.places import MARK
from desktop.home import home_of


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The user's own folder."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "用户" / "设置"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "用户" / "数据"))
    return tmp_path / "用户"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """An .exe in a folder of its own."""
    path = tmp_path / "预算本 便携版" / "yusuanben.exe"
    path.parent.mkdir()
    path.touch()
    return path


def test_all_places_are_in_the_users_folders(user: Path) -> None:
    home = home_of(None)
    assert all(place.is_relative_to(user) for place in (home.settings, home.log, home.kept, home.packs))


def test_an_installed_program_keeps_nothing_beside_itself(user: Path, program: Path) -> None:
    assert home_of(program) == home_of(None)


def test_asking_for_the_places_writes_nothing(user: Path) -> None:
    home_of(None)
    assert not user.exists()


def test_a_portable_program_keeps_everything_beside_itself(user: Path, program: Path) -> None:
    program.with_name(MARK).touch()
    home, data = home_of(program), program.with_name("data")
    assert home == (data / "window.ini", data / "log", data / "kept", data / "packs", "")


def test_the_folder_of_a_portable_program_is_left_without_traces_of_the_trial(user: Path, program: Path) -> None:
    program.with_name(MARK).touch()
    home_of(program)
    assert list(program.with_name("data").iterdir()) == []


def test_a_portable_program_opened_in_its_archive_keeps_nothing_in_the_temporary_folder(
    user: Path, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.with_name(MARK).touch()
    monkeypatch.setenv("TEMP", str(tmp_path))
    home = home_of(program)
    assert home._replace(refusal="") == home_of(None)
    assert "请先把压缩包整个解压到一个文件夹" in home.refusal
    assert not program.with_name("data").exists()


def test_a_disk_that_is_given_to_temporary_files_whole_is_no_temporary_folder(
    user: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.with_name(MARK).touch()
    monkeypatch.setenv("TEMP", program.anchor)
    assert home_of(program).refusal == ""


def test_a_portable_program_that_cannot_write_uses_the_normal_places(user: Path, program: Path) -> None:
    program.with_name(MARK).touch()
    program.with_name("data").touch()  # a file where the folder should be
    assert home_of(program)._replace(refusal="") == home_of(None)


def test_a_portable_program_that_cannot_write_says_so(user: Path, program: Path) -> None:
    program.with_name(MARK).touch()
    program.with_name("data").touch()
    assert str(program.with_name("data")) in home_of(program).refusal


def test_settings_are_found_again(user: Path) -> None:
    memory = home_of(None).memory()
    memory.setValue("theme", "dark")
    memory.sync()
    assert home_of(None).memory().value("theme") == "dark"
