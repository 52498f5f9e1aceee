"""How a zip archive tells that it is broken, whatever it is an archive of."""

import zlib
from zipfile import BadZipFile

# All that `zipfile` raises for what was cut off, altered, or packed in a way it does not know.
BROKEN: tuple[type[Exception], ...] = (BadZipFile, ValueError, NotImplementedError, EOFError, OSError, zlib.error)
ENCRYPTED = RuntimeError  # what it raises where a password is asked for
UNREADABLE: tuple[type[Exception], ...] = (*BROKEN, ENCRYPTED)
