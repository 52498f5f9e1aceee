"""Texts that some program on the way would like to mend: what people paste, and what spreadsheets misread."""

from hypothesis import strategies as st

LOOK_ALIKES = (
    "_x000D_", "_x005F_x000D_", "_X0041_", "a\r\nb", "a\rb", "\n", "\t", " 前后有空白 ", "　全角空白　", "=1+1", "+1",
    "-1", "@x", "'引号", '"', "\\n", "\\", "|竖线|", "~波浪~", "<a&b>", "]]>", "&#10;",
    "０１２３", "😀👩‍💻", "\u202eabc", "\u200b", "\ufeff",
    "e\u0301", "é", "Å", "\x07", "\x1f", "\x7f", "\ufffd", "0012", "1e5", "2024-01-01", "TRUE", "#REF!",
    "长" * 30_005, ("空 " * 15_001) + "x", "\\" * 30_001, "😀" * 8_000,
)  # fmt: skip

TEXTS = st.one_of(
    st.sampled_from(LOOK_ALIKES),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40),
)
