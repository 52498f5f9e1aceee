"""A book names its pack and version: one that is missing is named, an earlier one refused, a later one told of."""

import shutil
from pathlib import Path

import pytest

from db.book import Book, NewBook
from db.errors import BookError, MissingPack
from db.exchange.publication import published
from db.exchange.submission import gather, reopen
from db.file.backups import copies
from db.file.recovery import kept_of
from db.insist import insist
from db.money import AmountUnit
from db.restoring import restore
from tests.db.pack_files import folder_of
from tests.db.small import NEW_LINE, amounts, clock


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf with version 2 of the pack."""
    folder_of(tmp_path / "packs", version="2")
    return tmp_path / "packs"


@pytest.fixture
def path(tmp_path: Path, shelf: Path) -> Path:
    """A book of version 2, with one line."""
    new = NewBook(
        year=2031,
        department_code="112",
        budget_name="样例部门",
        units=(("112001", "样例部门本级"),),
        pack="river-2031",
        amounts=AmountUnit.WAN,
    )
    with Book.create(tmp_path / "样例.ysb", new, (shelf,), clock=clock) as book, book.action("录入一行"):
        book.connection.execute(NEW_LINE, (100,))
    return tmp_path / "样例.ysb"


def put(shelf: Path, version: str) -> None:
    """Have that version on the shelf, and no other."""
    shutil.rmtree(shelf / "river-2031")
    folder_of(shelf, version=version)


def edit(shelf: Path) -> None:
    """Change a file of the pack, and not its version."""
    (shelf / "river-2031" / "text").mkdir()
    (shelf / "river-2031" / "text" / "new.txt").write_text("新", encoding="utf-8")


def type_amount(book: Book, amount: int) -> None:
    with book.action(f"录入 {amount}"):
        book.connection.execute(NEW_LINE, (amount,))


def seal(path: Path, shelf: Path) -> None:
    with Book.open(path, (shelf,), clock=clock) as book, book.beyond_undo():
        book.connection.execute("update book set frozen = 1")


# -- missing


def test_a_book_whose_pack_is_missing_names_it_with_its_version(path: Path) -> None:
    with pytest.raises(MissingPack, match=r"“样例\.ysb”.*“river-2031”第 2 版.*安装表样包") as refusal:
        Book.open(path, ())
    assert (refusal.value.pack, refusal.value.book) == ("river-2031", path)


def test_a_book_that_was_refused_can_be_opened_once_its_pack_is_there(path: Path, shelf: Path) -> None:
    with pytest.raises(MissingPack):
        Book.open(path, ())
    with Book.open(path, (shelf,)) as book:
        assert amounts(book) == [100]


def test_what_the_missing_pack_extends_is_named_too(path: Path, shelf: Path) -> None:
    (shelf / "river-2031" / "pack.toml").write_text('id = "river-2031"\nextends = "base-2030"\n', encoding="utf-8")
    with pytest.raises(MissingPack, match=r"“river-2031”第 2 版，它要用的表样包“base-2030”") as refusal:
        Book.read(path, (shelf,))
    assert refusal.value.pack == "base-2030"


@pytest.mark.parametrize("version", ["1", "1.9", "draft"])
def test_a_book_is_not_opened_with_an_earlier_version(path: Path, shelf: Path, version: str) -> None:
    put(shelf, version)
    before = path.read_bytes()
    with pytest.raises(MissingPack, match=rf"第 2 版，这台电脑上只有第 {version} 版"):
        Book.open(path, (shelf,))
    assert path.read_bytes() == before


def test_a_snapshot_is_not_made_with_an_earlier_version(path: Path, shelf: Path) -> None:
    put(shelf, "1")
    with pytest.raises(MissingPack):
        Book.read(path, (shelf,))


def test_the_command_line_says_the_same(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from db.cli import main

    monkeypatch.setenv("YUSUANBEN_PACKS", str(tmp_path / "none"))
    assert main(["check", str(path)]) == 65
    said = capsys.readouterr().err
    assert ("“river-2031”第 2 版" in said, "yusuanben pack install" in said) == (True, True)


# -- a later version


def test_the_same_version_changes_nothing(path: Path, shelf: Path) -> None:
    before = path.read_bytes()
    with Book.open(path, (shelf,)) as book:
        assert book.pack_change is None
    assert path.read_bytes() == before


def test_a_later_version_is_told_of(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    with Book.open(path, (shelf,)) as book:
        assert book.pack_change is not None
        assert "第 2 版，现在按第 3 版" in book.pack_change.sentence


def test_a_later_version_is_told_of_once(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    Book.open(path, (shelf,)).close()
    with Book.open(path, (shelf,)) as book:
        assert (book.pack_change, book.record().pack_version) == (None, "3")


def test_a_later_version_stands_in_the_history(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    with Book.open(path, (shelf,), clock=clock) as book:
        newest = book.history()[-1]
        assert (newest.caption, newest.state, newest.made_at) == (
            "表样包从第 2 版换成第 3 版",
            "done",
            "2024-11-05T09:30:00+00:00",
        )


def test_undo_passes_over_the_change_of_version(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    with Book.open(path, (shelf,)) as book:
        assert book.undo_caption == "录入一行"
        book.undo()
        assert (amounts(book), book.record().pack_version) == ([], "3")


def test_redo_outlives_the_change_of_version(path: Path, shelf: Path) -> None:
    with Book.open(path, (shelf,)) as book:
        book.undo()
    put(shelf, "3")
    with Book.open(path, (shelf,)) as book:
        book.redo()
        assert amounts(book) == [100]


def test_a_step_to_the_change_of_version_redoes_nothing(path: Path, shelf: Path) -> None:
    with Book.open(path, (shelf,)) as book:
        book.undo()
    put(shelf, "3")
    with Book.open(path, (shelf,)) as book:
        book.step_to(book.history()[-1].id)
        assert amounts(book) == []


def test_a_copy_is_kept_that_the_earlier_version_opens(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    Book.open(path, (shelf,)).close()
    put(shelf, "2")
    (copy,) = copies(path)
    with Book.read(copy.path, (shelf,)) as book:
        assert (copy.reason, amounts(book)) == ("换表样包前", [100])


def test_a_copy_of_the_earlier_version_can_be_taken_back(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    with Book.open(path, (shelf,), clock=clock) as book:
        with book.action("改"):
            book.connection.execute("update expenditure set amount = 7")
        restore(book, copies(path)[-1].path, clock())
        assert (amounts(book), book.record().pack_version) == ([100], "3")


@pytest.mark.parametrize("now", ["", "1", "3"])
def test_a_copy_is_taken_back_with_the_version_that_its_book_is_open_with(path: Path, shelf: Path, now: str) -> None:
    with Book.open(path, (shelf,), clock=clock) as book:
        copy = book.back_up("每日")
        type_amount(book, 200)
        if now:
            put(shelf, now)  # installed while the book is open
        else:
            shutil.rmtree(shelf)
        restore(book, copy, clock())
        assert (amounts(book), book.record().pack_version) == ([100], "2")


def test_a_copy_of_a_later_version_is_not_taken_back_by_an_earlier_one(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    later = path.with_name("后来.ysb")
    shutil.copyfile(path, later)
    Book.open(later, (shelf,)).close()
    put(shelf, "2")
    with Book.open(path, (shelf,)) as book, pytest.raises(MissingPack, match=r"后来\.ysb.*第 3 版"):
        restore(book, later, clock())


def test_a_publication_is_reckoned_with_the_version_that_its_book_is_open_with(path: Path, shelf: Path) -> None:
    with Book.open(path, (shelf,)) as book:
        put(shelf, "3")  # installed while the book is open
        with published(book) as public:
            assert public.pack is book.pack


def test_a_snapshot_says_with_which_version_it_was_made_and_leaves_the_file(path: Path, shelf: Path) -> None:
    put(shelf, "3")
    before = path.read_bytes()
    with Book.read(path, (shelf,)) as book:
        assert (book.record().pack_version, book.pack_change is None) == ("3", False)
    assert (path.read_bytes(), copies(path)) == (before, ())


@pytest.mark.parametrize("opened_before", [False, True])
def test_what_the_disk_did_not_take_is_written_though_the_pack_is_a_later_one_now(
    path: Path, shelf: Path, tmp_path: Path, opened_before: bool
) -> None:
    away = path.with_name("拔出")
    with Book.open(path, (shelf,), clock=clock) as book:
        path.rename(away)
        insist(book, lambda: type_amount(book, 200), tmp_path / "本机")
    away.rename(path)
    put(shelf, "3")
    if opened_before:
        Book.open(path, (shelf,), clock=clock).close()
    with Book.open(path, (shelf,), clock=clock) as book:
        (kept,) = kept_of(tmp_path / "本机", book.record().uuid)
        book.take_back(kept)
        assert (amounts(book), book.record().pack_version, book.history()[-1].caption) == (
            [100, 200], "3", "表样包从第 2 版换成第 3 版",
        )  # fmt: skip


def test_what_the_disk_did_not_take_stays_out_of_a_book_that_was_worked_on_with_the_later_pack(
    path: Path, shelf: Path, tmp_path: Path
) -> None:
    away = path.with_name("拔出")
    with Book.open(path, (shelf,), clock=clock) as book:
        path.rename(away)
        insist(book, lambda: type_amount(book, 200), tmp_path / "本机")
    away.rename(path)
    put(shelf, "3")
    with Book.open(path, (shelf,), clock=clock) as book:
        type_amount(book, 300)
        (kept,) = kept_of(tmp_path / "本机", book.record().uuid)
        with pytest.raises(BookError, match="被改动过"):
            book.take_back(kept)
        assert (amounts(book), book.record().pack_version) == ([100, 300], "3")


def test_a_sealed_book_keeps_the_version_it_was_handed_in_with(path: Path, shelf: Path) -> None:
    seal(path, shelf)
    put(shelf, "3")
    with Book.open(path, (shelf,)) as book:
        assert book.pack_change is not None
        assert (book.record().pack_version, "上报时" in book.pack_change.sentence) == ("2", True)


def test_what_is_drawn_of_a_sealed_book_names_the_version_it_was_reckoned_with(path: Path, shelf: Path) -> None:
    seal(path, shelf)
    put(shelf, "3")
    with Book.open(path, (shelf,)) as book:
        assert gather(book, draft=True).cover.pack_version == "3"


def test_a_sealed_book_that_is_reopened_goes_on_with_the_later_version(path: Path, shelf: Path) -> None:
    seal(path, shelf)
    put(shelf, "3")
    with Book.open(path, (shelf,)) as book:
        reopen(book, "财政局退回")
        assert (book.record().pack_version, book.history()[-1].caption) == ("3", "表样包从第 2 版换成第 3 版")


# -- other files under the same version


@pytest.fixture
def based(shelf: Path) -> Path:
    """The folder of a pack that the pack of the book extends."""
    folder_of(shelf, "base-2030")
    toml = shelf / "river-2031" / "pack.toml"
    toml.write_text(f'extends = "base-2030"\n{toml.read_text("utf-8")}', encoding="utf-8")
    return shelf / "base-2030"


def test_other_files_of_the_same_version_are_told_of_once_with_a_copy_and_a_note(path: Path, shelf: Path) -> None:
    edit(shelf)
    with Book.open(path, (shelf,)) as book:
        assert book.pack_change is not None
        assert "仍是第 2 版，内容（或它所依据的表样包）却与这本账套上次打开时不同" in book.pack_change.sentence
        assert (book.history()[-1].caption, book.undo_caption) == ("表样包第 2 版换了内容", "录入一行")
    with Book.open(path, (shelf,)) as book:
        assert (book.pack_change, [it.reason for it in copies(path)]) == (None, ["换表样包前"])


def test_a_later_version_of_what_its_pack_extends_is_told_of(based: Path, path: Path, shelf: Path) -> None:
    shutil.rmtree(based)
    folder_of(shelf, based.name, version="2")
    with Book.open(path, (shelf,)) as book:
        assert book.pack_change is not None
        assert "所依据的表样包" in book.pack_change.sentence


def test_what_no_figure_is_made_of_is_not_told_of(based: Path, path: Path, shelf: Path) -> None:
    (shelf / "river-2031" / "README.md").write_text("说明", encoding="utf-8")
    (shelf / "river-2031" / "Thumbs.db").touch()
    overridden = next((shelf / "river-2031" / "forms").iterdir())  # the base's own is not read
    (based / "forms" / overridden.name).write_text("# 不用的", encoding="utf-8")
    shelf.rename(shelf.with_name("搬走"))
    with Book.open(path, (shelf.with_name("搬走"),)) as book:
        assert book.pack_change is None


def test_a_sealed_book_is_told_each_time_that_its_pack_is_not_what_it_was_handed_in_with(
    path: Path, shelf: Path
) -> None:
    seal(path, shelf)
    before = path.read_bytes()
    edit(shelf)
    for _ in range(2):
        with Book.open(path, (shelf,)) as book:
            assert book.pack_change is not None
            assert "上报时不同" in book.pack_change.sentence
    assert path.read_bytes() == before


def test_a_book_of_a_program_that_knew_versions_only_opens_without_a_word_and_is_told_of_what_comes_after(
    path: Path, shelf: Path
) -> None:
    with Book.open(path, (shelf,)) as book, book.beyond_undo():
        book.connection.execute("update book set pack_content = ''")
    with Book.open(path, (shelf,)) as book:
        assert (book.pack_change, book.history()[-1].caption, copies(path)) == (None, "录入一行", ())
    edit(shelf)
    with Book.read(path, (shelf,)) as book:
        assert book.pack_change is not None


def test_the_command_line_tells_of_a_later_version(
    path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from db.cli import main

    put(shelf, "3")
    monkeypatch.setenv("YUSUANBEN_PACKS", str(shelf))
    main(["check", str(path), "--json"])
    told = capsys.readouterr()
    assert ("第 2 版，现在按第 3 版" in told.err, "第 3 版" in told.out) == (True, False)
