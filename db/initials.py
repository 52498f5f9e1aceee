"""Pinyin initials of any text, learnt from the code lists of a pack: 行政运行 → xzyx.

The lists bring the initials of their names, letter by letter; what a character begins with in most of them, it begins
with elsewhere. So no dictionary ships with the program, and the names of projects, tabs and forms have initials too.
"""

from collections import Counter, defaultdict

from db.pack import Pack

UNKNOWN = "?"  # a character that no name of the pack has
_KEPT = 50_000


class Initials:
    """Reads initials. What was asked before is remembered: a ledger says the same few words ten thousand times."""

    def __init__(self, pack: Pack) -> None:
        self._letters = _learnt(pack)
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The initials of `text` in lower case, `?` for each character that is not known; signs are left out.

        Empty when there is no Chinese in it.
        """
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[text] = self._read(text)
        return found

    def begin(self, text: str, typed: str) -> bool:
        """Does `text` begin with the initials `typed`? A character that is not known has any."""
        letters = self.of(text)
        return len(typed) <= len(letters) and all(
            mine == wanted or (mine == UNKNOWN and wanted.isascii() and wanted.isalpha())
            for mine, wanted in zip(letters, typed, strict=False)
        )

    def _read(self, text: str) -> str:
        if text.isascii():
            return ""
        return "".join(
            sign.casefold() if sign.isascii() else self._letters.get(sign, UNKNOWN) for sign in text if sign.isalnum()
        )


def _learnt(pack: Pack) -> dict[str, str]:
    heard: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for catalog in pack.catalogs.values():
        for row in catalog.rows.values():
            signs = [sign for sign in row.name if sign.isalnum()]
            letters = row.attributes.get("pinyin", "")
            if len(signs) == len(letters):
                for sign, letter in zip(signs, letters, strict=True):
                    heard[sign][letter] += 1
    return {sign: count.most_common(1)[0][0] for sign, count in heard.items()}
