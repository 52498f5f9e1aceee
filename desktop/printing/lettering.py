"""The type that pages are set in, and how much room a text takes in it.

Lines stand at distances of our own choosing, not the font's: the same page on every machine that has a Chinese font.
"""

import sys
from collections.abc import Iterator
from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from desktop.printing.pages import Hand, Letter

# A tall font of another machine must not touch the rules of a table.
LEADING = 1.32
_ASCENT = 0.87  # of the em box of Chinese type: where its base line lies

_WINDOWS = {
    Hand.SONG: ("SimSun", "NSimSun", "宋体"),
    Hand.HEI: ("SimHei", "黑体", "Microsoft YaHei"),
    Hand.FANG: ("FangSong", "FangSong_GB2312", "仿宋", "SimSun"),
    Hand.KAI: ("KaiTi", "KaiTi_GB2312", "楷体", "SimSun"),
}
# ☐ and ☑, which Chinese fonts lack; Qt alone would take the coloured ones, and set a picture for them.
_SIGNS = "Segoe UI Symbol"
_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "AR PL UMing CN")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei")
_ELSEWHERE = {
    Hand.SONG: ("SimSun", "方正书宋_GBK", *_SERIF, *_SANS),
    Hand.HEI: ("SimHei", "方正黑体_GBK", *_SANS, *_SERIF),
    Hand.FANG: ("FangSong", "FangSong_GB2312", "方正仿宋_GBK", *_SERIF, *_SANS),
    Hand.KAI: ("KaiTi", "KaiTi_GB2312", "方正楷体_GBK", *_SERIF, *_SANS),
}
# Forms of letters that no character stands for could not be read out of a PDF again.
_NO_OTHER_FORMS = ("locl", "liga", "clig", "ccmp", "calt")


@cache
def families(hand: Hand, platform: str = sys.platform) -> tuple[str, ...]:
    """The families of a hand, best first."""
    named = _ELSEWHERE[hand]
    return (*_WINDOWS[hand], _SIGNS, *named) if platform == "win32" else named


def font_of(letter: Letter) -> QFont:
    """The font of a letter, for a painter whose unit is a twentieth of a point."""
    font = QFont(list(families(letter.hand)))
    font.setPixelSize(round(letter.em))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for tag in _NO_OTHER_FORMS:
        font.setFeature(QFont.Tag(tag), 0)
    return font


class Lettering:
    """Measures texts. Made where it is used: fonts belong to one thread."""

    def __init__(self) -> None:
        self._fonts: dict[Letter, QFont] = {}
        self._metrics: dict[Letter, QFontMetricsF] = {}
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def font(self, letter: Letter) -> QFont:
        """The font of a letter."""
        if letter not in self._fonts:
            self._fonts[letter] = font_of(letter)
        return self._fonts[letter]

    def width(self, text: str, letter: Letter) -> float:
        """How wide a text is on one line."""
        if letter not in self._metrics:
            self._metrics[letter] = QFontMetricsF(self.font(letter))
        return self._metrics[letter].horizontalAdvance(text)

    def wrap(self, text: str, letter: Letter, width: float, indent: float = 0.0) -> tuple[str, ...]:
        """The lines of `text` in `width`, the first of each paragraph shorter by `indent`. No text: no line."""
        text = text.replace("\t", "    ").rstrip()
        return tuple(
            line for part in (text.split("\n") if text else ()) for line in self._wrapped(part, letter, width, indent)
        )

    def _wrapped(self, text: str, letter: Letter, width: float, indent: float) -> Iterator[str]:
        if not text or self.width(text, letter) <= width - indent:
            yield text
            return
        layout = QTextLayout(text, self.font(letter))
        layout.setTextOption(self._option)
        layout.beginLayout()
        units = text.encode("utf-16-le")  # what Qt counts in
        room = width - indent
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(room, letter.em))
            start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
            yield units[start:end].decode("utf-16-le").rstrip(" ")
            room = width
        layout.endLayout()


def pitch(letter: Letter) -> float:
    """From one base line to the next in a cell."""
    return letter.em * LEADING


def baseline(letter: Letter, top: float, height: float) -> float:
    """Where the base line lies in a line box of `height`."""
    return top + (height - letter.em) / 2 + _ASCENT * letter.em
