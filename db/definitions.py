"""The shapes of a pack's files: forms, entry tabs and catalogs as frozen structs.

msgspec reads TOML into them strictly (unknown keys are a fault of the pack, named by file and key). Python knows these
*kinds* of form; which forms, codes and words there are is the pack's business.
"""

from typing import Literal

import msgspec

from db.offering import Fit, Proposal, Total, Word

Where = dict[str, str | list[str]]  # column of a fact view -> the value or values it may have

CellType = Literal["text", "code", "amount", "plain", "integer", "percent"]
Align = Literal["left", "center", "right"]


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of all pack structs: immutable, and strict about unknown keys."""


class AmountOf(Definition, frozen=True, kw_only=True):
    """What an amount is: a filter over facts, a sum of other rows or columns, or a share of another row.

    `origin` (key `from` in TOML) names the fact view without its `fact_` prefix: line, funding, prior …
    """

    origin: str = msgspec.field(default="line", name="from")
    where: Where = {}
    add: tuple[str, ...] = ()  # rows of the same column, "r01" or "r01:r09"
    share_of: str = ""  # key of the row this row is a share of; the column is a percent of `Column.share`


class Column(Definition, frozen=True, kw_only=True):
    """A column of a form.

    Its value is one of: `role` (code or name of the row), `record` (a column of the record's fact view, list forms),
    `where` (a filter over facts, summed), `sum` (other columns added), `share` (percent of a column's total row).
    `head` is the path of its heading from the top row down; equal neighbours are printed as one merged cell.
    """

    id: str
    head: tuple[str, ...]
    type: CellType = "amount"
    width: int = 12  # half-width characters
    align: Align | None = None  # None: by type
    role: Literal["", "code", "name"] = ""
    record: str = ""
    origin: str = msgspec.field(default="line", name="from")
    where: Where | None = None
    sum: tuple[str, ...] = ()
    share: str = ""
    total: bool | None = None  # lists: is it summed in 合计 and group rows? None: amounts are
    merge_down: bool = False  # equal neighbours below each other are printed as one cell
    writes: str = ""  # ledger column that typed text goes to, where it is not called like `record`


class FixedRow(Definition, frozen=True, kw_only=True):
    """A printed row of a form with a fixed list of rows. Text cells are texts, amounts say what they are."""

    key: str
    bold: bool = False
    cells: dict[str, str | AmountOf]


class Rows(Definition, frozen=True, kw_only=True):
    """Which rows a pivot has: by a classification, by unit, a fixed list, or a single one.

    Units and fixed rows are always printed; codes only where a line stands below them.
    """

    by: Literal["function", "economic", "unit", "list", "single"]
    levels: tuple[int, ...] = ()
    total: str = ""  # text of the total row, printed in the name column; empty: no total row


class Form(Definition, frozen=True, kw_only=True):
    """Base of the three kinds of form. `title` and the lines may use {year}, {amounts}, {district}."""

    id: str
    number_line: str
    title: str
    short: str  # its name in the window's list
    contents: str  # its name in the table of contents
    columns: tuple[Column, ...] = msgspec.field(default=(), name="column")
    unit_line: str = "单位：{amounts}"
    unit_line_align: Align = "right"
    landscape: bool = False
    frozen_columns: int = 0
    note: str = ""  # printed under the table, always
    empty_note: str = ""  # printed under the table when it has no rows
    indent: dict[str, int] = {}  # kind of row -> indent of its name
    bold: tuple[
        str, ...
    ] = ()  # kinds of row that print bold; a kind with ":amounts", ":name", ":code" prints only that bold


class Pivot(Form, frozen=True, kw_only=True, tag_field="kind", tag="pivot"):
    """A form whose amounts are filters over facts: forms 01-10 of the first pack.

    `grows`: column → the entry tab in which an amount typed into an empty cell of it makes a row. A form by codes has
    an empty row at its end then, on the screen alone.
    """

    rows: Rows
    grows: dict[str, str] = {}
    origin: str = msgspec.field(default="line", name="from")
    scope: Where = {}
    fixed: tuple[FixedRow, ...] = msgspec.field(default=(), name="row")


class Listing(Form, frozen=True, kw_only=True, tag_field="kind", tag="list"):
    """A row per record, under group rows and a total: forms 11-13 of the first pack."""

    records: str  # fact view of the records, without its prefix
    scope: Where = {}
    keys: tuple[str, ...] = msgspec.field(name="key")  # columns whose printed content names a record
    groups: tuple[Literal["department", "unit", "category"], ...] = ()
    group_amounts: bool = True
    total: str = ""
    order: tuple[str, ...] = ("position",)
    link: str = ""  # column of the facts that holds the record's id, for columns with `where`


class BlockColumn(Column, frozen=True, kw_only=True):
    """A column of a document's block. Further to a Column's, its value may be `text`, made of the record's columns.

    Typed text goes to the row of `fact` that the record's column `ref` names; where both are empty, to the record.
    """

    span: int = 1  # columns of the grid that it takes
    text: str = ""  # "长期绩效目标{number}": {…} are columns of the record's fact view
    words: dict[str, str] = {}  # what values of those columns print as
    prefix: str = ""  # printed before a text that is not blank; {n}: the row's place in the block
    fact: str = ""
    ref: str = ""
    compared: str = ""  # the column of this year whose figure of last year stands here: a large change is signed


class Place(Definition, frozen=True, kw_only=True):
    """One cell of a fields block: a label or a field."""

    label: str = ""
    field: str = ""
    hint: str = ""  # grey text printed while the field is empty
    span: int = 1


class Field(Definition, frozen=True, kw_only=True):
    """A value of a fields block: a column of its fact view, or of the row of another (`from`) that `where` picks."""

    id: str
    record: str
    type: CellType = "text"
    ticks: tuple[tuple[str, str], ...] = ()  # (value, label): printed as "label ☐" for each, ☑ for the value
    origin: str = msgspec.field(default="", name="from")
    where: Where = {}
    writes: str = ""  # ledger column that typed text goes to, where it is not called like `record`
    fact: str = ""  # the fact whose row takes it, where it is another …
    ref: str = ""  # … and the column with that row's id


class Section(Definition, frozen=True, kw_only=True):
    """What cuts a list into sections: each record of `records` gives a row `label` | its text, then header and rows."""

    records: str  # fact view with `number` and `text`
    scope: Where = {}
    label: str  # {n}: number of the section


class Block(Definition, frozen=True, kw_only=True):
    """A part of a document, compiled like a form of its own: fields, a pivot with fixed rows, or a list.

    The relation of a list in sections has `number` and `text` before its columns: rows of kind section hold both, rows
    of kind record the number only.
    """

    id: str
    kind: Literal["fields", "pivot", "list"]
    records: str = ""
    scope: Where = {}
    heading: str = ""  # full-width row above the block
    side: str = ""  # label merged down at the left over the whole block
    columns: tuple[BlockColumn, ...] = msgspec.field(default=(), name="column")
    fields: tuple[Field, ...] = msgspec.field(default=(), name="field")
    places: tuple[tuple[Place, ...], ...] = msgspec.field(default=(), name="rows")
    fixed: tuple[FixedRow, ...] = msgspec.field(default=(), name="row")
    keys: tuple[str, ...] = msgspec.field(default=(), name="key")  # columns that name a record; none: its place
    order: tuple[str, ...] = ("position",)  # "-amount": largest first
    link: str = ""  # column of the facts that holds the record's id, for columns with `where`
    section: Section | None = None


class Document(Form, frozen=True, kw_only=True, tag_field="kind", tag="document"):
    """An ordered list of blocks on one grid: forms 14 and 15 of the first pack.

    `per`: one document a project; its first block is then fields, whose field `titled` names the project.
    Its texts may use {goal_end_year} and {legal_name} too.
    """

    per: Literal["", "project"] = ""
    titled: str = ""
    grid: tuple[int, ...]  # widths of the grid's columns, half-width characters
    blocks: tuple[Block, ...] = msgspec.field(name="block")


class Choice(Definition, frozen=True, kw_only=True):
    """A word on screen and in workbooks, and the value the ledger keeps for it."""

    value: str
    label: str


class EntryColumn(Definition, frozen=True, kw_only=True):
    """A column of an entry tab: which ledger column, its official heading, what may be typed.

    `via` names a table reached through the row (e.g. cost_item): then `id` is a column of that table.
    `default_from` is "column.attribute": the catalog attribute of the code in another column (nature by economic).
    `printed` is what a code prints as: "code", "name", or an attribute of its catalog (print_name of a fund).
    `mail`: one address of a mailbox.
    `place`: no ledger column but the row's place among the rows that agree in `Entry.within` (序号 of an objective).
    A `check` is shown by its title; an `address` holds a row of the book, and is shown with the row's place in its tab.
    """

    id: str
    label: str  # may use {amounts}
    type: Literal[
        "text", "paragraph", "code", "unit", "project", "objective", "choice", "amount",
        "integer", "decimal", "year", "date", "flag", "check", "address", "mail",
    ]  # fmt: skip
    catalog: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    optional_heading: bool = False  # the column may be absent in a workbook
    default: str = ""
    default_from: str = ""
    via: str = ""
    printed: str = "code"
    choices_from: Literal["", "rounds", "catalogs"] = ""  # choices that the pack lists elsewhere
    minimum: int | None = None  # of integers and years
    maximum: int | None = None
    place: bool = False
    read_only: bool = False  # shown and compared on import, never typed into
    width: int = 12
    aliases: tuple[str, ...] = ()
    limit: int = 2000  # longest text in characters
    asks_unit: bool = False  # an amount far beyond the book's is asked about: is it in yuan?
    fit: tuple[Fit, ...] = ()  # which codes make sense here
    upper: bool = False  # so does a code with others below it, which is offered once the book uses it
    propose: tuple[Proposal, ...] = ()  # what stands in grey while the cell is empty
    words: tuple[Word, ...] = ()  # what a text is usually one of
    like: tuple[str, ...] = ()  # rows that agree in these columns have the likeliest phrases
    total: Total | None = None  # what integers are to add up to


class Entry(Definition, frozen=True, kw_only=True):
    """An entry tab, which is also a sheet of the entry workbook: one definition for tab, import, paste, completers.

    `layout` record: one ledger row, its columns below each other as 项目 / 内容. topics: a row per key of a pack list.
    """

    id: str
    sheet: str
    tab: str  # the tab of the window it stands in
    table: str
    position: int
    layout: Literal["list", "record", "topics"] = "list"
    fixed: dict[str, str] = {}  # ledger columns with a set value (nature = "project")
    scope: Where = {}  # which rows of the table stand here
    within: tuple[str, ...] = ()  # columns inside which the order (position) counts
    key: tuple[str, ...] = ()  # columns that name a row: an import keeps the row (and its id) that has the same
    columns: tuple[EntryColumn, ...] = msgspec.field(name="column")
    frozen_columns: int = 0  # the first ones, which name a row, stay in sight while the tab scrolls sideways
    lead: str = ""  # one sentence shown above the tab
    topics: str = ""  # pack list behind layout "topics"
    wide: str = ""  # column whose values may be the columns of a wide table that is pasted here (a payroll)


class CatalogInfo(Definition, frozen=True, kw_only=True):
    """How a catalog's CSV is to be read. `lengths`: characters of a code at each level (empty: not hierarchical)."""

    name: str
    file: str
    lengths: tuple[int, ...] = ()
    shape: str = ""  # regular expression that a code must match
    enforced: bool = False  # True: only listed codes are values; False: an unknown code is a warning


class Count(Definition, frozen=True, kw_only=True):
    """A name that stands for a number in amounts: `column` of the rows of `entry` that `where` picks, added up.

    `initials`: the pinyin letters by which it is found while typing.
    """

    entry: str
    column: str
    where: Where = {}
    initials: str


Output = Literal["workbook", "document", "pdf", "mail"]


class Round(Definition, frozen=True, kw_only=True):
    """A round of submission and what it produces. `public`: for everybody to read, so without what is private."""

    id: str
    title: str
    outputs: tuple[Output, ...] = ("workbook",)
    public: bool = False


class Bureau(Definition, frozen=True, kw_only=True):
    """Who a submission is sent to, and in which words.

    `mail` is an address, a reserved one (RFC 2606) where the real one is not known. `subject` is a template, `letter`
    names the text that is one (`text/letter.txt`): see `db.exchange.letter` for the words they may use. `figures`: a
    word of theirs → the address of the amount it stands for.
    """

    name: str
    mail: str = ""
    subject: str
    letter: str
    figures: dict[str, str] = {}


class Public(Definition, frozen=True, kw_only=True):
    """What is left out of a publication, beside all that is never printed (notes, expressions, answers, pending texts).

    `blank`: ledger table → its columns that print blank. `confidential`: what a confidential project is called, {n} its
    number among them; empty: nothing of it is published, its lines neither. `telling`: table → the texts that
    describe it, which go with its name. `shortened`: table of its lines → code column → how many signs are left.
    """

    blank: dict[str, tuple[str, ...]] = {}
    telling: dict[str, tuple[str, ...]] = {}
    shortened: dict[str, dict[str, int]] = {}
    confidential: str = ""


class Wording(Definition, frozen=True, kw_only=True):
    """How others word the official forms, for reading their workbooks.

    `aliases`: official title, heading or label → what else it is called. `notes`, `signatures`: what the lines under a
    table begin with. `subtotals`: rows that some add and no form has. `levels`: headings of a code in several columns.
    """

    aliases: dict[str, tuple[str, ...]] = {}
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


class PackInfo(Definition, frozen=True, kw_only=True):
    """pack.toml: a district and a year."""

    id: str
    name: str
    year: int
    version: str
    district: str
    extends: str = ""
    rounds: tuple[Round, ...] = msgspec.field(default=(), name="round")
    first_round: str = ""
    file_name: str = "{code}_{year}_{round}_r{revision}{draft}_{unit}"
    catalogs: dict[str, CatalogInfo] = msgspec.field(default={}, name="catalog")
    severities: dict[str, str] = {}  # check id -> severity that overrides its own
    tabs: tuple[str, ...] = ()  # entry tabs of the window in the order of work
    contacts: dict[str, str] = {}
    measures: tuple[str, ...] = ()  # units of measure
    thresholds: dict[str, int] = {}
    prior_forms: tuple[str, ...] = ()  # forms whose rows, once published, tell the lines of that year
    counts: dict[str, Count] = {}  # names that amounts may be reckoned with
    wording: Wording = Wording()
    bureau: Bureau | None = None
    public: Public = Public()
    ceilings: str = ""  # the check that compares what is entered with what the bureau allows (控制数)

    @property
    def public_rounds(self) -> frozenset[str]:
        """The rounds whose outputs everybody may read, and which the bureau is not sent."""
        return frozenset(each.id for each in self.rounds if each.public)
