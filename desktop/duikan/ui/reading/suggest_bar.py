"""The sentence that is suggested as a claim: where in the row it is, take it, decline it, the next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from duikan.services.views import Suggestion
from duikan.ui import i18n, keymap
from duikan.ui.reading.bar import PageBar

_ACTS = (("take", "take_suggestion"), ("decline", "decline_suggestion"), ("next", "next_suggestion"))


class SuggestBar(PageBar):
    """Stands over the page while sentences are gone through."""

    act_requested = Signal(str)  # the code of an act of the window

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current: Suggestion | None = None
        self._row.add(self._count)
        for words, code in _ACTS:
            said = " ".join(one for one in (i18n.t(f"suggest.{words}"), keymap.shown(code)) if one)
            self._pill(said, partial(self.act_requested.emit, code), i18n.t(f"tip.{code}"))
        self._pill(i18n.t("close"), self.leave)

    def show_one(self, suggestion: Suggestion, number: int, total: int) -> None:
        """Show which sentence is suggested."""
        self.current = suggestion
        self._tell(i18n.t("suggest.count", number=number, total=total))
        self.setAccessibleName(f"{self._count.text()} {suggestion.quote}")
        self.show()

    def leave(self) -> None:
        """Suggest nothing more."""
        self.current = None
        super().leave()
