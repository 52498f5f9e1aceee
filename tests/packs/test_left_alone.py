"""An amount that changes wakes no check that reads the lines of spending for something else."""

import re

from db.checks.stages import checks_of, stage_name
from db.forms.compile import compile_stages
from tests.db.sample_ledger import sample_ledger
from tests.packs.full_book import pack

_COMMENT = re.compile(r"--[^\n]*")


def test_a_check_that_names_no_amount_reads_no_amount_of_a_line() -> None:
    stages = compile_stages(sample_ledger(), pack())
    stages.settle()
    # No amount is really another one: what wakes reads the lines themselves, and no sum of them.
    stages.refresh({"expenditure"}, {"expenditure": frozenset({"amount"})})
    names_amounts = {stage_name(check.id) for check in checks_of(pack()) if "amount" in _COMMENT.sub("", check.sql)}
    waited = stages.settle()
    assert waited
    assert waited <= names_amounts
