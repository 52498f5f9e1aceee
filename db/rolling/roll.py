"""沿用上年账套: this year's book made from last year's.

The old book is only read, as a snapshot: it may be frozen, held by somebody, of an earlier version, of another pack.
The new one appears whole or not at all, and everything in it came in one action.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from db.book import Book, NewBook
from db.entry import pending
from db.errors import BookError
from db.pack import Pack, load
from db.rolling import carry
from db.rolling.figures import figures
from db.rolling.lines import budgeted_lines, replace_lines
from db.rolling.obsolete import ObsoleteCode, obsolete_codes
from db.shelf import fitting


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Which parts of last year's book go into this year's, besides the department and its units."""

    people: bool = True  # posts, people, state assets
    projects: bool = True  # with their texts, earlier years and cost items
    goals: bool = True  # objectives and indicators; of projects only where these are taken
    narratives: bool = True  # written parts that hold for more than a year
    figures: bool = True  # amounts, as last year's


class Rolled(msgspec.Struct, frozen=True, kw_only=True):
    """What was made. `taken`: a phrase for each part, `项目 3 个`; `notes`: sentences on what needs a look."""

    path: Path
    year: int
    old_year: int
    taken: tuple[str, ...]
    notes: tuple[str, ...]
    obsolete: tuple[ObsoleteCode, ...]


class OldBook(msgspec.Struct, frozen=True, kw_only=True):
    """What one wants to know of a book before its year is followed by another."""

    path: Path
    year: int
    department: str
    round: str
    frozen: bool
    projects: int
    indicators: int


def look_at(path: Path) -> OldBook:
    """Read a book's facts. Raises as `Book.read` does."""
    with Book.read(path) as book:
        record = book.record()
        projects, indicators = book.connection.execute(
            "select (select count(*) from project), (select count(*) from indicator)"
        ).fetchone()
        return OldBook(
            path=book.path,
            year=record.year,
            department=record.budget_name,
            round=record.round,
            frozen=record.frozen,
            projects=projects,
            indicators=indicators,
        )


def roll(
    source: Path,
    target: Path,
    year: int | None = None,
    *,
    pack: str | None = None,
    take: Taken | None = None,
    shelves: Sequence[Path] | None = None,
) -> Rolled:
    """Make the book `target` for `year` (the one after the old book's) from the book `source`.

    `pack`: that of the new book, by default the one of its district and year, or the newest. Raises what reading a book
    and creating one raise, and BookError when the year is not later than the old book's.
    """
    take = take or Taken()
    with Book.read(source, shelves) as old:
        record = old.record()
        wanted = year or record.year + 1
        if wanted <= record.year:
            raise BookError(
                f"新账套的年度（{wanted}）要比上年账套的年度（{record.year}）晚，例如 {record.year + 1}；没有建账套。"
            )
        if old.fault:
            raise BookError(f"上年账套的各表没有算出来，不能沿用：{old.fault}")
        chosen = load(pack or fitting(wanted, old.pack.info.district, shelves), shelves)
        new = NewBook(
            year=wanted,
            department_code=record.department_code,
            budget_name=record.budget_name,
            units=tuple(old.connection.execute("select code, name from unit order by position, id").fetchall()),
            pack=chosen.info.id,
            amounts=record.amounts,
        )
        with Book.create(target, new, shelves) as made:
            path = made.path
            try:
                with made.action(f"沿用 {record.year} 年账套"):
                    phrases = _carry(old, made, take)
            except BaseException:
                made.close()
                path.unlink(missing_ok=True)
                raise
        return Rolled(
            path=path,
            year=wanted,
            old_year=record.year,
            taken=tuple(phrases),
            notes=tuple(_notes(old, chosen, wanted, take)),
            obsolete=obsolete_codes(old.connection, chosen, wanted),
        )


def _carry(old: Book, made: Book, take: Taken) -> list[str]:
    """Put last year's rows into the new book; a phrase for each part."""
    before, after = old.record().year, made.record().year
    carrier = carry.carrier(old.connection, made.connection)
    carry.book_facts(carrier)
    counted = [("单位", len(carrier.units), "个"), ("自定义科目", carry.codes(carrier), "个")]
    if take.people:
        people, assets = carry.people_and_assets(carrier)
        counted += [("人员", people, "行"), ("国有资产", assets, "行")]
    if take.projects:
        projects, items = carry.projects(carrier)
        counted += [("项目", projects, "个"), ("项目内容", items, "条（不带金额）")]
    if take.goals:
        objectives, indicators = carry.goals(carrier, after - before, of_projects=take.projects)
        counted += [("绩效目标", objectives, "个"), ("绩效指标", indicators, "个")]
    if take.narratives:
        counted.append(("公开说明", carry.narratives(carrier, made.pack), "段"))
    if take.figures:
        carry.prior_figures(carrier, made.pack)
        counted.append((f"{before}年预算数", _set_figures(old, made, before), "项"))
        lines = budgeted_lines(old.connection)
        replace_lines(made.connection, before, lines)
        counted.append((f"{before}年明细", len(lines), "行，供比较"))
        if take.projects:
            carry.project_budgets(carrier, before)
    return [f"{name} {count} {measure}" for name, count, measure in counted if count]


def _set_figures(old: Book, made: Book, year: int) -> int:
    found = figures(old.connection, old.pack).found
    known = made.pack.codes("measure")
    values = {measure: fen for measure, fen in found.items() if measure in known}
    set_figures(made, year, values)
    return len(values)


def set_figures(book: Book, year: int, values: dict[str, int]) -> None:
    """Let the department's budget figures of a year be these, in fen; others stay. Runs inside an action."""
    for measure, fen in values.items():
        book.connection.execute(
            "insert into prior_figure (unit, measure, year, stage, value, position)"
            " values (null, ?, ?, 'budget', ?, (select ifnull(max(position), 0) + 1 from prior_figure))"
            " on conflict (ifnull(unit, 0), measure, year, stage) do update set value = excluded.value",
            (measure, year, fen),
        )


def _notes(old: Book, pack: Pack, year: int, take: Taken) -> list[str]:
    notes = []
    if pack.info.year != year:
        notes.append(f"新账套年度是 {year}，所用表样是“{pack.info.name}”的。")
    waiting = pending.rows_at_fault(old.connection)
    if waiting:
        notes.append(f"上年账套里有 {len(waiting)} 行没有填好，没填好的内容没有沿用。")
    (once,) = old.connection.execute("select count(*) from project where frequency = 'once'").fetchone()
    if take.projects and once:
        notes.append(f"有 {once} 个一次性项目也带来了；今年不再安排的，请在“项目”里删除。")
    if take.goals and not take.projects:
        notes.append("没有沿用项目，项目的绩效目标和指标也就没有沿用。")
    return notes
