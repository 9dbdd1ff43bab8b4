"""One article on the desk: its head, its page, its strip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from duikan.services.views import ArticlePage, Mark, Suggestion
from duikan.ui import asks, i18n
from duikan.ui.empty import Empty
from duikan.ui.project import Project
from duikan.ui.reading.find_bar import FindBar
from duikan.ui.reading.header import PaneHeader
from duikan.ui.reading.sheet import TITLE_ROLES
from duikan.ui.reading.strip import Strip
from duikan.ui.reading.suggest_bar import SuggestBar
from duikan.ui.reading.view import PageView
from duikan.ui.theme import colours

ARTICLE_MIME = "application/x-duikan-article"

Spans = Sequence[tuple[int, int]]


def article_in(mime: QMimeData) -> int | None:
    """The article that is being dragged, None for anything else."""
    if not mime.hasFormat(ARTICLE_MIME):
        return None
    text = bytes(mime.data(ARTICLE_MIME).data()).decode("ascii", "ignore")
    return int(text) if text.isdigit() else None


class ReadingPane(QWidget):
    """Shows one article and keeps it true to the project."""

    span_hovered = Signal(object, object)  # marks, their box on the screen
    span_activated = Signal(object)  # marks
    became_active = Signal(object)  # the pane
    article_changed = Signal(object)  # the pane
    act_requested = Signal(str)  # an act of the window, by its code

    def __init__(self, project: Project, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.setMinimumWidth(260)
        self._project, self._key = project, f"pane{number}"
        self.page: ArticlePage | None = None
        self._wanted: tuple[int, Spans] | None = None
        self._numbers: frozenset[int] = frozenset()  # mentions outlined with the chosen spans
        self._differing: Spans = ()
        self._landing: Mark | None = None  # where the caret goes when the article has come
        self.header, self.view, self.find_bar = PaneHeader(self), PageView(self), FindBar(self)
        self.suggest_bar = SuggestBar(self)
        self.strip = Strip(self.view, self)
        self._last = self.view
        self._active = False
        self._stack = QStackedLayout(self)
        self._stack.addWidget(Empty(i18n.t("empty.pane"), i18n.t("empty.pane_hint"), self))
        self._stack.addWidget(_filled(self))
        self._connect()

    def _connect(self) -> None:
        self._project.changed.connect(self._refresh)
        self.header.day_entered.connect(self._set_day)
        self.header.script_changed.connect(self._show)
        self.find_bar.places_found.connect(self._show_found)
        self.find_bar.place_requested.connect(self._go_to)
        self.find_bar.left.connect(self.view.setFocus)
        self.header.sign_requested.connect(partial(self._act, "sign"))
        self.suggest_bar.act_requested.connect(self._act)
        self.suggest_bar.left.connect(self.clear_chosen)
        self.view.geometry_changed.connect(lambda: self.header.align_to(self.view.text_left))
        for view in (self.view, self.header.title):
            view.span_hovered.connect(self.span_hovered)
            view.span_activated.connect(self.span_activated)
            view.selection_changed.connect(self._remember)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # pyright: ignore

    # What is shown

    @property
    def article_id(self) -> int | None:
        return self.page.item.id if self.page else None

    def open(
        self, article_id: int, chosen: Spans = (), numbers: frozenset[int] = frozenset(), differing: Spans = ()
    ) -> None:
        """Show an article; the chosen spans and numbers are outlined, the first span is brought into view.

        `differing`: stretches of them that the other side of a conflict does not have.
        """
        self._numbers, self._differing = numbers, differing
        if self.article_id == article_id and self._wanted is None:
            self._choose(chosen)
            return
        self._wanted = (article_id, chosen)
        self._project.ask(self._key, asks.open_article, article_id, then=self._opened)

    def _opened(self, page: ArticlePage) -> None:
        other = self.page is None or self.page.item.id != page.item.id
        chosen = self._wanted[1] if self._wanted else None
        self._wanted = None
        same_text = not other and self.page is not None and self.page.text == page.text
        self.page = page
        if same_text and chosen is None:
            self._show_marks()
        else:
            self._show()
        self._stack.setCurrentIndex(1)
        if other:
            self.view.verticalScrollBar().setValue(0)
            self.suggest_bar.leave()
            self.article_changed.emit(self)
        if self._landing is not None:
            mark, self._landing = self._landing, None
            self.step_to(mark)
        if chosen is not None:
            self._choose(chosen)

    def open_at(self, article_id: int, mark: Mark) -> None:
        """Put the caret on a number, in another article if need be."""
        if self.article_id == article_id:
            self.step_to(mark)
            return
        self._landing = mark
        self.open(article_id)

    def show_suggestion(self, suggestion: Suggestion, number: int, total: int) -> None:
        """Outline a sentence that may become a claim, and say where it is in the row."""
        self.suggest_bar.show_one(suggestion, number, total)
        self._numbers, self._differing = frozenset(), ()
        self._choose(((suggestion.start, suggestion.end),))

    def _act(self, code: str) -> None:
        self.became_active.emit(self)
        self.act_requested.emit(code)

    def _show(self, _script: object = None) -> None:
        page = self.page
        if page is None:
            return
        body = [one for one in page.paragraphs if one.role not in TITLE_ROLES]
        self.view.set_page(page.text, body, page.marks, self.header.script)
        self.view.describe(page.item.title)
        self.find_bar.set_text(page.text)
        self._show_marks()

    def _show_marks(self) -> None:
        if self.page is not None:
            self.header.show_page(self.page)
            self.view.set_marks(self.page.marks)
            self.strip.set_marks(self.page.marks)

    def _choose(self, spans: Spans) -> None:
        marks = self.page.marks if self.page is not None else ()
        also = [(mark.start, mark.end) for mark in marks if mark.id in self._numbers and mark.kind != "claim"]
        outlined = list(dict.fromkeys([*spans, *also]))
        for view in (self.view, self.header.title):
            view.set_chosen(outlined, self._differing)
        inside = [span for span in spans if self.view.holds(span[0])]
        if inside:
            self.view.bring_into_view(*inside[0])

    def light(self, mentions: frozenset[int]) -> None:
        """Light these numbers where they stand in this article; none takes the light away."""
        marks = self.page.marks if self.page is not None else ()
        spans = [(mark.start, mark.end) for mark in marks if mark.id in mentions and mark.kind != "claim"]
        for view in (self.view, self.header.title):
            view.set_lit(spans)

    # Finding

    def find_words(self, *, back: bool | None = None) -> None:
        """Open the find field on the selected words; with `back` go to the next or the previous place."""
        if self.page is None:
            return
        if back is not None and self.find_bar.isVisible():
            self.find_bar.previous() if back else self.find_bar.next()
            return
        start, end = self.selection
        words = self.page.text[start:end]
        self.find_bar.begin(words if "\n" not in words else "")

    def _show_found(self, places: list[tuple[int, int]]) -> None:
        for view in (self.view, self.header.title):
            view.set_found(places)
        self.strip.set_found(places)

    def _go_to(self, place: tuple[int, int]) -> None:
        view = self.view if self.view.holds(place[0]) else self.header.title
        view.select(*place)
        view.bring_into_view(*place)

    def clear_chosen(self) -> None:
        """Take the outlines away."""
        for view in (self.view, self.header.title):
            view.set_chosen(())

    def _refresh(self, _changes: Any, _initiator: object) -> None:
        if self.page is not None and self._wanted is None:
            self._project.ask(self._key, asks.article_if_there, self.page.item.id, then=self._refreshed)

    def _refreshed(self, page: ArticlePage | None) -> None:
        if page is not None:
            self._opened(page)
            return
        self.page = None  # it went into another article, or away with its page
        self._stack.setCurrentIndex(0)
        self.article_changed.emit(self)

    # What the editor has in hand

    def _remember(self) -> None:
        sender = self.sender()
        if isinstance(sender, PageView):
            self._last = sender
        self.became_active.emit(self)

    @property
    def selection(self) -> tuple[int, int]:
        """The selected span of the article, empty where only the caret stands."""
        return self._last.selection

    def marks_in_hand(self) -> tuple[Mark, ...]:
        """The marks at the caret."""
        return self._last.marks_under_caret()

    def copy(self) -> None:
        """Copy the selection as printed."""
        self._last.copy()

    def step_to(self, mark: Mark) -> None:
        """Put the caret on a mark and show it."""
        view = self.view if self.view.holds(mark.start) else self.header.title
        view.select(mark.start, mark.start)
        view.bring_into_view(mark.start, mark.end)
        view.setFocus()

    def _set_day(self, day: date | None) -> None:
        if self.page is not None:
            self._project.do("article.date", asks.set_published, self.page.item.id, day, initiator=self)

    # Which pane is meant

    def set_active(self, active: bool) -> None:
        """Show that keys and clicks in the list mean this pane."""
        self._active = active
        self.update()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.became_active.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bars = [bar for bar in (self.suggest_bar, self.find_bar) if bar.isVisible()]
        if event.key() == Qt.Key.Key_Escape and bars:
            bars[0].leave()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.view.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._active:
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, self.width(), 2), colours().accent)
            painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if article_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        article = article_in(event.mimeData())
        if article is not None:
            event.acceptProposedAction()
            self.became_active.emit(self)
            self.open(article)


def _filled(pane: ReadingPane) -> QWidget:
    """Head, bars, page and strip in their places."""
    box = QWidget(pane)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(pane.header)
    column.addWidget(pane.find_bar)
    column.addWidget(pane.suggest_bar)
    body = QHBoxLayout()
    body.setContentsMargins(0, 0, 6, 0)
    body.setSpacing(0)
    body.addWidget(pane.view, 1)
    rail = QVBoxLayout()
    rail.setContentsMargins(0, 16, 0, 8)
    rail.addWidget(pane.strip)
    body.addLayout(rail)
    column.addLayout(body, 1)
    return box
