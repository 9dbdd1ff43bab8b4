"""Find in the article: a field over the page, the number of places, the next and the previous."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from duikan.services.finding import occurrences
from duikan.ui import i18n
from duikan.ui.reading.bar import PageBar

WAIT_MS = 60  # a fast typist does not wait for the places of every letter


class FindBar(PageBar):
    """Enter goes to the next place, Shift+Enter to the previous, Escape leaves."""

    places_found = Signal(object)  # list of (start, end)
    place_requested = Signal(object)  # (start, end)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._places: Sequence[tuple[int, int]] = ()
        self._at = -1
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(i18n.t("find.hint"))
        self.line.setAccessibleName(i18n.t("find.hint"))
        self.line.setMinimumWidth(260)
        self._row.add(self.line)
        self._row.add(self._count)
        for words, act in (("find.previous", self.previous), ("find.next", self.next)):
            self._pill(i18n.t(words), act)
        self._pill(i18n.t("close"), self.leave)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.search)
        self.line.textChanged.connect(self._typed)

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
            self._tell("")
        elif not self._places:
            self._tell(i18n.t("find.none"))
        else:
            self._tell(i18n.t("place_in_queue", number=self._at + 1, total=len(self._places)))

    def leave(self) -> None:
        """Close and take the marks away."""
        self._wait.stop()
        self._places = ()
        self.places_found.emit([])
        super().leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.previous() if back else self.next()
            return
        super().keyPressEvent(event)
