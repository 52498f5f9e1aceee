"""Store a book of today's version: `python -m tests.books.make`. See the README beside it."""

from datetime import UTC, datetime
from pathlib import Path

from db import schema
from db.book import Book, NewBook
from db.money import AmountUnit

BOOKS = Path(__file__).parent

# A gesture each: caption, then its SQL. Every table of the ledger gets a row.
_GESTURES: tuple[tuple[str, str], ...] = (
    (
        "填写基本信息",
        """
        update book set legal_name = '样例区样例局', short_name = '样例局',
            deadline = '2024-11-20', filler = '甲';
        insert into headcount (unit, kind, authorised, actual, position)
            values (1, 'administrative', 12, 11, 1);
        insert into state_asset (unit, kind, count, area, value, position)
            values (1, 'house', 1, 123450, null, 1);
        """,
    ),
    (
        "录入收入",
        """
        insert into funding (unit, fund, kind, amount, typed, position)
            values (1, 'other_income', 'current', 1234500, '=1.2345万元', 7);
        """,
    ),
    (
        "录入基本支出",
        """
        insert into expenditure (unit, nature, function, economic, amount, position)
            values (1, 'operating', '2010301', '30201', 62000000, 1);
        insert into expenditure (unit, nature, function, economic, amount, typed, note, position)
            values (2, 'personnel', '2010301', '30101', -1000000, '=-1', '冲回“上年”', 1);
        """,
    ),
    (
        "新建项目",
        """
        insert into project (unit, name, category_group, total_budget, position)
            values (1, '信访工作经费', '31', 5000000, 1);
        insert into project_year (project, year, budget, position)
            values (1, 2023, 4000000, 1);
        insert into cost_item (project, item, basis, position)
            values (1, '信访事项办理', '5万元/年', 1);
        insert into expenditure (unit, nature, project, cost_item, function, economic, amount, position)
            values (1, 'project', 1, 1, '2010308', '30299', 5000000, 2);
        insert into asset_plan (project, name, amount, position)
            values (1, '台式计算机', 500000, 1);
        insert into objective (project, term, text, weight_share, position)
            values (1, 'annual', '办结', 100, 1);
        insert into indicator (objective, level3, value_now, weight, position)
            values (1, '办结率', '≥95%', 10, 1);
        """,
    ),
    (
        "录入采购与服务",
        """
        insert into procurement (unit, project, catalog_code, function, economic, quantity, unit_price, position)
            values (1, 1, 'A02010105', '2010308', '30299', 2, 250000, 1);
        insert into service_purchase (unit, content, quantity, amount, function, economic, position)
            values (2, '印刷服务', 1, 300000, '2010301', '30201', 1);
        """,
    ),
    (
        "录入其他",
        """
        insert into prior_figure (unit, measure, year, stage, value, position)
            values (null, 'income', 2023, 'budget', 60000000, 1);
        insert into control (round, unit, nature, amount, position)
            values ('二上', 1, 'operating', 61000000, 1);
        insert into code (catalog, code, name, parent, position)
            values ('function', '2010399', '其他支出', '20103', 1);
        insert into narrative (topic, text, position)
            values ('reasons', '人员增加。', 1);
        insert into pending (table_name, row_id, column_name, text, reason)
            values ('expenditure', 9, 'amount', '六块五', '不是金额');
        insert into explanation (check_id, address, left_value, right_value, text, made_at, position)
            values ('none', '05!total.total', '1', '2', '已核对', '2024-11-05', 1);
        insert into explanation (check_id, address, left_value, right_value, text, made_at, position)
            values ('none', 'entry/basic/#2.economic', '30101', '', '已核对', '2024-11-05', 2);
        insert into unverified (table_name, row_id, column_name)
            values ('indicator', 1, 'value_prior1');
        insert into prior_line (year, table_name, unit, kind, function, economic, fund, amount, position)
            values (2023, 'expenditure', '112001', 'operating', '2010301', '30201', 'general', 60000000, 1);
        """,
    ),
    (
        "改办公费",
        """
        update expenditure set amount = 65000000 where id = 1;
        """,
    ),
    (
        "删一行",
        """
        delete from service_purchase where id = 1;
        """,
    ),
)


def make(path: Path) -> None:
    """A book with two undone actions, one overtaken, and a submission. Raises TargetExists."""
    new = NewBook(
        year=2024,
        department_code="112",
        budget_name="样例区样例局",
        units=(("112001", "样例区样例局本级"), ("112002", "样例区样例中心")),
        pack="jianghan-2024",
        amounts=AmountUnit.WAN,
    )
    with Book.create(
        path,
        new,
        clock=lambda: datetime(2024, 11, 5, 9, 30, tzinfo=UTC),
        uuid=lambda: "00000000-0000-4000-8000-000000000001",
    ) as book:
        with book.action("改错了"):
            book.connection.execute("update unit set name = '错' where id = 1")
        book.undo()
        for caption, text in _GESTURES:
            with book.action(caption):
                for statement in schema.statements(text):
                    book.connection.execute(statement)
        with book.beyond_undo():
            book.connection.execute(
                "insert into submission (revision, round, kind, made_at, check_code, content) "
                "values (1, '一上', 'draft', '2024-11-05', '', '{}')"
            )
        book.undo()
        book.undo()


if __name__ == "__main__":
    make(BOOKS / f"v{schema.newest()}-every-table.ysb")
