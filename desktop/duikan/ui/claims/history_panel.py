"""Who did what and when, newest first; what was taken back is struck through."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from duikan.services.views import HistoryLine
from duikan.services.windows import Window
from duikan.ui import asks, fonts, i18n, ink
from duikan.ui.cards import CardList, Plan
from duikan.ui.empty import Empty
from duikan.ui.paged import Feed, PagedModel
from duikan.ui.project import Project
from duikan.ui.theme import colours


def spoken(line: HistoryLine) -> str:
    """A line for a screen reader."""
    state = "" if line.state == "done" else i18n.name("history_state", line.state)
    return i18n.t("comma").join(one for one in (i18n.operation(line.name), line.detail, line.author, state) if one)


def plan(line: HistoryLine, width: float) -> Plan:
    """Set one act in a width."""
    made = Plan(height=46)
    at = line.at.astimezone() if line.at.tzinfo else line.at

    def paint(painter: QPainter) -> None:
        theme = colours()
        done = line.state == "done"
        ink.dot(painter, QPointF(22, 15), theme.accent if done else theme.line, 3.5)
        font = QFont(fonts.sans(13))
        font.setStrikeOut(not done)
        when = f"{at:%m-%d %H:%M}"
        box = QRectF(36, 5, width - 52, 20)
        ink.line(painter, box, when, fonts.sans(12), theme.soft, Qt.AlignmentFlag.AlignRight)
        room = box.adjusted(0, 0, -ink.width_of(when, fonts.sans(12)) - 8, 0)
        ink.line(painter, room, i18n.operation(line.name), font, theme.ink if done else theme.soft)
        state = "" if done else i18n.name("history_state", line.state)
        below = i18n.t("dot").join(one for one in (line.detail, line.author, state) if one)
        ink.line(painter, QRectF(36, 24, width - 52, 18), below.replace("\n", " "), fonts.sans(12), theme.soft)

    made.steps.append(paint)
    return made


class HistoryPanel(QWidget):
    """The journal as an editor reads it."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.list = CardList(self)
        self.list.setAccessibleName(i18n.t("access.history_list"))
        self._model = PagedModel(lambda line: line.id, spoken, self)
        self.list.set_up(self._model, self._plan)
        self._feed = Feed(project, "history", self.list, self._model, self._question)
        self._feed.shown.connect(self._show)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(Empty(i18n.t("empty.history"), i18n.t("empty.history_hint"), self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self._stack)
        project.changed.connect(self.hear)

    def hear(self) -> None:
        """Something changed."""
        self._feed.hear()

    def look(self) -> None:
        """The panel is seen: what was never asked is asked now."""
        if not self._feed.started:
            self._feed.begin()

    def _question(self, offset: int | None, limit: int, key: Any) -> tuple[Any, tuple[Any, ...]]:
        return asks.history_window, (offset, limit, key)

    def _show(self, _window: Window[HistoryLine]) -> None:
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)

    def _plan(self, line: Any, _number: int, width: float, _chosen: bool, _editing: bool) -> Plan:
        return plan(line, width)
