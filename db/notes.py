"""Filling notes of a form or an entry tab: what it shows, where its columns come from, what must tie, what goes wrong.

They are the pack's own words (`notes/*.toml`). What the checks of a form hold is added when the notes are read, so that
notes and checks cannot disagree.
"""

from typing import TYPE_CHECKING

import msgspec

from db.errors import PackError

if TYPE_CHECKING:
    from db.pack import Pack


class Notes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The notes of the form or entry `id`, one sentence a line.

    `columns` are lines `栏：来源`.
    """

    id: str
    shows: str
    columns: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError, which reading a pack reports with the file's name."""
        if not self.shows.strip():
            raise ValueError("shows 是空的")
        for line in self.columns:
            if "：" not in line:
                raise ValueError(f"columns 里的“{line}”应写成“栏：来源”")


class Guide(msgspec.Struct, frozen=True):
    """Notes ready to be read: what they are of, the notes, and what the checks of that form hold, by their titles."""

    title: str
    notes: Notes
    checked: tuple[str, ...]


def guide(pack: "Pack", owner: str) -> Guide | None:
    """The notes of a form or entry tab; None when `owner` is neither."""
    form, entry = pack.forms.get(owner), pack.entries.get(owner)
    notes = pack.notes.get(owner)
    if notes is None or (form is None and entry is None):
        return None
    title = f"{form.id} {form.short}" if form is not None else entry.sheet if entry is not None else ""
    return Guide(title, notes, tuple(check.title for check in pack.checks.values() if owner in check.forms))


def owned(notes: dict[str, Notes], owners: set[str]) -> dict[str, Notes]:
    """The notes as they are. Raises PackError when one belongs to no form and no entry tab."""
    strays = sorted(notes.keys() - owners)
    if strays:
        raise PackError(f"表样包的 notes 里有没有这张表的填报说明：{'、'.join(strays)}")
    return notes
