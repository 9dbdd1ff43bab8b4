"""A row of small things that goes on in the next line where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Lays its children out in lines, in the order they were added."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, margin: int = 12, right: int = 12) -> None:
        super().__init__(parent)
        self._gap, self._margin, self._right = gap, margin, right
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
        self.setFixedHeight(max(1, self._arrange(self.width(), move=True)))
        self.updateGeometry()

    def set_margin(self, margin: int) -> None:
        """Begin every line at this distance from the left."""
        if margin != self._margin:
            self._margin = margin
            self.relayout()

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = [[]]
        x = self._margin
        for item in self._items:
            if item.isHidden():
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            if lines[-1] and x + size.width() > width - self._right:
                lines.append([])
                x = self._margin
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines

    def _arrange(self, width: int, *, move: bool) -> int:
        y = 0
        for line in self._lines(width):
            x, tall = self._margin, max((size.height() for _, size in line), default=0)
            for item, size in line:
                if move:
                    room = min(size.width(), max(20, width - self._right - x))
                    item.setGeometry(x, y + (tall - size.height()) // 2, room, size.height())
                x += size.width() + self._gap
            y += tall + 6
        return y - 6

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(200, self._arrange(max(200, self.width()), move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._arrange(max(120, self.width()), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(max(1, self._arrange(self.width(), move=True)))
