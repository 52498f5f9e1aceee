"""The papers of a built folder: the licence of everything in it, and a bill of materials (CycloneDX 1.5).

python packaging/windows/papers.py FOLDER SITE_PACKAGES LICENCE_OF_PYTHON

Reads what lies in the folder and the metadata of the packages it came from. Kept by hand is what has no metadata:
Python itself, Qt, Microsoft's runtime and the libraries inside them (`others.json`, its versions held to the files).
"""

import hashlib
import json
import marshal
import struct
import sys
import uuid
from collections.abc import Iterable
from email import message_from_string
from pathlib import Path, PurePosixPath
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import locked  # noqa: E402  (beside this file, no package)
import shipped  # noqa: E402

# What somebody could put another file in the place of, to do harm: of these the bill says the hash.
_CODE = (".exe", ".dll", ".pyd", ".pyz", ".zip")
# Their own text offers a contract with the Qt Company; what holds here is said by licences/qt.txt.
_QT = {"pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only"}
_BOOTLOADER = "pyinstaller"
_SPACE = uuid.UUID("5f0c6c0e-55f3-4a6f-9f6e-0f1d3b9f4f11")


def _licence_texts(folder: Path) -> Iterable[Path]:
    wanted = ("licen", "copying", "notice", "authors")
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name.lower().startswith(wanted))


def _package(name: str, packages: Path) -> tuple[dict[str, Any], Path]:
    """A component, and where its metadata lies."""
    found = next(
        path for path in packages.glob("*.dist-info") if locked.canonicalize_name(path.name.rsplit("-", 2)[0]) == name
    )
    said = message_from_string((found / "METADATA").read_text("utf-8"))
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")
    ]
    told = said.get("License-Expression") or said.get("License", "").split("\n")[0] or "; ".join(classified)
    licence = _QT.get(name, told)
    component = {
        "type": "library", "name": said["Name"], "version": said["Version"],
        "purl": f"pkg:pypi/{name}@{said['Version']}", "licenses": [{"license": {"name": licence or "unknown"}}],
    }  # fmt: skip
    return component, found


def _others(folder: Path) -> list[dict[str, Any]]:
    """What others.json says, if it is so: its file is shipped, and says that version unless it is `silent`."""
    read = json.loads((HERE / "others.json").read_text("utf-8"))
    for one in read:
        content = (folder / one["file"]).read_bytes()
        if not one.get("silent") and not any(one["version"].encode(code) in content for code in ("ascii", "utf-16-le")):
            raise SystemExit(f"others.json: {one['file']} is not of {one['name']} {one['version']}")
    return [
        {
            "type": "library", "name": one["name"], "licenses": [{"license": {"name": one["licence"]}}],
            **({"version": one["version"]} if one["version"] else {}),
        }
        for one in read
    ]  # fmt: skip


def _files(folder: Path) -> list[dict[str, Any]]:
    return [
        {
            "type": "file", "name": path.relative_to(folder).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
        }
        for path in sorted(folder.rglob("*"))
        if path.suffix in _CODE
    ]  # fmt: skip


def modules(archive: Path) -> set[str]:
    """The packages, and the modules outside of any, in an archive that PyInstaller made."""
    content = archive.read_bytes()
    (start,) = struct.unpack("!i", content[8:12])
    return {name.partition(".")[0] for name in dict(marshal.loads(content[start:]))}


def brought(metadata: Path) -> set[str]:
    """What a package brought, as its RECORD says: the names of its files and of the folders they lie in."""
    paths = [PurePosixPath(line.partition(",")[0]) for line in (metadata / "RECORD").read_text("utf-8").splitlines()]
    return {name.lower() for path in paths for name in (*path.parts, path.stem)}


def strangers(folder: Path, known: set[str]) -> list[str]:
    """Libraries and modules in the folder that nobody `known` brought, so that the bill says nothing of them."""
    libraries = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".dll", ".pyd")]
    own = {"db", "desktop", "resources", *sys.stdlib_module_names}
    packages = {name for path in folder.rglob("*.pyz") for name in modules(path)} - own
    return sorted(
        [path for path in libraries if path.rpartition("/")[2].lower() not in known]
        + [name for name in packages if name.lower() not in known]
    )


def _packages() -> list[str]:
    """What is shipped of what is installed: packages that another only may use are left out (shipped.EXCLUDED)."""
    left_out = {locked.canonicalize_name(name) for name in shipped.EXCLUDED}
    return [name for name in locked.shipped() if name not in left_out]


def main(folder: Path, packages: Path, python: Path) -> int:
    texts = folder / "licences"
    texts.mkdir(exist_ok=True)
    components = _others(folder)
    known = {path.name.lower() for place in (".", "DLLs") for path in (python.parent / place).glob("*.*")}
    for name in [*_packages(), _BOOTLOADER]:
        component, where = _package(name, packages)
        components.append(component)
        known |= brought(where)
        said = "\n\n".join(path.read_text("utf-8", errors="replace") for path in _licence_texts(where))
        if not said:
            raise SystemExit(f"{component['name']} {component['version']} brings no licence text: add one to licences/")
        if name not in _QT:
            (texts / f"{name}.txt").write_text(said, "utf-8", newline="\n")
    left = strangers(folder, known)
    if left:
        raise SystemExit(f"in the folder, and of no component of the bill: {', '.join(left)}")
    for text in sorted((HERE / "licences").glob("*.txt")):
        (texts / text.name).write_bytes(text.read_bytes())
    (texts / "python.txt").write_bytes(python.read_bytes())
    bill = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "name": "yusuanben", "version": shipped.PROJECT["version"]}},
        "components": components + _files(folder),
    }  # fmt: skip
    content = json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True)
    bill["serialNumber"] = f"urn:uuid:{uuid.uuid5(_SPACE, content)}"
    (folder / "bom.cdx.json").write_text(
        json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
