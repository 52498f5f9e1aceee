"""Packs that are installed or removed by another program while they are read."""

import shutil
from pathlib import Path

import pytest

from db.errors import PackError
from db.pack import Pack, load
from db.stamps import Moved, files_of, heads_of, refusing_moved, steadily
from tests.db.pack_files import folder_of

ONE, OTHER = (("a.toml", 1, 1),), (("a.toml", 2, 1),)


def test_what_changed_while_it_was_read_is_refused() -> None:
    with pytest.raises(Moved), refusing_moved(lambda: OTHER, ONE):
        pass


def test_a_fault_of_what_changed_while_it_was_read_is_not_believed() -> None:
    with pytest.raises(Moved), refusing_moved(lambda: OTHER, ONE):
        raise PackError("没有这个文件")


def test_a_fault_of_what_stayed_is_told() -> None:
    with pytest.raises(PackError), refusing_moved(lambda: ONE, ONE):
        raise PackError("没有这个文件")


def test_what_was_moved_is_read_again(tmp_path: Path) -> None:
    folder_of(tmp_path)

    def read() -> Pack:
        heads = heads_of((tmp_path,))
        with refusing_moved(lambda: heads_of((tmp_path,)), heads):
            pack = load("river-2031", (tmp_path,))
            if pack.info.version == "1":
                shutil.rmtree(tmp_path / "river-2031")
                folder_of(tmp_path, version="2")
            return pack

    assert steadily(read).info.version == "2"


def test_what_is_being_installed_is_no_pack_yet(tmp_path: Path) -> None:
    folder_of(tmp_path / "~0123456789ab")
    assert heads_of((tmp_path,)) == ()


def test_a_file_that_is_gone_when_it_is_looked_at_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert files_of((tmp_path,)) == ()
