"""The rows at the edges of the window: menus and name above, acts below them, figures and keys at the foot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenuBar, QProgressBar, QSizePolicy, QWidget

from duikan.services.views import Totals
from duikan.ui import fonts, i18n, keymap
from duikan.ui.actions import Actions
from duikan.ui.buttons import ActButton, Pill
from duikan.ui.jobs import Job

TOOLS = ("import", "highlight", "link", "undo", "panes", "linked", "export")


def _row(widget: QWidget, name: str, height: int) -> QHBoxLayout:
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setFixedHeight(height)
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    return row


class MenuRow(QWidget):
    """The product, the menus, and which project is open."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = _row(self, "menu_row", 34)
        product = QLabel(i18n.t("product"), self)
        product.setObjectName("product")
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        actions.fill(self.menus)
        self._name = QLabel(self)
        self._name.setObjectName("project_name")
        row.addWidget(product)
        row.addWidget(self.menus)
        row.addStretch(1)
        row.addWidget(self._name)

    def show_project(self, words: str) -> None:
        """Say which project is open and how it stands."""
        self._name.setText(words)


class SearchField(QLineEdit):
    """Find an article, a fact, an act."""

    moved = Signal(int)  # up or down in what was found
    left = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setFixedWidth(330)
        self.setPlaceholderText(i18n.t("search_hint"))
        self.setAccessibleName(i18n.t("search_hint"))
        cap = QLabel(key.replace("+", " "), self)
        cap.setFont(fonts.mono())
        cap.setObjectName("hint")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addStretch(1)
        inside.addWidget(cap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class ToolRow(QWidget):
    """The few acts that carry a day, each with its words and its key; the search field at the right."""

    panes_requested = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = _row(self, "tool_row", 45)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        for code in ("import", "highlight", "link", "undo"):
            row.addWidget(ActButton(actions[code], self, keyed=code != "import"))
        self.panes = Pill("", self, square=True)
        self.panes.setToolTip(i18n.t("tip.panes"))
        self.panes.clicked.connect(self.panes_requested)
        row.addWidget(self.panes)
        self.linked = Pill(actions["linked"].text(), self, square=True)
        self.linked.setToolTip(actions["linked"].toolTip())
        self.linked.clicked.connect(actions["linked"].trigger)
        row.addWidget(self.linked)
        row.addWidget(ActButton(actions["export"], self, filled=True))
        row.addStretch(1)
        self.search = SearchField("Ctrl+K", self)
        row.addWidget(self.search)
        self.show_view(2, linked=False)

    def show_view(self, panes: int, *, linked: bool) -> None:
        """Say how many pages stand side by side and whether they scroll together."""
        self.panes.set_text(i18n.t("panes_button", count=panes))
        self.linked.set_text(i18n.t("linked_on" if linked else "linked_off"))


def keys_line() -> str:
    """The few keys that carry a day, as they are now."""
    codes = {"next": "next", "previous": "previous", "number": "next_number", "keys": "keys"}
    return i18n.t("status.keys", **{hole: keymap.shown(code) or "–" for hole, code in codes.items()})


def safety(saved_at: datetime | None) -> str:
    """How long ago the project was copied, in words; without a copy, that every step is kept."""
    if saved_at is None:
        return i18n.t("status.saved")
    minutes = max(0, int((datetime.now(UTC) - saved_at).total_seconds() // 60))
    if minutes < 1:
        return i18n.t("status.backup_now")
    if minutes < 120:
        return i18n.t("status.backup_minutes", count=minutes)
    return i18n.t("status.backup_hours", count=minutes // 60)


class StatusRow(QWidget):
    """How much is done at the left, what the keys do at the right, work under way between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = _row(self, "status_row", 26)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(18)
        self._figures, self._checked, self._state = QLabel(self), QLabel(self), QLabel(self)
        self._keys = QLabel(keys_line(), self)
        self._work, self._bar = QLabel(self), QProgressBar(self)
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._cancel = Pill(i18n.t("cancel"), self)
        self._job: Job | None = None
        for label in (self._figures, self._checked, self._state, self._work, self._keys):
            label.setFont(fonts.sans(12))
        for widget in (self._figures, self._checked, self._state, self._work, self._bar, self._cancel):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._keys)
        self._saved_at: Callable[[], datetime | None] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(30_000)
        self._clock.timeout.connect(self.show_safety)
        self._cancel.clicked.connect(self._stop)
        self.show_busy(None)

    def show_totals(self, totals: Totals) -> None:
        """Show the project's figures."""
        figures = i18n.t("status.figures", pages=totals.documents, articles=totals.articles, numbers=totals.numbers)
        self._figures.setText(figures)
        share = round(100 * totals.checked / totals.numbers) if totals.numbers else 0
        self._checked.setText(i18n.t("status.checked", share=share))
        figures = i18n.t(
            "project_coverage",
            numbers=totals.numbers, checked=totals.checked, claimed=totals.claimed, in_conflict=totals.in_conflict,
            untouched=totals.untouched, signed=totals.signed, articles=totals.articles,
        )  # fmt: skip
        for label in (self._figures, self._checked):
            label.setToolTip(figures)

    def watch(self, saved_at: Callable[[], datetime | None] | None) -> None:
        """Show how safe the work is, minute by minute; None where nothing is written."""
        self._saved_at = saved_at
        self._clock.start() if saved_at is not None else self._clock.stop()
        self.show_safety()

    def show_safety(self) -> None:
        """Say that every step is kept, and when the last backup was made."""
        self._state.setText(safety(self._saved_at()) if self._saved_at is not None else "")

    def show_busy(self, job: Job | None) -> None:
        """Show work that takes long, with a way to stop it."""
        self._job = job
        for widget in (self._work, self._bar):
            widget.setVisible(job is not None)
        self._cancel.setVisible(job is not None and job.can_cancel)
        if job is not None:
            self._work.setText(job.text or i18n.t("busy"))
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
