"""The field inside a card where a decision gets its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from duikan.ui import i18n


class ReasonField(QWidget):
    """One line; Enter gives it, Escape leaves. Nothing is decided without words."""

    given = Signal(str)
    left = Signal()

    def __init__(self, decision: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(i18n.t(f"reason_hint.{decision}"))
        self.line.setAccessibleName(i18n.t("reason_field", decision=i18n.name("decision", decision)))
        self._hint = QLabel(i18n.t("reason_keys", decision=i18n.name("decision", decision)), self)
        self._hint.setObjectName("hint")
        self._hint.setStyleSheet("font-size: 11.5px;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(self._hint)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._give)

    def _give(self) -> None:
        reason = self.line.text().strip()
        if reason:
            self.given.emit(reason)
            return
        self._hint.setObjectName("error")
        self._hint.setText(i18n.failure("reason.required", {}))
        self._hint.style().polish(self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
