"""One cell of an exported workbook changed, whichever it is, is reported with its address."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
import pytest
from openpyxl.utils import coordinate_to_tuple

from db.checks.places import Places
from db.exchange.changes import Change, by_place
from db.exchange.code import canonical, check_code
from db.exchange.facts import Facts, facts_of
from db.exchange.marked import read_marked
from db.exchange.marks import SHEET, Mark, Marks, read_marks
from db.exchange.opening import ReadCell, ReadSheet, ReadWorkbook, open_workbook
from db.exchange.received import changed_since_export
from db.pack import Pack, load
from db.shelf import newest
from tests.db.handed_in import HandedIn, handed_in_again, sample_handed_in
from tests.db.workbooks import opened

TEXTS = ("text", "code")
PAGES = ("封面", "目录", "与上次上报的变化", "情况说明")
FORMS = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15-1", "15-2", "15-3")


class Exported(NamedTuple):
    """A workbook as it was read once, and what it says was exported."""

    path: Path
    workbook: ReadWorkbook
    marks: Marks
    facts: Facts
    pack: Pack
    places: Places


class Alone(NamedTuple):
    """One worksheet of it as a workbook of its own, so that looking at one cell takes a thousandth of a second."""

    whole: Exported
    page: ReadSheet
    marks: Marks
    types: Mapping[str, Mapping[tuple[int, int], Mark]]
    facts: Facts

    def changed(self, cells: Mapping[tuple[int, int], ReadCell]) -> tuple[Change, ...]:
        workbook = ReadWorkbook((replace(self.page, cells=cells),), {})
        return read_marked(workbook, self.marks, self.types, self.facts, self.whole.pack, self.whole.places).changed


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The sample handed in a second time: with answers, an error that the head answers for, and what changed since."""
    folder = tmp_path_factory.mktemp("exported")
    made: HandedIn = handed_in_again(folder, sample_handed_in(folder))
    workbook = open_workbook(made.workbook)
    hidden = workbook.sheet(SHEET)
    marks = read_marks(hidden) if hidden else None
    assert marks is not None
    pack = load("jianghan-2024")
    return Exported(made.workbook, workbook, marks, facts_of(workbook, pack), pack, Places(pack))


def alone(exported: Exported, name: str) -> Alone:
    page = exported.workbook.sheet(name)
    assert page is not None
    own = Marks(
        tuple(one for one in exported.marks.sheets if one.sheet == name),
        tuple(one for one in exported.marks.cells if one.sheet == name),
        tuple(one for one in exported.marks.pages if one.sheet == name),
    )
    code = check_code(canonical(exported.facts.head, own.lines()))
    return Alone(exported, page, own, by_place(own), msgspec.structs.replace(exported.facts, code=code))


def altered(mark: Mark, cell: ReadCell | None) -> Iterator[ReadCell | None]:
    """What somebody may put there instead: another value, the least there is, nothing."""
    if mark.type in TEXTS:
        yield ReadCell(f"{mark.value}改" if mark.value else "补写的")
    else:
        number = cell.number if cell is not None and cell.number is not None else Decimal(0)
        yield ReadCell(number + Decimal("0.0001"))
        yield ReadCell("不是数")
    if mark.value not in ("", "0"):
        yield None


def reported(one: Alone, mark: Mark, text: ReadCell | None) -> bool:
    at = coordinate_to_tuple(mark.place)
    cells = {place: cell for place, cell in one.page.cells.items() if place != at}
    found = one.changed(cells if text is None else {**cells, at: text})
    # A heading has no address but its place.
    return (mark.address or f"{mark.sheet}!{mark.place}") in {change.address for change in found}


def by_hand(one: Alone) -> set[str]:
    return {place for page in one.marks.pages for place in page.by_hand}


