"""The body of the window for one project: articles, pages, queue. The only place where panels meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from duikan.services.views import ArticleItem, ConflictCard, Mark, MentionView, OneFactView, RelationView, Totals
from duikan.ui import asks, i18n, keymap
from duikan.ui.conflicts import memo
from duikan.ui.dialogs.compare_sheet import CompareSheet
from duikan.ui.differing import in_words
from duikan.ui.empty import Empty
from duikan.ui.messages import MessageBar
from duikan.ui.project import Project
from duikan.ui.reading.article_list import ArticleList
from duikan.ui.reading.panes import Panes, Passage
from duikan.ui.settings import Settings
from duikan.ui.side_panel import SidePanel

NEAR = 120  # characters: two passages of one article this near are seen in one pane


def passages_of(places: Sequence[tuple[int, int, int]], most: int) -> list[Passage]:
    """Places (article, start, end) as passages for panes: one for each article; far places of one article apart."""
    by_article: dict[int, list[tuple[int, int]]] = {}
    for article, start, end in places:
        by_article.setdefault(article, []).append((start, end))
    if len(by_article) > 1:
        return [(article, tuple(spans)) for article, spans in list(by_article.items())[:most]]
    apart: list[tuple[int, list[tuple[int, int]]]] = []
    for article, spans in by_article.items():
        for span in spans:
            near = [group for _, group in apart if abs(group[-1][0] - span[0]) < NEAR]
            if near or len(apart) == most:
                (near[0] if near else apart[-1][1]).append(span)
            else:
                apart.append((article, [span]))
    return [(article, tuple(spans)) for article, spans in apart]


class Desk(QWidget):
    """Lists, pages and queue of an open project, tied together."""

    totals_changed = Signal(object)  # Totals
    view_changed = Signal()
    begun = Signal()  # the first pages are open
    act_requested = Signal(str)  # an act of the window, by its code

    def __init__(self, project: Project, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self._settings = settings
        self.articles: tuple[ArticleItem, ...] = ()
        self._first = True
        self._compared: MentionView | None = None
        self._queue_began = False
        self._left = QWidget(self)
        self._pages = QStackedWidget(self._left)
        self.list = ArticleList(self._left)
        self.list.setMinimumWidth(160)
        self.panes = Panes(project, self)
        self.side = SidePanel(project, self)
        self.side.setMinimumWidth(300)
        self.messages = MessageBar(self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._build()
        self._wire()

    def _build(self) -> None:
        self._left.setObjectName("left_panel")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 6, 0, 0)
        self._pages.addWidget(self.list)
        self._pages.addWidget(Empty(i18n.t("empty.pages"), i18n.t("empty.pages_hint"), self))
        column.addWidget(self._pages)
        middle = QWidget(self)
        centre = QVBoxLayout(middle)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        centre.addWidget(self.panes, 1)
        centre.addWidget(self.messages)
        for widget in (self._left, middle, self.side):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        # In a small window the sides give way, so that the pages keep a measure one can read.
        room = self.window().width()
        left, right = (
            min(self._settings.left_width, room * 15 // 100),
            min(self._settings.right_width, room * 27 // 100),
        )
        self._splitter.setSizes([left, room - left - right, right])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self.panes.set_count(self._settings.panes)
        self.panes.sizes = self._settings.pane_sizes

    def _wire(self) -> None:
        self.list.article_requested.connect(self._open)
        self.panes.articles_changed.connect(self.list.set_shown)
        self.panes.marks_activated.connect(self._mark_clicked)
        self.panes.active_changed.connect(self.view_changed)
        self.panes.act_requested.connect(self.act_requested)
        self.side.conflicts.passages_requested.connect(self.show_conflict)
        self.side.conflicts.date_requested.connect(self.panes.edit_date)
        self.side.conflicts.memo_requested.connect(self.copy_memo)
        self.side.conflicts.began.connect(self._queue_is_there)
        self.side.claims.passage_requested.connect(self.show_passage)
        self.side.claims.passage_gone.connect(self.panes.clear_chosen)
        self.side.facts.mentions_requested.connect(self.show_mentions)
        self.side.facts.compare_requested.connect(self.compare)
        self.project.changed.connect(self._changed)
        self.project.failed.connect(self.messages.problem)

    # Asking

    def refresh(self) -> None:
        """Ask for everything that is shown."""
        self._changed(None, None)
        self.side.refresh()

    def _changed(self, _changes: object, _initiator: object) -> None:
        self.project.ask("overview", asks.overview, then=self._show_overview)

    def _show_overview(self, overview: tuple[tuple[ArticleItem, ...], Totals]) -> None:
        items, totals = overview
        self._show_totals(totals)
        self.articles = items
        self.list.set_items(items)
        self._pages.setCurrentIndex(0 if items else 1)
        self.list.set_shown(self.panes.articles)
        self._begin()

    def _queue_is_there(self) -> None:
        self._queue_began = True
        self._begin()

    def _begin(self) -> None:
        """Begin where an editor would: at the first conflict, both passages open; else at the first article."""
        if not self._first or not self.articles or not self._queue_began:
            return
        self._first = False
        if not self.side.conflicts.choose_first():
            self.panes.open(self.articles[0].id)
        self.begun.emit()

    def reopen(self, articles: Sequence[int]) -> None:
        """Open articles in the panes in this order, as they were."""
        self._first = False
        for pane, article in zip(self.panes.panes[: self.panes.count], articles, strict=False):
            pane.open(article)

    def _show_totals(self, totals: Totals) -> None:
        self.side.show_totals(totals)
        self.totals_changed.emit(totals)

    # Meeting

    def _open(self, article_id: int, beside: bool) -> None:
        self.panes.open(article_id, beside=beside)

    def show_conflict(self, card: ConflictCard) -> None:
        """Both passages of a conflict, side by side."""
        places = [(one.article_id, one.start, one.end) for one in card.statements]
        numbers = frozenset(one.mention_id for one in card.statements if one.mention_id is not None)
        apart: dict[int, list[tuple[int, int]]] = {}
        for (article, _, _), stretches in in_words(card).items():
            apart.setdefault(article, []).extend(stretches)
        self.panes.show_passages(passages_of(places, max(2, self.panes.count)), numbers, apart)

    def show_mentions(self, mentions: Sequence[MentionView]) -> None:
        """Numbers in their articles, side by side."""
        places = [(one.article_id, one.start, one.end) for one in mentions]
        self.panes.show_passages(passages_of(places, max(2, self.panes.count)))

    def show_passage(self, article_id: int, span: tuple[int, int]) -> None:
        """One passage of an article, outlined."""
        self.panes.show_passages([(article_id, (span,))])

    def _mark_clicked(self, marks: Sequence[Mark]) -> None:
        article = self.panes.active.article_id
        number = next((mark for mark in marks if mark.kind != "claim" and mark.id), None)
        if number is not None and self.side.current == "facts":
            self.show_reading(number.id)
            return
        self.choose_claim([mark for mark in marks if mark.kind == "claim"])
        for mark in marks:
            if article is not None and mark.kind in ("conflict", "depends", "time"):
                self.project.ask("conflicts.at", asks.conflicts_at, article, mark.start, then=self._show_conflict_at)

    def _show_conflict_at(self, cards: tuple[ConflictCard, ...]) -> None:
        if cards:
            self.side.show_tab("conflicts")
            self.side.conflicts.select(cards[0].key)

    def choose_claim(self, claims: Sequence[Mark]) -> None:
        """Choose one of the claims over a place: the shortest first, then in turn those around it."""
        chosen = self.side.claims.chosen
        ids = [mark.id for mark in claims]
        if not ids:
            return
        at = (ids.index(chosen.id) + 1) % len(ids) if chosen is not None and chosen.id in ids else 0
        self.side.claims.choose(ids[at], tell=False)
        if self.panes.active.article_id is not None:
            self.panes.outline(self.panes.active.article_id, (claims[at].start, claims[at].end))

    def show_reading(self, mention_id: int) -> None:
        """How a number was read, in the fact panel."""
        self.side.show_tab("facts")
        self.project.ask("reading", asks.mention, mention_id, then=self.side.facts.show_number)

    def compare(self, mention: MentionView) -> None:
        """Take the first of two numbers to compare; with the second, say how they relate and why."""
        first, self._compared = self._compared, mention
        if first is None or first.id == mention.id:
            self.messages.notice(i18n.t("say.compare_with", printed=mention.surface, key=keymap.shown("compare")))
            return
        self._compared = None
        both = (first.id, mention.id)

        def weighed(fact: OneFactView, relation: RelationView) -> None:
            sheet = CompareSheet((first, mention), relation, fact, self.window())
            sheet.joined.connect(partial(self._pair, *both))
            sheet.open()

        def related(relation: RelationView) -> None:
            self.project.ask("compare.fact", asks.why_one_fact, *both, then=partial(weighed, relation=relation))

        self.project.ask("compare", asks.compare, *both, then=related)

    def copy_memo(self, cards: Sequence[ConflictCard] | None = None) -> None:
        """Put the correction notice of these conflicts, or of all that are real, on the clipboard."""
        if cards is None:
            self.project.ask("memo", asks.real_conflicts, then=self.copy_memo)
            return
        real = [card for card in cards if memo.is_real(card)]
        if not real:
            self.messages.notice(i18n.t("say.no_memo"))
            return
        QGuiApplication.clipboard().setText(memo.notice(real))
        self.messages.notice(i18n.t("say.memo_copied", count=len(real)))

    def _pair(self, first: int, second: int, together: bool) -> None:
        name, function = ("fact.together", asks.pair) if together else ("fact.apart", asks.unpair)
        self.project.do(name, function, first, second, initiator=self)

    # View

    def show_left(self, shown: bool) -> None:
        """Show or hide the articles."""
        self._left.setVisible(shown)

    def show_right(self, shown: bool) -> None:
        """Show or hide the queue."""
        self.side.setVisible(shown)

    def remember(self) -> None:
        """Keep the widths for the next time."""
        sizes = self._splitter.sizes()
        if sizes[0] and sizes[2]:
            self._settings.left_width, self._settings.right_width = sizes[0], sizes[2]
        self._settings.panes = self.panes.count
        self._settings.pane_sizes = self.panes.sizes
