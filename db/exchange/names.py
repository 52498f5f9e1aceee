"""Names of files, made of what somebody typed: legal on Windows, and never longer than a folder can bear."""

import re
import unicodedata

LONGEST_NAME = 80  # UTF-16 units, as Windows counts, without the ending
LONGEST_PATH = 259  # what Windows takes for a whole path, drive and ending with it

_FORBIDDEN = frozenset('\\/:*?"<>|')
# Controls, what cannot be seen or turns the reading direction (exe.xslx), lone halves of a sign, no signs at all.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"))
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|\.)", re.IGNORECASE)


def legal_name(text: str, most: int = LONGEST_NAME) -> str:
    """`text` as a file name without its ending that Windows accepts, at most `most` UTF-16 units long."""
    name = legal_part(text, most)
    found = _RESERVED.match(name)
    if found:  # CON.xlsx is the console too
        name = _cut(f"{found[0]}_{name[found.end() :]}", most)
    return name or "_"


def legal_part(text: str, most: int = LONGEST_NAME) -> str:
    """The same as a part of a name, which may be empty and, with others before it, called as it likes."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join("_" if sign in _FORBIDDEN else sign for sign in plain if unicodedata.category(sign) not in _UNSEEN)
    return _cut(" ".join(kept.split()), most).strip(" .")


def file_stem(pattern: str, **words: object) -> str:
    """A name by a pack's pattern: what somebody typed gives way where it would be too long, and adds no part to it.

    Of its words `code` and `unit` are typed; _ stands between the parts of a name alone, so that no unit's name can
    make a final submission's name that of a draft. Raises KeyError, ValueError, IndexError for a faulty pattern.
    """
    typed = {key: legal_name(str(words[key])).replace("_", "-") for key in ("code", "unit")}
    for key in ("unit", "code"):
        over = units_of(pattern.format(**{**words, **typed})) - LONGEST_NAME
        if over > 0:
            typed[key] = _cut(typed[key], max(1, units_of(typed[key]) - over)).strip(" .")
    return legal_name(pattern.format(**{**words, **typed}))


def units_of(text: str) -> int:
    """How long Windows finds a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, most: int) -> str:
    """The text up to so many UTF-16 units, no sign halved."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")
