"""A workbook that others made, read form by form: where each stands, in which unit, and what could not be read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from unicodedata import normalize

import msgspec

from db.checks.finding import Finding
from db.definitions import Document
from db.exchange.documents import read_blocks
from db.exchange.facts import Facts
from db.exchange.headers import scale_of
from db.exchange.laid import Laid
from db.exchange.locating import Located, forms_titled, locate, official_title
from db.exchange.opening import ReadWorkbook
from db.exchange.part import Part
from db.exchange.tables import Told, read_table
from db.exchange.trouble import MISSING, listed, trouble
from db.exchange.values import Reader
from db.exchange.wording import Words
from db.forms.compile import relation
from db.forms.draw import Words as Terms
from db.money import AmountUnit
from db.pack import Pack

_TITLE_ROWS, _HEAD_ROWS = 6, 12
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_UNIT = re.compile(r"单位:?[(]?(?:人民币)?([十百千万亿]*元)")


class Foreign(msgspec.Struct, frozen=True):
    """What was read. `absent`: relations of forms that were not read. `lacking`: columns that were not."""

    forms: tuple[Laid, ...]
    facts: Facts
    troubles: tuple[Finding, ...]
    absent: frozenset[str]
    lacking: frozenset[tuple[str, str]] = frozenset()


def read_foreign(
    workbook: ReadWorkbook, facts: Facts, pack: Pack, file_name: str = "", *, known: bool = False
) -> Foreign:
    """Read every form of a workbook by its words. `facts` is what its names say; the rest is found out here.

    `known`: its names said all there is to know.
    """
    words = Words(pack)
    located = locate(workbook, pack, words)
    chosen, troubles = _chosen(located, pack)
    if not known:
        facts, said = _facts(workbook, chosen, facts, pack, words, file_name)
        troubles += said
    terms = Terms(facts.year, facts.amounts, pack.info.district)
    forms: list[Laid] = []
    lacking: set[tuple[str, str]] = set()
    for one in chosen:
        scale = unit_of(one.part) or Decimal(facts.amounts.fen) / 100
        reader = Reader(scale, facts.amounts)
        told = _read(one, pack, words, reader, terms)
        if told is None:
            troubles.append(_unreadable(one, pack))
            continue
        if told.nameless:
            troubles += told.troubles
            continue
        forms.append(told.laid)
        lacking.update((relation(one.form), column) for column in told.lacking)
        troubles += [*told.troubles, *_of_values(one, reader, scale), *hidden(one.form, one.part)]
    there = {laid.form for laid in forms}
    unreadable = {one.form for one in located if one.kind == "unreadable"} | {one.form for one in chosen} - there
    troubles += [missing(form, pack) for form in pack.forms if form not in there | unreadable and not _per(form, pack)]
    absent = frozenset(name for form in pack.forms if form not in there for name in relations_of(form, pack))
    return Foreign(tuple(forms), facts, tuple(troubles), absent, frozenset(lacking))


def relations_of(form_id: str, pack: Pack) -> list[str]:
    """The relations of a form."""
    form = pack.forms[form_id]
    return [relation(form_id, block.id) for block in form.blocks] if isinstance(form, Document) else [relation(form_id)]


def unit_of(part: Part) -> Decimal | None:
    """Yuan in the unit that a line above the table names; None when none does."""
    for texts in list(part.rows.values())[:_HEAD_ROWS]:
        for text in texts.values():
            found = _UNIT.search("".join(normalize("NFKC", text).split()))
            if found and (scale := scale_of(found[1])):
                return scale
    return None


def year_of(one: Located, pack: Pack, words: Words) -> int:
    """The year of its title; 0 when that says none."""
    for texts in list(one.part.rows.values())[:_TITLE_ROWS]:
        for text in texts.values():
            found = _YEAR.search("".join(normalize("NFKC", text).split()))
            if found and one.form in forms_titled(text, pack, words):
                return int(found[1])
    return 0


def _chosen(located: Sequence[Located], pack: Pack) -> tuple[list[Located], list[Finding]]:
    """One part of each form, of documents per project all; what is left over, as findings."""
    chosen: list[Located] = []
    troubles: list[Finding] = []
    for form in pack.forms:
        mine = [one for one in located if one.kind == "form" and one.form == form]
        if _per(form, pack):
            chosen += mine
            continue
        mine.sort(key=lambda one: (one.part.page.hidden, -one.fit))
        chosen += mine[:1]
        troubles += [_repeated(one, mine[0]) for one in mine[1:]]
    troubles += [_unreadable(one, pack) for one in located if one.kind == "unreadable"]
    troubles += [other(one) for one in located if one.kind == "other"]
    return chosen, troubles


def _per(form: str, pack: Pack) -> bool:
    kind = pack.forms[form]
    return isinstance(kind, Document) and bool(kind.per)


def _facts(
    workbook: ReadWorkbook, chosen: Sequence[Located], facts: Facts, pack: Pack, words: Words, file_name: str
) -> tuple[Facts, list[Finding]]:
    """Year and unit of the whole are those of most forms; what nobody says is taken for granted, and said."""
    assumed: list[str] = []
    units = Counter(unit for one in chosen if (unit := unit_of(one.part)))
    yuan = {Decimal(unit.fen) / 100: unit for unit in AmountUnit}
    amounts = next((yuan[unit] for unit, _ in units.most_common() if unit in yuan), None)
    if amounts is None:
        assumed.append(f"没有写金额单位，按{facts.amounts.value}读。")
    years = Counter(year for one in chosen if (year := year_of(one, pack, words)))
    year = years.most_common(1)[0][0] if years else 0
    if not year:
        assumed.append(f"各表标题没有写年度，按{facts.year}年读。")
    round_id = _round(workbook, chosen, pack, file_name)
    if not round_id:
        assumed.append(f"没有写是哪一轮上报，按“{facts.round}”审。")
    troubles = [
        trouble(
            "other-year",
            "warning",
            f"工作表“{one.part.name}”（{one.form}表）的标题写的是 {own} 年，多数表是 {year} 年；请核对。",
            form=one.form,
            left=str(own),
        )
        for one in chosen
        if (own := year_of(one, pack, words)) not in (0, year)
    ]
    found = msgspec.structs.replace(
        facts,
        amounts=amounts or facts.amounts,
        year=year or facts.year,
        round=round_id or facts.round,
        assumed=tuple(assumed),
    )
    return found, troubles


def _round(workbook: ReadWorkbook, chosen: Sequence[Located], pack: Pack, file_name: str) -> str:
    """The round that a cover names, else the file's name."""
    forms = {one.part.name for one in chosen}
    texts = [
        cell.text
        for page in workbook.sheets
        if page.name not in forms and not page.hidden
        for _, cell in list(page.cells.items())[:60]
    ]
    for text in (*texts, file_name):
        named = [known.id for known in pack.info.rounds if known.id in text]
        if len(named) == 1:
            return named[0]
    return ""


