"""The colours and the type of the window, for light, dark and high-contrast screens.

The style sheet drawn from them is `desktop.style`.
"""

import sys
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

TEXT_PX = 13  # body text at 100 %; Qt scales it with the screen
# The last has the signs that Chinese fonts lack (⚠ ✓ ☑ ↔). Qt alone takes them from Segoe UI Emoji, in its colours.
_WINDOWS_FACES = ("Microsoft YaHei UI", "Microsoft YaHei", "SimSun", "Segoe UI Symbol")
_OTHER_FACES = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei")
_HIGH_CONTRAST_ON = 0x1
_SPI_GETHIGHCONTRAST = 0x42


class Palette(NamedTuple):
    """One colour a meaning. A sign always stands beside a colour that says something."""

    window: QColor
    panel: QColor
    paper: QColor  # what can be typed into
    line: QColor
    soft_line: QColor
    text: QColor
    quiet: QColor
    accent: QColor
    accent_tint: QColor
    on_accent: QColor
    header: QColor
    derived: QColor  # what follows from other cells
    error: QColor
    error_tint: QColor
    warning: QColor
    warning_tint: QColor
    fine: QColor

    @property
    def dark(self) -> bool:
        """Is light text drawn on a dark ground?"""
        return self.window.lightness() < self.text.lightness()


LIGHT = Palette(
    window=QColor("#f4f5f7"),
    panel=QColor("#ffffff"),
    paper=QColor("#ffffff"),
    line=QColor("#d5d9e0"),
    soft_line=QColor("#e8ebf0"),
    text=QColor("#1f2430"),
    quiet=QColor("#6b7280"),
    accent=QColor("#1f6feb"),
    accent_tint=QColor("#e8f0fe"),
    on_accent=QColor("#ffffff"),
    header=QColor("#f0f3f8"),
    derived=QColor("#f8f9fb"),
    error=QColor("#c62828"),
    error_tint=QColor("#fdecea"),
    warning=QColor("#b26a00"),
    warning_tint=QColor("#fff4e0"),
    fine=QColor("#2e7d32"),
)

DARK = Palette(
    window=QColor("#1b1d22"),
    panel=QColor("#23262d"),
    paper=QColor("#2a2d35"),
    line=QColor("#3d424d"),
    soft_line=QColor("#343842"),
    text=QColor("#e6e8ec"),
    quiet=QColor("#9aa1ad"),
    accent=QColor("#6ea8fe"),
    accent_tint=QColor("#2b3a55"),
    on_accent=QColor("#1b1d22"),
    header=QColor("#31353f"),
    derived=QColor("#262930"),
    error=QColor("#ff8a80"),
    error_tint=QColor("#4a2626"),
    warning=QColor("#ffb74d"),
    warning_tint=QColor("#46371f"),
    fine=QColor("#81c784"),
)


def system_palette(*, dark: bool) -> Palette:
    """What suits the user's system: light, dark, or its own colours when high contrast is switched on."""
    if high_contrast():
        return from_qpalette(QApplication.style().standardPalette())
    return DARK if dark else LIGHT


def is_dark(colours: QPalette) -> bool:
    """Does light text stand on a dark ground?"""
    role = QPalette.ColorRole
    return colours.color(role.WindowText).lightness() > colours.color(role.Window).lightness()


def from_qpalette(system: QPalette) -> Palette:
    """The colours of a high-contrast theme: nothing tinted, nothing faint."""
    role = QPalette.ColorRole
    window, base = system.color(role.Window), system.color(role.Base)
    text = system.color(role.WindowText)
    return Palette(
        window=window,
        panel=window,
        paper=base,
        line=text,
        soft_line=text,
        text=text,
        quiet=text,
        accent=system.color(role.Highlight),
        accent_tint=base,
        on_accent=system.color(role.HighlightedText),
        header=window,
        derived=window,
        error=text,
        error_tint=base,
        warning=text,
        warning_tint=base,
        fine=text,
    )


def high_contrast(platform: str = sys.platform) -> bool:
    """Has the user asked Windows for a high-contrast theme? Elsewhere the question cannot be put: no."""
    if platform != "win32":
        return False
    import ctypes

    class Answer(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("flags", ctypes.c_uint), ("scheme", ctypes.c_wchar_p))

    answer = Answer(ctypes.sizeof(Answer), 0, None)
    user32 = ctypes.CDLL("user32")
    asked = user32.SystemParametersInfoW(_SPI_GETHIGHCONTRAST, answer.size, ctypes.byref(answer), 0)
    return bool(asked and answer.flags & _HIGH_CONTRAST_ON)


def faces(platform: str) -> tuple[str, ...]:
    """The families of the window's type, best first."""
    return _WINDOWS_FACES + _OTHER_FACES if platform == "win32" else _OTHER_FACES


def face(px: int = TEXT_PX, *, bold: bool = False) -> QFont:
    """The window's type at `px` pixels (of a 100 % screen), with figures of one width."""
    font = QFont(list(faces(sys.platform)))
    font.setPixelSize(px)
    font.setFeature(QFont.Tag("tnum"), 1)
    if bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def qpalette(palette: Palette) -> QPalette:
    """The same colours in the roles that the Fusion style draws with."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    roles = QPalette()
    for which, colour in (
        (role.Window, palette.window),
        (role.Base, palette.panel),
        (role.AlternateBase, palette.derived),
        (role.Button, palette.panel),
        (role.ToolTipBase, palette.panel),
        (role.WindowText, palette.text),
        (role.Text, palette.text),
        (role.ButtonText, palette.text),
        (role.ToolTipText, palette.text),
        (role.BrightText, palette.error),
        (role.PlaceholderText, palette.quiet),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.Link, palette.accent),
        (role.LinkVisited, palette.accent),
        (role.Accent, palette.accent),
        (role.Light, palette.panel),
        (role.Midlight, palette.soft_line),
        (role.Mid, palette.line),
        (role.Dark, palette.line),
        (role.Shadow, palette.line),
    ):
        roles.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        roles.setColor(group.Disabled, which, palette.quiet)
    return roles


def dress(app: QApplication, palette: Palette) -> None:
    """Roles and type for the whole program; whoever owns the window sets its style sheet after it."""
    app.setPalette(qpalette(palette))
    app.setFont(face())
