"""The sentence that is suggested as a claim: where in the row it is, take it, decline it, the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from duikan.services.views import Suggestion
from duikan.ui import fonts, i18n, keymap
from duikan.ui.buttons import Pill

_ACTS = (("take", "take_suggestion"), ("decline", "decline_suggestion"), ("next", "next_suggestion"))


class SuggestBar(QWidget):
    """Stands over the page while sentences are gone through."""

    act_requested = Signal(str)  # the code of an act of the window
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current: Suggestion | None = None
        self._count = QLabel(self)
        self._count.setFont(fonts.sans(12))
        self._count.setObjectName("hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 6, 20, 6)
        row.setSpacing(8)
        row.addWidget(self._count)
        for words, code in _ACTS:
            pill = Pill(" ".join(one for one in (i18n.t(f"suggest.{words}"), keymap.shown(code)) if one), self)
            pill.setToolTip(i18n.t(f"tip.{code}"))
            pill.clicked.connect(lambda _on=False, code=code: self.act_requested.emit(code))
            row.addWidget(pill)
        close = Pill(i18n.t("close"), self)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        row.addStretch(1)
        self.hide()

    def show_one(self, suggestion: Suggestion, number: int, total: int) -> None:
        """Show which sentence is suggested."""
        self.current = suggestion
        self._count.setText(i18n.t("suggest.count", number=number, total=total))
        self.setAccessibleName(f"{self._count.text()} {suggestion.quote}")
        self.show()

    def leave(self) -> None:
        """Suggest nothing more."""
        if not self.isHidden():
            self.current = None
            self.hide()
            self.left.emit()
