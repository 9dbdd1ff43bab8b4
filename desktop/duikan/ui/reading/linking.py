"""Pages that scroll together passage by passage: where two articles tell the same facts, and what lies between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

Place = tuple[int, int]  # fact, position


def paired(here: Sequence[Place], there: Sequence[Place]) -> list[tuple[int, int]]:
    """Positions that tell one fact in both articles, rising in both: the most that stand in the same order."""
    first: dict[int, int] = {}
    for fact, position in there:
        first.setdefault(fact, position)
    seen: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for fact, position in here:
        if fact in first and fact not in seen:
            seen.add(fact)
            pairs.append((position, first[fact]))
    return _rising(sorted(pairs))


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second positions rise, too."""
    ends: list[int] = []  # of the runs of each length: the smallest last position, and below which pair it is
    last: list[int] = []
    before: list[int] = []
    for at, (_, position) in enumerate(pairs):
        length = bisect_left(ends, position)
        ends[length : length + 1] = [position]
        last[length : length + 1] = [at]
        before.append(last[length - 1] if length else -1)
    run: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def followed(
    y: float,
    pairs: Sequence[tuple[int, int]],
    heights: tuple[float, float],
    y_here: Callable[[int], float],
    y_there: Callable[[int], float],
) -> float:
    """The height there that goes with a height here: exact at the shared facts, by share between them.

    `heights` are those of the whole pages; `y_here` and `y_there` say how far down a position stands.
    """
    at = bisect_right(pairs, y, key=lambda pair: y_here(pair[0]))
    low = (y_here(pairs[at - 1][0]), y_there(pairs[at - 1][1])) if at else (0.0, 0.0)
    high = (y_here(pairs[at][0]), y_there(pairs[at][1])) if at < len(pairs) else heights
    room = high[0] - low[0]
    return low[1] if room <= 0 else low[1] + (y - low[0]) / room * (high[1] - low[1])
