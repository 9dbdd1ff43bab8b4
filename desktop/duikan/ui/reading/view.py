"""The page an editor reads: text set like print, marks under it, a caret, a selection.

Every position it takes or tells is a code point of the article's text.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from duikan.script import Script
from duikan.services.views import Mark, Paragraph
from duikan.ui import i18n
from duikan.ui.reading.caret import VERTICAL, moved
from duikan.ui.reading.marks import MarkIndex, draw_chosen, draw_differing, draw_found, paint_page
from duikan.ui.reading.scrolled import ScrolledSheet
from duikan.ui.reading.sheet import Sheet
from duikan.ui.theme import colours

_REPAINT = (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.StyleChange)


class PageView(ScrolledSheet):
    """Shows some paragraphs of an article."""

    span_hovered = Signal(object, object)  # marks under the mouse (tuple), their box in global coordinates
    selection_changed = Signal()
    span_activated = Signal(object)  # the marks that were clicked

    def __init__(self, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent, whole=whole)
        self._text = ""
        self._marks = MarkIndex(self._sheet, ())
        self._chosen: tuple[tuple[int, int], ...] = ()
        self._differing: tuple[tuple[int, int], ...] = ()
        self._lit: tuple[tuple[int, int], ...] = ()
        self._found: Sequence[tuple[int, int]] = ()
        self._caret = self._anchor = 0
        self._over: tuple[int, ...] = ()
        self._goal: float | None = None  # the x that up and down keep to
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)

    # What is shown

    def set_page(
        self, text: str, paragraphs: Sequence[Paragraph], marks: Sequence[Mark], script: Script = "printed"
    ) -> None:
        """Show paragraphs of a text with marks."""
        keep = (self._caret, self._anchor) if text == self._text else (0, 0)
        if text != self._text:
            self.let_go()
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

    def set_chosen(self, spans: Sequence[tuple[int, int]], differing: Sequence[tuple[int, int]] = ()) -> None:
        """Outline some spans; the stretches that differ from the other side of a conflict stand out."""
        self._chosen, self._differing = tuple(spans), tuple(differing)
        self.viewport().update()

    def set_lit(self, spans: Sequence[tuple[int, int]]) -> None:
        """Light some spans faintly: the same fact as the number under the mouse."""
        if self._lit != tuple(spans):
            self._lit = tuple(spans)
            self.viewport().update()

    def set_found(self, places: Sequence[tuple[int, int]]) -> None:
        """Outline the places that were searched for, in order."""
        self._found = places
        self.viewport().update()

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

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colours().paper)
        painter.translate(self.text_left, -self._top())
        top = self._top() + event.rect().top()
        paint_page(painter, self._sheet, self._marks, self.selection, (top, top + event.rect().height()))
        apart = [span for span in self._differing if self.holds(span[0])]
        draw_differing(painter, colours(), self._sheet, self._marks, apart)
        for span in self._chosen:
            if self.holds(span[0]):
                draw_chosen(painter, colours(), self._sheet.rects(*span))
        for span in self._lit:
            if self.holds(span[0]):
                draw_chosen(painter, colours(), self._sheet.rects(*span), width=1.0)
        draw_found(painter, self._sheet, self._found, (top, top + event.rect().height()))
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
        self.bring_line(self._caret)
        self._moved()

    def event(self, event: QEvent) -> bool:
        if event.type() in _REPAINT:
            self.viewport().update()
        return super().event(event)

    def describe(self, title: str) -> None:
        """Name the page for a screen reader."""
        self.setAccessibleName(i18n.t("access.page", title=title))
        self.setAccessibleDescription(self._text[:2000])
