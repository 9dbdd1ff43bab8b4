"""What each act of the window does: the handlers behind the table in actions.py that need an open project."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from duikan.errors import DuikanError
from duikan.services.views import MentionView
from duikan.ui import asks, i18n, keymap
from duikan.ui.check_acts import CheckActs
from duikan.ui.conflicts.memo import is_real
from duikan.ui.desk import Desk
from duikan.ui.mark_acts import MarkActs, number_in_hand
from duikan.ui.page_acts import PageActs
from duikan.ui.project import Project

_DECISIONS = ("real", "explained", "dismissed")


class DeskActs:
    """Acts on what the editor has in hand: the selection, the caret, the chosen card."""

    def __init__(self, desk: Callable[[], Desk | None]) -> None:
        self._desk_now = desk
        self._waiting: list[Callable[[], None]] | None = None  # acts pressed while a new claim is on its way

    def handlers(self) -> dict[str, Callable[[], None]]:
        """By the codes of actions.py."""
        found: dict[str, Callable[[], None]] = {
            "undo": lambda: self._project.undo(),
            "redo": lambda: self._project.redo(),
            "copy": self._copy,
            "date": self._date,
            "highlight": self.highlight,
            "link": self.link,
            "note": lambda: self._claim_act("note"),
            "remove_claim": lambda: self._claim_act("remove"),
            "confirm": partial(self._on_number, "mention.confirm", asks.confirm),
            "reject": partial(self._on_number, "mention.reject", asks.reject),
            "next": lambda: self._desk.side.step(1),
            "previous": lambda: self._desk.side.step(-1),
            "reopen": lambda: self._desk.side.conflicts.press("reopen"),
            "group": lambda: self._desk.side.conflicts.regroup(),
            "memo": self._memo,
            "remove_page": self._remove_page,
            "next_pane": self._next_pane,
            "find": lambda: self._desk.panes.active.find_words(),
            "find_next": lambda: self._desk.panes.active.find_words(back=False),
            "find_previous": lambda: self._desk.panes.active.find_words(back=True),
        }
        for name in ("conflicts", "facts", "claims", "history"):
            found[f"tab_{name}"] = partial(self._tab, name)
        for digit in range(1, 6):
            found[f"digit_{digit}"] = partial(self._digit, digit)
        more = (MarkActs, CheckActs, PageActs)
        for acts in more:
            found |= acts(lambda: self._desk).handlers()
        return found

    @property
    def _desk(self) -> Desk:
        desk = self._desk_now()
        if desk is None:
            raise RuntimeError("acts of the desk rest while no project is open")
        return desk

    @property
    def _project(self) -> Project:
        return self._desk.project

    def _tab(self, name: str) -> None:
        self._desk.side.show_tab(name)

    def _copy(self) -> None:
        self._desk.panes.active.copy()

    def _next_pane(self) -> None:
        self._desk.panes.focus_next()

    def _date(self) -> None:
        card = self._desk.side.conflicts.list.chosen
        on_conflicts = self._desk.side.current == "conflicts"
        if on_conflicts and card is not None and card.status == "depends_on_date" and not card.decided:
            self._desk.side.conflicts.press("date")
        else:
            self._desk.panes.edit_date()

    def _memo(self) -> None:
        card = self._desk.side.conflicts.list.chosen
        self._desk.copy_memo((card,) if card is not None and is_real(card) else None)

    def _digit(self, digit: int) -> None:
        if self._waits(partial(self._digit, digit)):
            return
        side = self._desk.side
        if side.current == "claims":
            side.claims.rate(digit)
        elif side.current == "conflicts" and digit <= len(_DECISIONS):
            side.conflicts.press(_DECISIONS[digit - 1])

    def _on_number(self, name: str, function: Callable[..., Any]) -> None:
        number = number_in_hand(self._desk)
        if number is None:
            self._desk.messages.notice(i18n.t("say.no_number"))
            return
        self._project.do(name, function, number.id, initiator=self)

    # Claims

    def _waits(self, act: Callable[[], None]) -> bool:
        """True where an act is for the claim that is being marked: it is done as soon as that claim is there."""
        if self._waiting is not None:
            self._waiting.append(act)
        return self._waiting is not None

    def _claim_is_there(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for act in waiting:
            act()

    def highlight(self) -> None:
        """The selection becomes a claim; without one, the sentence of the number at the caret."""
        pane = self._desk.panes.active
        article = pane.article_id
        start, end = pane.selection
        if article is not None and start < end:
            self._mark(article, start, end)
            return
        number = number_in_hand(self._desk)
        if article is None or number is None:
            self._desk.messages.notice(i18n.t("say.select_first", key=keymap.shown("highlight")))
            return
        self._waiting = []
        self._project.ask("sentence", asks.mention, number.id, then=self._mark_sentence)

    def _mark_sentence(self, mention: MentionView) -> None:
        page = self._desk.panes.active.page
        if page is None:
            self._waiting = None
            return
        sentence = mention.sentence.strip()
        start = page.text.find(sentence, max(0, mention.start - len(sentence)))
        if not sentence or not start <= mention.start < start + len(sentence):
            start, sentence = mention.start, mention.surface
        self._mark(mention.article_id, start, start + len(sentence))

    def _mark(self, article: int, start: int, end: int) -> None:
        side, project = self._desk.side, self._project
        self._waiting = []

        def marked(claim: int) -> None:
            side.show_tab("claims")
            side.claims.choose(claim, tell=False, ended=self._claim_is_there)

        def refused(problem: DuikanError) -> None:
            self._waiting = None
            project.failed.emit(problem)

        act = ("claim.add", asks.highlight, article, start, end)
        project.do(*act, then=marked, failed=refused, initiator=self)

    def _claim_act(self, code: str) -> None:
        if self._waits(partial(self._claim_act, code)):
            return
        claims = self._desk.side.claims
        marks = self._desk.panes.active.marks_in_hand()
        under = next((mark.id for mark in marks if mark.kind == "claim"), None)
        if self._desk.side.current != "claims" and under is not None:
            self._desk.side.show_tab("claims")
            claims.choose(under, tell=False)
        if claims.chosen is None or self._desk.side.current != "claims":
            self._desk.messages.notice(i18n.t("say.choose_claim"))
            return
        claims.press(code)

    def link(self) -> None:
        """Tie the chosen claim to the number at the caret, or to the chosen fact."""
        if self._waits(self.link):
            return
        claim, number = self._desk.side.claims.chosen, number_in_hand(self._desk)
        fact = self._desk.side.facts.chosen if self._desk.side.current == "facts" else None
        mention = fact.mentions[0].id if fact is not None and fact.mentions else number.id if number else None
        if claim is None or mention is None:
            self._desk.messages.notice(i18n.t("say.how_to_link", key=keymap.shown("link")))
            return
        self._project.do("link.add", asks.link, claim.id, mention, initiator=self)

    # Pages

    def _remove_page(self) -> None:
        page = self._desk.panes.active.page
        if page is None:
            self._desk.messages.notice(i18n.t("say.open_first"))
            return
        messages, project = self._desk.messages, self._project
        sentence = i18n.t("say.page_removed", page=page.item.page)

        def removed(_value: object) -> None:
            messages.notice(sentence, i18n.t("action.undo"), project.undo)

        project.do("document.remove", asks.remove_document, page.item.document_id, then=removed, initiator=self)
