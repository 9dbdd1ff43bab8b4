"""Units as comparison sees them, and how near two values are."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from duikan.engine.meaning.places import holders
from duikan.engine.number.units import dimension, factor
from duikan.engine.once import once
from duikan.engine.values import Mention

_OCCASIONS = frozenset(("次", "趟", "例次"))


@cache
def measure_of(unit: str) -> tuple[str, Fraction]:
    """The dimension of a unit and its factor to the base; counted things are "count", occasions "occasions"."""
    known = dimension(unit)
    if known.startswith("count") or not known:
        return ("occasions" if unit in _OCCASIONS else "count"), Fraction(1)
    return ("temperature" if known == "degree" else known), factor(unit)


_LOCAL_MONEY = (("香港", "港元"), ("台湾", "新台币"), ("澳门", "澳门元"))
LOCAL_MONEY = frozenset(money for _, money in _LOCAL_MONEY)


def currency_of(mention: Mention) -> str:
    """The currency a number names; of a bare 元 the yuan where it is printed as the Mainland does, else ""."""
    unit, said = mention.quantity.unit, mention.surface
    if unit != "元" or "人民" in said or "RMB" in said:
        return unit
    return "元" if "亿" in said or "万" in said else ""


def local_money(mention: Mention) -> str:
    """What a bare 元 is where the number holds: in Hong Kong, Macau or Taiwan their own; "" elsewhere."""
    around = (mention.place, *holders(mention.place))
    return next((money for region, money in _LOCAL_MONEY if region in around), "")


@once
def kind_of(mention: Mention) -> str:
    """What sort of number it is: only numbers of one sort can be one fact."""
    measures = measure_of(mention.quantity.unit)[0]
    if mention.aggregate in ("rank", "duration"):
        return mention.aggregate
    if measures.startswith("money"):
        return "money"
    if measures in ("percent", "point"):
        return "percent"
    return "electric" if measures in ("power", "energy") else measures


@once
def value_key(mention: Mention) -> tuple[int | None, ...]:
    """The printed ends of a value as whole numbers, to look up by: equal where the ends are, and quick to hash."""
    low, high = mention.quantity.low, mention.quantity.high
    ends = (None, None) if low is None else (low.numerator, low.denominator)
    return ends * 2 if high is low else (*ends, *((None, None) if high is None else (high.numerator, high.denominator)))


@once
def digits(mention: Mention) -> int:
    """How many significant digits a value is written with: the more, the less it is one by chance."""
    q = mention.quantity
    bound = q.low if q.low is not None else q.high
    if bound is None:
        return 0
    if q.low is not q.high and q.low is not None and q.high is not None and q.low != q.high:
        return 3
    return (
        len(str(abs(bound.numerator)).rstrip("0"))
        if bound.denominator == 1
        else len(f"{float(abs(bound)):g}".replace(".", "").strip("0"))
    )
