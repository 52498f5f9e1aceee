"""The papers of a built folder: the licence of everything in it, and a bill of materials (CycloneDX 1.5).

python packaging/windows/papers.py FOLDER WINDOWS_PYTHON

Reads what lies in the folder and the metadata of the packages it came from; nothing of it is kept by hand but what has
no metadata: Python itself, Qt and what Qt is made of, SQLite and Microsoft's runtime (`others.json`).
"""

import hashlib
import json
import sys
import uuid
from collections.abc import Iterable
from email import message_from_string
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import locked  # noqa: E402  (beside this file, no package)

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
    licence = said.get("License-Expression") or said.get("License", "").split("\n")[0] or "; ".join(classified)
    component = {
        "type": "library", "name": said["Name"], "version": said["Version"],
        "purl": f"pkg:pypi/{name}@{said['Version']}", "licenses": [{"license": {"name": licence or "unknown"}}],
    }  # fmt: skip
    return component, found


def _others() -> list[dict[str, Any]]:
    read = json.loads((HERE / "others.json").read_text("utf-8"))
    return [
        {
            "type": "library", "name": one["name"], "version": one["version"],
            "licenses": [{"license": {"name": one["licence"]}}],
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
        if path.is_file()
    ]  # fmt: skip


def main(folder: Path, python: Path) -> int:
    texts = folder / "licences"
    texts.mkdir(exist_ok=True)
    components = _others()
    for name in locked.shipped():
        component, where = _package(name, python / "Lib" / "site-packages")
        components.append(component)
        said = "\n\n".join(path.read_text("utf-8", errors="replace") for path in _licence_texts(where))
        named = component["licenses"][0]["license"]["name"]
        (texts / f"{name}.txt").write_text(said or f"{component['name']} {component['version']}: {named}\n", "utf-8")
    for text in sorted((HERE / "licences").glob("*.txt")):
        (texts / text.name).write_bytes(text.read_bytes())
    (texts / "python.txt").write_bytes((python / "LICENSE.txt").read_bytes())
    bill = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "name": "yusuanben", "version": _version()}},
        "components": components + _files(folder),
    }  # fmt: skip
    content = json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True)
    bill["serialNumber"] = f"urn:uuid:{uuid.uuid5(_SPACE, content)}"
    (folder / "bom.cdx.json").write_text(json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


def _version() -> str:
    return str(locked.tomllib.loads((locked.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
