"""Days of the calendar: what a point whose year is known covers, and steps of years, months, weeks.

Raises ValueError or OverflowError beyond the years 1 to 9999.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from duikan.engine.time.grammar import Point

Stretch = tuple[date, date]
_TEN_OF = {"start": (1, 10), "middle": (11, 20), "end": (31, 31)}
_WEEKEND = 7
_THURSDAY = 3
_DAYS_OF = {"week": 7, "day": 1}
_MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}


def stretch_of(year: int, point: Point) -> Stretch:
    """The days of a point whose year is known."""
    if point.nth is not None:
        return nth_of(stretch_of(year, replace(point, nth=None)), *point.nth)
    first_month, last_month = point.months or (1, 12)
    last_year = point.last_year or year
    start = month_start(year, first_month)
    end = month_end(last_year, last_month)
    if point.days is not None:
        return days_in_month(start.year, start.month, point.days)
    if point.edge in ("", "within"):
        return start, end
    if first_month == last_month:
        return days_in_month(start.year, start.month, _TEN_OF[point.edge])
    if point.edge == "start":
        return start, month_end(start.year, start.month)
    if point.edge == "end":
        return end, end
    return month_start(year, 6), month_end(year, 6)


def nth_of(stretch: Stretch, which: int, weekday: int | None) -> Stretch:
    """The first, second, last (-1) week or weekday of a stretch; a week lies where its Thursday lies."""
    step = timedelta(weeks=1)
    chosen = _THURSDAY if weekday is None else weekday
    first = stretch[0] + timedelta(days=(chosen - stretch[0].weekday()) % 7)
    last = stretch[1] - timedelta(days=(stretch[1].weekday() - chosen) % 7)
    day = last if which < 0 else first + (which - 1) * step
    if weekday is not None:
        return day, day
    return day - timedelta(days=3), day + timedelta(days=3)


def days_in_month(year: int, month: int, days: tuple[int, int]) -> Stretch:
    """Days of one month, kept within its length (a 下旬 ends on the 28th to the 31st)."""
    length = monthrange(year, month)[1]
    return date(year, month, min(days[0], length)), date(year, month, min(days[1], length))


def month_start(year: int, month: int) -> date:
    """The first of a month; month 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def month_end(year: int, month: int) -> date:
    """The last of a month; month 13 is January of the next year."""
    start = month_start(year, month)
    return start.replace(day=monthrange(start.year, start.month)[1])


def week_of(day: date, week: tuple[int, int | None]) -> Stretch:
    """A week, weekday or weekend (7), counted from the week of `day`; weeks begin on Monday."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=week[0])
    if week[1] is None:
        return monday, monday + timedelta(days=6)
    if week[1] == _WEEKEND:
        return monday + timedelta(days=5), monday + timedelta(days=6)
    chosen = monday + timedelta(days=week[1])
    return chosen, chosen


def quarter_of(day: date, shift: int) -> Stretch:
    """The quarter of `day`, or the one so many later."""
    number = day.year * 4 + (day.month - 1) // 3 + shift
    year, first = number // 4, number % 4 * 3 + 1
    return month_start(year, first), month_end(year, first + 2)


def moved(day: date, amount: int, unit: str) -> date:
    """The day so many units later (or earlier, below 0), kept within its month."""
    if unit in _DAYS_OF:
        return day + timedelta(days=amount * _DAYS_OF[unit])
    number = day.year * 12 + day.month - 1 + amount * _MONTHS_OF[unit]
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shifted_to(stretch: Stretch, year: int) -> Stretch:
    """The same days with their end in another year; the end of a month stays one."""
    first, last = stretch
    away = (year - last.year) * 12
    whole = (last + timedelta(days=1)).day == 1
    end = month_end(year, last.month) if whole else moved(last, away, "month")
    return moved(first, away, "month"), end


def rounded(day: date, unit: str) -> Stretch:
    """The whole year, month or day that `three years ago` speaks of."""
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit in ("month", "quarter"):
        return day.replace(day=1), month_end(day.year, day.month)
    return day, day
