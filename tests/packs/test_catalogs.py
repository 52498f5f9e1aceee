"""The pack's catalogs: complete trees, no duplicates, reproducible initials, the codes of the real case."""

import csv
import importlib.util
import shutil
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = ROOT / "resources" / "packs" / "jianghan-2024" / "catalogs"
SEED = ROOT / "tests" / "seed"

ROWS = {
    "function": 1760,
    "economic": 110,
    "government_economic": 81,
    "economic_map": 200,
    "obsolete": 79,
    "procurement": 4304,
    "services": 142,
    "fund": 9,
    "category_group": 5,
}
TREES = ("function", "economic", "government_economic", "procurement", "services")
KEYS = {"economic_map": ("department_code", "unit_kind")}


def rows(catalog: str) -> list[dict[str, str]]:
    with (CATALOGS / f"{catalog}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(catalog: str) -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows(catalog)}


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    # By its path: `import packaging` would find the library of that name.
    spec = importlib.util.spec_from_file_location("catalog_builder", ROOT / "packaging" / "catalogs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("catalog", "count"), ROWS.items())
def test_a_catalog_has_all_its_rows(catalog: str, count: int) -> None:
    assert len(rows(catalog)) == count


@pytest.mark.parametrize("catalog", ROWS)
def test_no_code_stands_twice(catalog: str) -> None:
    columns = KEYS.get(catalog, ("code",))
    counted = Counter(tuple(row[column] for column in columns) for row in rows(catalog))
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("catalog", ROWS)
def test_no_text_has_blanks_around_it(catalog: str) -> None:
    assert [row for row in rows(catalog) if any(text != text.strip() for text in row.values())] == []


@pytest.mark.parametrize("catalog", TREES)
def test_a_catalog_is_sorted_by_code_so_that_a_parent_precedes_its_children(catalog: str) -> None:
    codes = [row["code"] for row in rows(catalog)]
    assert codes == sorted(codes)


@pytest.mark.parametrize("catalog", TREES)
def test_every_child_has_its_parent_one_level_above(catalog: str) -> None:
    level = {row["code"]: int(row["level"]) for row in rows(catalog)}
    orphans = [
        row["code"]
        for row in rows(catalog)
        if (level.get(row["parent"]) if row["parent"] else 0) != int(row["level"]) - 1
    ]
    assert orphans == []


@pytest.mark.parametrize("catalog", TREES)
def test_the_initials_are_what_the_builder_computes_today(catalog: str, builder: ModuleType) -> None:
    differing = [row["code"] for row in rows(catalog) if row["pinyin"] != builder.initials(row["name"])]
    assert differing == []


@pytest.mark.parametrize("catalog", TREES)
def test_every_name_can_be_typed_by_initials(catalog: str) -> None:
    assert [row["code"] for row in rows(catalog) if not row["pinyin"]] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("办公费", "bgf"),
        ("差旅费", "clf"),
        ("行政运行", "xzyx"),
        ("中央银行亏损补贴", "zyyhksbt"),
        ("重点研发计划", "zdyfjh"),
        ("灾后重建补助", "zhcjbz"),
        ("调出资金", "dczj"),
        ("稳定调节基金", "wdtjjj"),
        ("人民调解服务", "rmtjfw"),
        ("会计审计服务", "kjsjfw"),
        ("社会保障缴费", "shbzjf"),
        ("长距离管道铺设", "cjlgdps"),
        ("冷轧薄板", "lzbb"),
        ("维修（护）费", "wxhf"),
        ("“五五分享”税收", "wwfxss"),
        ("LED显示屏", "ledxsp"),
        ("3D打印机", "3ddyj"),
        ("Ａ４纸", "a4z"),
    ],
)
def test_initials_follow_the_reading_in_the_word(name: str, expected: str, builder: ModuleType) -> None:
    assert builder.initials(name) == expected


