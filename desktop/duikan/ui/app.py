"""Opens the window: first the frame, then the project, so that something is seen at once."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from duikan.errors import DuikanError
from duikan.resources import SAMPLE, resource
from duikan.ui import arriving, asks, fonts, i18n, settings, theme
from duikan.ui.arriving import Arriving
from duikan.ui.jobs import Job, Jobs
from duikan.ui.main_window import MainWindow
from duikan.ui.project import Project, Workspace
from duikan.ui.qt_words import translate_qt


class Application(QObject):
    """Holds the window and the open project; builds the window anew when language, theme or size change."""

    settled = Signal()  # the first pages and the queue stand
    arrived = Signal()  # the project that was shown as it was left is open
    _wanted = Signal()  # a lane waits for it already

    def __init__(self, app: QApplication, likes: settings.Settings) -> None:
        super().__init__(app)
        self._app = app
        self.settings = likes
        self.project: Project | None = None
        self._opening = Jobs(self)
        self._then: Callable[[], object] | None = None  # what comes when the first pages stand
        self._touring = False  # the sample was opened for the first time: show the desk around
        self._wanted.connect(self._idled, Qt.ConnectionType.QueuedConnection)
        self._dress()
        self.window = self._new_window()
        sys.excepthook = self._mistake
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _dress(self) -> None:
        i18n.set_language(self.settings.language_now)
        translate_qt(self._app, i18n.language())
        theme.use(self._app, self.settings.theme_now)
        likes = self.settings
        fonts.set_articles(likes.text_size, likes.leading, likes.measure)
        script = "Hans" if i18n.language() == "zh_Hans" else "Hant"
        fonts.set_program_script(script)
        self._app.setFont(fonts.sans(13))

    def _new_window(self) -> MainWindow:
        window = MainWindow(self.settings)
        window.open_requested.connect(self.open)
        window.sample_requested.connect(self.open_sample)
        window.settings_changed.connect(self._rebuild_soon)
        return window

    def _scheme_changed(self) -> None:
        if self.settings.theme_now == "system":
            self._rebuild_soon()

    def _rebuild_soon(self) -> None:
        # Not at once: the call comes from a widget of the window that is about to go.
        QTimer.singleShot(0, self, self.rebuild)

    def rebuild(self) -> None:
        """Show the same project in a new dress."""
        settings.save(self.settings)
        old, shown = self.window, self.window.desk.panes.articles if self.window.desk else ()
        geometry = old.saveGeometry()
        old.leave_project()
        self._dress()
        self.window = self._new_window()
        self.window.restoreGeometry(geometry)
        if self.project is not None:
            self.window.set_project(self.project)
            if self.window.desk is not None and shown:
                self.window.desk.reopen(shown)
        self.window.show()
        old.close()
        old.deleteLater()

    # Projects

    def open_sample(self) -> None:
        """Open the sample project, made at the first time."""
        folder = settings.data_folder()
        who = self.settings.name_now
        self._touring = not self.settings.toured
        opener = partial(_open_sample, folder, who)
        self._open_with(opener, i18n.t("sample_name"), folder / SAMPLE)

    def open(self, where: object, create: bool = False) -> None:
        """Open a project by its path or address."""
        text, who = str(where), self.settings.name_now
        title = Path(text).name if "://" not in text else text.rsplit("/", 1)[-1]
        place = text if "://" in text else Path(text)
        self._touring = False
        opener = partial(asks.open_workspace, place, create=create, author=who)
        self._open_with(opener, title, place if isinstance(place, Path) and not create else None)

    def _open_with(self, opener: Callable[[], Workspace], title: str, file: Path | None) -> None:
        """Open a project; at the start one in a file is shown as it was left, before it is open."""
        self.window.show_opening()
        if self.project is not None or file is None or not file.exists():
            self._open_now(opener, title)
            return

        def recalled(found: Any) -> None:
            known, notice = found
            if known and self.project is None:
                coming = Arriving(known, notice, str(file), self.settings.name_now, self._wanted.emit)
                self._show_as_left(coming, title, opener)
            else:
                self._open_now(opener, title)

        folder = settings.seen_folder()
        self._opening.ask(Job("recall", lambda _job: arriving.recall(folder, file), recalled, self._not_opened))

    def _open_now(self, opener: Callable[[], Workspace], title: str) -> None:
        def opened(workspace: Any) -> None:
            self._show(workspace, title)
            self._then = self._settle

        self._opening.act(Job("open", lambda _job: opener(), opened, self._not_opened))

    def _show_as_left(self, coming: Arriving, title: str, opener: Callable[[], Workspace]) -> None:
        self._show(coming, title)
        project = self.project

        def arrived(workspace: Any) -> None:
            if self.project is project and project is not None:
                workspace.author = coming.author
                project.workspace = workspace
                if workspace.newest != coming.notice and self.window.desk is not None:
                    self.window.desk.refresh()
            self.arrived.emit()

        def open_it() -> None:
            self._settle()
            self._opening.act(Job("open", lambda _job: coming.bring(opener), arrived, self._not_opened))

        self._then = open_it

    def _show(self, workspace: Workspace, title: str) -> None:
        old, self.project = self.project, Project(workspace, Jobs(), title, self)
        self.project.jobs.idled.connect(self._idled)
        self.window.set_project(self.project)
        if self._touring and self.window.desk is not None:
            self.window.desk.begun.connect(self._tour)
        where = str(getattr(workspace, "where", ""))
        self.settings.last_project = where
        if old is not None:
            old.close()
            old.deleteLater()

    def _idled(self) -> None:
        """Every question is answered: the first time this is when the project stands."""
        then, self._then = self._then, None
        if then is not None:
            QTimer.singleShot(0, self, then)  # painted first

    def _settle(self) -> None:
        if not gc.isenabled():  # nothing was thrown away while the program loaded, and what it loaded stays
            gc.freeze()
            gc.enable()
        self.settled.emit()

    def _tour(self) -> None:
        """At the very first time, when the first pages stand."""
        if self._touring:
            self._touring = False
            self.window.sheets.show_tour()
            settings.save(self.settings)

    def _mistake(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        # A mistake of ours in a slot: Qt would go on in silence; the editor hears of it, the trace goes to the log.
        sys.__excepthook__(kind, problem, trace)
        self.window.show_problem(DuikanError("internal", what=f"{kind.__name__}: {problem}"))

    def _not_opened(self, problem: DuikanError) -> None:
        if self.project is not None and isinstance(self.project.workspace, Arriving):  # shown, and not to be had
            self.window.leave_project()
            self.project.close()
            self.project = None
        self.window.show_problem(problem)

    def _keep_sight(self, project: Project) -> None:
        if isinstance(project.workspace, Arriving) or project.read_only or "://" in project.where:
            return
        try:
            arriving.keep(settings.seen_folder(), project.workspace)
        except DuikanError:  # the next start asks the project
            return

    def close(self) -> None:
        """Wait for what is being written, let go of the project, keep the settings."""
        sys.excepthook = sys.__excepthook__
        self._then = None
        self._opening.close()
        self.window.leave_project()
        if self.project is not None:
            self._keep_sight(self.project)
            self.project.close()
            self.project = None
        settings.save(self.settings)


def _open_sample(folder: Path, author: str) -> Workspace:
    return asks.open_workspace(asks.sample_project(folder), author=author)


def run(project: str | None, watch: Callable[[Application], None] | None = None) -> int:
    """Show the window on a project: the given one, the last one, or the sample; gives the exit code.

    `watch` gets the application before it runs: for measuring.
    """
    likes = settings.load()
    if likes.window_size != 1.0:  # Qt asks for it once, at its start; what the system says goes first
        os.environ.setdefault("QT_SCALE_FACTOR", f"{min(3.0, max(0.5, likes.window_size)):g}")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("duikan")
    app.setDesktopFileName("duikan")
    app.setWindowIcon(QIcon(str(resource("icons", "duikan.svg"))))
    desk = Application(app, likes)
    desk.window.show()
    last = desk.settings.last_project
    if project:
        QTimer.singleShot(0, desk, lambda: desk.open(project))
    elif last and ("://" in last or Path(last).exists()):
        QTimer.singleShot(0, desk, lambda: desk.open(last))
    else:
        QTimer.singleShot(0, desk, desk.open_sample)
    app.aboutToQuit.connect(desk.close)
    if watch is not None:
        watch(desk)
    return app.exec()
