"""The left list: which places a pack gives, and how each stands."""

import msgspec

from db.pack import load
from db.shelf import newest
from desktop.places import Place, Standing, State, owner, places, standings


class Finding(msgspec.Struct, frozen=True):
    check: str = "tie"
    severity: str = "error"
    address: str = ""
    forms: tuple[str, ...] = ()
    explanation: str = ""
    completeness: bool = False


BASIC = Place("tab", "基本支出", "基本支出", "录入")
FIVE = Place("form", "05", "05 分功能", "报表")
SIX = Place("form", "06", "06 分单位", "报表")
TAB_OF = {"basic": "基本支出"}


def test_places_stand_in_the_order_of_work() -> None:
    pack = load(newest())
    groups = [place.group for place in places(pack.info.tabs, pack.entries.values(), pack.forms.values())]
    assert groups == sorted(groups, key=["", "录入", "报表", "提交"].index)


def test_the_last_place_is_the_submission() -> None:
    pack = load(newest())
    assert places(pack.info.tabs, pack.entries.values(), pack.forms.values())[-1].kind == "submit"


def test_every_tab_with_entries_is_a_place() -> None:
    pack = load(newest())
    shown = {place.id for place in places(pack.info.tabs, pack.entries.values(), pack.forms.values())}
    assert {entry.tab for entry in pack.entries.values()} <= shown


def test_an_entry_address_belongs_to_its_entry() -> None:
    assert owner("entry/basic/12.amount") == ("entry", "basic")


def test_an_address_of_a_project_document_belongs_to_its_form() -> None:
    assert owner("15/信访/维稳!costs/甲.local") == ("form", "15")


def test_an_error_marks_every_form_it_is_about() -> None:
    shown = standings([FIVE, SIX], {}, [Finding(forms=("05", "06"), address="05!total.operating")], [FIVE, SIX])
    assert shown == {FIVE: Standing(State.ERROR, 1, errors=1), SIX: Standing(State.ERROR, 1, errors=1)}


def test_an_entry_finding_marks_the_tab_of_its_entry() -> None:
    shown = standings([BASIC, FIVE], TAB_OF, [Finding(address="entry/basic/3.amount")], [FIVE])
    assert shown == {BASIC: Standing(State.ERROR, 1, errors=1), FIVE: Standing(State.FINE)}


def test_an_explained_warning_leaves_the_form_fine() -> None:
    answered = Finding(severity="warning", forms=("05",), explanation="按去年口径")
    assert standings([FIVE], {}, [answered], [FIVE])[FIVE].state is State.FINE


def test_an_error_outweighs_a_warning() -> None:
    found = [Finding(severity="warning", forms=("05",)), Finding(forms=("05",))]
    assert standings([FIVE], {}, found, [FIVE])[FIVE] == Standing(State.ERROR, 1, errors=1, warnings=1)


def test_what_is_missing_in_a_tab_not_begun_does_not_mark_it() -> None:
    missing = Finding(severity="warning", address="entry/basic/1.amount", completeness=True)
    assert standings([BASIC], TAB_OF, [missing], [])[BASIC] == Standing(State.EMPTY)


def test_what_a_begun_tab_lacks_keeps_it_from_being_fine() -> None:
    missing = Finding(check="contacts", severity="hint", address="entry/basic/1.amount")
    shown = standings([BASIC], TAB_OF, [missing], [BASIC], {"contacts"})
    assert shown[BASIC] == Standing(State.WARNING, 1, missing=1)


def test_any_other_hint_leaves_a_tab_fine() -> None:
    hint = Finding(check="sme-share", severity="hint", address="entry/basic/1.amount")
    assert standings([BASIC], TAB_OF, [hint], [BASIC], {"contacts"})[BASIC] == Standing(State.FINE)
