"""What was removed, by whom and when; one key puts it back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from duikan.errors import DuikanError
from duikan.services.views import TrashItem
from duikan.ui import asks, fonts, i18n, ink, signing
from duikan.ui.cards import Act, CardList, Plan, RowModel
from duikan.ui.dialogs.sheet import Sheet
from duikan.ui.empty import Empty
from duikan.ui.project import Project
from duikan.ui.theme import colours

ROW = 52.0


def spoken(item: TrashItem) -> str:
    """A row for a screen reader."""
    return i18n.t("comma").join((i18n.t(f"trash.{item.kind}"), item.words, who(item)))


def who(item: TrashItem) -> str:
    """Who removed it, when, by which act."""
    author = item.author or i18n.t("somebody")
    return i18n.t("trash.line", who=author, at=signing.moment(item.at), act=i18n.operation(item.act))


def plan(item: TrashItem, width: float, *, chosen: bool) -> Plan:
    """Set one row in a width."""
    made = Plan(height=ROW)
    act = Act("restore", i18n.t("trash.restore"), "", filled=True)
    button = QRectF(width - ink.act_width(act.text, "") - 10, 12, ink.act_width(act.text, ""), ink.ACT_HEIGHT)

    def paint(painter: QPainter) -> None:
        theme = colours()
        if chosen:
            ink.panel(painter, QRectF(2, 2, width - 4, ROW - 4), theme.panel, theme.accent, 6)
        kind, font = i18n.t(f"trash.{item.kind}"), fonts.sans(12)
        ink.line(painter, QRectF(12, 6, 60, 22), kind, font, theme.soft)
        room = QRectF(64, 6, width - 76 - (button.width() + 10 if chosen else 0), 22)
        ink.line(painter, room, item.words.replace("\n", " "), fonts.serif(14), theme.ink)
        ink.line(painter, room.translated(0, 20), who(item), font, theme.soft)

    made.steps.append(paint)
    if chosen:
        made.lay_acts([act], QRectF(button.left(), 0, button.width() + 1, 0), button.top())
    return made


class _List(CardList):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.act_requested.emit(self.chosen, "restore")
            return
        super().keyPressEvent(event)


class TrashSheet(Sheet):
    """Enter or the button puts the chosen thing back; undo takes that back, too."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("trash.title"), parent, width=620)
        self._project = project
        self.list = _List(self)
        self.list.setAccessibleName(i18n.t("trash.title"))
        self.model = RowModel(lambda item: item.change, spoken, self)
        self.list.set_up(self.model, self._plan)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(Empty(i18n.t("trash.empty"), i18n.t("trash.empty_hint"), self))
        self._stack.setMinimumHeight(320)
        self.say(i18n.t("trash.hint"), quiet=True)
        self.body.addWidget(self._stack, 1)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self.body.addWidget(self._said)
        self.closing_act().setAutoDefault(False)
        self.list.act_requested.connect(self._restore)
        project.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self, _changes: object = None, _initiator: object = None) -> None:
        self._project.ask("trash", asks.removed, then=self._show)

    def _show(self, items: tuple[TrashItem, ...]) -> None:
        self.model.set_rows(items)
        self.list.refresh()
        self._stack.setCurrentIndex(0 if items else 1)
        if items and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        if items:
            self.list.setFocus()

    def _plan(self, item: Any, _number: int, width: float, chosen: bool, _editing: bool) -> Plan:
        return plan(item, width, chosen=chosen)

    def _restore(self, item: TrashItem, _code: str) -> None:
        sentence = i18n.t("trash.restored", words=item.words.replace("\n", " ")[:30])

        def done(_value: object) -> None:
            self._said.setText(sentence)

        def failed(problem: DuikanError) -> None:
            self._said.setText(i18n.error(problem))

        self._project.do("trash.restore", asks.restore, item.change, then=done, failed=failed, initiator=self)
