"""The list of what ties to nothing names places that there are, and gives every reason."""

import pytest

from tests.detect.faults import WORDS
from tests.detect.untied import Exemption, exemptions
from tests.detect.workshop import Workshop


@pytest.mark.parametrize("line", exemptions(), ids=lambda line: line.reason)
def test_a_line_names_forms_columns_and_faults_that_there_are(line: Exemption, workshop: Workshop) -> None:
    assert line.reason
    assert line.relations <= workshop.types.keys()
    assert line.columns - {"*"} <= {column for name in line.relations for column in workshop.types[name]}
    assert {kind.removesuffix("/file").partition("@")[0] for kind in line.kinds} <= WORDS.keys()
