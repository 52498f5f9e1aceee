"""Blocks from and to Excel and WPS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sheet.clipboard import html_block, join_block, split_block

TEXT = st.text(alphabet=st.sampled_from('信访a1 "\t\n,=-'), max_size=8).filter(
    # Excel writes a leading quote bare, so such a text cannot be told from a quoted one: no reader can mend that.
    lambda text: not text.startswith('"') or "\t" in text or "\n" in text
)


@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_block_comes_back_from_the_clipboard_as_it_went(rows: list[list[str]]) -> None:
    assert split_block(join_block(rows)) == tuple(tuple(row) for row in rows)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("6.20\t7.00\r\n", (("6.20", "7.00"),)),
        ("a\nb", (("a",), ("b",))),
        ("a\n\nb\n", (("a",), ("",), ("b",))),
        ("a\t\n", (("a", ""),)),
        ("", (("",),)),
    ],
)
def test_rows_end_at_line_ends_and_one_at_the_very_end_is_no_row(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert split_block(text) == rows


def test_quotes_round_a_word_stay() -> None:
    assert split_block('"绿色"工程\t"信访"\n') == (('"绿色"工程', '"信访"'),)


def test_a_lone_quote_swallows_no_rows() -> None:
    assert split_block('"未闭合\n第二行\t12"寸') == (('"未闭合',), ("第二行", '12"寸'))


def test_a_cell_of_two_lines_is_one_cell() -> None:
    assert split_block('"第一行\n第二行"\t8\n') == (("第一行\n第二行", "8"),)


def test_quotes_inside_a_cell_of_two_lines_are_single_again() -> None:
    assert split_block('"称""绿色""\n工程"') == (('称"绿色"\n工程',),)


def test_the_table_for_wps_escapes_what_would_be_markup() -> None:
    assert "<td>a&lt;b<br>c</td>" in html_block([["a<b\nc"]])
