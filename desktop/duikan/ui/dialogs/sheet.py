"""A sheet over the desk: a title as in print, its content, its acts at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from duikan.ui import fonts, i18n


class Sheet(QDialog):
    """The common dress of every dialog."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        head = QLabel(title, self)
        head.setFont(fonts.serif(20, semibold=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(16)
        column.addWidget(head)
        column.addLayout(self.body, 1)
        column.addLayout(self.foot)

    def showEvent(self, event: QShowEvent) -> None:
        # As high as its rows are at this width, not at the narrowest one.
        layout = self.layout()
        if not event.spontaneous() and layout is not None and layout.hasHeightForWidth():
            layout.activate()
            self.resize(self.width(), max(layout.totalHeightForWidth(self.width()), layout.minimumSize().height()))
        super().showEvent(event)

    def say(self, text: str, *, quiet: bool = False) -> QLabel:
        """A paragraph of the content."""
        label = QLabel(text, self)
        label.setWordWrap(True)
        if quiet:
            label.setObjectName("hint")
        self.body.addWidget(label)
        return label

    def act(self, text: str, *, filled: bool = False) -> QPushButton:
        """A button at the foot."""
        button = QPushButton(text, self)
        button.setProperty("filled", filled)
        button.setDefault(filled)
        self.foot.addWidget(button)
        return button

    def closing_act(self, text: str = "") -> QPushButton:
        """The button that closes the sheet."""
        button = self.act(text or i18n.t("done"), filled=True)
        button.clicked.connect(self.accept)
        return button
