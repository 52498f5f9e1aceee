"""Packs as files: made, installed and removed offline; what is installed has been tried."""

import json
import os
import time
from pathlib import Path

import pytest

import resources
from db.errors import MissingPack, PackError, TargetExists
from db.file import patient
from db.pack import load
from db.packing.archive import bytes_of, packed_of, read
from db.packing.installing import NotNewer, install, make, remove
from db.shelf import fitting, newest, packs
from tests.db.pack_files import SHIPPED, file_of, folder_of


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where packs are installed."""
    return tmp_path / "本机 表样包" / "packs"


def versions(shelf: Path) -> dict[str, str]:
    """The packs that are installed, with their versions."""
    return {it.id: it.version for it in packs((shelf,))}


def left_behind(shelf: Path) -> list[str]:
    """What lies on the shelf besides packs."""
    return [path.name for path in shelf.iterdir() if path.name not in versions(shelf)]


BEFORE, NOW = "~0123456789ab", "~ba9876543210"  # as an installation calls what it is at work on


# -- a file of a pack


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (folder_of(tmp_path / name) for name in ("一", "二"))
    (two / "pack.toml").touch()
    assert bytes_of(packed_of(one)) == bytes_of(packed_of(two))


def test_a_file_holds_what_its_folder_holds(tmp_path: Path) -> None:
    file = file_of(tmp_path)
    assert read(file) == packed_of(tmp_path / "made-1" / "river-2031")


def test_the_pack_of_the_program_can_be_packed(tmp_path: Path) -> None:
    folder = resources.path("packs") / newest((resources.path("packs"),))
    assert make(folder, tmp_path / "x.ysbpack").id == folder.name


def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "x.ysbpack").touch()
    with pytest.raises(TargetExists):
        make(folder_of(tmp_path), tmp_path / "x.ysbpack")


def test_a_pack_file_has_its_ending(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"\.ysbpack"):
        make(folder_of(tmp_path), tmp_path / "x.zip")


def test_what_could_not_be_installed_is_not_packed(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, checks__bad_dot_sql="-- id: bad\n-- severity: error\nselect nothing from nowhere\n")
    with pytest.raises(PackError, match="bad"):
        make(folder, tmp_path / "x.ysbpack")
    assert not (tmp_path / "x.ysbpack").exists()


@pytest.mark.parametrize("version", ["", "draft", "1.", "第2版", "-1", "1e3"])
def test_a_version_is_numbers(tmp_path: Path, version: str) -> None:
    with pytest.raises(PackError, match="version"):
        make(folder_of(tmp_path, version=version), tmp_path / "x.ysbpack")


def test_a_version_is_not_that_of_what_a_pack_extends(tmp_path: Path) -> None:
    folder_of(tmp_path)
    (tmp_path / "lake-2032").mkdir()
    (tmp_path / "lake-2032" / "pack.toml").write_text('id = "lake-2032"\nextends = "river-2031"\n', encoding="utf-8")
    with pytest.raises(PackError, match="没有 version"):
        make(tmp_path / "lake-2032", tmp_path / "x.ysbpack")


@pytest.mark.parametrize("name", ["River", "a b", "河", "con", "a.old", "-a", "a" * 61])
def test_a_pack_has_a_name_that_every_system_takes(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackError, match="名称"):
        make(folder_of(tmp_path, name), tmp_path / "x.ysbpack")


def test_a_folder_is_called_as_its_pack(tmp_path: Path) -> None:
    other = folder_of(tmp_path).rename(tmp_path / "lake-2031")
    with pytest.raises(PackError, match=r"lake-2031.*river-2031"):
        make(other, tmp_path / "x.ysbpack")


# -- installed


def test_an_installed_pack_can_be_loaded(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path), shelf, SHIPPED)
    assert load("river-2031", (shelf,)).info.version == "1"


def test_an_installation_says_what_it_installed(tmp_path: Path, shelf: Path) -> None:
    done = install(file_of(tmp_path), shelf, SHIPPED)
    assert (done.info.name, done.info.year, done.info.version, done.before) == ("临河区部门预算", 2024, "1", "")


def test_an_installation_leaves_nothing_beside_the_pack(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path), shelf, SHIPPED)
    install(file_of(tmp_path, version="2"), shelf, SHIPPED)
    assert left_behind(shelf) == []


def test_a_later_version_takes_the_place_of_an_earlier_one(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path, version="2"), shelf, SHIPPED)
    done = install(file_of(tmp_path, version="10"), shelf, SHIPPED)
    assert (done.before, versions(shelf)) == ("2", {"river-2031": "10"})


def test_an_earlier_version_is_asked_about(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path, version="2"), shelf, SHIPPED)
    with pytest.raises(NotNewer, match=r"第 2 版.*第 1 版"):
        install(file_of(tmp_path, version="1"), shelf, SHIPPED)
    assert versions(shelf) == {"river-2031": "2"}


def test_an_earlier_version_that_is_wanted_is_installed(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path, version="2"), shelf, SHIPPED)
    install(file_of(tmp_path, version="1"), shelf, SHIPPED, replacing=True)
    assert versions(shelf) == {"river-2031": "1"}


def test_the_same_file_can_be_installed_twice(tmp_path: Path, shelf: Path) -> None:
    file = file_of(tmp_path)
    install(file, shelf, SHIPPED)
    assert install(file, shelf, SHIPPED).before == "1"


def test_other_files_of_the_same_version_are_asked_about(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path), shelf, SHIPPED)
    other = folder_of(tmp_path / "另一份", text__letter_dot_txt="您好")
    make(other, tmp_path / "另一份.ysbpack")
    with pytest.raises(NotNewer, match="内容却不同"):
        install(tmp_path / "另一份.ysbpack", shelf, SHIPPED)


def test_what_ships_with_the_program_is_not_installed_over_it(tmp_path: Path, shelf: Path) -> None:
    folder_of(tmp_path / "程序", version="2")
    with pytest.raises(PackError, match="自带"):
        install(file_of(tmp_path, version="2"), shelf, (shelf, tmp_path / "程序"))


def test_a_later_version_than_the_programs_is_installed_and_counts(tmp_path: Path, shelf: Path) -> None:
    folder_of(tmp_path / "程序", version="2")
    shelves = (shelf, tmp_path / "程序")
    install(file_of(tmp_path, version="3"), shelf, shelves)
    assert load("river-2031", shelves).info.version == "3"


def test_an_update_of_the_program_overtakes_what_was_installed(tmp_path: Path, shelf: Path) -> None:
    folder_of(tmp_path / "程序", version="4")
    install(file_of(tmp_path, version="3"), shelf, SHIPPED)
    assert load("river-2031", (shelf, tmp_path / "程序")).info.version == "4"


def test_a_pack_needs_the_one_it_extends(tmp_path: Path, shelf: Path) -> None:
    base = folder_of(tmp_path / "基础")
    own = tmp_path / "基础" / "lake-2032"
    own.mkdir()
    (own / "pack.toml").write_text('id = "lake-2032"\nextends = "river-2031"\nversion = "1"\n', encoding="utf-8")
    make(own, tmp_path / "lake.ysbpack")
    with pytest.raises(PackError, match=r"要先有表样包“river-2031”"):
        install(tmp_path / "lake.ysbpack", shelf, SHIPPED)
    make(base, tmp_path / "river.ysbpack")
    install(tmp_path / "river.ysbpack", shelf, SHIPPED)
    install(tmp_path / "lake.ysbpack", shelf, SHIPPED)
    assert versions(shelf) == {"lake-2032": "1", "river-2031": "1"}


def test_an_installation_that_broke_off_left_the_version_before(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path), shelf, SHIPPED)
    (shelf / "river-2031").rename(shelf / f"{BEFORE}-river-2031.old")  # as it stands between the two renames
    with pytest.raises(NotNewer):
        install(file_of(tmp_path, version="0"), shelf, SHIPPED)
    assert versions(shelf) == {"river-2031": "1"}


def test_a_folder_of_the_users_own_beside_a_pack_stays(tmp_path: Path, shelf: Path) -> None:
    for name in ("river-2031.old", "~river-2031.old", "~0123456789ab-lake-2031.old"):
        (shelf / name).mkdir(parents=True)
    for version in ("1", "2"):
        install(file_of(tmp_path, version=version), shelf, SHIPPED)
    assert sorted(left_behind(shelf)) == ["river-2031.old", "~0123456789ab-lake-2031.old", "~river-2031.old"]


@pytest.mark.parametrize("step", [0, -1])
def test_an_installation_that_is_given_up_leaves_what_was_there(tmp_path: Path, shelf: Path, step: int) -> None:
    class GivenUp(Exception):  # noqa: N818 - not an error
        """The user does not want it any more."""

    steps: list[int] = []
    install(file_of(tmp_path), shelf, SHIPPED, go_on=lambda: steps.append(len(steps)))
    last = steps[step]
    steps.clear()

    def go_on() -> None:
        steps.append(len(steps))
        if steps[-1] >= last:
            raise GivenUp

    with pytest.raises(GivenUp):
        install(file_of(tmp_path, version="2"), shelf, SHIPPED, go_on=go_on)
    assert (versions(shelf), left_behind(shelf)) == ({"river-2031": "1"}, [])


def test_a_file_that_is_held_for_a_moment_is_waited_for_on_windows_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "_PAUSES", (0, 0))
    tries = []

    def step() -> int:
        tries.append(1)
        if len(tries) in (1, 2, 4):
            raise PermissionError
        return len(tries)

    assert patient.patiently(step, windows=True) == 3
    with pytest.raises(PermissionError):
        patient.patiently(step, windows=False)


def test_half_a_pack_is_never_seen(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path), shelf, SHIPPED)
    folder_of(shelf, "~abc")
    folder_of(shelf, "river-2031.old")
    assert [it.id for it in packs((shelf,))] == ["river-2031"]


def test_what_an_installation_left_that_broke_off_is_swept_away_the_next_day(tmp_path: Path, shelf: Path) -> None:
    for name, age in ((BEFORE, 2 * 86_400), (NOW, 60), ("~自己留的", 2 * 86_400)):
        (shelf / name / "river-2031").mkdir(parents=True)
        os.utime(shelf / name, (time.time() - age,) * 2)
    install(file_of(tmp_path), shelf, SHIPPED)
    assert sorted(left_behind(shelf)) == [NOW, "~自己留的"]


def test_a_file_that_goes_while_a_pack_is_looked_for_is_no_failure(tmp_path: Path) -> None:
    (folder_of(tmp_path) / "gone.txt").symlink_to(tmp_path / "nowhere")  # listed, and gone when looked at
    assert load("river-2031", (tmp_path,)).info.id == "river-2031"


def test_a_pack_that_renames_confidential_projects_says_which_texts_tell_about_them(tmp_path: Path) -> None:
    toml = folder_of(tmp_path) / "pack.toml"
    toml.write_text(toml.read_text("utf-8") + '[public]\nconfidential = "涉密项目{n}"\n', encoding="utf-8")
    with pytest.raises(PackError, match="telling"):
        load("river-2031", (tmp_path,))


# -- removed


def test_a_removed_pack_is_gone(tmp_path: Path, shelf: Path) -> None:
    install(file_of(tmp_path), shelf, SHIPPED)
    remove("river-2031", shelf, SHIPPED)
    assert list(shelf.iterdir()) == []


def test_a_pack_of_the_program_is_not_removed(tmp_path: Path, shelf: Path) -> None:
    folder_of(tmp_path / "程序")
    with pytest.raises(PackError, match="随程序"):
        remove("river-2031", shelf, (shelf, tmp_path / "程序"))


@pytest.mark.parametrize("name", ["lake-2031", "..", "../程序", "", "."])
def test_only_what_was_installed_is_removed(tmp_path: Path, shelf: Path, name: str) -> None:
    install(file_of(tmp_path), shelf, SHIPPED)
    with pytest.raises(PackError, match="没有装过"):
        remove(name, shelf, SHIPPED)


def test_what_another_pack_extends_is_not_removed(tmp_path: Path, shelf: Path) -> None:
    folder_of(shelf)
    (shelf / "lake-2032").mkdir()
    (shelf / "lake-2032" / "pack.toml").write_text('id = "lake-2032"\nextends = "river-2031"\n', encoding="utf-8")
    with pytest.raises(PackError, match="lake-2032"):
        remove("river-2031", shelf, SHIPPED)


def test_a_pack_that_cannot_be_read_any_more_can_be_removed(shelf: Path) -> None:
    (folder_of(shelf) / "pack.toml").write_text("id = ", encoding="utf-8")
    remove("river-2031", shelf, SHIPPED)
    assert list(shelf.iterdir()) == []


# -- which there are


def test_a_new_book_starts_from_the_latest_year(tmp_path: Path) -> None:
    late, early = folder_of(tmp_path, "a-2032"), folder_of(tmp_path, "z-2031")
    for folder, year in ((late, "2032"), (early, "2031")):
        toml = (folder / "pack.toml").read_text(encoding="utf-8")
        (folder / "pack.toml").write_text(toml.replace("year = 2024", f"year = {year}"), encoding="utf-8")
    assert newest((tmp_path,)) == "a-2032"


def of(folder: Path, name: str, year: int, district: str) -> None:
    """A pack of that year and district."""
    path = folder_of(folder, name) / "pack.toml"
    toml = path.read_text(encoding="utf-8").replace("year = 2024", f"year = {year}")
    path.write_text(toml.replace('district = "样区"', f'district = "{district}"'), encoding="utf-8")


@pytest.mark.parametrize(
    ("year", "district", "wanted"),
    [
        (2031, "河区", "river-2031"),
        (2032, "河区", "river-2032"),
        (2040, "河区", "river-2032"),
        (2033, "河区", "river-2032"),
        (2033, "", "lake-2033"),
        (2031, "山区", "river-2031"),
    ],
)
def test_a_book_gets_the_pack_of_its_district_and_year(tmp_path: Path, year: int, district: str, wanted: str) -> None:
    for name, its_year, its_district in (
        ("river-2031", 2031, "河区"),
        ("river-2032", 2032, "河区"),
        ("lake-2033", 2033, "湖区"),
    ):
        of(tmp_path, name, its_year, its_district)
    assert fitting(year, district, (tmp_path,)) == wanted


def test_a_pack_at_fault_is_listed_with_its_fault_and_keeps_no_other_from_being_used(tmp_path: Path) -> None:
    folder_of(tmp_path, "a-2031")
    (folder_of(tmp_path, "z-2032") / "pack.toml").write_text("id = ", encoding="utf-8")
    assert (newest((tmp_path,)), [bool(it.fault) for it in packs((tmp_path,))]) == ("a-2031", [False, True])


def test_a_pack_that_is_not_there_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(MissingPack, match=r"river-2031.*安装表样包") as refusal:
        load("river-2031", (tmp_path,))
    assert refusal.value.pack == "river-2031"


# -- the command line


def test_the_command_line_installs_lists_and_removes(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from db.cli import main

    monkeypatch.setenv("YUSUANBEN_PACKS", str(shelf))
    file = tmp_path / "x.ysbpack"
    assert main(["pack", "make", str(folder_of(tmp_path)), str(file), "--json"]) == 0
    assert main(["pack", "install", str(file), "--json"]) == 0
    assert main(["pack", "list", "--json"]) == 0
    assert main(["pack", "remove", "river-2031", "--json"]) == 0
    made, installed, listed, removed = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (made["id"], installed["before"], removed["left"]) == ("river-2031", None, None)
    assert ("river-2031", True) in [(it["id"], it["installed"]) for it in listed["packs"]]


def test_the_command_line_wants_force_for_an_earlier_version(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from db.cli import main

    monkeypatch.setenv("YUSUANBEN_PACKS", str(shelf))
    install(file_of(tmp_path, version="2"), shelf, SHIPPED)
    file = file_of(tmp_path)
    assert main(["pack", "install", str(file)]) == 65
    assert "--force" in capsys.readouterr().err
    assert main(["pack", "install", str(file), "--force"]) == 0
