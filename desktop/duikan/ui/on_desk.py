"""What groups of acts have in common: the desk they act on, whichever is open now."""

from __future__ import annotations

from collections.abc import Callable

from duikan.ui.desk import Desk


class OnDesk:
    """Acts on the desk that is open when a key is pressed."""

    def __init__(self, desk: Callable[[], Desk]) -> None:
        self._desk_now = desk

    @property
    def _desk(self) -> Desk:
        return self._desk_now()
