"""Slow work: off the drawing thread, told on it."""

import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from db.errors import BookError
from desktop.app import watch
from desktop.panels.work_line import WorkLine
from desktop.work import Progress, Work


def test_the_work_runs_on_another_thread(qtbot: QtBot) -> None:
    work = Work("甲")
    with qtbot.waitSignal(work.done) as done:
        work.start(lambda _progress: threading.current_thread() is threading.main_thread())
    assert done.args == [False]


def test_its_result_is_told_on_the_drawing_thread(qtbot: QtBot) -> None:
    work = Work("甲")
    told: list[bool] = []
    work.done.connect(lambda _result: told.append(threading.current_thread() is threading.main_thread()))
    with qtbot.waitSignal(work.over):
        work.start(lambda _progress: 1)
    assert told == [True]


def test_a_refusal_is_told_as_its_sentence(qtbot: QtBot) -> None:
    def refuse(_progress: Progress) -> None:
        raise BookError("磁盘已满。")

    work = Work("甲")
    with qtbot.waitSignal(work.refused) as refused:
        work.start(refuse)
    assert refused.args == ["磁盘已满。"]


def test_a_bug_comes_back_as_it_was(qtbot: QtBot) -> None:
    bug = ZeroDivisionError()

    def fail(_progress: Progress) -> None:
        raise bug

    work = Work("甲")
    with qtbot.waitSignal(work.broken) as broken:
        work.start(fail)
    assert broken.args == [bug]


def test_work_that_is_given_up_stops_at_its_next_step(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long(progress: Progress) -> None:
        begun.set()
        go_on.wait(5)
        progress.step(1, 2)

    work = Work("甲")
    with qtbot.waitSignal(work.cancelled):
        work.start(long)
        begun.wait(5)
        work.cancel()
        go_on.set()


def test_slow_work_shows_itself_until_it_is_over(qtbot: QtBot) -> None:
    go_on = threading.Event()
    line = WorkLine()
    qtbot.addWidget(line)
    work = Work("正在生成")
    line.watch(work)
    with qtbot.waitSignal(work.over):
        work.start(lambda _progress: go_on.wait(5))
        qtbot.waitUntil(lambda: not line.isHidden())
        go_on.set()
    assert line.isHidden()


def test_quick_work_never_shows_itself(qtbot: QtBot) -> None:
    line = WorkLine()
    qtbot.addWidget(line)
    work = Work("正在生成")
    line.watch(work)
    shown: list[None] = []
    work.slow.connect(lambda: shown.append(None))
    with qtbot.waitSignal(work.over):
        work.start(lambda _progress: None)
    assert shown == []


def test_the_result_of_work_given_up_at_its_end_is_not_told(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def last_part(_progress: Progress) -> int:
        begun.set()
        go_on.wait(5)
        return 1

    work = Work("甲")
    told: list[object] = []
    work.done.connect(told.append)
    with qtbot.waitSignal(work.cancelled):
        work.start(last_part)
        begun.wait(5)
        work.cancel()
        go_on.set()
    assert told == []


def test_the_line_stays_with_the_work_that_began_last(qtbot: QtBot) -> None:
    first, second = Work("甲"), Work("乙")
    line = WorkLine()
    qtbot.addWidget(line)
    line.watch(first)
    line.watch(second)
    second.slow.emit()
    first.over.emit()
    assert not line.isHidden()


def bug(line: str) -> BaseException:
    """An exception that comes from a line of its own."""
    try:
        exec(compile(f"{line}1 / 0", "<code>", "exec"))  # noqa: S102 - blank lines and a division
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_only_the_first_bug_opens_a_page_and_others_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    shown: list[BaseException] = []
    kept: list[BaseException] = []
    watch(shown.append, kept.append)
    first, second = bug(""), bug("\n")
    for one in (first, second, first, second):
        sys.excepthook(type(one), one, one.__traceback__)
    assert (shown, kept) == ([first], [second])
