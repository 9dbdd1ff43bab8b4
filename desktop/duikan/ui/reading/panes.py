"""The middle of the desk: one to four articles side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from duikan.services.views import FactView, Mark, MentionView
from duikan.ui import asks
from duikan.ui.project import Project
from duikan.ui.reading import linking
from duikan.ui.reading.hover_card import HoverCard
from duikan.ui.reading.pane import ReadingPane, Spans

MOST = 4
_IDLE_MS = 200

Passage = tuple[int, Spans]  # article, spans


class Panes(QWidget):
    """Opens articles in panes, shows passages side by side, says what is selected."""

    articles_changed = Signal(object)  # tuple of the article ids shown
    marks_activated = Signal(object)  # the marks that were clicked
    active_changed = Signal()
    act_requested = Signal(str)  # an act of the window, by its code

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._linked = False
        self._places: dict[int, list[linking.Place]] = {}  # by article: facts that another shown article tells, too
        self._pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._following = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self.panes: list[ReadingPane] = []  # made when they are first shown
        self._make(1)
        self._active = self.panes[0]
        # An empty pane cannot hold the keyboard: its page takes it as soon as it is there.
        self._keys_wait: ReadingPane | None = None
        self.card = HoverCard(self)
        self.set_count(2)
        self._spare = QTimer(self)
        self._spare.setSingleShot(True)
        self._spare.setInterval(_IDLE_MS)
        self._spare.timeout.connect(self._make_one_more)
        self._spare.start()
        project.changed.connect(self._tell_articles)

    @property
    def linked(self) -> bool:
        """Whether the pages scroll together."""
        return self._linked

    @linked.setter
    def linked(self, on: bool) -> None:
        self._linked = on
        self._ask_places()

    def _ask_places(self) -> None:
        if self._linked:
            self._project.ask("places", asks.shared_places, self.articles, then=self._know_places)

    def _know_places(self, places: Sequence[tuple[int, int, int]]) -> None:
        self._places, self._pairs = {}, {}
        for fact, article, start in places:
            self._places.setdefault(article, []).append((fact, start))

    def _make_one_more(self) -> None:
        """Have a page ready before it is asked for, one at a time, when nothing else is to do."""
        if len(self.panes) == MOST:
            return
        widths = self._splitter.sizes()
        self._make(len(self.panes) + 1)
        self.panes[-1].hide()
        self._splitter.setSizes([*widths, 0])
        self._spare.start()

    def _make(self, count: int) -> None:
        self.panes += [self._pane(number) for number in range(len(self.panes), count)]

    def _pane(self, number: int) -> ReadingPane:
        pane = ReadingPane(self._project, number, self)
        self._splitter.addWidget(pane)
        pane.became_active.connect(self._activate)
        pane.act_requested.connect(self.act_requested)
        pane.article_changed.connect(self._tell_articles)
        pane.span_hovered.connect(self._hover)
        pane.span_activated.connect(self.marks_activated)
        pane.view.verticalScrollBar().valueChanged.connect(partial(self._follow, pane))
        return pane

    @property
    def count(self) -> int:
        return sum(not pane.isHidden() for pane in self.panes)

    def set_count(self, count: int) -> None:
        """Show this many panes."""
        self._make(count)
        for number, pane in enumerate(self.panes):
            pane.setVisible(number < count)
        if self._active.isHidden():
            self._active = self.panes[0]
        self._splitter.setSizes([1000] * count + [0] * (len(self.panes) - count))
        self._activate(self._active)

    @property
    def sizes(self) -> list[int]:
        """How wide the shown panes are."""
        return self._splitter.sizes()[: self.count]

    @sizes.setter
    def sizes(self, widths: Sequence[int]) -> None:
        if len(widths) == self.count and all(width > 0 for width in widths):
            self._splitter.setSizes([*widths, *[0] * (len(self.panes) - self.count)])

    @property
    def active(self) -> ReadingPane:
        return self._active

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles that are shown, left to right."""
        return tuple(pane.article_id for pane in self.panes[: self.count] if pane.article_id is not None)

    def open(self, article_id: int, *, beside: bool = False) -> None:
        """Open an article in the active pane, or beside it."""
        pane = self._active
        if beside:
            if self.count == 1:
                self.set_count(2)
            pane = self.panes[(self.panes.index(self._active) + 1) % self.count]
        self._activate(pane)
        self._keys_wait = pane if pane.page is None else None
        pane.open(article_id)

    def show_passages(
        self,
        passages: Sequence[Passage],
        numbers: frozenset[int] = frozenset(),
        differing: Mapping[int, Spans] | None = None,
    ) -> None:
        """Bring passages into view side by side, outlined, with numbers that belong to them.

        One passage uses the pane that shows its article. `differing`: by article, what stands out in the passages.
        """
        apart = differing or {}
        self.clear_chosen()
        if len(passages) > self.count:
            self.set_count(min(MOST, len(passages)))
        if len(passages) == 1:
            shown = [pane for pane in self.panes[: self.count] if pane.article_id == passages[0][0]]
            (shown[0] if shown else self._active).open(*passages[0], numbers, apart.get(passages[0][0], ()))
            return
        for pane, (article, spans) in zip(self.panes, passages, strict=False):
            pane.open(article, spans, numbers, apart.get(article, ()))

    def focus_next(self) -> None:
        """Go to the next pane with the keyboard."""
        pane = self.panes[(self.panes.index(self._active) + 1) % self.count]
        self._activate(pane)
        pane.view.setFocus()

    def outline(self, article_id: int, span: tuple[int, int]) -> None:
        """Outline a span where its article is shown, without moving the page."""
        for pane in self.panes[: self.count]:
            if pane.article_id == article_id:
                pane.view.set_chosen([span])
                pane.header.title.set_chosen([span])

    def clear_chosen(self) -> None:
        """Take every outline away."""
        for pane in self.panes:
            pane.clear_chosen()

    def edit_date(self, article_id: int | None = None) -> None:
        """Put the caret in the date field of the pane that shows an article, or of the active one."""
        wanted = self._active.article_id if article_id is None else article_id
        shown = [self._active, *self.panes[: self.count]]
        next((pane for pane in shown if pane.article_id == wanted), self._active).header.edit_date()

    def next_mark(self, kind: str = "number") -> bool:
        """Go to the next number that nobody has looked at; False when the article has none left."""
        page = self._active.page
        if page is None:
            return False
        waiting = sorted((mark for mark in page.marks if mark.kind == kind), key=lambda mark: mark.start)
        here = self._active.selection[1]
        after: list[Mark] = [mark for mark in waiting if mark.start > here] or waiting
        if after:
            self._active.step_to(after[0])
        return bool(after)

    def _tell_articles(self, told: object, _initiator: object = None) -> None:
        if self._keys_wait is not None and told is self._keys_wait:
            self._keys_wait.view.setFocus()
            self._keys_wait = None
        self.articles_changed.emit(self.articles)
        self._ask_places()

    def _activate(self, pane: ReadingPane) -> None:
        self._active = pane
        for one in self.panes:
            one.set_active(one is pane and self.count > 1)
        self.active_changed.emit()

    def _hover(self, marks: tuple[Mark, ...], box: QRect) -> None:
        numbers = [mark for mark in marks if mark.kind != "claim" and mark.id]
        if not numbers:
            self.card.hide()
            self._project.jobs.forget("hover")
            self._project.jobs.forget("hover.fact")
            self._light(None)
            return

        def show(mention: MentionView) -> None:
            self.card.show_mention(mention, box)
            if mention.others:
                self._project.ask("hover.fact", asks.fact, mention.fact_id, then=self._light)

        self._project.ask("hover", asks.mention, numbers[0].id, then=show)

    def _light(self, fact: FactView | None) -> None:
        mentions = frozenset(one.id for one in fact.mentions) if fact is not None else frozenset[int]()
        for pane in self.panes:
            pane.light(mentions)

    def _follow(self, leader: ReadingPane, _value: int = 0) -> None:
        self.card.hide()
        if not self._linked or self._following or leader.view.placing:
            return
        self._following = True
        bar = leader.view.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        for pane in self.panes[: self.count]:
            if pane is not leader and pane.page is not None:
                pane.view.let_go()
                other = pane.view.verticalScrollBar()
                other.setValue(round(self._share_there(leader, pane, share) * other.maximum()))
        self._following = False

    def _told_in(self, pane: ReadingPane, article: int) -> list[linking.Place]:
        """The shared facts of an article below its title, which does not scroll."""
        blocks = pane.view.sheet.blocks
        return [place for place in self._places.get(article, ()) if blocks and place[1] >= blocks[0].start]

    def _share_there(self, leader: ReadingPane, pane: ReadingPane, share: float) -> float:
        """How far another page goes with a share of this one: by the facts both tell, else by the same share."""
        here, there = leader.article_id, pane.article_id
        if here is None or there is None or here == there:
            return share
        if (here, there) not in self._pairs:
            self._pairs[here, there] = linking.paired(self._told_in(leader, here), self._told_in(pane, there))
        heights = leader.view.whole_height, pane.view.whole_height
        y = share * heights[0]
        found = linking.followed(y, self._pairs[here, there], heights, leader.view.y_of, pane.view.y_of)
        return found / max(1.0, heights[1])
