"""Lists of cards: rows that keep their place, cards drawn by a plan, acts and a field inside the chosen card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from duikan.ui import ink
from duikan.ui.theme import colours
from duikan.ui.virtual_list import USUAL, VirtualList

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
BESIDE = 52.0  # left and right of what stands inside a card


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do with the chosen card: its code, its words, its key."""

    code: str
    text: str
    key: str
    filled: bool = False


@dataclass(eq=False, slots=True)
class Plan:
    """How a card is drawn at one width: steps to paint in the card's own coordinates, and what can be clicked."""

    height: float = 0.0
    steps: list[Callable[[QPainter], None]] = field(default_factory=list[Callable[[QPainter], None]])
    acts: list[tuple[QRectF, Act]] = field(default_factory=list[tuple[QRectF, Act]])
    field_box: QRectF | None = None

    def lay_acts(self, acts: Sequence[Act], inner: QRectF, y: float) -> float:
        """Set the acts side by side from `y` down, as many in a row as fit; where the last row ends."""
        x = inner.left()
        for act in acts:
            width = ink.act_width(act.text, act.key)
            if x > inner.left() and x + width > inner.right():
                x, y = inner.left(), y + ink.ACT_HEIGHT + 6
            box = QRectF(x, y, width, ink.ACT_HEIGHT)
            self.acts.append((box, act))
            self.steps.append(partial(_paint_act, box=box, act=act))
            x += width + 6
        return y + ink.ACT_HEIGHT


def _paint_act(painter: QPainter, box: QRectF, act: Act) -> None:
    ink.act(painter, box, act.text, act.key, colours(), filled=act.filled)


