"""What goes into the Windows program and what does not: data for build.spec and its test. Needs no PyInstaller."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

# Of Qt, by the path it has in the folder; a plugin or library that is not here is not shipped.
QT = (
    r"PySide6/(Qt6(Core|Gui|Widgets|PrintSupport)|pyside6\.abi3)\.dll",
    r"PySide6/Qt(Core|Gui|Widgets|PrintSupport)\.pyd",
    r"PySide6/plugins/platforms/q(windows|offscreen)\.dll",  # offscreen: pictures and PDF where nobody is signed in
    r"PySide6/plugins/imageformats/qico\.dll",
    r"PySide6/translations/qtbase_zh_CN\.qm",
    r"PySide6/__init__\.py.*",
)
_KEPT = re.compile("|".join(rf"(?:{one})$" for one in QT), re.IGNORECASE)
# Windows 10 has the first two; OpenSSL is for the network, which this program never uses; nobody calls the rest of the
# C++ runtime. A document of ours begins with a blank of our own (db/disclosure/blank.py).
_DROPPED = re.compile(
    r"(^|/)(api-ms-win-.*|ucrtbase|lib(ssl|crypto)-3[\w-]*|concrt140|vcamp140|vccorlib140|vcomp140"
    r"|MSVCP140_(atomic_wait|codecvt_ids))\.dll$"
    r"|^docx/templates/default(-docx-template/.*|\.docx)$|^lxml/(html|objectify|isoschematron)\b"
    r"|^(?!yusuanben)[^/]*\.dist-info/",  # their licences go into licences/, and nobody asks for their versions
    re.IGNORECASE,
)
# Windows loads the first DLL of a name and takes it for all later ones: one copy, Qt's, which is the newest.
_RUNTIME = re.compile(
    r"(?:(?P<folder>PySide6|shiboken6)/)?(?P<name>(MSVCP140(_[12])?|VCRUNTIME140(_1)?)\.dll)$", re.IGNORECASE
)

EXCLUDED = (
    # Developers' tools of Python and of packages.
    "tkinter", "unittest", "pydoc", "doctest", "pdb", "lib2to3", "setuptools", "pip", "pkg_resources", "distutils",
    "_distutils_hack", "curses", "test", "cgi", "getopt", "py_compile", "tracemalloc", "pytest", "hypothesis", "mypy",
    # The network, which this program never uses.
    "ssl", "_ssl", "_hashlib", "http", "urllib.request", "urllib.error", "ftplib", "xmlrpc", "socketserver",
    "webbrowser", "asyncio", "PySide6.QtNetwork",
    # What a library would take if it were there, and does without.
    "PIL", "numpy", "pandas", "tabulate", "tzdata", "yaml", "multiprocessing", "_pydecimal", "tarfile",
    "click_default_group", "sqlite_utils.cli", "defusedxml.sax", "defusedxml.xmlrpc", "defusedxml.pulldom",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtDBus", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PySide6.QtTest", "PySide6.QtXml", "PySide6.QtSvg", "PySide6.QtConcurrent",
    # python-docx reads and writes trees, nothing else of lxml.
    "lxml.html", "lxml.objectify", "lxml.isoschematron", "lxml.cssselect", "lxml.sax", "lxml.builder",
    "lxml.usedoctest", "lxml.doctestcompare",
)  # fmt: skip

# The files of the project that are no code, by where they lie.
DATA = {
    "resources": (".toml", ".sql", ".csv", ".txt", ".md", ".jinja", ".json", ".png", ".ico", ".html"),
    "db": (".sql",),
}
# The commands' help is their docstrings: only there they go along.
HELPED = re.compile(r"db\.cli(_\w+)?$")

Entry = tuple[str, str, str]


def shipped(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Of the collected files (place in the folder, source, kind) those that go along, each where it belongs."""
    for place, source, kind in entries:
        place = PurePath(place).as_posix().replace("\\", "/")
        runtime = _RUNTIME.match(place)
        if runtime is not None:
            if runtime["folder"] == "PySide6":
                yield runtime["name"], source, kind
        elif _KEPT.match(place) if place.startswith("PySide6/") else not _DROPPED.search(place):
            yield place, source, kind


def optimized(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The modules, with docstrings where they are the help of a command and without elsewhere."""
    for name, source, _ in entries:
        yield name, source, "PYMODULE-1" if HELPED.match(name) else "PYMODULE-2"


def data() -> list[tuple[str, str]]:
    """The files of the project that are no code, each with the folder it goes to."""
    found = (
        path
        for folder, suffixes in DATA.items()
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in suffixes
    )
    return [(str(path), str(path.parent.relative_to(ROOT))) for path in found]
