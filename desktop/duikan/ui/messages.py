"""A sentence at the foot of the pages: what went wrong and what to do, or what was done. Never in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from duikan.errors import DuikanError
from duikan.ui import i18n
from duikan.ui.buttons import Pill
from duikan.ui.theme import colours

NOTICE_MS = 8000


class MessageBar(QWidget):
    """One sentence at a time; a problem stays until it is read, a notice leaves by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._problem = False
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._act, self._close = Pill("", self), Pill(i18n.t("close"), self)
        self._then: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._act.clicked.connect(self._run)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def problem(self, error: DuikanError) -> None:
        """Say what is wrong and what to do."""
        self._say(i18n.error(error), problem=True)

    def notice(self, sentence: str, act: str = "", then: Callable[[], None] | None = None) -> None:
        """Say what was done, with one thing to do about it."""
        self._say(sentence, problem=False)
        self._then = then
        self._act.setVisible(bool(act))
        self._act.set_text(act)

    def _say(self, sentence: str, *, problem: bool) -> None:
        self._problem = problem
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self._act.hide()
        self.show()
        self._timer.stop()
        if not problem:
            self._timer.start(NOTICE_MS)
        self.update()

    def _run(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        painter.fillRect(self.rect(), theme.raised)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.line)
        painter.fillRect(QRectF(0, 0, 3, self.height()), theme.conflict if self._problem else theme.accent)
        painter.end()
