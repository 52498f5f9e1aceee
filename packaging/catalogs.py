"""Builds a pack's catalogs from plain code lists, and the pinyin initials by which codes are completed.

python packaging/catalogs.py LISTS FOLDER    build FOLDER's catalogs from the lists (func-expenditure.csv …)
python packaging/catalogs.py FOLDER          compute anew the pinyin column of the catalogs already there
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pypinyin import Style, lazy_pinyin

Row = dict[str, str]

# Where pypinyin's dictionary cuts a word wrongly, or has the rarer reading. One letter per character.
READINGS = {
    "上行站": "sxz",
    "上行线": "sxx",
    "网上行为": "wsxw",
    "调湿调温": "tstw",
    "调压": "ty",
    "调速": "ts",
    "调配": "tp",
    "稳定调节": "wdtj",
    "定调节": "dtj",
    "长距离": "cjl",
    "卡和": "kh",
    "轧制": "zz",
    "冷轧": "lz",
    "热轧": "rz",
    "轧钢": "zg",
    "盛装": "cz",
    "钯": "b",
    # Words of an accountant's day, so that they stay right whatever the dictionary's next edition says.
    "行政": "xz",
    "银行": "yh",
    "行业": "hy",
    "重点": "zd",
    "重建": "cj",
    "差旅": "cl",
    "调查": "dc",
    "调出": "dc",
    "调入": "dr",
    "调剂": "tj",
    "调整": "tz",
    "会计": "kj",
    "长期": "cq",
    "还本": "hb",
}


def initials(name: str) -> str:
    """Pinyin initials in lower case, Latin letters and digits kept, all else left out: 办公费 → bgf.

    Raises ValueError for a Chinese character without a reading.
    """
    plain = unicodedata.normalize("NFKC", name)
    # The documented way to keep one item per character; only the annotation does not know it.
    letters = lazy_pinyin(plain, style=Style.FIRST_LETTER, errors=list)  # type: ignore[arg-type]
    for word, reading in READINGS.items():
        for found in re.finditer(word, plain):
            letters[found.start() : found.end()] = reading
    if unread := [letter for letter in letters if "\u4e00" <= letter <= "\u9fff"]:
        raise ValueError(f"no reading for {''.join(unread)} in {name}")
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum()).lower()


def classification_parent(code: str) -> str:
    """Of 2014001 it is 20140, of 20140 it is 201, of 201 nothing."""
    return code[:-2] if len(code) > 3 else ""


def procurement_parent(code: str) -> str:
    """Of A01010101 it is A01010100, … of A01000000 it is A, of A nothing."""
    if len(code) == 1:
        return ""
    pairs = [code[at : at + 2] for at in range(1, 9, 2)]
    last = max(place for place, pair in enumerate(pairs) if pair != "00")
    return code[0] + "".join(pairs[:last]).ljust(8, "0") if last else code[0]


def service_parent(code: str) -> str:
    """Of A0101 it is A01, of A01 it is A, of A nothing."""
    return {1: "", 3: code[:1]}.get(len(code), code[:3])


def with_parent(parent: Callable[[str], str]) -> Callable[[Row], Row]:
    def added(row: Row) -> Row:
        return row | {"parent": parent(row["code"])}

    return added


def service(row: Row) -> Row:
    name = row[f"level{row['level']}"]
    return row | {"parent": service_parent(row["code"]), "name": name}


def obsolete(row: Row) -> Row:
    catalog = "economic" if row["code"].startswith("3") else "function"
    note = row["note"].replace("年份凭记忆", "年份待核")
    return row | {"catalog": catalog, "note": note}


# catalog file -> its list, its columns, what is added to a row
CATALOGS: dict[str, tuple[str, str, Callable[[Row], Row]]] = {
    "function.csv": (
        "func-expenditure.csv",
        "code name level parent fund pinyin certainty",
        with_parent(classification_parent),
    ),
    "economic.csv": (
        "econ-department.csv",
        "code name level parent nature pinyin certainty",
        with_parent(classification_parent),
    ),
    "government_economic.csv": (
        "econ-government.csv",
        "code name level parent pinyin certainty",
        with_parent(classification_parent),
    ),
    "economic_map.csv": ("econ-map.csv", "department_code unit_kind government_code", dict),
    "obsolete.csv": ("obsolete.csv", "code name catalog replaced_by since note", obsolete),
    "procurement.csv": (
        "procurement.csv",
        "code name level parent pinyin",
        with_parent(procurement_parent),
    ),
    "services.csv": ("services.csv", "code level1 level2 level3 level parent name pinyin", service),
}


def read(path: Path) -> tuple[list[str], list[Row]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """One catalog, with its pinyin column computed when it has one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(row | {"pinyin": initials(row["name"])} if "pinyin" in columns else row)


def build(lists: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (source, columns, complete) in CATALOGS.items():
        _, rows = read(lists / source)
        write(folder / name, columns.split(), [complete(row) for row in rows])


def recompute(folder: Path) -> None:
    for path in sorted(folder.glob("*.csv")):
        columns, rows = read(path)
        if "pinyin" in columns:
            write(path, columns, rows)


def main(arguments: Sequence[str]) -> int:
    match [Path(argument) for argument in arguments]:
        case [lists, folder]:
            build(lists, folder)
        case [folder]:
            recompute(folder)
        case _:
            print(__doc__, file=sys.stderr)
            return 64
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
