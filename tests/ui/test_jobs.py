"""The lanes: answers come back on the window's thread, late ones are dropped, changes keep their order."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from duikan.errors import DuikanError, InputError
from duikan.ui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    lanes = Jobs()
    yield lanes
    lanes.close()


def test_an_answer_comes_back_on_the_window_s_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[object, int]] = []
    here = threading.get_ident()
    there: list[int] = []

    def run(_job: Job) -> object:
        there.append(threading.get_ident())
        return 7

    jobs.ask(Job("a", run, lambda value: seen.append((value, threading.get_ident())), _never))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, here)]
    assert there[0] != here


def test_an_answer_older_than_the_newest_question_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[object] = []
    gate = threading.Event()
    jobs.ask(Job("panel", lambda _job: gate.wait(10) and "old", seen.append, _never))
    jobs.ask(Job("panel", lambda _job: "new", seen.append, _never))
    qtbot.waitUntil(lambda: seen == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert seen == ["new"]


def test_changes_follow_each_other_and_none_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[object] = []
    for number in range(20):
        jobs.act(Job("do", lambda _job, number=number: number, seen.append, _never))
    qtbot.waitUntil(lambda: jobs.idle)
    assert seen == list(range(20))


def test_a_problem_goes_to_the_one_who_asked(jobs: Jobs, qtbot: QtBot) -> None:
    problems: list[DuikanError] = []

    def run(_job: Job) -> object:
        raise InputError("date.invalid", text="x")

    jobs.act(Job("do", run, _never, problems.append))
    qtbot.waitUntil(lambda: bool(problems))
    assert problems[0].code == "date.invalid"


def test_long_work_is_shown_and_can_be_stopped(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[object] = []
    started = threading.Event()

    def run(job: Job) -> object:
        done = 0
        while job.report(done, 0, "page"):
            started.set()
            done += 1
            threading.Event().wait(0.005)
        return "stopped"

    with qtbot.waitSignal(jobs.busy_changed) as shown:
        jobs.ask(Job("import", run, answers.append, _never, can_cancel=True))
    job = shown.args[0]
    assert isinstance(job, Job)
    assert started.is_set()
    job.cancel()
    qtbot.waitUntil(lambda: answers == ["stopped"])


def _never(value: object) -> None:
    raise AssertionError(value)
