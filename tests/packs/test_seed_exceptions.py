"""The list of the published document's contradictions points at what it says it points at."""

import json
from pathlib import Path
from typing import Any

import pytest

SEED = Path(__file__).resolve().parents[1] / "seed"
FORMS: dict[str, Any] = json.loads((SEED / "forms.json").read_text(encoding="utf-8"))
EXCEPTIONS: list[dict[str, Any]] = json.loads((SEED / "exceptions.json").read_text(encoding="utf-8"))


def place(exception: dict[str, Any]) -> Any:
    form = FORMS[exception["form"]]
    if exception["row"] == "notes":
        return form["notes"][exception["column"]]
    row = form["body"][exception["row"]]
    return row if exception["column"] is None else row[exception["column"]]


def name(exception: dict[str, Any]) -> str:
    return f"{exception['form']}-{exception['row']}-{exception['column']}"


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=name)
def test_an_exception_quotes_the_published_cell(exception: dict[str, Any]) -> None:
    assert place(exception) == exception["printed"]


@pytest.mark.parametrize("exception", [e for e in EXCEPTIONS if e["column"] is None], ids=name)
def test_a_mended_row_loses_no_printed_text_but_renamed_headings(exception: dict[str, Any]) -> None:
    ours = {text for row in exception["ours"] for text in row}
    assert set(exception["printed"]) - ours <= {"指标值说明"}
