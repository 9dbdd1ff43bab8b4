"""The fields inside a claim's card: a note, or what a verdict rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from duikan.services.views import ClaimView
from duikan.ui import i18n


def _hint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("hint")
    label.setStyleSheet("font-size: 11.5px;")
    label.setWordWrap(True)
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
        row.addWidget(self.lines[1], 1)
        row.addWidget(self.lines[2], 1)
        column.addLayout(row)
        column.addWidget(_hint(i18n.t("verdict.keys", rating=i18n.name("rating", rating)), self))
        self.setFocusProxy(self.lines[0])

    def _give(self) -> None:
        self.given.emit(*(line.text().strip() for line in self.lines))


class AcceptField(_Field):
    """The value to go by, its source and the place in it."""

    given = Signal(str, str, str)

    def __init__(self, value: str, source: str, locator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = [QLineEdit(text, self) for text in (value, source, locator)]
        for line, name in zip(self.lines, ("value", "source", "locator"), strict=True):
            line.setPlaceholderText(i18n.t(f"accepted.{name}"))
            line.setAccessibleName(i18n.t(f"accepted.{name}"))
            line.returnPressed.connect(lambda: self.given.emit(*(one.text().strip() for one in self.lines)))
        self._hint = _hint(i18n.t("accepted.keys"), self)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.lines[1], 1)
        row.addWidget(self.lines[2], 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.lines[0])
        column.addLayout(row)
        column.addWidget(self._hint)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # no proxy: Tab would pass the first line over
        self.lines[0].selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.lines[1].setFocus()  # the value is there already

    def refuse(self, sentence: str) -> None:
        """Say what is missing or cannot be read; what was typed stays."""
        self._hint.setObjectName("error")
        self._hint.setText(sentence)
        self._hint.style().polish(self._hint)


class PartField(_Field):
    """One part of a reading, corrected: a line, or one of its few choices."""

    given = Signal(str)

    def __init__(self, part: str, text: str, choices: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = i18n.t(f"part.{part}")
        self.line, self.choice = QLineEdit(text, self), QComboBox(self)
        for code in choices:
            self.choice.addItem(i18n.name(part, code), code)
        self.choice.setCurrentIndex(max(0, self.choice.findData(text)))
        self.line.setHidden(bool(choices))
        self.choice.setHidden(not choices)
        self.line.setPlaceholderText(i18n.t(f"part_hint.{part}") if i18n.known(f"ui.part_hint.{part}") else name)
        self._hint = _hint(i18n.t("part_keys", part=name), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (self.line, self.choice, self._hint):
            column.addWidget(widget)
        for widget in (self.line, self.choice):
            widget.setAccessibleName(name)
        self.setFocusProxy(self.choice if choices else self.line)
        self.line.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say that this cannot be read; what was typed stays."""
        self._hint.setObjectName("error")
        self._hint.setText(sentence)
        self._hint.style().polish(self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = self.choice.currentData()
            self.given.emit(str(chosen) if self.choice.count() else self.line.text())
            return
        super().keyPressEvent(event)
