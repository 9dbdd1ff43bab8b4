"""A row of small things that goes on in the next line where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Lays its children out in lines, in the order they were added."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, margin: int = 12) -> None:
        super().__init__(parent)
        self._gap, self._margin = gap, margin
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a thing at the end."""
        widget.setParent(self)
        self._items.append(widget)
        self.updateGeometry()

    def relayout(self) -> None:
        """Lay out again after words changed."""
        self._arrange(self.width(), move=True)
        self.updateGeometry()

    def _arrange(self, width: int, *, move: bool) -> int:
        x, y, tall = self._margin, 0, 0
        for item in self._items:
            size = item.sizeHint()
            if x > self._margin and x + size.width() > width - self._margin:
                x, y = self._margin, y + tall + self._gap
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, tall = x + size.width() + self._gap, max(tall, size.height())
        return y + tall

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(200, self._arrange(max(200, self.width()), move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._arrange(max(120, self.width()), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)
        self.setFixedHeight(max(1, self._arrange(self.width(), move=False)))
