"""The check code says that paper, file and book agree, and can be read out over the telephone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from db.exchange.code import canonical, check_code, is_code

lines = st.lists(st.tuples(st.text(), st.text()), max_size=8)


def test_the_order_of_the_lines_does_not_matter() -> None:
    one = canonical(["112", "2024"], [("05!a.total", "1"), ("01!r01.income", "2")])
    other = canonical(["112", "2024"], [("01!r01.income", "2"), ("05!a.total", "1")])
    assert one == other


def test_a_code_has_eleven_signs_in_three_groups_without_i_l_o_u() -> None:
    code = check_code("x")
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}", code)


def test_the_code_of_a_text_never_changes() -> None:
    assert check_code("预算本\n") == check_code("预算本\n")


@given(lines, lines)
def test_different_lines_give_different_texts(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    import unicodedata

    def plain(pairs: list[tuple[str, str]]) -> list[tuple[str, ...]]:
        return sorted(tuple(unicodedata.normalize("NFC", part) for part in pair) for pair in pairs)

    assert (canonical(["h"], one) == canonical(["h"], other)) == (plain(one) == plain(other))


@given(st.text())
def test_every_code_is_recognised_also_when_typed_carelessly(text: str) -> None:
    code = check_code(text)
    assert is_code(code)
    assert is_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l"))


@given(st.text(), st.integers(0, 10), st.integers(1, 31))
def test_any_one_wrong_sign_is_noticed(text: str, place: int, shift: int) -> None:
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    plain = list(check_code(text).replace("-", ""))
    plain[place] = signs[(signs.index(plain[place]) + shift) % 32]
    assert not is_code("".join(plain))


@given(st.text(), st.integers(0, 9))
def test_two_neighbours_swapped_are_noticed(text: str, place: int) -> None:
    plain = list(check_code(text).replace("-", ""))
    same = plain[place] == plain[place + 1]
    plain[place], plain[place + 1] = plain[place + 1], plain[place]
    assert is_code("".join(plain)) == same
