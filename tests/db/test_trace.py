"""Trace and write-through: a cell's lines are its figure, and a cell that one line makes can be typed into."""

from collections.abc import Iterator

import pytest

from db.book import Book, NewBook
from db.forms.draw import all_sheets, sheets
from db.forms.sheet import Cell
from db.forms.trace import trace
from db.money import AmountUnit

WAN = 1_000_000  # fen


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    new = NewBook(
        year=2024,
        department_code="112",
        budget_name="某局",
        units=(("112001", "某局本级"), ("112002", "某中心")),
        pack="jianghan-2024",
        amounts=AmountUnit.WAN,
    )
    with Book.create(tmp_path_factory.mktemp("trace") / "a.ysb", new) as made:
        with made.action("填数"):
            insert = made.connection.execute
            insert("insert into project (id, unit, name, category_group, position) values (1, 1, '信访', '31', 1)")
            insert("insert into cost_item (id, project, item, position) values (1, 1, '办公', 1)")
            for number, (unit, nature, project, function, economic, fund, amount) in enumerate(
                [
                    (1, "personnel", None, "2014001", "30101", "general", 70),
                    (1, "personnel", None, "2014001", "30102", "general", 50),
                    (1, "operating", None, "2080599", "30299", "general", 3),
                    (2, "operating", None, "2014001", "30201", "general", 8),
                    (1, "project", 1, "2014002", "30299", "general", 100),
                ]
            ):
                insert(
                    "insert into expenditure (unit, nature, project, cost_item, function, economic, fund, amount, "
                    "position) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (unit, nature, project, project, function, economic, fund, amount * WAN, number),
                )
        yield made


def cell(book: Book, address: str) -> Cell:
    found = [cell for sheet in sheets(book, address[:2]) for cell in sheet.cells if cell.address == address]
    assert len(found) == 1, address
    return found[0]


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("05!2014001.personnel", 2),
        ("05!2014001.total", 3),
        ("05!201.total", 4),
        ("05!total.total", 5),
        ("06!112001.operating", 1),
        ("07!301.personnel", 2),
        ("01!r01.spending", 4),
        ("01!r26.spending", 5),
        ("11!信访.current_general", 1),
        ("11!112001.total", 1),
    ],
)
def test_the_lines_of_a_cell_add_up_to_it(book: Book, address: str, count: int) -> None:
    found = trace(book, address)
    assert found is not None
    assert (found.count, found.fen) == (count, cell(book, address).value)


def test_every_amount_of_every_table_is_the_sum_of_its_trace(book: Book) -> None:
    tables = [sheet for sheet in all_sheets(book) if "-" not in sheet.name]
    amounts = [cell for sheet in tables for cell in sheet.cells if cell.type == "amount" and "!" in cell.address]
    assert len(amounts) > 100
    for each in amounts:
        found = trace(book, each.address)
        assert found is not None
        assert found.fen == each.value, each.address


def test_a_trace_names_the_line_by_its_economic_item(book: Book) -> None:
    found = trace(book, "05!2080599.operating")
    assert found is not None
    assert found.lines[0].label == "30299 其他商品和服务支出"
    assert found.yuan == "30,000.00"


def test_a_trace_says_which_other_cells_the_line_moves(book: Book) -> None:
    found = trace(book, "05!2080599.operating")
    assert found is not None
    effects = {effect.address: effect.text for effect in found.effects}
    assert effects["03!2080599.basic"] == "3.00"
    assert effects["07!30299.operating"] == "3.00"
    assert effects["06!112001.operating"] == "3.00"


def test_a_cell_that_one_line_makes_is_bound_to_its_amount(book: Book) -> None:
    bound = cell(book, "05!2080599.operating").binding
    assert bound is not None
    assert (bound.entry, bound.table, bound.column) == ("basic", "expenditure", "amount")
    assert book.connection.execute("select economic from expenditure where id = ?", (bound.row_id,)).fetchone() == (
        "30299",
    )


@pytest.mark.parametrize(
    "address", ["05!2014001.personnel", "05!2080599.total", "05!20805.operating", "05!total.project"]
)
def test_sums_are_never_typed_into(book: Book, address: str) -> None:
    assert cell(book, address).binding is None


def test_a_project_amount_is_bound_to_the_line_of_its_project(book: Book) -> None:
    bound = cell(book, "11!信访.current_general").binding
    assert bound is not None
    assert bound.entry == "project_spending"


def test_income_that_follows_spending_can_be_typed_over_in_the_form(book: Book) -> None:
    bound = cell(book, "02!112002.current_general").binding
    assert bound is not None
    assert (bound.entry, bound.table) == ("income", "funding")


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("14!funds/spending_operating.amount", 2),
        ("15/信访!sources/local.amount", 1),
        ("15/信访!costs/办公.local", 1),
    ],
)
def test_the_numbers_of_documents_have_traces_too(book: Book, address: str, count: int) -> None:
    found = trace(book, address)
    assert found is not None
    assert (found.count, found.fen) == (count, cell(book, address).value)


def test_a_line_says_which_number_of_a_document_it_moves(book: Book) -> None:
    found = trace(book, "05!2080599.operating")
    assert found is not None
    assert [(effect.label, effect.text) for effect in found.effects if effect.address.startswith("14!")] == [
        ("运转类项目支出", "11")
    ]


def test_texts_have_no_trace(book: Book) -> None:
    assert trace(book, "05!2014001.name") is None


def test_no_placeholder_of_the_pack_is_left_in_a_title(book: Book) -> None:
    tables = [sheet for sheet in all_sheets(book) if "-" not in sheet.name]
    addresses = [cell.address for sheet in tables for cell in sheet.cells if "!" in cell.address]
    titles = [found.title for address in addresses if (found := trace(book, address))]
    assert [title for title in titles if "{" in title] == []
