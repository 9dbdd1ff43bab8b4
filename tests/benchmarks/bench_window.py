"""How fast the window answers, offscreen: from the start to a usable window, and every act of a long day."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication, QWidget

from duikan.services.projects import sample_project
from duikan.services.views import Mark, Paragraph
from duikan.services.workspace import Workspace
from duikan.ui import fonts, theme
from duikan.ui.jobs import Jobs
from duikan.ui.main_window import MainWindow
from duikan.ui.project import Project
from duikan.ui.reading.strip import Strip
from duikan.ui.reading.view import PageView
from duikan.ui.settings import Settings
from measure import Row, seconds

SENTENCE = (
    "全市去年新建糧倉三十五座，總投資8.6億元，比上年增長12.5%；到2027年底，將再建成30座至50座，惠及農戶超過7.6萬戶。"
)
PARAGRAPH = SENTENCE * 4
KINDS = ("number", "verified", "conflict", "depends")
RUNS = 9


def application() -> QApplication:
    """The one application, dressed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.use(app, "light")
    app.setFont(fonts.sans(13))
    return app


def article(size: int) -> tuple[str, list[Paragraph]]:
    """A text of about so many characters, in paragraphs as a newspaper has them."""
    count = size // (len(PARAGRAPH) + 1)
    width = len(PARAGRAPH)
    text = "\n".join([PARAGRAPH] * count)
    return text, [Paragraph(at * (width + 1), at * (width + 1) + width, "body") for at in range(count)]


def marks(size: int, count: int, *, overlapping: bool = False) -> list[Mark]:
    """So many marks, evenly; half of them claims over the numbers where they overlap."""
    step = size / count
    return [
        Mark(int(at * step), int(at * step) + (16 if overlapping and at % 2 else 4), _kind(at, overlapping), at + 1)
        for at in range(count)
    ]


def _kind(at: int, overlapping: bool) -> str:
    return "claim" if overlapping and at % 2 else KINDS[at % len(KINDS)]


def page(parent: QWidget | None = None) -> tuple[PageView, Strip]:
    """A page with its strip, as wide as one of two."""
    view = PageView(parent)
    strip = Strip(view, parent)
    view.resize(520, 860)
    strip.resize(9, 840)
    view.show()
    strip.show()
    return view, strip


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of several runs."""
    return seconds(work, runs) * 1000


_START = """
import sys, time
began = time.perf_counter()
from duikan import __main__
import gc; gc.disable()
from duikan.ui.app import run
def watch(desk):
    def stands():
        desk.window.repaint()
        print(time.perf_counter() - began, time.process_time(), flush=True)
        if desk.project.workspace.__class__.__name__ == "Workspace":
            here()
    def here():
        print(time.perf_counter() - began, flush=True)
        app.quit()
    from PySide6.QtWidgets import QApplication
    app = QApplication.instance()
    desk.settled.connect(stands)
    desk.arrived.connect(here)
