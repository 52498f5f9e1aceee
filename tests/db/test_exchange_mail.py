"""The mail of a submission, read back by the email package: what it says, what is attached, what nobody slips in."""

from email.message import EmailMessage
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import ledger
from db.book import Book
from db.errors import BadUsage, PackError
from db.exchange import submission
from db.exchange.attachments import NoAttachment, read_attachments, size_warning
from db.exchange.code import canonical
from db.exchange.letter import _figures
from db.exchange.mail import mail_face
from db.exchange.mime import Mail, draft_bytes
from db.exchange.submission import Submission
from db.forms.sheet import Binding
from db.money import AmountUnit
from db.pack import load
from tests.db.reading_mail import attached, read_back, text_of
from tests.db.sample_book import sample_book
from tests.packs.test_second_pack import PACK

ADDRESS = Binding("book", "book", 1, "bureau_mail")
SCAN = {"盖章页.pdf": b"%PDF-1.4 scan"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_book(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def gathered(sample: Path) -> Submission:
    with Book.read(sample) as book:
        return submission.gather(book, draft=True)


@pytest.fixture(scope="module")
def drawn(gathered: Submission) -> dict[str, bytes]:
    return submission.draw(gathered, attachments=SCAN)


@pytest.fixture(scope="module")
def mail(gathered: Submission, drawn: dict[str, bytes]) -> EmailMessage:
    return read_back(drawn[f"{gathered.stem}.eml"])


def test_the_subject_names_unit_year_round_version_and_check_code(mail: EmailMessage, gathered: Submission) -> None:
    cover = gathered.cover
    for said in (cover.department, "2024年", "二上", "第1版（草稿）", cover.code):
        assert said in mail["Subject"]


def test_the_mail_is_an_unsent_draft_that_names_neither_sender_nor_date(mail: EmailMessage) -> None:
    assert mail["X-Unsent"] == "1"
    assert {name.lower() for name in mail.keys()} == {"subject", "x-unsent", "mime-version", "content-type"}  # noqa: SIM118


def test_every_other_file_of_the_submission_is_attached_as_it_is(
    mail: EmailMessage, drawn: dict[str, bytes], gathered: Submission
) -> None:
    found = attached(mail)
    own = {name: content for name, content in drawn.items() if not name.endswith(".eml")}
    assert own
    assert {name: found[name][1] for name in own} == own
    assert found[f"{gathered.stem}.xlsx"][0] == XLSX


def test_somebodys_own_file_is_attached_under_a_name_that_begins_plainly(mail: EmailMessage) -> None:
    assert attached(mail)["112_2024_fj1_盖章页.pdf"] == ("application/pdf", b"%PDF-1.4 scan")


def test_every_attachment_begins_with_plain_letters_and_is_named_in_both_ways(mail: EmailMessage) -> None:
    for part in mail.iter_attachments():
        name = part.get_filename()
        assert str(name).startswith("112_2024_")
        assert part["Content-Type"].params["name"] == name
        assert str(part["Content-Disposition"]).startswith("attachment")


def test_the_name_is_said_in_one_piece(drawn: dict[str, bytes], gathered: Submission) -> None:
    content = drawn[f"{gathered.stem}.eml"]
    assert (content.count(b"filename*="), content.count(b"filename*0")) == (3, 0)


def test_the_text_says_the_sums_the_files_and_what_the_code_is_good_for(
    mail: EmailMessage, gathered: Submission
) -> None:
    text = text_of(mail)
    for said in ("江汉区财政局", "收入总计 825.16 万元", "项目支出 342.19 万元", gathered.cover.code, "不能证明"):
        assert said in text
    assert f"1. {gathered.stem}.xlsx（" in text
    assert f"2. {gathered.stem}.docx（" in text
    assert "3. 112_2024_fj1_盖章页.pdf（1 KB）" in text


def test_an_amount_of_the_letter_may_be_less_than_nothing() -> None:
    lines = [("01!甲.amount", "-123400"), ("01!乙.amount", "0"), ("02!甲.name", "甲\u202801!甲.amount|5")]
    addresses = {"less": "01!甲.amount", "nothing": "01!乙.amount", "text": "02!甲.name", "none": "09!甲.amount"}
    said = _figures(addresses, canonical(("112", "2024", "二上", "p 1"), lines), AmountUnit.WAN)
    assert said == {"less": "-0.12", "nothing": "0.00", "text": "", "none": ""}


def test_while_only_a_reserved_address_is_known_nobody_is_addressed_and_the_text_says_so(mail: EmailMessage) -> None:
    assert mail["To"] is None
    assert text_of(mail).startswith("【发送前请填写收件人")


def test_an_address_written_in_the_book_is_where_it_goes(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "账套.ysb").write_bytes(sample.read_bytes())
    with Book.open(tmp_path / "账套.ysb") as book:
        ledger.change(book, [ledger.Edit(ADDRESS, "yusuan@czj.gov.cn")])
        made = submission.gather(book, draft=True)
    read = read_back(mail_face(made, {"112.xlsx": b"x"})[f"{made.stem}.eml"])
    assert read["To"] == "yusuan@czj.gov.cn"
    assert "填写收件人" not in text_of(read)


def test_the_mail_is_drawn_last_and_steps_are_told_in_the_order_of_drawing(
    gathered: Submission, drawn: dict[str, bytes]
) -> None:
    first = msgspec.structs.replace(gathered, outputs=("mail", "workbook", "document"))
    assert submission.drawable(first.outputs) == ("workbook", "document", "mail")
    told: list[tuple[int, int]] = []
    again = submission.draw(first, None, lambda done, of: told.append((done, of)), SCAN)
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert again == drawn


def test_the_same_submission_gives_the_same_bytes(gathered: Submission) -> None:
    files = {"112.xlsx": b"x" * 1000}
    assert mail_face(gathered, files, SCAN) == mail_face(gathered, files, SCAN)


@pytest.mark.parametrize("round_id", ["一上", "公开"])
def test_a_round_that_lists_no_mail_makes_none(sample: Path, round_id: str) -> None:
    with Book.read(sample) as book:
        made = submission.gather(book, draft=True, round=round_id)
    assert "mail" not in submission.drawable(made.outputs)


def test_attachments_for_a_round_without_mail_are_refused(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "扫描.pdf").write_bytes(b"x")
    with Book.read(sample) as book, pytest.raises(BadUsage, match="不出邮件草稿"):
        submission.export(book, tmp_path / "out", draft=True, round="一上", attachments=[tmp_path / "扫描.pdf"])
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def bare(gathered: Submission) -> Submission:
    """What of a submission a mail is written from."""
    return msgspec.structs.replace(gathered, forms=(), contents=(), explanations=(), content="")


SIGNS = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    ["甲\r\nBcc: 乙@b.cn", "\n\nX", "a\x85B: c", "a\u2028Bcc: c", "=?utf-8?Q?a?=", '"; name="x', "\ud800", "盖" * 300]
)


@given(unit=SIGNS, reason=SIGNS, name=SIGNS.filter(bool))
def test_no_text_becomes_a_further_line_of_a_head(bare: Submission, unit: str, reason: str, name: str) -> None:
    letter = bare.letter
    words = {**letter.words, "unit": unit, "reason": reason}
    made = msgspec.structs.replace(
        bare, letter=msgspec.structs.replace(letter, subject=f"{unit} 上报 {reason}", words=words)
    )
    (content,) = mail_face(made, {"112_表.xlsx": b"x"}, {name: b"y"}).values()
    read = read_back(content)
    assert {key.lower() for key in read.keys()} == {"subject", "x-unsent", "mime-version", "content-type"}  # noqa: SIM118
    assert "上报" in read["Subject"]
    parts = list(read.walk())[1:]
    heads = [sorted(key.lower() for key in part.keys()) for part in parts]  # noqa: SIM118
    named = ["content-disposition", "content-transfer-encoding", "content-type"]
    assert heads == [named[1:], named, named]
    assert [part.get_payload(decode=True) for part in read.iter_attachments()] == [b"x", b"y"]
    assert str(parts[2].get_filename()).startswith("112_2024_fj1_")
    assert all(len(line) <= (76 if b"=?" in line else 998) for line in content.split(b"\r\n"))


@given(subject=SIGNS, text=SIGNS)
def test_what_is_written_is_what_is_read(subject: str, text: str) -> None:
    read = read_back(draft_bytes(Mail("a@b.cn", f"题{subject}题", text), {}))
    assert read["To"] == "a@b.cn"
    plain = "".join(sign for sign in subject if sign.isprintable() and not "\ud800" <= sign <= "\udfff")
    assert all(sign in read["Subject"] for sign in plain if sign != " ")


def test_two_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    paths = [tmp_path / one / "扫描.PDF" for one in ("甲", "乙")] + [tmp_path / "扫描.pdf"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(str(path).encode())
    found = read_attachments(paths)
    assert list(found) == ["扫描.PDF", "扫描(2).PDF", "扫描(3).pdf"]
    assert list(found.values()) == [str(path).encode() for path in paths]


def test_names_that_windows_keeps_for_itself_are_no_names_of_attachments(gathered: Submission) -> None:
    (content,) = mail_face(gathered, {}, {"CON.pdf": b"1", "a:b?.pdf": b"2", ".": b"3"}).values()
    assert list(attached(read_back(content))) == ["112_2024_fj1_CON.pdf", "112_2024_fj2_a_b_.pdf", "112_2024_fj3_"]


@pytest.mark.parametrize("missing", ["没有.pdf", "."])
def test_an_attachment_that_cannot_be_read_is_refused_before_anything_is_made(
    sample: Path, tmp_path: Path, missing: str
) -> None:
    with Book.read(sample) as book, pytest.raises(NoAttachment) as refusal:
        submission.export(book, tmp_path / "out", draft=True, attachments=[tmp_path / missing])
    assert refusal.value.exit_code == 65
    assert not (tmp_path / "out").exists()


def test_a_large_mail_is_warned_of_with_its_size() -> None:
    assert size_warning(20 * 1024 * 1024) == ""
    assert "23.5 MB" in size_warning(int(23.5 * 1024 * 1024))


def with_mail(folder: Path, bureau: str) -> tuple[Path, ...]:
    text = PACK["pack.toml"].replace('outputs = ["workbook"]', 'outputs = ["workbook", "mail"]')
    for name, content in {**PACK, "pack.toml": text + bureau, "text/covering.txt": "{{ bureau }}\n"}.items():
        path = folder / "riverside-2031" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return (folder,)


@pytest.mark.parametrize(
    ("bureau", "said"),
    [
        ("", "没有 .bureau."),
        ('[[round]]\nid = "公示"\ntitle = "t"\noutputs = ["mail"]\npublic = true\n', "公开的轮次"),
        ('[bureau]\nname = "镇"\nsubject = "s"\nletter = "none"\n', "text/none"),
        ('[bureau]\nname = "镇"\nsubject = "s"\nletter = "covering"\nmail = "no address"\n', "no address"),
    ],
)
def test_a_pack_that_mails_without_words_or_address_is_refused(tmp_path: Path, bureau: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        load("riverside-2031", with_mail(tmp_path, bureau))


def test_another_pack_writes_a_letter_of_its_own(tmp_path: Path) -> None:
    bureau = '[bureau]\nname = "镇"\nsubject = "{{ unit }}"\nletter = "covering"\nmail = "a@town.cn"\n'
    found = load("riverside-2031", with_mail(tmp_path, bureau)).info.bureau
    assert found is not None
    assert (found.name, found.mail) == ("镇", "a@town.cn")
