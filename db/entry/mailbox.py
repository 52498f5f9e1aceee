"""The address of a mailbox, as it is typed: one, plain, or a sentence that says what is wrong with it."""

import re

from db.entry.faults import CellFault

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
)
_LONGEST = 200
_IN_BRACKETS = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")
# Names that stand for no mailbox and never will (RFC 2606): what a pack writes where nobody has told it better.
_RESERVED = re.compile(r"[^@]*@(?:[^@]*\.)?(?:example|test|invalid|localhost|example\.(?:com|net|org))", re.IGNORECASE)


def read_mailbox(text: str) -> str:
    """The address. Raises CellFault: what is wrong, and how to mend it."""
    if is_mailbox(text):
        if is_reserved(text):
            raise CellFault(f"“{text}”是示例地址，收不到邮件，请填财政局实际使用的邮箱。")
        return text
    named = _IN_BRACKETS.fullmatch(text)
    if named and is_mailbox(named[1]):
        raise CellFault("这里只填邮箱地址，不带姓名和尖括号。", named[1])
    if text.count("@") > 1:
        first = re.split(r"[,;、\s]+", text)[0]
        raise CellFault(
            "这里只填一个邮箱地址；有几个收件人的，发送前在邮件里补上。", first if is_mailbox(first) else None
        )
    if "@" not in text:
        raise CellFault(f"“{text}”不是邮箱地址：缺少 @，应像 name@domain.cn 这样填。")
    joined = "".join(text.split()).replace("。", ".")
    if is_mailbox(joined):
        raise CellFault("邮箱地址里不能有空格和中文标点，请删去。", joined)
    if not text.isascii():
        raise CellFault(f"“{text}”不是邮箱地址：里面有中文或全角字符，请只用字母、数字和半角符号。")
    if len(text) > _LONGEST:
        raise CellFault(f"邮箱地址太长：最多 {_LONGEST} 个字符，请核对。")
    raise CellFault(f"“{text}”不是完整的邮箱地址，应像 name@domain.cn 这样填。")


def is_mailbox(text: str) -> bool:
    """Is it one plain address that a mail can be sent to?"""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def is_reserved(address: str) -> bool:
    """Does the address stand for no mailbox, a place where the real one belongs?"""
    return _RESERVED.fullmatch(address) is not None
