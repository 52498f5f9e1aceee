"""The least that differs between two states of a sheet."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.sheet.changes import MANY_CELLS, Range, ranges, row_steps

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
CELLS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)))


@given(KEYS, KEYS)
def test_the_steps_turn_the_old_rows_into_the_new(old: list[str], new: list[str]) -> None:
    rows = list(old)
    for step in row_steps(old, new):
        rows[step.start : step.end] = new[step.new_start : step.new_end]
    assert rows == new


def test_rows_that_stay_are_in_no_step() -> None:
    steps = row_steps(["a", "b", "c", "d"], ["a", "x", "b", "d"])
    assert sum(step.end - step.start for step in steps) == 1
    assert sum(step.new_end - step.new_start for step in steps) == 1


def _cells(parts: tuple[Range, ...]) -> list[tuple[int, int]]:
    return [
        (row, column)
        for part in parts
        for row in range(part.top, part.bottom + 1)
        for column in range(part.left, part.right + 1)
    ]


@given(CELLS, st.tuples(st.integers(0, 5), st.integers(0, 5)))
def test_few_changes_are_told_exactly_but_for_the_cell_that_is_typed_into(
    changed: set[tuple[int, int]], keep: tuple[int, int]
) -> None:
    assert sorted(_cells(ranges(sorted(changed), keep))) == sorted(changed - {keep})


def test_a_block_is_one_range() -> None:
    block = [(row, column) for row in (2, 3) for column in (4, 5, 6)]
    assert ranges(block) == (Range(2, 4, 3, 6),)


def test_many_changes_go_round_the_cell_that_is_typed_into() -> None:
    many = [(row, column) for row in range(MANY_CELLS) for column in range(0, 10, 2)]
    told = _cells(ranges(many, (50, 4)))
    assert set(many) - set(told) == {(50, 4)}
    assert len(told) == len(set(told))
