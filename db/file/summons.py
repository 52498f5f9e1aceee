"""A second start with a book that is open: a request beside its hold, which the window that has it takes away.

Taking it away is the answer. Nothing is in it, so that nothing in it can matter. A crash may leave one behind: it is
taken away when the book is opened. No age is asked for: a share dates its files by the clock of another machine.
"""

import os
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from db.file.hold import Holder, holder_of, sidecar, this_holder

_STEP = 0.05
_MOST = 1 << 31  # process ids end before


def request(book: Path) -> Path:
    """Where the request for that book lies."""
    hold = sidecar(book)
    return hold.with_name(f"{hold.name}.show")


def other_window(book: Path) -> Holder | None:
    """Who holds `book`, if that is another program of the same user on this machine, and it still runs."""
    holder = holder_of(book)
    if holder is None or holder.pid == os.getpid():
        return None
    me = this_holder(lambda: datetime.now().astimezone())
    return holder if (holder.who, holder.where) == (me.who, me.where) and is_running(holder.pid) else None


def ask(book: Path, seconds: float) -> bool:
    """Ask whoever holds `book` to show it; whether that was answered in that time."""
    path = request(book)
    until = time.monotonic() + seconds
    try:
        path.touch()
    except OSError:
        return False
    try:
        while path.exists():
            if time.monotonic() >= until:
                path.unlink()
                return False
            time.sleep(_STEP)
    except FileNotFoundError:
        return True  # answered at the last moment
    except OSError:
        return False
    return True


def take(book: Path) -> bool:
    """Take the request for `book` away; whether there was one."""
    try:
        request(book).unlink()
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
