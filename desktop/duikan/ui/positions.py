"""The one place where code points (ours) and UTF-16 units (Qt's) meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


def is_plain(text: str) -> bool:
    """True when Qt counts every character of a text as one."""
    return text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)


class Positions:
    """Translates positions of one text; text without rare characters costs nothing."""

    def __init__(self, text: str) -> None:
        # Code points that Qt counts as two units, and where each begins in units.
        self._pairs = [] if is_plain(text) else [at for at, one in enumerate(text) if one > "\uffff"]
        self._begins = [at + n for n, at in enumerate(self._pairs)]

    def to_qt(self, position: int) -> int:
        """UTF-16 units before a code point position."""
        return position + bisect_left(self._pairs, position) if self._pairs else position

    def to_text(self, units: int) -> int:
        """The code point position of a UTF-16 position; the middle of a pair is its start."""
        before = bisect_right(self._begins, units - 1)
        if before and units == self._begins[before - 1] + 1:
            return self._pairs[before - 1]
        return units - before
