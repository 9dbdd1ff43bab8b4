"""The guided tour: a few steps over the desk itself, one thing lit at a time. It never moves by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from duikan.ui import fonts, i18n, ink, keymap
from duikan.ui.desk import Desk
from duikan.ui.theme import colours

WIDTH, GAP = 380, 16
_NEXT = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right, Qt.Key.Key_Space))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to look at: where it is now, and what to say of it."""

    code: str
    target: Callable[[], QWidget | None]
    keys: dict[str, str]  # hole of the sentence -> act whose key stands there

    @property
    def title(self) -> str:
        return i18n.t(f"tour.{self.code}_title")

    @property
    def words(self) -> str:
        return i18n.t(f"tour.{self.code}", **{hole: keymap.shown(act) or "–" for hole, act in self.keys.items()})


def steps_of(desk: Desk, window: QWidget) -> list[Step]:
    """The steps through a page: articles, numbers, conflicts, the date, marking and signing, finding."""
    card = {"next": "next", "previous": "previous"}
    card |= {"real": "digit_1", "explained": "digit_2", "dismissed": "digit_3"}
    mark = {"highlight": "highlight", "suggest": "next_suggestion", "sign": "sign", "undo": "undo"}
    return [
        Step("list", lambda: desk.list, {}),
        Step("page", lambda: desk.panes.panes[0].view, {"correct": "correct", "number": "next_number"}),
        Step("card", lambda: desk.side, card),
        Step("date", lambda: desk.panes.panes[0].header, {"date": "date"}),
        Step("mark", lambda: desk.panes, mark),
        Step("find", lambda: window.findChild(QWidget, "search"), {"palette": "palette", "keys": "keys"}),
    ]


class Tour(QWidget):
    """Lies over the window; Enter goes on, Escape ends it, the arrows go both ways."""

    def __init__(self, steps: Sequence[Step], window: QWidget) -> None:
        super().__init__(window)
        self._steps, self._at, self._window = steps, 0, window
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._card = QWidget(self)
        self._card.setObjectName("tour_card")
        self._number, self._title, self._words = QLabel(self._card), QLabel(self._card), QLabel(self._card)
        self._number.setObjectName("hint")
        self._title.setFont(fonts.serif(18, semibold=True))
        for label in (self._title, self._words):
            label.setWordWrap(True)
        self._skip = self._button("tour.skip", self.end)
        self._back = self._button("tour.back", lambda: self.go(self._at - 1))
        self._next = self._button("tour.next", lambda: self.go(self._at + 1), filled=True)
        self._lay_out()
        self.hide()

    def _button(self, words: str, act: Callable[[], None], *, filled: bool = False) -> QPushButton:
        button = QPushButton(i18n.t(words), self._card)
        button.setProperty("filled", filled)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._number)
        foot.addStretch(1)
        for button in (self._skip, self._back, self._next):
            foot.addWidget(button)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(foot)
        self._card.setFixedWidth(WIDTH)

    @property
    def step(self) -> Step:
        """What is shown."""
        return self._steps[self._at]

    def begin(self) -> None:
        """Show the first step."""
        self._before = self._window.focusWidget()
        self._window.installEventFilter(self)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.go(0)

    def go(self, at: int) -> None:
        """Show a step; beyond the last the tour is over."""
        if at >= len(self._steps):
            self.end()
            return
        self._at = max(0, at)
        last = self._at == len(self._steps) - 1
        self._number.setText(i18n.t("tour.step", number=self._at + 1, total=len(self._steps)))
        self._title.setText(self.step.title)
        self._words.setText(self.step.words)
        self._skip.setHidden(last)
        self._back.setEnabled(self._at > 0)
        self._next.setText(i18n.t("tour.done" if last else "tour.next"))
        self.setAccessibleName(f"{self.step.title}. {self.step.words}")
        self._place()
        self._next.setFocus()

    def end(self) -> None:
        """Take the tour away; the keys go back to where they were."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.deleteLater()

    def _lit(self) -> QRect:
        target = self.step.target()
        if target is None or not target.isVisible():
            return QRect()
        corner = target.mapTo(self._window, QPoint(0, 0))
        return QRect(corner, target.size()).adjusted(-4, -4, 4, 4).intersected(self.rect())

    def _place(self) -> None:
        self._words.setFixedHeight(self._words.heightForWidth(WIDTH - 44))
        self._card.adjustSize()
        lit, card = self._lit(), self._card.size()
        x = lit.right() + GAP
        if x + card.width() > self.width():
            x = lit.left() - GAP - card.width()
        if x < GAP:  # no room beside it: inside, at the right
            x = min(lit.right(), self.width()) - card.width() - GAP
        y = min(max(GAP, lit.top() + 40), self.height() - card.height() - GAP)
        self._card.move(max(GAP, x), max(GAP, y))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        # What lies under the tour is not to be had by Tab either.
        buttons = [one for one in (self._skip, self._back, self._next) if one.isEnabled() and not one.isHidden()]
        here = [one.hasFocus() for one in buttons].index(True) if any(one.hasFocus() for one in buttons) else 0
        buttons[(here + (1 if next else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def event(self, event: QEvent) -> bool:
        # Keys belong to the tour while it is there: no act of the window runs under it.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in _NEXT:
            self.go(self._at + 1)
        elif event.key() == Qt.Key.Key_Left:
            self.go(self._at - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # what lies under it does not move

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(theme.shadow)
        shade.setAlpha(120 if not theme.dark else 170)
        path, hole = QPainterPath(), QPainterPath()
        path.addRect(QRectF(self.rect()))
        lit = QRectF(self._lit())
        hole.addRoundedRect(lit, 9, 9)
        painter.fillPath(path.subtracted(hole), shade)
        painter.setPen(QPen(theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(lit, 9, 9)
        ink.panel(painter, QRectF(self._card.geometry()), theme.raised, theme.line, 9)
        painter.end()
