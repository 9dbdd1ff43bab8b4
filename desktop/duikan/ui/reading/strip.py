"""The strip beside a page: where marks lie in the whole article, and where the reader is."""

from __future__ import annotations

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


class Strip(QWidget):
    """A scroll bar that knows the article."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._marks: dict[str, list[int]] = {}
        self._key: object = None
        self._known: dict[str, list[int]] = {}
        self.setFixedWidth(9)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(i18n.t("access.strip"))
        bar = view.verticalScrollBar()
        bar.valueChanged.connect(self.update)
        bar.rangeChanged.connect(self.update)
        view.geometry_changed.connect(self.update)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show where these marks lie; plain numbers are left out, they are everywhere."""
        found = self._marks.get("found", [])
        self._marks = {kind: [mark.start for mark in marks if mark.kind == kind] for kind in _ORDER if kind != "found"}
        self._marks["found"] = found
        self._key = None
        self.update()

    def set_found(self, places: Sequence[tuple[int, int]]) -> None:
        """Show where the searched words stand."""
        self._marks["found"] = [start for start, _ in places]
        self._key = None
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

    def _ticks(self, painter: QPainter, starts: Sequence[int], colour: QColor) -> None:
        for y in starts:
            painter.fillRect(QRectF(1, y, self.width() - 2, 4), colour)

    def _rows(self) -> dict[str, list[int]]:
        """The pixel rows of every kind, worked out again only when the page is set anew."""
        sheet = self._view.sheet
        whole = max(sheet.height + TOP, float(self._view.viewport().height()))
        # Heights settle by a little while one scrolls; a hundredth does not show here.
        key = (id(sheet), self.height(), round(whole / 100 / (1 + whole // 10_000)))
        if key != self._key:
            self._key = key
            self._known = {kind: self._rows_of(starts, whole) for kind, starts in self._marks.items()}
        return self._known

    def _rows_of(self, starts: Sequence[int], whole: float) -> list[int]:
        sheet = self._view.sheet
        rows: set[int] = set()
        for start in starts:
            if not sheet.blocks or start < sheet.blocks[0].start:
                continue
            index = sheet.index_of(start)
            block = sheet.blocks[index]
            inside = block.height * (start - block.start) / max(1, block.end - block.start)
            rows.add(min(int((TOP + sheet.top(index) + inside) / whole * self.height()), self.height() - 4))
        return sorted(rows)

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
