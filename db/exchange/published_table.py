"""A worksheet that somebody laid out like one of the printed forms, recognised by its words and read as that form.

Published workbooks come from many programs: titles with or without the year, other widths, columns left out, amounts in
万元 or 元. So a form is known by the words of its title, its columns by their headings, its fixed rows by their labels.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

import msgspec

from db.definitions import Column, Document, FixedRow, Listing, Pivot
from db.exchange.fixed_rows import label_of
from db.exchange.opening import ReadCell, ReadSheet
from db.exchange.wording import title_of, words_of
from db.forms.draw import LINES_ABOVE
from db.forms.heading import header_rows
from db.money import AmountUnit
from db.pack import FormKind, Pack

_TITLE_ROWS, _HEAD_ROWS = 6, 15  # the title and the header stand in the first rows of a sheet
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_UNIT = re.compile(r"单位:?[(]?(?:人民币)?([十百千万亿]*元)")
_HEADED_UNIT = re.compile(r"[(](?:人民币)?([十百千万亿]*元)[)]$")
_NOTHING = frozenset(("", "-", "—", "——", "/", "0", "0.00", "无"))
_TOTALS = frozenset(("合计", "总计"))
_NOTE = ("注", "备注", "说明")

Heads = dict[int, int]  # place of a form's column -> worksheet column, from 1


class Table(msgspec.Struct, frozen=True):
    """A worksheet as one of the forms. `grid` is laid out as the form prints, `unit` that of its amounts.

    `lacking`: headings of amounts that the sheet does not have. `year`: that of its title, 0 when it says none.
    """

    form: str
    sheet: str
    year: int
    unit: AmountUnit
    grid: list[list[str]]
    lacking: tuple[str, ...] = ()


def forms_of(page: ReadSheet, pack: Pack) -> list[FormKind]:
    """The forms that a worksheet may be, the likeliest first: by its title, by its name, by a title cut short.

    A page of contents names them all; it is none.
    """
    titles = [re.sub(r"^20[0-9]{2}年(度)?", "", words_of(cell.text)) for cell in _above(page, _TITLE_ROWS)]
    named = {form.id: title_of(form) for form in pack.forms.values()}
    found = {key: core for key, core in named.items() if any(core in title for title in titles)}
    # 财政拨款收支预算总表 holds 收支预算总表 too.
    whole = [key for key, core in found.items() if not any(core != other and core in other for other in found.values())]
    if len(whole) > 2:
        return []
    name = page.name.strip()
    by_name = [key for key, form in pack.forms.items() if name in (key, form.short, form.number_line)]
    short = [key for key, core in named.items() if any(len(title) >= 6 and title in core for title in titles)]
    return [pack.forms[key] for key in dict.fromkeys((*whole, *by_name, *short))]


def read_table(page: ReadSheet, form: Pivot | Listing) -> Table | None:
    """The worksheet as that form; None when its headings are others.

    Raises ValueError, in Chinese, for a unit that is neither 万元 nor 元.
    """
    headed = _heads(page, form.columns)
    if headed is None:
        return None
    heads, first = headed
    amounts = [at for at, column in enumerate(form.columns) if column.type == "amount"]
    if not any(at in heads for at in amounts) or 2 * len(heads) < len(form.columns):
        return None
    unit = unit_of(page)
    rows = list(_body(page, first))
    fixed = isinstance(form, Pivot) and form.fixed
    body = _fixed(form, heads, rows, unit) if fixed else _listed(form, heads, rows, unit)  # type: ignore[arg-type]
    above = [[""] * len(form.columns) for _ in range(LINES_ABOVE + header_rows(form.columns))]
    lacking = tuple(form.columns[at].head[-1] for at in amounts if at not in heads and form.columns[at].where)
    return Table(form.id, page.name, year_of(page), unit, [*above, *body], lacking)


def read_funds(page: ReadSheet, form: Document) -> dict[str, dict[str, str]]:
    """Of a document's blocks with fixed rows of amounts: relation block → row key → text of its first amount column.

    Found by the heading of that column and the labels left of it; a block that is not there does not occur.
    """
    found: dict[str, dict[str, str]] = {}
    for block in form.blocks:
        amount = next((column for column in block.columns if column.type in ("amount", "plain")), None)
        label = next((column.id for column in reversed(block.columns) if column.type == "text"), "")
        if block.kind != "pivot" or not block.fixed or amount is None:
            continue
        heading = words_of(amount.head[-1])
        at = next((place for place, cell in page.cells.items() if words_of(cell.text) == heading), None)
        if at is None:
            continue
        rows = [(cells, _label_left_of(cells, at[1])) for number, cells in page.rows() if number > at[0]]
        keyed: dict[str, str] = {}
        start = 0
        for row in block.fixed:
            wanted = label_of(str(row.cells.get(label, "")))
            place = next((n for n in range(start, len(rows)) if rows[n][1] == wanted), None)
            if place is not None:
                start = place + 1
                keyed[row.key] = _amount(rows[place][0].get(at[1]), unit_of(page))
        if keyed:
            found[block.id] = keyed
    return found


def unit_of(page: ReadSheet) -> AmountUnit:
    """The unit of a sheet's amounts; 万元 when it names none. Raises as `named_unit` does."""
    return named_unit(page) or AmountUnit.WAN


