"""The field inside a card where a decision gets its reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from duikan.ui import i18n
from duikan.ui.buttons import Pill
from duikan.ui.flow import FlowRow

PHRASES = 3  # for each decision
LONGEST = 14  # characters of a phrase on its pill


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
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(self._phrases(decision))
        column.addWidget(self._hint)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._give)

    def _phrases(self, decision: str) -> FlowRow:
        """Reasons editors often give, to pick by a click or with the arrow down."""
        self._row = FlowRow(self, gap=5, margin=0, right=0)
        self.phrases: list[str] = []
        for at in range(1, PHRASES + 1):
            self._add(i18n.t(f"reason_phrase.{decision}_{at}"))
        return self._row

    def offer(self, reasons: Sequence[str]) -> None:
        """Add the words this project decided with before."""
        for reason in reasons:
            if reason not in self.phrases:
                self._add(reason, tip=i18n.t("reason_remembered", reason=reason))
        self._row.relayout()

    def _add(self, phrase: str, tip: str = "") -> None:
        self.phrases.append(phrase)
        pill = Pill(phrase if len(phrase) <= LONGEST else phrase[: LONGEST - 1] + "…", self._row)
        pill.setToolTip(tip)
        pill.setAccessibleName(phrase)
        pill.clicked.connect(partial(self._take, phrase))
        self._row.add(pill)
        pill.show()

    def _take(self, phrase: str) -> None:
        before = self.line.text().strip()
        self.line.setText(i18n.t("comma").join(one for one in (before, phrase) if one))
        self.line.setFocus()

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
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            now = self.phrases.index(self.line.text()) if self.line.text() in self.phrases else None
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            at = (now + step) % len(self.phrases) if now is not None else (0 if step > 0 else -1)
            self.line.setText(self.phrases[at])
            return
        super().keyPressEvent(event)
