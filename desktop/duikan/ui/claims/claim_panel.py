"""The claims: what an editor marked as checkable, its verdict, its facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from duikan.services.views import ClaimView
from duikan.services.windows import Window
from duikan.ui import asks, i18n, keymap
from duikan.ui.cards import CardList, Plan
from duikan.ui.claims import claim_plan
from duikan.ui.claims.claim_fields import NoteField, VerdictField
from duikan.ui.empty import Empty
from duikan.ui.paged import Feed, PagedModel, nothing
from duikan.ui.project import Project


def _hint() -> str:
    return i18n.t("empty.claims_hint", key=keymap.shown("highlight"), suggest=keymap.shown("next_suggestion"))


class ClaimPanel(QWidget):
    """Choose a claim to see it in its article; digits give the verdict, N a note."""

    passage_requested = Signal(object, object)  # article id, (start, end)
    link_requested = Signal()
    passage_gone = Signal()  # the claim that was shown is no longer there

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._giving = ""  # the verdict that the open field is for
        self._shown: int | None = None
        self.list = CardList(self)
        self.list.setAccessibleName(i18n.t("access.claim_list"))
        self._model = PagedModel(lambda claim: claim.id, claim_plan.spoken, self)
        self.list.set_up(self._model, self._plan)
        self._feed = Feed(project, "claims", self.list, self._model, self._question)
        self._feed.shown.connect(self._show)
        self._feed.chosen_gone.connect(self._gone)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(Empty(i18n.t("empty.claims"), _hint(), self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self._stack)
        self.list.row_chosen.connect(self._show_passage)
        self.list.act_requested.connect(self._act)
        project.changed.connect(self.hear)

    def hear(self) -> None:
        """Something changed."""
        self._feed.hear()

    def look(self) -> None:
        """The panel is seen: what was never asked is asked now."""
        if not self._feed.started:
            self._feed.begin()

    def _question(self, offset: int | None, limit: int, key: Any) -> tuple[Any, tuple[Any, ...]]:
        return asks.claim_window, (offset, limit, key)

    def _show(self, _window: Window[ClaimView]) -> None:
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)

    def _gone(self, claim_id: object) -> None:
        if self._shown is not None and self._shown == claim_id:
            self._shown = None
            self.passage_gone.emit()

    def _plan(self, claim: Any, _number: int, width: float, chosen: bool, editing: bool) -> Plan:
        field, giving = (self.list.field_height, self._giving) if editing else (0.0, "")
        return claim_plan.plan(claim, width, chosen=chosen, field_height=field, giving=giving)

    @property
    def chosen(self) -> ClaimView | None:
        """The claim that digits and L act on."""
        return self.list.chosen

    def choose(self, claim_id: int, *, tell: bool = True, ended: Callable[[], None] = nothing) -> None:
        """Choose a claim; one that is not in the list yet is chosen when it comes, and `ended` tells so."""
        self._feed.seek(claim_id, self.list.choose if tell else self._select, ended)

    def _select(self, row: int) -> None:
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def step(self, by: int) -> None:
        """Choose the next or previous claim."""
        self.list.step(by)

    def rate(self, number: int) -> None:
        """Give the chosen claim the n-th verdict."""
        if self.chosen is not None and 1 <= number <= len(claim_plan.RATINGS):
            self._act(self.chosen, f"rate:{claim_plan.RATINGS[number - 1]}")

    def press(self, code: str) -> None:
        """Do an act of the chosen claim."""
        if self.chosen is not None:
            self._act(self.chosen, code)

    def _show_passage(self, claim: ClaimView) -> None:
        self._shown = claim.id
        self.passage_requested.emit(claim.article_id, (claim.start, claim.end))

    def _act(self, claim: ClaimView, code: str) -> None:
        kind, _, what = code.partition(":")
        if kind == "rate":
            self._ask_verdict(claim, what)
        elif kind == "note":
            self._ask_note(claim)
        elif kind == "unlink":
            self._project.do("link.remove", asks.unlink, int(what), initiator=self)
        elif kind == "remove":
            self._project.do("claim.remove", asks.remove_claim, claim.id, initiator=self)
        else:
            self.link_requested.emit()

    def _ask_note(self, claim: ClaimView) -> None:
        field = NoteField(claim.note)

        def give(note: str) -> None:
            self._close_and("claim.note", asks.set_note, claim.id, note)

        field.given.connect(give)
        self._open(field)

    def _ask_verdict(self, claim: ClaimView, rating: str) -> None:
        field = VerdictField(rating, claim)

        def give(rationale: str, source: str, locator: str) -> None:
            self._close_and("claim.verdict", asks.give_verdict, claim.id, rating, rationale, source, locator)

        field.given.connect(give)
        self._open(field, rating)

    def _open(self, field: NoteField | VerdictField, giving: str = "") -> None:
        field.left.connect(self.list.close_field)
        self.list.close_field()
        self._giving = giving
        self.list.open_field(field)

    def _close_and(self, name: str, function: Any, *args: Any) -> None:
        self.list.close_field()
        self._project.do(name, function, *args, initiator=self)
