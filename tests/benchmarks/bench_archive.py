"""How fast the window stays on a newsroom's archive: the queue of a million conflicts, a start with 1,000 articles."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from archive import archive
from bench_window import application, milliseconds, started
from duikan.services.buckets import QueueFilter
from duikan.services.queue import queue_sizes, queue_window
from duikan.services.workspace import Workspace
from duikan.ui import asks
from duikan.ui.conflicts.panel import ConflictPanel
from duikan.ui.jobs import Jobs
from duikan.ui.main_window import MainWindow
from duikan.ui.paged import ROW
from duikan.ui.project import Project
from duikan.ui.settings import Settings
from measure import Row

MILLION = 1_000_000


def timed(work: Callable[[], object]) -> float:
    """Once, in milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def p95(times: list[float]) -> float:
    """The time that one in twenty exceeds."""
    return sorted(times)[int(len(times) * 0.95)]


def bench_start_with_an_archive() -> Iterator[Row]:
    yield from started(archive(1_000, 50_000, 500), "start with 1,000 articles, 50,000 mentions", 0.8)


def bench_choose() -> Iterator[Row]:
    app = application()
    with tempfile.TemporaryDirectory(prefix="duikan-bench-") as folder:
        path = Path(shutil.copy(archive(1_000, 50_000, 500), Path(folder) / "archive.duikan"))
        project = Project(Workspace.open(path), Jobs(immediate=True), "bench")
        window = MainWindow(Settings())
        window.set_project(project)
        window.show()
        app.processEvents()
        desk, turn = window.desk, [0]
        assert desk is not None

        def choose() -> None:
            turn[0] += 1
            desk.side.conflicts.list.choose(turn[0] % 20)
            app.processEvents()

        yield Row("choose a conflict to both passages painted, 1,000 articles", milliseconds(choose), "ms", 60)
        window.leave_project()
        window.close()
        project.close()


def bench_highlight() -> Iterator[Row]:
    """Through the whole program: the act, its line of history and the page painted with it; undo the same."""
    app = application()
    with tempfile.TemporaryDirectory(prefix="duikan-bench-") as folder:
        path = Path(shutil.copy(archive(2, 20_000), Path(folder) / "archive.duikan"))
        project = Project(Workspace.open(path), Jobs(immediate=True), "bench")
        window = MainWindow(Settings())
        window.set_project(project)
        window.show()
        app.processEvents()
        desk, turn = window.desk, [0]
        assert desk is not None
        here = desk.panes.active.article_id
        assert here is not None

        def add() -> None:
            turn[0] += 1
            project.do("claim.add", asks.highlight, here, turn[0] * 40, turn[0] * 40 + 20)
            app.processEvents()

        def undo() -> None:
            project.undo()
            app.processEvents()

        yield Row("add a highlight: kept and shown, 280,000 characters, 10,000 marks", milliseconds(add), "ms", 10)
        yield Row("undo it: kept and shown", milliseconds(undo), "ms", 10)
        window.leave_project()
        window.close()
        project.close()


def bench_queue_by_sql() -> Iterator[Row]:
    with Workspace.open(archive(1_000, 50_000, MILLION), read_only=True) as workspace:
        first = milliseconds(lambda: workspace.read(queue_window, QueueFilter(), 0, 10))
        yield Row("first rows of 1,000,000 conflicts, from the database", first, "ms", 5)
        sizes = workspace.read(queue_sizes)
        counting = milliseconds(lambda: workspace.read(queue_sizes))
        yield Row("counts of every filter, 1,000,000 conflicts, in a lane", counting, "ms")
        for asked, name in (
            (QueueFilter("open", "low", depends=True, two_sources=True), "four filters"),
            (QueueFilter("open", order="article"), "by article"),
            (QueueFilter("open", order="fact"), "by fact"),
        ):
            taken = milliseconds(lambda asked=asked: workspace.read(queue_window, asked, 0, 10, "", sizes))
            yield Row(f"filter or sort 1,000,000 conflicts to first rows: {name}", taken, "ms", 25)


def bench_sidebar() -> Iterator[Row]:
    app = application()
    workspace = Workspace.open(archive(1_000, 50_000, MILLION), read_only=True)
    project = Project(workspace, Jobs(immediate=True), "bench")
    panel = ConflictPanel(project)
    panel.resize(396, 900)
    panel.show()
    yield Row("sidebar of 1,000,000 conflicts, counted and painted", timed(lambda: _refreshed(panel, app)), "ms")
    panel.close()
    panel = ConflictPanel(project)
    panel.resize(396, 900)
    panel.show()
    panel._sizes = dict(workspace.read(queue_sizes))  # the count comes from its lane beside this
    yield Row("sidebar of 1,000,000 conflicts, painted", timed(lambda: _begun(panel, app)), "ms", 50)

    def turn() -> None:
        panel.pills["low"].click()
        app.processEvents()

    yield Row("filter the sidebar of 1,000,000, painted", milliseconds(turn), "ms", 25)
    panel.close()
    project.close()


def bench_sidebar_pages() -> Iterator[Row]:
    """A page at a time, with the lanes of a window: one that is turned to before its rows are there waits for them."""
    app = application()
    workspace = Workspace.open(archive(1_000, 50_000, MILLION), read_only=True)
    project = Project(workspace, Jobs(), "bench")
    panel = ConflictPanel(project)
    panel.resize(396, 900)
    panel.show()
    panel.refresh()
    _answered(project, app)
    times: list[float] = []
    for _ in range(80):
        times.append(timed(lambda: _paged(panel, app)))
        _answered(project, app)  # while the editor looks at it
    yield Row("a page of the sidebar, p95", p95(times), "ms", 8)
    panel.close()
    project.close()


def _answered(project: Project, app: QApplication) -> None:
    while not project.jobs.idle:
        app.processEvents()
    app.processEvents()


def _refreshed(panel: ConflictPanel, app: QApplication) -> None:
    panel.refresh()
    app.processEvents()


def _begun(panel: ConflictPanel, app: QApplication) -> None:
    panel._feed.begin()
    app.processEvents()


def _paged(panel: ConflictPanel, app: QApplication) -> None:
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.value() + bar.pageStep())
    panel.list.viewport().repaint()
    while any(panel.list.model().index(row, 0).data(ROW) is None for row in panel.list.rows_in_sight()):
        app.processEvents()
