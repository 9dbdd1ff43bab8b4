"""The facts: what is counted, every value said of it, every place it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from duikan.services.views import FactView, MentionView
from duikan.ui import asks, i18n
from duikan.ui.cards import CardList, Plan, RowModel
from duikan.ui.claims import fact_plan
from duikan.ui.empty import Empty
from duikan.ui.project import Project

AT_ONCE = 500


class FactPanel(QWidget):
    """Choose a fact to see its places side by side; take a place out of it."""

    mentions_requested = Signal(object)  # tuple of MentionView

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(i18n.t("fact_search"))
        self._search.setAccessibleName(i18n.t("fact_search"))
        self._search.setClearButtonEnabled(True)
        self.list = CardList(self)
        self.list.setAccessibleName(i18n.t("access.fact_list"))
        self._model = RowModel(lambda fact: fact.id, fact_plan.spoken, self)
        self.list.set_up(self._model, self._plan)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(Empty(i18n.t("empty.facts"), i18n.t("empty.facts_hint"), self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        field = QVBoxLayout()
        field.setContentsMargins(12, 0, 12, 0)
        field.addWidget(self._search)
        column.addLayout(field)
        column.addWidget(self._stack, 1)
        self._search.textChanged.connect(self.refresh)
        self.list.row_chosen.connect(self._show_places)
        self.list.act_requested.connect(self._act)
        project.changed.connect(self._changed)

    def _changed(self, _changes: object, _initiator: object) -> None:
        self.refresh()

    def refresh(self, _text: str = "") -> None:
        """Ask for the facts again."""
        self._project.ask("facts", asks.list_facts, AT_ONCE, 0, self._search.text().strip(), then=self._show)

    def _show(self, facts: tuple[FactView, ...]) -> None:
        self._model.set_rows(facts)
        self.list.refresh()
        self._stack.setCurrentIndex(0 if facts else 1)

    def _plan(self, fact: Any, _number: int, width: float, chosen: bool, _editing: bool) -> Plan:
        return fact_plan.plan(fact, width, chosen=chosen)

    @property
    def chosen(self) -> FactView | None:
        """The fact that L links to."""
        return self.list.chosen

    def choose(self, fact_id: int) -> None:
        """Choose a fact."""
        row = self._model.row_of(fact_id)
        if row is not None:
            self.list.choose(row)

    def step(self, by: int) -> None:
        """Choose the next or previous fact."""
        self.list.step(by)

    def _show_places(self, fact: FactView) -> None:
        self.mentions_requested.emit(fact.mentions[:4])

    def _act(self, fact: FactView, code: str) -> None:
        kind, _, what = code.partition(":")
        found: list[MentionView] = [one for one in fact.mentions if one.id == int(what)]
        if kind == "show":
            self.mentions_requested.emit(tuple(found))
        elif kind == "apart" and found:
            other = next(one.id for one in fact.mentions if one.id != found[0].id)
            self._project.do("fact.apart", asks.unpair, found[0].id, other, initiator=self)
