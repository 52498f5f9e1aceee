"""A program that dies below Python leaves a report, which the next start finds once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.faults import found

_DIE = """
import sys
from pathlib import Path
from desktop.faults import Guard
guard = Guard.begin(Path(sys.argv[1]))
import faulthandler, os
{end}
"""


def run(folder: Path, end: str) -> int:
    """A program that is guarded, and its exit code."""
    words = [sys.executable, "-c", _DIE.format(end=end), str(folder)]
    return subprocess.run(words, check=False, stderr=subprocess.DEVNULL).returncode


def test_a_program_that_dies_leaves_its_stack(tmp_path: Path) -> None:
    run(tmp_path, "faulthandler._sigsegv()")
    report = found(tmp_path)
    assert report is not None
    assert "Segmentation fault" in report.read_text("utf-8")


def test_a_report_is_found_once(tmp_path: Path) -> None:
    run(tmp_path, "faulthandler._sigsegv()")
    assert (found(tmp_path) is None, found(tmp_path)) == (False, None)


@pytest.mark.parametrize("end", ["guard.end()", "os._exit(9)"])
def test_a_program_that_ends_otherwise_leaves_nothing(tmp_path: Path, end: str) -> None:
    run(tmp_path, end)
    assert (found(tmp_path), list(tmp_path.iterdir())) == (None, [])


def test_the_file_of_a_running_program_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / f"fault-{os.getpid()}.txt"
    own.touch()
    assert (found(tmp_path), own.exists()) == (None, True)


def test_without_a_folder_the_program_runs_unguarded(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    assert run(tmp_path / "log", "assert guard is None") == 0
