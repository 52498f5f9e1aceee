"""What the tests of the window share."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.sample import make


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once; `copy_sample` gives each test its own."""
    path = tmp_path_factory.mktemp("sample") / "示例.ysb"
    make(path)
    return path


@pytest.fixture
def copy_sample(made_sample: Path) -> Callable[[Path], Path]:
    """Put a sample book at a path."""

    def copy(target: Path) -> Path:
        return Path(shutil.copyfile(made_sample, target))

    return copy
