"""The window: rows at its edges, the desk in the middle, every act with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from duikan.errors import DuikanError
from duikan.services.views import Totals
from duikan.ui import asks, i18n, keymap
from duikan.ui.actions import Actions, tip_of
from duikan.ui.desk import Desk
from duikan.ui.dialogs import files
from duikan.ui.dialogs.import_sheet import ImportSheet
from duikan.ui.dialogs.palette import Palette
from duikan.ui.empty import Empty
from duikan.ui.project import Project
from duikan.ui.reading.panes import MOST
from duikan.ui.rows import MenuRow, StatusRow, ToolRow
from duikan.ui.settings import Settings
from duikan.ui.window_acts import DeskActs
from duikan.ui.window_sheets import WindowSheets


class MainWindow(QMainWindow):
    """Shows one project at a time; the application opens, closes and changes it."""

    open_requested = Signal(object, bool)  # path or address, create
    sample_requested = Signal()
    settings_changed = Signal()  # language, theme or text size: the application builds the window anew

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.desk: Desk | None = None
        self.setWindowTitle(i18n.t("product_full"))
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(1680, 1040).boundedTo(room))
        keymap.use(settings.keys)
        self.sheets = WindowSheets(self, settings, lambda: self.desk, lambda: self.actions_table)
        self.sheets.settings_changed.connect(self.settings_changed)
        self.actions_table = Actions(self, self._handlers())
        self.menu_row = MenuRow(self.actions_table, self)
        self.tools = ToolRow(self.actions_table, self)
        self.status = StatusRow(self)
        self._middle = QStackedWidget(self)
        self._nothing = Empty(i18n.t("empty.project"), i18n.t("empty.project_hint"), self)
        self._middle.addWidget(self._nothing)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (self.menu_row, self.tools):
            column.addWidget(row)
        column.addWidget(self._middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self.palette_list = Palette(self.tools.search, self.actions_table, body)
        self.palette_list.article_requested.connect(self._open_article)
        self.palette_list.fact_requested.connect(self._open_fact)
        self.palette_list.passage_requested.connect(self._open_passage)
        self.palette_list.left.connect(self._back_to_page)
        self.tools.panes_requested.connect(self._turn_panes)
        self.actions_table["left_panel"].setChecked(True)
        self.actions_table["right_panel"].setChecked(True)
        self.actions_table.set_project_open(False)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = dict(DeskActs(lambda: self.desk).handlers())
        found |= self.sheets.handlers()
        found |= {
            "new": self._new,
            "open": self._open,
            "sample": self.sample_requested.emit,
            "import": self._choose_import,
            "export": self._export,
            "quit": lambda: self._quit(),
            "palette": lambda: self.palette_list.begin(),
            "linked": self._turn_linked,
            "left_panel": self._turn_left,
            "right_panel": self._turn_right,
            "larger": partial(self._resize_text, 0.1),
            "smaller": partial(self._resize_text, -0.1),
        }
        for count in range(1, MOST + 1):
            found[f"panes_{count}"] = partial(self._set_panes, count)
        return found

    # The project

    def set_project(self, project: Project) -> None:
        """Put a project on the desk."""
        self.leave_project()
        desk = self.desk = Desk(project, self.settings, self)
        self._middle.addWidget(desk)
        self._middle.setCurrentWidget(desk)
        desk.totals_changed.connect(self._show_totals)
        desk.view_changed.connect(self._show_view)
        desk.side.claims.link_requested.connect(self.actions_table["link"].trigger)
        desk.act_requested.connect(self._act)
        project.jobs.busy_changed.connect(self.status.show_busy)
        self.palette_list.set_project(project)
        named = "project_read_only" if project.read_only else "project_name"
        self.menu_row.show_project(i18n.t(named, name=project.title))
        self.setWindowTitle(f"{project.title} — {i18n.t('product_full')}")
        self.status.watch(None if project.read_only else lambda: project.saved_at)
        self.actions_table.set_project_open(True)
        self._show_view()
        desk.refresh()
        desk.panes.active.view.setFocus()

    def _act(self, code: str) -> None:
        self.actions_table[code].trigger()

    def leave_project(self) -> None:
        """Take the desk away; the application closes the project itself."""
        self.status.watch(None)
        if self.desk is not None:
            self.desk.remember()
            self._middle.removeWidget(self.desk)
            self.desk.hide()
            self.desk.deleteLater()
            self.desk = None
        self.actions_table.set_project_open(False)

    def show_problem(self, error: DuikanError) -> None:
        """Say what is wrong, on the desk or where it would be."""
        if self.desk is not None:
            self.desk.messages.problem(error)
            return
        self._nothing.say(i18n.error(error), i18n.t("empty.project_hint"))
        self._middle.setCurrentWidget(self._nothing)

    def show_opening(self) -> None:
        """Say that a project is on its way."""
        if self.desk is None:
            self._nothing.say(i18n.t("empty.opening"), "")

    def _show_totals(self, totals: Totals) -> None:
        self.status.show_totals(totals)
        for code, act in (("undo", totals.undo), ("redo", totals.redo)):
            self.actions_table[code].setEnabled(bool(act))
            words = tip_of(code)
            self.actions_table[code].setToolTip(f"{words}\n{i18n.operation(act)}" if act else words)

    # Files

    def _new(self) -> None:
        path = files.choose_new_project(self)
        if path is not None:
            self.open_requested.emit(path, True)

    def _open(self) -> None:
        path = files.choose_project(self)
        if path is not None:
            self.open_requested.emit(path, False)

    def _choose_import(self) -> None:
        paths = files.choose_pages(self)
        if paths:
            self.import_paths(paths)

    def import_paths(self, paths: tuple[Path, ...]) -> ImportSheet | None:
        """Import files or folders into the open project."""
        if self.desk is None:
            return None
        sheet = ImportSheet(self.desk.project, paths, self)
        sheet.open()
        return sheet

    def _export(self) -> None:
        path = files.choose_export(self)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the verified claims to a file."""
        desk = self.desk
        if desk is not None:
            sentence = i18n.t("say.exported", path=path)
            desk.project.ask("export", asks.write_csv, path, then=lambda _done: desk.messages.notice(sentence))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.desk is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if paths:
            event.acceptProposedAction()
            self.import_paths(paths)

    # View

    def _show_view(self) -> None:
        if self.desk is not None:
            count = self.desk.panes.count
            self.tools.show_view(count, linked=self.desk.panes.linked)
            self.actions_table[f"panes_{count}"].setChecked(True)

    def _set_panes(self, count: int) -> None:
        if self.desk is not None:
            self.desk.panes.set_count(count)
            self._show_view()

    def _turn_panes(self) -> None:
        if self.desk is not None:
            self._set_panes(self.desk.panes.count % MOST + 1)

    def _turn_linked(self) -> None:
        if self.desk is not None:
            self.desk.panes.linked = self.actions_table["linked"].isChecked()
            self._show_view()

    def _turn_left(self) -> None:
        if self.desk is not None:
            self.desk.show_left(self.actions_table["left_panel"].isChecked())

    def _turn_right(self) -> None:
        if self.desk is not None:
            self.desk.show_right(self.actions_table["right_panel"].isChecked())

    def _resize_text(self, by: float) -> None:
        self.settings.text_size = min(3.0, max(0.7, round(self.settings.text_size + by, 2)))
        self.settings_changed.emit()

    def _open_article(self, article_id: int) -> None:
        if self.desk is not None:
            self.desk.panes.open(article_id)

    def _open_passage(self, article_id: int, span: tuple[int, int]) -> None:
        if self.desk is not None:
            self.desk.show_passage(article_id, span)

    def _back_to_page(self) -> None:
        if self.desk is not None:
            self.desk.panes.active.view.setFocus()

    def _open_fact(self, fact_id: int) -> None:
        if self.desk is not None:
            self.desk.side.show_tab("facts")
            self.desk.side.facts.choose(fact_id)

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None:
            self.desk.remember()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.windowState() & Qt.WindowState.WindowMinimized:
            self.palette_list.leave()
