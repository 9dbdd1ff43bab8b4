"""Acts of checking an article to its end: untouched numbers, suggested sentences, claims over each other, the value
to go by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from duikan.services.views import Mark, MentionView, Suggestion, Untouched
from duikan.ui import asks, i18n, keymap
from duikan.ui.mark_acts import number_in_hand
from duikan.ui.on_desk import OnDesk
from duikan.ui.reading.pane import ReadingPane


class CheckActs(OnDesk):
    """Handlers by the codes of entries.py."""

    def handlers(self) -> dict[str, Callable[[], None]]:
        """By code."""
        return {
            "next_number": self._next_number,
            "next_suggestion": self._next_suggestion,
            "take_suggestion": partial(self._settle, take=True),
            "decline_suggestion": partial(self._settle, take=False),
            "claim_here": self._claim_here,
            "accept": self._accept,
        }

    # Numbers

    def _next_number(self) -> None:
        pane, project = self._desk.panes.active, self._desk.project
        if pane.article_id is not None:
            here = pane.article_id, pane.selection[1]
            project.ask("next_number", asks.next_untouched, *here, then=partial(self._go_to_number, pane))

    def _go_to_number(self, pane: ReadingPane, found: Untouched | None) -> None:
        messages = self._desk.messages
        if found is None:
            messages.notice(i18n.t("say.no_more_numbers"))
            return
        mark = Mark(found.start, found.end, "number", found.mention_id)
        if found.article_id != pane.article_id:
            messages.notice(i18n.t("say.next_article", title=found.title))
        pane.open_at(found.article_id, mark)

    def _accept(self) -> None:
        number, desk = number_in_hand(self._desk), self._desk
        if number is None and desk.side.current == "facts" and desk.side.facts.opened is not None:
            desk.side.facts.begin_accept(desk.side.facts.opened)
            return
        if number is None:
            desk.messages.notice(i18n.t("say.no_number"))
            return

        def begin(mention: MentionView) -> None:
            desk.side.facts.show_number(mention, accept=True)

        desk.side.show_tab("facts")
        desk.project.ask("reading", asks.mention, number.id, then=begin)

    # Claims

    def _claim_here(self) -> None:
        desk = self._desk
        claims = [mark for mark in desk.panes.active.marks_in_hand() if mark.kind == "claim"]
        if not claims:
            desk.messages.notice(i18n.t("say.choose_claim"))
            return
        if len(claims) == 1 and desk.side.claims.chosen is not None and desk.side.claims.chosen.id == claims[0].id:
            desk.messages.notice(i18n.t("say.one_claim_here"))
        desk.side.show_tab("claims")
        desk.choose_claim(claims)

    # Suggestions

    def _next_suggestion(self) -> None:
        pane = self._desk.panes.active
        if pane.article_id is not None:
            self._ask(pane, pane.article_id)

    def _ask(self, pane: ReadingPane, article: int) -> None:
        self._desk.project.ask("suggestions", asks.suggestions, article, then=partial(self._show, pane, article))

    def _show(self, pane: ReadingPane, article: int, found: tuple[Suggestion, ...]) -> None:
        if pane.article_id != article:
            return
        if not found:
            pane.suggest_bar.leave()
            self._desk.messages.notice(i18n.t("suggest.none"))
            return
        now = pane.suggest_bar.current
        here = now.start if now is not None else pane.selection[0] - 1
        at = next((n for n, one in enumerate(found) if one.start > here), 0)
        pane.show_suggestion(found[at], at + 1, len(found))

    def _settle(self, *, take: bool) -> None:
        pane, project = self._desk.panes.active, self._desk.project
        article, one = pane.article_id, pane.suggest_bar.current
        if one is None or article is None:
            key = keymap.shown("next_suggestion")
            self._desk.messages.notice(i18n.t("suggest.first", key=key))
            return

        def go_on(_value: object) -> None:
            self._ask(pane, article)

        name, function = ("claim.add", asks.highlight) if take else ("suggestion.decline", asks.decline)
        project.do(name, function, article, one.start, one.end, then=go_on, initiator=self)
