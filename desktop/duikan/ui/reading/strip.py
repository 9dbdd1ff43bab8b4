"""The strip beside a page: where marks lie in the whole article, and where the reader is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from duikan.services.views import Mark
from duikan.ui import i18n, ink
from duikan.ui.reading.scrolled import TOP
from duikan.ui.reading.view import PageView
from duikan.ui.theme import colours

_ORDER = ("claim", "verified", "time", "depends", "conflict", "found")
TICK = 4  # pixels


class Strip(QWidget):
    """A scroll bar that knows the article."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._marks: dict[str, list[int]] = {}
        self._key: object = None
        self._edges: list[int] = []  # the position at each row of pixels
        self._known: dict[str, list[tuple[int, int]]] = {}
        self.setFixedWidth(9)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(i18n.t("access.strip"))
        bar = view.verticalScrollBar()
        bar.valueChanged.connect(self.update)
        bar.rangeChanged.connect(self.update)
        view.geometry_changed.connect(self.update)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show where these marks lie; plain numbers are left out, they are everywhere."""
        for kind in _ORDER[:-1]:
            self._put(kind, sorted(mark.start for mark in marks if mark.kind == kind))

    def set_found(self, places: Sequence[tuple[int, int]]) -> None:
        """Show where the searched words stand."""
        self._put("found", [start for start, _ in places])

    def _put(self, kind: str, starts: list[int]) -> None:
        if starts != self._marks.get(kind):
            self._marks[kind] = starts
            self._known.pop(kind, None)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(9, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink.panel(painter, QRectF(self.rect()), theme.gutter, None, 4)
        bar = self._view.verticalScrollBar()
        if bar.maximum() > 0:
            whole = bar.maximum() + bar.pageStep()
            top = self.height() * bar.value() / whole
            handle = QRectF(0, top, self.width(), max(24.0, self.height() * bar.pageStep() / whole))
            ink.panel(painter, handle, theme.line, None, 4)
        tints = {"conflict": theme.conflict, "depends": theme.depends, "time": theme.depends}
        tints |= {"verified": theme.verified, "claim": theme.claim, "found": theme.accent}
        rows = self._rows()
        for kind in _ORDER:
            self._ticks(painter, rows.get(kind, ()), tints[kind])
        painter.end()

    def _ticks(self, painter: QPainter, runs: Sequence[tuple[int, int]], colour: QColor) -> None:
        for top, bottom in runs:
            painter.fillRect(QRectF(1, top, self.width() - 2, bottom - top), colour)

    def _rows(self) -> dict[str, list[tuple[int, int]]]:
        """The runs of pixel rows of every kind, worked out again only where marks or the page are others."""
        sheet = self._view.sheet
        whole = max(sheet.height + TOP, float(self._view.viewport().height()))
        # Heights settle by a little while one scrolls; a hundredth does not show here.
        key = (sheet, self.height(), round(whole / 100 / (1 + whole // 10_000)))
        if key != self._key:
            self._key = key
            self._known = {}
            pixel = whole / max(1, self.height())
            self._edges = (
                [sheet.position_about(row * pixel - TOP) for row in range(self.height())] if sheet.blocks else []
            )
        for kind, starts in self._marks.items():
            if kind not in self._known:
                self._known[kind] = self._runs_of(starts)
        return self._known

    def _runs_of(self, starts: Sequence[int]) -> list[tuple[int, int]]:
        """Ticks of marks, those that touch as one: a step for each row of pixels, however many marks stand in it."""
        edges, blocks = self._edges, self._view.sheet.blocks
        runs: list[tuple[int, int]] = []
        at = bisect_left(starts, blocks[0].start) if edges else len(starts)
        while at < len(starts):
            row = bisect_right(edges, starts[at]) - 1
            top = max(0, min(row, len(edges) - TICK))
            if runs and top <= runs[-1][1]:
                runs[-1] = (runs[-1][0], top + TICK)
            else:
                runs.append((top, top + TICK))
            at = bisect_left(starts, edges[row + 1], at + 1) if row + 1 < len(edges) else len(starts)
        return runs

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def _go(self, y: float) -> None:
        self._view.let_go()
        bar = self._view.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        bar.setValue(int(y / max(1, self.height()) * whole - bar.pageStep() / 2))
