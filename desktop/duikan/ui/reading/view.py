"""The page an editor reads: text set like print, marks under it, a caret, a selection.

Every position it takes or tells is a code point of the article's text.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from duikan.services.views import Mark, Paragraph
from duikan.ui import fonts, i18n
from duikan.ui.reading.caret import VERTICAL, moved
from duikan.ui.reading.marks import MarkIndex, draw_chosen, paint_page
from duikan.ui.reading.sheet import Sheet
from duikan.ui.script import Script
from duikan.ui.theme import colours

LEFT, RIGHT, TOP, BOTTOM = 30, 34, 18, 48
MEASURE = 34  # characters at most
_REPAINT = (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.StyleChange)


class PageView(QAbstractScrollArea):
    """Shows some paragraphs of an article; `whole` grows to its content instead of scrolling."""

    span_hovered = Signal(object, object)  # marks under the mouse (tuple), their box in global coordinates
    selection_changed = Signal()
    span_activated = Signal(object)  # the marks that were clicked
    geometry_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._whole = whole
        self._text = ""
        self._sheet = Sheet("", ())
        self._marks = MarkIndex(self._sheet, ())
        self._chosen: tuple[tuple[int, int], ...] = ()
        self._caret = self._anchor = 0
        self._over: tuple[int, ...] = ()
        self._goal: float | None = None  # the x that up and down keep to
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(32)
        if whole:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # What is shown

    def set_page(
        self, text: str, paragraphs: Sequence[Paragraph], marks: Sequence[Mark], script: Script = "printed"
    ) -> None:
        """Show paragraphs of a text with marks."""
        keep = (self._caret, self._anchor) if text == self._text else (0, 0)
        self._text = text
        self._sheet = Sheet(text, paragraphs, script)
        first = self._sheet.blocks[0].start if self._sheet.blocks else 0
        self._caret, self._anchor = (max(first, one) for one in keep)
        self.set_marks(marks)
        self._measure()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks on the same text."""
        self._marks = MarkIndex(self._sheet, marks)
        self.viewport().update()

    def set_chosen(self, spans: Sequence[tuple[int, int]]) -> None:
        """Outline some spans."""
        self._chosen = tuple(spans)
        self.viewport().update()

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def text_left(self) -> int:
        """Where the measure begins, in pixels of this widget."""
        return LEFT if self._whole else max(LEFT, int((self.viewport().width() - self._sheet.width) / 2))

    def holds(self, position: int) -> bool:
        """True when the position is in a paragraph shown here."""
        return any(block.start <= position <= block.end for block in self._sheet.blocks)

    def bring_into_view(self, start: int, end: int) -> None:
        """Scroll so that a span stands in the upper middle of the page; its place is exact after the second look."""
        if self._whole or not self._sheet.blocks:
            return
        for _ in range(2):
            box = self._sheet.caret(start).united(self._sheet.caret(end))
            self._sync_bar()
            self.verticalScrollBar().setValue(int(box.center().y() + TOP - self.viewport().height() * 0.4))
            for _block in self._sheet.visible(self._top(), self._top() + self.viewport().height()):
                pass

    # Selection and caret

    @property
    def selection(self) -> tuple[int, int]:
        """The selected span; empty (start == end) where only the caret stands."""
        return min(self._caret, self._anchor), max(self._caret, self._anchor)

    def select(self, start: int, end: int) -> None:
        """Select a span and put the caret at its end."""
        self._goal = None
        self._anchor, self._caret = start, end
        self._moved()

    def _moved(self) -> None:
        self.selection_changed.emit()
        self.viewport().update()

    def copy(self) -> None:
        """Put the selected text on the clipboard as printed, whatever script is shown."""
        start, end = self.selection
        if start < end:
            QGuiApplication.clipboard().setText(self._text[start:end])

    # Geometry

    def _measure(self) -> None:
        em = 16.5 * fonts.scale()
        space = self.viewport().width() - LEFT - RIGHT
        width = float(space) if self._whole else min(MEASURE * em, space // em * em)
        self._sheet.set_width(max(6 * em, width))
        self._sync_bar()
        if self._whole:
            for index in range(len(self._sheet.blocks)):
                self._sheet.lay_out(index)
            self.setFixedHeight(max(1, int(self._sheet.height + 0.99)))
        self.geometry_changed.emit()
        self.viewport().update()

    def _sync_bar(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        whole = 0 if self._whole else int(self._sheet.height) + TOP + BOTTOM
        bar.setPageStep(page)
        bar.setRange(0, max(0, whole - page))

    def _top(self) -> float:
        return float(self.verticalScrollBar().value() - (0 if self._whole else TOP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrower = event.oldSize().width() != event.size().width() and self._sheet.width > 0 and self._top() > 0
        start = self._sheet.position_at(QPointF(0, self._top() + 1)) if narrower else None
        self._measure()
        if start is not None:
            self.verticalScrollBar().setValue(int(self._sheet.caret(start).top()) + TOP)
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(520, self.height() if self._whole else 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 1)

    def _point(self, at: QPointF) -> QPointF:
        return QPointF(at.x() - self.text_left, at.y() + self._top())

    def marks_at(self, at: QPointF) -> tuple[Mark, ...]:
        """The marks under a point of the viewport, the most telling first."""
        position = self._sheet.over_text(self._point(at))
        if position is None:
            return ()
        return tuple(self._marks.at(self._sheet.index_of(position), position))

    def marks_under_caret(self) -> tuple[Mark, ...]:
        """The marks at the caret, for keys that act on a number."""
        index = self._sheet.index_of(self._caret) if self._sheet.blocks else 0
        return tuple(self._marks.at(index, self._caret) or self._marks.at(index, self._caret - 1))

    def box_of(self, start: int, end: int) -> QRect:
        """Where a span stands on the screen."""
        boxes = self._sheet.rects(start, end)
        box = boxes[0] if boxes else self._sheet.caret(start)
        corner = self.viewport().mapToGlobal(QPointF(box.x() + self.text_left, box.y() - self._top()).toPoint())
        return QRect(corner, box.size().toSize())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colours().paper)
        painter.translate(self.text_left, -self._top())
        top = self._top() + event.rect().top()
        paint_page(painter, self._sheet, self._marks, self.selection, (top, top + event.rect().height()))
        for span in self._chosen:
            if self.holds(span[0]):
                draw_chosen(painter, colours(), self._sheet.rects(*span))
        if self.hasFocus() and self._sheet.blocks:
            painter.fillRect(self._sheet.caret(self._caret), colours().accent)
        painter.end()
        self._sync_bar()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._goal = None
            self._caret = self._sheet.position_at(self._point(event.position()))
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._anchor = self._caret
            self._moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._caret = self._sheet.position_at(self._point(event.position()))
            self._moved()
            return
        self._hover(self.marks_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, end = self.selection
        marks = self.marks_at(event.position())
        if start == end and marks and event.button() == Qt.MouseButton.LeftButton:
            self.span_activated.emit(marks)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        marks = [mark for mark in self.marks_at(event.position()) if mark.kind != "claim"]
        if marks:
            self.select(marks[0].start, marks[0].end)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(())
        super().leaveEvent(event)

    def _hover(self, marks: tuple[Mark, ...]) -> None:
        over = tuple(mark.id for mark in marks)
        if over != self._over:
            self._over = over
            box = self.box_of(marks[0].start, marks[0].end) if marks else QRect()
            self.span_hovered.emit(marks, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if self._sheet.blocks and event.matches(QKeySequence.StandardKey.SelectAll):
            self.select(self._sheet.blocks[0].start, self._sheet.blocks[-1].end)
            return
        if not self._sheet.blocks:
            event.ignore()
            return
        if Qt.Key(event.key()) not in VERTICAL or self._goal is None:
            self._goal = self._sheet.caret(self._caret).x()
        position = moved(self._sheet, self._caret, event, self.viewport().height() * 0.9, self._goal)
        if position is None:
            event.ignore()
            return
        if Qt.Key(event.key()) not in VERTICAL:
            self._goal = None
        self._caret = position
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = position
        self._follow_caret()
        self._moved()

    def _follow_caret(self) -> None:
        box, top = self._sheet.caret(self._caret), self._top()
        bar, page = self.verticalScrollBar(), self.viewport().height()
        if box.top() < top:
            bar.setValue(int(box.top()) - 12 + TOP)
        elif box.bottom() > top + page:
            bar.setValue(int(box.bottom() - page) + 20 + TOP)

    def event(self, event: QEvent) -> bool:
        if event.type() in _REPAINT:
            self.viewport().update()
        return super().event(event)

    def describe(self, title: str) -> None:
        """Name the page for a screen reader."""
        self.setAccessibleName(i18n.t("access.page", title=title))
        self.setAccessibleDescription(self._text[:2000])
