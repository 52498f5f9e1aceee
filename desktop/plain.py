"""What may leave the machine of a text that nobody has looked at: plain ASCII words, and neither figure nor name.

A report of a failure is sent to strangers. What an exception says may quote a cell, a path or an amount.
"""

import re

GONE = "…"
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
# A word of code or of English, with what usually stands around one. A dot, a slash or an @ inside makes it a name of
# something: a file, a folder, an address.
_WORD = re.compile(r"""[(\[{<"'`]*[A-Za-z_#]+(?:['_=+-][A-Za-z_#]+)*[)\]}>"'`,;:.!?]*""")
_QUOTED = re.compile(r"""(["'`])(?P<inside>.*?)\1""")
_NAME = re.compile(r"[A-Za-z_]*")
_READ, _MOST = 2000, 300  # signs of one message that are looked at, and that are kept


def plain(text: str) -> str:
    """`text` with its digits as #, its plain words, and … for everything else. What is quoted is kept if it is one
    word of letters, as the name of a type or an attribute is."""
    unquoted = _QUOTED.sub(lambda it: it[0] if _NAME.fullmatch(it["inside"]) else GONE, text[:_READ])
    kept: list[str] = []
    for token in _DIGITS.sub("#", unquoted).split():
        word = token if token.isascii() and _WORD.fullmatch(token) else GONE
        if word != GONE or kept[-1:] != [GONE]:
            kept.append(word)
    return " ".join(kept)[:_MOST]
