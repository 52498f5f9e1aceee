"""Signs that no file can keep: controls, halves of a sign, and what XML does not know. Nobody types them on purpose.

They come along when something is pasted, or from a file. Emoji, signs of any script, marks of reading direction and of
width are texts like any other, and go through unharmed.
"""

import re
import unicodedata

_REPLACED = "\ufffd"  # the sign that stands for one that was lost on the way
_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# Spreadsheets read _x000D_ as the sign of that number (ECMA-376, ST_Xstring); _x005F_ is the _ such a text begins with.
_LIKE_A_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAMES = {"\n": "换行", "\t": "制表符", _REPLACED: f"读不出的字“{_REPLACED}”"}


def unkept(text: str, breaks: bool = False) -> str:
    """What the first sign is that no file can keep, as a phrase; '' when there is none. `breaks`: lines may break."""
    if is_plain(text):
        return ""
    for sign in text:
        if not _is_kept(sign) and not (breaks and sign == "\n"):
            return _NAMES.get(sign, f"看不见的控制字符 U+{ord(sign):04X}")
    return ""


def is_plain(text: str) -> bool:
    """Whether a glance tells that nothing in it needs a closer look."""
    return text.isprintable() and _REPLACED not in text


def blanked(text: str) -> str:
    """The text on one line, with a space in place of what no file can keep."""
    return " ".join("".join(sign if _is_kept(sign) else " " for sign in text).split())


def storable(text: str) -> str:
    """The text as a book can hold it while it waits: halves of a sign, which have no bytes, are replaced."""
    if text.isprintable():
        return text
    return "".join(_REPLACED if unicodedata.category(sign) == "Cs" else sign for sign in text)


def in_xml(text: str) -> str:
    """The text without the signs that XML cannot hold: as every file prints it, and as the check code counts it."""
    return text if text.isprintable() and text.isascii() else _NOT_IN_XML.sub("", text)


def escaped(text: str) -> str:
    """The text as a cell holds it: one that looks like an escaped sign stays the text it is."""
    return _LIKE_A_SIGN.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """A cell's text as its writer meant it: `_x000A_` is a line break, `_x005F_x000A_` these seven signs."""
    return _ESCAPED.sub(_meant, text) if "_x" in text else text


def _meant(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number < 0xE000 or number >= 0xFFFE else chr(number)


def _is_kept(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cs") and sign not in "\ufffe\uffff\ufffd"
