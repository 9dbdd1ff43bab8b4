"""A sheet that scrolls: the measure in the middle, heights that settle while one reads, a span brought into view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from duikan.ui import fonts
from duikan.ui.reading.sheet import Sheet

LEFT, RIGHT, TOP, BOTTOM = 30, 34, 18, 48


class ScrolledSheet(QAbstractScrollArea):
    """Places a sheet in a viewport; `whole` grows to its content instead of scrolling."""

    geometry_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._whole = whole
        self._sheet = Sheet("", ())
        self.placing = False  # the page moves to show a passage; no linked page follows that
        self._kept: tuple[int, int] | None = None  # the span to keep in view while the window settles
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(32)
        if whole:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

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
        self._kept = (start, end)
        self.placing = True
        for _ in range(2):
            box = self._sheet.caret(start).united(self._sheet.caret(end))
            self._sync_bar()
            self.verticalScrollBar().setValue(int(box.center().y() + TOP - self.viewport().height() * 0.4))
            for _block in self._sheet.visible(self._top(), self._top() + self.viewport().height()):
                pass
        self.placing = False

    def _measure(self) -> None:
        setting = fonts.setting()
        em = 16.5 * setting.scale
        space = self.viewport().width() - LEFT - RIGHT
        width = float(space) if self._whole else min(setting.measure * em, space // em * em)
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
        if self._kept is not None:
            self.bring_into_view(*self._kept)
        elif start is not None:
            self.verticalScrollBar().setValue(int(self._sheet.caret(start).top()) + TOP)
        super().resizeEvent(event)

    @property
    def whole_height(self) -> float:
        """How high the page is with its margins, in pixels."""
        return self._sheet.height + TOP + BOTTOM

    def y_of(self, position: int) -> float:
        """About how far down the whole page a position stands; nothing is laid out for it."""
        blocks = self._sheet.blocks
        if not blocks or position < blocks[0].start:
            return 0.0
        return TOP + self._sheet.about(position)

    def let_go(self) -> None:
        """The reader scrolls: no span is kept in view any more."""
        self._kept = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.let_go()
        super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(520, self.height() if self._whole else 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 1)

    def _point(self, at: QPointF) -> QPointF:
        return QPointF(at.x() - self.text_left, at.y() + self._top())

    def box_of(self, start: int, end: int) -> QRect:
        """Where a span stands on the screen."""
        boxes = self._sheet.rects(start, end)
        box = boxes[0] if boxes else self._sheet.caret(start)
        corner = self.viewport().mapToGlobal(QPointF(box.x() + self.text_left, box.y() - self._top()).toPoint())
        return QRect(corner, box.size().toSize())

    def bring_line(self, position: int) -> None:
        """Scroll just far enough to show the line of a position."""
        self.let_go()
        box, top = self._sheet.caret(position), self._top()
        bar, page = self.verticalScrollBar(), self.viewport().height()
        if box.top() < top:
            bar.setValue(int(box.top()) - 12 + TOP)
        elif box.bottom() > top + page:
            bar.setValue(int(box.bottom() - page) + 20 + TOP)
