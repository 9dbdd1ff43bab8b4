"""Buttons of the window's own drawing: pills, and acts that carry their key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from duikan.ui import ink
from duikan.ui.theme import colours


class _Drawn(QAbstractButton):
    """A push button that its subclass paints."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._warm = False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._warm = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._warm = False
        self.update()
        super().leaveEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _ring(self, painter: QPainter, radius: float) -> None:
        if self.hasFocus():
            painter.setPen(QPen(colours().accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)


class Pill(_Drawn):
    """A rounded choice; checked ones are dark, amber ones want a date; a square one stands in the first row."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, checkable: bool = False, square: bool = False
    ) -> None:
        super().__init__(text, parent)
        self._amber, self._square = False, square
        self.setCheckable(checkable)

    def set_text(self, text: str, *, amber: bool = False) -> None:
        """Say something else, in amber where the editor is wanted."""
        self._amber = amber
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._square:
            return QSize(int(ink.act_width(self.text(), "") + 4.99), 28)
        return QSize(int(ink.pill_width(self.text()) + 0.99), int(ink.PILL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._square:
            ink.act(painter, QRectF(self.rect()), self.text(), "", colours(), warm=self._warm)
            self._ring(painter, 6)
            painter.end()
            return
        ink.pill(painter, QRectF(self.rect()), self.text(), colours(), on=self.isChecked(), amber=self._amber)
        self._ring(painter, self.height() / 2)
        painter.end()


class ActButton(_Drawn):
    """An act of the first row, with its key; follows its QAction."""

    def __init__(
        self, action: QAction, parent: QWidget | None = None, *, filled: bool = False, keyed: bool = True
    ) -> None:
        super().__init__(action.text(), parent)
        self._filled, self._keyed = filled, keyed and not filled
        self._action = action
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setEnabled(self._action.isEnabled())
        self.updateGeometry()
        self.update()

    def _key(self) -> str:
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return keys.replace("+", " ") if self._keyed else ""

    def sizeHint(self) -> QSize:
        return QSize(int(ink.act_width(self.text(), self._key()) + 4.99), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        rect = QRectF(self.rect())
        ink.act(painter, rect, self.text(), self._key(), colours(), filled=self._filled, warm=self._warm)
        self._ring(painter, 6)
        painter.end()
