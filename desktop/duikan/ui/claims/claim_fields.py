"""The fields inside a claim's card: a note, or what a verdict rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from duikan.services.views import ClaimView
from duikan.ui import i18n

NOTE_HEIGHT, VERDICT_HEIGHT = 56.0, 94.0


def _hint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("hint")
    label.setStyleSheet("font-size: 11.5px;")
    return label


class _Field(QWidget):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class NoteField(_Field):
    """One line for the editor's note; empty takes it away."""

    given = Signal(str)

    def __init__(self, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(note, self)
        self.line.setPlaceholderText(i18n.t("note_hint"))
        self.line.setAccessibleName(i18n.t("act.note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(_hint(i18n.t("field_keys"), self))
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(lambda: self.given.emit(self.line.text().strip()))


class VerdictField(_Field):
    """Why a verdict is given, the source it cites and the place in it; all may stay empty."""

    given = Signal(str, str, str)

    def __init__(self, rating: str, claim: ClaimView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = [QLineEdit(self) for _ in range(3)]
        latest = claim.verdicts[0] if claim.verdicts else None
        before = (latest.rationale, latest.source, latest.locator) if latest else ("", "", "")
        for line, name, text in zip(self.lines, ("rationale", "source", "locator"), before, strict=True):
            line.setText(text)
            line.setPlaceholderText(i18n.t(f"verdict.{name}"))
            line.setAccessibleName(i18n.t(f"verdict.{name}"))
            line.returnPressed.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.lines[0])
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.lines[1], 3)
        row.addWidget(self.lines[2], 2)
        column.addLayout(row)
        column.addWidget(_hint(i18n.t("verdict.keys", rating=i18n.name("rating", rating)), self))
        self.setFocusProxy(self.lines[0])

    def _give(self) -> None:
        self.given.emit(*(line.text().strip() for line in self.lines))
