"""A Windows of one's own for a test: a copy of the Wine prefix, with a screen, in which nobody else's programs run."""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PureWindowsPath

HERE = Path(__file__).resolve().parent
USER = "张三"


class Ran:
    """A program that was started: what it said, and how it ended (None: it had to be ended)."""

    def __init__(self, words: Sequence[str], environment: dict[str, str]) -> None:
        shell = f'. "{HERE}/env.sh"; exec "${{WINE[@]}}" "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", shell, "bash", *words], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self._said: list[bytes] = []
        # Wine's own processes keep the pipe open for long after the program has ended.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        self._said += iter(lambda: os.read(self._process.stdout.fileno(), 65536), b"")  # type: ignore[union-attr]

    def wait(self, seconds: float) -> int | None:
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return None
        self._reader.join(1)
        return code

    def is_running(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """As a power cut: nothing of the program gets to run any more."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    @property
    def said(self) -> str:
        text = b"".join(self._said).decode("utf-8", errors="replace").replace("\r", "")
        noise = ("wine32", "multiarch", 'execute "dpkg', "apt-get install")
        return "\n".join(line for line in text.split("\n") if not any(word in line for word in noise)).strip()


class Windows:
    """Drive C of the copy, and what can be run there."""

    def __init__(self, prefix: Path, display: str) -> None:
        self.drive = prefix / "drive_c"
        self.home = self.drive / "users" / USER
        # Microsoft's runtime as it is shipped, never Wine's own: what is not found must not work.
        runtime = "msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1"
        ours = f"winemenubuilder.exe,mscoree,mshtml=d;mscms=n,b;{runtime}=n"
        self._environment = os.environ | {"WINEPREFIX": str(prefix), "DISPLAY": display, "WINEDLLOVERRIDES": ours}
        self.python = Path(os.environ.get("WINLAB", Path.home() / ".cache" / "winlab")) / "python" / "python.exe"

    def path(self, place: Path) -> str:
        """A path as Windows says it."""
        if place.is_relative_to(self.drive):
            return str(PureWindowsPath("C:/", *place.relative_to(self.drive).parts))
        return str(PureWindowsPath("Z:" + str(place.absolute())))

    def start(self, program: Path, *words: str) -> Ran:
        return Ran([str(program), *words], self._environment)

    def run(self, program: Path, *words: str, seconds: float = 120) -> tuple[int | None, str]:
        ran = self.start(program, *words)
        code = ran.wait(seconds)
        return code, ran.said

    def command(self, line: str, gone: Path | None = None, seconds: float = 180) -> int | None:
        """Run a command line as it is written, as NSIS wants it (Wine would quote what has spaces).

        With `gone` it goes on until that is there no more: an uninstaller works on from a copy of itself.
        """
        script = (
            "import os, subprocess, sys, time\n"
            f"code = subprocess.call({line!r})\n"
            f"end, gone = time.time() + 60, {self.path(gone) if gone else ''!r}\n"
            "while gone and os.path.exists(gone) and time.time() < end: time.sleep(0.3)\n"
            "time.sleep(1 if gone else 0)\n"
            "sys.exit(code)\n"
        )
        return self.run(self.python, "-c", script, seconds=seconds)[0]

    def registered(self, key: str, name: str = "") -> str:
        """A value of the user's registry, '' when there is none."""
        script = (
            "import winreg\n"
            f"print('=' + winreg.QueryValueEx(winreg.OpenKey(winreg.HKEY_CURRENT_USER, {key!r}), {name!r})[0])\n"
        )
        said = self.run(self.python, "-X", "utf8", "-c", script)[1]
        return said.rpartition("=")[2] if said.startswith("=") else ""

    def register(self, key: str, value: str) -> None:
        """Write the nameless value of a key of the user's registry that is there."""
        script = f"import winreg\nwinreg.SetValue(winreg.HKEY_CURRENT_USER, {key!r}, winreg.REG_SZ, {value!r})"
        self.run(self.python, "-c", script)

    def windows(self) -> dict[str, str]:
        """The windows on the screen that a program may have, by number, with their titles."""
        found = {}
        for number in self._tool("xdotool", "search", "--onlyvisible", "--name", ".+").split():
            size = dict(
                line.split("=") for line in self._tool("xdotool", "getwindowgeometry", "--shell", number).splitlines()
            )
            if int(size.get("WIDTH", 0)) > 300 and int(size.get("HEIGHT", 0)) > 200:
                found[number] = self._tool("xdotool", "getwindowname", number).strip()
        return found

    def press(self, *keys: str) -> None:
        self._tool("xdotool", "key", "--clearmodifiers", "--delay", "60", *keys)
        time.sleep(1)

    def write(self, text: str) -> None:
        self._tool("xdotool", "type", "--delay", "60", text)
        time.sleep(1)

    def photograph(self, picture: Path) -> None:
        picture.parent.mkdir(parents=True, exist_ok=True)
        self._tool("import", "-window", "root", str(picture))

    def _tool(self, *words: str) -> str:
        return subprocess.run(words, env=self._environment, capture_output=True, text=True, check=False).stdout

    def shut_down(self) -> None:
        """End all programs of this copy; those of other prefixes have a server of their own."""
        self._tool("wineserver", "-k")
        self._tool("wineserver", "-w")


def until(fulfilled: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to be in that time."""
    end = time.monotonic() + seconds
    while not fulfilled():
        if time.monotonic() > end:
            return False
        time.sleep(0.3)
    return True


@contextmanager
def windows(model: Path, folder: Path) -> Iterator[Windows]:
    """A copy of the prefix `model` in `folder`, on a screen of its own; gone afterwards."""
    prefix = folder / "prefix"
    subprocess.run(["cp", "-a", "--reflink=auto", str(model), str(prefix)], check=True)
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    made = Windows(prefix, f":{number}")
    # Wine gives the user's folders of the host: here they are the copy's own.
    for link in [path for path in made.home.iterdir() if path.is_symlink()]:
        link.unlink()
        link.mkdir()
    try:
        yield made
    finally:
        made.shut_down()
        screen.terminate()
        screen.wait()
        shutil.rmtree(prefix, ignore_errors=True)


@contextmanager
def room(beside: Path) -> Iterator[Path]:
    """A folder for the time of a test, on the disk of `beside`: a copy of the prefix is large."""
    with tempfile.TemporaryDirectory(dir=beside, prefix="exe-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
