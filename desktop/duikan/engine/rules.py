"""What holds between two quantities, as comparisons of plain columns: one text for Python and for SQL.

Only `== < <= & |` on whole numbers, no None and no arithmetic: bounds are in the unit's quantum, an open end is
FLOOR or CEILING, and tolerance is worked out when a mention is written.
"""

from __future__ import annotations

from typing import Protocol

FLOOR = -(2**62)
CEILING = 2**62


class Columns(Protocol):
    """The columns of one mention that the rules read."""

    @property
    def block(self) -> int: ...
    @property
    def low(self) -> int: ...
    @property
    def high(self) -> int: ...
    @property
    def loose_low(self) -> int: ...
    @property
    def loose_high(self) -> int: ...


def same_block(a: Columns, b: Columns) -> bool:
    """Both answer one question of one time: only these are compared."""
    return a.block == b.block


def equal(a: Columns, b: Columns) -> bool:
    """Both say the very same."""
    return (a.low == b.low) & (a.high == b.high)


def contains(a: Columns, b: Columns) -> bool:
    """What the second says lies within what the first says."""
    return (a.low <= b.low) & (b.high <= a.high)


def disjoint(a: Columns, b: Columns) -> bool:
    """Both cannot be true, whatever is hidden by rounding and hedge."""
    return (a.loose_high < b.loose_low) | (b.loose_high < a.loose_low)
