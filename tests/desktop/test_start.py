"""What the program reads in before its first screen stands: a cold start on a slow disk counts every module."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

_START = """
import json, sys
before = set(sys.modules)
from desktop.app import Look, application
app = application(sys.argv)
from desktop.main_window import MainWindow
window = MainWindow(Look(app, "light"))
window.show()
app.processEvents()
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@pytest.fixture(scope="module")
def read_in(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The modules that the start page needs, in a process of its own."""
    home = tmp_path_factory.mktemp("home")
    done = subprocess.run(
        [sys.executable, "-c", _START],
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [str(name) for name in json.loads(done.stdout.splitlines()[-1])]


def test_of_the_core_the_start_page_needs_refusals_and_places_alone(read_in: list[str]) -> None:
    assert [name for name in read_in if name.split(".")[0] == "db"] == ["db", "db.errors", "db.places"]


def test_no_library_but_qt_is_read_in_before_there_is_a_book(read_in: list[str]) -> None:
    libraries = {"click", "defusedxml", "docx", "jinja2", "lxml", "msgspec", "openpyxl", "sqlite3", "sqlite_utils"}
    assert sorted(libraries.intersection(read_in)) == []


def test_printing_and_dialogs_wait_until_they_are_asked_for(read_in: list[str]) -> None:
    waiting = ("desktop.printing", "desktop.rooms", "desktop.reading", "desktop.received", "desktop.dialogs.")
    assert [name for name in read_in if name.startswith(waiting)] == ["desktop.dialogs.files"]
