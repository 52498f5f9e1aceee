"""What does not tie is told once, by what most likely made it: the cell, row or column that is wrong, and its slip."""

from collections.abc import Iterator, Sequence

import pytest

from db import ledger
from db.book import Book
from db.checks.bench import Bench, Stands
from db.checks.cause import Cause, CauseKind, grouped
from db.checks.diagnosis import diagnose
from db.checks.explanations import Answers, Explanation
from db.checks.finding import Finding
from db.checks.findings import findings
from db.checks.judge import Judge
from db.checks.places import Places
from db.checks.slips import slip
from db.checks.stages import stage_name
from db.forms.compile import compile_stages
from db.money import AmountUnit
from db.pack import load
from db.printout import findings_json, findings_text
from tests.db.sample_ledger import UUID, sample_ledger

PACK = "jianghan-2024"


class Forms:
    """The sample's forms on a bench; what they are reproached with as they are has been answered."""

    def __init__(self) -> None:
        pack = load(PACK)
        stages = compile_stages(sample_ledger(), pack)
        self.bench = Bench(pack, Stands(UUID, "112", "二上", AmountUnit.WAN, pack.info.year))
        self.bench.fill({name: stages.rows(name) for name in stages.names() if name.startswith("form_")})
        self.answers: Answers = {
            (one.check, one.address): Explanation(one.check, one.address, one.left, one.right, "属实")
            for one in self._reproaches()
        }

    def _reproaches(self) -> Sequence[Finding]:
        """What is said of the forms, without what made it, which takes its time."""
        stands, stages = self.bench.stands, self.bench.stages
        judge = Judge(self.bench.pack, stands.round, stands.amounts, {}, Places(self.bench.pack))
        return judge.judge(lambda check: stages.asked(stage_name(check.id), "not holds"), self.bench.checks)

    def change(self, *statements: str) -> None:
        """Do something to the forms."""
        for sql in statements:
            assert self.bench.connection.execute(sql).rowcount > 0

    def open(self) -> Sequence[Finding]:
        """The findings that nobody has answered."""
        return [one for one in self.bench.findings(self.answers) if not one.settled]

    def cause(self) -> Cause:
        """The one cause of everything that is open."""
        (group,) = grouped(self.open())
        assert group.cause is not None
        return group.cause


@pytest.fixture(scope="module")
def sample() -> Iterator[Forms]:
    forms = Forms()
    with forms.bench:
        yield forms


@pytest.fixture
def forms(sample: Forms) -> Iterator[Forms]:
    sample.bench.connection.execute("savepoint test")
    yield sample
    sample.bench.connection.execute("rollback to test")
    sample.bench.connection.execute("release test")


def amount(forms: Forms, relation: str, key: str, column: str) -> int:
    sql = f"select {column} from temp.{relation} where row_key = ?"
    (found,) = forms.bench.connection.execute(sql, (key,)).fetchone()
    assert isinstance(found, int)
    return found


def write(forms: Forms, relation: str, key: str, column: str, fen: int) -> None:
    forms.change(f"update temp.{relation} set {column} = {fen} where row_key = '{key}'")


def test_没有错的表没有什么要说(forms: Forms) -> None:
    assert forms.open() == []


