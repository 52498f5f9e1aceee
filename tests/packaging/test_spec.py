"""The description of the Windows program, held to the project it packs: a forgotten line breaks it on an old PC."""

import ast
import json
import marshal
import re
import struct
import subprocess
import sys
import tomllib
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element, fromstring

import pytest

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "packaging" / "windows"


def by_path(name: str) -> ModuleType:
    """A module of packaging/windows, which is no package: PyPI has a library of that name."""
    spec = spec_from_file_location(f"windows_{name}", WINDOWS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


shipped = by_path("shipped")


def tracked(*folders: str) -> list[Path]:
    said = subprocess.run(["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in said.decode().split("\0") if name]


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules that a file names in its imports, those inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


SOURCES = sorted(path for folder in ("db", "desktop", "resources") for path in (ROOT / folder).rglob("*.py"))
IMPORTED = {name for path in SOURCES for name in imported(path)}


def test_every_file_of_the_project_that_is_no_code_goes_along() -> None:
    here = {path for path in tracked("db", "desktop", "resources") if path.suffix != ".py"}
    assert here - {Path(source) for source, _ in shipped.data()} == set()


def test_a_file_lies_in_the_program_where_the_code_looks_for_it() -> None:
    assert all(ROOT / folder / Path(source).name == Path(source) for source, folder in shipped.data())


def test_what_is_left_out_is_imported_nowhere() -> None:
    assert IMPORTED & set(shipped.EXCLUDED) == set()


def test_the_program_runs_without_what_is_left_out(tmp_path: Path) -> None:
    """Also through the libraries: a book is made, checked and handed in while none of it can be imported."""
    book, out = tmp_path / "示例.ysb", tmp_path / "上报"
    script = f"""
import importlib, pkgutil, sys
excluded = {shipped.EXCLUDED!r}
class Gone:
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in excluded):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Gone())
import db, desktop
for package in (db, desktop):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
from desktop.__main__ import main
assert main(["demo", {str(book)!r}]) == 0
sys.exit(main(["export", {str(book)!r}, "--draft", "--round", "二上", "-o", {str(out)!r}]))
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), ran.stderr
    assert {path.suffix for path in out.iterdir()} >= {".xlsx", ".docx", ".pdf"}


def test_every_module_of_Qt_that_the_window_uses_is_shipped() -> None:
    used = {name.split(".")[1] for name in IMPORTED if name.startswith("PySide6.")}
    places = [f"PySide6/{name}.pyd" for name in used] + [f"PySide6/Qt6{name[2:]}.dll" for name in used]
    assert [place for place, _, _ in shipped.shipped((place, "", "") for place in sorted(places))] == sorted(places)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt6Network.dll",
        "PySide6/QtNetwork.pyd",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/opengl32sw.dll",
        "libcrypto-3.dll",
        "libssl-3-x64.dll",
        "api-ms-win-core-file-l1-1-0.dll",
        "lxml/objectify.cp311-win_amd64.pyd",
        "docx/templates/default.docx",
    ],
)
def test_what_no_office_needs_is_not_shipped(place: str) -> None:
    assert list(shipped.shipped([(place, "", "BINARY")])) == []


def test_the_runtime_of_Microsoft_is_shipped_once_and_in_the_newest_version() -> None:
    copies = [(f"{folder}VCRUNTIME140.dll", folder, "BINARY") for folder in ("", "PySide6/", "shiboken6/")]
    assert list(shipped.shipped(copies)) == [("VCRUNTIME140.dll", "PySide6/", "BINARY")]


def test_the_help_of_every_command_goes_along() -> None:
    commands = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES if "click" in imported(path)}
    kinds = {name: kind for name, _, kind in shipped.optimized((name, "", "PYMODULE") for name in commands)}
    assert kinds == dict.fromkeys(commands, "PYMODULE-1")


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project == shipped.PROJECT
    assert not re.search(rf"\b{re.escape(project['version'])}\b", (ROOT / "build.spec").read_text("utf-8"))


def manifest() -> Element:
    return fromstring((WINDOWS / "yusuanben.manifest").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("longPathAware", "true"),
        ("dpiAwareness", "PerMonitorV2, PerMonitor"),
        ("activeCodePage", "UTF-8"),
    ],
)
def test_the_manifest_asks_Windows_for(name: str, value: str) -> None:
    assert [each.text for each in manifest().iter() if each.tag.endswith(f"}}{name}")] == [value]


def test_the_program_asks_for_no_rights_of_an_administrator() -> None:
    (level,) = (each for each in manifest().iter() if each.tag.endswith("}requestedExecutionLevel"))
    assert level.attrib == {"level": "asInvoker", "uiAccess": "false"}


def test_everything_the_program_is_built_from_is_locked_with_its_hashes() -> None:
    locked = by_path("locked")
    lines = locked.locked((ROOT / "requirements.lock").read_text("utf-8"))
    wanted = {*locked.shipped(), *locked.closure(iter(locked.BUILD))}
    assert {name for name in wanted if "--hash=sha256:" not in lines.get(name, "")} == set()


INSTALLED = {
    r"$INSTDIR\lib", r"$INSTDIR\licences", r"$INSTDIR\bom.cdx.json", r"$INSTDIR\${EXE}", r"$INSTDIR\yusuanben-cli.exe",
    r"$INSTDIR\uninstall.exe", "$INSTDIR", r"$SMPROGRAMS\${APP}.lnk", r"$DESKTOP\${APP}.lnk",
}  # fmt: skip


def test_uninstalling_takes_away_what_was_installed_and_nothing_else() -> None:
    script = (WINDOWS / "installer.nsi").read_text("utf-8")
    section = script[script.index("Section Uninstall") :]
    gone = re.findall(r'^\s+(Delete|RMDir(?: /r)?) "([^"]+)"$', section, re.MULTILINE)
    assert {place for _, place in gone} == INSTALLED
    whole = {place for verb, place in gone if verb == "RMDir /r"}
    assert whole == {r"$INSTDIR\lib", r"$INSTDIR\licences"}


def test_every_library_without_metadata_has_a_licence_and_a_file_it_is_in() -> None:
    wanted = {"name", "version", "licence", "file"}
    assert [
        one for one in json.loads((WINDOWS / "others.json").read_text("utf-8")) if set(one) - {"silent"} != wanted
    ] == []


def test_the_bill_leaves_out_packages_that_are_not_shipped() -> None:
    papers = by_path("papers")
    packages = set(papers._packages())
    assert {"lxml", "openpyxl", "pyside6-essentials"} <= packages
    assert packages & {"pip", "tabulate", "tzdata", "click-default-group"} == set()


def test_nothing_is_shipped_of_which_the_bill_does_not_know(tmp_path: Path) -> None:
    papers = by_path("papers")
    (tmp_path / "click-1.dist-info").mkdir()
    (tmp_path / "click-1.dist-info" / "RECORD").write_text("click/core.py,sha256=x,1\nclick/Fast.pyd,sha256=x,1\n")
    lib = tmp_path / "lib"
    (lib / "click").mkdir(parents=True)
    for library in ("click/fast.pyd", "strange.dll"):
        (lib / library).touch()
    table = marshal.dumps([(name, (0, 0, 0)) for name in ("click.core", "db.book", "json", "odd", "odd.part")])
    (lib / "yusuanben.pyz").write_bytes(b"PYZ\0" + bytes(4) + struct.pack("!i", 12) + table)
    assert papers.strangers(tmp_path, papers.brought(tmp_path / "click-1.dist-info")) == ["lib/strange.dll", "odd"]


@pytest.mark.parametrize("text", sorted((WINDOWS / "licences").glob("*.txt")), ids=lambda path: path.stem)
def test_a_licence_is_no_mere_link(text: Path) -> None:
    assert len(re.sub(r"https?://\S+", "", text.read_text("utf-8"))) > 150