def test_every_worksheet_that_people_see_is_looked_at(exported: Exported) -> None:
    seen = [sheet.name for sheet in exported.workbook.sheets if not sheet.hidden]
    assert sorted(seen) == sorted((*PAGES, *FORMS))
    marked = {(mark.sheet, mark.place) for mark in exported.marks.cells}
    there = {
        (sheet.name, place)
        for sheet in exported.workbook.sheets
        if not sheet.hidden
        for place, cell in sheet.cells.items()
        if cell.text
    }
    assert {(name, *place) for name, place in there} == {
        (name, *coordinate_to_tuple(place)) for name, place in marked if (name, coordinate_to_tuple(place)) in there
    }


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_what_nobody_changed_is_not_reported(exported: Exported, name: str) -> None:
    one = alone(exported, name)
    assert one.changed(one.page.cells) == ()


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_each_single_cell_changed_is_reported_with_its_address(exported: Exported, name: str) -> None:
    one = alone(exported, name)
    missed = [
        (mark.place, text)
        for mark in one.marks.cells
        if mark.place not in by_hand(one)
        for text in altered(mark, one.page.cells.get(coordinate_to_tuple(mark.place)))
        if not reported(one, mark, text)
    ]
    assert missed == []


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_two_texts_changed_at_once_are_reported_both(exported: Exported, name: str) -> None:
    """Enough for rows to have moved, which is looked into; nothing has."""
    one = alone(exported, name)
    texts = [mark for mark in one.marks.cells if mark.type in TEXTS and mark.value and mark.place not in by_hand(one)]
    for pair in zip(texts[::9], texts[3::9], strict=False):
        places = {coordinate_to_tuple(mark.place): ReadCell(f"{mark.value}改") for mark in pair}
        found = {change.address for change in one.changed({**one.page.cells, **places})}
        assert {mark.address or f"{mark.sheet}!{mark.place}" for mark in pair} <= found


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_a_cell_written_where_there_was_none_is_reported(exported: Exported, name: str) -> None:
    one = alone(exported, name)
    columns = (one.marks.sheets or one.marks.pages)[0].columns
    below = max(row for row, _ in one.page.cells) + 1
    for column in range(1, columns + 1):
        found = one.changed({**one.page.cells, (below, column): ReadCell("加的")})
        assert [change.found for change in found] == ["加的"]


def test_date_and_seal_may_be_written_on_the_cover(exported: Exported) -> None:
    one = alone(exported, "封面")
    places = by_hand(one)
    assert len(places) == 2
    written = {coordinate_to_tuple(place): ReadCell("2024年1月5日") for place in places}
    assert one.changed({**one.page.cells, **written}) == ()


def test_cells_changed_in_real_files_are_reported_too(exported: Exported, tmp_path: Path) -> None:
    """Thirty at once, as a spreadsheet program saves them."""
    figures = [mark for mark in exported.marks.cells if mark.type not in TEXTS and mark.value != "0"]
    answers = [mark for mark in exported.marks.cells if mark.sheet == "情况说明" and mark.address]
    cover = [mark for mark in exported.marks.cells if mark.address in ("封面!部门编码", "封面!版次", "封面!校验码")]
    chance = Random(7)
    chosen = [*chance.sample(figures, 20), *chance.sample(answers, 7), *cover]
    workbook = opened(exported.path)
    for mark in chosen:
        cell = workbook[mark.sheet][mark.place]
        cell.value = f"{cell.value}改" if mark.type in TEXTS else cell.value + 1
    workbook.save(tmp_path / "改过.xlsx")
    found = changed_since_export(open_workbook(tmp_path / "改过.xlsx"), load(newest()))
    assert sorted(change.address for change in found) == sorted(mark.address for mark in chosen)
    assert {change.place for change in found if change.sheet == "封面"} == {
        f"“封面” {mark.place}（“{mark.address.partition('!')[2]}”）" for mark in cover
    }


def test_an_answer_taken_out_is_one_change_and_not_one_of_all_below(exported: Exported) -> None:
    one = alone(exported, "情况说明")
    cells = {(row - (row > 5), column): cell for (row, column), cell in one.page.cells.items() if row != 5}
    (change,) = one.changed(cells)
    mark = next(mark for mark in one.marks.cells if mark.place == "A5")
    assert (change.address, change.found, change.spoken) == (mark.address.rpartition(".")[0], "", "有一行")


def test_an_answer_put_in_is_told_with_what_it_says(exported: Exported) -> None:
    one = alone(exported, "情况说明")
    cells = {(row + (row >= 5), column): cell for (row, column), cell in one.page.cells.items()}
    (change,) = one.changed({**cells, (5, 6): ReadCell("偷偷加的")})
    assert (change.exported, change.found, change.place) == ("", "偷偷加的", "“情况说明”第 5 行")