def _read(one: Located, pack: Pack, words: Words, reader: Reader, terms: Terms) -> Told | None:
    form = pack.forms[one.form]
    if isinstance(form, Document):
        return read_blocks(one.part, form, words, reader, terms)
    return read_table(one.part, form, words, reader)


def _of_values(one: Located, reader: Reader, scale: Decimal) -> Iterator[Finding]:
    unit, sheet = reader.unit, f"工作表“{one.part.name}”（{one.form}表）"
    if scale * 100 != unit.fen:
        named = next((name for name in ("元", "百元", "千元", "万元", "亿元") if scale_of(name) == scale), f"{scale}元")
        lost = f"其中 {reader.rounded} 处不是整 0.01 {unit.value}，四舍五入了" if reader.rounded else "没有尾差"
        yield trouble(
            "converted-amounts", "hint", f"{sheet}的金额单位是{named}，已换算成{unit.value}，{lost}。", form=one.form
        )
    elif reader.rounded:
        said = f"{sheet}有 {reader.rounded} 处金额换算成{unit.value}后不是整 0.01，四舍五入了。"
        yield trouble("converted-amounts", "hint", said, form=one.form)
    if reader.finer:
        said = f"{sheet}有 {reader.finer} 处金额的小数多于两位，按原数审：印出来看着一样的数，实际可能差一点尾数。"
        yield trouble("finer-amounts", "hint", said, form=one.form)


def hidden(form: str, part: Part) -> Iterator[Finding]:
    """What is said of a form of which people do not see everything."""
    layout = part.page.layout
    rows = [f"第 {row} 行" for row, texts in part.rows.items() if row in layout.hidden_rows and texts]
    columns = sorted({at for texts in part.rows.values() for at in texts if at in layout.hidden_columns})
    letters = [f"第 {at} 列" for at in columns]
    if part.page.hidden:
        said = f"工作表“{part.name}”（{form}表）是隐藏的，里面的数照样审。"
        yield trouble("hidden-content", "hint", said, form=form)
    if rows or letters:
        said = f"工作表“{part.name}”（{form}表）的{listed([*rows, *letters])}是隐藏的，里面的数照样算了。"
        yield trouble("hidden-content", "hint", said, form=form)


def other(one: Located) -> Finding:
    """What is said of a worksheet with figures that is no form."""
    return trouble("other-sheet", "hint", f"工作表“{one.part.name}”认不出是哪一张预算表，没有审。")


def _repeated(one: Located, first: Located) -> Finding:
    said = f"工作表“{one.part.name}”也像{one.form}表，只读了“{first.part.name}”；请删去多余的一张。"
    return trouble("repeated-form", "error", said, form=one.form)


def _unreadable(one: Located, pack: Pack) -> Finding:
    form = pack.forms[one.form]
    said = (
        f"工作表“{one.part.name}”像是{one.form}表（{official_title(form)}），但表头认不出来，没有读；请核对各栏的名称。"
    )
    return trouble("unread-sheet", "error", said, form=one.form)


def missing(form_id: str, pack: Pack) -> Finding:
    """What is said of a form that is not there."""
    said = f"文件里没有{form_id}表（{official_title(pack.forms[form_id])}），与它有关的审核没有做。"
    return trouble(MISSING, "error", said, form=form_id)
