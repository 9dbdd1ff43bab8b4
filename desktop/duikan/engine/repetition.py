"""Where a text only repeats itself: a million times 3人 is read a thousand times, not a million."""

from __future__ import annotations

OFTEN = 1000
_AROUND = 48
_NEAR = 256


class Repeats:
    """Counts how often the same stretch comes by at short intervals, left to right.

    No article says one thing a thousand times in a row in the same words; what does is damage, or made to be slow.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[int, tuple[int, int]] = {}

    def often(self, start: int) -> bool:
        """True when what stands around `start` has just been seen `OFTEN` times before."""
        around = hash(self._text[max(0, start - _AROUND) : start + _AROUND])
        last, times = self._seen.get(around, (start, 0))
        times = times + 1 if start - last <= _NEAR else 1
        self._seen[around] = start, times
        return times > OFTEN
