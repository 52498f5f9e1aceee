"""What may leave the machine of the text of an exception: what is known to be the program's own words, and no other.

A report of a failure is sent to strangers. What an exception says may quote a cell, a path, a name or an amount, and a
name may be any words. So nothing is kept for looking harmless, only for standing in the code or in Python's messages.
"""

import builtins
import re
from collections.abc import Collection
from types import CodeType

GONE = "…"
_HOLE = "{}"

# The messages of Python, of SQLite and of Qt for Python, with {} for what each puts in.
TEMPLATES = (
    "division by zero", "float division by zero", "integer division or modulo by zero", "integer modulo by zero",
    "'{}' object has no attribute '{}'", "type object '{}' has no attribute '{}'",
    "module '{}' has no attribute '{}'", "cannot import name '{}' from {}", "No module named '{}'",
    "list index out of range", "tuple index out of range", "string index out of range",
    "range object index out of range", "list assignment index out of range", "pop from empty list",
    "pop from an empty deque", "list.remove(x): x not in list", "{} is not in list",
    "tuple.index(x): x not in tuple", "substring not found", "'{}' object is not subscriptable",
    "'{}' object is not iterable", "'{}' object is not callable", "'{}' object is not an iterator",
    "'{}' object does not support item assignment", "'{}' object cannot be interpreted as an integer",
    "unhashable type: '{}'", "string indices must be integers, not '{}'",
    "object of type '{}' has no len()", "{} indices must be integers or slices, not {}",
    'can only concatenate {} (not "{}") to {}', "unsupported operand type(s) for {}: '{}' and '{}'",
    "bad operand type for unary {}: '{}'", "'{}' not supported between instances of '{}' and '{}'",
    "argument of type '{}' is not iterable", "{}() missing {} required positional argument: {}",
    "{}() missing {} required positional arguments: {}", "{}() missing {} required keyword-only argument: {}",
    "{}() missing {} required keyword-only arguments: {}", "{}() takes {} positional argument but {} were given",
    "{}() takes {} positional arguments but {} were given",
    "{}() takes {} positional arguments but {} was given", "{}() got an unexpected keyword argument '{}'",
    "{}() got multiple values for argument '{}'", "{} object is not an iterator", "{}() takes no arguments",
    "not enough values to unpack (expected {}, got {})", "too many values to unpack (expected {})",
    "cannot unpack non-iterable {} object", "zip() argument {} is longer than argument {}",
    "zip() argument {} is shorter than argument {}", "{}() arg is an empty sequence",
    "invalid literal for int() with base {}: {}", "could not convert string to float: {}", "month must be in {}",
    "day is out of range for month", "Invalid isoformat string: {}", "math domain error",
    "cannot convert float NaN to integer", "dictionary changed size during iteration",
    "Set changed size during iteration", "generator raised StopIteration", "maximum recursion depth exceeded",
    "maximum recursion depth exceeded {}", "name '{}' is not defined",
    "cannot access local variable '{}' where it is not associated with a value", "I/O operation on closed file.",
    "'{}' codec can't encode {} in position {}: {}", "'{}' codec can't decode {} in position {}: {}",
    "{} is not a valid {}", "can't start new thread", "unsupported format string passed to {}",
    "Unknown format code '{}' for object of type '{}'", "sequence item {}: expected str instance, {} found",
    "no such table: {}", "no such column: {}", "no such function: {}", 'near "{}": syntax error',
    "incomplete input", "UNIQUE constraint failed: {}", "CHECK constraint failed: {}",
    "NOT NULL constraint failed: {}", "FOREIGN KEY constraint failed", "datatype mismatch", "not authorized",
    "interrupted", "database is locked", "database table is locked", "disk I/O error",
    "attempt to write a readonly database", "out of memory", "unable to open database file",
    "database or disk is full", "file is not a database", "bad parameter or other API misuse",
    "database disk image is malformed", "Cannot operate on a closed database.",
    "user-defined function raised exception",
    "Incorrect number of bindings supplied. The current statement uses {}, and there are {} supplied.",
    "cannot start a transaction within a transaction", "cannot commit - no transaction is active",
    "cannot rollback - no transaction is active", "no such savepoint: {}", "string or blob too big",
    "Internal C++ object ({}) already deleted.", "Internal C++ object already deleted.",
    "Failed to disconnect {}", "'{}' called with wrong argument types: {}",
    "'{}' called with wrong argument values: {}",
)  # fmt: skip

_SHAPES = [
    re.compile("(.*)".join(re.escape(part) for part in template.split(_HOLE)), re.DOTALL) for template in TEMPLATES
]
_TYPES = frozenset(name for name in vars(builtins) if not name.startswith("_")) | {"NoneType", "function", "method"}
_NUMBER = re.compile(r"[0-9]+")
_READ = 2000  # signs of one message that are looked at


def plain(text: str, known: Collection[str] = ()) -> str:
    """`text` when it is one of those that are `known`, or of Python's messages; of these what is put in is … unless it
    is `known` or the name of a built-in type. Numbers are #, and everything else is …."""
    text = text[:_READ].strip()
    if not text:
        return ""
    if _may_stand(text, known):
        return _NUMBER.sub("#", text)
    for template, shape in zip(TEMPLATES, _SHAPES, strict=True):
        if found := shape.fullmatch(text):
            first, *rest = template.split(_HOLE)
            held = (_held(inside, known) for inside in found.groups())
            return first + "".join(inside + part for inside, part in zip(held, rest, strict=True))
    return GONE


def names_in(code: CodeType) -> frozenset[str]:
    """The words of a piece of code: its names and its own texts, as far as they are plain ASCII."""
    names: set[str] = {*code.co_names, *code.co_varnames, *code.co_freevars, *code.co_cellvars, code.co_name}
    found = list(code.co_consts)
    while found:
        one = found.pop()
        if isinstance(one, str):
            names.add(one)
        elif isinstance(one, tuple | frozenset):
            found += one
    return frozenset(name for name in names if name.isascii())


def _held(inside: str, known: Collection[str]) -> str:
    if _NUMBER.fullmatch(inside):
        return "#"
    return inside if inside in _TYPES or _may_stand(inside, known) else GONE


def _may_stand(text: str, known: Collection[str]) -> bool:
    # A key that is missing is said within quotes.
    return text in known or (text[:1] == "'" == text[-1:] and text[1:-1] in known)
