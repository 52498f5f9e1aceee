"""Ways out of a fault, as values: what one click is called, and the texts it types. `db.mending` applies them."""

import msgspec


class Retype(msgspec.Struct, frozen=True):
    """Another text for the very cell at fault: `label` is what the click says (改为 1200元), `text` what it types.

    A CellFault carries these; they are found again by reading the waiting text again, and never kept. `certain`: there
    is no other way to understand the text, so that it may be taken without being looked at.
    """

    label: str
    text: str
    certain: bool = False


class Mend(msgspec.Struct, frozen=True):
    """A way out with its place: each of `cells` is an address and the text to type there, all as one action.

    Addresses name ledger rows by their ids (`entry/basic/#7.function`), or are a form's. `certain` as in Retype.
    """

    label: str
    cells: tuple[tuple[str, str], ...]
    certain: bool = False


def cell_address(entry: str, row_id: int, column: str) -> str:
    """An entry cell as a Mend names it."""
    return f"entry/{entry}/#{row_id}.{column}"
