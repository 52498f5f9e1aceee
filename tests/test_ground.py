"""The ground the product stands on: what is installed, how it is entered, and what the core has sworn off."""

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Names of packages as pip and as people write them: PySide6_Essentials, pyside6-essentials.
_REQUIREMENT = re.compile(r"^([A-Za-z0-9][\w.-]*)==\S+", re.MULTILINE)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _core_sources() -> Iterator[Path]:
    for pattern in ("*.py", "*.sql"):
        yield from sorted((ROOT / "db").rglob(pattern))


def _lines_of_the_core_matching(pattern: str) -> list[str]:
    found = re.compile(pattern, re.IGNORECASE)
    return [
        f"{source.relative_to(ROOT)}:{number}: {line.strip()}"
        for source in _core_sources()
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), start=1)
        if found.search(line)
    ]


def test_two_thousand_signals_leave_the_references_to_true_alone() -> None:
    from PySide6.QtCore import QObject, Signal

    class Sender(QObject):
        sent = Signal(bool)

    sender = Sender()
    sender.sent.connect(lambda _value: None)
    before = sys.getrefcount(True)
    for _ in range(2000):
        sender.sent.emit(True)
    # The fault loses one at each emit. A handful may come and go with whatever else runs in this interpreter.
    assert abs(sys.getrefcount(True) - before) < 50


def test_every_command_of_the_readme_is_a_target_of_the_makefile() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", _text("README.md")))
    targets = set(re.findall(r"^([a-z-]+):(?!=)", _text("Makefile"), re.MULTILINE))
    assert {"demo", "test"} <= named
    assert named - targets == set()


def test_every_target_of_the_makefile_is_declared_phony() -> None:
    makefile = _text("Makefile")
    phony = re.search(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(re.findall(r"^([a-z-]+):(?!=)", makefile, re.MULTILINE)) == set(phony.group(1).split())


@pytest.mark.parametrize("script", [".ci/run", "packaging/setup.sh", "packaging/lock.sh"])
def test_scripts_can_be_started(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"\n(?=\S)", _text("requirements.lock").strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_lock_names_no_address() -> None:
    assert re.findall(r".*(?:://|--index|--extra-index|--find-links| @ ).*", _text("requirements.lock")) == []


def test_the_lock_holds_everything_the_project_asks_for() -> None:
    project = tomllib.loads(_text("pyproject.toml"))
    asked = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    asked += project["build-system"]["requires"]
    names = {_canonical(re.split(r"[<>=~! \[;]", requirement)[0]) for requirement in asked}
    assert names - {_canonical(name) for name in _REQUIREMENT.findall(_text("requirements.lock"))} == set()


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    version = tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    newest = re.search(r"^## (\d+\.\d+\.\d+)", _text("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == version


def test_the_core_never_replaces_a_row_behind_the_journals_back() -> None:
    # INSERT OR REPLACE fires no delete trigger, so the journal would lose the old row.
    assert _lines_of_the_core_matching(r"\bOR\s+REPLACE\b|\bREPLACE\s+INTO\b|replace=True") == []


def test_the_core_has_no_generated_columns() -> None:
    # The file holds what was typed and nothing else; what follows from it is the business of the forms.
    assert (
        _lines_of_the_core_matching(
            r"\bGENERATED\s+ALWAYS\b|\b(?:INTEGER|TEXT|REAL|BLOB|ANY|NUMERIC)\s+AS\s*\(|\)\s*(?:STORED|VIRTUAL)\b"
        )
        == []
    )


def test_resources_are_files_on_the_disk() -> None:
    import resources

    assert resources.path("__init__.py").is_file()


def test_a_resource_that_is_not_there_is_named_in_the_error() -> None:
    import resources

    with pytest.raises(FileNotFoundError, match="packs/no-such-pack"):
        resources.path("packs", "no-such-pack")
