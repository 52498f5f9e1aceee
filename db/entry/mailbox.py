"""The address of a mailbox, as it is typed: one, plain, or a sentence that says what is wrong with it."""

import re

from db.entry.faults import CellFault
from db.mailbox import LONGEST, is_mailbox, is_reserved

_IN_BRACKETS = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")
_BETWEEN = re.compile(r"[,;、\s]+")


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
        first = _BETWEEN.split(text)[0]
        said = "这里只填一个邮箱地址；有几个收件人的，发送前在邮件里补上。"
        raise CellFault(said, first if is_mailbox(first) else None)
    if "@" not in text:
        raise CellFault(f"“{text}”不是邮箱地址：缺少 @，应像 name@domain.cn 这样填。")
    joined = "".join(text.split()).replace("。", ".")
    if is_mailbox(joined):
        raise CellFault("邮箱地址里不能有空格和中文标点，请删去。", joined)
    if not text.isascii():
        raise CellFault(f"“{text}”不是邮箱地址：里面有中文或全角字符，请只用字母、数字和半角符号。")
    if len(text) > LONGEST:
        raise CellFault(f"邮箱地址太长：最多 {LONGEST} 个字符，请核对。")
    raise CellFault(f"“{text}”不是完整的邮箱地址，应像 name@domain.cn 这样填。")
