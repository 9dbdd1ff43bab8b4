"""A list of rows of any height that lays out only the rows in sight: as fast at a million rows as at ten.

Where it stands is a row and how far that row is scrolled out above (exact to the pixel, whatever the heights of the
rows nobody has seen); the scroll bar counts rows by their usual height.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint
Cursor = QAbstractItemView.CursorAction
FAR = 64  # rows: beyond these a place is only estimated
USUAL = 180


_PAGES = frozenset((Cursor.MovePageUp, Cursor.MovePageDown))
_ENDS = frozenset((Cursor.MoveHome, Cursor.MoveEnd))
_BACK = frozenset((Cursor.MoveUp, Cursor.MoveLeft, Cursor.MovePrevious, Cursor.MovePageUp, Cursor.MoveHome))


class Rows:
    """Where rows stand that are laid out from a row at an edge, each as high as it is."""

    def __init__(self, count: Callable[[], int], height_of: Callable[[int], int]) -> None:
        self._count, self._height_of = count, height_of

    def down(self, row: int, y: int, room: int) -> tuple[list[tuple[int, int, int]], int]:
        """Rows from `row` at `y` to the lower edge, and where the last one ends."""
        placed: list[tuple[int, int, int]] = []
        for at in range(row, self._count()):
            height = self._height_of(at)
            placed.append((at, y, height))
            y += height
            if y >= room:
                break
        return placed, y

    def up(self, end: int, room: int) -> tuple[int, int]:
        """The row at the top, and where it begins, when the row before `end` ends at the lower edge."""
        row, y = end, room
        while row > 0 and y > 0:
            row -= 1
            y -= self._height_of(row)
        return row, min(y, 0)

    def move(self, row: int, top: int) -> tuple[int, int]:
        """The row at the upper edge, and where it begins, when `row` is to begin at `top`."""
        while top > 0 and row > 0:
            row -= 1
            top -= self._height_of(row)
        while row < self._count() - 1 and top + self._height_of(row) <= 0:
            top += self._height_of(row)
            row += 1
        return row, min(top, 0)


class VirtualList(QListView):
    """A QListView that never asks for the height of a row that is not in sight."""

    seen = Signal(int, int)  # the rows now in sight, first and past the last

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(self._count, self.height_of)
        self._anchor = QPersistentModelIndex()  # the row at the top edge
        self._row = 0  # its number when it was last seen
        self._shift = 0  # pixels of it above the edge
        self._usual = 0
        self._placed: list[tuple[int, int, int]] | None = None  # row, top, height of what is in sight
        self._settling = False
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Where the rows are

    def height_of(self, row: int) -> int:
        """The height of a row, at least a pixel."""
        index = self.model().index(row, 0)
        return max(1, self.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height())

    def rows_in_sight(self) -> range:
        """The rows that are seen, wholly or in part."""
        placed = self._places()
        return range(placed[0][0], placed[-1][0] + 1) if placed else range(0)

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model else 0

    def _places(self) -> list[tuple[int, int, int]]:
        if self._placed is None:
            self._placed = self._place()
        return self._placed

    def _place(self) -> list[tuple[int, int, int]]:
        count, room = self._count(), self.viewport().height()
        if not count:
            return []
        row = self._anchor.row() if self._anchor.isValid() else min(self._row, count - 1)
        placed, y = self._rows.down(row, -min(self._shift, self.height_of(row) - 1), room)
        if y < room and (placed[0][0] > 0 or placed[0][1] < 0):  # the end stands at the lower edge
            row, top = self._rows.up(count, room)
            placed, y = self._rows.down(row, top, room)
        self._keep(*placed[0][:2])
        if not self._usual:
            self._usual = max(24, (y - placed[0][1]) // len(placed))
        return placed

    def _keep(self, row: int, top: int) -> None:
        self._anchor = QPersistentModelIndex(self.model().index(row, 0))
        self._row, self._shift = row, -top

    def _go(self, row: int, top: int = 0) -> None:
        """Show a row with its upper edge at `top` (0 or above)."""
        if self._count():
            self._keep(*self._rows.move(row, top))
            self.settle()

    def settle(self) -> None:
        """Place the rows anew; the one at the top stays where it is."""
        self._placed = None
        self.updateGeometries()
        self.viewport().update()
        rows = self.rows_in_sight()
        if rows:
            self.seen.emit(rows.start, rows.stop)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for changed in (model.rowsRemoved, model.rowsMoved, model.modelReset):
                changed.connect(self.settle)

    # What Qt asks

    def doItemsLayout(self) -> None:
        self.settle()

    def reset(self) -> None:
        super().reset()
        self._anchor, self._row, self._shift, self._usual = QPersistentModelIndex(), 0, 0, 0
        self._placed = None

    def updateGeometries(self) -> None:
        placed, room = self._places(), self.viewport().height()
        bar = self.verticalScrollBar()
        whole = bool(placed) and (placed[0][:2] == (0, 0) and placed[-1][0] == self._count() - 1)
        fits = not placed or (whole and placed[-1][1] + placed[-1][2] <= room)
        most = 0 if fits else max(1, self._count() * self._usual - room)
        self._settling = True
        bar.setRange(0, most)
        bar.setPageStep(room)
        bar.setSingleStep(40)
        if not bar.isSliderDown():
            bar.setValue(self._value(most))
        self._settling = False

    def _value(self, most: int) -> int:
        placed = self._places()
        if not most or not placed:
            return 0
        row, top, height = placed[0]
        last, y, tall = placed[-1]
        if last == self._count() - 1 and y + tall <= self.viewport().height():
            return most
        return min(most - 1, int((row - top / height) * self._usual))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._settling or not dy or not self._count():
            return
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum():
            self._go(*self._rows.up(self._count(), self.viewport().height()))
        elif bar.value() == 0:
            self._go(0)
        elif abs(dy) <= 2 * self.viewport().height() and not bar.isSliderDown():
            self._scroll(-dy)
        else:
            row = min(bar.value() // max(1, self._usual), self._count() - 1)
            part = bar.value() % max(1, self._usual) / max(1, self._usual)
            self._go(row, -int(part * self.height_of(row)))

    def _scroll(self, by: int) -> None:
        """Move by pixels, down where positive."""
        row, top, _ = self._places()[0]
        self._go(row, top - by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Not through the bar: it counts rows by their usual height and would stop short of the end.
        pixels = event.pixelDelta().y()
        lines = event.angleDelta().y() / 120 * QApplication.wheelScrollLines()
        if self._places():
            self._scroll(-(pixels or round(lines * self.verticalScrollBar().singleStep())))
        event.accept()

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        row, room = index.row(), self.viewport().height()
        if not index.isValid() or row >= self._count():
            return
        at = next((one for one in self._places() if one[0] == row), None)
        height = self.height_of(row)
        if hint == Hint.PositionAtTop or (at is None and row < self._row) or height >= room:
            self._go(row)
        elif hint == Hint.PositionAtCenter:
            self._go(row, (room - height) // 2)
        elif at is not None and at[1] < 0:
            self._go(row)
        elif hint == Hint.PositionAtBottom or at is None or at[1] + height > room:
            self._go(*self._rows.up(row + 1, room))

    def visualRect(self, index: Index) -> QRect:
        width = self.viewport().width()
        placed = self._places()
        if not index.isValid() or not placed:
            return QRect()
        row = index.row()
        for at, top, height in placed:
            if at == row:
                return QRect(0, top, width, height)
        if row < placed[0][0]:
            away = placed[0][0] - row
            top = placed[0][1] - away * self._usual
        else:
            away = row - placed[-1][0] - 1
            top = placed[-1][1] + placed[-1][2] + away * self._usual
        return QRect(0, max(-(10**9), min(top, 10**9)), width, self.height_of(row) if away < FAR else self._usual)

    def indexAt(self, p: QPoint) -> QModelIndex:
        row = next((at for at, top, height in self._places() if top <= p.y() < top + height), -1)
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        box = rect.normalized()
        rows = [at for at, top, height in self._places() if top < box.bottom() + 1 and top + height > box.top()]
        chosen = QItemSelection()
        if rows:
            chosen.select(self.model().index(rows[0], 0), self.model().index(rows[-1], 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for at, top, height in self._places():
            if selection.contains(self.model().index(at, 0)):
                region += QRect(0, top, self.viewport().width(), height)
        return region

    def moveCursor(self, cursorAction: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N803
        count = self._count()
        if not count:
            return QModelIndex()
        now = self.currentIndex().row()
        page = max(1, len(self.rows_in_sight()) - 1)
        by = page if cursorAction in _PAGES else count if cursorAction in _ENDS else 1
        row = 0 if now < 0 else now - by if cursorAction in _BACK else now + by
        return self.model().index(max(0, min(count - 1, row)), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        now = self.currentIndex().row() if self.hasFocus() else -1
        area, width = event.rect(), self.viewport().width()
        plain = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Active
        for row, top, height in list(self._places()):
            box = QRect(0, top, width, height)
            if not box.intersects(area):
                continue
            option.rect = box  # pyright: ignore[reportAttributeAccessIssue]
            state = plain | QStyle.StateFlag.State_HasFocus if row == now else plain
            option.state = state  # pyright: ignore[reportAttributeAccessIssue]
            self.itemDelegate().paint(painter, option, self.model().index(row, 0))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._usual = 0 if event.oldSize().width() != event.size().width() else self._usual
        self.settle()

    # What the model tells

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:  # noqa: N803
        rows = self.rows_in_sight()
        if rows and topLeft.row() < rows.stop and bottomRight.row() >= rows.start:
            self.settle()
        super().dataChanged(topLeft, bottomRight, list(roles))

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self._placed = None
        super().rowsInserted(parent, start, end)
        self.settle()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        super().rowsAboutToBeRemoved(parent, start, end)
        self._placed = None
