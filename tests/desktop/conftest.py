"""What the tests of the window share."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from db.sample import make


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test() -> Iterator[None]:
    """Delete what was closed: only a running event loop would, and a test runs none.

    Else the style sheet of each new window is laid over all widgets of all tests before it.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


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