def test_两位数字写颠倒_指到这一格并说出应为多少(forms: Forms) -> None:
    right = amount(forms, "form_05", "2014001", "personnel")
    steps = str(right // 10_000)
    write(forms, "form_05", "2014001", "personnel", int(steps[1] + steps[0] + steps[2:]) * 10_000 + right % 10_000)
    cause = forms.cause()
    assert (cause.kind, cause.address) == ("swapped-digits", "05!2014001.personnel")
    assert cause.expected == f"{right / 1_000_000:,.2f}"


def test_一格错_许多处对不上_只说一次(forms: Forms) -> None:
    write(forms, "form_03", "total", "total", amount(forms, "form_03", "total", "total") + 70_000_000)
    (group,) = grouped(forms.open())
    assert len(group.findings) > 3
    assert f"{len(group.findings)} 处就都对得上" in str(group.cause and group.cause.message)


@pytest.mark.parametrize(("factor", "kind"), [(10_000, "unit"), (10, "tenfold"), (-1, "sign")])
def test_元当万元_小数点和正负号各叫得出(forms: Forms, factor: int, kind: CauseKind) -> None:
    write(forms, "form_02", "112001", "total", amount(forms, "form_02", "112001", "total") * factor)
    cause = forms.cause()
    assert (cause.kind, cause.address) == (kind, "02!112001.total")


def test_别的表有的一行这里漏了(forms: Forms) -> None:
    forms.change("delete from temp.form_05 where row_key = '2014001'")
    cause = forms.cause()
    assert (cause.kind, cause.address) == ("missing-row", "05!2014001")


def test_一行写了两遍(forms: Forms) -> None:
    columns = ", ".join(forms.bench.stages.columns("form_05"))
    again = columns.replace("row_key", "row_key || '#2'")
    forms.change(f"insert into temp.form_05 ({columns}) select {again} from temp.form_05 where row_key = '2014001'")
    cause = forms.cause()
    assert (cause.kind, cause.address) == ("extra-row", "05!2014001#2")


def test_两栏整栏写反了(forms: Forms) -> None:
    forms.change("update temp.form_05 set personnel = operating, operating = personnel")
    cause = forms.cause()
    assert (cause.kind, cause.address) == ("swapped-columns", "05!.personnel")


def test_整张表按元填_只说一次(forms: Forms) -> None:
    columns = ("total", "basic", "personnel", "operating", "project")
    forms.change("update temp.form_05 set " + ", ".join(f"{column} = {column} * 10000" for column in columns))
    cause = forms.cause()
    assert (cause.kind, cause.address) == ("unit", "05!")
    assert "05表像是全按元填的：改为万元" in cause.message


def test_一栏按元填(forms: Forms) -> None:
    forms.change("update temp.form_05 set operating = operating * 10000")
    cause = forms.cause()
    assert (cause.kind, cause.address) == ("unit", "05!.operating")


def test_没有改过来的名称_说出应是哪个(forms: Forms) -> None:
    forms.change("update temp.form_05 set name = '原' || name where row_key = '2014001'")
    cause = forms.cause()
    assert (cause.kind, cause.found) == ("stale-name", f"原{cause.expected}")


def test_两处错分成两组_各有各的后果(forms: Forms) -> None:
    write(forms, "form_02", "112001", "total", amount(forms, "form_02", "112001", "total") * 10)
    write(forms, "form_07", "30101", "total", amount(forms, "form_07", "30101", "total") * 10_000)
    places = {group.cause and group.cause.address for group in grouped(forms.open())}
    assert places == {"02!112001.total", "07!30101.total"}


def test_同一组的条目排在一起_最重的一组在前(forms: Forms) -> None:
    write(forms, "form_02", "112001", "total", amount(forms, "form_02", "112001", "total") * 10)
    write(forms, "form_07", "30101", "total", amount(forms, "form_07", "30101", "total") * 10_000)
    found = forms.open()
    assert [one for group in grouped(found) for one in group.findings] == list(found)


def test_互不相干的两处错_各自旁边不提另一处(forms: Forms) -> None:
    documents = [name for (name,) in forms.bench.connection.execute("select project from temp.form_15_head").fetchall()]
    for name in documents[:2]:
        forms.change(f"update temp.form_15_annual set weight = weight + 30 where ordinal = 1 and project = '{name}'")
    said = [group.cause.message for group in grouped(forms.open()) if group.cause and "weight" in group.cause.address]
    assert len(said) == 2
    assert [sum(name in message for name in documents[:2]) for message in said] == [1, 1]


def test_一个目标的权重比例写在一格里_也当一格改(forms: Forms) -> None:
    (name,) = forms.bench.connection.execute("select max(project) from temp.form_15_annual").fetchone()
    forms.change(f"update temp.form_15_annual set weight_share = 10 where project = '{name}'")
    cause = forms.cause()
    assert (cause.kind, cause.address.rpartition(".")[2], cause.expected) == ("tenfold", "weight_share", "100")


def test_找原因不改动表里的数(forms: Forms) -> None:
    write(forms, "form_02", "112001", "total", 1)
    before = forms.bench.connection.execute("select * from temp.form_02").fetchall()
    forms.open()
    assert forms.bench.connection.execute("select * from temp.form_02").fetchall() == before


def test_已说明的不再追究原因(forms: Forms) -> None:
    assert all(one.cause is None for one in forms.bench.findings(forms.answers))


@pytest.mark.parametrize(
    ("expected", "found", "kind"),
    [
        (334_750_000, 343_750_000, "swapped-digits"),
        (12_340_000, 15_340_000, "digit"),
        (12_340_000, 123_400_000, "tenfold"),
        (12_340_000, 1_230_000, "tenfold"),  # what the last decimal lost
        (12_340_000, 123_400_000_000, "unit"),
        (12_340_000, -12_340_000, "sign"),
        (12_340_000, 99_990_000, "figure"),
        (200_000, 1, "figure"),
        (30_660_000, 3_660_000, "figure"),  # nobody writes 03.66
        (30_000, 10_000, "digit"),  # 0.03 is not ten times 0.01
        (10_000, 50_000, "digit"),
        (10_000, 140_000, "figure"),
        (12_340_000, 123_490_000, "figure"),  # nothing was cut off: it is larger
    ],
)
def test_一个数怎样变成另一个数(expected: int, found: int, kind: CauseKind) -> None:
    assert slip(expected, found, AmountUnit.WAN) == kind


EARNED = {"unit": "112001", "function": "2014001", "economic": "30202", "fund": "事业收入"}
INCOME = {"unit": "112001", "fund": "事业收入", "kind": "本年"}


def balance(book: Book) -> Finding:
    return next(one for one in findings(book) if one.check == "balance-fund")


def test_收入比支出多一万倍_改哪一格一点就改(book: Book) -> None:
    ledger.add(book, "basic", EARNED | {"amount": "12.34"})
    ledger.add(book, "income", INCOME | {"amount": "123400万元"})
    cause = balance(book).cause
    assert cause is not None
    assert (cause.kind, cause.address, cause.expected) == ("unit", "entry/income/7.amount", "12.34")
    assert [mend.certain for mend in cause.mends] == [True]


def test_两边都可能错的_另一边也说到_不给一键改(book: Book) -> None:
    ledger.add(book, "basic", EARNED | {"amount": "12.34"})
    ledger.add(book, "income", INCOME | {"amount": "123.40"})
    cause = balance(book).cause
    assert cause is not None
    assert (cause.kind, cause.mends) == ("tenfold", ())
    assert "也可能是“基本支出”第2行" in cause.message


def test_一种资金多的正是另一种少的_说可能记错了资金性质(book: Book) -> None:
    ledger.add(book, "basic", EARNED | {"amount": "12.34"})
    ledger.add(book, "income", INCOME | {"fund": "其他收入", "amount": "12.34"})
    causes = {one.cause for one in findings(book) if one.check == "balance-fund"}
    (cause,) = causes
    assert cause is not None
    assert "记错了资金性质" in cause.message


def test_正负号写反的_说的是正负号(book: Book) -> None:
    ledger.add(book, "basic", EARNED | {"amount": "-12.34"})
    ledger.add(book, "income", INCOME | {"amount": "12.34"})
    cause = balance(book).cause
    assert cause is not None
    assert (cause.kind, cause.address, cause.expected) == ("sign", "entry/basic/2.amount", "12.34")


def test_冲减的一行不替别处的错背锅(book: Book) -> None:
    ledger.add(book, "basic", EARNED | {"amount": "12.34"})
    ledger.add(book, "basic", EARNED | {"economic": "30201", "amount": "-1.00"})
    ledger.add(book, "income", INCOME | {"amount": "113.40"})
    cause = balance(book).cause
    assert cause is not None
    assert (cause.kind, cause.address, cause.expected) == ("tenfold", "entry/income/7.amount", "11.34")


def test_不存在的科目引起的几条_归到写它的那一格(book: Book) -> None:
    ledger.add(book, "basic", {"unit": "112001", "function": "9990199", "economic": "30201", "amount": "1"})
    group = next(it for it in grouped(findings(book)) if it.cause and it.cause.kind == "same")
    assert group.cause is not None
    assert group.cause.address == "entry/basic/2.function"
    assert {one.check for one in group.findings} >= {"unknown-function", "tie-03-01-class"}


def test_互不相干的提示不并成一条(book: Book) -> None:
    projects = [one for one in findings(book) if one.address.startswith("entry/project/1.") and one.cause]
    assert projects == []


def test_命令行里原因说一次_后果缩进在下面(forms: Forms) -> None:
    write(forms, "form_03", "total", "total", amount(forms, "form_03", "total", "total") * 10)
    found = forms.open()
    head, cause, *rest = findings_text(found).splitlines()
    assert (head, cause[:5]) == ("错误", "  原因：")
    assert [line[:4].strip() for line in rest[: len(found)]] == [""] * len(found)


def test_JSON里每条带着原因和依据(forms: Forms) -> None:
    write(forms, "form_02", "112001", "total", amount(forms, "form_02", "112001", "total") * 10)
    (cause,) = {str(line["cause"]["address"]) for line in findings_json(forms.open())}
    assert cause == "02!112001.total"
    assert all(line["basis"] for line in findings_json(forms.open()))


def test_等得太久就不再找原因_找过的表照旧(forms: Forms) -> None:
    write(forms, "form_05", "2014001", "personnel", 77_000_000)
    rows = "select * from temp.form_05"
    before = forms.bench.connection.execute(rows).fetchall()
    answered = {key: (one.left, one.right) for key, one in forms.answers.items()}
    assert diagnose(forms.bench, answered) != ()
    assert diagnose(forms.bench, answered, patience=0) == ()
    assert forms.bench.connection.execute(rows).fetchall() == before


def test_项目的两个数一起改了_不说汇总的行是多出来的(forms: Forms) -> None:
    forms.change(
        "update temp.form_11 set total = total + 40000, current_general = current_general + 40000 "
        "where row_key = '信访工作经费'"
    )
    causes = {one.cause for one in forms.open() if one.cause is not None}
    assert not any(cause.kind == "extra-row" for cause in causes)


def test_不等了就停在半路_表里的数照旧(forms: Forms) -> None:
    write(forms, "form_05", "2014001", "operating", 1)
    tried = []

    def give_up() -> None:
        tried.append(forms.bench.connection.in_transaction)
        if len(tried) == 5:
            raise StopTryingError

    with pytest.raises(StopTryingError):
        forms.bench.findings(forms.answers, give_up)
    assert len(tried) == 5
    assert amount(forms, "form_05", "2014001", "operating") == 1


class StopTryingError(Exception):
    pass
