"""The check code: eleven signs that say that paper, file and book hold the same figures (techniques, 10).

It proves no authorship: the seal on the sheet that carries it does. It tells a wrong version, a slip,
a figure changed after stamping.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from unicodedata import normalize

# Crockford's alphabet: no I, L, O, U, so that a code can be read out over the telephone.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_HEARD_AS = str.maketrans("ILO", "110")
_SIZE = 10
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
    code = "".join(_SIGNS[sign] for sign in [*signs, _guard(signs)])
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def is_code(text: str) -> bool:
    """Was the code read right? Case, separators, and I, L, O for 1, 1, 0 do not matter."""
    plain = "".join(sign for sign in text.upper() if sign not in "- ").translate(_HEARD_AS)
    if len(plain) != _SIZE + 1 or any(sign not in _SIGNS for sign in plain):
        return False
    *signs, last = (_SIGNS.index(sign) for sign in plain)
    return _guard(signs) == last


def _guard(signs: Iterable[int]) -> int:
    """A polynomial over the field of 32: any one wrong sign and any two swapped ones change it."""
    rest = 0
    for sign in signs:
        rest = (rest ^ sign) << 1
        rest ^= _PRIMITIVE if rest & 32 else 0
    return rest


def _flat(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\p")
