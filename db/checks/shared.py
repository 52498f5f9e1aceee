"""Findings that rest on one and the same fact: one cell that several checks object to, one code that many rows have."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from db.checks.cause import Cause
from db.checks.finding import PENDING, Finding
from db.checks.places import Places
from db.definitions import Pivot
from db.pack import Pack

_SHORTEST_CODE = 3


def shared_causes(pack: Pack, found: Sequence[Finding], places: Places) -> tuple[Finding, ...]:
    """The findings; those of two or more that share a fact have a cause that names it."""
    alone = [one for one in found if not one.settled and one.cause is None and one.check != PENDING]
    entered = [one for one in alone if one.address.startswith("entry/") and _text(pack, one)]
    by_fact: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in alone:
        fact = _fact(pack, one, entered)
        if fact is not None:
            by_fact[fact].append(one)
    shared = ((_cause(fact, ones, places), ones) for fact, ones in by_fact.items() if len(ones) > 1)
    # By which they are, not by what they say: that would be hashed anew for each of hundreds.
    causes = {id(one): cause for cause, ones in shared for one in ones}
    return tuple(msgspec.structs.replace(one, cause=causes[id(one)]) if id(one) in causes else one for one in found)


def _fact(pack: Pack, one: Finding, entered: Sequence[Finding]) -> tuple[str, str] | None:
    """What the finding is about: a code that the catalogs do not have, a code that one check objects to, or a cell."""
    code = _code_of(pack, one)
    if code:
        unknown = _unknown_entered(pack, entered, code)
        return ("code", unknown) if unknown else None
    if not one.address.startswith("entry/"):
        return None
    entry, cell = one.address.rpartition("/")[0], one.address
    if _text(pack, one) and _is_code(one.left):
        known = _catalogs_have(pack, entry.removeprefix("entry/"), cell.rpartition(".")[2], one.left)
        return ("code", one.left) if known is False else (one.check, one.left)
    return ("cell", cell) if "." in cell else None


def _text(pack: Pack, one: Finding) -> bool:
    check = pack.checks.get(one.check)
    return check is not None and check.figures == "text"


def _is_code(text: str) -> bool:
    return len(text) >= _SHORTEST_CODE and text.isascii() and text.isalnum()


def _catalogs_have(pack: Pack, entry_id: str, column_id: str, code: str) -> bool | None:
    """Whether the column's catalog has the code; None of a column without a catalog."""
    entry = pack.entries.get(entry_id)
    column = next((column for column in entry.columns if column.id == column_id), None) if entry else None
    catalog = pack.catalogs.get(column.catalog) if column and column.catalog else None
    return code in catalog.rows if catalog else None


def _code_of(pack: Pack, one: Finding) -> str:
    """The code of a form's row that the form's own catalog does not have; '' of any other finding."""
    for address in (one.address, one.other_address):
        if "!" not in address:
            continue
        form_id, _, cell = address.partition("!")
        form = pack.forms.get(form_id)
        key = cell.rpartition(".")[0]
        catalog = pack.catalogs.get(form.rows.by) if isinstance(form, Pivot) else None
        if catalog and key.isdigit() and key not in catalog.rows:
            return key
    return ""


def _unknown_entered(pack: Pack, entered: Sequence[Finding], code: str) -> str:
    """The only entered code that is in no catalog and belongs under a row's code."""
    found = {
        one.left
        for one in entered
        if one.left.startswith(code)
        and _catalogs_have(pack, one.address.split("/")[1], one.address.rpartition(".")[2], one.left) is False
    }  # fmt: skip
    return found.pop() if len(found) == 1 else ""


def _cause(fact: tuple[str, str], ones: Sequence[Finding], places: Places) -> Cause:
    kind, what = fact
    head = next((one for one in ones if one.address.startswith("entry/") and one.left == what), ones[0])
    many = f"有 {len(ones)} 处"
    if kind == "cell":
        said = f"{places.spoken(what)}这一格，{many}要核对。"
    elif kind == "code":
        said = f"{places.spoken(head.address)}的 {what} 不在目录中，{many}由此而来；改正这个编码。"
    else:
        said = f"{what} {many}用到：{head.title}。"
    return Cause(kind="same", address=head.address, message=said, found=head.left)
