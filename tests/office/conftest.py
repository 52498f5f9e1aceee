"""A real office program for the tests that need one: `make office` runs them, `make test` does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.office.program import converted

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """`office(path, "pdf")`: the file as LibreOffice saves it in that kind, in a folder of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def convert(path: Path, kind: str) -> Path:
        return converted(path, kind, tmp_path_factory.mktemp("office"), profile)

    return convert
