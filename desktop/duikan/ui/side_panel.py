"""The right of the desk: conflicts, facts, claims, history, one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from duikan.services.views import Totals
from duikan.ui import i18n
from duikan.ui.claims.claim_panel import ClaimPanel
from duikan.ui.claims.fact_panel import FactPanel
from duikan.ui.claims.history_panel import HistoryPanel
from duikan.ui.conflicts.panel import ConflictPanel
from duikan.ui.project import Project

TABS = ("conflicts", "facts", "claims", "history")


class SidePanel(QWidget):
    """Four panels under drawn tabs; hidden ones ask nothing until they are seen."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("right_panel")
        self.conflicts = ConflictPanel(project, self)
        self.facts = FactPanel(project, self)
        self.claims = ClaimPanel(project, self)
        self.history = HistoryPanel(project, self)
        self._tabs, self._stack = QTabBar(self), QStackedWidget(self)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(i18n.t("access.tabs"))
        for name, panel in zip(TABS, self.panels, strict=True):
            self._tabs.addTab(i18n.t(f"tab.{name}"))
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self.conflicts.counted.connect(self._count_conflicts)
        self._tabs.currentChanged.connect(self._turn)

    @property
    def panels(self) -> tuple[ConflictPanel, FactPanel, ClaimPanel, HistoryPanel]:
        return self.conflicts, self.facts, self.claims, self.history

    @property
    def current(self) -> str:
        """Which panel is shown."""
        return TABS[self._tabs.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Show one panel."""
        self._tabs.setCurrentIndex(TABS.index(name))

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        panel = self.panels[index]
        if not isinstance(panel, ConflictPanel):  # that one is asked from the beginning
            panel.look()

    def step(self, by: int) -> None:
        """Choose the next or previous row of the panel that is shown."""
        panel = self.panels[self._tabs.currentIndex()]
        if not isinstance(panel, HistoryPanel):
            panel.step(by)

    def refresh(self) -> None:
        """Ask for the queue again, and for what else was looked at."""
        self.conflicts.refresh()
        for panel in (self.facts, self.claims, self.history):
            panel.hear()

    def show_totals(self, totals: Totals) -> None:
        """Put the counts on the tabs."""
        self._count("facts", totals.facts)
        self._count("claims", totals.claims)

    def _count_conflicts(self, count: int) -> None:
        self._count("conflicts", count)

    def _count(self, name: str, count: int) -> None:
        words = i18n.t(f"tab.{name}")
        text = i18n.t("with_count", name=words, count=count) if count else words
        self._tabs.setTabText(TABS.index(name), text)
