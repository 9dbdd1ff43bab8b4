"""Nothing an editor does all day holds the window: the real lanes, the real loop, each act under the watchdog.

It looks at how much of the processor the window's thread uses between two turns of its loop. Time of the processor,
not of the clock: a machine that is busy with other things holds nobody here; where the processor itself is slow or
shared, the limit grows as a piece of plain work does.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from duikan.services.workspace import Workspace
from duikan.ui import asks
from duikan.ui.desk import Desk
from duikan.ui.jobs import Jobs
from duikan.ui.main_window import MainWindow
from duikan.ui.project import Project
from duikan.ui.settings import Settings

LIMIT = 0.050
KNOWN: frozenset[str] = frozenset()  # acts that may hold it, each with a reason; none
_USUAL = 0.006  # seconds for the piece of plain work where the figures were taken


@dataclass(frozen=True, slots=True)
class Stall:
    """What held the thread, and for how long."""

    act: str
    seconds: float
    limit: float


@dataclass(eq=False)
class Watchdog:
    """Looks at every turn of the event loop while `during` runs."""

    slowness: Callable[[], float]
    stalls: list[Stall] = field(default_factory=list[Stall])

    def during(self, act: str, work: Callable[[], object], until: Callable[[], bool], patience: float = 60.0) -> None:
        """Run `work` from the loop, and the loop until it is so; every turn over the limit is a stall."""
        beats = QObject()
        QTimer.singleShot(0, beats, work)
        end = time.monotonic() + patience
        settled = 0
        while settled < 3:  # what a turn asks for comes in the next ones
            began = time.thread_time()
            QApplication.processEvents()
            held = time.thread_time() - began
            if held > LIMIT and held > (limit := LIMIT * self.slowness()):
                self.stalls.append(Stall(act, held, limit))
            settled = settled + 1 if until() else 0
            assert time.monotonic() < end, f"{act} does not end"
            time.sleep(0)  # the lanes have their turn


def slowness() -> float:
    """How much longer plain work takes here and now than where the figures were taken; 1 where it does not."""
    return max(1.0, min(_plain() for _ in range(3)) / _USUAL)


def _plain() -> float:
    began = time.thread_time()
    found: dict[int, str] = {}
    for at in range(40_000):
        found[at % 512] = str(at)
    return time.thread_time() - began


@pytest.fixture
def laned(sample: Path, tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    project = Project(Workspace.open(shutil.copy(sample, tmp_path / "mine.duikan")), Jobs(), "mine.duikan")
    window = MainWindow(Settings(name="測試"))
    window.set_project(project)
    window.show()
    Watchdog(slowness).during("open", lambda: None, lambda: project.jobs.idle)
    yield window
    window.leave_project()
    window.close()
    project.close()
    window.deleteLater()
    qapp.processEvents()


def busy(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_a_function_that_holds_the_window_is_caught(qapp: QApplication) -> None:
    watchdog = Watchdog(lambda: 1.0)
    done: list[int] = []
    watchdog.during("work", lambda: (busy(0.080), done.append(1)), lambda: bool(done))
    assert [stall.act for stall in watchdog.stalls] == ["work"]
    assert watchdog.stalls[0].seconds >= 0.080


def test_waiting_and_short_work_hold_nothing(qapp: QApplication) -> None:
    watchdog = Watchdog(lambda: 1.0)
    done: list[int] = []
    watchdog.during("wait", lambda: (time.sleep(0.080), done.append(1)), lambda: bool(done))
    watchdog.during("work", lambda: (busy(0.010), done.append(2)), lambda: len(done) == 2)
    assert watchdog.stalls == []


def acts(window: MainWindow, desk: Desk) -> dict[str, Callable[[], object]]:
    """A round of an editor's day."""
    article = desk.articles[0].id
    return {
        "choose the next conflict": lambda: desk.side.step(1),
        "choose another": lambda: desk.side.step(1),
        "filter the queue": desk.side.conflicts.pills["high"].click,
        "group the queue": desk.side.conflicts.regroup,
        "open an article": lambda: desk.panes.open(article),
        "scroll a page": lambda: desk.panes.active.view.verticalScrollBar().setValue(800),
        "mark a claim": lambda: desk.project.do("claim.add", asks.highlight, article, 0, 6),
        "undo": desk.project.undo,
        "redo": desk.project.redo,
        "show the facts": lambda: desk.side.show_tab("facts"),
        "choose a fact": lambda: desk.side.step(1),
        "show the claims": lambda: desk.side.show_tab("claims"),
        "show the history": lambda: desk.side.show_tab("history"),
        "four panes": lambda: desk.panes.set_count(4),
        "find in all": lambda: window.palette_list.begin(),
    }


def test_nothing_of_a_day_holds_the_window(laned: MainWindow) -> None:
    desk = laned.desk
    assert desk is not None
    watchdog = Watchdog(slowness)
    for name, act in acts(laned, desk).items():
        watchdog.during(name, act, lambda: desk.project.jobs.idle)
    assert [stall for stall in watchdog.stalls if stall.act not in KNOWN] == []
