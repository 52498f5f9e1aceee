"""What the headings of a wage table mean: an economic item, a total, a key of the row, or nothing of ours.

The pack's list `payroll_word` holds what offices call their columns; the names and codes of the economic classification
are known anyway.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from db.entry.lookup import Lookup

Means = Literal["economic", "total", "function", "unit", "fund", "group", "deduction", "skip", "unknown"]

WORDS = "payroll_word"
_ENUMERATED = re.compile(r"^[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．]")
_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A heading understood. `economic`: its code, for a total the code of the class it sums; `function`: the one that
    such money always goes to, '' when that is not said. A deduction is what staff pay themselves."""

    means: Means
    economic: str = ""
    function: str = ""


UNKNOWN = Meaning("unknown")


def plain(text: str) -> str:
    """The text without spaces and line breaks, half width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Words:
    """Reads headings against one book's names; `catalog` is the code list of the columns."""

    def __init__(self, lookup: Lookup, catalog: str) -> None:
        self._lookup = lookup
        self._catalog = catalog
        listed = lookup.pack.catalogs.get(WORDS)
        records = [dict(zip(listed.fields, record, strict=True)) for record in listed.records] if listed else []
        self._words = {
            plain(it["word"]): Meaning(it["means"], it["economic"], it["function"])  # type: ignore[arg-type]
            for it in records
        }

    def meaning(self, heading: str) -> Meaning:
        """What a heading means; UNKNOWN when nothing is known of it."""
        bare = plain(heading)
        outside = _BRACKETS.sub("", bare)
        return (
            self._coded(bare)
            or self._named(bare)
            or self._inside(bare, "deduction")  # in brackets or not
            or self._named(outside)
            or self._named(_ENUMERATED.sub("", outside))
            or (Meaning("total") if outside.endswith("计") else None)
            or self._inside(outside, "skip")
            or self._inside(outside, "economic")
            or UNKNOWN
        )

    def is_total(self, text: str) -> bool:
        """Does a row that is called so add up others?"""
        bare = _BRACKETS.sub("", plain(text))
        found = self._words.get(bare)
        return bare.endswith("计") or (found is not None and found.means == "total" and bare.startswith("应发"))

    def _coded(self, bare: str) -> Meaning | None:
        catalog = self._lookup.pack.catalogs[self._catalog]
        own = self._lookup.own_codes.get(self._catalog, {})
        for code in _NUMBER.findall(bare):
            if code in catalog.rows or code in own:
                return self._of_code(code)
        return None

    def _named(self, bare: str) -> Meaning | None:
        found = self._words.get(bare)
        if found is not None:
            return found
        codes = self._lookup.codes_named(self._catalog, bare)
        return self._of_code(codes[0]) if len(codes) == 1 else None

    def _inside(self, bare: str, means: Means) -> Meaning | None:
        """What the longest word of that kind says that the heading contains."""
        hits = [word for word, it in self._words.items() if it.means == means and word in bare]
        return self._words[max(hits, key=len)] if hits else None

    def _of_code(self, code: str) -> Meaning:
        lengths = self._lookup.pack.catalogs[self._catalog].info.lengths
        upper = bool(lengths) and len(code) < lengths[-1]
        return Meaning("total" if upper else "economic", code)
