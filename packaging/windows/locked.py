"""What the Windows program is built from: the part of requirements.lock that runs there, and PyInstaller.

    python packaging/windows/locked.py >windows.lock

Walks from the project's own dependencies over what each package says it needs on Windows, and prints the lock's own
lines, hashes included. Run by the project's .venv, in which the packages lie that say so.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
BUILD = ("pyinstaller",)
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "extra": "",
}


def locked(lock: str) -> dict[str, str]:
    """Each package of a lock file, and its lines without the marker: all of them are for Windows here."""
    blocks = re.findall(r"^\S.*(?:\n +--hash.*)*", lock, re.MULTILINE)
    found = {}
    for block in blocks:
        head, _, hashes = block.partition("\n")
        wanted = Requirement(head.rstrip(" \\"))
        found[canonicalize_name(wanted.name)] = f"{wanted.name}{wanted.specifier} \\\n{hashes}"
    return found


def needed(name: str) -> Iterator[str]:
    """What a package needs on Windows. One that is for Windows only lies nowhere here: such ones need nothing else."""
    try:
        said = requires(name) or []
    except PackageNotFoundError:
        return
    for line in said:
        each = Requirement(line)
        if each.marker is None or each.marker.evaluate(WINDOWS):
            yield canonicalize_name(each.name)


def closure(names: Iterator[str]) -> list[str]:
    """Those packages and all that they need, by name."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needed(name)
    return sorted(found)


def shipped() -> list[str]:
    """The packages that the program ships: those the project names, and what they need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return closure(canonicalize_name(Requirement(line).name) for line in project["dependencies"])


def main() -> int:
    lines = locked((ROOT / "requirements.lock").read_text("utf-8"))
    wanted = sorted({*shipped(), *closure(iter(BUILD))})
    missing = [name for name in wanted if name not in lines]
    if missing:
        print(f"not in requirements.lock: {', '.join(missing)}", file=sys.stderr)
        return 1
    print("\n".join(lines[name] for name in wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
