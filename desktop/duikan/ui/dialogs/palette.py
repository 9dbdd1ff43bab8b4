"""Find an article, a fact, an act: type in the search field, Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from duikan.services.finding import Hit, folded
from duikan.services.views import ArticleItem, FactView
from duikan.ui import asks, fonts, i18n, ink, present
from duikan.ui.actions import Actions
from duikan.ui.cards import CardList, Plan, RowModel
from duikan.ui.project import Project
from duikan.ui.rows import SearchField
from duikan.ui.theme import colours
from duikan.words import place_before

ROW, MOST_ROWS, SHADOW = 34, 16, 10
HITS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """One line of what was found: its kind, its words, what stands at the right, what it means."""

    kind: str  # article | fact | text | act
    words: str
    right: str
    target: object


class Palette(QWidget):
    """A list under the search field."""

    article_requested = Signal(object)
    fact_requested = Signal(object)
    passage_requested = Signal(object, object)  # article, (start, end)
    left = Signal()  # the keys go back to the page

    def __init__(self, field: SearchField, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self._actions, self._over = field, actions, parent
        self._project: Project | None = None
        self._articles: Sequence[ArticleItem] = ()
        self.list = CardList(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(i18n.t("access.found"))
        self._model = RowModel(lambda row: (row.kind, row.target), lambda row: row.words, self)
        self.list.set_up(self._model, self._plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + 4, SHADOW + 6, SHADOW + 4, SHADOW + 6)
        column.addWidget(self.list)
        field.textChanged.connect(self._search)
        field.returnPressed.connect(self._go)
        field.moved.connect(self.list.step)
        field.left.connect(self.leave)
        field.installEventFilter(self)
        self.list.clicked.connect(self._go)
        self.hide()

    def set_project(self, project: Project) -> None:
        """Search this project."""
        self._project = project

    def begin(self) -> None:
        """Put the caret in the field and show what can be done."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        if self._project is not None:
            self._project.ask("palette.articles", asks.list_articles, then=self._know)
        self._search(self._field.text())

    def _know(self, items: tuple[ArticleItem, ...]) -> None:
        self._articles = items
        if self._field.hasFocus():
            self._search(self._field.text())

    def leave(self) -> None:
        """Close the list and give the keys back to the page."""
        self.hide()
        self._field.clear()
        self.hide()
        if self._field.hasFocus():
            self.left.emit()

    def _search(self, text: str) -> None:
        wanted = folded(text.strip())
        rows = [
            Found("article", item.title, i18n.t("page_of", page=item.page), item.id)
            for item in self._articles
            if wanted and wanted in folded(item.title + item.page + item.source)
        ][:6]
        rows += [
            Found("act", words, key, code)
            for code, words, key in self._actions.listed()
            if wanted in folded(words) and code != "palette" and self._actions[code].isEnabled()
        ]
        self._fill(rows)
        if self._project is not None and wanted:
            self._project.ask("palette", asks.list_facts, 6, 0, text.strip(), then=lambda facts: self._add(rows, facts))
            self._project.ask("palette.hits", asks.find, wanted, HITS, then=lambda hits: self._add_hits(rows, hits))

    def _add(self, rows: list[Found], facts: tuple[FactView, ...]) -> None:
        if not self._field.hasFocus():
            return
        found = [Found("fact", present.word_shown(_counted(fact)), _values(fact), fact.id) for fact in facts]
        articles = [row for row in rows if row.kind == "article"]
        rows[:] = [*articles, *found, *(row for row in rows if row.kind != "article")]
        self._fill(rows)

    def _add_hits(self, rows: list[Found], hits: tuple[Hit, ...]) -> None:
        if self._field.hasFocus():
            rows += [Found("text", hit.words, hit.title, hit) for hit in hits]
            self._fill(rows)

    def _fill(self, rows: Sequence[Found]) -> None:
        self._model.set_rows(list(rows)[:MOST_ROWS])
        found = any(row.kind == "text" for row in self._model.rows)
        if rows:
            self.list.setCurrentIndex(self._model.index(0))
        count = max(1, len(self._model.rows))
        corner = self._field.mapTo(self._over, self._field.rect().bottomRight())
        width = (620 if found else 440) + 2 * SHADOW
        height = count * ROW + 12 + 2 * SHADOW
        self.setGeometry(corner.x() - width + SHADOW, corner.y() + 4 - SHADOW, width, height)
        self.setVisible(bool(rows))
        self.raise_()

    def _go(self, _index: object = None) -> None:
        row: Found | None = self.list.chosen
        self.leave()
        if row is None:
            return
        if row.kind == "article":
            self.article_requested.emit(row.target)
        elif isinstance(row.target, Hit):
            self.passage_requested.emit(row.target.article_id, (row.target.start, row.target.end))
        elif row.kind == "fact":
            self.fact_requested.emit(row.target)
        else:
            self._actions[str(row.target)].trigger()

    def _plan(self, row: Any, _number: int, width: float, chosen: bool, _editing: bool) -> Plan:
        made = Plan(height=ROW)
        made.steps.append(lambda painter: _paint_row(painter, row, width, chosen=chosen))
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink.floating(painter, QRectF(self.rect()), colours(), SHADOW, down=3)
        painter.end()


