"""The facts: what is counted, every value said of it, every place it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from duikan import words
from duikan.services.views import FactView, MentionView, OneFactView
from duikan.services.windows import Window
from duikan.ui import asks, i18n
from duikan.ui.cards import CardList, Plan
from duikan.ui.claims import fact_plan, parts
from duikan.ui.claims.claim_fields import AcceptField, PartField
from duikan.ui.empty import Empty
from duikan.ui.paged import Feed, PagedModel
from duikan.ui.project import Project


class FactPanel(QWidget):
    """Choose a fact to see its places side by side; take a place out of it."""

    mentions_requested = Signal(object)  # tuple of MentionView
    compare_requested = Signal(object)  # MentionView

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._opened: int | None = None  # the number whose reading is shown
        self._accepting: int | None = None  # the number whose fact gets a value when it has come
        self._why: tuple[int, str] = (0, "")  # a number, and why it is of one fact with the others
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(i18n.t("fact_search"))
        self._search.setAccessibleName(i18n.t("fact_search"))
        self._search.setClearButtonEnabled(True)
        self.list = CardList(self)
        self.list.setAccessibleName(i18n.t("access.fact_list"))
        self._model = PagedModel(lambda fact: fact.id, fact_plan.spoken, self)
        self.list.set_up(self._model, self._plan)
        self._feed = Feed(project, "facts", self.list, self._model, self._question)
        self._feed.shown.connect(self._show)
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
        self._search.textChanged.connect(self._narrow)
        self.list.row_chosen.connect(self._show_places)
        self.list.act_requested.connect(self._act)
        project.changed.connect(self.hear)

    def hear(self) -> None:
        """Something changed."""
        self._feed.hear()

    def look(self) -> None:
        """The panel is seen: what was never asked is asked now."""
        if not self._feed.started:
            self._feed.begin()

    def _narrow(self, _text: str) -> None:
        self._feed.begin()

    def _question(self, offset: int | None, limit: int, key: Any) -> tuple[Any, tuple[Any, ...]]:
        return asks.fact_window, (self._search.text().strip(), offset, limit, key)

    def _show(self, _window: Window[FactView]) -> None:
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        if self._accepting is not None:
            self._accept_awaited()

    def _plan(self, fact: Any, _number: int, width: float, chosen: bool, editing: bool) -> Plan:
        opened = self._opened
        if chosen and opened not in {one.id for one in fact.mentions}:
            opened = fact.mentions[0].id if fact.mentions else None
        field = self.list.field_height if editing else 0.0
        why = self._why[1] if opened == self._why[0] else ""
        return fact_plan.plan(fact, width, chosen=chosen, opened=opened, field=field, why=why)

    @property
    def chosen(self) -> FactView | None:
        """The fact that L links to."""
        return self.list.chosen

    @property
    def opened(self) -> MentionView | None:
        """The number of the chosen fact whose reading is shown."""
        mentions = self.chosen.mentions if self.chosen is not None else ()
        return next((one for one in mentions if one.id == self._opened), mentions[0] if mentions else None)

    def choose(self, fact_id: int) -> None:
        """Choose a fact."""
        self._feed.seek(fact_id, self.list.choose)

    def show_number(self, mention: MentionView, *, accept: bool = False) -> None:
        """Choose the fact of a number and show how the number was read; `accept`: ask for the value to go by."""
        self._opened = mention.id
        self._accepting = mention.id if accept else None
        if self._search.text():  # the list may not hold it
            with QSignalBlocker(self._search):
                self._search.clear()
            self._feed.begin(mention.fact_id)
        else:
            self._feed.seek(mention.fact_id, self._open)

    def _open(self, row: int) -> None:
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        self.list.refresh()
        self.list.scrollTo(index)
        self._accept_awaited()

    def _accept_awaited(self) -> None:
        opened, awaited = self.opened, self._accepting
        if opened is not None and opened.id == awaited:
            self._accepting = None
            self.begin_accept(opened)

    def step(self, by: int) -> None:
        """Choose the next or previous fact."""
        self.list.step(by)

    def _show_places(self, fact: FactView) -> None:
        self.mentions_requested.emit(fact.mentions[:4])

    def _act(self, fact: FactView, code: str) -> None:
        kind, what, *part = code.split(":")
        found: list[MentionView] = [one for one in fact.mentions if one.id == int(what)]
        if kind == "show":
            self._opened = int(what)
            self.list.refresh()
            self.mentions_requested.emit(tuple(found))
        elif kind == "edit" and found:
            self._edit(found[0], part[0])
        elif kind == "compare" and found:
            self.compare_requested.emit(found[0])
        elif kind == "accept" and found:
            self.begin_accept(found[0])
        elif kind == "why" and found:
            self._ask_why(fact, found[0])
        elif kind == "unaccept":
            self._project.do("fact.unaccept", asks.withdraw_accepted, int(what), initiator=self)
        elif kind in ("confirm", "reject"):
            function = asks.confirm if kind == "confirm" else asks.reject
            self._project.do(f"mention.{kind}", function, int(what), initiator=self)
        elif kind == "apart" and found:
            other = next(one.id for one in fact.mentions if one.id != found[0].id)
            self._project.do("fact.apart", asks.unpair, found[0].id, other, initiator=self)

    def _ask_why(self, fact: FactView, mention: MentionView) -> None:
        """Say under the reading why the number is of one fact with another of the card."""
        self._opened = mention.id
        other = next(one for one in fact.mentions if one.id != mention.id)

        def say(weighed: OneFactView) -> None:
            lines = words.why(weighed.verdict, weighed.parts, weighed.score, i18n.language())
            self._why = (mention.id, i18n.t("why_with", printed=other.surface, verdict=lines[0], weighed=lines[1]))
            self.list.refresh()

        self._project.ask("fact.why", asks.why_one_fact, mention.id, other.id, then=say)

    def _edit(self, mention: MentionView, part: str) -> None:
        """Open a field for one part of a reading."""
        self._opened = mention.id
        field = PartField(part, parts.written(mention, part), parts.CHOICES.get(part, ()))

        def give(text: str) -> None:
            try:
                changes = parts.changes(part, text)
            except ValueError:
                field.refuse(i18n.t(f"part_error.{part}"))
                return
            self.list.close_field()
            self._project.do("mention.correct", asks.correct, mention.id, changes, initiator=self)

        field.given.connect(give)
        self._open_field(field)

    def begin_accept(self, mention: MentionView) -> None:
        """Open the field for the value to go by, with this number's own to begin with."""
        self._opened = mention.id
        kept = self.chosen.accepted if self.chosen is not None else None
        source, locator = (kept.source, kept.locator) if kept is not None else ("", "")
        field = AcceptField(parts.written(mention, "value"), source, locator)

        def give(text: str, source: str, locator: str) -> None:
            try:
                bounds = parts.changes("value", text)
            except ValueError:
                field.refuse(i18n.t("part_error.value"))
                return
            if not source:
                field.refuse(i18n.failure("accept.source", {}))
                return
            self.list.close_field()
            self._project.do("fact.accept", asks.accept, mention.id, bounds, source, locator, initiator=self)

        field.given.connect(give)
        self._open_field(field)

    def _open_field(self, field: PartField | AcceptField) -> None:
        field.left.connect(self.list.close_field)
        self.list.close_field()
        self.list.open_field(field)
