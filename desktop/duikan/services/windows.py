"""Parts of long lists, as the faces get them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from duikan.services.views import ConflictCard

T = TypeVar("T")
FIRST = 16  # rows that a list is asked for at the beginning: two pages of it


@dataclass(frozen=True, slots=True)
class Window(Generic[T]):
    """A part of a long list, and what the asker needs to place it."""

    offset: int
    rows: tuple[T, ...]
    total: int | None = None  # how long the list is; None: not counted
    row: int | None = None  # where the row asked for by its key stands; None: not in the list, or none was asked for
    asked: T | None = None  # that row


@dataclass(frozen=True, slots=True)
class QueueWindow(Window[ConflictCard]):
    """Cards of the queue. `heads`: by the key of a card that begins a group, how many cards the group has; `sizes`:
    how many conflicts each bucket holds (services.buckets), None where they were not counted."""

    heads: tuple[tuple[str, int], ...] = ()
    sizes: tuple[tuple[int, int], ...] | None = None
