"""The exact value of a number taken apart: 三 千 五 百 万, 3 亿 5000 万."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple


class Item(NamedTuple):
    """A number, or a multiplier (then `low` is it and `step` 0). Whole numbers stay int: Fraction is slow."""

    low: Fraction | int
    high: Fraction | int
    step: Fraction | int
    multiplier: bool = False
    chinese: bool = True


def decimal_value(raw: str, decimals: int) -> tuple[Fraction | int, Fraction | int]:
    """A printed Arabic number and the unit of its last digit."""
    if not decimals:
        return int(raw), 1
    scale = 10**decimals
    return Fraction(int(raw.replace(".", "")), scale), _part(scale)


@cache
def _part(scale: int) -> Fraction:
    return Fraction(1, scale)


@lru_cache(maxsize=4096)
def whole(number: int) -> Fraction:
    """A whole number as a fraction, the same one each time."""
    return Fraction(number)


def total_of(items: list[Item]) -> tuple[Fraction | int, Fraction | int, Fraction | int]:
    """Low, high and step of a number taken apart."""
    if len(items) == 1:
        only = items[0]
        return only.low, only.high, only.step or only.low
    if len(items) == 2 and items[1].multiplier and not items[0].multiplier and items[0].low and items[0].high:
        (low, high, step, _, _), times = items[0], items[1].low  # 1.2亿, 三千: most of them
        least = low * times
        return least, least if low == high else high * times, step * times
    low = _value([(item.low, item.multiplier) for item in items])
    if all(item.low == item.high for item in items):
        return low, low, _step(items)
    high = _value([(item.high, item.multiplier) for item in items])
    return low, high, _step(items)


def _value(items: list[tuple[Fraction | int, bool]]) -> Fraction | int:
    total: Fraction | int = 0
    section: Fraction | int = 0
    number: Fraction | int | None = None
    for value, multiplier in items:
        if not multiplier:
            number = value if number is None else number + value
        elif value < 10000:
            section += value if number is None else number * value
            number = None
        else:
            section += number or 0
            total = _scaled(total, section, value)
            section, number = 0, None
    return total + section + (number or 0)


def _scaled(total: Fraction | int, section: Fraction | int, value: Fraction | int) -> Fraction | int:
    """What 万, 亿 or 兆 makes of all that stands before it."""
    if not section:
        return total * value if total else value
    return total + section * value if total >= value else (total + section) * value


def _step(items: list[Item]) -> Fraction | int:
    step: Fraction | int = 1
    fresh = False
    for item in items:
        if not item.multiplier:
            step, fresh = item.step, True
        elif item.low >= 10000 or fresh:
            step *= item.low
        else:
            step, fresh = item.low, True
    return step
