"""An edit of an amount has only those checks run anew that say something about amounts."""

import re

from db.checks.stages import checks_of, stage_name
from db.forms.compile import compile_stages
from tests.db.sample_ledger import sample_ledger
from tests.packs.full_book import pack

_COMMENT = re.compile(r"--[^\n]*")


def test_a_check_that_names_no_amount_is_left_alone_when_one_changes() -> None:
    stages = compile_stages(sample_ledger(), pack())
    stages.settle()
    stages.refresh({"expenditure"}, {"expenditure": frozenset({"amount"})})
    names_amounts = {stage_name(check.id) for check in checks_of(pack()) if "amount" in _COMMENT.sub("", check.sql)}
    waited = stages.settle()
    assert waited
    assert waited <= names_amounts
