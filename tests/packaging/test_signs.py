"""Every sign that the window shows has a font on a Chinese Windows 10: none is an empty box there."""

from pathlib import Path

from desktop.palette import faces

ROOT = Path(__file__).resolve().parents[2]
TEXTS = (".py", ".toml", ".md", ".csv", ".sql", ".jinja", ".txt")
# What Segoe UI Symbol has whole: arrows, geometric shapes, other symbols, dingbats.
SYMBOLS = (range(0x2190, 0x2200), range(0x25A0, 0x2600), range(0x2600, 0x2700), range(0x2701, 0x27C0))
# Read, and never shown: how some PDF writers encode 一.
READ = {"\u2f00"}


def has_font(sign: str) -> bool:
    """Chinese fonts have all of GBK, and of the west what Windows calls its alphabet."""
    if any(ord(sign) in block for block in SYMBOLS):
        return True
    return any(sign.encode(alphabet, errors="ignore") for alphabet in ("gbk", "cp1252"))


def test_no_sign_of_the_window_lacks_a_font() -> None:
    texts = [path for folder in ("desktop", "resources") for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS]
    signs = {sign for path in texts for sign in path.read_text("utf-8")} - READ
    assert {"⚠", "↶"} <= signs
    assert {sign for sign in signs if not has_font(sign)} == set()


def test_signs_are_drawn_in_the_colour_of_their_text() -> None:
    """Where this font is not named, Qt takes them from that of the coloured pictures."""
    assert "Segoe UI Symbol" in faces("win32")
