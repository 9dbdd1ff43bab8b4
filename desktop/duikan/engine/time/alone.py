"""Inputs that are nothing but a date in figures or a stretch counted from today: 3·15, 1998-2002, 前三天, 下两周.

In running prose these are products, scores, prices or the first days of something; alone they are times.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from duikan.engine.time.grammar import FoundTime, Point, Ref, TimeExpression, Unit
from duikan.engine.time.words import small_number
from duikan.engine.values import Span

_LONGEST = 24
_CN = "一二两三四五六七八九十"
_YEAR = r"((?:1[0-9]|20)[0-9]{2})"
_MONTH = r"(0?[1-9]|1[0-2])"
_SEP = r" ?(?:[-—–~～]{1,2}|到|至) ?"
_UNITS: dict[str, Unit] = {
    "天": "day", "日": "day",
    "周": "week", "星期": "week", "个星期": "week", "个周": "week",
    "个礼拜": "week",
    "礼拜": "week", "个月": "month", "月": "month", "个季度": "quarter", "季度": "quarter", "年": "year",
}  # fmt: skip


def _point(point: Point) -> TimeExpression | None:
    return TimeExpression("point", point)


def _day(found: re.Match[str]) -> TimeExpression | None:
    """20240115."""
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    return _point(Point(year=Ref("abs", year), months=(month, month), days=(day, day)))


def _month_day(found: re.Match[str]) -> TimeExpression | None:
    """3·15, 9月30, 三月八."""
    month, day = small_number(found[1]) or 0, small_number(found[2]) or 0
    fits = 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 31 - (month in (4, 6, 9, 11)))
    return _point(Point(months=(month, month), days=(day, day))) if fits else None


def _bare_day(found: re.Match[str]) -> TimeExpression | None:
    """二十五号."""
    day = small_number(found[1]) or 0
    return _point(Point(days=(day, day))) if 1 <= day <= 31 else None


def _month(found: re.Match[str]) -> TimeExpression | None:
    """2023.03, 1999.08-2002.02."""
    first = Point(year=Ref("abs", int(found[1])), months=(int(found[2]), int(found[2])))
    if found[3] is None:
        return _point(first)
    return TimeExpression("range", first, Point(year=Ref("abs", int(found[3])), months=(int(found[4]), int(found[4]))))


def _years(found: re.Match[str]) -> TimeExpression | None:
    """1998-2002, 从2016到2018."""
    first, last = int(found[1]), int(found[2])
    return _point(Point(year=Ref("abs", first), last_year=last)) if first < last else None


def _quarter(found: re.Match[str]) -> TimeExpression | None:
    number = int(found[1])
    return _point(Point(months=(3 * number - 2, 3 * number)))


def _window(found: re.Match[str]) -> TimeExpression | None:
    """前三天, 上两个月, 后三年, 下两周."""
    amount = small_number(found[2])
    ahead = found[1] in ("后", "下")
    return TimeExpression("window", None, None, "in", amount, _UNITS[found[3]], ahead) if amount else None


def _away(found: re.Match[str]) -> TimeExpression | None:
    """五日后, 3日前."""
    amount = small_number(found[1])
    ahead = found[2].endswith("后")
    return TimeExpression("window", None, None, "about", amount, "day", ahead, distance=True) if amount else None


_COUNT = rf"([0-9]{{1,3}}|[{_CN}]{{1,3}})"
_NUMBER = rf"([0-9]{{1,2}}|[{_CN}]{{1,3}})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], TimeExpression | None], bool], ...] = (
    (re.compile(_YEAR + "(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"), _day, False),
    (re.compile(r"([0-9]{1,2})[·•]([0-9]{1,2})"), _month_day, False),
    (re.compile(rf"{_NUMBER}月{_NUMBER}"), _month_day, False),
    (re.compile(rf"{_NUMBER}号"), _bare_day, False),
    (re.compile(rf"{_YEAR}\.{_MONTH}(?:{_SEP}{_YEAR}\.{_MONTH})?"), _month, False),
    (re.compile(rf"(?:从|自)?{_YEAR}{_SEP}{_YEAR}"), _years, False),
    (re.compile(r"[Qq]([1-4])"), _quarter, False),
    (re.compile(rf"([前上后下]){_COUNT}({'|'.join(sorted(_UNITS, key=len, reverse=True))})"), _window, True),
    (re.compile(rf"{_NUMBER}日(之?[前后]|以[前后])"), _away, True),
)
_MONTHS_SO_FAR = re.compile(rf"前{_COUNT}个?(?:月|季度)")


def time_alone(folded: str) -> FoundTime | None:
    """The time that the whole text is, in a form that means one only where nothing else is said."""
    text = folded.strip()
    if not text or len(text) > _LONGEST or _MONTHS_SO_FAR.fullmatch(text):
        return None
    for pattern, read, duration in _FORMS:
        found = pattern.fullmatch(text)
        expression = read(found) if found else None
        if expression is not None:
            at = folded.index(text)
            return FoundTime(Span(at, at + len(text)), expression, duration, leads=True)
    return None