sys.exit(run(sys.argv[1], watch))
"""


def started(where: Path, name: str, wanted: float) -> Iterator[Row]:
    """How long processes of their own take, from their first line to a window with its pages and queue, painted."""
    with tempfile.TemporaryDirectory(prefix="duikan-bench-") as folder:
        places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "PYTHONPYCACHEPREFIX")
        environment = os.environ | dict.fromkeys(places, folder)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # warm: the first run leaves the bytecode
        command = [sys.executable, "-c", _START, str(where)]

        def start() -> list[float]:
            done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
            return [float(one) for one in done.stdout.split()]

        start()
        for file in Path(folder).rglob("*.seen"):
            file.unlink()
        yield Row(f"{name}, changed by another program since", start()[0], "s")
        stands, busy, open_ = (statistics.median(column) for column in zip(*(start() for _ in range(5)), strict=True))
    yield Row(f"{name}, warm", stands, "s", wanted)
    yield Row(f"{name}, warm: work of the processor", busy, "s")
    yield Row(f"{name}, warm: open for changes", open_, "s")


def bench_start() -> Iterator[Row]:
    """A process of its own, from its first line to a window with its pages and its queue."""
    with tempfile.TemporaryDirectory(prefix="duikan-bench-") as folder:
        yield from started(sample_project(Path(folder)), "start to usable window, sample project", 0.6)


def bench_open() -> Iterator[Row]:
    application()
    for size, count, overlapping, wanted in ((100_000, 2_000, False, 40), (1_000_000, 10_000, True, 120)):
        yield _opening(size, count, overlapping=overlapping, wanted=wanted)


def _opening(size: int, count: int, *, overlapping: bool, wanted: float) -> Row:
    text, paragraphs = article(size)
    found = marks(len(text), count, overlapping=overlapping)
    other = text.replace("糧", "米")
    view, strip = page()
    turn = cycle((other, text))

    def show() -> None:
        view.set_page(next(turn), paragraphs, found)
        strip.set_marks(found)
        view.grab()
        strip.grab()

    taken = milliseconds(show)
    view.close()
    return Row(f"open an article of {size:,} characters, {count:,} marks, painted", taken, "ms", wanted)


def bench_scroll() -> Iterator[Row]:
    application()
    text, paragraphs = article(500_000)
    found = marks(len(text), 10_000, overlapping=True)
    for panes, wanted in ((1, 8), (2, 12), (4, 24)):
        views = [page()[0] for _ in range(panes)]
        for view in views:
            view.set_page(text, paragraphs, found)
            view.grab()
        times: list[float] = []
        for at in range(120):
            began = time.perf_counter()
            for view in views:
                view.verticalScrollBar().setValue((at + 1) * 800)
                view.grab()
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        yield Row(
            f"a page of scrolling, {panes} of 500,000 characters, p95", times[int(len(times) * 0.95)], "ms", wanted
        )


def bench_marks() -> Iterator[Row]:
    application()
    text, paragraphs = article(500_000)
    found = marks(len(text), 10_000, overlapping=True)
    more = [*found, Mark(1_000, 1_040, "claim", 99_999)]
    view, strip = page()
    view.set_page(text, paragraphs, found)
    strip.set_marks(found)
    view.grab()
    strip.grab()
    turn = [0]

    def change() -> None:
        turn[0] += 1
        view.set_marks((found, more)[turn[0] % 2])
        strip.set_marks((found, more)[turn[0] % 2])
        view.grab()
        strip.grab()

    yield Row("add or remove a highlight, shown, 500,000 characters, 10,000 marks", milliseconds(change), "ms", 10)
    place = QPointF(view.text_left + 40, 60)
    yield Row("which marks are under the mouse, the same", milliseconds(lambda: view.marks_at(place)), "ms", 1)


def bench_memory() -> Iterator[Row]:
    """What four pages more take: their texts, marks, layouts of what was seen, and strips."""
    app = application()
    text, paragraphs = article(500_000)
    kept: list[object] = []

    def add(number: int) -> None:
        own = text.replace("糧", chr(ord("米") + number))
        found = marks(len(own), 10_000, overlapping=True)
        view, strip = page()
        view.set_page(own, paragraphs, found)
        strip.set_marks(found)
        for at in range(20):
            view.verticalScrollBar().setValue(at * 800)
            view.grab()
        strip.grab()
        app.processEvents()
        kept.append((view, strip, found))

    add(0)  # faces, glyphs, caches
    before = resident()
    for number in range(1, 5):
        add(number)
    yield Row("memory of a pane, 500,000 characters, 10,000 marks", (resident() - before) / 4, "MB", 15)


def resident() -> float:
    """What this process holds in memory, in MB; 0 where the system does not say."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if told.exists() else 0.0


def bench_desk() -> Iterator[Row]:
    app = application()
    with tempfile.TemporaryDirectory(prefix="duikan-bench-") as folder:
        project = Project(Workspace.open(sample_project(Path(folder))), Jobs(immediate=True), "bench")
        window = MainWindow(Settings())
        window.set_project(project)
        window.show()
        app.processEvents()
        desk = window.desk
        assert desk is not None
        rows = desk.side.conflicts.list.model().rowCount()
        turn = [0]

        def choose() -> None:
            turn[0] += 1
            desk.side.conflicts.list.choose(turn[0] % rows)
            app.processEvents()

        yield Row("choose a conflict to both passages painted, sample project", milliseconds(choose), "ms", 60)
        pane = desk.panes.active
        assert pane.page is not None
        number = next(mark for mark in pane.page.marks if mark.id and mark.kind != "claim")
        box = pane.view.box_of(number.start, number.end)

        def hover() -> None:
            pane.span_hovered.emit((), box)
            pane.span_hovered.emit((number,), box)
            app.processEvents()

        yield Row("hover a number to its card, sample project", milliseconds(hover), "ms", 30)
        window.leave_project()
        window.close()
        project.close()
