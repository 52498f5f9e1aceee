"""Codes in a cell: which of them make sense there, why another does not, and what replaced one that is out of use.

The same rule narrows what is offered, says why a code was not offered, and looks at a row as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from db.definitions import EntryColumn
from db.entry.cells import CellFault, Figure, Value, parse_cell
from db.entry.lookup import Context, Lookup
from db.entry.mends import Retype
from db.offering import Fit
from db.pack import Catalog, CatalogRow

_OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a code is none for its cell: a sentence without its full stop, and the codes that may take its place."""

    reason: str
    heirs: tuple[str, ...] = ()
    replaced: bool = False  # it is out of use, and the heirs replace it


class Codes:
    """The codes of one column of an entry tab, in one book."""

    def __init__(self, column: EntryColumn, lookup: Lookup) -> None:
        self._column = column
        self._lookup = lookup
        self._own = lookup.own_codes.get(column.catalog, {})
        self.catalog: Catalog = lookup.pack.catalogs[column.catalog]
        self._parents = self.catalog.parents if self.catalog.info.lengths else frozenset()
        obsolete = lookup.pack.catalogs.get(_OBSOLETE)
        self._obsolete = {
            row.code: row
            for row in (obsolete.rows.values() if obsolete is not None else ())
            if row.attributes.get("catalog") == column.catalog
        }

    def doubt(self, code: str, beside: Mapping[str, Value]) -> Doubt | None:
        """Why `code` makes no sense in a row of which these are the other values, by column id; None when it does."""
        if code in self._own:
            return None
        replaced = self._obsolete.get(code)
        if replaced is not None:
            return self._replaced(replaced)
        row = self.catalog.rows.get(code)
        if row is None:
            return Doubt(f"{code} 不在“{self.catalog.info.name}”里，请核对") if self.catalog.rows else None
        if self.is_upper(code) and not self._column.upper:
            heirs = self._below(code)
            return Doubt(f"{code} {row.name} 是上级科目，请用它下面的科目，例如 {self.named(heirs[0])}", heirs)
        return next((Doubt(said) for fit in self._column.fit if (said := self._misfit(fit, row, beside))), None)

    def is_obsolete(self, code: str) -> bool:
        """Was it a code of this catalog once?"""
        return code in self._obsolete

    def is_upper(self, code: str) -> bool:
        """Has it others below it?"""
        return code in self._parents

    def retypes(self, doubt: Doubt) -> tuple[Retype, ...]:
        """The ways out of a doubt: each code that replaced an obsolete one."""
        if not doubt.replaced:
            return ()
        return tuple(Retype(f"改用 {self.named(it)}", it, certain=len(doubt.heirs) == 1) for it in doubt.heirs)

    def named(self, code: str) -> str:
        """`2014001 行政运行`."""
        gone = self._obsolete.get(code)
        name = self._lookup.code_name(self._column.catalog, code) or (gone.name if gone else "")
        return f"{code} {name}" if name else code

    def path(self, code: str) -> str:
        """The names of what a code belongs to, from the top: 社会保障和就业支出 › 行政事业单位养老支出."""
        names: list[str] = []
        row = self.catalog.rows.get(code)
        while row is not None and row.parent in self.catalog.rows:
            row = self.catalog.rows[row.parent]
            names.append(row.name)
        return " › ".join(reversed(names))

    def _replaced(self, row: CatalogRow) -> Doubt:
        target, since = row.attributes.get("replaced_by", ""), row.attributes.get("since", "")
        when = f"自 {since} 年起" if since else ""
        heirs = self._below(target) or ((target,) if target in self.catalog.rows else ())
        if not heirs:
            return Doubt(f"{row.code} {row.name} {when}停用，没有科目代替它，请核对", replaced=True)
        where = f"改为 {self.named(target)}"
        if len(heirs) > 1:
            where += f" 下面的科目，例如 {self.named(heirs[0])}"
        return Doubt(f"{row.code} {row.name} {when}{where}", heirs, replaced=True)

    def _below(self, code: str) -> tuple[str, ...]:
        if code not in self._parents:
            return ()
        return tuple(it.code for it in self.catalog.rows.values() if it.parent == code)

    def _misfit(self, fit: Fit, row: CatalogRow, beside: Mapping[str, Value]) -> str:
        value = row.parent if fit.attribute == "parent" else row.attributes.get(fit.attribute, "")
        allowed, said = fit.values, ""
        if fit.column:
            other = beside.get(fit.column)
            if not isinstance(other, str) or not other:
                return ""
            allowed = fit.alike.get(other, fit.values)
            said = self._word(fit.column, other)
        if value in fit.but or (allowed and value not in allowed):
            return fit.says.format(code=row.code, name=row.name, beside=said)
        return ""

    def _word(self, column_id: str, value: str) -> str:
        entries = self._lookup.pack.entries.values()
        column = next((it for entry in entries if self._column in entry.columns for it in entry.columns
                       if it.id == column_id), None)  # fmt: skip
        if column is None:
            return value
        if column.type == "code":
            return self._lookup.code_name(column.catalog, value) or value
        return next((it.label for it in self._lookup.choices(column) if it.value == value), value)


def values_of(columns: tuple[EntryColumn, ...], texts: Mapping[str, str], lookup: Lookup) -> dict[str, Value]:
    """The values of a row's texts, by column id; what is no value is left out."""
    context = Context(lookup)
    found: dict[str, Value] = {}
    for column in columns:
        text = texts.get(column.id, "")
        if not text or column.type == "amount":
            continue
        try:
            value = parse_cell(column, text, context)
        except CellFault:
            continue
        if isinstance(value, Figure):
            continue
        found[column.id] = value
        if column.id == "unit" and isinstance(value, int):
            context = context.beside(unit=value)
    return found
