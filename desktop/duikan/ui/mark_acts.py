"""Acts on what is marked: a claim's boundaries, other places with the same words, two numbers side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from duikan.services.views import ClaimView, Mark
from duikan.ui import asks, i18n, keymap
from duikan.ui.desk import Desk
from duikan.ui.on_desk import OnDesk


def number_in_hand(desk: Desk) -> Mark | None:
    """The number at the caret of the active page."""
    marks = desk.panes.active.marks_in_hand()
    return next((mark for mark in marks if mark.kind != "claim" and mark.id), None)


def moved_edge(text: str, edge: int, by: int, *, end: bool) -> int:
    """A boundary one character on, over white space, which belongs to no claim."""
    edge += by
    while 0 < edge < len(text) and text[edge - 1 if end else edge].isspace():
        edge += by
    return max(0, min(len(text), edge))


class MarkActs(OnDesk):
    """Handlers of the acts that change or compare marks."""

    def __init__(self, desk: Callable[[], Desk]) -> None:
        super().__init__(desk)
        self._sent: tuple[int, int, int] | None = None  # a move under way: claim, start, end

    def handlers(self) -> dict[str, Callable[[], None]]:
        """By the codes of actions.py."""
        found: dict[str, Callable[[], None]] = {
            "mark_others": self._mark_others,
            "correct": self._correct,
            "compare": self._compare,
        }
        for code, by in (("back", -1), ("on", 1)):
            found[f"end_{code}"] = partial(self._move, by, end=True)
            found[f"start_{code}"] = partial(self._move, by, end=False)
        return found

    # Claims

    def _claim(self) -> ClaimView | None:
        """The claim at the caret, else the chosen one."""
        side = self._desk.side
        under = next((mark.id for mark in self._desk.panes.active.marks_in_hand() if mark.kind == "claim"), None)
        chosen = side.claims.chosen if side.current == "claims" else None
        if under is not None and (chosen is None or chosen.article_id != self._desk.panes.active.article_id):
            side.show_tab("claims")
            side.claims.choose(under, tell=False)
        return side.claims.chosen if side.current == "claims" else None

    def _move(self, by: int, *, end: bool) -> None:
        claim, desk = self._claim(), self._desk
        page = next((pane.page for pane in desk.panes.panes if claim and pane.article_id == claim.article_id), None)
        if claim is None or page is None:
            desk.messages.notice(i18n.t("say.choose_claim"))
            return
        first, last = claim.start, claim.end
        if self._sent is not None and self._sent[0] == claim.id:
            _, first, last = self._sent  # keys come faster than answers
        first, last = (
            (first, moved_edge(page.text, last, by, end=True))
            if end
            else (moved_edge(page.text, first, by, end=False), last)
        )
        if first >= last:
            return
        sent = self._sent = (claim.id, first, last)

        def moved(_value: object) -> None:
            if self._sent == sent:
                self._sent = None
            desk.panes.outline(claim.article_id, (first, last))

        desk.project.do("claim.move", asks.move_claim, *sent, then=moved, initiator=self)

    # Numbers

    def _correct(self) -> None:
        number = self._number()
        if number is not None:
            self._desk.show_reading(number.id)

    def _compare(self) -> None:
        number, desk = self._number(), self._desk
        if number is not None:
            desk.project.ask("compared", asks.mention, number.id, then=desk.compare)

    def _number(self) -> Mark | None:
        number = number_in_hand(self._desk)
        if number is None:
            self._desk.messages.notice(i18n.t("say.no_number"))
        return number

    def _mark_others(self) -> None:
        desk, pane = self._desk, self._desk.panes.active
        start, end = pane.selection
        claim = next((mark for mark in pane.marks_in_hand() if mark.kind == "claim"), None)
        if start == end and claim is not None:
            start, end = claim.start, claim.end
        if pane.article_id is None or start == end:
            desk.messages.notice(i18n.t("say.select_first", key=keymap.shown("highlight")))
            return

        def marked(claims: tuple[int, ...]) -> None:
            words = i18n.t("say.marked_others", count=len(claims)) if claims else i18n.t("say.no_others")
            desk.messages.notice(words)

        desk.project.do("claim.add", asks.highlight_others, pane.article_id, start, end, then=marked, initiator=self)