def _counted(fact: FactView) -> str:
    return place_before(fact.place, fact.subject) + fact.subject + fact.measure


def _values(fact: FactView) -> str:
    return " ／ ".join(list(dict.fromkeys(present.quantity(one) for one in fact.mentions))[:2])


def _paint_row(painter: QPainter, row: Found, width: float, *, chosen: bool) -> None:
    theme = colours()
    box = QRectF(2, 1, width - 4, ROW - 2)
    if chosen:
        ink.panel(painter, box, theme.panel, None, 6)
    ink.dot(painter, QPointF(16, ROW / 2), theme.accent if row.kind == "act" else theme.claim, 3)
    if isinstance(row.target, Hit):
        _paint_hit(painter, row.target, box)
        return
    kind = "" if row.kind == "act" else i18n.t(f"found.{row.kind}")
    right = row.right or kind
    font = fonts.sans(12)
    ink.line(painter, box.adjusted(0, 0, -12, 0), right, font, theme.soft, Qt.AlignmentFlag.AlignRight)
    room = box.adjusted(26, 0, -ink.width_of(right, font) - 22, 0)
    ink.line(painter, room, row.words, fonts.sans(13), theme.ink)


def _paint_hit(painter: QPainter, hit: Hit, box: QRectF) -> None:
    """Keyword in context: the words stand below each other, what is around them on both sides."""
    theme, font, right = colours(), fonts.serif(13.5), fonts.sans(12)
    title = hit.title if len(hit.title) <= 9 else hit.title[:8] + "…"
    ink.line(painter, box.adjusted(0, 0, -12, 0), title, right, theme.soft, Qt.AlignmentFlag.AlignRight)
    room = box.adjusted(26, 0, -ink.width_of(title, right) - 22, 0)
    strong = fonts.serif(13.5, semibold=True)
    middle = min(ink.width_of(hit.words, strong) + 2, room.width() * 0.5)
    before = QRectF(room.left(), room.top(), (room.width() - middle) * 0.4, room.height())
    after = QRectF(before.right() + middle, room.top(), room.right() - before.right() - middle, room.height())
    painter.save()
    painter.setClipRect(before)
    wide = ink.width_of(before_line := hit.before.replace("\n", " "), font) + 4
    ink.line(painter, QRectF(before.right() - wide, before.top(), wide, before.height()), before_line, font, theme.soft)
    painter.restore()
    ink.line(painter, QRectF(before.right(), room.top(), middle + 1, room.height()), hit.words, strong, theme.ink)
    ink.line(painter, after, hit.after.replace("\n", " "), font, theme.soft)
