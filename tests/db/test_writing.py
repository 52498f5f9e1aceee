"""Several files leave as one: all new, or all as they were, and a sentence that says which."""

import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.errors import WriteFailed
from db.exchange.writing import _refuse_too_long, write_file, written_together

STATE = "没有写出任何文件。"
NEW = {"甲.xlsx": b"new", "乙.docx": b"new too"}
ROOT = Path(__file__).parents[2]


def written(folder: Path, contents: dict[str, bytes] = NEW) -> tuple[Path, ...]:
    with written_together(folder, contents, STATE) as paths:
        return paths


def found(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder in which both files stand already."""
    for name in NEW:
        (tmp_path / name).write_bytes(b"old")
    return tmp_path


def test_new_files_take_the_place_of_old_ones_and_leave_nothing_beside(old: Path) -> None:
    assert written(old) == (old / "甲.xlsx", old / "乙.docx")
    assert found(old) == dict(sorted(NEW.items()))


def test_within_the_block_all_files_are_in_their_places(tmp_path: Path) -> None:
    with written_together(tmp_path / "a" / "b", NEW, STATE) as paths:
        assert [path.read_bytes() for path in paths] == list(NEW.values())


def test_a_block_that_fails_brings_everything_back(old: Path) -> None:
    (old / "甲.xlsx").unlink()
    with pytest.raises(ZeroDivisionError), written_together(old, NEW, STATE):
        raise ZeroDivisionError
    assert found(old) == {"乙.docx": b"old"}


def test_a_second_file_that_cannot_be_replaced_brings_the_first_one_back(old: Path) -> None:
    (old / "乙.docx").unlink()
    (old / "乙.docx" / "里面").mkdir(parents=True)  # what no file can take the place of
    with pytest.raises(WriteFailed, match=rf"乙\.docx.*{STATE}"):
        written(old)
    assert found(old) == {"甲.xlsx": b"old"}


def held(name: str, fault: OSError, before: Callable[[], object] = lambda: None) -> Callable[[Any, Any], Any]:
    """What `os.replace` does when that file cannot be replaced."""
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if Path(target).name == name and Path(source).suffix == ".tmp":
            before()
            raise fault
        real(source, target)

    return replace


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "Excel"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.EIO, "U盘"),
        (errno.ENODEV, "U盘"),
        (errno.EROFS, "能否写入"),
    ],
)
def test_whatever_the_disk_says_the_old_files_are_there(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    monkeypatch.setattr(os, "replace", held("乙.docx", OSError(number, "no")))
    with pytest.raises(WriteFailed, match=rf"{says}.*{STATE}"):
        written(old)
    assert found(old) == dict.fromkeys(sorted(NEW), b"old")


def test_what_cannot_be_brought_back_is_named_file_by_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if Path(target).name == "乙.docx" or Path(source).suffix == ".old":
            raise OSError(errno.EIO, "no")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    (old / "甲 (旧).xlsx").write_bytes(b"older")
    with pytest.raises(WriteFailed) as refusal:
        written(old)
    assert "“甲.xlsx”已是新文件，原来的那份叫“甲 (旧2).xlsx”；其余文件没有动。" in refusal.value.message
    assert (old / "甲 (旧2).xlsx").read_bytes() == b"old"
    assert not list(old.glob("~ysb-*"))
    assert STATE not in refusal.value.message
    assert ((old / "甲.xlsx").read_bytes(), (old / "乙.docx").read_bytes()) == (b"new", b"old")


def test_a_folder_that_vanishes_in_between_is_said(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def pulled_out(source: Any, target: Any) -> None:
        shutil.rmtree(old)
        real(source, target)

    monkeypatch.setattr(os, "replace", pulled_out)
    with pytest.raises(WriteFailed, match="U盘可能已拔出"):
        written(old)


def test_a_file_system_without_second_names_keeps_copies(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", none)
    monkeypatch.setattr(os, "replace", held("乙.docx", PermissionError(errno.EACCES, "held")))
    with pytest.raises(WriteFailed):
        written(old)
    assert found(old) == dict.fromkeys(sorted(NEW), b"old")


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from db.errors import WriteFailed
from db.exchange.writing import written_together
"".encode("utf-16-le")  # nobody may read what it takes to learn it
{limit}
try:
    with written_together(Path(sys.argv[1]), {{"甲.xlsx": b"n" * 10, "乙.docx": b"n" * 100_000}}, "没有写出任何文件。"):
        print("written")
except WriteFailed as refusal:
    print(refusal.message)
"""
_FULL = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
_NOBODY = "import os; os.geteuid() == 0 and (os.setgid(65534), os.setuid(65534))"


def limited(folder: Path, limit: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED.format(limit=limit), str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.stdout.strip()


def test_a_disk_that_takes_no_more_leaves_the_old_files(old: Path) -> None:
    said = limited(old, _FULL)
    assert said.startswith("磁盘已满")
    assert said.endswith(STATE)
    assert found(old) == dict.fromkeys(sorted(NEW), b"old")


def test_a_folder_that_may_only_be_read_is_said(old: Path) -> None:
    for above in (old, *old.parents[:3]):
        above.chmod(0o755)
    old.chmod(0o555)
    try:
        assert "没有写入权限" in limited(old, _NOBODY)
    finally:
        old.chmod(0o755)
    assert found(old) == dict.fromkeys(sorted(NEW), b"old")


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(WriteFailed, match=STATE):
        written(tmp_path / "a")


def test_what_a_crash_left_is_cleared_away_a_day_later_by_what_its_name_says(tmp_path: Path) -> None:
    now = int(time.time())
    young = {f"~ysb-{now}-3a.tmp", f"~ysb-{now}-4a.old", "~$甲.xlsx", "~ysb-旧.old"}
    for name in (*young, f"~ysb-{now - 90_000}-1a.tmp", f"~ysb-{now - 90_000}-2a.old"):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (now - 300_000, now - 300_000))
    written(tmp_path)
    assert set(found(tmp_path)) == {*NEW, *young}


def test_an_export_keeps_its_old_files_though_they_are_old_and_another_one_begins(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = time.time() - 300_000
    for name in NEW:
        os.utime(old / name, (past, past))
    fault = PermissionError(errno.EACCES, "held")
    monkeypatch.setattr(os, "replace", held("乙.docx", fault, lambda: written(old, {"丙.xlsx": b"other"})))
    with pytest.raises(WriteFailed, match=STATE):
        written(old)
    assert found(old) == {"丙.xlsx": b"other", **dict.fromkeys(NEW, b"old")}


def test_two_exports_at_once_do_not_touch_each_others_drafts(tmp_path: Path) -> None:
    with written_together(tmp_path, NEW, STATE), written_together(tmp_path, {"甲.xlsx": b"other"}, STATE):
        pass
    assert found(tmp_path) == {"甲.xlsx": b"other", "乙.docx": b"new too"}


def test_one_file_is_written_as_several_are(tmp_path: Path) -> None:
    assert write_file(tmp_path / "甲.xlsx", b"new").read_bytes() == b"new"
    (tmp_path / "乙").mkdir()
    (tmp_path / "乙" / "x").mkdir()
    with pytest.raises(WriteFailed, match="原有的文件没有动"):
        write_file(tmp_path / "乙", b"new")


def test_a_path_that_windows_does_not_take_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="最多 259 个"):
        _refuse_too_long(tmp_path / ("长" * 260), STATE, windows=True)
    _refuse_too_long(tmp_path / "短", STATE, windows=True)
    with pytest.raises(WriteFailed, match="太长"):
        written(tmp_path, {"长" * 260: b""})
