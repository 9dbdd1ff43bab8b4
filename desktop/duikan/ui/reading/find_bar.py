"""Find in the article: a field over the page, the number of places, the next and the previous."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from duikan.services.finding import occurrences
from duikan.ui import fonts, i18n
from duikan.ui.buttons import Pill

WAIT_MS = 60  # a fast typist does not wait for the places of every letter


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the previous, Escape leaves."""

    places_found = Signal(object)  # list of (start, end)
    place_requested = Signal(object)  # (start, end)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._places: Sequence[tuple[int, int]] = ()
        self._at = -1
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(i18n.t("find.hint"))
        self.line.setAccessibleName(i18n.t("find.hint"))
        self.line.setMaximumWidth(320)
        self._count = QLabel(self)
        self._count.setFont(fonts.sans(12))
        self._count.setObjectName("hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 6, 20, 6)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._count)
        for words, act in (("find.previous", self.previous), ("find.next", self.next), ("close", self.leave)):
            pill = Pill(i18n.t(words), self)
            pill.clicked.connect(act)
            row.addWidget(pill)
        row.addStretch(1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.search)
        self.line.textChanged.connect(self._typed)
        self.hide()

    def _typed(self, _text: str) -> None:
        self._wait.start()

    def begin(self, words: str) -> None:
        """Open, with the selected words as what to find."""
        self.show()
        if words:
            self.line.setText(words)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.search()

    def set_text(self, text: str) -> None:
        """Search this article from now on."""
        if text != self._text:
            self._text = text
            if self.isVisible():
                self.search(go=False)

    def search(self, *, go: bool = True) -> None:
        """Find the places of what is written, and show the first."""
        self._wait.stop()
        self._places = occurrences(self._text, self.line.text().strip())
        self._at = -1
        self.places_found.emit(list(self._places))
        if go and self._places:
            self.next()
        else:
            self._say()

    def next(self) -> None:
        """Go to the next place."""
        self._step(1)

    def previous(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._wait.isActive():
            self.search()
            return
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self.place_requested.emit(self._places[self._at])
        self._say()

    def _say(self) -> None:
        if not self.line.text().strip():
            self._count.setText("")
        elif not self._places:
            self._count.setText(i18n.t("find.none"))
        else:
            self._count.setText(i18n.t("place_in_queue", number=self._at + 1, total=len(self._places)))

    def leave(self) -> None:
        """Close and take the marks away."""
        self._wait.stop()
        self.hide()
        self._places = ()
        self.places_found.emit([])
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.previous() if back else self.next()
            return
        super().keyPressEvent(event)
