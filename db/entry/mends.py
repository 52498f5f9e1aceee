"""Ways out of a fault, as values: what one click is called, and the texts it types. `db.mending` applies them."""

import msgspec

from db.forms.sheet import Binding


class Retype(msgspec.Struct, frozen=True):
    """Another text for the very cell at fault: `label` is what the click says (改为 1200元), `text` what it types.

    A CellFault carries these; they are found again by reading the waiting text again, and never kept. `certain`: there
    is no other way to understand the text, so that it may be taken without being looked at.
    """

    label: str
    text: str
    certain: bool = False


class Mend(msgspec.Struct, frozen=True):
    """A way out bound to its cells: `texts` are typed as one action. `certain` as in Retype."""

    label: str
    texts: tuple[tuple[Binding, str], ...]
    certain: bool = True
