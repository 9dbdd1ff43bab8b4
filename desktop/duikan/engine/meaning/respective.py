"""Numbers that share out a list of years or months: 2022年、2023年分别完成… gives each its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from duikan.engine.meaning.bindings import Timed
from duikan.engine.values import Period, Span

_EACH = re.compile(r"[^,，。；;\n]{0,10}?(?:分别|依次|各)")
_JOINTS = frozenset(("和", "与", "及", "、", "以及", "，", ","))
_MONTHS = 12
_MOST = 12


def own_part(
    folded: str, listed: Sequence[Timed], clause: Span, numbers: Sequence[Span], number: Span
) -> Period | None:
    """The period of a list that one number stands for; None where the numbers do not match the list.

    `listed`: the times of the clause up to the one before the numbers; `numbers`: those of the clause.
    """
    each = _EACH.match(folded, listed[-1].span.end, clause.end)
    if each is None:
        return None
    told = [one for one in numbers if each.end() <= one.start]
    parts = _joined(folded, listed) or _split(listed[-1].period)
    return parts[told.index(number)] if number in told and len(parts) == len(told) > 1 else None


def _joined(folded: str, listed: Sequence[Timed]) -> list[Period]:
    """The periods of 去年和今年; none for a time alone."""
    first = len(listed) - 1
    while first and folded[listed[first - 1].span.end : listed[first].span.start] in _JOINTS:
        first -= 1
    return [time.period for time in listed[first:]] if first < len(listed) - 1 else []


def _split(period: Period) -> list[Period]:
    """The years or months of 2022年、2023年 or 1至3月."""
    if period.start is None or period.end is None:
        return []
    parts = _years(period.start, period.end) or _months(period.start, period.end)
    return [replace(period, start=first, end=last, alternatives=()) for first, last in parts]


def _years(start: date, end: date) -> list[tuple[date, date]]:
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and end.year - start.year < _MOST
    return [(date(y, 1, 1), date(y, 12, 31)) for y in range(start.year, end.year + 1)] if whole and end > start else []


def _months(start: date, end: date) -> list[tuple[date, date]]:
    count = (end.year - start.year) * _MONTHS + end.month - start.month + 1
    if start.day != 1 or (end + timedelta(days=1)).day != 1 or not 0 < count <= _MOST:
        return []
    firsts = [_month(start, step) for step in range(count + 1)]
    return [(one, after - timedelta(days=1)) for one, after in pairwise(firsts)]


def _month(start: date, step: int) -> date:
    number = start.year * _MONTHS + start.month - 1 + step
    return date(number // _MONTHS, number % _MONTHS + 1, 1)