def test_computing_the_initials_anew_changes_no_file(tmp_path: Path, builder: ModuleType) -> None:
    copies = Path(shutil.copytree(CATALOGS, tmp_path / "catalogs"))
    builder.main([str(copies)])
    changed = [path.name for path in copies.glob("*.csv") if path.read_bytes() != (CATALOGS / path.name).read_bytes()]
    assert changed == []


def test_the_builder_without_a_folder_says_how_it_is_used(
    builder: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (builder.main([]), "FOLDER" in capsys.readouterr().err) == (64, True)


@pytest.mark.parametrize("catalog", ["function", "economic", "procurement"])
def test_codes_of_the_real_case_stand_under_their_printed_names(catalog: str) -> None:
    with (SEED / "codes.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["code"]: row["name"] for row in csv.DictReader(file) if row["catalog"] == catalog}
    listed = names(catalog)
    assert printed == {code: listed.get(code) for code in printed}


@pytest.mark.parametrize("kind", ["administrative", "institution"])
def test_every_economic_款_maps_to_a_government_款(kind: str) -> None:
    mapped = {
        row["department_code"]: row["government_code"] for row in rows("economic_map") if row["unit_kind"] == kind
    }
    government = {row["code"] for row in rows("government_economic") if row["level"] == "2"}
    departments = {row["code"] for row in rows("economic") if row["level"] == "2"}
    assert (set(mapped), set(mapped.values()) - government) == (departments, set())


def test_an_obsolete_code_is_replaced_by_a_living_one() -> None:
    living = {"function": names("function"), "economic": names("economic")}
    dead_ends = [
        row["code"]
        for row in rows("obsolete")
        if row["replaced_by"] and row["replaced_by"] not in living[row["catalog"]]
    ]
    assert dead_ends == []


def test_an_obsolete_code_is_in_no_living_catalog() -> None:
    living = {"function": names("function"), "economic": names("economic")}
    assert [row["code"] for row in rows("obsolete") if row["code"] in living[row["catalog"]]] == []


def test_funds_and_natures_of_codes_are_known_ones() -> None:
    funds = {row["fund"] for row in rows("function")} - set(names("fund"))
    natures = {row["nature"] for row in rows("economic")} - {"personnel", "operating", "other"}
    assert (funds, natures) == (set(), set())


def test_财政拨款_is_the_first_three_funds() -> None:
    assert [row["code"] for row in rows("fund") if row["grant"] == "yes"] == [
        "general",
        "gov_fund",
        "state_capital",
    ]


def test_a_project_group_chooses_its_summary_row_and_its_tick() -> None:
    chosen = {row["code"]: (row["summary_row"], row["tick"]) for row in rows("category_group")}
    assert chosen == {
        "1": ("personnel", "running"),
        "21": ("operating", "running"),
        "22": ("operating", "running"),
        "31": ("special", "local"),
        "32": ("special", "transfer"),
    }


# Lists of codes that checks read → the catalogs that a column of theirs names.
NAMING = {
    "pair": (("function", "function", "code"), ("economic", "economic", "code")),
    "three_public": (("economic", "economic", "code"), ("measure", "measure", "code")),
    "basic_economic": (("economic", "economic", "code"), ("name", "economic", "name")),
    "equipment": (("economic", "economic", "code"), ("name", "economic", "name")),
    "purchase_word": (("economic", "economic", "code"),),
    "price_limit": (("code", "procurement", "code"),),
}


@pytest.mark.parametrize("catalog", NAMING)
def test_a_list_for_checks_names_codes_there_are(catalog: str) -> None:
    for column, other, key in NAMING[catalog]:
        known = {row[key] for row in rows(other)}
        assert [row for row in rows(catalog) if row[column] not in known] == []


@pytest.mark.parametrize(("catalog", "which", "key"), [("kind_code", "name", "name"), ("people_code", "item", "code")])
def test_a_list_over_several_catalogs_names_codes_there_are(catalog: str, which: str, key: str) -> None:
    over = "catalog" if catalog == "kind_code" else "list"
    known = {name: {row[key] for row in rows(name)} for name in ("function", "economic", "fund")}
    assert [row for row in rows(catalog) if row[which] not in known[row[over]]] == []
