"""What the window is started with: a book, a cell, a pack, or the words of a verb."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.launch import Start, start_of, words_of

books = st.text(st.characters(exclude_characters="\0/"), min_size=1).map(lambda name: f"/账套/{name}.ysb")
starts = st.builds(
    lambda book, at, after: Start(start.book if (start := start_of([book])) else None, at, after),
    books,
    st.text(st.characters(exclude_characters="\0")),
    st.booleans(),
)


@pytest.mark.parametrize("words", [["甲.ysb"], ["没有 这个.YSB"], ["甲.ysb", "--at", "05!2014001.operating"]])
def test_the_path_of_a_book_opens_the_window_whether_it_is_there_or_not(words: list[str]) -> None:
    assert start_of(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        ["check", "甲.ysb"],
        ["--help"],
        ["demo"],
        ["甲.ysb", "乙.ysb"],
        ["甲.ysb", "--at"],
        ["--at", "甲.ysb"],
        ["甲.ysbpack", "乙.ysb"],
    ],
)
def test_other_words_go_to_the_command_line(words: list[str]) -> None:
    assert start_of(words) is None


def test_no_words_open_an_empty_window() -> None:
    assert start_of([]) == Start()


def test_the_path_of_a_pack_opens_the_window_to_install_it() -> None:
    assert start_of(["包 甲.YSBPACK"]) == Start(pack=Path("包 甲.YSBPACK"))


@given(starts | books.map(lambda path: Start(pack=Path(f"{path}pack"))))
def test_what_is_said_in_words_is_read_again(start: Start) -> None:
    assert start_of(words_of(start)) == start
