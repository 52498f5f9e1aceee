"""The check code: eleven signs that say that paper, file and book hold the same figures (techniques, 10).

It proves no authorship: the seal on the sheet that carries it does. It tells a wrong version, a slip,
a figure changed after stamping. Its text covers the forms and the answers that travel with them.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from unicodedata import normalize

from db.errors import BadUsage
from db.signs import in_xml

# Crockford's alphabet: no I, L, O, U, so that a code can be read out over the telephone.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_HEARD_AS = str.maketrans("ILO", "110")
_BETWEEN = "-－—–·. \t\u3000"
_SIZE = 10
_SAID = {"\\\\": "\\", "\\n": "\n", "\\p": "|"}
_ESCAPED = re.compile(r"\\[\\np]")
_PRIMITIVE = 0b100101  # x⁵+x²+1


def canonical(head: Sequence[str], lines: Iterable[tuple[str, str]]) -> str:
    """The text that is hashed: the head, then sorted lines `address|value`, in NFC, one a line.

    `head` is department, year, round and pack; values are fen, counts, hundredths of a percent, or texts.
    """
    body = sorted(f"{_flat(address)}|{_flat(value)}" for address, value in lines)
    return normalize("NFC", "\n".join(["|".join(map(_flat, head)), *body])) + "\n"


def check_code(text: str) -> str:
    """`7KQ4-9MXT-2R3`: the first 50 bits of SHA-256 over `text`, and a sign that betrays a misread one."""
    bits = int.from_bytes(sha256(text.encode()).digest()[:7], "big") >> 6
    signs = [(bits >> 5 * place) & 31 for place in reversed(range(_SIZE))]
    return _grouped("".join(_SIGNS[sign] for sign in [*signs, _guard(signs)]))


def entries_of(text: str) -> dict[str, str]:
    """Address → value of what `canonical` wrote, without its head."""
    found = {}
    for line in text.split("\n")[1:]:
        address, bar, value = line.partition("|")
        if bar:
            found[_raised(address)] = _raised(value)
    return found


def is_code(text: str) -> bool:
    """Was the code read right? Case, separators, and I, L, O for 1, 1, 0 do not matter."""
    return heard(text) is not None


def heard(text: str) -> str | None:
    """The code that somebody typed as it was read out to him, written as it is printed; None when it was misheard."""
    plain = "".join(sign for sign in normalize("NFKC", text).upper() if sign not in _BETWEEN).translate(_HEARD_AS)
    if len(plain) != _SIZE + 1 or any(sign not in _SIGNS for sign in plain):
        return None
    *signs, last = (_SIGNS.index(sign) for sign in plain)
    return _grouped(plain) if _guard(signs) == last else None


def read(text: str) -> str:
    """The same. Raises BadUsage when it was misheard."""
    code = heard(text)
    if code is None:
        count = sum(sign not in _BETWEEN for sign in text)
        wrong = (
            "末位是核对位，与前面对不上"
            if count == _SIZE + 1
            else f"只有 {count} 位"
            if count <= _SIZE
            else f"有 {count} 位"
        )
        raise BadUsage(f"校验码“{text}”抄错了：{wrong}。请再看一遍或再问一遍，一共 {_SIZE + 1} 位。")
    return code


def _grouped(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _guard(signs: Iterable[int]) -> int:
    """A polynomial over the field of 32: any one wrong sign and any two swapped ones change it."""
    rest = 0
    for sign in signs:
        rest = (rest ^ sign) << 1
        rest ^= _PRIMITIVE if rest & 32 else 0
    return rest


def _flat(text: str) -> str:
    return in_xml(text).replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\p")


def _raised(text: str) -> str:
    """What `_flat` laid flat."""
    return _ESCAPED.sub(lambda found: _SAID[found[0]], text)
