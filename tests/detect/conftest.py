"""A bench without a book, made once: compiling the checks takes most of the time."""

from random import Random

import pytest

from db.pack import load
from tests.detect.files import Exported, book_on_disk
from tests.detect.measure import PACK
from tests.detect.workshop import Generated, Workshop

SMALL = 53  # a seed that makes one unit with one project, which buys goods and a service


@pytest.fixture(scope="package")
def workshop() -> Workshop:
    return Workshop(load(PACK))


@pytest.fixture(scope="package")
def generated() -> Generated:
    return Generated(load(PACK))


@pytest.fixture(scope="package")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The workbook of a small generated book."""
    folder = tmp_path_factory.mktemp("exported")
    with book_on_disk(folder / "账套.ysb", load(PACK), Random(SMALL), 1) as book:
        return Exported(book, folder)