def named_unit(page: ReadSheet) -> AmountUnit | None:
    """The unit that a line above the table names, else the headings: 金额（元）. None when nothing names one.

    Raises ValueError, in Chinese, for any other than 万元 and 元, and for headings that name both.
    """
    texts = ["".join(normalize("NFKC", cell.text).split()) for cell in _above(page, _HEAD_ROWS)]
    for pattern in (_UNIT, _HEADED_UNIT):
        named = list(dict.fromkeys(found[1] for text in texts if (found := pattern.search(text))))
        if len(named) > 1 and pattern is _HEADED_UNIT:
            raise ValueError(f"表头里的金额单位不一样（{'、'.join(named)}），请在 Excel 里换算成同一个单位后再导入")
        if named and named[0] not in list(AmountUnit):
            raise ValueError(f"金额单位是{named[0]}，请在 Excel 里换算成万元或元后再导入")
        if named:
            return AmountUnit(named[0])
    return None


def year_of(page: ReadSheet) -> int:
    """The year of the title; 0 when it has none."""
    years = (_YEAR.search(normalize("NFKC", cell.text)) for cell in _above(page, _TITLE_ROWS))
    return next((int(year[1]) for year in years if year), 0)


def _above(page: ReadSheet, rows: int) -> list[ReadCell]:
    return [cell for (row, _), cell in sorted(page.cells.items()) if row <= rows]


def _heads(page: ReadSheet, columns: Sequence[Column]) -> tuple[Heads, int] | None:
    """Which worksheet column is which of the form, and the first row below the header."""
    leaves = {_heading(column.head[-1]) for column in columns}
    parts = {_heading(part) for column in columns for part in column.head}
    rows = [(number, cells) for number, cells in page.rows() if number <= _HEAD_ROWS]
    texts = {number: {at: _heading(cell.text) for at, cell in cells.items()} for number, cells in rows}
    plain = [number for number, cells in rows if not any(cell.number is not None for cell in cells.values())]
    lasts = [number for number in plain if len(leaves & set(texts[number].values())) >= min(2, len(leaves))]
    if not lasts:
        return None
    last = lasts[-1]
    header = [number for number in plain if number <= last and parts & set(texts[number].values())]
    paths = _paths([texts[number] for number in header])
    scored = [
        (score, -abs(at - place), at, place)
        for at, column in enumerate(columns)
        for place, path in paths.items()
        if (score := _likeness([_heading(part) for part in column.head], path))
    ]
    heads: Heads = {}
    for _, _, at, place in sorted(scored, reverse=True):
        if at not in heads and place not in heads.values():
            heads[at] = place
    return heads, last + 1


def _paths(rows: Sequence[Mapping[int, str]]) -> dict[int, list[str]]:
    """The headings over each worksheet column, top down; an upper one reaches right over columns that have none."""
    paths: dict[int, list[str]] = {}
    for column in sorted({at for texts in rows for at in texts}):
        path: list[str] = []
        for number, texts in enumerate(rows):
            own = texts.get(column, "")
            below = any(column in lower for lower in rows[number + 1 :])
            if not own and below:
                own = next((texts[at] for at in sorted(texts, reverse=True) if at < column), "")
            if own:
                path.append(own)
        paths[column] = path
    return paths


