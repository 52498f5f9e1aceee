"""The program's entry: the window, or the command line when the first word is one of its verbs."""

import gc
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import BookError
from desktop.launch import Start, call, start_of

if TYPE_CHECKING:
    from db.exchange.submission import Faces, Submission

USAGE, BUG = 64, 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code. Imports of Qt and click wait until it is known which one is wanted."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] == "--screenshot":
        return _screenshot(words[1:])
    start = start_of(words)
    if start is None:
        from db.cli import main as command_line

        return command_line(words, faces())
    return _window(start)


def faces() -> "Faces":
    """What a submission is drawn as besides the workbook, by those who need Qt for it: read in when it is drawn."""
    return {"pdf": _pdf}


def _pdf(submission: "Submission") -> Mapping[str, bytes]:
    from desktop.printing.pdf import pdf_face

    return pdf_face(submission)


def _window(start: Start) -> int:
    if start.book is not None and call(start.book.absolute()):
        return 0
    # What is made until the window stands lives as long as it: nothing to collect, and a twentieth of the start.
    gc.disable()
    from desktop.app import application
    from desktop.home import this_home
    from desktop.starting import run

    home = this_home()
    try:
        return run(application(sys.argv[:1]), start, home, faces())
    except Exception as error:  # a bug before there was a window to show it
        from desktop.report import report, write
        from desktop.surroundings import versions

        log = write(report(error, [versions()]), home.log)
        where = f"，报告存为 {log}" if log else ""
        _say(f"程序出错了（{type(error).__name__}）{where}，请把报告发给维护人员。")
        return BUG


def _say(sentence: str) -> None:
    """Tell somebody who may have no console: a program with a window has none on Windows."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, sentence, "预算本", 0x10)


def _screenshot(words: Sequence[str]) -> int:
    if len(words) != 2:
        print("用法：yusuanben --screenshot 图片.png 账套.ysb", file=sys.stderr)
        return USAGE
    from desktop.app import application
    from desktop.shot import take

    try:
        take(application(sys.argv[:1]), Path(words[0]), Path(words[1]))
    except BookError as error:
        print(error.message, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
