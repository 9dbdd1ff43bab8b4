"""A number stripped to what the rules of rules.py compare: whole numbers of 64 bits, none of them absent.

What is printed is not lost: `least` and `most` are the ends of all values that would be printed so, rounding and
hedges allowed for, worked out once here so that a rule has nothing to calculate.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple
from zlib import crc32

from duikan.engine.fact.bounds import Bounds, bounds_of, grain
from duikan.engine.meaning.measures import currency_of, digits, kind_of, value_key
from duikan.engine.values import Mention, Period

LIMIT = (1 << 63) - 1
"""No bound on this side; values beyond 64 bits stand there too, and no rule tells them apart."""
NO_FIRST, NO_LAST = 0, 3_652_060
"""The days of a time that is open, or not said: before the first and after the last of the calendar."""

_QUANTA = {"percent": 1_000_000}  # in one base unit
_QUANTA_ELSE = 1_000
_PLANS = frozenset(("target", "planned", "estimate"))
_FLOWS = {"cumulative": 2, "new": 1}
_TELLING = 2  # digits that two numbers do not share by chance


class Bare(NamedTuple):
    """What the rules compare of one number.

    `sort`: only numbers of one sort are compared, those of sort 0 (part of a name, rejected) never; `least`, `most`:
    in quanta of the base unit, `most` excluded; `ranged`: printed as a range; `printed`: equal where the same two
    digits or more are printed, 0 for fewer; `counted`: the unit, money as the currency meant; `plan`: of what is to
    be; `flow`: 1 new, 2 cumulative, else 0; `first_day`, `last_day`: ordinals, both included, as wide as the time may
    mean.
    """

    sort: int
    least: int
    most: int
    ranged: int
    printed: int
    counted: int
    plan: int
    flow: int
    first_day: int
    last_day: int


def bare_of(mention: Mention) -> Bare:
    """The number as the rules see it."""
    kind, bounds, many = kind_of(mention), bounds_of(mention), digits(mention)
    least, most = _stretch(bounds, _QUANTA.get(kind, _QUANTA_ELSE))
    first, last = _days(mention.period)
    return Bare(
        sort=0 if mention.nominal else _code(f"{kind} {'rate' if mention.aggregate == 'rate' else ''}"),
        least=least,
        most=most,
        ranged=int(bounds.is_range),
        printed=_code(str(value_key(mention))) if many >= _TELLING else 0,
        counted=_code(currency_of(mention) or mention.quantity.unit),
        plan=int(mention.modality in _PLANS),
        flow=_FLOWS.get(mention.aggregate, 0),
        first_day=first,
        last_day=last,
    )


def _code(word: str) -> int:
    return crc32(word.encode())


def _stretch(bounds: Bounds, quanta: int) -> tuple[int, int]:
    slack = Fraction(0) if bounds.strict else grain(bounds) / 2
    least = -LIMIT if bounds.low is None else floor((bounds.low - slack) * quanta)
    most = LIMIT if bounds.high is None else ceil((bounds.high + slack) * quanta)
    return max(-LIMIT, min(least, LIMIT - 1)), min(LIMIT, max(most, 1 - LIMIT))


def _days(period: Period) -> tuple[int, int]:
    meant = period.alternatives or ((0, period.start, period.end),)
    first = min(start.toordinal() if start else NO_FIRST for _, start, _ in meant)
    last = max(end.toordinal() if end else NO_LAST for _, _, end in meant)
    return first, last
