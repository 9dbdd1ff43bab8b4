"""What was worked out once about numbers that have not changed since."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Answers kept from one run to the next: a project that changes by one article pays for that article.

    An answer holds as long as it is asked for in every run and what it was made of is the very same objects.
    """

    def __init__(self) -> None:
        self._last: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._now: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def turn(self) -> None:
        """Begin a run: what the last one did not ask for is forgotten."""
        self._last, self._now = self._now, {}

    def once(self, key: Hashable, made_of: tuple[object, ...], make: Callable[[], T]) -> T:
        """The answer under `key`, made again only if it was made of other objects (by identity)."""
        known = self._now.get(key) or self._last.get(key)
        if known is None or not _same(known[0], made_of):
            known = (made_of, make())
        self._now[key] = known
        return known[1]


def _same(some: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(some) == len(other) and all(x is y for x, y in zip(some, other, strict=True))
