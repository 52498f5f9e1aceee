"""A second start with a book that is open: a request for the window that has it, which takes the request away.

Taking it away is the answer. Nothing is in it, so that nothing in it can matter. It lies among the temporary files of
this session on this machine, under the number of the program that is asked, never beside the book: a share need not
tell of changes, nor take any. A crash may leave one behind, so a window begins with taking away what lies there.
"""

import os
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from db.file.hold import Holder, holder_of, this_holder

_STEP = 0.05
_MOST = 1 << 31  # process ids end before


def request(pid: int) -> Path:
    """Where the request lies for the window of that program."""
    import tempfile

    return Path(tempfile.gettempdir(), f"yusuanben-{pid}.show")


def other_window(book: Path) -> Holder | None:
    """Who holds `book`, if that is another program of the same user on this machine, and it still runs."""
    holder = holder_of(book)
    if holder is None or holder.pid == os.getpid():
        return None
    me = this_holder(lambda: datetime.now().astimezone())
    return holder if (holder.who, holder.where) == (me.who, me.where) and is_running(holder.pid) else None


def ask(book: Path, holder: Holder, seconds: float) -> bool:
    """Ask whoever holds `book` to show it; whether that was answered in that time, and the book is still held so."""
    until = time.monotonic() + seconds
    try:
        path = request(holder.pid)
        # Somebody else's link of that name is not followed. What lies there already asks as well.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except OSError:
        return False
    try:
        while path.exists():
            if time.monotonic() >= until:
                path.unlink()
                return False
            time.sleep(_STEP)
    except FileNotFoundError:
        pass  # answered at the last moment
    except OSError:
        return False
    return holder_of(book) == holder


def take() -> bool:
    """Take the request for this program away; whether there was one."""
    try:
        request(os.getpid()).unlink()
    except OSError:
        return False
    return True


if sys.platform == "win32":
    import ctypes

    def is_running(pid: int) -> bool:
        """Is there a process of that number?"""
        synchronize, timeout = 0x0010_0000, 0x102
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(synchronize, False, pid) if 0 < pid < _MOST else 0
        if not handle:
            return False
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == timeout)
        finally:
            kernel.CloseHandle(handle)

else:

    def is_running(pid: int) -> bool:
        """Is there a process of that number, and one we may signal?"""
        with suppress(OSError):
            if 0 < pid < _MOST:
                os.kill(pid, 0)
                return True
        return False
