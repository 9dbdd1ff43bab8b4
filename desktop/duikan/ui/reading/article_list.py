"""The articles by page: title, a thin bar of checked, in conflict and untouched, a count where something waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from duikan.services.views import ArticleItem
from duikan.ui import fonts, i18n, ink, signing
from duikan.ui.reading.pane import ARTICLE_MIME
from duikan.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
ROW_HEIGHT, SECTION_HEIGHT = 58, 30


class ArticleModel(QAbstractListModel):
    """The pages as section rows, their articles below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ArticleItem | str] = []

    def set_items(self, items: Sequence[ArticleItem]) -> None:
        """Show these articles; rows that stay are updated in place, so the selection does."""
        rows: list[ArticleItem | str] = []
        page = ("", -1)
        for item in items:
            if page != (item.source, item.document_id):
                page = (item.source, item.document_id)
                source = (item.source,) if item.source else ()
                rows.append(i18n.t("dot").join((i18n.t("page_of", page=item.page), *source)))
            rows.append(item)
        if [_identity(row) for row in rows] == [_identity(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the shape Qt asks for
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ITEM:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.title
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ArticleItem):
            return covered(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row if isinstance(row, str) else spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], ArticleItem):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return Qt.ItemFlag.NoItemFlags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = [self._rows[index.row()] for index in indexes]
        articles = [row.id for row in rows if isinstance(row, ArticleItem)]
        if articles:
            data.setData(ARTICLE_MIME, str(articles[0]).encode("ascii"))
        return data

    def row_of(self, article_id: int) -> int | None:
        """The row of an article."""
        return next((n for n, row in enumerate(self._rows) if not isinstance(row, str) and row.id == article_id), None)


def _identity(row: ArticleItem | str) -> object:
    return row if isinstance(row, str) else row.id


def covered(item: ArticleItem) -> str:
    """The title and how much of the article is done: the tip of a row."""
    words = i18n.t(
        "coverage",
        numbers=item.numbers, checked=item.checked, rest=item.numbers - item.checked,
        conflicts=item.conflicts, depends=item.depends,
        claimed=item.claimed, untouched=item.untouched, in_conflict=item.in_conflict,
    )  # fmt: skip
    signed = [signing.short(item), *signing.lines(item)]
    return "\n".join([item.title, words, *(line for line in signed if line)])


def spoken(item: ArticleItem) -> str:
    """A row for a screen reader."""
    checked = i18n.t("checked", checked=item.checked, numbers=item.numbers)
    waits = i18n.t("access.conflicts", count=item.conflicts) if item.conflicts else ""
    return i18n.t("comma").join(one for one in (item.title, checked, waits, signing.short(item)) if one)


class ArticleDelegate(QStyledItemDelegate):
    """Draws a row; `shown` are the articles that stand in a pane."""

    shown: frozenset[int] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, SECTION_HEIGHT if isinstance(index.data(ITEM), str) else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ITEM)
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, ArticleItem):
            state = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
            focused = bool(state & QStyle.StateFlag.State_HasFocus)  # pyright: ignore[reportUnknownArgumentType]
            self._article(painter, rect, row, focused=focused)
        elif row:
            line = rect.adjusted(14, 8, -14, 0)
            ink.line(painter, line, str(row), fonts.sans(12, semibold=True), colours().soft)
        painter.restore()

    def _article(self, painter: QPainter, rect: QRectF, item: ArticleItem, *, focused: bool) -> None:
        theme = colours()
        if item.id in self.shown:
            painter.fillRect(rect, theme.raised)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        if focused:
            ink.panel(painter, rect.adjusted(4, 2, -4, -2), theme.raised, theme.accent, 6)
        inner = rect.adjusted(17 if item.kind == "article" else 27, 0, -15, 0)
        waiting = item.conflicts
        title = QRectF(inner.left(), rect.top() + 7, inner.width() - (26 if waiting else 0), 22)
        ink.line(painter, title, item.title or i18n.t("untitled"), fonts.sans(13.5), theme.ink)
        if waiting:
            amber = item.depends >= item.conflicts
            fill = theme.depends if amber else theme.conflict
            ink.badge(painter, QPointF(inner.right() - 9, rect.top() + 18), waiting, fill, theme.on_mark)
        whole = max(1, item.numbers)
        disputed = theme.depends if item.depends >= item.conflicts else theme.conflict
        rest = item.numbers - item.checked - item.untouched - item.claimed  # in conflict and nothing else
        parts = (
            (item.checked / whole, theme.verified),
            (max(rest, min(item.in_conflict, 1)) / whole, disputed),
            (item.claimed / whole, theme.claim),
        )
        ink.progress_bar(painter, QRectF(inner.left(), rect.top() + 31, inner.width(), 2.5), parts, theme.track)
        below = QRectF(inner.left(), rect.top() + 36, inner.width(), 17)
        small = fonts.sans(11.5)
        right = self._right(item)
        ink.line(painter, below, right, small, theme.soft, Qt.AlignmentFlag.AlignRight)
        left = i18n.t("checked", checked=item.checked, numbers=item.numbers)
        left = i18n.t("dot").join(one for one in (left, signing.short(item)) if one)
        tint = theme.depends_text if signing.is_revoked(item) else theme.soft
        room = below.adjusted(0, 0, -ink.width_of(right, small) - 8, 0)
        ink.line(painter, room, left, small, tint)

    def _right(self, item: ArticleItem) -> str:
        if item.parent_id is not None:
            return i18n.t("same_page")
        return item.published.isoformat() if item.published else i18n.t("date.undated")


class ArticleList(QListView):
    """The left panel. Enter or a click opens; with Ctrl, beside; rows can be dragged to a pane."""

    article_requested = Signal(object, bool)  # article id, beside

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = ArticleModel(self), ArticleDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(i18n.t("access.articles"))

    def set_items(self, items: Sequence[ArticleItem]) -> None:
        """Show these articles."""
        self._model.set_items(items)

    def set_shown(self, articles: Sequence[int]) -> None:
        """Mark the articles that stand in a pane."""
        self._delegate.shown = frozenset(articles)
        self.viewport().update()

    def first_article(self) -> int | None:
        """The first article of the list."""
        items = (self._model.index(row).data(ITEM) for row in range(self._model.rowCount()))
        return next((item.id for item in items if isinstance(item, ArticleItem)), None)

    def _request(self, index: QModelIndex, beside: bool) -> None:
        item = index.data(ITEM)
        if isinstance(item, ArticleItem):
            self.article_requested.emit(item.id, beside)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._request(self.indexAt(event.position().toPoint()), beside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._request(self.currentIndex(), beside)
            return
        super().keyPressEvent(event)
