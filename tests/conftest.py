"""What all tests share: no screen needed, and the same Hypothesis profiles everywhere.

Nothing here imports Qt, so the tests of the core run where no Qt library can be loaded.
"""

import gc
import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

# Before anything imports Qt: a test window must never reach somebody's screen, unless that is asked for.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What the program keeps for its user (reports, kept copies) is not written into the folders of whoever runs the tests.
_DATA = TemporaryDirectory(prefix="yusuanben-")
os.environ["XDG_DATA_HOME"] = _DATA.name

# Two cores shared with other work make any deadline a lottery; a wrong result is what the tests are after.
settings.register_profile("dev", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.register_profile("nightly", settings.get_profile("dev"), max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def pytest_collection_finish() -> None:
    """Let the collector leave alone what lives until the end, and come less often.

    Among thousands of collected tests, with a workbook of ten thousand cells made by one in ten of them, it takes a
    sixteenth of all the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
