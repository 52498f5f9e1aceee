"""A table that somebody else laid out, as its form prints it: columns by their headings, rows by what they hold."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from db.checks.finding import Finding
from db.definitions import Listing, Pivot
from db.exchange.fixed_rows import fixed_rows
from db.exchange.headers import Header, find_header
from db.exchange.laid import Laid
from db.exchange.part import Part
from db.exchange.trouble import listed, trouble
from db.exchange.values import Reader, code_in, joined_code
from db.exchange.wording import Words, core, number_in, title_of, words_of
from db.forms.draw import LINES_ABOVE
from db.forms.heading import header_rows

_CODE_AND_NAME = re.compile(r"[\[［【(（]?\s*([0-9０-９]{1,9})\s*[\]］】)）]?[\s.、-]*([^0-9０-９\s.].*)", re.DOTALL)

Place = tuple[int, int]
Line = tuple[list[str], dict[int, Place]]  # texts in the order of the form's columns, and where they stood


class Told(msgspec.Struct, frozen=True):
    """A form as it was read from a worksheet. `lacking`: columns that the worksheet does not have, by their ids.

    `nameless`: among them are those that tell one row from another, so that nothing can be said of it.
    """

    laid: Laid
    troubles: tuple[Finding, ...] = ()
    lacking: tuple[str, ...] = ()
    nameless: bool = False


def read_table(part: Part, form: Pivot | Listing, words: Words, reader: Reader) -> Told | None:
    """The worksheet as that form; None when its headings are others."""
    header = find_header(part, form.columns, words)
    return _Table(part, form, words, reader, header).told() if header else None


class _Table:
    def __init__(self, part: Part, form: Pivot | Listing, words: Words, reader: Reader, header: Header) -> None:
        self.part, self.form, self.words, self.reader, self.header = part, form, words, reader, header
        self.total = form.rows.total if isinstance(form, Pivot) else form.total
        self.code = next((at for at, column in enumerate(form.columns) if column.role == "code"), None)
        self.name = next((at for at, column in enumerate(form.columns) if column.role == "name"), None)
        self.mapped = {place for places in header.columns.values() for place in places}
        self.left_out: list[str] = []
        self.restored: list[str] = []
        self.coded_names = self._names_hold_codes()

    def told(self) -> Told:
        lines = [self._line(row) for row in self._without_stray_lines(list(self._rows()))]
        if isinstance(self.form, Pivot) and self.form.fixed:
            lines, keys, strangers, self.restored = fixed_rows(self.form, lines, self.words)
            self.left_out += strangers
        else:
            lines = self._in_order([line for line in lines if self._counts(line)])
            keys = []
        start = LINES_ABOVE + header_rows(self.form.columns)
        grid = [[""] * len(self.form.columns) for _ in range(start)] + [texts for texts, _ in lines]
        at = {
            (start + number, column): place
            for number, (_, places) in enumerate(lines)
            for column, place in places.items()
        }
        laid = Laid(self.form.id, self.part.name, grid, at, tuple(keys))
        lacking = [column.id for place, column in enumerate(self.form.columns) if self._lacks(place)]
        return Told(laid, tuple(self._troubles()), tuple(lacking), self._is_nameless(lacking))

    def _lacks(self, at: int) -> bool:
        return at not in self.header.columns and not (at == self.code and self.coded_names)

    def _is_nameless(self, lacking: Sequence[str]) -> bool:
        keys = self.form.keys if isinstance(self.form, Listing) else ()
        return (self.code is not None and self._lacks(self.code)) or bool(set(keys) & set(lacking))

    def _troubles(self) -> Iterator[Finding]:
        form, sheet = self.form, self.part.name
        for at, column in enumerate(form.columns):
            if self._lacks(at):
                head = "·".join(dict.fromkeys(column.head)).replace("({amounts})", "")
                said = f"工作表“{sheet}”（{form.id}表）没有“{head}”栏，与它有关的审核没有做；请补上这一栏。"
                yield trouble("unread-column", "error", said, form=form.id, left=head.rpartition("·")[2])
        if self.left_out:
            said = f"工作表“{sheet}”（{form.id}表）的{listed(self.left_out)}不是表里的行，有数但没有算进去；请核对。"
            yield trouble("unread-row", "warning", said, form=form.id)
        if self.restored:
            labels = listed([f"“{text}”" for text in self.restored])
            said = f"工作表“{sheet}”（{form.id}表）没有印{labels}，按没有数算。"
            yield trouble("unread-row", "hint", said, form=form.id)

    def _rows(self) -> Iterator[int]:
        """The worksheet rows below the header that may be rows of the form."""
        for number, (row, texts) in enumerate(self.part.below(self.header.last + 1)):
            first = next(iter(texts.values()))
            if self.words.ends(first) or self._is_heading(row, texts) or (number < 2 and _counts_columns(texts)):
                continue
            if self.mapped & texts.keys():
                yield row

    def _is_heading(self, row: int, texts: Mapping[int, str]) -> bool:
        """A header printed again on the next page, with its title and unit line."""
        if any(self.part.is_figure(row, at) for at in texts):
            return False
        first = next(iter(texts.values()))
        alone = len(set(texts.values())) == 1
        if alone and (words_of(first).endswith(title_of(self.form)) or number_in(first)):
            return True
        if len(texts) <= 3 and any(core(text) != words_of(text) and not core(text) for text in texts.values()):
            return True
        repeated = [at for at in texts if self._heads(at, texts[at])]
        amounts = [at for at in repeated if self._is_amount(at)]
        return bool(amounts) or (len(repeated) > 1 and 2 * len(repeated) > len(texts)) or _is_unit_line(texts)

    def _heads(self, place: int, text: str) -> bool:
        """Is the text one of the headings above that column?"""
        return any(
            place in places and any(self.words.likeness(text, part) for part in self.form.columns[at].head)
            for at, places in self.header.columns.items()
        )

    def _without_stray_lines(self, rows: Sequence[int]) -> list[int]:
        """Rows but those that are one text alone: a remark in the table or under it."""
        if isinstance(self.form, Pivot) and self.form.fixed:
            return list(rows)
        kept = []
        for row in rows:
            texts = {at: text for at, text in self.part.rows[row].items() if at in self.mapped}
            figures = any(self._is_amount(at) for at in texts)
            spread = len(texts) == 1 and self.part.is_merged(row, next(iter(texts)))
            if (
                figures
                or (len(texts) > 1 and len(set(texts.values())) > 1)
                or (len(texts) == 1 and not spread and self._named(texts))
            ):
                kept.append(row)
        return kept

    def _named(self, texts: Mapping[int, str]) -> bool:
        """Is the only text of a row what the form calls its total, or a code?"""
        (at, text) = next(iter(texts.items()))
        code = self.code is not None and at in self.header.columns.get(self.code, ())
        return (bool(self.total) and self.words.same(text, self.total)) or (
            code and code_in(text).isalnum() and text.isascii()
        )

    def _is_amount(self, place: int) -> bool:
        return any(
            place in places and self.form.columns[at].type not in ("text", "code")
            for at, places in self.header.columns.items()
        )

    def _names_hold_codes(self) -> bool:
        """Does the column of names hold the codes as well, where there is none of codes: `2014001 行政运行`?"""
        if self.code is None or self.name is None or self.code in self.header.columns:
            return False
        texts = [self.part.text(row, self.header.columns.get(self.name, (0,))[0]) for row in self._rows()]
        named = [text for text in texts if text and not self.words.same(text, self.total)]
        return bool(named) and all(_CODE_AND_NAME.match(text) for text in named)

    def _line(self, row: int) -> Line:
        texts, places = [], {}
        for at, column in enumerate(self.form.columns):
            found = self.header.columns.get(at, ())
            if len(found) > 1:
                texts.append(joined_code([self.part.text(row, place) for place in found]))
                places[at] = (row, found[0])
                continue
            if not found:
                texts.append("")
                continue
            where = self._anchor(row, found[0]) if column.type in ("text", "code") else (row, found[0])
            places[at] = (row, found[0])
            texts.append(self.reader.text(self.part.cell(*where), column.type, self.header.units.get(at)))
        if self.code is not None and self.name is not None:
            coded = _CODE_AND_NAME.match(texts[self.name]) if self.coded_names else None
            if coded:
                texts[self.code], texts[self.name] = code_in(coded[1]), coded[2]
            either = {at: texts[at] for at in (self.code, self.name) if texts[at]}
            if self.total and any(self.words.same(text, self.total) for text in either.values()):
                texts[self.code], texts[self.name] = "", self.total
                places.setdefault(self.name, next(iter(places.values())))
        return texts, places

    def _anchor(self, row: int, column: int) -> Place:
        """A name merged down over several rows counts in each of them; one merged sideways is where it stands."""
        top, left = self.part.anchor(row, column)
        return (top, left) if left == column and top > self.header.last else (row, column)

    def _counts(self, line: Line) -> bool:
        texts, places = line
        named = [texts[at] for at in (self.code, self.name) if at is not None and texts[at]]
        if any(core(text) in self.words.subtotals for text in named):
            row = next(iter(places.values()))[0]
            if any(text and self.form.columns[at].type not in ("text", "code") for at, text in enumerate(texts)):
                self.left_out.append(f"第 {row} 行“{named[0]}”")
            return False
        return any(texts)

    def _in_order(self, lines: list[Line]) -> list[Line]:
        """合计 first, where the forms have it; of a form that is a single row the one that holds something."""
        if isinstance(self.form, Pivot) and self.form.rows.by == "single":
            self.left_out += [f"第 {next(iter(places.values()))[0]} 行" for _, places in lines[1:]]
            return lines[:1]
        if self.name is None or not self.total:
            return lines
        totals = [line for line in lines if line[0][self.name] == self.total and not line[0][self.code or 0]]
        return [*totals, *(line for line in lines if line not in totals)]


def _is_unit_line(texts: Mapping[int, str]) -> bool:
    return len(texts) <= 3 and any("单位" in text and text.rstrip().endswith("元") for text in texts.values())


def _counts_columns(texts: Mapping[int, str]) -> bool:
    """The row below a header that numbers its columns: 栏次 1 2 3, 甲 乙 1 2, 1=2+3."""
    plain = [words_of(text) for text in texts.values()]
    if plain[0] in ("栏次", "行次"):
        return True
    numbers = [int(text) for text in plain if text.isdecimal() and len(text) < 3]
    in_turn = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return in_turn and numbers[0] < 3 and len(numbers) >= len(plain) - 2 and len(plain[0]) < 3
