"""A share that no whole number of people or things gives: two thirds of twenty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from duikan.engine.conflict.lines import Line, Number, Result

Found = tuple[str, list[Number], Result, Number]

_MOST = 100  # of more than that a rounded share is a way of speaking
_FRACTION = re.compile(r"分之|/")
_TENTHS = re.compile(r"[成折半]")
_TIE = re.compile(r"^[^,，。;；]{0,6}(?:[,，]?(?:其中|当中)|[中里]有?|[,，])[^,，。;；]{0,6}$")
_OF_ANOTHER = re.compile(r"[占佔比]")  # 8家，占全区的四成: the count is the part, not the whole


def find_broken(line: Line) -> Iterator[Found]:
    """Shares of a small exact count that would cut somebody in two: (code, the count, what comes out, the share)."""
    for i in range(1, len(line.numbers)):
        share, count = line.numbers[i], line.numbers[i - 1]
        if not share.is_share or share.about or share.point is None or not _small(count):
            continue
        if share.one.sentence != count.one.sentence or not _TIE.search(share.before) or _TENTHS.search(_words(share)):
            continue
        if _OF_ANOTHER.search(share.before):
            continue
        value = count.point or Fraction(0)
        part = share.point * value / 100
        if not _whole(share, part, value):
            yield "fraction", [count], Result(part, part), share


def _words(share: Number) -> str:
    return share.one.mention.surface


def _small(count: Number) -> bool:
    value = count.point
    bare = not count.one.mention.quantity.hedges and count.low is not None and count.high is not None
    return count.kind == "count" and count.is_level and bare and value is not None and 1 < value <= _MOST


def _whole(share: Number, part: Fraction, value: Fraction) -> bool:
    """True where a whole number gives the share as printed."""
    if _FRACTION.search(_words(share)):
        return part.denominator == 1
    near = (int(part), int(part) + 1)
    return any(abs(Fraction(some * 100) / value - (share.point or 0)) <= share.step for some in near)
