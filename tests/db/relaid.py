"""The forms of an exported workbook, laid out anew the way other offices do it: each variation is one function.

A variation changes how a form looks and nothing that it says; what reads it must find the same relations.
"""

from collections.abc import Callable, Mapping
from random import Random

from db.definitions import Document
from tests.db.paper import HEAD, Page, Paper

Variation = Callable[[Paper, Random], None]


def renamed_worksheets(paper: Paper, chance: Random) -> None:
    for number, page in enumerate(paper.pages):
        page.name = chance.choice(
            [f"Sheet{number + 1}", f"{number + 1}." + paper.pack.forms[page.form].short[:12], f"表{number + 1}页"]
        )


def rows_and_columns_before(paper: Paper, chance: Random) -> None:
    for page in paper.pages:
        page.insert_rows(1, chance.randint(0, 3))
        if chance.random() < 0.5:
            page.insert_column(1)


def no_number_line(paper: Paper, chance: Random) -> None:
    for page in paper.pages:
        page.cells = {place: value for place, value in page.cells.items() if not _is_number_line(value)}


def _is_number_line(value: object) -> bool:
    return isinstance(value, str) and value.startswith("预算") and value.endswith("表") and len(value) == 5


def other_titles(paper: Paper, chance: Random) -> None:
    for page in paper.pages:
        for place, value in page.cells.items():
            if isinstance(value, str) and value.startswith("2024年") and value.endswith("表"):
                rest = value.removeprefix("2024年").replace("(", "（").replace(")", "）")
                page.cells[place] = chance.choice((f"某某局2024年度 {rest}", f"{rest}", " ".join(value)))


def unit_lines_in_other_words(paper: Paper, chance: Random) -> None:
    for page in paper.pages:
        for place, value in page.cells.items():
            if value == "单位：万元":
                page.cells[place] = chance.choice(("单位:万元", "金额单位：万元", "单位：人民币万元", "单位： 万 元"))


