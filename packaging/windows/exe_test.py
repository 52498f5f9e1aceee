"""`make exe-test`: the Windows program as an office has it, from a clean clone to the uninstaller, under Wine.

    python packaging/windows/exe_test.py [DIST]

Builds from a clone of the last commit, or takes the finished `dist` folder it is given. A line for each step; exit code
1 when one failed. What the window looked like after the edit: build/exe-test.png.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]
import shipped  # noqa: E402  (beside this file, no package)
from wine import USER, Ran, Windows, room, until, windows  # noqa: E402

from db.book import Book  # noqa: E402
from db.entry.tabs import entry_sheet  # noqa: E402
from tests.db.pack_files import file_of  # noqa: E402

NAME, VERSION = shipped.PROJECT["name"], shipped.PROJECT["version"]
SETUP_LIMIT, FOLDER_LIMIT = 22_000_000, 70_000_000
PICTURE = ROOT / "build" / "exe-test.png"
# Typed by keys of ASCII alone: an address for Ctrl+G, and a figure.
ADDRESS, FIGURE = "entry/basic/1.amount", "76.54"
BOOK_OPEN, KEPT = "示例 预算 2024", "别人的文件.txt"
FOREIGN = "Another.Pack"
# What a double click opens: ending, kind, what Explorer calls it.
KINDS = ((".ysb", "Yusuanben.Book", "预算本账套"), (".ysbpack", "Yusuanben.Pack", "预算本表样包"))


class StepError(Exception):
    """Why a step did not hold."""


def hold(fulfilled: object, why: str) -> None:
    if not fulfilled:
        raise StepError(why)


class Steps:
    """Runs steps, says how each went."""

    def __init__(self) -> None:
        self.failed = 0

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        begun = time.monotonic()
        try:
            yield
        except (StepError, OSError, subprocess.SubprocessError) as fault:
            self.failed += 1
            print(f"FAIL  {what}: {fault}", flush=True)
        else:
            print(f"ok    {what} ({time.monotonic() - begun:.0f} s)", flush=True)


def built(folder: Path) -> Path:
    """The `dist` of a build from a clone of the last commit."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    (clone / ".venv").symlink_to((ROOT / ".venv").resolve())
    ran = subprocess.run(["packaging/windows/make.sh", "all"], cwd=clone, capture_output=True, text=True, check=False)
    hold(ran.returncode == 0, f"make.sh ends with {ran.returncode}: {ran.stderr[-2000:]}")
    return clone / "dist"


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def fingerprint(folder: Path) -> str:
    """Of all that lies in a folder: names and bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def amount(book: Path) -> str:
    """What the edited cell says in the file."""
    with Book.read(book) as opened:
        return next(cell.text for cell in entry_sheet(opened, "basic").cells if cell.address == ADDRESS)


class Office:
    """One computer, on which the program is installed and used."""

    def __init__(self, pc: Windows, dist: Path) -> None:
        self.pc = pc
        self.setup = dist / f"{NAME}-{VERSION}-setup.exe"
        self.folder = pc.home / "我的 程序" / "预算本"
        self.desk = pc.home / "桌面"
        self.desk.mkdir(exist_ok=True)
        self.book = self.desk / f"{BOOK_OPEN}.ysb"
        self.settings = pc.home / "AppData" / "Roaming" / NAME / "window.ini"

    def say(self, *words: str) -> str:
        """The command line, as installed; raises when it does not end well."""
        code, said = self.pc.run(self.folder / f"{NAME}-cli.exe", *words)
        hold(code == 0, f"{NAME}-cli {words[0]} ends with {code}: {said[-1000:]}")
        return said

    def install(self, folder: Path | None = None) -> int | None:
        return self.pc.command(f"{self.pc.path(self.setup)} /S /D={self.pc.path(folder or self.folder)}")

    def open_window(self) -> Ran:
        ran = self.pc.start(self.folder / f"{NAME}.exe", self.pc.path(self.book))
        shown = until(lambda: self.is_shown() or not ran.is_running(), 60)
        hold(shown and ran.is_running(), f"no window of the book came: {self.pc.windows()}, {ran.said[-1000:]}")
        time.sleep(4)
        return ran

    def is_shown(self) -> bool:
        return any(BOOK_OPEN in title for title in self.pc.windows().values())


def check_sizes(dist: Path) -> None:
    setup, folder = (dist / f"{NAME}-{VERSION}-setup.exe").stat().st_size, size(dist / NAME)
    print(f"      setup.exe {setup:,} bytes, folder {folder:,} bytes", flush=True)
    hold(setup <= SETUP_LIMIT, f"setup.exe has {setup:,} bytes, more than {SETUP_LIMIT:,}")
    hold(folder <= FOLDER_LIMIT, f"the folder has {folder:,} bytes, more than {FOLDER_LIMIT:,}")


def check_sums(dist: Path) -> None:
    ran = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=dist, capture_output=True, text=True, check=False)
    hold(ran.returncode == 0, ran.stdout + ran.stderr)


def check_foreign(office: Office) -> None:
    """Uninstalling would take `lib` away, whosever it is; other programs have that and an uninstaller, too."""
    theirs = (f"lib/{KEPT}",), ("uninstall.exe", f"lib/{KEPT}"), ("uninstall.exe",), (f"{NAME}.exe", f"lib/{KEPT}")
    for number, names in enumerate(theirs):
        folder = office.pc.drive / f"别人的 程序 {number}"
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("不是程序的")
        before = fingerprint(folder)
        code = office.install(folder)
        hold(code == 2, f"beside {names} setup.exe /S ends with {code}, not 2")
        hold(fingerprint(folder) == before, f"it wrote beside {names}")


def check_installed(office: Office) -> None:
    code = office.install()
    hold(code == 0, f"setup.exe /S ends with {code}")
    there = {path.name for path in office.folder.iterdir()}
    wanted = {f"{NAME}.exe", f"{NAME}-cli.exe", "lib", "licences", "bom.cdx.json", "uninstall.exe"}
    hold(there == wanted, f"installed: {sorted(there)}, not {sorted(wanted)}")
    hold(VERSION in office.say("--version"), f"the version is not {VERSION}")


def check_commands(office: Office, folder: Path) -> None:
    """demo, check, export, verify; the same files as from the source, by name."""
    book, out = office.desk / "命令行 2024.ysb", office.desk / "上报 文件"
    path = office.pc.path
    office.say("demo", path(book))
    office.say("check", path(book))
    office.say("export", path(book), "--round", "二上", "-o", path(out))
    source, theirs = folder / "源.ysb", folder / "源"
    for words in (["demo", str(source)], ["export", str(source), "--round", "二上", "-o", str(theirs)]):
        subprocess.run(
            [sys.executable, "-m", "desktop", *words], cwd=ROOT, check=True, capture_output=True,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    names, wanted = {it.name for it in out.rglob("*")}, {it.name for it in theirs.rglob("*")}
    hold(names == wanted, f"written: {sorted(names)}, from the source: {sorted(wanted)}")
    hold({".xlsx", ".docx", ".pdf", ".eml"} <= {Path(name).suffix for name in names}, f"written: {sorted(names)}")
    office.say("verify", path(next(out.rglob("*.xlsx"))))


def check_edit(office: Office) -> None:
    """A figure typed by keys is in the file when the program is killed."""
    office.say("demo", office.pc.path(office.book))
    before = amount(office.book)
    hold(before != FIGURE, f"the sample says {FIGURE} already")
    ran = office.open_window()
    try:
        office.pc.press("ctrl+g")
        office.pc.write(ADDRESS)
        office.pc.press("Return")
        office.pc.write(FIGURE)
        office.pc.press("Return")
        time.sleep(2)
        office.pc.photograph(PICTURE)
        hold(ran.is_running(), f"the program has ended: {ran.said[-1000:]}")
    finally:
        ran.kill()
    after = amount(office.book)
    hold(after == FIGURE, f"the book says {after}, not {FIGURE} ({before} before); see {PICTURE.relative_to(ROOT)}")


def check_upgrade(office: Office) -> None:
    before = fingerprint(office.folder)
    ran = office.open_window()
    try:
        second, said = office.pc.run(office.folder / f"{NAME}.exe", office.pc.path(office.book), seconds=30)
        hold(second == 0, f"a second start with the book that is open ends with {second}: {said[-1000:]}")
        code = office.install()
        hold(code == 2, f"setup.exe /S beside the open program ends with {code}, not 2")
        hold(fingerprint(office.folder) == before, "it changed the program that is open")
    finally:
        ran.kill()
    (office.folder / "lib" / "旧版本.py").write_text("")
    code = office.install()
    hold(code == 0, f"setup.exe /S over the closed program ends with {code}")
    hold(fingerprint(office.folder) == before, "the program is not as it was installed first")


def check_entries(office: Office) -> None:
    where = office.pc.path(office.folder)
    for ending, kind, name in KINDS:
        keys = ending, kind, rf"{kind}\DefaultIcon", rf"{kind}\shell\open\command"
        said = [office.pc.registered(rf"Software\Classes\{key}") for key in keys]
        wanted = [kind, name, f"{where}\\{NAME}.exe,0", f'"{where}\\{NAME}.exe" "%1"']
        hold(said == wanted, f"of {ending} the registry says {said}, not {wanted}")
    links = sorted(path.parent.name for path in office.pc.home.rglob("预算本.lnk"))
    hold(len(links) == 2, f"entries in the start menu and on the desktop: {links}")


def check_pack(office: Office) -> None:
    """What a double click on a pack does: it is installed, and the window stays."""
    before = office.say("pack", "list")
    ran = office.pc.start(office.folder / f"{NAME}.exe", office.pc.path(file_of(office.desk)))
    try:
        there = until(lambda: "river-2031" in office.say("pack", "list"), 40)
        hold("river-2031" not in before and there, f"the pack is not installed: {ran.said[-1000:]}")
        hold(ran.is_running(), f"the program has ended: {ran.said[-1000:]}")
    finally:
        ran.kill()


def check_uninstalled(office: Office) -> None:
    book, kept = office.book.read_bytes(), office.folder / KEPT
    office.pc.register(r"Software\Classes\.ysbpack", FOREIGN)
    hold(office.settings.is_file(), f"there are no settings at {office.pc.path(office.settings)}")
    kept.write_text("不是程序的")
    office.pc.command(f'"{office.pc.path(office.folder)}\\uninstall.exe" /S', gone=office.folder / "uninstall.exe")
    left = [path.name for path in office.folder.iterdir()]
    hold(left == [KEPT], f"left in the folder of the program: {left}")
    hold(office.book.read_bytes() == book, "the book is not what it was")
    hold(office.settings.is_file(), "the settings are gone")
    # Another program took the packs meanwhile: they stay its own.
    left = [office.pc.registered(rf"Software\Classes\{key}") for kind in KINDS for key in kind[:2]]
    hold(left == ["", "", FOREIGN, ""], f"left in the registry: {left}")
    links = [str(path) for path in office.pc.home.rglob("预算本.lnk")]
    hold(not links, f"left: {links}")


def check_portable(office: Office, dist: Path) -> None:
    archive, place = dist / f"{NAME}-{VERSION}-portable.zip", office.pc.drive / "优 盘"
    shutil.unpack_archive(archive, place)
    program = next(place.rglob(f"{NAME}-cli.exe"))
    code, said = office.pc.run(program, "--version")
    hold(code == 0 and VERSION in said, f"the portable program ends with {code}: {said}")
    passing = office.pc.home / "Temp" / "7zO1"  # %TEMP% of Wine
    shutil.copytree(program.parent, passing, ignore=shutil.ignore_patterns("data"))
    for folder, kept in ((program.parent, True), (passing, False)):
        office.pc.run(folder / program.name, "pack", "list")
        hold((folder / "data").exists() == kept, f"keeps its things in {office.pc.path(folder)}: {not kept}")


def main(given: Path | None) -> int:
    steps = Steps()
    lab = Path(os.environ.get("WINLAB", Path.home() / ".cache" / "winlab"))
    with room(lab) as folder:
        dist = given or folder / "clone" / "dist"
        if given is None:
            with steps.step("builds from a clean clone"):
                built(folder)
        if steps.failed:
            return 1
        with steps.step("setup.exe and folder are small enough"):
            check_sizes(dist)
        with steps.step("SHA256SUMS says what lies beside it"):
            check_sums(dist)
        with windows(lab / "prefix", folder) as pc:
            office = Office(pc, dist.resolve())
            inside: list[tuple[str, Callable[[], None]]] = [
                ("does not install into somebody else's folder", lambda: check_foreign(office)),
                (f"installs silently into {pc.path(office.folder)}", lambda: check_installed(office)),
                ("demo, check, export, verify", lambda: check_commands(office, folder)),
                ("a figure typed by keys is in the book after a kill", lambda: check_edit(office)),
                (
                    "while it is open a second start ends and an upgrade gives up, closed it installs over",
                    lambda: check_upgrade(office),
                ),
                ("double click on a book and on a pack, icons, start menu and desktop", lambda: check_entries(office)),
                ("a pack that is opened is installed", lambda: check_pack(office)),
                ("uninstalls; book, settings and strangers' files stay", lambda: check_uninstalled(office)),
                ("the portable archive runs where it lies", lambda: check_portable(office, dist)),
            ]
            for what, deed in inside:
                with steps.step(what):
                    deed()
    print(f"{USER}: {'all steps hold' if not steps.failed else f'{steps.failed} failed'}", flush=True)
    return 1 if steps.failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