def _likeness(head: Sequence[str], path: Sequence[str]) -> int:
    """How well a column's headings are those of a worksheet column; 0: not at all."""
    leaf, found = head[-1], path[-1]
    if leaf != found and not (min(len(leaf), len(found)) >= 4 and (leaf in found or found in leaf)):
        return 0
    above = sum(3 for part in head[:-1] if any(part == other or part in other or other in part for other in path[:-1]))
    return 10 + 10 * (leaf == found) + above - (len(head) != len(path))


def _heading(text: str) -> str:
    return re.sub(r"(万元|元)$", "", words_of(re.sub(r"\{[^}]*\}", "", text)))


def _body(page: ReadSheet, first: int) -> Iterator[Mapping[int, ReadCell]]:
    for number, cells in page.rows():
        begun = next((cell.text.strip() for _, cell in sorted(cells.items()) if cell.text.strip()), "")
        if number < first or not begun or begun == "栏次":
            continue
        if begun.startswith(_NOTE):
            return
        yield cells


def _listed(
    form: Pivot | Listing, heads: Heads, rows: Sequence[Mapping[int, ReadCell]], unit: AmountUnit
) -> list[list[str]]:
    """Rows as they stand, in the order of the form's columns; 合计 in the column of names."""
    code = next((at for at, column in enumerate(form.columns) if column.role == "code"), None)
    name = next((at for at, column in enumerate(form.columns) if column.role == "name"), None)
    total = form.rows.total if isinstance(form, Pivot) else form.total
    body = []
    for cells in rows:
        texts = [_text(column, cells.get(heads.get(at, 0)), unit) for at, column in enumerate(form.columns)]
        if code is not None and name is not None and {words_of(texts[code]), words_of(texts[name])} & _TOTALS:
            texts[code], texts[name] = "", total
        if any(texts):
            body.append(texts)
    if isinstance(form, Pivot) and form.rows.by == "single":
        return [texts for texts in body if any(words_of(text) for text in texts)][:1]
    return body


def _fixed(form: Pivot, heads: Heads, rows: Sequence[Mapping[int, ReadCell]], unit: AmountUnit) -> list[list[str]]:
    """The form's printed rows, each amount from the row whose label beside it is the same, in the order they come."""
    grid = [[str(row.cells.get(it.id, "")) if it.type == "text" else "" for it in form.columns] for row in form.fixed]
    for at, column in enumerate(form.columns):
        label = next((it for it in range(at - 1, -1, -1) if form.columns[it].type == "text"), None)
        if column.type == "text" or label is None or at not in heads or label not in heads:
            continue
        given = [(label_of(_plain_text(cells.get(heads[label]))), cells.get(heads[at])) for cells in rows]
        start = 0
        for number, row in enumerate(form.fixed):
            place = _place(given, start, _label_of(row, form.columns[label].id))
            if place is not None:
                start = place + 1
                grid[number][at] = _amount(given[place][1], unit)
    return grid


def _place(given: Sequence[tuple[str, ReadCell | None]], start: int, wanted: str) -> int | None:
    """Where a label stands, from `start` on, else above: another program may print the rows in another order."""
    if not wanted:
        return None
    order = [*range(start, len(given)), *range(start)]
    return next((number for number in order if given[number][0] == wanted), None)


def _label_of(row: FixedRow, column: str) -> str:
    text = row.cells.get(column, "")
    return label_of(text) if isinstance(text, str) else ""


def _label_left_of(cells: Mapping[int, ReadCell], column: int) -> str:
    texts = [cell.text for at, cell in sorted(cells.items()) if at < column and cell.text.strip()]
    return label_of(texts[-1]) if texts else ""


def _text(column: Column, cell: ReadCell | None, unit: AmountUnit) -> str:
    if column.type in ("amount", "plain"):
        return _amount(cell, unit)
    text = _plain_text(cell)
    return normalize("NFKC", text) if column.type == "code" else text


def _plain_text(cell: ReadCell | None) -> str:
    return cell.text.strip().strip("\u3000") if cell is not None else ""


def _amount(cell: ReadCell | None, unit: AmountUnit) -> str:
    """An amount as printed, to the fen: a workbook keeps more decimals than it shows."""
    if cell is None or normalize("NFKC", cell.text).strip() in _NOTHING:
        return ""
    if cell.number is None:
        return cell.text.strip()
    fen = (cell.number * unit.fen).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{fen / unit.fen:f}"
