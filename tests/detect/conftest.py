"""A bench without a book, made once: compiling the checks takes most of the time."""

import pytest

from db.pack import load
from tests.detect.measure import PACK
from tests.detect.workshop import Generated, Workshop


@pytest.fixture(scope="package")
def workshop() -> Workshop:
    return Workshop(load(PACK))


@pytest.fixture(scope="package")
def generated() -> Generated:
    return Generated(load(PACK))
