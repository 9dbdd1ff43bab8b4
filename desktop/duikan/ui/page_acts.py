"""Acts that mend what was cut or joined wrongly on a page; each is one step of undo, offered at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from duikan.services.views import ArticlePage
from duikan.ui import i18n, page_asks
from duikan.ui.dialogs.page_sheets import ChooseArticle, Retitle
from duikan.ui.on_desk import OnDesk

if TYPE_CHECKING:
    from duikan.services.passages import Mended

Neighbours = tuple[tuple[int, str], ...]


class PageActs(OnDesk):
    """Handlers of the acts on the article at hand."""

    def handlers(self) -> dict[str, Callable[[], None]]:
        """By the codes of actions.py."""
        return {
            "retitle": self._retitle,
            "split": self._split,
            "merge_next": self._merge_next,
            "move_to": self._move_to,
            "passage_up": partial(self._shift, -1),
            "passage_down": partial(self._shift, 1),
        }

    def _page(self) -> ArticlePage | None:
        page = self._desk.panes.active.page
        if page is None:
            self._desk.messages.notice(i18n.t("say.open_first"))
        return page

    def _retitle(self) -> None:
        page = self._page()
        if page is None:
            return
        project, article = self._desk.project, page.item.id

        def given(title: str) -> None:
            if title.strip() and title.strip() != page.item.title:
                project.do("article.title", page_asks.retitle, article, title, initiator=self)

        Retitle(page.item.title, given, self._desk.window()).open()

    def _split(self) -> None:
        page = self._page()
        if page is not None:
            start, end = self._desk.panes.active.selection
            then = partial(self._mended, i18n.t("say.split"))
            self._desk.project.do("article.split", page_asks.split, page.item.id, start, end, then=then, initiator=self)

    def _merge_next(self) -> None:
        page = self._page()
        if page is None:
            return
        article = page.item.id

        def merge(others: Neighbours) -> None:
            if not others:
                self._desk.messages.notice(i18n.t("say.alone"))
                return
            then = partial(self._mended, i18n.t("say.merged", title=others[0][1]))
            self._desk.project.do("article.merge", page_asks.merge, article, others[0][0], then=then, initiator=self)

        self._desk.project.ask("neighbours", page_asks.neighbours, article, then=merge)

    def _move_to(self) -> None:
        page = self._page()
        if page is None:
            return
        start, end = self._passage(page)

        def move(to: int) -> None:
            then = partial(self._mended, i18n.t("say.moved"))
            self._desk.project.do(
                "article.move", page_asks.move, page.item.id, start, end, to, then=then, initiator=self
            )

        def choose(others: Neighbours) -> None:
            if not others:
                self._desk.messages.notice(i18n.t("say.alone"))
            elif len(others) == 1:
                move(others[0][0])
            else:
                ChooseArticle(i18n.t("action.move_to"), others, move, self._desk.window()).open()

        self._desk.project.ask("neighbours", page_asks.neighbours, page.item.id, then=choose)

    def _shift(self, by: int) -> None:
        page = self._page()
        if page is not None:
            start, end = self._desk.panes.active.selection
            then = partial(self._mended, "")
            self._desk.project.do(
                "article.order", page_asks.shift, page.item.id, start, end, by, then=then, initiator=self
            )

    def _passage(self, page: ArticlePage) -> tuple[int, int]:
        """The selection; without one, the paragraph at the caret."""
        start, end = self._desk.panes.active.selection
        if start < end:
            return start, end
        around = (one for one in page.paragraphs if one.start <= start <= one.end)
        return next(((one.start, one.end) for one in around), (start, end))

    def _mended(self, sentence: str, done: Mended) -> None:
        """Show the article that an act made or changed, say so, and offer to take it back."""
        desk = self._desk
        desk.panes.open(done.article_id)
        cut = i18n.t("say.claims_cut", count=done.cut) if done.cut else ""
        if sentence or cut:
            desk.messages.notice(f"{sentence}{cut}", i18n.t("action.undo"), desk.project.undo)
