"""What Windows refuses for a moment: a virus scanner or an indexer holds what has just been written."""

import os
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds


def patiently(step: Callable[[], T], windows: bool = os.name == "nt") -> T:
    """Do `step`, on Windows again for a second and a half while somebody holds a file of it. Raises as it does."""
    for pause in _PAUSES if windows else ():
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()
