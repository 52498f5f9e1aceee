"""The clock that a book goes by."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Now, by the clock and in the zone of this machine."""
    return datetime.now().astimezone()
