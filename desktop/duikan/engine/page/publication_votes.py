"""How much the years a page speaks of speak for each year in which it may have been written.

A past year speaks for itself and the next, more for the next when the page is of January; a target
for itself and the years before; a plan of 2026—2028 for its first year or, late in the year, the one before.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

from duikan.engine.page.publication_evidence import YearKind, YearWord

# Rows: kind; columns: how many years after the year it names the page would have been written.
_VOTES: dict[YearKind, dict[int, float]] = {
    "past": {-2: -4.0, -1: -4.0, 0: 1.0, 1: 0.9, 2: 0.2, 3: 0.0, 4: -0.1},
    "neutral": {-2: -1.2, -1: -0.7, 0: 1.0, 1: 0.8, 2: 0.2, 3: 0.0, 4: -0.1},
    "future": {-6: -0.3, -5: 0.2, -4: 0.1, -3: 0.3, -2: 0.5, -1: 0.5, 0: 0.5, 1: -2.5, 2: -3.0},
    "plan": {-3: -1.0, -2: -0.5, -1: 0.8, 0: 1.3, 1: 0.4, 2: 0.1, 3: -0.1},
    "turn": {-2: -1.0, -1: 0.6, 0: 0.9, 1: 0.4, 2: -0.2, 3: -0.5},
    "apposed": {-2: -4.0, -1: -3.0, 0: 4.0, 1: -3.0, 2: -4.0},
}
_ENDS = {kind: (min(table), max(table)) for kind, table in _VOTES.items()}
# What a page of December (season 1) adds to the columns and a page of January takes away.
_SEASONS: dict[YearKind, dict[int, float]] = {
    "past": {0: 0.4, 1: -0.5},
    "neutral": {0: 0.4, 1: -0.5},
    "plan": {-1: 0.5, 0: -0.3},
    "turn": {-1: 0.3},
}
_ZODIAC = {-1: 0.3, 0: 1.0, 1: 0.3}
_NOT_THIS_ANIMAL = -0.7
_SNAKE, _SNAKE_YEAR = 5, 2025
_SHARP = 1.5


def year_shares(words: Sequence[YearWord], past: Sequence[date], season: float | None) -> dict[int, float]:
    """For each possible year of publication its share of the whole, 0..1; empty when no year is named.

    `past`: days with a year that the page reports as past; `season`: how far into its year it was written.
    """
    counts: Counter[tuple[int, YearKind]] = Counter((word.year, word.kind) for word in words)
    candidates = sorted({year + away for year, kind in counts if kind != "zodiac" for away in range(-3, 4)})
    scores = dict.fromkeys(candidates, 0.0)
    for (year, kind), count in counts.items():
        weight = 1 + 0.3 * math.log(count)
        for candidate in candidates:
            scores[candidate] += weight * _vote(kind, year, candidate, season)
    for year, day in {day.year: day for day in sorted(past)}.items():
        left = (date(year, 12, 31) - day).days / 365  # little of a year is left after 年底召开
        scores[year] = scores.get(year, 0.0) + math.log(0.15 + 0.85 * left)
    best = max(scores.values(), default=0.0)
    weights = {year: math.exp(_SHARP * (score - best)) for year, score in scores.items()}
    whole = sum(weights.values())
    return {year: weight / whole for year, weight in weights.items()}


def animal_of(year: int) -> int:
    """The animal of the year that begins in January or February of `year`, 0 the rat."""
    return (year - _SNAKE_YEAR + _SNAKE) % 12


def _vote(kind: YearKind, year: int, candidate: int, season: float | None) -> float:
    if kind == "zodiac":
        away = (candidate - _SNAKE_YEAR + _SNAKE - year + 6) % 12 - 6
        return _ZODIAC.get(away, _NOT_THIS_ANIMAL)
    first, last = _ENDS[kind]
    away = candidate - year
    turn = 0.0 if season is None else 2 * season - 1
    vote = _VOTES[kind][first if away < first else last if away > last else away]
    return vote + turn * _SEASONS[kind].get(away, 0.0) if kind in _SEASONS else vote
