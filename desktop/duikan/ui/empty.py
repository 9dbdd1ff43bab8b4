"""What a panel says when there is nothing in it: a line, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from duikan.ui import fonts


class Empty(QWidget):
    """Two quiet lines in the upper middle."""

    def __init__(self, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(6)
        column.addStretch(1)
        self._title, self._hint = QLabel(title, self), QLabel(hint, self)
        self._title.setObjectName("empty_title")
        self._title.setFont(fonts.serif(16, semibold=True))
        self._hint.setObjectName("hint")
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)

    def say(self, title: str, hint: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._hint.setText(hint)
