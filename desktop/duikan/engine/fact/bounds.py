"""The bounds of a quantity in its dimension's base unit, with what rounding and hedges hide."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log10, nan
from typing import NamedTuple

from duikan.engine.meaning.measures import measure_of
from duikan.engine.once import once
from duikan.engine.values import Mention

_ABOUT = frozenset(
    ("约", "左右", "大约", "大概", "上下", "近", "将近", "接近", "逾", "超", "多", "余", "几", "数", "许")
)
_COUNTED = 100
# A bound that a writer means: what lies beyond it is not it, rounded.
_STRICT = frozenset(
    (
        "逾",
        "超",
        "超过",
        "突破",
        "多于",
        "大于",
        "高于",
        "过",
        "至少",
        "不少于",
        "不低于",
        "以上",
        "不足",
        "不到",
        "未到",
        "少于",
        "低于",
        "小于",
        "不超过",
        "不多于",
        "不高于",
        "以下",
        "以内",
        "最多",
        "至多",
    )
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A stretch of values; `step` is how fine it is printed, `about` whether a hedge says that it is not exact."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    step: Fraction
    about: bool
    strict: bool = False

    @property
    def is_range(self) -> bool:
        """True for 30家至50家: two ends that differ."""
        return self.low is not self.high and self.low is not None and self.high is not None and self.low < self.high

    @property
    def point(self) -> Fraction | None:
        """The one value, if it is one; the bound of an open stretch."""
        return self.low if self.low is not None else self.high


@once
def bounds_of(mention: Mention) -> Bounds:
    """The bounds of a mention, in the base unit of its dimension."""
    q = mention.quantity
    factor = measure_of(q.unit)[1]
    low, high, step = q.low, q.high, q.step
    if factor != 1:
        low = low * factor if low is not None else None
        high = low if q.high is q.low else high * factor if high is not None else None
        step = step * factor
    about = any(hedge in _ABOUT for hedge in q.hedges)
    strict = (low is None) != (high is None) and any(hedge in _STRICT for hedge in q.hedges)
    if not about and low is not None and high is low and step > 1 and low < _COUNTED and factor == 1:
        step = Fraction(1)  # 十天 is ten days, not about ten
    return Bounds(low, high, q.low_open, q.high_open, step if step.numerator > 0 else abs(step), about, strict)


class _Rough(NamedTuple):
    """One value as floats: itself, how far off a rounded one may lie, and its order of magnitude."""

    size: float
    reach: float
    order: float


_SURELY = 1e-9  # far more than floats err by


@once
def _rough(mention: Mention) -> _Rough | None:
    bounds = bounds_of(mention)
    if bounds.low is None or bounds.low != bounds.high:
        return None
    try:
        size, reach = float(bounds.low), float(grain(bounds)) / 2
    except OverflowError:
        return None
    return _Rough(size, reach, log10(abs(size)) if size else nan)


def surely_apart(a: Mention, b: Mention) -> bool:
    """True only where two values neither agree, rounded, nor differ by a power of ten: most pairs need no more.

    Floats rule out by a wide margin and decide nothing else.
    """
    x, y = _rough(a), _rough(b)
    if x is None or y is None:
        return False
    margin = x.reach + y.reach + _SURELY * (abs(x.size) + abs(y.size))
    power = x.order - y.order
    return abs(x.size - y.size) > margin and not abs(power - round(power) if power == power else 1.0) < _SURELY


def disjoint_bounds(a: Bounds, b: Bounds) -> bool:
    """No value satisfies both as printed."""
    return _below(a, b) or _below(b, a)


def _below(a: Bounds, b: Bounds) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open) and not _touching(a, b))


def _touching(a: Bounds, b: Bounds) -> bool:
    """超過50 against 50: one writer rounds what the other counts; no conflict is made of it."""
    return a.point == b.point


def contains_bounds(a: Bounds, b: Bounds) -> bool:
    """What the second says lies within what the first says."""
    low = a.low is None or (b.low is not None and b.low >= a.low)
    high = a.high is None or (b.high is not None and b.high <= a.high)
    return low and high


def agrees(a: Bounds, b: Bounds) -> bool:
    """Disjoint as printed, yet one once rounding is allowed for: 1,234億 and 約1,200億, 1萬畝 and 667公頃."""
    x, y = _closest(a, b)
    if x is None or y is None:
        return False
    strict = [bounds for bounds in (a, b) if bounds.strict]
    if len(strict) == 1:
        other = b if strict[0] is a else a
        return abs(x - y) <= (grain(other) if other.about else other.step) / 2
    return abs(x - y) <= max(grain(a), grain(b)) / 2


def _closest(a: Bounds, b: Bounds) -> tuple[Fraction | None, Fraction | None]:
    if a.high is not None and b.low is not None and a.high <= b.low:
        return a.high, b.low
    if b.high is not None and a.low is not None and b.high <= a.low:
        return a.low, b.high
    return a.point, b.point


def grain(bounds: Bounds) -> Fraction:
    """How coarse a value is: the printed step, and with a hedge the zeros it ends in; a part in 200 across units."""
    value = bounds.point or Fraction(0)
    step = bounds.step or Fraction(1)
    if not bounds.about or value == 0:
        return step
    while value % (step * 10) == 0 and step * 10 <= abs(value):
        step *= 10
    return step * 2


def power_of_ten(a: Bounds, b: Bounds) -> int:
    """The factor 10ⁿ between two values of the same digits; 0 if there is none."""
    x, y = a.point, b.point
    if not x or not y or (a.is_range != b.is_range):
        return 0
    ratio = x / y if abs(x) > abs(y) else y / x
    if ratio.denominator != 1 or ratio <= 1:
        return 0
    digits = str(ratio.numerator)
    return ratio.numerator if digits.strip("0") == "1" else 0