def headings_wrapped(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        for (row, column), value in page.cells.items():
            if page.top <= row < page.body and isinstance(value, str):
                middle = len(value) // 2
                page.cells[row, column] = chance.choice(
                    (value[:middle] + "\n" + value[middle:], " ".join(value), f"{value}　", value)
                )


def _unit(page: Page) -> str:
    return "元" if "金额单位：元" in page.cells.values() else "万元"


def headings_with_units(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        unit = _unit(page)
        for (row, column), value in page.cells.items():
            if page.top <= row < page.body and value in ("合计", "小计", "项目支出", "预算数"):
                page.cells[row, column] = f"{value}{chance.choice((f'({unit})', f'（{unit}）', f'（单位：{unit}）'))}"


def headings_not_merged(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        page.merges = [merge for merge in page.merges if not page.top <= merge[0] < page.body]


def headings_in_every_cell(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        for top, left, bottom, right in [merge for merge in page.merges if page.top <= merge[0] < page.body]:
            page.merges.remove((top, left, bottom, right))
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    page.cells[row, column] = page.cells[top, left]


def serial_numbers_and_remarks(paper: Paper, chance: Random) -> None:
    for page in paper.listed():
        last = page.last
        page.insert_column(1)
        page.cells[page.top, 1] = "序号"
        page.cells[page.top, page.width + 1] = "备注"
        for number, row in enumerate(range(page.body, last + 1), start=1):
            if any((row, column) in page.cells for column in (2, 3, 4)) and not _is_note(page, row):
                page.cells[row, 1] = number
        if last > page.body:
            page.cells[page.body, page.width] = "已核"


def _is_note(page: Page, row: int) -> bool:
    texts = [str(value) for (at, _), value in page.cells.items() if at == row]
    return any(text.startswith(("注：", "备注：")) for text in texts)


def empty_column_between(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        page.insert_column(chance.randint(2, page.width))


def groups_in_another_order(paper: Paper, chance: Random) -> None:
    """The columns below one upper heading stay together; the groups change places."""
    for page in paper.listed():
        groups = _groups(page)
        chance.shuffle(groups)
        order = {column: place for place, column in enumerate((at for group in groups for at in group), start=1)}
        moved = {row for row, _ in page.cells if row >= page.top and not _is_note(page, row)}
        page.cells = {
            (row, order.get(column, column) if row in moved else column): value
            for (row, column), value in page.cells.items()
        }
        page.merges = [
            (top, min(order[left], order[right]), bottom, max(order[left], order[right]))
            if page.top <= top < page.body
            else (top, left, bottom, right)
            for top, left, bottom, right in page.merges
        ]


def _groups(page: Page) -> list[list[int]]:
    wide = {left: right for top, left, _, right in page.merges if top == page.top}
    groups: list[list[int]] = []
    column = 1
    while column <= page.width:
        groups.append(list(range(column, wide.get(column, column) + 1)))
        column = groups[-1][-1] + 1
    return groups


def blank_rows_between(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        for _ in range(2):
            page.insert_rows(chance.randint(page.body, page.last))


def header_on_every_page(paper: Paper, chance: Random) -> None:
    for page in paper.listed():
        if page.last - page.body < 5:
            continue
        at = chance.randint(page.body + 2, page.last - 1)
        height = page.body - (page.top - 2)
        page.insert_rows(at, height)
        for (row, column), value in list(page.cells.items()):
            if page.top - 2 <= row < page.body:
                page.cells[row - page.top + 2 + at, column] = value


def columns_counted(paper: Paper, chance: Random) -> None:
    for page in paper.listed():
        columns = sorted({column for row, column in page.cells if page.top <= row < page.body})
        page.insert_rows(page.body)
        page.cells.update(((page.body - 1, column), number) for number, column in enumerate(columns, start=1))


def notes_and_signatures(paper: Paper, chance: Random) -> None:
    for page in paper.pages:
        last = page.last
        page.cells[last + 2, 1] = "说明：本表金额保留两位小数"
        page.cells[last + 3, 2] = "单位负责人：　　　　财务负责人：　　　　填报人：某某"
        page.cells[last + 4, 3] = "填报日期：2024年1月8日"


def figures_as_texts(paper: Paper, chance: Random) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for page in paper.pages:
        named = _unit(page)
        for place, value in page.cells.items():
            if isinstance(value, float) and page.form in {table.form for table in paper.tables}:
                page.cells[place] = chance.choice(
                    (f"{value:,.2f}", f" {value} ", f"{value}{named}", f"{value:,.2f}".translate(wide), value)
                )


def blanks_as_dashes(paper: Paper, chance: Random) -> None:
    for page in paper.listed():
        filled = {row for row, column in page.cells if row >= page.body and not _is_note(page, row)}
        named = [row for row in filled if sum((row, column) in page.cells for column in range(1, page.width + 1)) > 2]
        for row in named:
            for column in paper.columns(page, "amount"):
                if (row, column) not in page.cells:
                    page.cells[row, column] = chance.choice(("-", "—", "0.00", 0, "—  "))


def codes_as_numbers(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        for column in paper.columns(page, "code"):
            for row in range(page.body, page.last + 1):
                code = page.cells.get((row, column))
                if isinstance(code, str) and code.isdecimal():
                    page.cells[row, column] = chance.choice((float(code), int(code), f"{code}.0", f" {code}"))


def names_indented(paper: Paper, chance: Random) -> None:
    for page in paper.listed():
        for row in range(page.body, page.last + 1):
            name = page.cells.get((row, 2))
            if isinstance(name, str):
                page.cells[row, 2] = chance.choice(("　　", "  ", "")) + name


def total_in_other_words(paper: Paper, chance: Random) -> None:
    for page in paper.listed():
        for row in range(page.body, page.last + 1):
            for column in (1, 2):
                if page.cells.get((row, column)) == "合计":
                    del page.cells[row, column]
                    page.cells[row, chance.choice((1, 2))] = chance.choice(("合 计", "总计", "合　　计", "合计："))
                    break


def total_at_the_end(paper: Paper, chance: Random) -> None:
    for page in paper.listed():
        rows = sorted({row for row, _ in page.cells if row >= page.body and not _is_note(page, row)})
        row = next((row for row in rows if page.cells.get((row, 2)) == "合计"), 0)
        if row and rows[-1] > row:
            moved = {column: value for (at, column), value in page.cells.items() if at == row}
            page.delete_row(row)
            page.insert_rows(rows[-1])
            page.cells.update({(rows[-1], column): value for column, value in moved.items()})


def hidden_rows(paper: Paper, chance: Random) -> None:
    for page in paper.tables:
        page.hidden_rows.add(chance.randint(page.body, page.last))


def in_yuan(paper: Paper, chance: Random) -> None:
    """A few forms in 元 among the others."""
    for page in chance.sample(paper.tables, 4):
        amounts = paper.columns(page, "amount", "plain")
        for (row, column), value in list(page.cells.items()):
            if row >= page.body and column in amounts and isinstance(value, int | float):
                page.cells[row, column] = round(value * 10_000, 2)
            elif value == "单位：万元":
                page.cells[row, column] = "金额单位：元"
            elif isinstance(value, str) and page.top <= row < page.body:
                page.cells[row, column] = value.replace("(万元)", "（元）")


def two_forms_on_one_sheet(paper: Paper, chance: Random) -> None:
    pages = paper.pages
    at = chance.randint(0, len(paper.tables) - 2)
    first, second = pages[at], pages[at + 1]
    below = first.last + 2
    first.cells.update({(row + below, column): value for (row, column), value in second.cells.items()})
    first.merges += [(top + below, left, bottom + below, right) for top, left, bottom, right in second.merges]
    first.hidden_rows |= {row + below for row in second.hidden_rows}
    first.name += " " + second.name
    pages.remove(second)


def labels_with_blanks(paper: Paper, chance: Random) -> None:
    """Labels and headings of documents: blanks, other brackets, colons."""
    for page in paper.documents:
        form = paper.pack.forms[page.form]
        assert isinstance(form, Document)
        labels = {place.label for block in form.blocks for places in block.places for place in places}
        labels |= {text for block in form.blocks for text in (block.heading, block.side)}
        for place, value in page.cells.items():
            if isinstance(value, str) and value in labels:
                page.cells[place] = chance.choice(
                    (value.replace("(", "（").replace(")", "）"), f"{value}：", f" {value} ")
                )


def documents_not_merged(paper: Paper, chance: Random) -> None:
    for page in paper.documents:
        page.merges = [merge for merge in page.merges if merge[0] < HEAD]


def blank_rows_in_documents(paper: Paper, chance: Random) -> None:
    for page in paper.documents:
        for _ in range(3):
            at = chance.randint(HEAD + 1, page.last)
            if not any(top < at <= bottom for top, _, bottom, _ in page.merges):
                page.insert_rows(at)


def wider_documents(paper: Paper, chance: Random) -> None:
    """A column more in a document: merged cells over it grow, others move."""
    for page in paper.documents:
        page.insert_column(chance.randint(2, page.width))


def ticks_in_other_signs(paper: Paper, chance: Random) -> None:
    ticked, blank = chance.choice((("√", "□"), ("■", "□"), ("☑", "☐")))
    for page in paper.documents:
        for place, value in page.cells.items():
            if isinstance(value, str) and "☑" in value:
                page.cells[place] = value.replace("☑", ticked).replace("☐", blank)


LAYOUTS: Mapping[str, Variation] = {
    variation.__name__: variation
    for variation in (
        # What names places in the exported layout comes first.
        in_yuan, blanks_as_dashes, figures_as_texts, codes_as_numbers, names_indented, total_at_the_end,
        total_in_other_words, groups_in_another_order, headings_with_units, headings_wrapped, headings_not_merged,
        headings_in_every_cell, other_titles, unit_lines_in_other_words, no_number_line, labels_with_blanks,
        ticks_in_other_signs, documents_not_merged, blank_rows_in_documents, wider_documents,
        serial_numbers_and_remarks, empty_column_between, blank_rows_between, header_on_every_page, columns_counted,
        notes_and_signatures,
        hidden_rows, rows_and_columns_before, two_forms_on_one_sheet, renamed_worksheets,
    )
}  # fmt: skip
