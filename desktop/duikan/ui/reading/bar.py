"""A bar over a page: what it is about, its acts as pills, and a way to leave it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from duikan.ui import fonts
from duikan.ui.buttons import Pill
from duikan.ui.flow import FlowRow


class PageBar(QWidget):
    """Hidden until it is wanted; Escape leaves it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = QLabel(self)
        self._count.setFont(fonts.sans(12))
        self._count.setObjectName("hint")
        self._row = FlowRow(self, gap=8, margin=30, right=20)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.addWidget(self._row)
        self.hide()

    def _tell(self, words: str) -> None:
        self._count.setText(words)
        self._row.relayout()

    def _pill(self, words: str, act: Callable[[], object], tip: str = "") -> None:
        pill = Pill(words, self)
        pill.setToolTip(tip)
        pill.clicked.connect(lambda _on=False: act())
        self._row.add(pill)

    def leave(self) -> None:
        """Close it; `left` tells so."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