class RowModel(QAbstractListModel):
    """Frozen views as rows; new answers move, add and take away rows, so the chosen one stays chosen."""

    def __init__(self, key: Callable[[Any], object], spoken: Callable[[Any], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._key, self._spoken = key, spoken
        self.rows: list[Any] = []

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        if not self.rows:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return
        wanted = {self._key(row) for row in rows}
        for at in range(len(self.rows) - 1, -1, -1):
            if self._key(self.rows[at]) not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self.rows[at]
                self.endRemoveRows()
        for at, row in enumerate(rows):
            self._put(at, row)

    def _put(self, at: int, row: Any) -> None:
        key = self._key(row)
        if at < len(self.rows) and self._key(self.rows[at]) == key:
            if self.rows[at] != row:
                self.rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        old = next((n for n in range(at, len(self.rows)) if self._key(self.rows[n]) == key), None)
        if old is None:
            self.beginInsertRows(QModelIndex(), at, at)
            self.rows.insert(at, row)
            self.endInsertRows()
            return
        self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), at)
        del self.rows[old]
        self.rows.insert(at, row)
        self.endMoveRows()
        self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, key: object) -> int | None:
        """Where the row with a key stands."""
        return next((at for at, row in enumerate(self.rows) if self._key(row) == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the shape Qt asks for
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return None


_BLANK = Plan(height=USUAL)


class CardDelegate(QStyledItemDelegate):
    """Draws rows by plans from `plan_for(row, number, width, chosen, editing)` and keeps the plans."""

    def __init__(self, plan_for: Callable[[Any, int, float, bool, bool], Plan], view: CardList) -> None:
        super().__init__(view)
        self._plan_for, self._view = plan_for, view
        self._plans: dict[tuple[int, float, bool, bool], tuple[Any, Plan]] = {}

    def forget(self) -> None:
        """Draw everything anew."""
        self._plans.clear()

    def plan(self, index: Index) -> Plan:
        """The plan of a row as it stands now."""
        row, view = index.data(ROW), self._view
        if row is None:  # on its way
            return _BLANK
        width = float(view.viewport().width())
        chosen = index.row() == view.currentIndex().row()
        editing = chosen and view.editing
        key = (index.row(), width, chosen, editing)
        found = self._plans.get(key)
        if found is None or found[0] is not row:
            if len(self._plans) > 500:
                self._plans.clear()
            found = self._plans[key] = (row, self._plan_for(row, index.row(), width, chosen, editing))
        return found[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, int(self.plan(index).height + 0.99))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        for step in self.plan(index).steps:
            step(painter)
        painter.restore()


class CardList(VirtualList):
    """Cards below each other; one is chosen, its acts answer to clicks, and a field can open inside it."""

    row_chosen = Signal(object)  # the row (by click, Enter, or step)
    act_requested = Signal(object, str)  # the row, the act's code

    _field: QWidget | None = None  # of the class: Qt asks for places while it is being made
    _delegate: CardDelegate | None = None
    _awaited: QPersistentModelIndex | None = None  # chosen, and told as soon as it is here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)

    def set_up(self, model: QAbstractListModel, plan_for: Callable[[Any, int, float, bool, bool], Plan]) -> None:
        """Show a model's rows by plans."""
        self.setModel(model)
        self._delegate = CardDelegate(plan_for, self)
        self.setItemDelegate(self._delegate)
        self.selectionModel().currentChanged.connect(self._current_moved)

    @property
    def editing(self) -> bool:
        return self._field is not None

    @property
    def chosen(self) -> Any:
        """The chosen row, None if there is none."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Choose a row, show it, and tell."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self._tell(index)

    def _tell(self, index: Index) -> None:
        row = index.data(ROW)
        self._awaited = QPersistentModelIndex(index) if row is None else None
        if row is not None:
            self.row_chosen.emit(row)

    def step(self, by: int) -> None:
        """Choose the next or the previous row."""
        count = self.model().rowCount()
        if count:
            now = self.currentIndex().row()
            self.choose(0 if now < 0 else max(0, min(count - 1, now + by)))

    @property
    def field_height(self) -> float:
        """How high the open field is in the width of a card; 0 where none is open."""
        layout = self._field.layout() if self._field is not None else None
        if layout is None:
            return 0.0
        width = int(self.viewport().width() - BESIDE)
        return float(
            layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        )

    def open_field(self, widget: QWidget) -> None:
        """Open a field inside the chosen card."""
        self.close_field()
        self._field = widget
        widget.setParent(self.viewport())
        if self._delegate is not None:
            self._delegate.forget()  # what the field is for shows on the card, too
        self._relayout(self.currentIndex())
        widget.show()
        self.scrollTo(self.currentIndex())
        self._place_field()
        widget.setFocus()

    def close_field(self) -> None:
        """Take the field away."""
        if self._field is not None:
            gone, self._field = self._field, None
            gone.hide()
            gone.deleteLater()
            self._relayout(self.currentIndex())
            self.setFocus()

    def refresh(self) -> None:
        """Draw every card anew: other words, other colours, other sizes."""
        if self._delegate is not None:
            self._delegate.forget()
        self.settle()

    def _relayout(self, index: QModelIndex) -> None:
        if index.isValid() and self._delegate is not None:
            self.settle()

    def _current_moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self.close_field()
        for index in (before, now):
            self._relayout(index)

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:  # noqa: N803
        super().dataChanged(topLeft, bottomRight, roles)
        awaited = self._awaited
        if awaited is not None and topLeft.row() <= awaited.row() <= bottomRight.row():
            self._tell(awaited)

    def _place_field(self) -> None:
        if self._field is None or self._delegate is None or not self.currentIndex().isValid():
            return
        box = self._delegate.plan(self.currentIndex()).field_box
        if box is not None:
            corner = QPointF(self.visualRect(self.currentIndex()).topLeft())
            self._field.setGeometry(box.translated(corner).toRect())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_field()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._delegate is not None:
            self._delegate.forget()
        super().resizeEvent(event)

    def _act_at(self, at: QPointF) -> tuple[QModelIndex, Act | None]:
        index = self.indexAt(at.toPoint())
        if not index.isValid() or self._delegate is None:
            return index, None
        inside = at - QPointF(self.visualRect(index).topLeft())
        acts = self._delegate.plan(index).acts
        return index, next((act for box, act in acts if box.contains(inside)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = self._act_at(event.position())[1] is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, act = self._act_at(event.position())
        if act is not None:
            self.act_requested.emit(index.data(ROW), act.code)
            return
        super().mousePressEvent(event)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._tell(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.row_chosen.emit(self.chosen)
            return
        # A letter is a key of the window here, not a search in the list.
        if event.text() and event.text().isprintable() and not event.text().isspace():
            event.ignore()
            return
        super().keyPressEvent(event)
