"""The conflict queue: filters, cards, a decision with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from duikan.services.views import ConflictCard
from duikan.ui import asks, i18n
from duikan.ui.buttons import Pill
from duikan.ui.cards import CardList, Plan, RowModel
from duikan.ui.conflicts import card_plan, grouping
from duikan.ui.conflicts.reason_field import ReasonField
from duikan.ui.empty import Empty
from duikan.ui.flow import FlowRow
from duikan.ui.project import Project

FILTERS: dict[str, Callable[[ConflictCard], bool]] = {
    "open": lambda card: not card.decided and not card.is_note,
    "high": lambda card: card.severity == "high",
    "medium": lambda card: card.severity == "medium",
    "low": lambda card: card.severity == "low",
    "depends": lambda card: card.status == "depends_on_date" and not card.is_note,
    "two_sources": lambda card: card.scope == "two_sources",
    "notes": lambda card: not card.decided and card.is_note,
    "decided": lambda card: card.decided,
}
_STATES = ("open", "notes", "decided")
_SEVERITIES = ("high", "medium", "low")
_COUNTED = ("open", "depends", "notes", "decided")


class ConflictPanel(QWidget):
    """Choose a card to see both passages; decide it with one key and a reason."""

    passages_requested = Signal(object)  # ConflictCard
    date_requested = Signal(object)  # article id
    memo_requested = Signal(object)  # cards to write a correction for
    loaded = Signal(object)  # the cards, in order

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._cards: tuple[ConflictCard, ...] = ()
        self._field: ReasonField | None = None
        self._go_on = False  # a card was just decided: the next one takes its place, pages and all
        self.list = CardList(self)
        self.list.setAccessibleName(i18n.t("access.conflict_list"))
        self._model = RowModel(lambda card: card.key, card_plan.spoken, self)
        self.list.set_up(self._model, self._plan)
        self.pills = {code: Pill(i18n.t(f"filter.{code}"), self, checkable=True) for code in FILTERS}
        self.pills["open"].setChecked(True)
        self._row = FlowRow(self, gap=5)
        for code, pill in self.pills.items():
            self._row.add(pill)
            pill.clicked.connect(partial(self._filter, code))
        self.way = 0  # into grouping.WAYS
        self._heads: dict[str, str] = {}
        self.group_pill = Pill(i18n.t("group.gravity"), self)
        self.group_pill.setToolTip(i18n.t("group.tip"))
        self.group_pill.clicked.connect(self.regroup)
        self._row.add(self.group_pill)
        self._stack = QStackedWidget(self)
        self._empty = Empty(i18n.t("empty.conflicts"), i18n.t("empty.conflicts_hint"), self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
        self.list.row_chosen.connect(self.passages_requested)
        self.list.act_requested.connect(self._act)
        project.changed.connect(self._changed)

    def _changed(self, _changes: object, _initiator: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask for the conflicts again."""
        self._project.ask("conflicts", asks.list_conflicts, then=self._show)

    def _show(self, cards: tuple[ConflictCard, ...]) -> None:
        self._cards = cards
        for code in _COUNTED:
            count = sum(FILTERS[code](card) for card in cards)
            self.pills[code].set_text(i18n.t("with_count", name=i18n.t(f"filter.{code}"), count=count))
        self._row.relayout()
        self._apply()
        self.loaded.emit(cards)

    def _filter(self, code: str, _on: bool = False) -> None:
        group = _STATES if code in _STATES else _SEVERITIES if code in _SEVERITIES else ()
        for other in group:
            if other != code:
                self.pills[other].setChecked(False)
        self._apply()

    def _apply(self) -> None:
        wanted = [FILTERS[code] for code, pill in self.pills.items() if pill.isChecked()]
        rows = [card for card in self._cards if all(test(card) for test in wanted)]
        rows, self._heads = grouping.grouped(rows, grouping.WAYS[self.way])
        here = self.list.currentIndex().row()
        self._model.set_rows(rows)
        self.list.refresh()
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows and (self._go_on or not self.list.currentIndex().isValid()):
            at = self._model.index(max(0, min(here, len(rows) - 1)))
            self.list.setCurrentIndex(at)
            if self._go_on:
                self.list.choose(at.row())
        self._go_on = False

    def _plan(self, card: Any, number: int, width: float, chosen: bool, editing: bool) -> Plan:
        total, heading = len(self._model.rows), self._heads.get(card.key, "")
        return card_plan.plan(card, number, total, width, chosen=chosen, editing=editing, heading=heading)

    def regroup(self) -> None:
        """The queue by gravity, by fact, by article, in turn."""
        self.way = (self.way + 1) % len(grouping.WAYS)
        self.group_pill.set_text(i18n.t(f"group.{grouping.WAYS[self.way]}"))
        self._row.relayout()
        self._apply()

    # Keys of the window

    def step(self, by: int) -> None:
        """Choose the next or previous card."""
        self.list.step(by)

    def press(self, code: str) -> None:
        """Do an act of the chosen card, if the card has it."""
        card = self.list.chosen
        if card is not None and any(act.code == code for act in card_plan.acts_of(card)):
            self._act(card, code)

    def choose(self, key: str) -> None:
        """Choose the card with a key, if it is shown."""
        row = self._model.row_of(key)
        if row is not None:
            self.list.choose(row)

    def select(self, key: str) -> None:
        """Make the card with a key the chosen one without moving the pages."""
        row = self._model.row_of(key)
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))
            self.list.scrollTo(self._model.index(row))

    def cards_at(self, article_id: int, start: int) -> list[ConflictCard]:
        """The shown cards that speak of a place in an article."""
        return [
            card
            for card in self._model.rows
            if any(one.article_id == article_id and one.start <= start < one.end for one in card.statements)
        ]

    def _act(self, card: ConflictCard, code: str) -> None:
        if code == "date":
            undated = [one.article_id for one in card.statements if len(one.alternatives) > 1 or one.published is None]
            self.passages_requested.emit(card)
            self.date_requested.emit((undated or [card.statements[0].article_id])[0])
        elif code == "memo":
            self.memo_requested.emit((card,))
        elif code == "reopen":
            self._project.do("conflict.reopen", asks.reopen, card.key, initiator=self)
        else:
            self._ask_reason(card, code)

    def _ask_reason(self, card: ConflictCard, decision: str) -> None:
        field = ReasonField(decision)
        field.given.connect(partial(self._decide, card, decision))
        field.left.connect(self.list.close_field)
        self._field = field
        self.list.open_field(field)
        self._project.ask("reasons", asks.remembered, decision, then=partial(self._offer, field))

    def _offer(self, field: ReasonField, reasons: tuple[str, ...]) -> None:
        if field is self._field and self.list.editing:
            field.offer(reasons)

    def _decide(self, card: ConflictCard, decision: str, reason: str) -> None:
        self.list.close_field()
        self._go_on = True
        self._project.do("conflict.decide", asks.decide, card.key, decision, reason, initiator=self)
