"""The conflict queue: filters, cards, a decision with its reason."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from duikan.services.buckets import QueueFilter
from duikan.services.views import ConflictCard
from duikan.services.windows import QueueWindow
from duikan.ui import asks, i18n
from duikan.ui.buttons import Pill
from duikan.ui.cards import CardList, Plan
from duikan.ui.conflicts import card_plan, grouping
from duikan.ui.conflicts.reason_field import ReasonField
from duikan.ui.empty import Empty
from duikan.ui.flow import FlowRow
from duikan.ui.paged import Feed, PagedModel
from duikan.ui.project import Project

_STATES = ("open", "notes", "decided")
_SEVERITIES = ("high", "medium", "low")
FILTERS = ("open", *_SEVERITIES, "depends", "two_sources", "notes", "decided")
_COUNTED = {
    "open": QueueFilter("open"),
    "depends": QueueFilter("", depends=True),
    "notes": QueueFilter("notes"),
    "decided": QueueFilter("decided"),
}


class ConflictPanel(QWidget):
    """Choose a card to see both passages; decide it with one key and a reason."""

    passages_requested = Signal(object)  # ConflictCard
    date_requested = Signal(object)  # article id
    memo_requested = Signal(object)  # cards to write a correction for
    counted = Signal(int)  # how many are open
    began = Signal()  # the first cards are there, or there are none

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._sizes: dict[int, int] | None = None  # how many there are of every kind, once counted
        self._began = False
        self._field: ReasonField | None = None
        self._giving = ""  # the decision that the open field is for
        self._go_on = False  # a card was just decided: the next one takes its place, pages and all
        self.list = CardList(self)
        self.list.setAccessibleName(i18n.t("access.conflict_list"))
        self._model = PagedModel(lambda card: card.key, card_plan.spoken, self)
        self.list.set_up(self._model, self._plan)
        self._feed = Feed(project, "conflicts", self.list, self._model, self._question)
        self._feed.shown.connect(self._show)
        self.pills = {code: Pill(i18n.t(f"filter.{code}"), self, checkable=True) for code in FILTERS}
        self.pills["open"].setChecked(True)
        self._row = FlowRow(self, gap=5)
        for code, pill in self.pills.items():
            self._row.add(pill)
            pill.clicked.connect(partial(self._filter, code))
        self.way = 0  # into grouping.WAYS
        self._heads: dict[str, int] = {}
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
        first, self._sizes = self._sizes is None, None
        self._feed.refresh()
        if first:  # the first rows do not wait for a count
            self._project.ask("conflicts.sizes", asks.queue_sizes, then=self._count)

    def _asked(self) -> QueueFilter:
        on = {code for code, pill in self.pills.items() if pill.isChecked()}
        return QueueFilter(
            state=next((code for code in _STATES if code in on), ""),
            severity=next((code for code in _SEVERITIES if code in on), ""),
            depends="depends" in on,
            two_sources="two_sources" in on,
            order=grouping.WAYS[self.way],
        )

    def _question(self, offset: int | None, limit: int, key: Any) -> tuple[Any, tuple[Any, ...]]:
        return asks.queue_window, (self._asked(), offset, limit, key or "", self._sizes)

    def _count(self, sizes: dict[int, int]) -> None:
        self._sizes = sizes
        for code, filtered in _COUNTED.items():
            count = sum(size for bucket, size in sizes.items() if filtered.takes(bucket))
            self.pills[code].set_text(i18n.t("with_count", name=i18n.t(f"filter.{code}"), count=count))
        self._row.relayout()
        if self._began:  # before, the first rows are on their way
            self._set_total(sizes)
        self.counted.emit(sum(size for bucket, size in sizes.items() if _COUNTED["open"].takes(bucket)))

    def _set_total(self, sizes: dict[int, int]) -> None:
        asked = self._asked()
        total = sum(size for bucket, size in sizes.items() if asked.takes(bucket))
        if total != self._model.rowCount():
            self._model.set_total(total)
        self.list.refresh()  # a card says how many there are

    def _filter(self, code: str, _on: bool = False) -> None:
        group = _STATES if code in _STATES else _SEVERITIES if code in _SEVERITIES else ()
        for other in group:
            if other != code:
                self.pills[other].setChecked(False)
        self._feed.begin()

    def _show(self, window: QueueWindow) -> None:
        self._heads |= dict(window.heads)
        if window.sizes is not None and dict(window.sizes) != self._sizes:
            self._count(dict(window.sizes))
        if not self._began and self._sizes is not None:
            self._set_total(self._sizes)
        rows = self._model.rowCount()
        self._stack.setCurrentIndex(0 if rows else 1)
        here = self.list.currentIndex().row()
        if rows and (self._go_on or here < 0):
            here = max(0, min(here, rows - 1))
            self.list.setCurrentIndex(self._model.index(here))
            if self._go_on:
                self.list.choose(here)
        self._go_on = False
        if not self._began:
            self._began = True
            self.began.emit()

    def _plan(self, card: Any, number: int, width: float, chosen: bool, editing: bool) -> Plan:
        count = self._heads.get(card.key)
        heading = "" if count is None else grouping.heading(card, grouping.WAYS[self.way], count)
        total = self._model.rowCount()
        giving, field = (self._giving, self.list.field_height) if editing else ("", 0.0)
        return card_plan.plan(card, number, total, width, chosen=chosen, giving=giving, field=field, heading=heading)

    def regroup(self) -> None:
        """The queue by gravity, by fact, by article, in turn."""
        self.way = (self.way + 1) % len(grouping.WAYS)
        self.group_pill.set_text(i18n.t(f"group.{grouping.WAYS[self.way]}"))
        self._row.relayout()
        self._heads = {}
        self._feed.begin()

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
        """Choose the card with a key, if the filters show it."""
        self._feed.seek(key, self.list.choose)

    def select(self, key: str) -> None:
        """Make the card with a key the chosen one without moving the pages."""
        self._feed.seek(key, self._select)

    def _select(self, row: int) -> None:
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def choose_first(self) -> bool:
        """Choose the card at the top; False where there is none."""
        if self._model.rowCount():
            self.list.choose(0)
        return bool(self._model.rowCount())

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
        self._field, self._giving = field, decision
        self.list.open_field(field)
        self._project.ask("reasons", asks.remembered, decision, then=partial(self._offer, field))

    def _offer(self, field: ReasonField, reasons: tuple[str, ...]) -> None:
        if field is self._field and self.list.editing:
            field.offer(reasons)
            self.list.refresh()  # more reasons, more lines

    def _decide(self, card: ConflictCard, decision: str, reason: str) -> None:
        self.list.close_field()
        self._go_on = True
        self._project.do("conflict.decide", asks.decide, card.key, decision, reason, initiator=self)
